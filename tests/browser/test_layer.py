"""The event layer in a real Chromium: what it shows is what a plain filter finds, what it picks is what lies on top."""

import datetime as dt
import os
import random
from collections.abc import Iterator
from typing import Any

import pyarrow.parquet as pq
import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Page

from geo.store import open_store
from geo.synthetic import synthetic_events
from tests.browser.map_server import chromium, map_app, serving

pytestmark = pytest.mark.browser

EVENTS = 4000
EPOCH = dt.date(1970, 1, 1)


@pytest.fixture(scope="module")
def table() -> Any:
    """The made-up events as a pandas table, their row number as index."""
    frame = synthetic_events(EVENTS, seed=3).to_pandas()
    for name in ("date_start", "date_end", "published_on"):
        frame[name] = [value if isinstance(value, dt.date) else None for value in frame[name]]
    return frame


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    home = tmp_path_factory.mktemp("home")
    before = os.environ.get("DATELINE_HOME")
    os.environ["DATELINE_HOME"] = str(home)
    pq.write_table(synthetic_events(EVENTS, seed=3), home / "load.parquet")
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    try:
        with serving(map_app(lambda: store, holdings=b"no columns")) as url, chromium() as browser:
            page = browser.new_page(viewport={"width": 1000, "height": 800})
            page.goto(f"{url}/?parquet=load.parquet")
            page.wait_for_selector(".dl-root[data-ready]")
            yield page
    finally:
        store.close()
        if before is None:
            del os.environ["DATELINE_HOME"]
        else:
            os.environ["DATELINE_HOME"] = before


ALL_TIME = {"day": "2020-12-31", "from": "2011-01-01", "to": "2020-12-31", "by": "happened", "sources": None,
            "kinds": None, "minprec": 5}  # fmt: skip


def shown_rows(page: Page, state: dict[str, Any]) -> set[int]:
    """The row numbers of the events that the layer shows and that have a point."""
    found = page.evaluate(
        """async (outside) => {
          const app = window.dateline.map;
          const { stateFromOutside } = await import("/assets/state.js");
          app.store.set(stateFromOutside(outside, app.store.get()));
          app.flush();
          const { row, lon } = app.events.arrays;
          const rows = [];
          app.view.events.eachShown((at) => { if (!Number.isNaN(lon[at])) rows.push(row[at]); });
          return rows;
        }""",
        state,
    )
    assert len(found) == len(set(found)), "an event is shown twice"
    return set(found)


def plain_filter(table: Any, state: dict[str, Any]) -> set[int]:
    """The rows that the state asks for, one by one, as docs/map.md says it."""
    day, start, end = (dt.date.fromisoformat(state[name]) for name in ("day", "from", "to"))
    low, high = {"day": (day, day), "window": (start, end), "upto": (dt.date.min, day)}[state["mode"]]
    rows = set()
    for row, event in enumerate(table.itertuples(index=False)):
        if state["by"] == "published":
            first = last = event.published_on
        else:
            first, last = event.date_start or event.date_end, event.date_end or event.date_start
        if first is None or event.longitude != event.longitude:
            continue
        if first > high or last < low:
            continue
        if state["sources"] is not None and event.source_id not in state["sources"]:
            continue
        if state["kinds"] is not None and event.kind not in state["kinds"]:
            continue
        prec = 0 if event.date_prec != event.date_prec or event.date_prec is None else int(event.date_prec)
        if prec > state["minprec"]:
            continue
        rows.add(row)
    return rows


def random_state(seed: int, table: Any) -> dict[str, Any]:
    dice = random.Random(seed)
    day = dt.date(2011, 12, 1) + dt.timedelta(days=dice.randrange(3400))
    start = day - dt.timedelta(days=dice.choice([0, 6, 29, 400]))
    end = day + dt.timedelta(days=dice.choice([0, 3, 90]))
    sources, kinds = sorted(set(table["source_id"])), sorted(set(table["kind"]))
    return {
        "day": day.isoformat(), "from": start.isoformat(), "to": end.isoformat(),
        "mode": dice.choice(["day", "window", "upto"]), "by": dice.choice(["happened", "happened", "published"]),
        "sources": dice.choice([None, dice.sample(sources, 5), []]),
        "kinds": dice.choice([None, None, dice.sample(kinds, 4)]), "minprec": dice.choice([5, 5, 3, 1]),
    }  # fmt: skip


@pytest.mark.parametrize("seeds", [range(at, at + 12) for at in range(0, 48, 12)], ids=lambda seeds: f"{seeds.start}+")
def test_what_is_shown_is_what_a_plain_filter_finds(page: Page, table: Any, seeds: range) -> None:
    for seed in seeds:
        state = random_state(seed, table)
        assert shown_rows(page, state) == plain_filter(table, state), state


def test_other_days_of_many_events_are_counted_in_portions(page: Page, table: Any) -> None:
    """Until then the map stays as it was; what is asked for meanwhile is drawn afterwards."""
    before = {**ALL_TIME, "mode": "upto", "minprec": 4}
    after = {**before, "by": "published", "kinds": sorted(set(table["kind"]))[:3], "day": "2016-03-01"}
    shown_rows(page, before)
    drawn = page.evaluate(
        """async (after) => {
          const app = window.dateline.map;
          const { stateFromOutside } = await import("/assets/state.js");
          const all = app.events;
          app.events = { ...all, count: 1e6 };
          const days = ["2015-03-01", after.day].map((day) => {
            app.store.set(stateFromOutside({ ...after, day }, app.store.get()));
            app.flush();
            return app.view.events.state.day;
          });
          const before = app.view.events.state.day;
          let early = false;
          app.reloadHoldings(app.store.get());
          while (app.recounting.isUnderWay) {
            early ||= app.view.events.state.day !== before;
            await new Promise((done) => setTimeout(done, 0));
          }
          app.events = all;
          if (early) throw new Error("drawn before it was counted");
          return [...days, app.view.events.state.day].map((day) => new Date(day * 864e5).toISOString().slice(0, 10));
        }""",
        after,
    )
    assert drawn == [ALL_TIME["day"], ALL_TIME["day"], after["day"]]
    assert shown_rows(page, after) == plain_filter(table, after)


def test_widening_the_window_never_loses_an_event(page: Page, table: Any) -> None:
    state = {**random_state(1, table), "mode": "window", "by": "happened", "sources": None, "kinds": None, "minprec": 5}
    before: set[int] = set()
    day = dt.date.fromisoformat(state["day"])
    for days in (0, 1, 7, 40, 400, 4000):
        wider = {**state, "from": (day - dt.timedelta(days=days)).isoformat(),
                 "to": (day + dt.timedelta(days=days)).isoformat()}  # fmt: skip
        now = shown_rows(page, wider)
        assert before <= now
        before = now
    assert len(before) > EVENTS * 0.9


@pytest.mark.parametrize("mode", ["upto", "window"])
def test_picking_returns_the_mark_on_top(page: Page, mode: str) -> None:
    """The bare stamps against a plain painter: later ones over earlier ones, possible ones beneath the certain."""
    shown_rows(page, {**ALL_TIME, "mode": mode})
    wrong = page.evaluate(
        """async () => {
          const { Picks } = await import("/assets/raster.js");
          const { events } = window.dateline.map.view;
          if (events.tier !== "bare") return "the load is drawn smooth";
          const { width, height } = events.view;
          const { picks } = events.fill(new Picks(0, 0, width, height));
          const painted = new Uint32Array(width * height);
          const order = [];
          events.eachShown((row) => order.push(row));
          for (const row of order.reverse()) {
            if (events.centres[row] < 0) continue;
            const { steps } = events.stamps;
            for (const step of steps[(events.codes[row] - 1) % 16]) painted[events.centres[row] + step] = row + 1;
          }
          let off = 0;
          for (let at = 0; at < painted.length; at += 1) if (painted[at] !== picks[at]) off += 1;
          return off;
        }"""
    )
    assert wrong == 0


def test_steps_back_and_forth_paint_what_one_step_paints(page: Page) -> None:
    """Whatever way a day is come by, forward, back or at once, its picture is the same."""
    differing = page.evaluate(
        """() => {
          const app = window.dateline.map;
          app.store.set({ mode: "upto", sources: null, kinds: null, by: "happened", minprec: 5 });
          const pictureOf = (day) => {
            app.scrubber.go(day);
            app.flush();
            return app.view.picture.picture.pixels.slice();
          };
          const [low, high] = app.scrubber.lanes.limits;
          const days = [0.2, 0.5, 0.9].map((share) => Math.round(low + share * (high - low)));
          const fresh = days.map((day) => { app.view.events.plan(); return pictureOf(day); });
          app.view.events.plan();
          const walked = [days[0], days[2], days[1], days[0]].map(pictureOf);
          return [[walked[0], fresh[0]], [walked[1], fresh[2]], [walked[2], fresh[1]], [walked[3], fresh[0]]]
            .filter(([a, b]) => a.some((pixel, at) => pixel !== b[at])).length;
        }"""
    )
    assert differing == 0


def test_keyframes_show_what_stamping_shows(page: Page) -> None:
    """The worker's pictures are the ones that the page itself would paint."""
    same = page.evaluate(
        """async () => {
          const { Keyframes } = await import("/assets/keyframes.js");
          const { stampOver } = await import("/assets/raster.js");
          const width = 400, height = 300, count = 130000;
          const room = width * (height - 20);
          const centres = Int32Array.from({ length: count }, (_, at) => ((at * 7919) % room) + width * 10);
          const codes = Uint16Array.from({ length: count }, (_, at) => at % 16 + 1);
          const rows = Uint32Array.from({ length: count }, (_, at) => at);
          const steps = Array.from({ length: 16 }, (_, at) => Int32Array.of(0, 1, width, at % 3));
          const colours = Uint32Array.of(0xff0000ff, 0xff00ff00);
          const stamps = { steps, inset: 2, colours, paleColours: colours };
          const frames = new Keyframes();
          const serial = frames.plan({ view: { width, height }, centres, codes, stamps, timeline: { all: { rows } } });
          for (let at = 0; at < 200 && frames.frames.length < 32; at += 1) {
            await new Promise((done) => setTimeout(done, 50));
          }
          const frame = frames.nearest(serial, 127000);
          const pixels = new Uint32Array(width * height);
          stampOver(pixels, { rows, centres, codes, stamps }, 0, frame.rows);
          const equal = frame.pixels.every((pixel, at) => pixel === pixels[at]);
          const stale = frames.nearest(serial - 1, 127000);
          frames.stop();
          return [equal, frame.rows, stale];
        }"""
    )
    assert same == [True, 124000, None]


def test_a_cluster_tells_how_many_and_of_what(page: Page) -> None:
    shown_rows(page, {**ALL_TIME, "mode": "upto"})
    told = page.evaluate(
        """async () => {
          const { tipFor } = await import("/assets/reports.js");
          const app = window.dateline.map;
          const { Picks } = await import("/assets/raster.js");
          const { ratio, margin, width, height } = app.view.events.view;
          const { picks } = app.view.events.fill(new Picks(0, 0, width, height));
          let best = { rows: [] };
          for (let at = 0; at < picks.length; at += 97) {
            if (picks[at] === 0) continue;
            const under = app.view.under((at % width) / ratio - margin, Math.floor(at / width) / ratio - margin);
            if (under?.kind === "rows" && under.rows.length > best.rows.length) best = under;
          }
          const near = best.rows.every((row) => app.codes ? app.codes[row] !== 0 : false);
          return { count: best.rows.length, distinct: new Set(best.rows).size, near, tip: tipFor(app.scene(), best) };
        }"""
    )
    assert told["count"] > 5
    assert told["distinct"] == told["count"]
    assert told["near"]
    assert told["tip"]["title"] == f"{told['count']} reports here"


def test_actors_past_the_last_colour_are_drawn_like_nobody_and_not_hidden(page: Page) -> None:
    script = """async () => {
      const { CodeBook, lookOfCode, MOST_COLOURS, paletteOf } = await import("/assets/marks.js");
      const { NOBODY } = await import("/assets/columns.js");
      const { themeNamed } = await import("/assets/theme.js");
      const actors = Array.from({ length: 20000 }, (_, at) => ({ name: `actor ${at}`, colour: "#123456" }));
      const actor = Uint16Array.from([0, MOST_COLOURS - 1, MOST_COLOURS, 19999, NOBODY]);
      const zeros = new Uint8Array(actor.length);
      const events = {
        count: actor.length, arrays: { source: zeros, kind: zeros, stance: zeros, prec: zeros, actor },
        dictionaries: { sources: [{ id: "a" }], kinds: ["captured"], stances: ["asserted"], actors },
      };
      const codes = new CodeBook(events).codesFor({ colour_by: "actor", sources: null, kinds: null, minprec: 5 });
      const theme = themeNamed("light");
      const palette = paletteOf(events, "actor", theme);
      return [[...codes].map((code) => code && lookOfCode(code).colour), MOST_COLOURS, palette.length];
    }"""
    colours, most, length = page.evaluate(script)
    assert colours == [0, most - 1, most, most, most]
    assert length == most + 1


# Reports accepted as one event: days of each (0: no day), whether it has a point, and the mode; which have a mark.
FOLDED = {
    "up to a day: the first to happen": ("upto", [(12, 12), (11, 11)], [True, True], [1]),
    "on a day: the longest covers the other": ("day", [(11, 11), (11, 12)], [True, True], [1]),
    "on a day: none is out of sight on its own": ("day", [(11, 11), (12, 12)], [True, True], [0, 1]),
    "no mark without a point": ("upto", [(11, 11), (12, 12)], [False, True], [0, 1]),
    "no mark without a day": ("day", [(0, 0), (12, 12)], [True, True], [0, 1]),
}


@pytest.mark.parametrize(("mode", "days", "placed", "marked"), FOLDED.values(), ids=FOLDED.keys())
def test_reports_of_one_event_fold_into_a_mark(
    page: Page, mode: str, days: list[tuple[int, int]], placed: list[bool], marked: list[int]
) -> None:
    script = """async ([mode, days, placed]) => {
      const { foldedCodes, repeatsOn } = await import("/assets/one_event.js");
      const { UNKNOWN_DAY } = await import("/assets/dates.js");
      const column = (at) => Int16Array.from(days, (span) => span[at] || UNKNOWN_DAY);
      const events = { count: 2, arrays: {
        first: column(0), last: column(1), published: Int16Array.of(13, 13),
        lon: Float32Array.from(placed, (is) => (is ? 1 : NaN)),
      } };
      const codes = Uint16Array.of(1, 1);
      const state = { mode, by: "happened", day: 20 };
      const { codes: folded, shown } = foldedCodes(codes, [[0, 1]], events, state);
      const repeats = repeatsOn({ ...state, mode: "upto" }, events, codes, [[0, 1]]);
      return [[0, 1].filter((row) => folded[row] !== 0), [...shown.values()], repeats];
    }"""
    folded, shown, repeats = page.evaluate(script, [mode, days, placed])
    assert folded == marked
    assert shown == [[0, 1]]
    assert repeats == (1 if all(first for first, _ in days) else 0)
