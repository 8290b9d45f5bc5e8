"""How long after a scrub has settled the panel tells of the new day: the app in a headless Chromium.

    python benchmarks/panel.py [--steps 20] [--json]

The map waits 150 ms after the last change before it tells the page (`settle_ms`, part of the figure); `update_ms` is
the rest: the page's run and the browser's drawing.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import open_store
from tests.browser.map_server import chromium_path
from tests.browser.running_app import CHROMIUM_FLAGS, running_app, visiting

SETTLE_MS = 150
PANEL_DAY = "document.querySelector('h2.dl-title')?.textContent ?? ''"


def scrub_ms(page: Page, frame: object, steps: int) -> list[float]:
    """Milliseconds from setting a day in the map to the panel's new heading, for each step."""
    taken = []
    for step in range(steps):
        before = page.evaluate(PANEL_DAY)
        began = time.perf_counter()
        frame.evaluate(f"window.dateline.map.scrubber.step({1 if step % 3 else -1})")  # type: ignore[attr-defined]
        page.wait_for_function(f"({PANEL_DAY}) !== {json.dumps(before)}", timeout=20_000, polling=10)
        taken.append((time.perf_counter() - began) * 1000)
        page.wait_for_timeout(120)
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--chromium", default=chromium_path(), help="the browser; by default the one found")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/sample.sqlite"
        store = open_store(url)
        ensure_sample(store, open_gazetteer(), load_lexicon())
        store.close()
        with running_app(url, Path(folder)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=CHROMIUM_FLAGS)
            with visiting(browser, address) as visit:
                page = visit.open("?day=2016-12-12")
                frame = visit.map_frame()
                page.wait_for_timeout(2500)
                taken = scrub_ms(page, frame, options.steps)
            browser.close()
    result = {
        "steps": len(taken), "settle_ms": SETTLE_MS, "median_ms": round(median(taken)),
        "p95_ms": round(quantiles(taken, n=20)[-1]), "update_median_ms": round(median(taken) - SETTLE_MS),
    }  # fmt: skip
    if not options.json:
        for name, value in result.items():
            print(f"{name:18} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
