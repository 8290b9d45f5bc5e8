"""How long the Compare page takes to open: the app in a headless Chromium, from the address to maps and list on screen.

    python benchmarks/compare_page.py [--store URL] [--rounds 7] [--json]

Without `--store` the app runs on the sample. `cold` is a browser that has never seen the app, `again` one that has its
files, `moved` a click on Compare from another page of the app, `bare` the Method page, text alone, opened like `again`:
what Streamlit itself takes on the machine. Each of the others ends when both maps are drawn and the list of
differences stands; the least and the median of the rounds, in seconds, for other programs share the machine. The
server is warm: it has shown the page once (`first` is that one, all of its reading of the store included). The browser
keeps files as a reader's does: nothing is intercepted, for that would switch its cache off.
"""

import argparse
import json
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import open_store
from tests.browser.map_server import chromium_path
from tests.browser.running_app import CHROMIUM_FLAGS, running_app

STANDS = """() => {
  const frame = document.querySelector("iframe[title*=st_folium]");
  const ready = frame?.contentWindow?.dateline?.map && frame.contentDocument.querySelector(".dl-root[data-ready]");
  const parts = [...document.querySelectorAll("*")].filter((one) => one.shadowRoot).map((one) => one.shadowRoot);
  return Boolean(ready && parts.some((part) => part.querySelector(".table .note")?.textContent));
}"""


def stands(page: Page, began: float) -> float:
    """Seconds since `began` until maps and list are on screen."""
    page.wait_for_function(STANDS, timeout=120_000, polling=10)
    return time.perf_counter() - began


def rounds_of(browser: Browser, address: str) -> dict[str, float]:
    """One round: a new browser, its second visit, and a click from another page."""
    with closing(browser.new_context(viewport={"width": 1440, "height": 900})) as context:
        page = context.new_page()
        taken = {}
        for name in ("cold", "again"):
            began = time.perf_counter()
            page.goto(f"{address}/compare", wait_until="commit")
            taken[name] = stands(page, began)
            page.wait_for_timeout(400)
        began = time.perf_counter()
        page.goto(f"{address}/method", wait_until="commit")
        page.wait_for_selector("h1, h2, .dl-title", timeout=120_000)
        taken["bare"] = time.perf_counter() - began
        page.wait_for_timeout(400)
        began = time.perf_counter()
        page.get_by_role("link", name="Compare").first.click()
        taken["moved"] = stands(page, began)
        return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="The store's address; without it the sample is read into one.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--chromium", default=chromium_path(), help="the browser; by default the one found")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = options.store or f"sqlite:///{folder}/sample.sqlite"
        store = open_store(url)
        if not options.store:
            ensure_sample(store, open_gazetteer(), load_lexicon())
        events = sum(row["events"] for row in store.source_counts())
        store.close()
        browser = playwright.chromium.launch(executable_path=options.chromium, args=CHROMIUM_FLAGS)
        with running_app(url, Path(folder)) as address:
            first = rounds_of(browser, address)["cold"]
            taken = [rounds_of(browser, address) for _ in range(options.rounds)]
        browser.close()
    result: dict[str, object] = {"events": events, "rounds": len(taken), "first_s": round(first, 2)}
    for name in ("cold", "again", "moved", "bare"):
        seconds = [each[name] for each in taken]
        result |= {f"{name}_least_s": round(min(seconds), 2), f"{name}_median_s": round(median(seconds), 2)}
    if not options.json:
        for name, value in result.items():
            print(f"{name:18} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
