"""`python -m geo compare`: two sets of sources side by side, their differences and the figures."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from geo.cli.ingest import STORE_OPTION
from geo.errors import BadQuery

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from geo.lexicon import Lexicon
    from geo.store import Store

_DAY = click.DateTime(["%Y-%m-%d"])
_SHOWN = 40


@click.command()
@click.option(
    "--sources",
    "named",
    required=True,
    metavar="A,B",
    help="Two sets of sources: A,B compares two sources, A+B,C the sources A and B with C.",
)
@click.option("--from", "first_day", type=_DAY, metavar="YYYY-MM-DD", help="Only differences on this day or later.")
@click.option("--to", "last_day", type=_DAY, metavar="YYYY-MM-DD", help="Only differences on this day or earlier.")
@click.option(
    "--by",
    type=click.Choice(["happened", "published"]),
    default="happened",
    show_default=True,
    help="What is now reported of each day, or only what was published by then.",
)
@click.option(
    "--carry-forward",
    "carry_forward_days",
    type=click.IntRange(min=0),
    default=180,
    show_default=True,
    metavar="DAYS",
    help="Days after which a claim is stale.",
)
@click.option("--km", type=click.FloatRange(0, 500), default=10.0, show_default=True, help="Same event: how near.")
@click.option("--days", type=click.IntRange(0, 366), default=1, show_default=True, help="Same event: days apart.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: differences, figures and proposals.")
@STORE_OPTION
def compare(
    *,
    named: str,
    first_day: dt.datetime | None,
    last_day: dt.datetime | None,
    by: str,
    carry_forward_days: int,
    km: float,
    days: int,
    as_json: bool,
    store_address: str | None,
) -> None:
    """Print where two sets of sources differ on who holds a place, and how they report.

    Nothing here says who is right: each row says what the one and what the other reports.
    """
    from geo.accounts import areas_of
    from geo.comparison import Closeness, agreement_matrix, differences, event_groups, same_event_proposals
    from geo.control import claims_from_events, holding_spans, side_lookup
    from geo.gazetteer import open_gazetteer
    from geo.lexicon import load_lexicon
    from geo.store import EventFilter, open_store

    store = open_store(store_address)
    first, second = _two_sets(named, known={source.source_id for source in store.sources()})
    period = (first_day.date() if first_day else None, last_day.date() if last_day else None)
    lexicon = load_lexicon()
    side_of = side_lookup(lexicon)
    events = store.event_arrow(EventFilter(sources=(*first, *second)))
    spans = holding_spans(claims_from_events(events), by=by, side_of=side_of)
    origins = _origins(store, {*first, *second})
    areas = areas_of(spans["place_id"].cat.categories, open_gazetteer())
    found = differences(
        spans, first, second, first_day=period[0], last_day=period[1], carry_forward_days=carry_forward_days,
        side_of=side_of, origins=origins, areas=areas,
    )  # fmt: skip
    within = store.event_arrow(EventFilter(sources=(*first, *second), first_day=period[0], last_day=period[1]))
    proposals = same_event_proposals(within, closeness=Closeness(km=km, days=days), side_of=side_of)
    origin_of = _origins_of_events(within, origins)
    groups = event_groups(proposals, decisions=store.same_event_decisions(), origin_of=origin_of)
    result = {
        "sources": [list(first), list(second)],
        "from": period[0].isoformat() if period[0] else None,
        "to": period[1].isoformat() if period[1] else None,
        "by": by,
        "carry_forward_days": carry_forward_days,
        "differences": _records(found),
        "figures": _figures(within.to_pandas(date_as_object=False), groups, lexicon)
        | {"agreement": _records(agreement_matrix(spans, carry_forward_days=carry_forward_days, side_of=side_of))},
        "same_event": _records(groups),
    }
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    for line in _lines(result, found, groups):
        click.echo(line)


def _two_sets(named: str, *, known: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sets = [tuple(part.strip() for part in side.split("+") if part.strip()) for side in named.split(",")]
    if len(sets) != 2 or not all(sets):
        raise BadQuery(f"--sources {named!r} must name two sets, such as sana,reuters or sana+tass,reuters")
    unknown = sorted({source for side in sets for source in side} - known)
    if unknown:
        raise BadQuery(f"no source {', '.join(unknown)} in the store; it has {', '.join(sorted(known)) or 'none'}")
    return sets[0], sets[1]


def _origins(store: "Store", sources: set[str]) -> dict[str, str]:
    """Article to origin, for the articles of the sources that print one text."""
    from geo.comparison import Text, origins_of, shared_texts

    chosen = [article for article in store.articles() if article.source_id in sources]
    texts = (
        Text(article.article_id, article.source_id, store.article(article.article_id).text) for article in chosen
    )  # fmt: skip
    return origins_of(shared_texts(texts), published={article.article_id: article.published_on for article in chosen})


def _origins_of_events(events: "pa.Table", origins: dict[str, str]) -> dict[str, str]:
    """Event to origin, for the events of those articles."""
    ids, articles = (events[name].to_pylist() for name in ("event_id", "article_id"))
    return {event: origins[article] for event, article in zip(ids, articles, strict=True) if article in origins}


def _figures(events: "pd.DataFrame", groups: "pd.DataFrame", lexicon: "Lexicon") -> dict[str, Any]:
    """The figures that rest on the events, each as a list of rows."""
    from geo.comparison import (
        coverage_by_month,
        kinds_by_source,
        lag_between,
        reporting_lag,
        who_is_first,
        wordings,
    )

    kinds = kinds_by_source(events)
    return {
        "reporting_lag": _records(reporting_lag(events)),
        "lag_between": _records(lag_between(groups, events)),
        "who_is_first": _records(who_is_first(groups, events)),
        "coverage": _records(coverage_by_month(events)),
        "kinds": _records(kinds[kinds["n"] > 0]),
        "wordings": _records(wordings(events, lexicon)),
    }


def _records(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a table as plain values: days as ISO texts, what is missing as None."""
    columns = {name: [_plain(value) for value in table[name]] for name in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    import numpy as np
    import pandas as pd

    if isinstance(value, (list, dict, str)):
        return value
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if isinstance(value, np.generic) else value


def _lines(result: dict[str, Any], found: "pd.DataFrame", groups: "pd.DataFrame") -> list[str]:
    """The same for a person: counts first, then the differences where both speak, longest first."""
    names = [" + ".join(side) for side in result["sources"]]
    kinds = found["difference"].value_counts()
    counts = ", ".join(f"{count} {str(kind).replace('_', ' ')}" for kind, count in kinds.items())
    noun = "difference" if len(found) == 1 else "differences"
    lines = [f"{names[0]} and {names[1]}: {len(found)} {noun}{f' ({counts})' if counts else ''}."]
    many = "group of reports may be one event" if len(groups) == 1 else "groups of reports may be one event each"
    lines.append(f"{len(groups)} {many}; none is merged.")
    both = found[~found["difference"].isin(["only_first", "only_second"])].sort_values("days", ascending=False)
    columns = (both.head(_SHOWN)[name] for name in ("place_name", "from", "to", "difference", "first", "second"))
    for place, begin, end, kind, one, other in zip(*columns, strict=True):
        days = _day_words(begin) if begin == end else f"{_day_words(begin)} to {_day_words(end)}"
        lines.append(f"  {place}, {days}, {kind}: {one} | {other}")
    if len(both) > _SHOWN:
        lines.append(f"  and {len(both) - _SHOWN} more; --json prints all")
    return lines


def _day_words(day: "pd.Timestamp") -> str:
    return f"{day.day} {day:%b %Y}"
