"""The folium map of the map page: a bare Leaflet map and one element that starts our modules in the browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.mapping.linking import linked_address
from geo.mapping.state import MapState

BASEMAP_PATH = "basemap?v=2"
"""As data_source.js asks for it."""

Theme = Literal["auto", "light", "dark"]

_FIRST_CENTRE = (25.0, 20.0)
_LEAST_PRECISE = 5


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two sets of sources on two maps that move and scrub as one.

    `left` and `right` are source ids. `view` is `side` (beside each other) or `swipe` (one map with a line that a
    finger, a mouse or the arrow keys move); `swipe` is where that line stands, 0 to 1 from the left.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    left_name: str = "left"
    right_name: str = "right"
    view: Literal["side", "swipe"] = "side"
    swipe: float = 0.5

    def to_browser(self) -> dict[str, Any]:
        """The comparison as the browser's modules read it."""
        return {
            "left": {"name": self.left_name, "sources": list(self.left)},
            "right": {"name": self.right_name, "sources": list(self.right)},
            "view": self.view,
            "swipe": min(1.0, max(0.0, self.swipe)),
        }


class EventLayer(MacroElement):
    """The element that loads `main.js` and hands it the map and its settings.

    The script is the same text for the same settings, for as long as the modules stay the same: streamlit-folium
    reloads the map when it changes. The import is the browser's own; a frame that cannot load it says so on the map.
    What the modules will ask of the feed is asked while they are still on their way.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.dateline = window.dateline || {pending: []};
        (function (map, config) {
            window.dateline.early = {};
            config.early.forEach(function (url) {
                window.dateline.early[url] = fetch(url);
                window.dateline.early[url].catch(function () {});
            });
            function link(attributes) {
                document.head.appendChild(Object.assign(document.createElement("link"), attributes));
            }
            link({rel: "stylesheet", href: config.modules + "/dateline.css"});
            import(new URL(config.modules + "/main.js", document.baseURI).href).then(function (main) {
                return main.start(L, map, config);
            }).catch(function (error) { window.dateline.error = String(error); console.error(error); });
        })({{ this._parent.get_name() }}, {{ this.config }});
        {% endmacro %}
        """
    )

    def __init__(self, config: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "DatelineEvents"
        self.config = script_json(config)


class MapCommand(folium.FeatureGroup):
    """A state for a map that is already on screen, passed to `st_folium(feature_group_to_add=...)`.

    The map takes it on without a reload. `serial` must grow from command to command: Streamlit sends the last one
    again with every run of the page, and the map passes over what it has seen. `compare` changes the sets of a map
    that was built with one.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        window.dateline = window.dateline || {pending: []};
        window.dateline.pending.push({{ this.command }});
        if (window.dateline.drain) window.dateline.drain();
        {% endmacro %}
        """
    )

    def __init__(self, state: MapState, *, serial: int, compare: SideBySide | None = None) -> None:
        super().__init__(name="command", control=False)
        command: dict[str, Any] = {"serial": serial, "state": state.to_browser()}
        if compare is not None:
            command["compare"] = compare.to_browser()
        self.command = script_json(command)


def event_map(
    state: MapState | None = None,
    *,
    feed_url: str = "../../feed",
    assets_url: str = "../../assets",
    leaflet_url: str = "../../leaflet",
    height: int | None = None,
    theme: Theme = "auto",
    query: Mapping[str, str] | None = None,
    compare: SideBySide | None = None,
) -> folium.Map:
    """A folium map that shows the feed's events, with scrubber, layers, rings and popups.

    `state` is where it begins; keep it the same for as long as the map is on screen and send later changes as a
    `MapCommand`. The addresses may be relative to streamlit-folium's frame (the default) or to the page. `height` is
    in CSS pixels; None means three quarters of the browser's window. `query` adds parameters to the events' address,
    for example `{"parquet": "ucdp.parquet"}`. `compare` makes it two maps in step, each with its own sources. What the
    map hands back through streamlit-folium is described in docs/map.md.
    """
    built = folium.Map(
        location=_FIRST_CENTRE,
        zoom_start=3,
        tiles=None,
        attributionControl=True,
        zoomSnap=0.25,
        zoomDelta=0.5,
        wheelPxPerZoomLevel=110,
        minZoom=2,
        maxZoom=16,
        worldCopyJump=True,
        preferCanvas=True,
    )
    built.default_js = [("leaflet", f"{leaflet_url}/leaflet.js")]
    built.default_css = [("leaflet_css", f"{leaflet_url}/leaflet.css")]
    EventLayer(
        {
            "feed": feed_url,
            "modules": linked_address(assets_url),
            "query": dict(query or {}),
            "early": _first_addresses(feed_url, state or MapState(), query or {}),
            "state": (state or MapState()).to_browser(),
            "height": height,
            "theme": theme,
            "compare": compare.to_browser() if compare else None,
        }
    ).add_to(built)
    return built


def _first_addresses(feed_url: str, state: MapState, query: Mapping[str, str]) -> list[str]:
    """What `feedSource` in data_source.js asks first, letter by letter."""
    reviewed = {"status": "accepted,edited"} if state.reviewed else {}
    events = urlencode({**dict(sorted(query.items())), **reviewed})
    precise = {"min_date_prec": state.minprec} if state.minprec < _LEAST_PRECISE else {}
    holdings = urlencode({"by": state.by, **precise, **({"reviewed": 1} if state.reviewed else {})})
    asked = [f"events?{events}" if events else "events", f"holdings?{holdings}", BASEMAP_PATH]
    # Browsers encode these two signs the other way round.
    return [f"{feed_url}/{path.replace('~', '%7E').replace('%2A', '*')}" for path in asked]


def script_json(value: Any) -> str:
    """JSON that is safe inside a script element: no closing tag and no line separators that end a statement."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for unsafe in "<>&\u2028\u2029":
        text = text.replace(unsafe, f"\\u{ord(unsafe):04x}")
    return text
