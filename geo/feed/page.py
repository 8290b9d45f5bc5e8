"""The store's map as one HTML file that opens from a disk, without a server or a network."""

from pathlib import Path

from geo.accounts import side_lookup
from geo.errors import BadQuery
from geo.feed.actors import open_actor_looks
from geo.feed.answers import answers_among
from geo.feed.basemap import basemap_message
from geo.feed.columns import FEED_COLUMNS, encode_events
from geo.feed.detail import event_detail
from geo.feed.files import basemap_file
from geo.feed.holdings import HoldingsQuery, holdings_message
from geo.feed.one_event import accepted_groups
from geo.mapping import MapState, standalone_page
from geo.store import EventFilter, Store

MOST_EVENTS = 20_000
"""Every event's sentence lies in the file; with more of them it would be too large to send or to open."""


def write_page(
    store: Store,
    path: Path,
    chosen: EventFilter | None = None,
    *,
    state: MapState | None = None,
    title: str = "Dateline",
) -> int:
    """Write the chosen events as a self-contained page; its size in bytes.

    Who holds what is drawn from the claims of the same sources as are chosen. BadQuery where more than
    `MOST_EVENTS` events are chosen: choose fewer sources or days.
    """
    chosen = chosen or EventFilter()
    looks = open_actor_looks()
    revision = store.fingerprint()
    table = store.event_arrow(chosen, columns=("row", *FEED_COLUMNS), encoded=True)
    if table.num_rows > MOST_EVENTS:
        raise BadQuery(f"{table.num_rows:,} events are too many for one page (at most {MOST_EVENTS:,}); choose fewer")
    shown = set(chosen.sources)
    without = tuple(sorted(s.source_id for s in store.sources() if shown and s.source_id not in shown))
    side_of = side_lookup(looks.lexicon)
    answered = answers_among(store, chosen, side_of=side_of)
    return standalone_page(
        path,
        events=encode_events(
            table, sources=store.sources(), describe_actor=looks, revision=revision, groups=accepted_groups(store)
        ),
        holdings={
            by: holdings_message(store, HoldingsQuery(by=by, without=without), looks=looks, revision=revision)
            for by in ("happened", "published")
        },
        details={row: event_detail(store, str(row), looks, answered=answered) for row in table["row"].to_pylist()},
        basemap=basemap_message(basemap_file()),
        state=state,
        title=title,
    )
