"""Who is said to hold Palmyra, from text to answer: articles read, stored, and asked about through the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo.resources import PROJECT_ROOT

SEEDS = PROJECT_ROOT.parent / "shared" / "articles" / "seeds"
DAYS = {
    "2016-01-01": ("holds", "ISIS"),
    "2016-05-01": ("holds", "Syrian government"),
    "2016-12-09": ("changing", "ISIS"),
    "2016-12-12": ("holds", "ISIS"),
}
OWN_WORDS = """Test Wire
Palmyra: a town that changed hands
Published: 2 February 2017

The Syrian army was shelling militants elsewhere on Thursday, officials in Damascus said.

Palmyra in Homs province had been in the hands of Islamic State since May 2015, until Syrian troops recaptured it in \
March 2016. Islamic State then launched a big offensive in Homs province on 8 December 2016 to seize Palmyra, and its \
fighters captured the town on 11 December.
"""


def geo(home: Path, *words: object) -> str:
    environment = {**os.environ, "DATELINE_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "geo", *map(str, words)]
    done = subprocess.run(command, cwd=PROJECT_ROOT, check=True, capture_output=True, text=True, env=environment)
    return done.stdout


def held_on(home: Path, files: list[Path]) -> dict[str, list[tuple[str, str]]]:
    """State and holder of Palmyra by day, after the files are read into a new store below `home`."""
    store = f"sqlite:///{home / str(len(files))}.sqlite"
    geo(home, "ingest", *files, "--store", store)
    return {
        day: [
            (row["state"], row["holder"])
            for row in json.loads(geo(home, "control", "--on", day, "--place", "Palmyra", "--json", "--store", store))
        ]
        for day in DAYS
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_own_words(home: Path) -> None:
    file = home / "palmyra.txt"
    file.write_text(OWN_WORDS, encoding="utf-8")
    assert held_on(home, [file]) == {day: [said] for day, said in DAYS.items()}


@pytest.mark.evaluation
def test_seed_articles(home: Path) -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the shared seed articles are not at hand ({SEEDS.name} is missing)")
    told = held_on(home, sorted(SEEDS.glob("*.txt")))
    assert {day: said for day, said in told.items() if said != [DAYS[day]]} == {}
