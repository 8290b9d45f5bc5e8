"""One event whole, for the popup: every column, article and source, what others say of the place, what answers it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geo.errors import UnknownRecord
from geo.feed.answers import answers_of
from geo.feed.columns import Describe
from geo.model import EVENT_COLUMNS
from geo.store import Store
from geo.store.records import plain_value

_ROW_DIGITS = 9  # every nine digits fit the row column of either database


def event_detail(
    store: Store,
    event: str,
    describe_actor: Describe,
    *,
    side_of: Callable[[str], str] | None = None,
    answered: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Mapping[str, Any]:
    """The event as JSON values, with `row article source looks more_quotes answers neighbours`.

    `event` is an event_id, or a row number in digits. `neighbours` are other sources' claims on the
    same place within 30 days, nearest first; `answers` what denies or contradicts it, or what it denies
    (`geo.feed.answers`), which are not told again among the neighbours. `answered` holds the answers of many events,
    where they were asked for at once. UnknownRecord.
    """
    event_id = _event_id(store, event)
    found = store.event(event_id)
    body: dict[str, Any] = {name: plain_value(getattr(found, name)) for name in EVENT_COLUMNS}
    sources = {source.source_id: source for source in store.sources()}
    source = sources.get(found.source_id)
    article = None
    more_quotes: list[dict[str, Any]] = []
    try:
        stored = store.article(found.article_id)
    except UnknownRecord:
        pass  # an imported event has no article here
    else:
        article = {
            "article_id": stored.article_id,
            "title": stored.title,
            "url": stored.url,
            "published_on": plain_value(stored.published_on),
        }
        more_quotes = [{"char_start": start, "char_end": end, "quote": stored.text[start:end]}
                       for start, end in found.more_quotes]  # fmt: skip
    names = {source_id: known.name for source_id, known in sources.items()}
    actors = [name for name in (found.actor, found.opponent) if name]
    answers = answers_of(store, found, side_of=side_of) if answered is None else answered.get(event_id, ())
    told = {answer["event_id"] for answer in answers}
    others = [other for other in store.neighbours(found) if other["event_id"] not in told]
    return body | {
        "row": store.row_of_event(event_id),
        "article": article,
        "source": {
            "id": found.source_id,
            "name": source.name if source else found.source_id,
            "colour": source.colour if source else None,
            "group": source.group if source else None,
        },
        "looks": {name: dict(describe_actor(name)) for name in actors},
        "more_quotes": more_quotes,
        "answers": [{**answer, "source_name": names.get(answer["source_id"])} for answer in answers],
        "neighbours": [{**other, "source_name": names.get(other["source_id"])} for other in others],
    }


def _event_id(store: Store, event: str) -> str:
    if event.isdecimal() and event.isascii() and len(event) <= _ROW_DIGITS:
        try:
            return store.event_id_of_row(int(event))
        except UnknownRecord:
            store.event(event)  # an id of digits only, as imports have them
    return event
