"""`python -m geo compare` on a small store."""

import json

import pytest
from click.testing import CliRunner, Result

from geo.cli import group
from geo.store import open_store
from tests.cli.test_control import with_events

LINES = (
    "holds A 1 source one", "holds A 20 source one", "holds B 1 source two", "holds B 9 source two",
    "airstrike C<A 5 source one place q at 1", "airstrike C<A 5 source two place q at 2",
    "holds A 3 source three place r",
)  # fmt: skip


@pytest.fixture
def store(tmp_path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with_events(url, LINES)
    return url


def run(store: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["compare", *arguments, "--store", store])


def told(store: str, *arguments: str) -> dict:
    result = run(store, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_gives_differences_and_figures(store: str) -> None:
    found = told(store, "--sources", "one,two", "--carry-forward", "5")
    kinds = [(row["from"], row["to"], row["difference"], row["first"], row["second"]) for row in found["differences"]]
    assert kinds == [
        ("2016-01-01", "2016-01-06", "contradiction", "A (one)", "B (two)"),
        ("2016-01-09", "2016-01-14", "only_second", "", "B (two)"),
        ("2016-01-20", "2016-01-25", "only_first", "A (one)", ""),
    ]
    assert set(found["figures"]) == {
        "agreement", "reporting_lag", "lag_between", "who_is_first", "coverage", "kinds", "wordings",
    }  # fmt: skip
    assert {row["agreement"] for row in found["figures"]["agreement"]} == {0.0}
    assert [row["n"] for row in found["figures"]["kinds"] if row["kind"] == "airstrike"] == [1, 1]


def test_sets_of_sources(store: str) -> None:
    found = told(store, "--sources", "one+three,two")
    assert found["sources"] == [["one", "three"], ["two"]]
    assert {row["place_name"] for row in found["differences"]} == {"P", "R"}


def test_a_period(store: str) -> None:
    found = told(store, "--sources", "one,two", "--from", "2016-01-03", "--to", "2016-01-04")
    assert [(row["from"], row["to"], row["days"]) for row in found["differences"]] == [("2016-01-03", "2016-01-04", 2)]
    assert (found["from"], found["to"]) == ("2016-01-03", "2016-01-04")


def test_proposals_and_what_was_decided_of_them(store: str) -> None:
    (proposed,) = told(store, "--sources", "one,two")["same_event"]
    assert (proposed["event_ids"], proposed["decision"]) == (["e5", "e6"], "open")
    opened = open_store(store)
    opened.decide_same_event(proposed["group_id"], proposed["event_ids"], "accepted")
    opened.close()
    (accepted,) = told(store, "--sources", "one,two")["same_event"]
    assert (accepted["event_ids"], accepted["decision"]) == (["e5", "e6"], "accepted")


def test_text_counts_and_lists_what_both_speak_of(store: str) -> None:
    lines = run(store, "--sources", "one,two", "--carry-forward", "5").output.splitlines()
    assert lines[0] == "one and two: 3 differences (1 contradiction, 1 only second, 1 only first)."
    assert lines[1] == "1 group of reports may be one event; none is merged."
    assert lines[2] == "  P, 1 Jan 2016 to 6 Jan 2016, contradiction: A (one) | B (two)"


REFUSED = {"one set": "one", "three sets": "one,two,three", "an empty set": "one,", "an unknown source": "one,nobody"}


@pytest.mark.parametrize("sources", REFUSED.values(), ids=REFUSED.keys())
def test_sets_that_make_no_sense_are_refused(store: str, sources: str) -> None:
    result = run(store, "--sources", sources)
    assert result.exit_code != 0
    assert "source" in str(result.exception)
