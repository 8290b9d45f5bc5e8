"""Extraction on wars, outlets and spellings that it was not developed on: 25 articles of our own, coded beforehand.

`python tests/evaluation/test_other_wars.py` prints the scorer's table with what was missed and what came out in excess.
"""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.resources import PROJECT_ROOT

HERE = Path(__file__).parent / "other_wars"
SCORER = PROJECT_ROOT.parent / "shared" / "eval" / "score.py"
NAMES = sorted(path.stem for path in (HERE / "gold").glob("*.json"))
TYPES = frozenset(
    {
        "control_gained", "control_lost_only", "attack_repelled", "clash", "airstrike", "shelling", "bombing",
        "siege", "siege_lifted", "offensive_started", "withdrawal", "ceasefire", "displacement", "casualties", "other",
    }
)  # fmt: skip
STANCES = frozenset({"asserted", "planned", "hypothetical", "denied", "failed"})
CONTROL_TYPES = frozenset({"control_gained", "control_lost_only", "withdrawal"})

# Measured, rounded down; a floor is raised when the program gets better and never lowered.
FLOORS: dict[tuple[str, str], float] = {}
# Measured, rounded up; a ceiling is lowered and never raised.
CEILINGS: dict[str, int] = {}


def gold(name: str) -> dict[str, Any]:
    coded: dict[str, Any] = json.loads((HERE / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return coded


def text(name: str) -> str:
    return (HERE / "texts" / f"{name}.txt").read_text(encoding="utf-8")


def extract_to(folder: Path) -> None:
    """Write what the command line finds in each text, one JSON file a text."""
    files = [str(HERE / "texts" / f"{name}.txt") for name in NAMES]
    command = [sys.executable, "-m", "geo", "extract", "--json", "--out", str(folder), *files]
    subprocess.run(command, cwd=PROJECT_ROOT, check=True, capture_output=True, env={**os.environ, "PYTHONUTF8": "1"})


def score(folder: Path, *options: str) -> str:
    """What the scorer prints for the extraction in `folder`."""
    command = [sys.executable, str(SCORER), "--gold", str(HERE / "gold"), "--pred", str(folder), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", NAMES)
class TestCoding:
    def test_text_and_coding_belong_together(self, name: str) -> None:
        assert gold(name)["slug"] == name
        assert f"published: {gold(name)['published']}\n" in text(name)

    def test_evidence_stands_in_the_text(self, name: str) -> None:
        assert all(event["evidence"] in text(name) for event in gold(name)["events"])

    def test_every_place_stands_in_the_text(self, name: str) -> None:
        body = text(name).partition("\n---\n")[2]
        assert all(place["text"] in body and place["count"] > 0 for place in gold(name)["places"])

    def test_codes_are_of_the_scheme(self, name: str) -> None:
        for event in gold(name)["events"]:
            assert event["type"] in TYPES
            assert event["realis"] in STANCES
            if event["is_control_change"]:
                assert event["realis"] == "asserted"
                assert event["type"] in CONTROL_TYPES

    def test_nothing_asserted_lies_after_publication(self, name: str) -> None:
        published = dt.date.fromisoformat(gold(name)["published"])
        for event in gold(name)["events"]:
            if event["realis"] == "asserted" and event["date_end"]:
                assert dt.date.fromisoformat(event["date_end"]) <= published


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not SCORER.exists():
        pytest.skip("the scorer is not here (../shared is missing)")
    folder = tmp_path_factory.mktemp("other_wars")
    extract_to(folder)
    table: dict[str, Any] = json.loads(score(folder, "--json"))
    print(json.dumps(table, indent=1))
    return table


@pytest.mark.evaluation
@pytest.mark.parametrize(("part", "figure"), FLOORS, ids=lambda part: part or "share")
def test_accuracy_holds_its_floor(result: dict[str, Any], part: str, figure: str) -> None:
    measured = result[part][figure] if figure else result[part]
    assert measured >= FLOORS[part, figure]


@pytest.mark.evaluation
@pytest.mark.parametrize("part", CEILINGS)
def test_errors_stay_below_their_ceiling(result: dict[str, Any], part: str) -> None:
    assert result[part] <= CEILINGS[part]


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "_other_wars_output"
    folder.mkdir(parents=True, exist_ok=True)
    extract_to(folder)
    print(score(folder, "--show", "missed", "--show", "extra", "--show", "leaks"))


if __name__ == "__main__":
    main()
