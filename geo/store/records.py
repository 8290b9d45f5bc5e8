"""Dataclasses to rows of the database and back."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from geo.model import (
    EVENT_COLUMNS,
    Article,
    Candidate,
    DatePrec,
    Kind,
    LonLat,
    Mention,
    Place,
    ReportedEvent,
    Role,
    Stance,
    Status,
    WherePrec,
)

Row = Mapping[str, Any]

_EVENT_DAYS = ("published_on", "date_start", "date_end")
_ARTICLE_DAYS = ("published_on", "not_before", "not_after")
_ARTICLE_PLAIN = (
    "article_id", "source_id", "text", "title", "url", "language", "sha256", "origin", "body_start", "body_end",
)  # fmt: skip


def plain_value(value: Any) -> Any:
    """The value as the database keeps it: days and times as ISO text (UTC, to the second), codes as text or number."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.datetime):
        moment = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC).isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def row_from_event(event: ReportedEvent) -> dict[str, Any]:
    """The row of the event table, without `row` and `changed`."""
    values = {name: plain_value(getattr(event, name)) for name in EVENT_COLUMNS}
    return {**values, "more_quotes": json.dumps(event.more_quotes)}


def event_from_row(row: Row) -> ReportedEvent:
    """The event of a row of the event table."""
    values = {name: row[name] for name in EVENT_COLUMNS}
    values |= {name: _day(row[name]) for name in _EVENT_DAYS}
    values["kind"], values["stance"], values["status"] = Kind(row["kind"]), Stance(row["stance"]), Status(row["status"])
    values["where_prec"] = None if row["where_prec"] is None else WherePrec(row["where_prec"])
    values["date_prec"] = None if row["date_prec"] is None else DatePrec(row["date_prec"])
    values["reviewed_at"] = _moment(row["reviewed_at"])
    values["char_start"], values["char_end"] = row["char_start"] or 0, row["char_end"] or 0
    return ReportedEvent(**values, more_quotes=tuple((start, end) for start, end in json.loads(row["more_quotes"])))


def row_from_article(article: Article, mentions: Iterable[Mention]) -> dict[str, Any]:
    """The row of the article table, mentions as JSON in it."""
    row = {name: getattr(article, name) for name in _ARTICLE_PLAIN}
    row |= {name: plain_value(getattr(article, name)) for name in _ARTICLE_DAYS}
    row["retrieved_at"] = plain_value(article.retrieved_at)
    row["excluded"] = json.dumps(article.excluded)
    row["mentions"] = json.dumps([_mention_json(mention) for mention in mentions], ensure_ascii=False)
    return row


def article_from_row(row: Row, *, source_name: str) -> Article:
    """The article of a row of the article table."""
    values = {name: row[name] for name in _ARTICLE_PLAIN}
    values |= {name: _day(row[name]) for name in _ARTICLE_DAYS}
    excluded = tuple((start, end) for start, end in json.loads(row["excluded"]))
    return Article(**values, retrieved_at=_moment(row["retrieved_at"]), excluded=excluded, source_name=source_name)


def mentions_from_json(text: str) -> list[Mention]:
    """The mentions kept with an article."""
    return [_mention(entry) for entry in json.loads(text)]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "role": mention.role.value,
        "place": _place_json(mention.place),
        "where_prec": plain_value(mention.where_prec),
        "radius_m": mention.radius_m,
        "lonlat": mention.lonlat,
        "candidates": [[_place_json(found.place), found.score, found.method, found.evidence]
                       for found in mention.candidates],
        "note": mention.note,
    }  # fmt: skip


def _mention(entry: Mapping[str, Any]) -> Mention:
    candidates = [Candidate(_sure_place(place), score, method, tuple(evidence))
                  for place, score, method, evidence in entry["candidates"]]  # fmt: skip
    return Mention(
        text=entry["text"],
        start=entry["start"],
        end=entry["end"],
        role=Role(entry["role"]),
        place=_sure_place(entry["place"]) if entry["place"] else None,
        where_prec=None if entry["where_prec"] is None else WherePrec(entry["where_prec"]),
        radius_m=entry["radius_m"],
        lonlat=LonLat(*entry["lonlat"]) if entry["lonlat"] else None,
        candidates=tuple(candidates),
        note=entry["note"],
    )


_PLACE_FIELDS = ("place_id", "name", "kind", "country", "admin1", "population", "layer", "radius_m")


def _place_json(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    plain = {name: getattr(place, name) for name in _PLACE_FIELDS}
    return {**plain, "lonlat": place.lonlat, "areas": place.areas, "other_names": place.other_names}


def _sure_place(entry: Mapping[str, Any]) -> Place:
    return Place(
        **{name: entry[name] for name in _PLACE_FIELDS},
        lonlat=LonLat(*entry["lonlat"]),
        areas=tuple(entry["areas"]),
        other_names=tuple(entry["other_names"]),
    )
