"""The HTTP routes that the map reads: events, one event, holdings, basemap, and the map's own files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from geo.accounts import side_lookup
from geo.errors import BadQuery, BadTable, GeoError, UnknownRecord
from geo.feed.actors import ActorLooks, open_actor_looks
from geo.feed.basemap import basemap_message
from geo.feed.columns import FEED_COLUMNS, encode_events
from geo.feed.detail import event_detail
from geo.feed.encoded import EncodedCache, respond
from geo.feed.files import ModuleFiles, basemap_file, leaflet_folder, media_type_of
from geo.feed.holdings import holdings_from_query, holdings_message
from geo.feed.one_event import accepted_groups
from geo.feed.parquet import ParquetEvents, open_parquet
from geo.feed.query import filter_from_query
from geo.mapping.linking import ASSETS, linked_module, modules_stamp
from geo.store import Store

OpenStore = Callable[[], Store]

_FOR_GOOD_SECONDS = 31_536_000


def routes(open_store: OpenStore, *, lexicon_paths: list[Path] | None = None) -> list[BaseRoute]:
    """The routes of the feed, to be mounted at the root of an ASGI app.

    `open_store` is called for every request and should return the same store while its address stays.
    """
    feed = Feed(open_store, open_actor_looks(lexicon_paths))
    return [
        Route("/feed/events", _answering(feed.events), methods=["GET"]),
        Route("/feed/events/{event_id:path}", _answering(feed.event), methods=["GET"]),
        Route("/feed/holdings", _answering(feed.holdings), methods=["GET"]),
        Route("/feed/basemap", _answering(feed.basemap), methods=["GET"]),
        Route("/assets/linked/{stamp}/{entry}", _answering(feed.linked), methods=["GET"]),
        Mount("/assets", ModuleFiles(directory=ASSETS)),
        Mount("/leaflet", ModuleFiles(directory=leaflet_folder(), max_age_seconds=86_400)),
    ]


def _answering(handler: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """The handler, with an expected error as one line of text: 400 for a bad query, 404 for what is not there."""

    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except UnknownRecord as error:
            return PlainTextResponse(_one_line(error), status_code=404)
        except (BadQuery, BadTable) as error:
            return PlainTextResponse(_one_line(error), status_code=400)
        except GeoError as error:
            return PlainTextResponse(_one_line(error), status_code=503)

    return answer


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()) + "\n"


@dataclass(slots=True)
class Feed:
    """The handlers with what they share: how to open the store, the actors' looks, the kept answers."""

    open_store: OpenStore
    looks: ActorLooks
    cache: EncodedCache = field(default_factory=EncodedCache)

    def events(self, request: Request) -> Response:
        """Columns of the events that the query asks for, from the store or from a Parquet file."""
        items = request.query_params.multi_items()
        file = _parquet_asked(items)
        chosen = filter_from_query((name, value) for name, value in items if name != "parquet")
        origin: Store | ParquetEvents = file if file is not None else self.open_store()
        revision = origin.fingerprint()

        def build() -> bytes:
            table = origin.event_arrow(chosen, columns=("row", *FEED_COLUMNS), encoded=True)
            return encode_events(
                table,
                sources=origin.sources(),
                describe_actor=self.looks,
                revision=revision,
                groups=accepted_groups(origin) if isinstance(origin, Store) else (),
            )

        return respond(
            request,
            identity=f"events {revision} {self.looks.fingerprint} {chosen!r}",
            build=build,
            cache=self.cache,
        )

    def event(self, request: Request) -> Response:
        """One event whole, by its row number or its id."""
        items = request.query_params.multi_items()
        file = _parquet_asked(items)
        _refuse_others(items, {"parquet"})
        event_id = request.path_params["event_id"]
        side_of = side_lookup(self.looks.lexicon)
        body = (
            file.detail(event_id)
            if file is not None
            else event_detail(self.open_store(), event_id, self.looks, side_of=side_of)
        )
        return JSONResponse(body, headers={"Cache-Control": "private, no-cache"})

    def holdings(self, request: Request) -> Response:
        """Spans of who holds what, a source and a place each, as columns."""
        query = holdings_from_query(request.query_params.multi_items())
        store = self.open_store()
        revision = store.fingerprint()
        return respond(
            request,
            identity=f"holdings {revision} {self.looks.fingerprint} {query!r}",
            build=lambda: holdings_message(store, query, looks=self.looks, revision=revision),
            cache=self.cache,
        )

    def basemap(self, request: Request) -> Response:
        """The basemap as columns."""
        _refuse_others(request.query_params.multi_items(), {"v"})
        path = basemap_file()
        stamp = path.stat()
        return respond(
            request,
            identity=f"basemap {path.name} {stamp.st_mtime_ns} {stamp.st_size}",
            build=lambda: basemap_message(path),
            cache=self.cache,
            max_age_seconds=3600,
        )

    def linked(self, request: Request) -> Response:
        """A module of the map with all that it needs, as one module, or a style sheet.

        Under the stamp of what is there now it is kept for good; under an older one, of a page that was open while the
        program was renewed, it is what is there now and is asked for again.
        """
        entry, stamp = request.path_params["entry"], modules_stamp(ASSETS)
        path = ASSETS / entry
        if entry not in [path.name for path in ASSETS.iterdir()]:
            raise UnknownRecord(f"no module {entry[:40]!r} of the map")
        is_module = path.suffix == ".js"
        return respond(
            request,
            identity=f"linked {entry} {stamp}",
            build=lambda: linked_module(ASSETS, entry).encode() if is_module else path.read_bytes(),
            cache=self.cache,
            media_type=media_type_of(path) or "application/octet-stream",
            max_age_seconds=_FOR_GOOD_SECONDS if request.path_params["stamp"] == stamp else 0,
        )


def _parquet_asked(items: Iterable[tuple[str, str]]) -> ParquetEvents | None:
    names = [value for name, value in items if name == "parquet"]
    if len(names) > 1:
        raise BadQuery("parquet is given twice")
    return open_parquet(names[0]) if names and names[0] else None


def _refuse_others(items: Iterable[tuple[str, str]], known: set[str]) -> None:
    for name, _ in items:
        if name not in known:
            raise BadQuery(f"unknown parameter {name[:40]!r}; known: {' '.join(sorted(known))}")
