"""The map: a folium map with our own event layer and scrubber, its state, and the page that stands alone."""

from geo.mapping.event_map import MapCommand, SideBySide, event_map
from geo.mapping.standalone import StandaloneError, standalone_page
from geo.mapping.state import MapState

__all__ = ["MapCommand", "MapState", "SideBySide", "StandaloneError", "event_map", "standalone_page"]
