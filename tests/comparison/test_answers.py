"""Denials and contrary claims, linked both ways."""

import pandas as pd
import pytest

from geo.comparison import claims_answered
from tests.control.histories import events

CASES: dict[str, tuple[list[str], set[tuple[str, str, str, int]]]] = {
    "a denial of another source": (
        ["captured A<B 10", "captured A<B 11 source t stance denied"],
        {("e1", "e2", "denied by", 1), ("e2", "e1", "denies", -1)}),
    "a denial within one source": (
        ["captured A<B 10", "captured A<B 10 stance denied"],
        {("e1", "e2", "denied by", 0), ("e2", "e1", "denies", 0)}),
    "a denial that names nobody": (
        ["airstrike A 10", "airstrike - 10 source t stance denied"],
        {("e1", "e2", "denied by", 0), ("e2", "e1", "denies", 0)}),
    "a denial that names nobody, days later": (["airstrike A 10", "airstrike - 13 source t stance denied"], set()),
    "a denial that names nobody, of a like kind": (
        ["casualties A 10", "airstrike - 10 source t stance denied"], set()),
    "a denial of the same actor, days later": (
        ["airstrike A 10", "airstrike A 13 source t stance denied"],
        {("e1", "e2", "denied by", 3), ("e2", "e1", "denies", -3)}),
    "a denial of another's act": (["airstrike A 10", "airstrike C 10 source t stance denied"], set()),
    "a denial of another kind": (["airstrike A 10", "ceasefire A 10 source t stance denied"], set()),
    "a denial a month later": (["airstrike A 10", "airstrike A 40 source t stance denied"], set()),
    "contrary claims": (
        ["captured A 10", "holds B 12 source t"],
        {("e1", "e2", "contradicted by", 2), ("e2", "e1", "contradicted by", -2)}),
    "contrary claims, one told as a loss": (
        ["lost A<B 10", "holds A 12 source t"],
        {("e1", "e2", "contradicted by", 2), ("e2", "e1", "contradicted by", -2)}),
    "claims that agree": (["captured A 10", "lost B<A 12 source t"], set()),
    "contrary claims of one source": (["captured A 10", "holds B 12"], set()),
    "contrary claims of other places": (["captured A 10", "holds B 12 source t place q"], set()),
    "contrary claims a month apart": (["captured A 10", "holds B 40 source t"], set()),
    "a plan contradicts nobody": (["captured A 10", "captured B 12 source t stance planned"], set()),
    "rejected in review": (["captured A 10", "holds B 12 source t status rejected"], set()),
    "undated": (["captured A 10", "holds B ? source t"], set()),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES.keys())
def test_answers(lines: list[str], expected: set[tuple[str, str, str, int]]) -> None:
    table = claims_answered(events(*lines))
    columns = (table[name] for name in ("event_id", "answer_id", "relation", "days_apart"))
    assert set(zip(*columns, strict=True)) == expected


def test_the_reason_says_who_and_when() -> None:
    table = claims_answered(events("captured A 10", "holds B 12 source t"))
    assert table["reason"].tolist() == ["contradicted by t, P, 2 days later", "contradicted by s, P, 2 days before"]


def test_one_side_does_not_contradict_itself() -> None:
    table = events("captured army 10", "holds government 12 source t")
    assert len(claims_answered(table)) == 2
    assert len(claims_answered(table, side_of=lambda name: "state")) == 0


def test_wider_windows_link_more() -> None:
    table = events("airstrike A 10", "airstrike A 40 source t stance denied")
    assert len(claims_answered(table, days=30)) == 2
    away = table.assign(longitude=[38.0, 38.3])
    assert len(claims_answered(away, days=30)) == 0
    assert len(claims_answered(away, days=30, km=40)) == 2


def test_nothing_to_answer() -> None:
    assert len(claims_answered(events("captured A 10"))) == 0
    assert len(claims_answered(pd.DataFrame(events("captured A 10")).iloc[:0])) == 0
