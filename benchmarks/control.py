"""Claims to spans, one day's answer, accord and disagreements, at a million claims.

    python benchmarks/control.py [--claims N] [--places N] [--sources N] [--rounds N] [--json]

Made-up claims: places by Zipf's law, four holders, one in four claims dated to several days, one in ten about a siege.
`claims_s` is the events table to claims, `spans_s` claims to spans, in both views; `day_ms` one day's answer from the
spans, the median of 20 days; `accord_ms` that answer laid side by side by place; `disagreements_s` every disagreement
of the whole history, ranked. Processor time, the best of the rounds, for other programs share the machine. The last
line of `--json` is one JSON object; `--check` ends with 1 where a limit (5 s for claims and spans, 50 ms for a day) is
missed.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the library is found beside this file)
import pandas as pd  # noqa: E402

from geo.control import accord_on, claims_from_events, disagreements, holding_spans, holdings_on  # noqa: E402

KINDS = {
    "captured": 0.3, "holds": 0.3, "lost": 0.05, "withdrew": 0.08, "contested": 0.1, "besieged": 0.06,
    "siege_lifted": 0.03, "repelled": 0.08,
}  # fmt: skip
ACTORS = np.array(["government", "rebels", "extremists", "Kurdish forces", None], dtype=object)
FIRST_DAY, LAST_DAY = np.datetime64("2012-01-01"), np.datetime64("2019-12-31")


def made_up_events(count: int, places: int, sources: int) -> pd.DataFrame:
    random = np.random.default_rng(0)
    weight = 1 / np.arange(1, places + 1) ** 0.7
    place = random.choice(places, count, p=weight / weight.sum())
    end = FIRST_DAY + random.integers(0, int((LAST_DAY - FIRST_DAY).astype(int)), count)
    start = end - random.choice([0, 0, 0, 3, 30], count, p=[0.3, 0.3, 0.15, 0.15, 0.1])
    numbers = np.arange(count).astype(str)
    return pd.DataFrame(
        {
            "event_id": np.char.add("e", numbers),
            "article_id": np.char.add("a", (np.arange(count) // 3).astype(str)),
            "source_id": pd.Categorical.from_codes(
                random.integers(0, sources, count), [f"s{number}" for number in range(sources)]
            ),
            "kind": random.choice(np.array(list(KINDS), dtype=object), count, p=list(KINDS.values())),
            "stance": "asserted",
            "status": "unreviewed",
            "actor": ACTORS[random.integers(0, 5, count)],
            "opponent": ACTORS[random.integers(0, 5, count)],
            "attributed_to": None,
            "place_id": pd.Categorical.from_codes(place, [f"p{n}" for n in range(places)]),
            "place_name": pd.Categorical.from_codes(place, [f"Place {n}" for n in range(places)]),
            "longitude": 36 + place / places * 6,
            "latitude": 33 + place / places * 4,
            "where_prec": 1,
            "radius_m": 1000.0,
            "date_start": start.astype("datetime64[s]"),
            "date_end": end.astype("datetime64[s]"),
            "date_prec": 1,
            "published_on": (end + random.integers(0, 5, count)).astype("datetime64[s]"),
            "char_start": 0,
        }
    )


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
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--places", type=int, default=2_000)
    parser.add_argument("--sources", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    events = made_up_events(options.claims, options.places, options.sources)
    claims = claims_from_events(events)
    spans = holding_spans(claims)
    days = np.linspace(0, int((LAST_DAY - FIRST_DAY).astype(int)), 20).astype(int)
    stamps = [pd.Timestamp(FIRST_DAY + int(day)).date() for day in days]
    day_s = [best_of(options.rounds, lambda stamp=stamp: holdings_on(spans, stamp)) for stamp in stamps]
    held = holdings_on(spans, stamps[10])
    result = {
        "claims": len(claims),
        "spans": len(spans),
        "pairs_on_a_day": len(held),
        "claims_s": round(best_of(options.rounds, lambda: claims_from_events(events)), 3),
        "spans_s": round(best_of(options.rounds, lambda: holding_spans(claims)), 3),
        "spans_published_s": round(best_of(options.rounds, lambda: holding_spans(claims, by="published")), 3),
        "day_ms": round(1000 * statistics.median(day_s), 1),
        "day_worst_ms": round(1000 * max(day_s), 1),
        "accord_ms": round(1000 * best_of(options.rounds, lambda: accord_on(held)), 1),
        "disagreements_s": round(best_of(1, lambda: disagreements(spans)), 3),
    }
    if options.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:18} {value:,}")
    if options.check and (result["claims_s"] + result["spans_s"] > 5 or result["day_ms"] > 50):
        sys.exit(1)


if __name__ == "__main__":
    main()
