"""Same-event proposals from 10,000 to 100,000 events of 40 sources, and the other figures of a comparison.

    python benchmarks/compare.py [--events N,N,...] [--rounds N] [--articles N] [--json]

The events are those of `python -m geo make-events`: few places and days with most reports, so that the pairs in one
place grow with the square of the events, and the work must not. Two shapes of load: `dense`, where more events fall
into the same years and places, and `wide`, where as many fall on a day and the years are more. `growth` is the exponent
of the time between the least and the largest number of events: 1 is linear, 2 is all pairs. `origins_s` is the search
for shared texts among made-up articles, one in five of which prints another's. Processor time, the best of the rounds,
for other programs share the machine. The last line of `--json` is one JSON object; `--check` ends with 1 where 100,000
events take more than 10 s or the growth is above 1.4.
"""

import argparse
import json
import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the library is found beside this file)
import pandas as pd  # noqa: E402

from geo.comparison import (  # noqa: E402
    Text,
    agreement_matrix,
    claims_answered,
    differences,
    event_groups,
    same_event_proposals,
    shared_texts,
)
from geo.control import claims_from_events, holding_spans  # noqa: E402
from geo.synthetic import synthetic_events  # noqa: E402

SOURCES = [f"source-{number:02d}" for number in range(1, 41)]


def dense(count: int) -> pd.DataFrame:
    return synthetic_events(count).to_pandas(date_as_object=False)


def wide(count: int, base: int = 10_000) -> pd.DataFrame:
    """As many events a day as `base` events have, over more years."""
    parts = []
    for number in range(max(1, count // base)):
        part = synthetic_events(base, seed=number).to_pandas(date_as_object=False)
        for name in ("date_start", "date_end", "published_on"):
            part[name] += np.timedelta64(number * 3300, "D")
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def articles(count: int) -> list[Text]:
    random = np.random.default_rng(0)
    vocabulary = np.array([f"word{number}" for number in range(5000)])
    texts: list[Text] = []
    for number in range(count):
        own = " ".join(random.choice(vocabulary, 300))
        if texts and number % 5 == 0:
            own += " " + texts[int(random.integers(len(texts)))].text[:1500]
        texts.append(Text(f"a{number}", f"s{number % 40}", own))
    return texts


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The least processor time of the rounds, in seconds."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--events", default="10000,30000,100000")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    sizes = sorted(int(part) for part in options.events.split(","))
    result: dict[str, object] = {}
    for shape in (dense, wide):
        rows = []
        for size in sizes:
            events = shape(size)
            seconds = best_of(options.rounds, lambda events=events: same_event_proposals(events))
            rows.append({"events": len(events), "s": round(seconds, 3), "proposals": len(same_event_proposals(events))})
        growth = math.log(rows[-1]["s"] / rows[0]["s"]) / math.log(rows[-1]["events"] / rows[0]["events"])
        result[shape.__name__] = {"proposals": rows, "growth": round(growth, 2)}
    events = dense(sizes[-1])
    proposals = same_event_proposals(events)
    spans = holding_spans(claims_from_events(events))
    texts = articles(options.articles)
    result |= {
        "groups_s": round(best_of(1, lambda: event_groups(proposals)), 3),
        "differences_s": round(best_of(options.rounds, lambda: differences(spans, SOURCES[:20], SOURCES[20:])), 3),
        "agreement_s": round(best_of(options.rounds, lambda: agreement_matrix(spans)), 3),
        "answers_s": round(best_of(1, lambda: claims_answered(events)), 3),
        "articles": len(texts),
        "origins_s": round(best_of(options.rounds, lambda: shared_texts(texts)), 3),
    }
    print(json.dumps(result) if options.json else json.dumps(result, indent=2))
    slow = any(result[shape]["proposals"][-1]["s"] > 10 or result[shape]["growth"] > 1.4 for shape in ("dense", "wide"))
    if options.check and slow:
        sys.exit(1)


if __name__ == "__main__":
    main()
