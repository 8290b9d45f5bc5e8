"""The store of articles, events and reviews, in SQLite or PostgreSQL."""

from geo.store.colours import SOURCE_COLOURS, source_colour
from geo.store.filters import EventFilter, apply_filter
from geo.store.reviews import REVIEWABLE, Review
from geo.store.store import ArticleSummary, Store, open_store
from geo.store.table import EVENT_SCHEMA, conform_events, decoded, geodataframe, table_from_events

__all__ = [
    "EVENT_SCHEMA",
    "REVIEWABLE",
    "SOURCE_COLOURS",
    "ArticleSummary",
    "EventFilter",
    "Review",
    "Store",
    "apply_filter",
    "conform_events",
    "decoded",
    "geodataframe",
    "open_store",
    "source_colour",
    "table_from_events",
]
