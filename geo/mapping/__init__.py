"""The map: a folium map with our own event layer and scrubber, its state, and the page that stands alone."""

from geo.mapping.compare_map import CompareCommand, CompareState, compare_map
from geo.mapping.event_map import MapCommand, SideBySide, event_map
from geo.mapping.standalone import StandaloneError, standalone_page
from geo.mapping.state import MapState

__all__ = [
    "CompareCommand",
    "CompareState",
    "MapCommand",
    "MapState",
    "SideBySide",
    "StandaloneError",
    "compare_map",
    "event_map",
    "standalone_page",
]
