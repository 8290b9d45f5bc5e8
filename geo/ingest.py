"""Files to events in the store: reading, extraction and store in one call, with progress."""

import csv
import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import GeoError, UnreadableArticle
from geo.memory import collecting_seldom
from geo.model import Article, Source
from geo.resources import data_path
from geo.store import Store

if TYPE_CHECKING:
    from geo.extraction import Extraction
    from geo.gazetteer import Gazetteer
    from geo.lexicon import Lexicon

ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".eml", ".rss", ".atom", ".csv")
"""What is taken from a folder; a file that is named itself is always tried."""

OnProgress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

_TABLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "article_text", "body", "content", "article_content"),
    "source_id": ("source_id", "source", "outlet"),
    "published_on": ("published_on", "published", "date", "publication_date"),
    "title": ("title", "headline", "article_title"),
    "url": ("url", "link"),
    "origin": ("article_id", "id", "origin", "unit_id"),
}
_LARGEST_CELL = 20_000_000
_CELL_LIMIT = threading.Lock()


@dataclass(frozen=True, slots=True)
class IngestFailure:
    """A file, or a row of a table, that did not go in, and why in one line."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `articles` counts what was read and is now in the store, `added` what changed it."""

    articles: int = 0
    added: int = 0
    events: int = 0
    failures: tuple[IngestFailure, ...] = ()
    skipped_files: int = 0
    was_cancelled: bool = False
    article_ids: tuple[str, ...] = ()


@dataclass(slots=True)
class _Tally:
    articles: int = 0
    added: int = 0
    events: int = 0
    failures: list[IngestFailure] = field(default_factory=list)
    article_ids: list[str] = field(default_factory=list)
    was_cancelled: bool = False

    def fail(self, where: str, error: Exception) -> None:
        reason = " ".join(str(error).split()) or type(error).__name__
        self.failures.append(IngestFailure(where, reason.removeprefix(f"{where}: ")))


def ingest_article(article: Article, *, store: Store, gazetteer: "Gazetteer", lexicon: "Lexicon") -> "Extraction":
    """Extract one article and put it with its mentions and events into the store; what was extracted."""
    from geo.extraction import extract

    extraction = extract(article, gazetteer, lexicon)
    store.add_article(extraction.article, extraction.events, extraction.mentions)
    return extraction


def ingest_paths(
    paths: Iterable[Path],
    *,
    store: Store,
    gazetteer: "Gazetteer",
    lexicon: "Lexicon",
    source_id: str | None = None,
    published_on: dt.date | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> IngestReport:
    """Read, extract and store every article in the files and folders.

    Folders are searched through for ARTICLE_SUFFIXES. A `.csv` holds an article a row: a column `text`, and
    `source published title url article_id` where known. What cannot be read is a failure in the report, and
    the rest goes in; an article goes in with all its events or not at all. `on_progress(done, total, name)` is
    called before every article (`total` counts files until their rows are known) and at the end;
    `cancelled()` is asked before every article. `source_id` and `published_on` win over what the files say.
    """
    with collecting_seldom():
        return _ingest_files(
            paths,
            store=store,
            gazetteer=gazetteer,
            lexicon=lexicon,
            source_id=source_id,
            published_on=published_on,
            on_progress=on_progress,
            cancelled=cancelled,
        )


def _ingest_files(
    paths: Iterable[Path],
    *,
    store: Store,
    gazetteer: "Gazetteer",
    lexicon: "Lexicon",
    source_id: str | None,
    published_on: dt.date | None,
    on_progress: OnProgress | None,
    cancelled: Cancelled | None,
) -> IngestReport:
    files, skipped = _files(paths)
    tally = _Tally()
    done, total = 0, len(files)
    for path in files:
        total -= 1
        for where, article in articles_in_file(path, source_id=source_id, published_on=published_on):
            if cancelled is not None and cancelled():
                tally.was_cancelled = True
                break
            if on_progress is not None:
                on_progress(done, done + total + 1, where)
            done += 1
            if isinstance(article, Article):
                _take_in(tally, where, article, store=store, gazetteer=gazetteer, lexicon=lexicon)
            else:
                tally.fail(where, article)
        if tally.was_cancelled:
            break
    if on_progress is not None and not tally.was_cancelled:
        on_progress(done, done, "")
    return IngestReport(
        articles=tally.articles,
        added=tally.added,
        events=tally.events,
        failures=tuple(tally.failures),
        skipped_files=skipped,
        was_cancelled=tally.was_cancelled,
        article_ids=tuple(tally.article_ids),
    )


def ensure_sample(
    store: Store, gazetteer: "Gazetteer", lexicon: "Lexicon", on_progress: OnProgress | None = None
) -> bool:  # fmt: skip
    """Whether the sample was taken in: it is when the store holds no article and no event."""
    if store.articles() or store.sources():
        return False
    ingest_paths([data_path("sample")], store=store, gazetteer=gazetteer, lexicon=lexicon, on_progress=on_progress)
    present = {source.source_id: source for source in store.sources()}
    with data_path("sample", "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            source = present.get(row["source_id"])
            if source is not None and source.name != row["name"]:
                store.set_source(Source(source.source_id, row["name"]))
    return True


def _take_in(
    tally: _Tally, where: str, article: Article, *, store: Store, gazetteer: "Gazetteer", lexicon: "Lexicon"
) -> None:
    before = store.revision
    try:
        extraction = ingest_article(article, store=store, gazetteer=gazetteer, lexicon=lexicon)
    except GeoError as error:
        tally.fail(where, error)
        return
    except Exception as error:  # one article that trips the rules must not stop the other thousand
        tally.fail(where, RuntimeError(f"internal error while extracting ({type(error).__name__}: {error})"))
        return
    tally.articles += 1
    tally.added += store.revision != before
    tally.events += len(extraction.events)
    tally.article_ids.append(extraction.article.article_id)


def _files(paths: Iterable[Path]) -> tuple[list[Path], int]:
    """The files to read in a stable order, each once, and how many in folders were passed over."""
    found: dict[Path, Path] = {}
    skipped = 0
    for path in map(Path, paths):
        if not path.is_dir():
            found.setdefault(path.absolute(), path)
            continue
        for inner in sorted(path.rglob("*")):
            is_hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
            if is_hidden or not inner.is_file():
                continue
            if inner.suffix.lower() in ARTICLE_SUFFIXES and not _is_source_list(inner):
                found.setdefault(inner.absolute(), inner)
            else:
                skipped += 1
    return list(found.values()), skipped


def _is_source_list(path: Path) -> bool:
    return path.name == "sources.csv"


def articles_in_file(
    path: Path, *, source_id: str | None = None, published_on: dt.date | None = None
) -> Iterator[tuple[str, Article | Exception]]:
    """Every article of a file with where it stands, or the reason why it could not be read.

    A `.csv` is a table of articles, as `ingest_paths` tells; an unreadable row does not end the others.
    """
    from geo.reading import articles_from_file

    if path.suffix.lower() == ".csv":
        yield from _articles_from_table(path, source_id=source_id, published_on=published_on)
        return
    try:
        articles = articles_from_file(path, source_id=source_id, published_on=published_on)
    except UnreadableArticle as error:
        yield str(path), error
        return
    for article in articles:
        yield str(path), article if article.origin else replace(article, origin=path.name)


def _articles_from_table(
    path: Path, *, source_id: str | None, published_on: dt.date | None
) -> Iterator[tuple[str, Article | Exception]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            names = _next_line(lines) or []
            columns = _columns(names)
            if "text" not in columns:
                found = ", ".join(names) or "none"
                raise UnreadableArticle(f"no column text; a table of articles needs one (its columns: {found[:200]})")
            for number, row in enumerate(_rows(lines, names), start=1):
                where = f"{path} row {number}"
                cells = {name: (row.get(column) or "").strip() for name, column in columns.items()}
                try:
                    yield where, _article_from_cells(cells, source_id=source_id, published_on=published_on)
                except UnreadableArticle as error:
                    yield where, error
    except (UnreadableArticle, csv.Error, UnicodeDecodeError) as error:
        reason = "not UTF-8; save it as UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        yield str(path), UnreadableArticle(reason)
    except OSError as error:
        yield str(path), UnreadableArticle(f"cannot be read ({error.strerror or error})")


def _rows(lines: Iterator[list[str]], names: Sequence[str]) -> Iterator[dict[str, str]]:
    """Each line by its columns, blank ones passed over, as `csv.DictReader` would."""
    while (line := _next_line(lines)) is not None:
        if line:
            yield dict(zip(names, line, strict=False))


def _next_line(lines: Iterator[list[str]]) -> list[str] | None:
    """The next line of a table, None at its end; an article may be longer than Python lets a cell be.

    That limit is one for all threads, so it is raised for as long as a line is read, by one of them at a time.
    """
    with _CELL_LIMIT:
        limit = csv.field_size_limit(_LARGEST_CELL)
        try:
            return next(lines, None)
        finally:
            csv.field_size_limit(limit)


def _columns(names: Sequence[str]) -> dict[str, str]:
    """Which column of the table holds which part of an article."""
    by_name = {name.strip().lower(): name for name in names if name}
    return {
        part: by_name[wanted[0]]
        for part, spellings in _TABLE_COLUMNS.items()
        if (wanted := [name for name in spellings if name in by_name])
    }


def _article_from_cells(
    cells: Mapping[str, str], *, source_id: str | None, published_on: dt.date | None
) -> Article:  # fmt: skip
    from geo.reading import article_from_text

    day = published_on
    if day is None and cells.get("published_on"):
        try:
            day = dt.date.fromisoformat(cells["published_on"][:10])
        except ValueError:
            message = f"published {cells['published_on'][:40]!r} is no day; write YYYY-MM-DD"
            raise UnreadableArticle(message) from None
    return article_from_text(
        cells["text"],
        source_id=source_id or cells.get("source_id") or None,
        title=cells.get("title", ""),
        url=cells.get("url", ""),
        published_on=day,
        origin=cells.get("origin", ""),
    )
