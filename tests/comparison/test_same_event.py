"""Reports that may be one event: what is proposed, what is not, and the reason given."""

from typing import Any

import pandas as pd
import pytest

from geo.comparison import Closeness, same_event_proposals
from geo.errors import BadQuery, BadTable
from tests.control.histories import event

QUOTE = "An air raid on the market of Village killed 23 people, said the monitor."
OTHER_WORDS = "Talks about fuel prices went on in the capital without result."


def report(number: int, **changes: Any) -> dict[str, Any]:
    row = event(number, "airstrike A<B 10")
    row |= {"source_id": f"source{number}", "place_id": "p", "place_name": "Village", "quote": QUOTE}
    return row | changes


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    # Reports from elsewhere, so that the place is one of many and not all there is.
    elsewhere = [report(100 + n, place_id=f"q{n}", longitude=40 + n / 5, quote=str(n)) for n in range(12)]
    return pd.DataFrame([*rows, *elsewhere])


def day(number: int) -> Any:
    return event(0, f"holds A {number}")["date_start"]


ALIKE: dict[str, dict[str, Any]] = {
    "the same": {},
    "a day later": {"date_start": day(11), "date_end": day(11)},
    "three kilometres away, in the same words": {"place_id": "z", "place_name": "Hamlet", "longitude": 38.03},
    "another kind that goes with it": {"kind": "casualties"},
    "no actor named": {"actor": None},
    "figures in words": {"quote": "Raid on Village market: 23 killed, monitor says"},
}
UNLIKE: dict[str, dict[str, Any]] = {
    "three days later": {"date_start": day(13), "date_end": day(13)},
    "forty kilometres away": {"longitude": 38.45},
    "another kind": {"kind": "ceasefire"},
    "another actor": {"actor": "C"},
    "the same source": {"source_id": "source1"},
    "planned only": {"stance": "planned"},
    "rejected": {"status": "rejected"},
    "undated": {"date_start": None, "date_end": None},
    "dated to a month": {"date_end": day(40)},
    "unplaced": {"longitude": None, "latitude": None},
    "placed in the country": {"where_prec": 6},
}


def proposed(changes: dict[str, Any], **settings: Any) -> pd.DataFrame:
    found = same_event_proposals(table(report(1), report(2, **changes)), **settings)
    return found[found["event_a"].isin(["e1", "e2"])]


@pytest.mark.parametrize("changes", ALIKE.values(), ids=ALIKE.keys())
def test_proposed(changes: dict[str, Any]) -> None:
    assert len(proposed(changes)) == 1


@pytest.mark.parametrize("changes", UNLIKE.values(), ids=UNLIKE.keys())
def test_not_proposed(changes: dict[str, Any]) -> None:
    assert len(proposed(changes)) == 0


def test_each_departure_lowers_the_score() -> None:
    best = proposed({})["score"].iloc[0]
    assert best == 1.0
    for name, changes in ALIKE.items():
        if name not in ("the same", "figures in words"):
            assert proposed(changes)["score"].iloc[0] < best, name


def test_the_reason_names_what_speaks_for_it() -> None:
    (reason,) = proposed({})["reason"]
    assert reason.split("; ") == [
        "both at Village", "the same day or days that overlap", "both airstrike", "both by A", "a figure in common",
        "much the same words",
    ]  # fmt: skip
    (reason,) = proposed(ALIKE["three kilometres away, in the same words"])["reason"]
    assert reason.startswith("Village and Hamlet, 2.7 km apart; ")
    (reason,) = proposed({"kind": "casualties", **ALIKE["a day later"]})["reason"]
    assert "; 1 day apart; airstrike and casualties;" in reason


def test_in_a_busy_place_the_words_must_agree() -> None:
    busy = [
        report(number, source_id="other", date_start=day(50 + number), date_end=day(50 + number), quote=f"x{number}")
        for number in range(3, 40)
    ]
    pair = report(1), report(2, quote=OTHER_WORDS)
    assert len(same_event_proposals(pd.DataFrame([*pair, *busy]))) == 0
    assert len(same_event_proposals(pd.DataFrame([report(1), report(2), *busy]))) == 1


SETTINGS = {
    "wider in space": ({"longitude": 38.45, "latitude": 34.5, "place_id": "p"}, Closeness(km=60)),
    "wider in time": ({"date_start": day(13), "date_end": day(13)}, Closeness(days=3)),
    "any actor": ({"actor": "C"}, Closeness(actors="any")),
    "longer spans": ({"date_end": day(20)}, Closeness(max_span_days=20)),
}


@pytest.mark.parametrize(("changes", "closeness"), SETTINGS.values(), ids=SETTINGS.keys())
def test_wider_settings_propose_more(changes: dict[str, Any], closeness: Closeness) -> None:
    assert len(proposed(changes)) == 0
    assert len(proposed(changes, closeness=closeness)) == 1


def test_narrower_settings_propose_less() -> None:
    assert len(proposed({"kind": "casualties"}, closeness=Closeness(kinds="same"))) == 0
    assert len(proposed({"actor": None}, closeness=Closeness(actors="same"))) == 0


def test_sides_count_as_one_actor() -> None:
    assert len(proposed({"actor": "C"}, side_of=lambda name: "one" if name in ("A", "C") else name)) == 1


def test_lost_by_one_is_captured_by_the_other() -> None:
    rows = report(1, kind="captured"), report(2, kind="lost", actor="B", opponent="A")
    assert len(same_event_proposals(table(*rows))) == 1
    assert len(same_event_proposals(table(rows[0], report(2, kind="lost", actor="A", opponent="B")))) == 0


REFUSED = {"km": {"km": -1}, "days": {"days": 999}, "kinds": {"kinds": "some"}, "actors": {"actors": "some"}}


@pytest.mark.parametrize("settings", REFUSED.values(), ids=REFUSED.keys())
def test_nonsense_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(BadQuery):
        Closeness(**settings)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(BadTable, match="latitude"):
        same_event_proposals(table(report(1)).drop(columns=["latitude"]))


def test_one_event_has_no_pair() -> None:
    assert len(same_event_proposals(pd.DataFrame([report(1)]))) == 0
