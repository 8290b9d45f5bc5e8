"""Putting one article with its events into the database: idempotent, and never over a reviewer's head."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from geo.model import Article, Mention, ReportedEvent, Status
from geo.store.records import row_from_article, row_from_event
from geo.store.schema import article_table, event_table, removed_table, review_table

_CHANGED_TEXT = "The article's text has changed; this quote is from the earlier text."


@dataclass(frozen=True, slots=True)
class _Plan:
    """What has to be written for an article's events."""

    new: list[dict[str, Any]]
    changed: list[dict[str, Any]]
    removed: list[int]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def write_article(
    connection: Connection,
    article: Article,
    events: Iterable[ReportedEvent],
    mentions: Iterable[Mention],
    revision: int,
) -> bool:
    """Whether anything changed: the article, its mentions or its events.

    Unreviewed events are replaced by `events`; an event keeps its row number while its id stays. What a
    reviewer accepted, edited or rejected stays as it is, and a fresh event that reports the same is dropped.
    """
    row = row_from_article(article, mentions)
    stored = connection.execute(
        select(article_table).where(article_table.c.article_id == article.article_id)
    ).mappings().first()  # fmt: skip
    if stored is None:
        connection.execute(insert(article_table).values(**row))
    elif dict(stored) != row:
        connection.execute(
            update(article_table).where(article_table.c.article_id == article.article_id).values(**row)
        )  # fmt: skip
    moved = stored is not None and stored["text"] != article.text
    plan = _plan(connection, article, [row_from_event(event) for event in events], moved=moved)
    _carry_out(connection, plan, revision)
    return stored is None or dict(stored) != row or bool(plan)


def _plan(connection: Connection, article: Article, fresh: list[dict[str, Any]], *, moved: bool) -> _Plan:
    query = select(event_table).where(event_table.c.article_id == article.article_id)
    stored = [dict(row) for row in connection.execute(query).mappings()]
    reviewed = {row["event_id"]: row for row in stored if row["status"] != Status.UNREVIEWED}
    reported = {_report(row) for row in reviewed.values()} | _reports_before_review(connection, reviewed)
    unreviewed = {row["event_id"]: row for row in stored if row["status"] == Status.UNREVIEWED}
    wanted = {row["event_id"]: row for row in fresh if row["event_id"] not in reviewed and _report(row) not in reported}
    new = [row for event_id, row in wanted.items() if event_id not in unreviewed]
    changed = [
        row
        for event_id, row in wanted.items()
        if event_id in unreviewed and any(unreviewed[event_id][name] != value for name, value in row.items())
    ]
    if moved:
        changed += [_anchored(row, article.text) for row in reviewed.values()]
    removed = [row["row"] for event_id, row in unreviewed.items() if event_id not in wanted]
    return _Plan(new, changed, removed)


def _report(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["kind"], row["place_mention"], row["char_start"], row["char_end"]


def _reports_before_review(
    connection: Connection, reviewed: Mapping[str, Mapping[str, Any]]
) -> set[tuple[Any, ...]]:  # fmt: skip
    """What the reviewed events reported before anyone edited them: extraction will find that again."""
    query = select(review_table.c.event_id, review_table.c.before).where(review_table.c.event_id.in_(reviewed))
    reports = set()
    for event_id, before in connection.execute(query.order_by(review_table.c.review_id)):
        reports.add(_report({**reviewed[event_id], **json.loads(before)}))
    return reports


def _anchored(row: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The reviewed event with its quote found again in a changed text, or with a note that it is gone."""
    anchored = {name: value for name, value in row.items() if name not in ("row", "changed")}
    starts = list(_occurrences(row["quote"], text)) if row["quote"] else []
    anchored["more_quotes"] = "[]"
    if starts:
        start = min(starts, key=lambda index: abs(index - (row["char_start"] or 0)))
        anchored |= {"char_start": start, "char_end": start + len(row["quote"])}
    elif _CHANGED_TEXT not in row["note"]:
        anchored["note"] = f"{row['note']} {_CHANGED_TEXT}".strip()
    return anchored


def _occurrences(quote: str, text: str) -> Iterable[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _carry_out(connection: Connection, plan: _Plan, revision: int) -> None:
    if plan.new:
        connection.execute(insert(event_table), [{**row, "changed": revision} for row in plan.new])
    for row in plan.changed:
        connection.execute(
            update(event_table).where(event_table.c.event_id == row["event_id"]).values(**row, changed=revision)
        )
    if plan.removed:
        remove_rows(connection, plan.removed, revision)


def remove_rows(connection: Connection, rows: list[int], revision: int) -> None:
    """Delete the events of these rows and note the rows, so that columnar copies forget them too."""
    connection.execute(delete(event_table).where(event_table.c.row.in_(rows)))
    connection.execute(insert(removed_table), [{"row": row, "revision": revision} for row in rows])
