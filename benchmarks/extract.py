"""Articles a second through reading and extraction, the gazetteer's start, and the memory it takes.

    python benchmarks/extract.py [CSV] [--limit N] [--rounds N] [--json]

CSV has the columns `source published text` (default: the Syrian articles of the shared folder beside the project). One
process, one core: every article is read from its text and extracted, mentions, dates and events, as `geo ingest` does
it. `articles_per_s` is the best of the rounds, for other programs share the machine, and `first_round_per_s` the first,
in which every name is new. The index of the gazetteer is opened, or built where it is missing, in a process of its own
first (`opener_peak_mb`: what that takes), as it is once for all later uses. `start_s` is the time from importing the
library to an open gazetteer and lexicon, in a fresh process. `floor_per_s` is, in the same run, what a program reaches
that only cuts the texts into words and asks the gazetteer for every capitalised one; it tells a slow hour of the
machine from slow rules. `peak_mb` is the largest resident size of this process.
The last line of `--json` is one JSON object.
"""

import argparse
import csv
import datetime as dt
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

DEFAULT_CSV = ROOT.parent / "shared" / "corpora" / "syria_articles.csv"
WORD = re.compile(r"\w[\w'’-]*")
START = """
import time
began = time.perf_counter()
from geo.gazetteer import open_gazetteer
from geo.lexicon import load_lexicon
from geo.extraction import extract
open_gazetteer()
load_lexicon()
print(time.perf_counter() - began)
"""


def rows(path: Path, limit: int) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for number, row in enumerate(csv.DictReader(file)) if not limit or number < limit]


def start_seconds() -> float:
    """The time a fresh process takes to an open gazetteer and lexicon; best of three."""
    times = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", START], cwd=ROOT, check=True, capture_output=True, text=True)
        times.append(float(done.stdout.strip().splitlines()[-1]))
    return min(times)


def opener_peak_mb() -> float:
    """The largest resident size of a process that opens the gazetteer, and first builds its index where needed."""
    code = "from geo.gazetteer import open_gazetteer; open_gazetteer()"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    return peak_mb(resource.RUSAGE_CHILDREN)


def peak_mb(whose: int = resource.RUSAGE_SELF) -> float:
    """The largest resident size of this process or of its children; Linux counts in KB, macOS in bytes."""
    peak = resource.getrusage(whose).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def extracted(articles: list[dict[str, str]], gazetteer: object, lexicon: object) -> Iterator[tuple[int, int, int]]:
    """Mentions, dates and events of each article."""
    from geo.extraction import extract
    from geo.reading import article_from_text

    for row in articles:
        article = article_from_text(
            row["text"], source_id=row["source"], published_on=dt.date.fromisoformat(row["published"])
        )
        result = extract(article, gazetteer, lexicon)
        yield len(result.mentions), len(result.dates), len(result.events)


def floor_seconds(articles: list[dict[str, str]], gazetteer: "Gazetteer") -> float:
    """The time for words and look-ups alone, without a single rule; best of two."""
    times = []
    for _ in range(2):
        began = time.process_time()
        for row in articles:
            for word in WORD.findall(row["text"]):
                if word[0].isupper():
                    gazetteer.has_name(word)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("csv", nargs="?", type=Path, default=DEFAULT_CSV)
    parser.add_argument("--limit", type=int, default=0, help="only so many articles")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.csv.is_file():
        sys.exit(f"{options.csv}: no such file; name a CSV with the columns source, published and text")
    opener_mb = opener_peak_mb()
    from geo.gazetteer import open_gazetteer
    from geo.lexicon import load_lexicon
    from geo.memory import collecting_seldom

    gazetteer, lexicon = open_gazetteer(), load_lexicon()
    articles = rows(options.csv, options.limit)
    seconds: list[float] = []
    counts = (0, 0, 0)
    with collecting_seldom():
        for _ in range(max(1, options.rounds)):
            began = time.process_time()
            found = list(extracted(articles, gazetteer, lexicon))
            seconds.append(time.process_time() - began)
            counts = tuple(map(sum, zip(*found, strict=True)))
    floor_per_s = len(articles) / floor_seconds(articles, gazetteer)
    result = {
        "articles": len(articles),
        "articles_per_s": round(len(articles) / min(seconds), 1),
        "floor_per_s": round(floor_per_s, 1),
        "first_round_per_s": round(len(articles) / seconds[0], 1),
        "start_s": round(start_seconds(), 3),
        "peak_mb": round(peak_mb(), 1),
        "opener_peak_mb": round(opener_mb, 1),
        "mentions": counts[0],
        "dates": counts[1],
        "events": counts[2],
    }
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:15} {value}")


if __name__ == "__main__":
    main()
