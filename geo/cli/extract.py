"""`python -m geo extract`: what one or more articles report, as JSON, as a list or explained."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from geo.errors import GeoError, UnreadableArticle
from geo.extraction import Extraction
from geo.extraction import extract as extract_article
from geo.extraction.explain import explain as explain_extraction
from geo.gazetteer import open_gazetteer
from geo.lexicon import load_lexicon
from geo.model import EVENT_COLUMNS, Article, Mention, ReportedEvent
from geo.reading import articles_from_file


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file, a list for several.")
@click.option("--explain", is_flag=True, help="Print the text with its marks and why each event is there.")
@click.option("--source", "source_id", metavar="ID", help="The source; wins over what the file says.")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="The day of publication; wins over the file.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write <stem>.json a file into this folder."
)
@click.pass_context
def extract(
    ctx: click.Context,
    *,
    files: Sequence[Path],
    as_json: bool,
    explain: bool,
    source_id: str | None,
    published: dt.datetime | None,
    out: Path | None,
) -> None:
    """Print what articles report: their place mentions and dated, placed events.

    A file that cannot be read gives one line on stderr; the others are still done, and the exit code is 2.
    """
    gazetteer, lexicon = open_gazetteer(), load_lexicon()
    day = published.date() if published is not None else None
    done: list[tuple[Path, list[Extraction]]] = []
    failed = False
    for path in files:
        try:
            articles = articles_from_file(path, source_id=source_id, published_on=day)
        except (GeoError, OSError) as error:
            failed = True
            click.echo(f"dateline: {_one_line(path, error)}", err=True)
            continue
        done.append((path, [extract_article(article, gazetteer, lexicon) for article in articles]))
    if out is not None:
        _write(done, out)
    elif explain:
        click.echo("\n\n".join(explain_extraction(extraction) for _, found in done for extraction in found))
    elif as_json:
        objects = [as_object(extraction) for _, found in done for extraction in found]
        if objects:
            single = len(files) == 1 and len(objects) == 1
            click.echo(json.dumps(objects[0] if single else objects, ensure_ascii=False, indent=1))
    else:
        for path, found in done:
            for extraction in found:
                click.echo(_summary(path, extraction))
    if failed:
        ctx.exit(2)


def as_object(extraction: Extraction) -> dict[str, Any]:
    """An extraction in the form of the extraction contract: plain values, days as ISO texts."""
    return {
        "article": _article_object(extraction.article),
        "mentions": [_mention_object(mention) for mention in extraction.mentions],
        "events": [_event_object(event) for event in extraction.events],
    }


def _article_object(article: Article) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "source_id": article.source_id,
        "title": article.title,
        "url": article.url,
        "published_on": _plain(article.published_on),
        "language": article.language,
    }


def _mention_object(mention: Mention) -> dict[str, Any]:
    place, lonlat = mention.place, mention.lonlat
    if lonlat is None and place is not None:
        lonlat = place.lonlat
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "role": str(mention.role),
        "place_id": place.place_id if place else None,
        "name": place.name if place else None,
        "kind": place.kind if place else None,
        "latitude": lonlat.lat if lonlat else None,
        "longitude": lonlat.lon if lonlat else None,
        "where_prec": int(mention.where_prec) if mention.where_prec else None,
    }


def _event_object(event: ReportedEvent) -> dict[str, Any]:
    values = asdict(event)
    row = {name: _plain(values[name]) for name in EVENT_COLUMNS if values[name] not in (None, "")}
    if event.more_quotes:
        row["more_quotes"] = [list(span) for span in event.more_quotes]
    return row


def _plain(value: object) -> object:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return int(value) if isinstance(value, int) else value


def _write(done: Sequence[tuple[Path, list[Extraction]]], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path, found in done:
        objects = [as_object(extraction) for extraction in found]
        text = json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1)
        (out / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")


def _one_line(path: Path, error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, UnreadableArticle) and str(path) in reason:
        return reason
    return f"{path}: {reason}"


def _summary(path: Path, extraction: Extraction) -> str:
    article = extraction.article
    published = article.published_on or "unknown"
    lines = [f"{path}: {article.source_id}, published {published}, {len(extraction.mentions)} mentions"]
    for event in extraction.events:
        known = event.date_start or event.date_end
        days = f"{event.date_start or '..'} to {event.date_end or '..'}" if known else "undated"
        where = event.place_name or event.place_mention
        parties = (event.actor or "?") + (f" / {event.opponent}" if event.opponent else "")
        lines.append(f"  {days:<26} {event.kind:<12} {event.stance:<12} {where}: {parties}")
    return "\n".join(lines)
