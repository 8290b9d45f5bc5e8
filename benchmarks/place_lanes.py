"""How the lanes by place scroll: 2,000 places of four sources on the Compare page, in a headless Chromium.

    python -m benchmarks.place_lanes [--places 2000] [--json]

`opened` is from a click on "Lanes by place" to the first lanes, in seconds; then the list is scrolled to its bottom by
turns of the wheel and the time from frame to frame is taken, in milliseconds: the median, the 95th of a hundred, the
longest. `resting` is the median of frames in which nothing moves: what the machine can do at best.
"""

import argparse
import datetime as dt
import json
import tempfile
import time
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from geo.model import Article, DatePrec, Kind, ReportedEvent, Source, WherePrec
from geo.store import Store, open_store
from tests.browser.map_server import chromium_path
from tests.browser.running_app import CHROMIUM_FLAGS, running_app

SOURCES = ("herald", "gazette", "post", "courier")
HOLDERS = ("Syrian government", "Syrian opposition", "ISIS", "SDF")
CLAIMS_A_SOURCE = 3
FIRST_DAY = dt.date(2014, 1, 1)
TURNS = 240
FRAMES = """(turning) => new Promise((done) => {
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    if (times.length < turning) requestAnimationFrame(step); else done(times.slice(1));
  };
  requestAnimationFrame(step);
})"""


def made_up_lanes(store: Store, places: int) -> None:
    """Fill the store: every source speaks of every place, and two of them disagree at every third one."""
    for number, source in enumerate(SOURCES):
        store.set_source(Source(source, source.title()))
        events = []
        for place in range(places):
            for claim in range(CLAIMS_A_SOURCE):
                day = FIRST_DAY + dt.timedelta(days=(place * 37 + claim * 211) % 1400)
                turned = claim + (number if place % 3 == 0 else 0)
                events.append(
                    ReportedEvent(
                        event_id=f"{source}-{place}-{claim}", source_id=source, article_id=source, published_on=day,
                        kind=Kind.HOLDS, actor=HOLDERS[turned % len(HOLDERS)], place_id=f"made-up:{place}",
                        place_name=f"Village {place}", longitude=36 + place % 60 / 12, latitude=33 + place // 60 / 12,
                        where_prec=WherePrec.EXACT, radius_m=500.0, date_start=day, date_end=day,
                        date_prec=DatePrec.DAY, quote="x", char_end=1, rule="made up",
                    )
                )  # fmt: skip
        store.add_article(Article(source, source, "x", title=source, sha256=f"{number:064d}"), events)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=2000)
    parser.add_argument("--chromium", default=chromium_path(), help="the browser; by default the one found")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/lanes.sqlite"
        with closing(open_store(url)) as store:
            made_up_lanes(store, options.places)
        browser = playwright.chromium.launch(executable_path=options.chromium, args=CHROMIUM_FLAGS)
        with running_app(url, Path(folder)) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/compare?left=herald,gazette&right=post,courier&day=2016-01-01")
            page.frame_locator("iframe[title*=st_folium]").locator(".dl-root[data-ready]").wait_for(timeout=120_000)
            page.wait_for_timeout(2000)
            began = time.perf_counter()
            page.get_by_role("radio", name="Lanes by place").or_(page.get_by_text("Lanes by place")).first.click()
            page.locator(".dl-lane").first.wait_for(timeout=120_000)
            opened = time.perf_counter() - began
            page.wait_for_timeout(1500)
            lanes = page.locator(".dl-lane").count()
            body = page.locator(".dl-lanes-body")
            body.scroll_into_view_if_needed()
            resting = page.evaluate(FRAMES, 60)
            body.hover()
            height = body.evaluate("(one) => one.scrollHeight - one.clientHeight")
            page.evaluate(f"window.told = ({FRAMES})({TURNS * 3})")
            for _ in range(TURNS):
                page.mouse.wheel(0, height / TURNS + 1)
                page.wait_for_timeout(12)
            scrolled = body.evaluate("(one) => one.scrollTop")
            frames = sorted(page.evaluate("window.told"))
        browser.close()
    result = {
        "places": options.places,
        "lanes": lanes,
        "opened_s": round(opened, 2),
        "scrolled_px": round(scrolled),
        "height_px": round(height),
        "resting_ms": round(sorted(resting)[len(resting) // 2], 1),
        "median_ms": round(frames[len(frames) // 2], 1),
        "p95_ms": round(frames[int(len(frames) * 0.95)], 1),
        "longest_ms": round(frames[-1], 1),
    }
    if not options.json:
        for name, value in result.items():
            print(f"{name:12} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
