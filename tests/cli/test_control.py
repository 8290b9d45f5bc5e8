"""`python -m geo control` on a small store."""

import json

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result

from geo.cli import group
from geo.store import open_store
from tests.control.histories import events

LINES = (
    "holds ISIS 1 place Palmyra source jnn", "captured ISIS<army 9-12 place Palmyra source sana pub 14",
    "holds army 3 place Palmyra source sana", "besieged army 5 place Kuweires source sana",
    "contested ISIS<army 5 place Hama source mute",
)  # fmt: skip


@pytest.fixture
def store(tmp_path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with_events(url, LINES)
    return url


def with_events(url: str, lines: tuple[str, ...]) -> None:
    table = events(*lines).drop(columns=["reviewer", "reviewed_at"])
    opened = open_store(url)
    opened.add_events(pa.Table.from_pandas(table, preserve_index=False))
    opened.close()


def run(store: str, *arguments: str) -> Result:
    return CliRunner().invoke(group, ["control", *arguments, "--store", store])


def rows(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


KEYS = {"source_id", "place_name", "state", "holder", "since", "age_days", "stale", "event_ids"}


def test_json_is_a_list_of_holdings(store: str) -> None:
    found = rows(run(store, "--on", "2016-01-13", "--place", "palmyra", "--json"))
    assert all(set(row) >= KEYS for row in found)
    assert [tuple(row[key] for key in ("source_id", "state", "holder", "since", "age_days", "stale", "event_ids"))
            for row in found] == [
        ("jnn", "holds", "ISIS", "2016-01-01", 12, False, ["e1"]),
        ("sana", "holds", "ISIS", "2016-01-12", 1, False, ["e2"]),
    ]  # fmt: skip


CASES = {
    "by default what is now reported of the day": ((), "changing"),
    "published: what a reader could know": (("--by", "published"), "holds"),
    "without the source": (("--without", "sana"), None),
    "to the day at least": (("--min-date-prec", "1"), "changing"),
    "reviewed only": (("--reviewed-only",), None),
}


@pytest.mark.parametrize(("arguments", "state"), CASES.values(), ids=CASES.keys())
def test_assumptions(store: str, arguments: tuple[str, ...], state: str | None) -> None:
    found = rows(run(store, "--on", "2016-01-10", "--place", "Palmyra", "--json", *arguments))
    assert {row["source_id"]: row["state"] for row in found}.get("sana") == state


def test_carry_forward(store: str) -> None:
    stale = [
        rows(run(store, "--on", "2016-01-13", "--carry-forward", days, "--json"))[-1]["stale"] for days in ("5", "50")
    ]
    assert stale == [False, False]
    found = rows(run(store, "--on", "2016-01-13", "--carry-forward", "5", "--json"))
    assert {(row["source_id"], row["place_name"]): row["stale"] for row in found} == {
        ("jnn", "PALMYRA"): True, ("sana", "PALMYRA"): False, ("sana", "KUWEIRES"): True, ("mute", "HAMA"): True,
    }  # fmt: skip


def test_text_says_who_says_what_and_who_is_silent(store: str) -> None:
    output = run(store, "--on", "2016-01-10", "--place", "Palmyra").output
    assert output.splitlines() == [
        "On 10 Jan 2016, as reported of the day; a claim counts for 180 days.",
        "",
        "PALMYRA",
        "  jnn   says ISIS holds it since 1 Jan 2016 (last claim 9 days old)",
        "  sana  says it passes to ISIS (until then army) since 9 Jan 2016 (last claim 0 days old)",
        "Silent: mute.",
    ]


def test_the_heading_says_whether_sources_agree(store: str) -> None:
    assert "PALMYRA: 2 sources agree" in run(store, "--on", "2016-01-13", "--place", "Palmyra").output.splitlines()
    told = run(store, "--on", "2016-01-05", "--place", "Palmyra").output.splitlines()
    assert "PALMYRA: 2 sources disagree, claims of different days" in told


def test_a_siege_and_a_contested_place_in_words(store: str) -> None:
    output = run(store, "--on", "2016-01-13").output
    assert "  sana  names nobody as holder, besieged by army since 5 Jan 2016 (last claim 8 days old)" in output
    assert "  mute  says it is contested since 5 Jan 2016 (last claim 8 days old)" in output


def test_before_all_claims_everybody_is_silent(store: str) -> None:
    result = run(store, "--on", "2015-01-01")
    assert "No source says anything that bears on this day." in result.output
    assert "Silent: jnn, mute, sana." in result.output
    assert rows(run(store, "--on", "2015-01-01", "--json")) == []


def test_a_place_is_found_by_its_id(store: str) -> None:
    assert len(rows(run(store, "--on", "2016-01-13", "--place", "Kuweires", "--json"))) == 1


def test_an_unknown_place_is_one_line_with_a_hint(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def candidates(self, *_args: object, **_options: object) -> list[object]:
            return []

    monkeypatch.setattr("geo.gazetteer.open_gazetteer", Nothing)
    result = run(store, "--on", "2016-01-13", "--place", "Palmira")
    assert result.exit_code != 0
    assert "Palmira" in str(result.exception)
    assert "PALMYRA" in str(result.exception)


@pytest.mark.parametrize("day", ["soon", "2016-13-01"])
def test_a_day_that_is_none_is_refused(store: str, day: str) -> None:
    assert run(store, "--on", day).exit_code == 2
