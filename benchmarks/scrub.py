"""How fast the map scrubs: a seeded load in a headless Chromium, beside folium's own time plugins.

`python -m benchmarks.scrub --events 100000 --json` prints one JSON object as its last line. A step is from setting the
day to the pixels on the canvas, which are read back: 60 of them through the whole period, forward, backward and
jumps mixed. `film` are the times from one frame of the browser to the next while every frame is such a step. A frame of
pan and zoom is whole when marks, rings and discs are drawn; basemap and names are only moved with them, and drawn anew
when the map rests. `open_s` ends with the first frame, which has the map with all marks and the controls of time;
`ready_s` with the lanes' bars, the names and the panel of layers. `filters` are kinds, colours, precision and the date
that counts, each changed and back. `longest_task_ms` is the longest time for which the page could not answer, 0 where
none took 50 ms.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.scrub_load import ring_columns
from benchmarks.scrub_peers import measure_peers
from geo.store import open_store
from geo.synthetic import synthetic_events
from tests.browser.map_server import chromium, map_app, serving

OPENINGS = 5
"""Counted ones: the first, cold, and the second, in which the browser keeps what it has compiled, come before."""

VIEWPORT = {"width": 1200, "height": 800}

WATCH = """
window.longTasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longTasks.push(task.duration);
}).observe({ type: "longtask", buffered: true });
"""
# Not before the frame that shows the map is made: the next one begins after that. The page is not asked, it tells: a
# question in each frame would make it draw every one, and the first question brings a script that it has to compile.
OPENED = """
{
  const at = {};
  const after = (name) => requestAnimationFrame(() => requestAnimationFrame(() => {
    at[name] = performance.now();
    if (at.first && at.ready) console.log("opened", at.first, at.ready);
  }));
  const whole = () => window.dateline.map.view.parts[0].events.settledWhole ? after("first") : setTimeout(whole, 4);
  new MutationObserver((changes) => {
    for (const { target, oldValue, attributeName } of changes) {
      if (attributeName === "data-ready") after("ready");
      else if (oldValue && !target.dataset.building) whole();
    }
  }).observe(document, { subtree: true, attributeFilter: ["data-building", "data-ready"], attributeOldValue: true });
}
"""
LONGEST = "new Promise((done) => setTimeout(() => done(Math.round(Math.max(0, ...window.longTasks.splice(0)))), 300))"

PREPARE = """
() => {
  const app = window.dateline.map;
  const read = () => app.view.picture.sheet.context.getImageData(600, 300, 1, 1);
  const whole = async () => { while (!app.view.events.settledWhole) await new Promise(requestAnimationFrame); read(); };
  // What the browser does with this script's call is no part of what is measured.
  const begun = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const rested = () => new Promise((done) => setTimeout(done, 1600));
  const limits = app.scrubber.lanes.limits;
  const dayOf = (share) => Math.round(limits[0] + share * (limits[1] - limits[0]));
  const shares = [];
  for (let at = 0; at < 30; at += 1) shares.push((at + 1) / 30);
  for (let at = 0; at < 15; at += 1) shares.push(1 - at / 15);
  let seed = 7;
  for (let at = 0; at < 15; at += 1) { seed = (seed * 16807) % 2147483647; shares.push(seed / 2147483647); }
  window.bench = {
    async film(mode) {
      await begun(); app.store.set({ mode }); app.flush(); await whole(); await rested();
      const times = [];
      let before = await new Promise(requestAnimationFrame);
      for (const share of shares) {
        app.scrubber.go(dayOf(share)); app.flush();
        const now = await new Promise(requestAnimationFrame);
        times.push(now - before);
        before = now;
      }
      return times;
    },
    async steps(mode) {
      await begun(); app.store.set({ mode }); app.flush(); await whole(); await rested();
      const times = [];
      for (const share of shares) {
        const begin = performance.now();
        app.scrubber.go(dayOf(share)); app.flush(); read();
        times.push(performance.now() - begin);
        await new Promise(requestAnimationFrame);
      }
      return times;
    },
    async pan() {
      await begun(); app.scrubber.go(limits[1]); app.flush(); await whole(); await begun();
      const times = [];
      const moves = [[80, 40], [-120, 20], [60, -70], [-20, 10]];
      const zoom = app.map.getZoom();
      for (let at = 0; at < 36; at += 1) {
        const begin = performance.now();
        if (at % 3 === 2) app.map.setZoom(zoom + (at % 2 ? 0.5 : 0), { animate: false });
        else app.map.panBy(moves[at % 4], { animate: false });
        await whole();
        times.push(performance.now() - begin);
        await new Promise((done) => setTimeout(done, 120));
      }
      return times;
    },
    async toggle() {
      await begun();
      const all = app.events.dictionaries.sources.map((entry) => entry.id);
      const times = [];
      for (let at = 0; at < 30; at += 1) {
        const begin = performance.now();
        app.store.set({ sources: at % 2 ? null : all.filter((_, index) => index !== at % all.length) });
        app.flush(); await whole();
        times.push(performance.now() - begin);
        await new Promise((done) => setTimeout(done, 120));
      }
      return times;
    },
    async filters() {
      await begun();
      const { kinds = [] } = app.events.dictionaries;
      const changes = [
        { kinds: kinds.slice(0, 5) }, { kinds: null }, { colour_by: "source" }, { colour_by: "actor" },
        { minprec: 2 }, { minprec: 5 }, { by: "published" }, { by: "happened" },
      ];
      const times = [];
      for (const change of changes) {
        const begin = performance.now();
        app.store.set(change); app.flush();
        while (app.recounting.isUnderWay) await new Promise(requestAnimationFrame);
        await whole();
        times.push(performance.now() - begin);
        await new Promise((done) => setTimeout(done, 800));
      }
      return times;
    },
    async rings() {
      app.store.set({ mode: "day" }); app.flush(); await rested();
      const { rings, picture } = app.view;
      const times = [];
      for (const share of shares) {
        const begin = performance.now();
        rings.show({ ...app.store.get(), day: dayOf(share) });
        picture.draw();
        read();
        times.push(performance.now() - begin);
      }
      return times;
    },
  };
}
"""


MEASURED = {
    "up_to": "bench.steps('upto')", "pan": "bench.pan()", "toggle": "bench.toggle()", "filters": "bench.filters()",
    "window": "bench.steps('window')", "film": "bench.film('upto')",
}  # fmt: skip


def summary(times: Sequence[float]) -> dict[str, float]:
    """In milliseconds; the least tells of the code where others use the machine."""
    ordered = sorted(times)
    at = min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))
    return {
        "median_ms": round(statistics.median(ordered), 2),
        "p95_ms": round(ordered[at], 2),
        "least_ms": round(ordered[0], 2),
        "worst_ms": round(ordered[-1], 2),
    }


def measure(events: int, *, places: int, peers: bool) -> dict[str, Any]:
    """The figures of one load: opening, steps in both modes, pan, toggle, rings, and peers in the same browser."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_HOME"] = folder
        table = synthetic_events(events)
        pq.write_table(table, Path(folder) / "load.parquet")
        store = open_store(f"sqlite:///{Path(folder) / 'store.sqlite'}")
        address = f"/?parquet=load.parquet&mode=upto&height={VIEWPORT['height']}"
        with serving(map_app(lambda: store, holdings=ring_columns(60, 40))) as url, chromium() as browser:
            page = browser.new_page(viewport=VIEWPORT)
            page.add_init_script(WATCH + OPENED)
            longest: dict[str, int] = {}
            opened: list[float] = []
            ready: list[float] = []
            for _ in range(2 + OPENINGS):
                page.goto("about:blank")
                with page.expect_console_message(
                    lambda message: message.text.startswith("opened"), timeout=120_000
                ) as told:
                    page.goto(url + address, wait_until="commit")
                first, all_there = (float(time) / 1000 for time in told.value.text.split()[1:])
                opened.append(first)
                ready.append(all_there)
            longest["open"] = page.evaluate(LONGEST)
            page.evaluate(PREPARE)
            result: dict[str, Any] = {
                "events": events,
                "open_s": round(statistics.median(opened[2:]), 3),
                "open_cold_s": round(opened[0], 3),
                "ready_s": round(statistics.median(ready[2:]), 3),
            }
            for name, script in MEASURED.items():
                page.evaluate(LONGEST)
                result[name] = summary(page.evaluate(script))
                longest[name] = page.evaluate(LONGEST)
            result["longest_task_ms"] = longest
            page.close()
            if peers:
                result["peers"] = measure_peers(browser, table, viewport=VIEWPORT)
        if places:
            with serving(map_app(lambda: store, holdings=ring_columns(places, 40))) as url, chromium() as browser:
                page = browser.new_page(viewport=VIEWPORT)
                page.goto(url + address)
                page.wait_for_selector(".dl-root[data-ready]", timeout=120_000)
                page.evaluate(PREPARE)
                result["rings"] = {"places": places, "sources": 40, **summary(page.evaluate("bench.rings()"))}
        store.close()
    for peer in result.get("peers", {}).values():
        ours = result["up_to" if peer.get("mode") == "up_to" else "window"]["median_ms"]
        if "median_ms" in peer:
            peer["times_slower"] = round(peer["median_ms"] / max(ours, 0.01), 1)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=0, help="also measure rings of so many places by 40 sources")
    parser.add_argument("--no-peers", action="store_true", help="leave folium's plugins out")
    parser.add_argument("--json", action="store_true", help="print only the JSON object")
    asked = parser.parse_args()
    result = measure(asked.events, places=asked.places, peers=not asked.no_peers)
    if not asked.json:
        for name, value in result.items():
            print(f"{name}: {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
