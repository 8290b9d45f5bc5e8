"""The tables of the store, and opening a database that holds them."""

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    Float,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeEngine

from geo.errors import StoreError
from geo.model import EVENT_COLUMNS

SCHEMA_VERSION = 1

metadata = MetaData()

state_table = Table(
    "state",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("store_id", String(32), nullable=False),
    Column("revision", Integer, nullable=False),
)

source_table = Table(
    "source",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("group", Text),
    Column("colour", Text),
    Column("position", Integer, nullable=False),
)

# Days and times are ISO text: readable with any tool, in order as they stand, and cast to Arrow without Python.
article_table = Table(
    "article",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("source_id", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published_on", String(10)),
    Column("language", Text, nullable=False),
    Column("not_before", String(10)),
    Column("not_after", String(10)),
    Column("retrieved_at", Text),
    Column("sha256", Text, nullable=False, index=True),
    Column("origin", Text, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("body_end", Integer),
    Column("excluded", Text, nullable=False),
    Column("mentions", Text, nullable=False),
)

_EVENT_TYPES: Mapping[str, TypeEngine[Any]] = {
    "latitude": Float(53),
    "longitude": Float(53),
    "radius_m": Float(53),
    "where_prec": SmallInteger(),
    "date_prec": SmallInteger(),
    "char_start": Integer(),
    "char_end": Integer(),
}
_NEVER_NULL = {"event_id", "source_id", "article_id", "kind", "stance", "status", "url", "quote", "rule", "note"}

event_table = Table(
    "event",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=True),
    Column("changed", Integer, nullable=False, index=True),
    *(Column(name, _EVENT_TYPES.get(name, Text()), nullable=name not in _NEVER_NULL) for name in EVENT_COLUMNS),
    Column("more_quotes", Text, nullable=False, server_default="[]"),
    Index("event_by_id", "event_id", unique=True),
    Index("event_by_article", "article_id", "status"),
    Index("event_by_place", "place_id"),
    sqlite_autoincrement=True,  # a row number, once given, never names another event
)

removed_table = Table(
    "removed",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False, index=True),
)

review_table = Table(
    "review",
    metadata,
    Column("review_id", Integer, primary_key=True, autoincrement=True),
    Column("event_id", Text, nullable=False, index=True),
    Column("reviewer", Text, nullable=False),
    Column("reviewed_at", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
)

source_set_table = Table(
    "source_set",
    metadata,
    Column("name", Text, primary_key=True),
    Column("source_ids", Text, nullable=False),
)

same_event_table = Table(
    "same_event",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("group_id", Text, primary_key=True),
    Column("decision", Text, nullable=False),
)


def open_engine(url: str) -> Engine:
    """An engine on the database of that SQLAlchemy URL, its tables made where it is empty.

    Raises StoreError where the URL, the database or its version cannot be used.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreError(f"{_shown(address)}: a store is sqlite:///FILE or postgresql+psycopg://...")
        engine = _sqlite_engine(address) if address.get_backend_name() == "sqlite" else create_engine(address)
        with engine.execution_options(writing=True).begin() as connection:
            _prepare(connection, _shown(address))
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(f"{url}: not a store's address ({error}); write sqlite:///FILE or postgresql+psycopg://...") \
            from error  # fmt: skip
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(f"{_shown(address)}: the store cannot be opened: {reason}") from error
    return engine


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _sqlite_engine(address: URL) -> Engine:
    in_memory = address.database in (None, "", ":memory:")
    if in_memory:
        engine = create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        Path(str(address.database)).resolve().parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, connect_args={"timeout": 30})

    # The driver would open a transaction only at the first write; a reader that writes later could then fail.
    @event.listens_for(engine, "connect")
    def _configure(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        if not in_memory:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


def _prepare(connection: Connection, shown: str) -> None:
    tables = set(inspect(connection).get_table_names())
    if state_table.name not in tables:
        if tables & set(metadata.tables):
            raise StoreError(f"{shown}: holds tables of another program ({', '.join(sorted(tables)[:5])}); "
                             "choose an empty database")  # fmt: skip
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20161211)"))  # two first starts at once
        metadata.create_all(connection)
        if connection.execute(select(state_table.c.one)).first() is None:
            connection.execute(
                insert(state_table).values(one=1, schema_version=SCHEMA_VERSION, store_id=uuid.uuid4().hex, revision=0)
            )
        return
    version = connection.execute(select(state_table.c.schema_version)).scalar_one()
    if version != SCHEMA_VERSION:
        raise StoreError(f"{shown}: the store is of version {version}, this program knows version {SCHEMA_VERSION}; "
                         "open it with the program that made it and export, or name another store")  # fmt: skip
