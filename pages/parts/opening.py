"""What opens a page sooner: the browser's scripts named ahead, and what the server reads before anybody asks."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import streamlit as st

from geo.control import Assumptions
from geo.errors import GeoError, UnknownRecord
from geo.feed import modules_behind
from geo.mapping import BASEMAP_PATH, linked_address
from pages.parts.holdings_state import current_areas, current_disagreements
from pages.parts.resources import shared_store

STREAMLIT_FILES = Path(st.__file__).parent / "static" / "static"
_EVERYWHERE = ("Html", "PageLink")
_ELEMENTS: Mapping[str, Sequence[str]] = {
    "map": ("ComponentInstance", "Button"),
    "compare": ("BidiComponent", "ComponentInstance", "ButtonGroup", "DownloadButton"),
    "place": ("Button", "ButtonGroup", "ComponentInstance"),
    "articles": (),
    "data": (),
    "method": (),
}
"""By page the elements of Streamlit that it draws at once; each has a script of its own."""

FRAME_AT = "component/streamlit_folium.st_folium"
_IMPORTED = ("altair", "folium", "streamlit.components.v1", "streamlit.components.v2")
"""Not what declares components of a page: Streamlit takes those only from a page that runs."""


def page_scripts() -> dict[str, list[str]]:
    """By page the scripts that draw its elements, as addresses from the page on."""
    folder = STREAMLIT_FILES / "js"
    return {
        page: [f"./static/js/{name}" for name in modules_behind(folder, (*_EVERYWHERE, *elements))]
        for page, elements in _ELEMENTS.items()
    }


def frame_files() -> Path:
    """The folder that streamlit-folium's frame is served from."""
    spec = find_spec("streamlit_folium")
    if spec is None or spec.origin is None:
        raise UnknownRecord("streamlit-folium is not installed; run `python3 run.py` once more")
    return Path(spec.origin).parent / "frontend" / "build"


def frame_scripts() -> dict[str, list[str]]:
    """By page what its map's frame asks for whatever it shows, as addresses from the page on."""
    folder = frame_files()
    frame = [f"./{FRAME_AT}/{file.relative_to(folder).as_posix()}" for file in sorted(folder.rglob("main.*.js"))]
    frame.append("./leaflet/leaflet.js")
    ours = [f"{linked_address('./assets')}/main.js", f"./feed/{BASEMAP_PATH}"]
    return {"map": [*frame, *ours], "compare": [*frame, *ours], "place": frame}


def read_ahead() -> None:
    """Import what the pages import and fill the caches they begin with, before anybody has asked for a page.

    An empty store is left alone: the first page fills it, with what is going on in sight. What goes wrong here goes
    wrong on the page too, and is said there.
    """
    for name in _IMPORTED:
        import_module(name)
    with suppress(GeoError):
        if shared_store().source_counts():
            current_disagreements(Assumptions())
            current_areas()
