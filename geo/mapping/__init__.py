"""The map: a folium map with our own event layer and scrubber, its state, and the page that stands alone."""

from geo.mapping.compare_map import CompareCommand, CompareState, compare_map
from geo.mapping.event_map import BASEMAP_PATH, MapCommand, SideBySide, event_map
from geo.mapping.linking import linked_address
from geo.mapping.standalone import StandaloneError, standalone_page
from geo.mapping.state import MapState

__all__ = [
    "BASEMAP_PATH",
    "CompareCommand",
    "CompareState",
    "MapCommand",
    "MapState",
    "SideBySide",
    "StandaloneError",
    "compare_map",
    "event_map",
    "linked_address",
    "standalone_page",
]
