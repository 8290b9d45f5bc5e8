"""The store's map as one HTML file: the feed's messages and every report, written into a page that stands alone."""

import gzip
import json
from pathlib import Path

from geo.feed.actors import open_actor_looks
from geo.feed.columns import FEED_COLUMNS, encode_events
from geo.feed.detail import event_detail
from geo.feed.files import basemap_file
from geo.feed.holdings import HoldingsQuery, holdings_message
from geo.mapping import MapState, standalone_page
from geo.store import EventFilter, Store


def standalone_from_store(
    store: Store, path: Path, *, chosen: EventFilter | None = None, state: MapState | None = None, theme: str = "auto"
) -> int:
    """Write the events of a filter as one page that opens from a disk; its size in bytes.

    The page carries the quote of every event in it. The rings rest on all claims of the store.
    """
    looks = open_actor_looks()
    revision = store.fingerprint()
    table = store.event_arrow(chosen or EventFilter(), columns=("row", *FEED_COLUMNS), encoded=True)
    holdings = {
        by: holdings_message(store, HoldingsQuery(by=by), looks=looks, revision=revision)
        for by in ("happened", "published")
    }
    basemap = basemap_file()
    packed = basemap.read_bytes()
    return standalone_page(
        path,
        events=encode_events(table, sources=store.sources(), describe_actor=looks, revision=revision),
        holdings=holdings,
        details={row: event_detail(store, str(row), looks) for row in table["row"].to_pylist()},
        basemap=json.loads(gzip.decompress(packed) if basemap.suffix == ".gz" else packed),
        state=state,
        theme=theme,
    )
