"""The gazetteer: names to candidate places, over layers."""

from geo.gazetteer.layered import LayeredGazetteer, open_gazetteer
from geo.gazetteer.protocol import Gazetteer

__all__ = ["Gazetteer", "LayeredGazetteer", "open_gazetteer"]
