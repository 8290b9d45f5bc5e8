"""What users arranged beside the events: sources and their groups, sets of sources, same-event decisions."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from geo.errors import BadQuery
from geo.model import Source
from geo.store.schema import article_table, same_event_table, source_set_table, source_table

DECISIONS = ("accepted", "rejected")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def ensure_sources(connection: Connection, names: Mapping[str, str]) -> bool:
    """Whether a source was missing; missing ones are added in order, with their name where it is known.

    A source that had only its id for a name takes the name when one comes.
    """
    known = {row.source_id: row.name for row in connection.execute(select(source_table))}
    position = connection.execute(select(func.count()).select_from(source_table)).scalar_one()
    is_changed = False
    for source_id, name in names.items():
        if source_id not in known:
            connection.execute(
                insert(source_table).values(source_id=source_id, name=name or source_id, position=position)
            )
            position += 1
            is_changed = True
        elif name and name != source_id and known[source_id] == source_id:
            connection.execute(update(source_table).where(source_table.c.source_id == source_id).values(name=name))
            is_changed = True
    return is_changed


def write_source(connection: Connection, source: Source) -> None:
    """Set a source's name, group and colour; BadQuery for a colour that is not `#rrggbb`."""
    if source.colour is not None and not _COLOUR.fullmatch(source.colour):
        raise BadQuery(f"colour {source.colour!r} is not #rrggbb")
    ensure_sources(connection, {source.source_id: source.name})
    values = {"name": source.name or source.source_id, "group": source.group or None, "colour": source.colour}
    connection.execute(update(source_table).where(source_table.c.source_id == source.source_id).values(**values))


def source_counts(connection: Connection, events: Mapping[str, int]) -> list[dict[str, Any]]:
    """`source_id name articles events` of every source; `events` counts them by source_id."""
    query = select(article_table.c.source_id, func.count()).group_by(article_table.c.source_id)
    articles = {str(source_id): int(count) for source_id, count in connection.execute(query)}
    rows = connection.execute(select(source_table).order_by(source_table.c.source_id))
    return [
        {
            "source_id": row.source_id,
            "name": row.name,
            "articles": articles.get(row.source_id, 0),
            "events": events.get(row.source_id, 0),
        }
        for row in rows
    ]


def source_sets(connection: Connection) -> dict[str, tuple[str, ...]]:
    """The saved sets of sources, by name."""
    rows = connection.execute(select(source_set_table).order_by(source_set_table.c.name))
    return {row.name: tuple(json.loads(row.source_ids)) for row in rows}


def write_source_set(connection: Connection, name: str, source_ids: Sequence[str]) -> None:
    """Save, replace or (empty) remove a set of sources."""
    if not name.strip():
        raise BadQuery("a set of sources needs a name")
    connection.execute(delete(source_set_table).where(source_set_table.c.name == name))
    if source_ids:
        connection.execute(insert(source_set_table).values(name=name, source_ids=json.dumps(list(source_ids))))


def write_same_event(connection: Connection, group_id: str, event_ids: Sequence[str], decision: str) -> None:
    """Keep a decision on a group of reports; `open` forgets the group's."""
    if decision not in (*DECISIONS, "open"):
        raise BadQuery(f"decision {decision!r} is none of {' '.join((*DECISIONS, 'open'))}")
    connection.execute(delete(same_event_table).where(same_event_table.c.group_id == group_id))
    if decision != "open" and event_ids:
        rows = [{"event_id": event_id, "group_id": group_id, "decision": decision} for event_id in event_ids]
        connection.execute(insert(same_event_table), rows)


def same_event_decisions(connection: Connection) -> list[tuple[str, str, str]]:
    """`(group_id, event_id, decision)` of every decision."""
    query = select(same_event_table.c.group_id, same_event_table.c.event_id, same_event_table.c.decision)
    ordered = query.order_by(same_event_table.c.group_id, same_event_table.c.event_id)
    return [(group, event, decision) for group, event, decision in connection.execute(ordered)]
