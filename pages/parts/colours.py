"""The colours of actors and sources on the pages, the same as on the map."""

import colorsys

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


def side_of(name: str) -> str:
    """The side an actor counts to; its own name where the lexicon knows none."""
    return str(_looks()(name)["side"]) or name


def source_colours() -> dict[str, str]:
    """The colour of every source, by its id."""
    return {
        source.source_id: for_theme(source.colour or NOBODY_COLOUR, dark=is_dark())
        for source in shared_store().sources()
    }


def for_theme(colour: str, *, dark: bool) -> str:
    """The colour, lifted where it would drown in a dark page: at least 62% lightness, its hue kept."""
    if not dark or len(colour) != 7:
        return colour
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness < 0.35 and saturation < 0.35:
        return "#c9d1e4"  # the near-black of the light theme becomes near-white, as on the map
    lifted = colorsys.hls_to_rgb(hue, max(lightness, 0.62), saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in lifted)
