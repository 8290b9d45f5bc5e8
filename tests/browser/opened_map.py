"""What the tests of the map alone ask of the page that `open_map` has opened."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

OpenMap = Callable[..., Page]
START = "day=2016-12-08&from=2016-11-09&to=2016-12-08"


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "async () => (await import('/assets/state.js')).stateToOutside(window.dateline.map.store.get())"
    )
    return found


def shown_kinds(page: Page) -> list[str]:
    """The kinds of the reports that are drawn as marks just now, sorted."""
    found: list[str] = page.evaluate(
        """() => { const app = window.dateline.map; app.flush(); const kinds = [];
        app.view.events.eachShown((row) => app.view.events.centres[row] >= 0
          && kinds.push(app.events.dictionaries.kinds[app.events.arrays.kind[row]])); return kinds.sort(); }"""
    )
    return found


def place_on_screen(page: Page, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(
        """([lat, lon]) => { const { map } = window.dateline.map; const at = map.latLngToContainerPoint([lat, lon]);
        const box = map.getContainer().getBoundingClientRect(); return [at.x + box.left, at.y + box.top]; }""",
        [lat, lon],
    )
    return x, y
