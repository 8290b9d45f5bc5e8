"""The discs, which are written pixel by pixel, against the same circles painted by a canvas, beneath what is there."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Page

from geo.store import open_store
from geo.synthetic import synthetic_events
from tests.browser.map_server import chromium, map_app, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('discs') / 'store.sqlite'}")
    store.add_events(synthetic_events(2000, seed=5))
    with serving(map_app(lambda: store)) as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(f"{url}/?mode=upto")
        page.wait_for_selector(".dl-root[data-ready]")
        yield page
    store.close()


CIRCLES = {
    "rim": {"x": 60, "y": 50, "r": 30, "inside": 0, "dash": None},
    "filled": {"x": 60, "y": 50, "r": 30.3, "inside": 0.16, "dash": None},
    "small": {"x": 60, "y": 50, "r": 7, "inside": 0.3, "dash": None},
    "dashed": {"x": 60, "y": 50, "r": 40.5, "inside": 0.1, "dash": [3.5, 3]},
    "cut by every edge": {"x": 62, "y": 50, "r": 61, "inside": 0.1, "dash": None},
    "mostly outside": {"x": -20, "y": 110, "r": 60, "inside": 0.2, "dash": None},
    "beyond the right edge": {"x": 150, "y": 50, "r": 60, "inside": 0.2, "dash": [3.5, 3]},
}


@pytest.mark.parametrize("above", [None, "rgba(200, 40, 40, 0.4)", "#fff"], ids=["alone", "under pale", "under white"])
@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_looks_as_a_canvas_paints_it(page: Page, name: str, above: str | None) -> None:
    """Above it lie stripes, between which the circle is seen whole."""
    far, mean, inked = page.evaluate(
        """async ({ circle: { x, y, r, inside, dash }, above }) => {
          const { circleOf, paintCircle } = await import("/assets/disc_painter.js");
          const width = 120, height = 100, line = 1.4, rimAlpha = 0.75;
          const canvasOf = () => {
            const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
            context.fillStyle = above ?? "transparent";
            for (let top = 0; top < height; top += 20) context.fillRect(0, top, width, 10);
            return context;
          };
          const context = canvasOf();
          context.globalCompositeOperation = "destination-over";
          context.beginPath();
          context.arc(x + 0.5, y + 0.5, r, 0, Math.PI * 2);
          context.fillStyle = context.strokeStyle = "#2f5fa8";
          context.globalAlpha = rimAlpha;
          context.lineWidth = line;
          context.setLineDash(dash ?? []);
          context.stroke();
          context.globalAlpha = inside;
          context.fill();
          const kept = context.getImageData(0, 0, width, height).data;
          const image = canvasOf().getImageData(0, 0, width, height);
          const bare = image.data.slice();
          const picture = { width, height, signed: new Int32Array(image.data.buffer) };
          paintCircle(picture, circleOf(r, line), x, y, {
            colour: 0xa85f2f, rimAlpha, insideAlpha: inside, dash: dash && { on: dash[0], off: dash[1] },
          });
          let far = 0, sum = 0, inked = 0;
          const onWhite = (data, at, part) => 255 + (data[at + part] - 255) * (data[at + 3] / 255);
          for (let at = 0; at < kept.length; at += 4) {
            for (const part of [0, 1, 2]) {
              const apart = Math.abs(onWhite(kept, at, part) - onWhite(image.data, at, part));
              far = Math.max(far, apart);
              sum += apart / 3;
            }
            if ([0, 1, 2, 3].some((part) => bare[at + part] !== kept[at + part])) inked += 1;
          }
          return [far, sum / Math.max(1, inked), inked];
        }""",
        {"circle": CIRCLES[name], "above": above},
    )
    assert inked > 60
    # Edges and the ends of dashes are smoothed by other rules; a rim half a pixel off has a mean above 30.
    assert far < 80
    assert mean < 10


def test_the_sheet_shows_what_a_fresh_one_would(page: Page) -> None:
    """Whatever was drawn before, marks, circles and words of other days are gone."""
    left_over = page.evaluate(
        """() => {
          const app = window.dateline.map;
          const { discs, picture } = app.view;
          const { canvas, context } = picture.sheet;
          const pixelsOn = (day, mode) => {
            app.store.set({ mode, sources: null });
            app.scrubber.go(day);
            app.flush();
            return new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
          };
          const [low, high] = app.scrubber.lanes.limits;
          const days = [0.3, 0.9, 0.5, 0.7].map((share) => Math.round(low + share * (high - low)));
          const seen = days.flatMap((day) => ["window", "upto"].map((mode) => [day, mode, pixelsOn(day, mode)]));
          let off = 0, inked = 0;
          for (const [day, mode, before] of seen.reverse()) {
            context.clearRect(0, 0, canvas.width, canvas.height);
            picture.sheet.reset();
            discs.words = undefined;
            const now = pixelsOn(day, mode);
            now.forEach((pixel, at) => { if (pixel !== before[at]) off += 1; if (pixel !== 0) inked += 1; });
          }
          return [off, inked];
        }"""
    )
    assert left_over[0] == 0
    assert left_over[1] > 1000


def test_steps_rehearsed_while_the_map_rests_leave_no_trace(page: Page) -> None:
    off, rehearsed = page.evaluate(
        """async () => {
          const app = window.dateline.map;
          const { view } = app;
          app.store.set({ mode: "upto", sources: null });
          app.flush();
          const { canvas, context } = view.picture.sheet;
          const pixels = () => new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
          const before = pixels();
          const days = new Set();
          const { show } = view.picture;
          view.picture.show = (state) => { days.add(state.day); return show.call(view.picture, state); };
          view.rehearsal.done.clear();
          view.rest(() => {});
          for (let at = 0; at < 200 && view.rehearsal.done.size === 0; at += 1) {
            await new Promise((done) => setTimeout(done, 50));
          }
          delete view.picture.show;
          const after = pixels();
          return [before.filter((pixel, at) => pixel !== after[at]).length, days.size];
        }"""
    )
    assert off == 0
    assert rehearsed > 3


def test_of_too_many_discs_the_fullest_are_drawn_and_the_rest_are_counted(page: Page) -> None:
    script = """async () => {
      const { DiscLayer } = await import("/assets/disc_layer.js");
      const many = 100;
      const layer = Object.assign(Object.create(DiscLayer.prototype), {
        counts: Uint32Array.from({ length: many }, (_, disc) => (disc < 10 ? 5 : 1)), seen: [], drawn: [],
        inView: [...Array(many).keys()], counted: new Uint32Array(many),
      });
      layer.choose();
      return [layer.drawn.length, layer.drawn.filter((disc) => disc < 10).length, layer.leftOut];
    }"""
    assert page.evaluate(script) == [40, 10, 60]
