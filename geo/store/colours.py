"""Colours that sources get in the order in which they came, until the user sets another."""

SOURCE_COLOURS = (
    "#3c60b4", "#f09c78", "#a80000", "#00b4fc", "#9c8400", "#6c4860", "#d85484", "#8478fc", "#9000fc", "#c090cc",
    "#84b418", "#9c3090", "#6c7848", "#6c00d8", "#cc846c", "#186030", "#c048d8", "#4884a8", "#00a8a8", "#a8600c",
    "#e41854", "#9c84d8", "#cc3078", "#f000fc", "#c000c0", "#f0789c", "#842484", "#e484fc", "#c0a8d8", "#486c48",
    "#c00024", "#a8186c", "#789c48", "#6cc06c", "#9c30d8", "#846090", "#9cc03c", "#4848a8", "#1884e4", "#fc3c9c",
)  # fmt: skip
"""Forty colours, each chosen to be as far as possible from all before it: the least distance in OKLab as seen with
full colour vision and with protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009), among
colours with a contrast of 2 or more to both the light and the dark paper. The first eight stay 0.09 apart for
everyone; from about the twelfth on, a reader needs the name beside the colour."""


def source_colour(position: int) -> str:
    """The colour of the source that came at this position, counted from 0; after forty they begin again."""
    return SOURCE_COLOURS[position % len(SOURCE_COLOURS)]
