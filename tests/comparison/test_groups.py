"""Groups of proposals and the decisions about them."""

import pandas as pd

from geo.comparison import counted_once, event_groups, group_id_of
from geo.comparison.same_event import PROPOSAL_COLUMNS


def proposals(*pairs: str) -> pd.DataFrame:
    """`a1-b1 0.9`: event 1 of source a with event 1 of source b."""
    rows = []
    for text in pairs:
        names, score = text.split()
        first, second = names.split("-")
        row = dict.fromkeys(PROPOSAL_COLUMNS, 0) | {"event_a": first, "event_b": second, "score": float(score)}
        rows.append(row | {"source_a": first[0], "source_b": second[0], "reason": text})
    return pd.DataFrame(rows, columns=list(PROPOSAL_COLUMNS))


def members(groups: pd.DataFrame) -> list[list[str]]:
    return groups["event_ids"].tolist()


def test_pairs_that_all_match_are_one_group() -> None:
    groups = event_groups(proposals("a1-b1 0.9", "b1-c1 0.8", "a1-c1 0.7"))
    assert members(groups) == [["a1", "b1", "c1"]]
    assert groups[["n_sources", "score", "decision"]].values.tolist() == [[3, 0.9, "open"]]


def test_a_chain_is_no_group() -> None:
    assert members(event_groups(proposals("a1-b1 0.9", "b1-c1 0.8"))) == [["a1", "b1"]]


def test_two_reports_of_one_source_may_share_a_group() -> None:
    groups = event_groups(proposals("a1-b1 0.9", "a2-b1 0.8"))
    assert members(groups) == [["a1", "a2", "b1"]]
    assert groups["n_sources"].tolist() == [2]


def test_origins_are_counted_beside_sources() -> None:
    groups = event_groups(proposals("a1-b1 0.9", "b1-c1 0.8", "a1-c1 0.7"), origin_of={"a1": "agency", "b1": "agency"})
    assert groups[["n_sources", "n_origins"]].values.tolist() == [[3, 2]]


def decided(*events: str, as_: str) -> list[tuple[str, str, str]]:
    return [(group_id_of(events), event, as_) for event in events]


def test_an_accepted_group_stays_as_it_was_accepted() -> None:
    decisions = decided("a1", "b1", as_="accepted")
    groups = event_groups(proposals("a1-b1 0.9", "b1-c1 0.8", "a1-c1 0.7", "a2-b2 0.6"), decisions=decisions)
    assert list(zip(members(groups), groups["decision"], strict=True)) == [
        (["a1", "b1"], "accepted"), (["a2", "b2"], "open"),
    ]  # fmt: skip
    assert counted_once(groups) == dict.fromkeys(["a1", "b1"], group_id_of(["b1", "a1"]))


def test_an_accepted_group_stays_where_nothing_is_proposed() -> None:
    groups = event_groups(proposals(), decisions=decided("a1", "b1", as_="accepted"), source_of={"a1": "a", "b1": "b"})
    assert groups[["n_sources", "decision"]].values.tolist() == [[2, "accepted"]]


def test_a_rejected_pair_is_not_proposed_again_in_any_group() -> None:
    pairs = proposals("a1-b1 0.9", "b1-c1 0.8", "a1-c1 0.7")
    assert members(event_groups(pairs, decisions=decided("a1", "b1", as_="rejected"))) == [["b1", "c1"]]


def test_a_split_is_a_rejection_and_its_parts() -> None:
    pairs = proposals("a1-b1 0.9", "b1-c1 0.8", "a1-c1 0.7")
    decisions = decided("a1", "b1", "c1", as_="rejected") + decided("b1", "c1", as_="accepted")
    groups = event_groups(pairs, decisions=decisions)
    assert list(zip(members(groups), groups["decision"], strict=True)) == [(["b1", "c1"], "accepted")]


def test_only_accepted_groups_count_once() -> None:
    assert counted_once(event_groups(proposals("a1-b1 0.9"))) == {}


def test_a_group_has_the_same_id_in_any_order() -> None:
    assert group_id_of(["x", "y"]) == group_id_of(["y", "x"]) != group_id_of(["x", "z"])
