"""Events of the coded articles, as the shared scorer counts them, with floors that only rise.

The lexicons and rules were written on the seeds, on the odd-numbered half of the forty coded articles and on other
texts; the even half was only ever measured. `python tests/evaluation/test_score.py` prints the tables.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.resources import PROJECT_ROOT

SHARED = PROJECT_ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score.py"
COUNTRY_FILE = SHARED / "gazetteer" / "SY.txt"
PARTS = ("seeds", "coded", "coded, odd half", "coded, even half")

# Measured, rounded down; a floor is raised when the program gets better and never lowered.
FLOORS = {
    ("seeds", "control"): 0.93, ("coded", "control"): 0.77, ("coded, odd half", "control"): 0.88,
    ("coded, even half", "control"): 0.60,
    ("seeds", "events"): 0.74, ("coded", "events"): 0.61, ("coded, odd half", "events"): 0.68,
    ("coded, even half", "events"): 0.53,
    ("seeds", "dates_exact"): 0.95, ("coded", "dates_exact"): 0.92,
    ("seeds", "attribution"): 0.85, ("coded", "attribution"): 0.92,
}  # fmt: skip
# The most there may be; lowered when the program gets better and never raised.
CEILINGS = {
    ("seeds", "wrong_direction"): 0, ("seeds", "leaks"): 0, ("coded", "wrong_direction"): 0, ("coded", "leaks"): 0,
}  # fmt: skip

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not SCORER.exists(), reason="the shared coded articles and scorer are not at hand"),
]


def texts_of(part: str) -> list[Path]:
    folder = "seeds" if part == "seeds" else "coded"
    paths = sorted((SHARED / "articles" / folder).glob("*.txt"))
    if part.endswith("half"):
        return [path for path in paths if int(path.name[:2]) % 2 == ("odd" in part)]
    return paths


def geo(home: Path, *words: object) -> None:
    environment = {**os.environ, "DATELINE_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "geo", *map(str, words)]
    subprocess.run(command, cwd=PROJECT_ROOT, check=True, stdout=subprocess.DEVNULL, env=environment)


def scores(home: Path) -> dict[str, dict[str, Any]]:
    """The scorer's figures for every part, with the country's gazetteer as a layer."""
    geo(home, "gazetteer", "add", "SY", "--file", COUNTRY_FILE)
    results = {}
    out = home / "out"
    geo(home, "extract", "--json", "--out", out, *texts_of("seeds"), *texts_of("coded"))
    for part in PARTS:
        gold = home / "gold" / part
        gold.mkdir(parents=True)
        for path in texts_of(part):
            folder = "seeds" if part == "seeds" else "coded"
            shutil.copy(SHARED / "gold" / folder / f"{path.stem}.json", gold)
        command = [sys.executable, str(SCORER), "--gold", str(gold), "--pred", str(out), "--json"]
        results[part] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return results


def table(results: dict[str, dict[str, Any]]) -> str:
    lines = [f"{'':18} control           dates      direction leaks  attribution  events"]
    for part, found in results.items():
        control, events = found["control"], found["events"]
        lines.append(
            f"{part:18} {control['f1']:.3f} ({control['hit']}/{control['gold']}/{control['pred']})"
            f"  {found['dates_exact']} of {found['dates_n']}  {found['wrong_direction']:>3}  {found['leaks']:>3} of"
            f" {found['leak_chances']}  {found['attribution']} of {found['attribution_n']}"
            f"  {events['f1']:.3f} ({events['hit']}/{events['gold']}/{events['pred']})"
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    found = scores(tmp_path_factory.mktemp("home"))
    print(f"\n{table(found)}")
    return found


def value_of(figures: dict[str, Any], name: str) -> float:
    value = figures[name]
    return float(value["f1"] if isinstance(value, dict) else value)


@pytest.mark.parametrize(("part", "figure"), FLOORS, ids=[f"{part}-{figure}" for part, figure in FLOORS])
def test_floor_holds(results: dict[str, dict[str, Any]], part: str, figure: str) -> None:
    assert value_of(results[part], figure) >= FLOORS[part, figure]


@pytest.mark.parametrize(("part", "figure"), CEILINGS, ids=[f"{part}-{figure}" for part, figure in CEILINGS])
def test_ceiling_holds(results: dict[str, dict[str, Any]], part: str, figure: str) -> None:
    assert results[part][figure] <= CEILINGS[part, figure]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(table(scores(Path(folder))))
