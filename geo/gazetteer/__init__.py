"""The gazetteer: names to candidate places, over layers."""

from geo.gazetteer.layered import LayeredGazetteer
from geo.gazetteer.opening import open_gazetteer
from geo.gazetteer.protocol import Gazetteer
from geo.gazetteer.relative import RelativePlace, relative_place

__all__ = ["Gazetteer", "LayeredGazetteer", "RelativePlace", "open_gazetteer", "relative_place"]
