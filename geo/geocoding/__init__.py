"""Geocoding: online geocoders behind the gazetteer's protocol, downloads, and tables of names.

Beside `geo.reading.web`, the one place from which the network is reached; nothing here asks it unless switched on.
"""

from geo.gazetteer import LayeredGazetteer, open_gazetteer
from geo.geocoding.batch import geocoded, read_names
from geo.geocoding.download import download_country
from geo.geocoding.online import OnlineGazetteer, WithOnline
from geo.geocoding.settings import OnlineSettings, read_settings, write_settings

__all__ = [
    "OnlineGazetteer",
    "OnlineSettings",
    "WithOnline",
    "download_country",
    "geocoded",
    "open_with_online",
    "read_names",
    "read_settings",
    "write_settings",
]


def open_with_online(settings: OnlineSettings | None = None) -> LayeredGazetteer | WithOnline:
    """The gazetteer; with the online geocoder behind it where the settings switch that on."""
    chosen = settings or read_settings()
    layers = open_gazetteer()
    return WithOnline(layers, OnlineGazetteer(chosen)) if chosen.enabled else layers
