"""Every rule of who holds what, as small histories: claims, and what the source then says of each day."""

import pandas as pd
import pytest

from geo.control import holding_spans, holdings_on
from tests.control.histories import claims, day, expected, told

HISTORIES: dict[str, tuple[list[str], dict[int, str | None]]] = {
    # One claim of each kind
    "captured: the actor holds from that day": (["captured A 5"], {4: None, 5: "A", 6: "A", 900: "A"}),
    "holds: the actor holds from that day": (["holds A 5"], {4: None, 5: "A"}),
    "repelled: the defender holds": (["repelled A<B 5"], {4: None, 5: "A"}),
    "lost: the named opponent holds": (["lost A<B 5"], {4: None, 5: "B"}),
    "lost: nobody is said to hold where none is named": (["lost A 5"], {4: None, 5: "nobody"}),
    "withdrew: the named opponent holds": (["withdrew A<B 5"], {5: "B"}),
    "withdrew: nobody is said to hold where none is named": (["withdrew A 5"], {5: "nobody"}),
    "contested: contested": (["contested A<B 5"], {4: None, 5: "contested"}),
    "besieged: the holder is not told": (["besieged A<B 5"], {4: None, 5: "nobody/A"}),
    "siege lifted: alone it says nothing of a holder": (["siege_lifted A 5"], {4: None, 5: None, 6: None}),
    "captured by nobody named: it left its holder, to whom is not said": (["captured -<B 5"], {5: "nobody"}),
    "holds without an actor says nothing": (["holds - 5"], {5: None}),
    "repelled without a defender says nothing": (["repelled -<B 5"], {5: None}),
    "besieged without a besieger: a siege all the same": (["holds A 1", "besieged - 5"], {4: "A", 5: "A/unnamed"}),
    # One claim after another
    "the later claim stands": (["captured A 5", "captured B 9"], {5: "A", 8: "A", 9: "B", 10: "B"}),
    "the order of the rows is no matter": (["captured B 9", "captured A 5"], {8: "A", 9: "B"}),
    "lost after captured": (["captured A 5", "lost A 9"], {8: "A", 9: "nobody"}),
    "withdrew after captured, taken over": (["captured A 5", "withdrew A<B 9"], {8: "A", 9: "B"}),
    "contested after captured": (["captured A 5", "contested B<A 9"], {8: "A", 9: "contested"}),
    "settled after contested": (["contested A<B 5", "holds B 9"], {5: "contested", 8: "contested", 9: "B"}),
    "a repelled attack changes no holder": (["captured A 5", "repelled A<B 9"], {8: "A", 9: "A", 10: "A"}),
    "back and forth": (["captured A 1", "captured B 4", "captured A 6"], {1: "A", 3: "A", 4: "B", 5: "B", 6: "A"}),
    # Sieges
    "a siege leaves the holder": (["captured A 1", "besieged B<A 5"], {4: "A", 5: "A/B", 6: "A/B"}),
    "a siege lifted": (["captured A 1", "besieged B<A 5", "siege_lifted A 9"], {8: "A/B", 9: "A"}),
    "a second besieger takes the first one's part": (
        ["captured A 1", "besieged B 5", "besieged C 7"], {6: "A/B", 7: "A/C"}),
    "a siege ends when the besieger takes the place": (
        ["captured A 1", "besieged B 5", "captured B 9"], {8: "A/B", 9: "B"}),
    "a siege that ended so does not come back": (
        ["captured A 1", "besieged B 5", "captured B 9", "captured A 12"], {8: "A/B", 9: "B", 12: "A"}),
    "a siege outlasts another's claim to the place": (["besieged B 5", "captured C 9"], {5: "nobody/B", 9: "C/B"}),
    "a siege of unknown beginning is sure from its last day": (
        ["holds A 1", "besieged B 5-9"], {5: "A", 8: "A", 9: "A/B"}),
    "besieged after captured by the same": (["captured B 1", "besieged B 5"], {4: "B", 5: "B/B", 6: "B/B"}),
    "a siege told of again after it ended begins anew": (
        ["besieged B 1", "captured B 3", "captured A 5", "besieged B 7"], {3: "B", 6: "A", 7: "A/B"}),
    # Days that are not sure
    "changing between the first and the last possible day": (
        ["captured A 1", "captured B 5-9"], {4: "A", 5: "changing>B", 8: "changing>B", 9: "B"}),
    "the first claim too": (["captured A 5-9"], {4: None, 5: "changing>A", 8: "changing>A", 9: "A"}),
    "changing to nobody named": (
        ["captured A 1", "lost A 5-7"], {4: "A", 5: "changing>-", 6: "changing>-", 7: "nobody"}),
    "a claim that restates the holder changes nothing": (["captured A 1", "captured A 5-9"], {5: "A", 8: "A", 9: "A"}),
    "a narrower claim inside a wider one settles it": (
        ["captured A 1", "captured B 5-20", "captured B 8"],
        {5: "changing>B", 7: "changing>B", 8: "B", 15: "B", 20: "B"}),
    "a contrary claim inside a wider one leaves it open": (
        ["captured A 1", "captured B 5-20", "captured A 8"],
        {7: "changing>B", 8: "changing>B", 19: "changing>B", 20: "B"}),
    "two overlapping changes: the next to end is named": (
        ["captured A 1", "captured B 5-12", "captured C 8-15"],
        {5: "changing>B", 9: "changing>B", 11: "changing>B", 12: "changing>C", 14: "changing>C", 15: "C"}),
    "a change that lies inside a change": (
        ["captured A 1", "captured B 5-20", "captured C 8-10"],
        {5: "changing>B", 8: "changing>C", 9: "changing>C", 10: "changing>B", 19: "changing>B", 20: "B"}),
    "a siege during a change": (["captured A 1", "besieged B 4", "captured B 5-9"], {5: "changing>B/B", 9: "B"}),
    "only a last day: the claim lies on it": (["captured A 1", "captured B ?-9"], {8: "A", 9: "B"}),
    "only a first day: it ends when the article was published": (
        ["captured A 1", "captured B 5-? pub 9"], {4: "A", 5: "changing>B", 9: "B"}),
    "only a first day, published on an unknown day: it lies on it": (
        ["captured A 1", "captured B 5-? pub ?"], {4: "A", 5: "B"}),
    "no day at all: no span": (["captured A 1", "captured B ? pub 9"], {8: "A", 9: "A", 20: "A"}),
    "an offensive that leads to a capture opens the change": (
        ["captured A 1", "offensive B<A 8", "captured B 11"],
        {7: "A", 8: "changing>B", 10: "changing>B", 11: "B"}),
    "an offensive that leads to nothing changes nothing": (["captured A 1", "offensive B<A 8"], {8: "A", 20: "A"}),
    "another's offensive does not open it": (["captured A 1", "offensive C<A 8", "captured B 11"], {8: "A", 11: "B"}),
    "an offensive planned does not open it": (
        ["captured A 1", "offensive B<A 8 stance planned", "captured B 11"], {8: "A", 11: "B"}),
    "an offensive long before does not open it": (
        ["captured A 1", "offensive B<A 8", "captured B 50"], {8: "A", 50: "B"}),
    "an offensive on another place does not open it": (
        ["captured A 1", "offensive B<A 8 place q", "captured B 11"], {8: "A", 11: "B"}),
    "an offensive told of after the capture does not open it": (
        ["captured A 1", "offensive B<A 8 pub 20", "captured B 11 pub 12"], {8: "A", 11: "B"}),
    # Ties
    "same last day: the later first day stands": (["captured A 5-9", "captured B 9"], {8: "changing>A", 9: "B"}),
    "same days: the later publication corrects": (["captured A 9 pub 10", "captured B 9 pub 12"], {9: "B"}),
    "same days, an unknown publication yields": (["captured A 9 pub 10", "captured B 9 pub ?"], {9: "A"}),
    "same days, same publication, other holder: contested": (
        ["captured A 9", "captured B 9"], {8: None, 9: "contested"}),
    "contested so until the next claim": (["captured A 9", "captured B 9", "holds B 12"], {11: "contested", 12: "B"}),
    "same days, same holder: one claim": (["captured A 9", "holds A 9"], {9: "A"}),
    "taken and lost by two on one day agree": (["captured A 9", "lost B 9"], {9: "A"}),
    "taken and lost by one on one day: contested": (["captured A 9", "lost A 9"], {9: "contested"}),
    "taken and contested on one day: contested": (["captured A 9", "contested A<B 9"], {9: "contested"}),
    "besieged and lifted on one day: the later in the text": (
        ["holds A 1", "siege_lifted A 5 article x at 80", "besieged B 5 article x at 20"], {5: "A"}),
    "besieged and taken on one day: taken": (["besieged B 5", "captured B 5"], {5: "B"}),
    # What never counts
    "planned": (["captured A 1", "captured B 5 stance planned"], {5: "A"}),
    "denied": (["captured A 1", "captured B 5 stance denied"], {5: "A"}),
    "hypothetical": (["captured A 1", "captured B 5 stance hypothetical"], {5: "A"}),
    "failed": (["captured A 1", "captured B 5 stance failed"], {5: "A"}),
    "rejected in review": (["captured A 1", "captured B 5 status rejected"], {5: "A"}),
    "fighting": (["captured A 1", "clash B<A 5", "airstrike B<A 6", "offensive B<A 7"], {5: "A", 6: "A", 7: "A"}),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "days"), HISTORIES.values(), ids=HISTORIES.keys())
def test_history(lines: list[str], days: dict[int, str | None]) -> None:
    table = claims(*lines)
    spans = holding_spans(table)
    for number, answer in days.items():
        said = told(holdings_on(spans, day(number)))
        assert said.get(("s", "p")) == answer, f"day {number}"
        assert said == expected(table, day(number)), f"day {number}"


def test_there_are_at_least_forty_histories() -> None:
    assert len(HISTORIES) >= 40


PUBLISHED: dict[str, tuple[list[str], dict[int, str | None]]] = {
    "a claim counts from its publication": (["captured A 5 pub 8"], {5: None, 7: None, 8: "A"}),
    "never before it happened": (["captured A 5-9 pub 6"], {5: None, 6: "changing>A", 8: "changing>A", 9: "A"}),
    "nothing published later is used": (["captured A 1", "captured B 5 pub 30"], {5: "A", 29: "A", 30: "B"}),
    "old news does not undo newer claims": (
        ["captured B 9 pub 10", "captured A 5 pub 20"], {9: None, 10: "B", 20: "B"}),
    "old news first, newer later": (["captured A 5 pub 6", "captured B 9 pub 10"], {5: None, 6: "A", 9: "A", 10: "B"}),
    "unknown publication: not in this view": (["captured A 5 pub ?"], {5: None, 50: None}),
    "a change known only when it was over": (["captured A 1", "captured B 5-9 pub 12"], {5: "A", 11: "A", 12: "B"}),
    "a change known half-way": (
        ["captured A 1", "captured B 5-9 pub 7"], {6: "A", 7: "changing>B", 8: "changing>B", 9: "B"}),
    "a siege counts from its publication": (["holds A 1", "besieged B 5 pub 8"], {7: "A", 8: "A/B"}),
    "a siege ends when it is published that the besieger holds": (
        ["holds A 1", "besieged B 5", "captured B 9 pub 12"], {11: "A/B", 12: "B"}),
    "same days in two publications: the second corrects when it appears": (
        ["captured A 5 pub 6", "captured B 5 pub 9"], {6: "A", 8: "A", 9: "B"}),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "days"), PUBLISHED.values(), ids=PUBLISHED.keys())
def test_history_as_published(lines: list[str], days: dict[int, str | None]) -> None:
    table = claims(*lines)
    for number, answer in days.items():
        said = told(holdings_on(table, day(number), by="published"))
        assert said.get(("s", "p")) == answer, f"day {number}"
        assert said == expected(table, day(number), by="published"), f"day {number}"


def test_sources_and_places_are_told_apart() -> None:
    table = claims("captured A 5", "captured B 5 source t", "captured C 5 place q", "lost C 7 place q source t")
    assert told(holdings_on(table, day(6))) == {("s", "p"): "A", ("t", "p"): "B", ("s", "q"): "C"}
    assert told(holdings_on(table, day(7)))["t", "q"] == "nobody"


def test_names_of_one_side_restate_each_other() -> None:
    table = claims("captured army 1", "captured government 5-9", "holds militia 20")
    sides = {"army": "state", "government": "state"}
    spans = holding_spans(table, side_of=lambda name: sides.get(name, name))
    assert list(spans["state"]) == ["holds", "holds", "holds"]
    assert list(spans["holder"]) == ["army", "government", "militia"]
    assert list(spans["certain_from"]) == [pd.Timestamp(day(1)), pd.Timestamp(day(1)), pd.Timestamp(day(20))]


def test_without_sides_they_are_two_holders() -> None:
    spans = holding_spans(claims("captured army 1", "captured government 5-9"))
    assert list(spans["state"]) == ["holds", "changing", "holds"]
