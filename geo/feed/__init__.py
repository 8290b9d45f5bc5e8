"""The binary event feed and the routes that the map reads."""

from geo.feed.at_once import SendAtOnce
from geo.feed.columns import FEED_COLUMNS, encode_events, pack_columns, unpack_columns
from geo.feed.front_page import FrontPage
from geo.feed.holdings import encode_holdings
from geo.feed.kept_files import KeptFiles, modules_behind
from geo.feed.routes import routes

__all__ = [
    "FEED_COLUMNS",
    "FrontPage",
    "KeptFiles",
    "SendAtOnce",
    "encode_events",
    "encode_holdings",
    "modules_behind",
    "pack_columns",
    "routes",
    "unpack_columns",
]
