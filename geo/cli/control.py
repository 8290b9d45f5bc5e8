"""`python -m geo control`: who says who holds what, on a day."""

import datetime as dt
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from geo.cli.ingest import STORE_OPTION
from geo.errors import UnknownPlace

if TYPE_CHECKING:
    import pandas as pd

_DAY = click.DateTime(["%Y-%m-%d"])
_COLUMNS = (
    "source_id", "place_id", "place_name", "state", "holder", "previous", "besieger", "since", "age_days", "stale",
    "event_ids",
)  # fmt: skip


@click.command()
@click.option("--on", "day", type=_DAY, required=True, metavar="YYYY-MM-DD", help="The day that is asked about.")
@click.option("--place", metavar="NAME", help="Only this place, by name or id.")
@click.option(
    "--by",
    type=click.Choice(["happened", "published"]),
    default="happened",
    show_default=True,
    help="What is now reported of the day, or only what was published by then.",
)
@click.option(
    "--carry-forward",
    "carry_forward_days",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Days after which a claim is stale (180).",
)
@click.option("--min-date-prec", type=click.IntRange(1, 5), help="Only claims dated this well: 1 day to 5 year.")
@click.option("--reviewed-only", is_flag=True, help="Only claims accepted or edited in review.")
@click.option("--without", multiple=True, metavar="SOURCE", help="Leave this source out; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object a source and place.")
@STORE_OPTION
def control(
    *,
    day: dt.datetime,
    place: str | None,
    by: str,
    carry_forward_days: int | None,
    min_date_prec: int | None,
    reviewed_only: bool,
    without: tuple[str, ...],
    as_json: bool,
    store_address: str | None,
) -> None:
    """Print who says who held what on a day: the state, the holder, since when, and the age of the claim.

    Sources are claims, not facts: a row says what one source reports. A source without a row for a place is silent.
    """
    from geo.control import CARRY_FORWARD_DAYS, Assumptions, accord_on, claims_from_events, holdings_on, side_lookup
    from geo.lexicon import load_lexicon
    from geo.store import open_store

    assumptions = Assumptions(
        by=by,
        carry_forward_days=CARRY_FORWARD_DAYS if carry_forward_days is None else carry_forward_days,
        min_date_prec=min_date_prec,
        reviewed_only=reviewed_only,
        without=without,
    )
    store = open_store(store_address)
    events = store.event_arrow()
    claims = claims_from_events(events)
    if place is not None:
        ids = _place_ids(events.select(["place_id", "place_name"]).to_pandas().drop_duplicates(), place)
        claims = claims.loc[claims["place_id"].isin(ids)].reset_index(drop=True)
    side_of = side_lookup(load_lexicon())
    spans = assumptions.spans(claims, side_of=side_of)
    held = holdings_on(spans, day.date(), carry_forward_days=assumptions.carry_forward_days)
    rows = _rows(held.sort_values(["place_name", "place_id", "source_id"]))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    silent = sorted({source.source_id for source in store.sources()} - {row["source_id"] for row in rows})
    click.echo(f"On {_day_words(day.date())}, {assumptions.words()}.")
    for line in _lines(rows, _accords(accord_on(held, side_of=side_of))):
        click.echo(line)
    if not rows:
        click.echo("No source says anything that bears on this day.")
    if silent:
        click.echo(f"Silent: {', '.join(silent)}.")


def _place_ids(places: "pd.DataFrame", name: str) -> list[str]:
    """The ids of the places of that name or id; UnknownPlace names some that are like it."""
    import difflib

    named = places[places["place_id"].notna()]
    folded = named["place_name"].fillna("").str.casefold()
    found = set(named.loc[(named["place_id"] == name) | (folded == name.casefold()), "place_id"])
    found = found or _other_names(name, set(named["place_id"]))
    if found:
        return sorted(found)
    close = difflib.get_close_matches(name.casefold(), folded.unique(), n=3)
    known = sorted(set(named.loc[folded.isin(close), "place_name"]))
    hint = f"; near in spelling: {', '.join(known)}" if known else ""
    message = f"no event of the store lies at a place called {name!r}{hint}"
    raise UnknownPlace(message)


def _other_names(name: str, known: set[str]) -> set[str]:
    """The known places for which the name is another name, after the gazetteer."""
    from geo.gazetteer import open_gazetteer

    candidates = open_gazetteer().candidates(name, fuzzy=False)
    return known & {candidate.place.place_id for candidate in candidates}


def _rows(held: "pd.DataFrame") -> list[dict[str, Any]]:
    plain: dict[str, Callable[[Any], Any]] = {
        "since": lambda day: day.date().isoformat(), "age_days": int, "stale": bool, "event_ids": list,
    }  # fmt: skip
    return [
        {name: plain[name](value) if name in plain else value for name, value in zip(_COLUMNS, row, strict=True)}
        for row in held[list(_COLUMNS)].itertuples(index=False)
    ]


def _accords(table: "pd.DataFrame") -> dict[str, str]:
    """For each place of which several sources speak, whether they agree."""
    words = {
        "contradiction": "they contradict each other", "date": "only on the date", "age": "claims of different days",
    }  # fmt: skip
    columns = (table[name] for name in ("place_id", "accord", "difference", "n_sources", "n_origins"))
    told = {}
    for place, accord, difference, sources, origins in zip(*columns, strict=True):
        counted = f"{sources} sources" if origins == sources else f"{sources} sources of {origins} origins"
        if accord == "disagree":
            told[place] = f": {counted} disagree, {words[difference]}"
        elif accord == "agree":
            told[place] = f": {counted} agree"
    return told


def _lines(rows: list[dict[str, Any]], accords: dict[str, str]) -> list[str]:
    """The rows as aligned text, a heading a place."""
    lines: list[str] = []
    width = max((len(row["source_id"]) for row in rows), default=0)
    place = None
    for row in rows:
        if row["place_id"] != place:
            place = row["place_id"]
            lines += ["", f"{row['place_name'] or place}{accords.get(row['place_id'], '')}"]
        lines.append(f"  {row['source_id']:<{width}}  {_said(row)}")
    return lines


def _said(row: dict[str, Any]) -> str:
    """What one source says of one place, in words."""
    said = {
        "holds": f"says {row['holder']} {'hold' if str(row['holder']).endswith('s') else 'holds'} it",
        "contested": "says it is contested",
        "changing": f"says it passes {'to ' + row['holder'] if row['holder'] else 'out of its holder’s hands'}",
        "nobody": "names nobody as holder",
    }[row["state"]]
    if row["state"] == "changing" and row["previous"]:
        said += f" (until then {row['previous']})"
    if row["besieger"]:
        said += f", besieged by {row['besieger']}"
    since = _day_words(dt.date.fromisoformat(row["since"]))
    days = row["age_days"]
    age = f"last claim {days:,} day{'' if days == 1 else 's'} old{', stale' if row['stale'] else ''}"
    return f"{said} since {since} ({age})"


def _day_words(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
