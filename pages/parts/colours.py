"""The colours of actors and sources on the pages, the same as on the map."""

import streamlit as st

from geo.feed.actors import ActorLooks, open_actor_looks
from pages.parts.resources import shared_store

NOBODY_COLOUR = "#9aa1ad"


@st.cache_resource(show_spinner=False)
def _looks() -> ActorLooks:
    return open_actor_looks()


def is_dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"


def actor_colour(name: str | None) -> str:
    """The colour of an actor in the reader's theme; grey for nobody."""
    return for_theme(str(_looks()(name)["colour"]), dark=is_dark()) if name else NOBODY_COLOUR


def source_colours() -> dict[str, str]:
    """The colour of every source, by its id."""
    return {
        source.source_id: for_theme(source.colour or NOBODY_COLOUR, dark=is_dark())
        for source in shared_store().sources()
    }


def for_theme(colour: str, *, dark: bool) -> str:
    """The colour as it is seen on that theme's ground; the same rule as `colourOn` of mapping/assets/theme.js."""
    if len(colour) != 7:
        return colour
    lightness = lightness_of(colour)
    if dark:
        if lightness < 0.25:
            return _mixed(colour, 255, 0.8)
        return _mixed(colour, 255, 0.3) if lightness < 0.72 else colour
    return _mixed(colour, 0, 0.3) if lightness > 0.85 else colour


def lightness_of(colour: str) -> float:
    """CIELAB's L* over 100 of a colour `#rrggbb`."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in _rgb(colour))
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance) / 100


def _mixed(colour: str, ground: int, share: float) -> str:
    return "#" + "".join(f"{round(channel + (ground - channel) * share):02x}" for channel in _rgb(colour))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
