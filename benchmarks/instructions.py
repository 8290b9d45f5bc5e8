"""Machine instructions that reading and extraction take: a speed that no busy hour of the machine changes.

    python benchmarks/instructions.py [CSV] [--step N] [--json]

Runs itself under valgrind's callgrind (which must be installed) twice, once reading every Nth article a second time and
once not, and subtracts: what is left is the articles alone, with warm caches and without the start. Two versions of
the code are compared by running it in both. Takes minutes: under callgrind all is some fifty times slower. The last
line of `--json` is one JSON object.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.extract import DEFAULT_CSV, extracted, rows

COUNTED = re.compile(r"^totals: (\d+)", re.MULTILINE)


def read(path: Path, step: int, again: int) -> None:
    """Read and extract every `step`th article once, then so many times again."""
    from geo.gazetteer import open_gazetteer
    from geo.lexicon import load_lexicon

    gazetteer, lexicon = open_gazetteer(), load_lexicon()
    articles = rows(path, 0)[::step]
    for _ in range(1 + again):
        for _ in extracted(articles, gazetteer, lexicon):
            pass


def counted(path: Path, step: int, again: int) -> int:
    """The instructions of a process that reads so; hashes are seeded alike, so that both runs do the same."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", sys.executable, __file__, str(path)]
        command += ["--step", str(step), "--again", str(again)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False
        )
        found = COUNTED.search(out.read_text(encoding="utf-8")) if out.exists() else None
        if done.returncode or found is None:
            sys.exit(f"callgrind counted nothing: {done.stderr.strip()[-400:]}")
        return int(found[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("csv", nargs="?", type=Path, default=DEFAULT_CSV)
    parser.add_argument("--step", type=int, default=30, help="every so many articles")
    parser.add_argument("--again", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.csv.is_file():
        sys.exit(f"{options.csv}: no such file; name a CSV with the columns source, published and text")
    if options.again is not None:
        return read(options.csv, options.step, options.again)
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed; it counts the instructions")
    from geo.gazetteer import open_gazetteer

    open_gazetteer()  # an index that is missing is built here, not under callgrind
    articles = len(rows(options.csv, 0)[:: options.step])
    total = counted(options.csv, options.step, 1) - counted(options.csv, options.step, 0)
    result = {"articles": articles, "instructions": total, "per_article": round(total / articles)}
    print(json.dumps(result) if options.json else "\n".join(f"{name:15} {value:,}" for name, value in result.items()))
    return None


if __name__ == "__main__":
    main()
