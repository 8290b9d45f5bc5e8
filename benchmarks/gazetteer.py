"""Speed and size of the gazetteer's index: what it holds now in the home folder (add a country for the real thing).

    python benchmarks/gazetteer.py [--json] [--compare]

The last line of `--json` is one object: `open_s exact_per_s fuzzy_per_s disk_mb resident_mb` (and more). Look-ups go
through the public functions, every name only once, so that no cache helps: `exact_per_s` asks whether a place has the
name (`has_name`), `ranked_per_s` for the ranked places of an exact name, `fuzzy_per_s` for those of a misspelt one.
`--compare` builds an SQLite table of the same keys and asks it the same.
"""

import argparse
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

EXACT, FUZZY = 100_000, 3_000


def measured(*, compare: bool) -> dict[str, float]:
    """The figures. The index is built first where that is needed, in another process, so as not to count here."""
    subprocess.run(
        [sys.executable, "-c", "from geo.gazetteer import open_gazetteer; open_gazetteer()"],
        check=True,
        cwd=Path(__file__).resolve().parent.parent,
    )
    from geo.gazetteer import open_gazetteer

    openings = []
    for _ in range(5):
        started = time.perf_counter()
        gazetteer = open_gazetteer()
        gazetteer.candidates("Aleppo")
        openings.append(time.perf_counter() - started)
    open_s = statistics.median(openings)

    chance = random.Random(7)
    records = gazetteer.index.records
    numbers = chance.sample(range(len(records)), EXACT)
    names = list(
        dict.fromkeys(chance.choice(records.texts(number)[1:2] + records.texts(number)[3:]) for number in numbers)
    )
    absent = [f"{name} {chance.randrange(1000)}" for name in names[: len(names) // 4]]
    questions = names + absent
    chance.shuffle(questions)

    exact_s = _seconds(lambda: [gazetteer.has_name(name) for name in questions])
    ranked = names[:10_000]
    ranked_s = _seconds(lambda: [gazetteer.candidates(name, fuzzy=False) for name in ranked])
    slips = [_slipped(name, chance) for name in names if name.isascii() and len(name) > 5][:FUZZY]
    fuzzy_s = _seconds(lambda: [gazetteer.candidates(name) for name in slips])
    index = index_file()
    figures = {
        "open_s": round(open_s, 3),
        "exact_per_s": round(len(questions) / exact_s),
        "ranked_per_s": round(len(ranked) / ranked_s),
        "fuzzy_per_s": round(len(slips) / fuzzy_s),
        "disk_mb": round(index.stat().st_size / 1e6, 1),
        "resident_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "places": len(records),
    }
    if compare:
        figures |= _sqlite_figures(questions)
    return figures


def index_file() -> Path:
    """The index of all layers, which is the one that was opened; others may lie beside it."""
    from geo.gazetteer.layers import all_layers, fingerprint_of
    from geo.resources import home_path

    return home_path("gazetteer") / f"index-{fingerprint_of(all_layers())}.bin"


def _slipped(name: str, chance: random.Random) -> str:
    """The name with two letters swapped, one dropped or one doubled."""
    at = chance.randrange(1, len(name) - 2)
    kind = chance.randrange(3)
    if kind == 0:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + name[at + 1 :] if kind == 1 else name[:at] + name[at] + name[at:]


def _seconds(work) -> float:
    """Seconds of one core: other programs on the machine do not count."""
    started = time.process_time()
    work()
    return time.process_time() - started


def _sqlite_figures(questions: list[str]) -> dict[str, float]:
    """The same keys in an SQLite table (integer key without rowid, read-only, mapped into memory)."""
    from geo.gazetteer.columns import ColumnFile
    from geo.gazetteer.keys import name_key
    from geo.gazetteer.normalise import fold

    columns = ColumnFile(index_file())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE names (key INTEGER, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID")
        connection.executemany(
            "INSERT OR IGNORE INTO names VALUES (?, ?)",
            (
                (key - (1 << 63), place)
                for key, place in zip(columns["names.keys"], columns["names.places"], strict=True)
            ),
        )
        connection.commit()
        connection.close()
        size = path.stat().st_size
        connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        connection.execute("PRAGMA mmap_size = 268435456")
        execute = connection.execute

        def ask() -> None:
            for name in questions:
                key = name_key(fold(name).replace(" ", ""))
                execute("SELECT place FROM names WHERE key = ?", (key - (1 << 63),)).fetchone()

        seconds = _seconds(ask)
        connection.close()
    keys = sum(columns.header["columns"][f"names.{name}"][2] for name in ("keys", "places", "starts"))
    return {
        "sqlite_exact_per_s": round(len(questions) / seconds),
        "sqlite_names_mb": round(size / 1e6, 1),
        "our_names_mb": round(keys / 1e6, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one JSON object on the last line")
    parser.add_argument("--compare", action="store_true", help="ask SQLite the same")
    options = parser.parse_args()
    figures = measured(compare=options.compare)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:<20}{figure:>14,}")


if __name__ == "__main__":
    main()
