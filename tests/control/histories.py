"""A short notation for claims, and the rules of DESIGN told a second time, one day at a time."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from geo.control import claims_from_events
from geo.model import EVENT_COLUMNS

DAY_ZERO = dt.date(2016, 1, 1)


def day(number: int) -> dt.date:
    """Day 1 is 1 January 2016."""
    return DAY_ZERO + dt.timedelta(days=number - 1)


def event(number: int, text: str) -> dict[str, Any]:
    """An event of the table: `kind actor<opponent days [key value]...`.

    Days are `5`, `3-5`, `?-5`, `3-?` or `?`; an actor is `-` for nobody named. Keys: pub source place stance
    status prec by at article. Published on the last day of the span where no `pub` says otherwise.
    """
    kind, actors, days, *options = text.split()
    actor, _, opponent = actors.partition("<")
    first, _, last = days.partition("-")
    start, end = first, last or first
    said = dict(zip(options[::2], options[1::2], strict=True))
    published = said.get("pub", end if end != "?" else start)
    row: dict[str, Any] = dict.fromkeys(EVENT_COLUMNS)
    row |= {
        "event_id": f"e{number}", "article_id": said.get("article", f"a{number}"), "source_id": said.get("source", "s"),
        "kind": kind, "stance": said.get("stance", "asserted"), "status": said.get("status", "unreviewed"),
        "actor": None if actor == "-" else actor, "opponent": opponent or None, "attributed_to": said.get("by"),
        "place_id": said.get("place", "p"), "place_name": said.get("place", "p").upper(), "longitude": 38.0,
        "latitude": 34.5, "where_prec": 1, "radius_m": 1000.0, "date_prec": int(said.get("prec", 1)), "url": "",
        "date_start": None if start == "?" else day(int(start)), "date_end": None if end == "?" else day(int(end)),
        "published_on": None if published == "?" else day(int(published)), "quote": text,
        "char_start": int(said.get("at", 10 * number)), "char_end": 10 * number + 5, "rule": "test", "note": "",
    }  # fmt: skip
    return row


def events(*texts: str) -> pd.DataFrame:
    """The events of several lines, numbered e1, e2, ... in their order."""
    return pd.DataFrame([event(number, text) for number, text in enumerate(texts, 1)], columns=list(EVENT_COLUMNS))


def claims(*texts: str) -> pd.DataFrame:
    """The claims among those events."""
    return claims_from_events(events(*texts))


def told(table: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Holdings as words: `A`, `contested`, `changing>A`, `nobody`, with `/B` where B besieges."""
    columns = (table[name] for name in ("source_id", "place_id", "state", "holder", "besieger"))
    return {(source, place): _words(*said) for source, place, *said in zip(*columns, strict=True)}


def _words(state: str, holder: Any, besieger: Any) -> str:
    text = {"holds": holder, "changing": f"changing>{_named(holder) or '-'}"}.get(state, state)
    return text + (f"/{besieger}" if _named(besieger) else "")


def told_by_spans(spans: pd.DataFrame, days: Sequence[int]) -> list[dict[tuple[str, str], str]]:
    """The same for several days, read off the spans by their first and last days alone."""
    names = ("source_id", "place_id", "state", "holder", "besieger")
    rows = list(zip(spans["from"], spans["to"].astype(object), *(spans[name] for name in names), strict=True))
    stamps = [pd.Timestamp(day(number)) for number in days]
    return [
        {(source, place): _words(*said) for first, last, source, place, *said in rows
         if first <= stamp and (pd.isna(last) or stamp <= last)}
        for stamp in stamps
    ]  # fmt: skip


Statement = dict[str, Any]


def expected(table: pd.DataFrame, on: dt.date, by: str = "happened") -> dict[tuple[str, str], str]:
    """What `told(holdings_on(...))` must be: the rules of docs/control.md, walked claim by claim for one day."""
    return expected_of(table.to_dict("records"), on, by)


def expected_of(records: Sequence[Statement], on: dt.date, by: str = "happened") -> dict[tuple[str, str], str]:
    """The same from the claims as a list of records."""
    answers = {}
    for pair in {(row["source_id"], row["place_id"]) for row in records}:
        answer = _expected_for([row for row in records if (row["source_id"], row["place_id"]) == pair], on, by)
        if answer is not None:
            answers[pair] = answer
    return answers


def _expected_for(rows: Sequence[Statement], day_: dt.date, by: str) -> str | None:
    on = pd.Timestamp(day_)
    known = [row for row in rows if by == "happened" or row["published_on"] <= on]
    ordered = sorted(known, key=lambda row: (_order(row), row["char_start"], row["event_id"]))
    holders, sieges = _holder_statements(ordered), _siege_statements(ordered)
    standing = next((said for said in reversed(holders) if said["end"] <= on), None)
    outcome = standing["outcome"] if standing else None
    uncertain = [said for said in holders if said["opens"] <= on < said["end"] and said["outcome"] != outcome]
    besieger = ""
    siege = next((said for said in reversed(sieges) if said["end"] <= on), None)
    if siege and siege["besieger"]:
        taken = any(
            said["outcome"] == siege["besieger"] and said["end"] <= on and said["order"][:2] >= siege["order"][:2]
            for said in holders
        )
        besieger = "" if taken else f"/{siege['besieger']}"
    if uncertain:
        named = uncertain[0]["outcome"]
        return f"changing>{'-' if named in ('contested', 'nobody') else named}{besieger}"
    if outcome or besieger:
        return f"{outcome or 'nobody'}{besieger}"
    return None


def _order(row: Statement) -> tuple[Any, ...]:
    published = row["published_on"]
    return row["date_end"], row["date_start"], pd.Timestamp.min if pd.isna(published) else published


def _named(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _holder_statements(ordered: list[Statement]) -> list[Statement]:
    statements: list[Statement] = []
    for row in ordered:
        kind, actor, opponent = row["kind"], _named(row["actor"]), _named(row["opponent"])
        holder = lost_by = None
        if kind in ("captured", "holds", "repelled"):
            holder = actor
            if holder is None and kind != "captured":
                continue
        elif kind in ("lost", "withdrew"):
            holder, lost_by = opponent, actor if actor != opponent else None
        elif kind != "contested":
            continue
        if not statements or statements[-1]["order"] != _order(row):
            statements.append({
                "order": _order(row), "end": row["date_end"], "opens": row["opened_on"], "holders": set(),
                "losers": set(), "contested": False,
            })  # fmt: skip
        said = statements[-1]
        said["opens"] = min(said["opens"], row["opened_on"])
        said["contested"] |= kind == "contested"
        said["holders"] |= {holder} - {None}
        said["losers"] |= {lost_by} - {None}
    for said in statements:
        clash = said["contested"] or len(said["holders"]) > 1 or said["holders"] & said["losers"]
        said["outcome"] = "contested" if clash else next(iter(said["holders"]), "nobody")
    return statements


def _siege_statements(ordered: list[Statement]) -> list[Statement]:
    return [
        {"order": _order(row), "end": row["date_end"],
         "besieger": (_named(row["actor"]) or "unnamed") if row["kind"] == "besieged" else None}
        for row in ordered if row["kind"] in ("besieged", "siege_lifted")
    ]  # fmt: skip
