"""The store: articles, events, reviews and what users arranged, in SQLite or PostgreSQL."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlalchemy import Connection, Engine, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from geo.errors import BadQuery, StoreError, UnknownRecord
from geo.model import CONTROL_KINDS, EVENT_COLUMNS, Article, Kind, Mention, ReportedEvent, Source, Stance, Status
from geo.resources import home_path, store_url
from geo.store import arrangements, bulk
from geo.store.articles import write_article
from geo.store.colours import source_colour
from geo.store.filters import EventFilter, apply_filter
from geo.store.neighbours import neighbours_of
from geo.store.records import article_from_row, event_from_row, mentions_from_json
from geo.store.reviews import Review, event_row, reviews_of, undo_review, write_review
from geo.store.schema import article_table, event_table, open_engine, removed_table, source_table, state_table
from geo.store.snapshot import Snapshot
from geo.store.table import decoded, geodataframe

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

CLAIM_COLUMNS = (
    "event_id", "source_id", "article_id", "kind", "stance", "actor", "opponent", "attributed_to", "place_id",
    "place_name", "latitude", "longitude", "where_prec", "radius_m", "date_start", "date_end", "date_prec",
    "published_on", "char_start", "status", "note",
)  # fmt: skip
"""The columns of the events table that say who holds what."""

_CONTROL = tuple(sorted(kind.value for kind in (*CONTROL_KINDS, Kind.OFFENSIVE)))


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article without its text, with the number of its events."""

    article_id: str
    source_id: str
    title: str
    url: str
    published_on: dt.date | None
    origin: str
    sha256: str
    events: int
    unreviewed: int


class Store:
    """One store. Safe to share between threads; every write is one transaction and one revision."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        with engine.connect() as connection:
            self.store_id: str = connection.execute(select(state_table.c.store_id)).scalar_one()
        self._snapshot = Snapshot(engine, self.store_id, _snapshot_path(engine))
        self._events_at = (-1, "")

    @property
    def url(self) -> str:
        """The store's address, without a password."""
        return self._engine.url.render_as_string(hide_password=True)

    @property
    def revision(self) -> int:
        """A number that grows with every change of anything in the store."""
        with self._reading() as connection:
            return int(connection.execute(select(state_table.c.revision)).scalar_one())

    def fingerprint(self) -> str:
        """What names this state of this store among all stores: good in ETags and cache keys."""
        return f"{self.store_id}-{self.revision}"

    def events_fingerprint(self) -> str:
        """What names this state of the store's articles and events, whatever else was arranged in it since.

        A set of sources that is saved or a group that is accepted leaves it as it is.
        """
        known, stamp = self._events_at
        revision = self.revision
        if revision != known:
            newest, gone = func.max(event_table.c.changed), func.max(removed_table.c.revision)
            with self._reading() as connection:
                parts = [connection.execute(select(each)).scalar() or 0 for each in (newest, gone)]
                texts = select(article_table.c.article_id, article_table.c.sha256).order_by(article_table.c.article_id)
                parts.append(hashlib.sha256(repr(connection.execute(texts).fetchall()).encode()).hexdigest()[:16])
            stamp = "-".join(map(str, (self.store_id, *parts)))
            self._events_at = (revision, stamp)
        return stamp

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    # Articles and events

    def add_article(self, article: Article, events: Iterable[ReportedEvent], mentions: Iterable[Mention] = ()) -> bool:
        """Put the article in with its events, whole or not at all; whether that changed anything.

        Again with the same text and events it changes nothing. With other events it replaces the
        unreviewed ones; what a reviewer accepted, edited or rejected stays.
        """
        events, mentions = tuple(events), tuple(mentions)
        with self._writing() as (connection, revision):
            is_new = arrangements.ensure_sources(connection, {article.source_id: article.source_name})
            changed = write_article(connection, article, events, mentions, revision)
            if not (is_new or changed):
                connection.rollback()
        return is_new or changed

    def add_events(self, table: pa.Table, *, what: str = "table") -> int:
        """Put a table of events in, all or none; the number of rows written.

        Rows of an event_id that is there already replace it, unless it was reviewed. BadTable where
        the columns or their values are not those of the events table.
        """
        with self._writing() as (connection, revision):
            written = bulk.write_events(connection, table, what=what, revision=revision)
            if not written:
                connection.rollback()
        self._snapshot.columns(("row",), self.revision)  # so that the first page does not wait for it
        return written

    def remove_article(self, article_id: str) -> None:
        """Take the article out with all its events, reviewed ones included. UnknownRecord."""
        with self._writing() as (connection, revision):
            if not bulk.remove_article(connection, article_id, revision):
                raise UnknownRecord(f"no article {article_id!r} in the store")

    def events(self, chosen: EventFilter | None = None) -> "GeoDataFrame":
        """The chosen events, EVENT_COLUMNS and `geometry`, EPSG:4326; unplaced ones have none."""
        return geodataframe(self.event_arrow(chosen))

    def event_arrow(
        self, chosen: EventFilter | None = None, *, columns: Sequence[str] = EVENT_COLUMNS, encoded: bool = False
    ) -> pa.Table:
        """The chosen events as Arrow columns, in the order of their rows.

        `columns` are names of the events table, and `row`: the number by which the feed knows an event.
        `encoded=True` leaves text of few values dictionary-encoded, which is smaller and faster.
        """
        chosen = chosen or EventFilter()
        unknown = [name for name in columns if name not in EVENT_COLUMNS and name != "row"]
        if unknown:
            raise BadQuery(f"no column {unknown[0]!r} in the events table")
        read = list(dict.fromkeys([*columns, *chosen.columns()]))
        narrow = chosen.narrowest()
        if narrow:
            table = apply_filter(self._snapshot.few(*narrow, read), chosen)
        else:
            keep = None if chosen.is_empty else partial(apply_filter, chosen=chosen)
            table = self._snapshot.columns(read, self.revision, keep)
        table = table.select(list(columns))
        return table if encoded else decoded(table)

    def claims_arrow(self, chosen: EventFilter | None = None) -> pa.Table:
        """The chosen events that bear on a holder: asserted, of a control kind, or an offensive that opens a change.

        With `row` and what control reads; a million events are a tenth as much to read this way as with `event_arrow`.
        """
        claims = replace(chosen or EventFilter(), kinds=_CONTROL, stances=(Stance.ASSERTED.value,))
        return self.event_arrow(claims, columns=("row", *CLAIM_COLUMNS))

    def event(self, event_id: str) -> ReportedEvent:
        """The event of that id. UnknownRecord."""
        with self._reading() as connection:
            return event_from_row(event_row(connection, event_id))

    def event_id_of_row(self, row: int) -> str:
        """The id of the event with that row number; a number once given never names another. UnknownRecord."""
        with self._reading() as connection:
            found = connection.execute(select(event_table.c.event_id).where(event_table.c.row == row)).scalar()
        if found is None:
            raise UnknownRecord(f"no event with row number {row} in the store")
        return str(found)

    def row_of_event(self, event_id: str) -> int:
        """The row number of the event of that id. UnknownRecord."""
        with self._reading() as connection:
            return int(event_row(connection, event_id)["row"])

    def neighbours(self, event: ReportedEvent, *, within_days: int = 30, limit: int = 8) -> list[dict[str, Any]]:
        """Other sources' claims on the event's place within some days of it, nearest first."""
        with self._reading() as connection:
            return neighbours_of(connection, event, within_days=within_days, limit=limit)

    def article(self, article_id: str) -> Article:
        """The article of that id, with its text. UnknownRecord."""
        name = select(source_table.c.name).where(source_table.c.source_id == article_table.c.source_id)
        query = select(article_table, name.scalar_subquery().label("source_name"))
        with self._reading() as connection:
            row = connection.execute(query.where(article_table.c.article_id == article_id)).mappings().first()
        if row is None:
            raise UnknownRecord(f"no article {article_id!r} in the store")
        return article_from_row(dict(row), source_name=row["source_name"] or "")

    def has_article(self, article_id: str, sha256: str) -> bool:
        """Whether exactly this text is stored under that id."""
        query = select(article_table.c.sha256).where(article_table.c.article_id == article_id)
        with self._reading() as connection:
            return bool(connection.execute(query).scalar() == sha256)

    def articles(self) -> list[ArticleSummary]:
        """Every article without its text, newest first, undated last."""
        of_article = event_table.c.article_id == article_table.c.article_id
        events = select(func.count()).select_from(event_table).where(of_article).scalar_subquery()
        waiting = event_table.c.status == Status.UNREVIEWED.value
        unreviewed = select(func.count()).select_from(event_table).where(of_article, waiting).scalar_subquery()
        fields = ("article_id", "source_id", "title", "url", "published_on", "origin", "sha256")
        columns = [article_table.c[name] for name in fields]
        query = select(*columns, events.label("events"), unreviewed.label("unreviewed")).order_by(
            article_table.c.published_on.is_(None), article_table.c.published_on.desc(), article_table.c.article_id
        )
        with self._reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            ArticleSummary(**{
                **row, "published_on": dt.date.fromisoformat(row["published_on"]) if row["published_on"] else None,
            })
            for row in rows
        ]  # fmt: skip

    def events_of_article(self, article_id: str) -> list[ReportedEvent]:
        """The article's events in the order of the text."""
        query = select(event_table).where(event_table.c.article_id == article_id)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(event_table.c.char_start, event_table.c.row)).mappings().all()
        return [event_from_row(dict(row)) for row in rows]

    def mentions(self, article_id: str) -> list[Mention]:
        """The article's mentions of places, in the order of the text. UnknownRecord."""
        with self._reading() as connection:
            query = select(article_table.c.mentions).where(article_table.c.article_id == article_id)
            text = connection.execute(query).scalar()
        if text is None:
            raise UnknownRecord(f"no article {article_id!r} in the store")
        return mentions_from_json(text)

    # Sources

    def sources(self) -> list[Source]:
        """The sources in the order in which they came, each with a colour: the user's, or its own by order."""
        with self._reading() as connection:
            rows = connection.execute(select(source_table).order_by(source_table.c.position)).all()
        return [
            Source(row.source_id, row.name, row.group, row.colour or source_colour(row.position)) for row in rows
        ]  # fmt: skip

    def source_counts(self) -> list[dict[str, Any]]:
        """`source_id name articles events` of every source, in order of `source_id`."""
        table = self.event_arrow(columns=("source_id",), encoded=True)
        events = {str(entry["values"]): int(entry["counts"]) for entry in table["source_id"].value_counts().to_pylist()}
        with self._reading() as connection:
            return arrangements.source_counts(connection, events)

    def set_source(self, source: Source) -> None:
        """Set the name, group and colour (`#rrggbb`, None for its own) of a source, new or known."""
        with self._writing() as (connection, _):
            arrangements.write_source(connection, source)

    def source_sets(self) -> dict[str, tuple[str, ...]]:
        """The sets of sources that were saved, by name."""
        with self._reading() as connection:
            return arrangements.source_sets(connection)

    def set_source_set(self, name: str, source_ids: Sequence[str]) -> None:
        """Save a set of sources under a name; an empty set takes the name away."""
        with self._writing() as (connection, _):
            arrangements.write_source_set(connection, name, source_ids)

    # Review

    def review(
        self, event_id: str, changes: Mapping[str, Any], *, reviewer: str, at: dt.datetime | None = None
    ) -> ReportedEvent:  # fmt: skip
        """Change an event and log who did it when; the event as it is then.

        `changes` holds REVIEWABLE columns, also `status`: without one the event becomes `edited`.
        UnknownRecord; BadQuery where a value cannot be.
        """
        at = at or dt.datetime.now(dt.UTC)
        with self._writing() as (connection, revision):
            write_review(connection, event_id, changes, reviewer=reviewer, at=at, revision=revision)
            return event_from_row(event_row(connection, event_id))

    def undo(self, event_id: str) -> ReportedEvent:
        """Take the event's last review back; the event as it is then. UnknownRecord where there is none."""
        with self._writing() as (connection, revision):
            undo_review(connection, event_id, revision=revision)
            return event_from_row(event_row(connection, event_id))

    def reviews(self, event_id: str) -> list[Review]:
        """The event's log, oldest first."""
        with self._reading() as connection:
            return reviews_of(connection, event_id)

    # Groups of reports that someone judged to be one event

    def decide_same_event(self, group_id: str, event_ids: Sequence[str], decision: str) -> None:
        """Keep that the reports of a group are one event (`accepted`), are not (`rejected`), or forget it (`open`)."""
        with self._writing() as (connection, _):
            arrangements.write_same_event(connection, group_id, event_ids, decision)

    def same_event_decisions(self) -> list[tuple[str, str, str]]:
        """`(group_id, event_id, decision)` of every decision, in order."""
        with self._reading() as connection:
            return arrangements.same_event_decisions(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise _store_error(error) from error

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, int]]:
        """A transaction and the revision it makes; nothing of it stays if it fails or is rolled back."""
        try:
            with self._writer.connect() as connection:
                current = connection.execute(select(state_table.c.revision).with_for_update()).scalar_one()
                connection.execute(update(state_table).values(revision=current + 1))
                yield connection, current + 1
                connection.commit()
        except SQLAlchemyError as error:
            raise _store_error(error) from error


def open_store(url: str | None = None) -> Store:
    """The store at that SQLAlchemy URL (default: `store_url()`), made where there is none. StoreError."""
    return Store(open_engine(url or store_url()))


def _store_error(error: SQLAlchemyError) -> StoreError:
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return StoreError(f"the store gave no answer: {reason}")


def _snapshot_path(engine: Engine) -> Path | None:
    database = engine.url.database
    if engine.url.get_backend_name() == "sqlite":
        return Path(database + ".columns.parquet") if database and database != ":memory:" else None
    name = hashlib.sha256(engine.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return home_path(f"{name}.columns.parquet")
