"""The Compare page in a real Chromium: two maps that never part, one set on each side of the swipe line, one URL."""

import io
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.running_app import Visit, visiting

CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")
SCREENSHOTS = Path(__file__).parent / "screenshots"
VIEW = "compare?left=reuters&right=tass&day=2016-12-11&lat=34.56&lon=38.28&zoom=7"
# How far from the line pictures are compared, CSS pixels: its handle is 40 wide, and throws a shadow.
BESIDE_THE_LINE = 48

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here; `python3 run.py test` installs one"),
]


def sets_shown(frame: Any) -> list[list[str]]:
    """The sources that each side's marks and rings come from."""
    shown: list[list[str]] = frame.evaluate(
        """() => { const app = window.dateline.map; app.flush(); const { source } = app.events.arrays;
        return app.view.parts.map((part) => { const seen = new Set();
          part.events.eachShown((row) => seen.add(app.events.dictionaries.sources[source[row]].id));
          part.rings.shown.forEach((on, at) => on && seen.add(app.holdings.sources[at].id));
          return [...seen].sort(); }); }"""
    )
    return shown


def apart(frame: Any) -> float:
    """How far apart the two maps show the same four points, in CSS pixels."""
    distance: float = frame.evaluate(
        """() => { const [a, b] = window.dateline.map.view.parts.map((part) => part.map);
        return Math.max(...[[30, 30], [34.56, 38.28], [36.2, 37.16], [40, 44]].map((point) =>
          a.latLngToContainerPoint(point).distanceTo(b.latLngToContainerPoint(point)))); }"""
    )
    return distance


def days_drawn(frame: Any) -> list[int]:
    """The day that each side's marks and rings were last drawn for."""
    days: list[int] = frame.evaluate(
        """() => { const app = window.dateline.map; app.flush();
        return app.view.parts.flatMap((part) => [part.events.state.day, part.rings.on.day]); }"""
    )
    return days


def on_page(visit: Visit, frame: Any, lat: float, lon: float, *, side: int = 0) -> tuple[float, float]:
    """Where a place is in the window, on the left or the right map."""
    box = visit.page.locator("iframe[title*=st_folium]").bounding_box()
    assert box
    x, y = frame.evaluate(
        """([lat, lon, side]) => { const { map } = window.dateline.map.view.parts[side];
        const at = map.latLngToContainerPoint([lat, lon]); const box = map.getContainer().getBoundingClientRect();
        return [at.x + box.left, at.y + box.top]; }""",
        [lat, lon, side],
    )
    return box["x"] + x, box["y"] + y


def settle(page: Page) -> None:
    """Wait until the maps have come to rest and the page has taken what they told."""
    page.wait_for_timeout(900)


def test_opens_on_two_accounts_that_differ(visit: Visit) -> None:
    visit.open("compare")
    frame = visit.map_frame()
    left, right = sets_shown(frame)
    assert left
    assert right
    assert not set(left) & set(right)
    for side in ("Left", "Right"):
        expect(frame.get_by_text(re.compile(f"^{side}: "))).to_be_visible()
    expect(visit.page.get_by_text(re.compile(r"^\d+ differences? on this day"))).to_be_visible()


@pytest.mark.parametrize("layout", ["side", "swipe"])
def test_both_maps_stay_in_step(visit: Visit, layout: str) -> None:
    page = visit.open(f"{VIEW}&layout={layout}")
    frame = visit.map_frame()
    settle(page)
    assert apart(frame) <= 1
    x, y = on_page(visit, frame, 34.56, 38.28, side=1)
    page.mouse.move(x + 150, y - 60)
    page.mouse.down()
    page.mouse.move(x + 90, y - 91, steps=6)
    moving = apart(frame)
    page.mouse.move(x + 31, y - 17, steps=3)
    page.mouse.up()
    settle(page)
    assert moving <= 1
    assert apart(frame) <= 1
    moved = frame.evaluate("window.dateline.map.map.getCenter().lng")
    assert moved != pytest.approx(38.28, abs=0.2)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(120)
    zooming = frame.evaluate("[...document.querySelectorAll('.dl-map .leaflet-map-pane')].map((p) => p.className)")
    assert zooming[0] == zooming[1]
    settle(page)
    assert apart(frame) <= 1
    frame.get_by_role("button", name="Zoom in").click()
    settle(page)
    assert apart(frame) <= 1
    assert frame.evaluate("window.dateline.map.view.parts.map((part) => part.map.getZoom())") > [7.5, 7.5]
    page.set_viewport_size({"width": 1240, "height": 820})
    settle(page)
    assert apart(frame) <= 1


def test_both_are_scrubbed_and_played_together(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    settle(page)
    first = days_drawn(frame)
    assert len(set(first)) == 1
    page.locator("body").press("Shift+ArrowLeft")
    stepped = days_drawn(frame)
    assert len(set(stepped)) == 1
    assert stepped[0] < first[0]
    frame.get_by_role("button", name="Play").click()
    frame.wait_for_function(f"window.dateline.map.store.get().day > {stepped[0] + 10}")
    frame.get_by_role("button", name="Pause").click()
    played = days_drawn(frame)
    assert len(set(played)) == 1
    assert played[0] > stepped[0] + 10
    expect(page).not_to_have_url(re.compile("day=2016-12-11"), timeout=20_000)


def test_each_side_of_the_swipe_line_shows_one_set(visit: Visit) -> None:
    page = visit.open(f"{VIEW}&layout=swipe&sources=reuters,tass")
    frame = visit.map_frame()
    settle(page)
    assert sets_shown(frame) == [["reuters"], ["tass"]]
    line = frame.get_by_role("slider", name="Swipe line")
    pictures = {}
    for split in (1.0, 0.0, 0.5):
        frame.evaluate("(at) => window.dateline.map.view.change({ swipe: at })", split)
        page.mouse.move(5, 5)
        settle(page)
        box = frame.locator(".dl-stage").bounding_box()
        # Below the labels and above the legend.
        clip = {**box, "y": box["y"] + 90, "height": box["height"] - 190}
        pictures[split] = np.asarray(Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")).astype(int)
    expect(line).to_have_attribute("aria-valuenow", "50")
    left_only, right_only, both = pictures[1.0], pictures[0.0], pictures[0.5]
    middle = both.shape[1] // 2
    left = slice(BESIDE_THE_LINE, middle - BESIDE_THE_LINE)
    right = slice(middle + BESIDE_THE_LINE, both.shape[1] - BESIDE_THE_LINE)
    assert np.array_equal(both[:, left], left_only[:, left])
    assert np.array_equal(both[:, right], right_only[:, right])
    edges = slice(BESIDE_THE_LINE, -BESIDE_THE_LINE)
    assert (left_only[:, edges] != right_only[:, edges]).any()


def test_keys_and_a_finger_move_the_line(browser: Browser, address: str) -> None:
    with visiting(browser, address, width=390, height=844) as visit:
        page = visit.open(f"{VIEW}&layout=swipe")
        frame = visit.map_frame()
        settle(page)
        line = frame.get_by_role("slider", name="Swipe line")
        line.focus()
        for key, value in (("ArrowLeft", "48"), ("PageUp", "58"), ("End", "100"), ("Home", "0"), ("PageUp", "10")):
            page.keyboard.press(key)
            expect(line).to_have_attribute("aria-valuenow", value)
        day = frame.evaluate("window.dateline.map.store.get().day")
        assert days_drawn(frame) == [day] * 4, "keys on the line must not scrub"
        box = line.bounding_box()
        assert box
        assert box["width"] >= 40
        finger = page.context.new_cdp_session(page)
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for step in range(1, 11):
            finger.send(
                "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 20 * step, "y": y}]}
            )
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(line).to_have_attribute("aria-valuenow", re.compile("^(6[2-8])$"))
        expect(page).to_have_url(re.compile(r"split=0\.6"), timeout=20_000)
        assert visit.errors == []
        assert visit.refused == []


def test_other_sets_come_without_a_reload(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    settle(page)
    frame.evaluate("window.untouched = true")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Swap").click()
    expect(frame.get_by_text("Left: TASS")).to_be_visible(timeout=20_000)
    expect(frame.get_by_text("Right: Reuters")).to_be_visible()
    assert sets_shown(frame) == [["tass"], ["reuters"]]
    expect(page).to_have_url(re.compile("left=tass&right=reuters"))
    assert frame.evaluate("window.untouched") is True
    assert not [url for url in asked if "/feed/" in url]


def test_a_row_of_the_list_moves_both_maps(visit: Visit) -> None:
    page = visit.open("compare?left=reuters&right=tass&day=2016-12-11&lat=36&lon=36&zoom=6&scope=period")
    frame = visit.map_frame()
    settle(page)
    frame.evaluate("window.untouched = true")
    row = page.locator("tr[data-id]").first
    row.click()
    frame.wait_for_function("window.dateline.map.store.get().place !== null", timeout=20_000)
    settle(page)
    place, zoom = frame.evaluate("(({ place, zoom }) => [place, zoom])(window.dateline.map.store.get())")
    at = frame.evaluate("(id) => window.dateline.map.holdings.places.find((place) => place.id === id)", place)
    assert zoom >= 9
    assert apart(frame) <= 1
    for part in (0, 1):
        inside = frame.evaluate(
            "([side, lat, lon]) => window.dateline.map.view.parts[side].map.getBounds().contains([lat, lon])",
            [part, at["lat"], at["lon"]],
        )
        assert inside
    expect(frame.locator(".dl-echo-open")).to_have_count(2)
    assert frame.evaluate("window.untouched") is True
    day = frame.evaluate("new Date(window.dateline.map.store.get().day * 864e5).toISOString().slice(0, 10)")
    expect(page).to_have_url(re.compile(f"day={day}"), timeout=20_000)


def test_the_feed_is_asked_once(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open(VIEW)
    visit.map_frame()
    settle(page)
    assert len([url for url in asked if re.search(r"/feed/events(\?|$)", url)]) == 1
    assert len([url for url in asked if "/feed/holdings" in url]) == 1


def test_the_counterpart_is_ringed_and_told(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    settle(page)
    place = frame.evaluate("window.dateline.map.holdings.places.find((place) => place.name === 'Palmyra')")
    page.mouse.move(*on_page(visit, frame, place["lat"], place["lon"], side=1))
    tips = frame.get_by_role("tooltip")
    expect(tips).to_have_count(2)
    for tip in tips.all():
        expect(tip).to_contain_text("Palmyra")
    expect(frame.locator(".dl-map-left .dl-echo")).to_be_visible()
    expect(frame.locator(".dl-map-right .dl-echo")).to_have_count(0)


def test_n_goes_to_a_day_on_which_the_sets_differ(visit: Visit) -> None:
    page = visit.open(VIEW.replace("2016-12-11", "2015-01-01"))
    frame = visit.map_frame()
    settle(page)
    page.locator("body").press("n")
    frame.wait_for_function("window.dateline.map.store.get().place !== null")
    answers = frame.evaluate(
        """() => { const app = window.dateline.map; app.flush(); const { holdings } = app;
        const { day, carry, place } = app.store.get();
        const at = holdings.places.findIndex((entry) => entry.id === place);
        return app.view.parts.map((part) => { const said = [];
          for (let span = holdings.starts[at]; span < holdings.starts[at + 1]; span += 1) {
            const { from, to, claim, source } = holdings.arrays;
            if (part.rings.shown[source[span]] && from[span] <= day && to[span] >= day && day - claim[span] <= carry)
              if (holdings.answers[span] !== 65535) said.push(holdings.answers[span]);
          }
          return said; }); }"""
    )
    assert answers[0]
    assert answers[1]
    assert len({*answers[0], *answers[1]}) > 1


def test_the_address_brings_the_same_view_back(visit: Visit) -> None:
    page = visit.open(f"{VIEW}&mode=upto&view=lanes")
    frame = visit.map_frame()
    settle(page)
    frame.get_by_role("button", name="Swipe", exact=True).click()
    expect(page).to_have_url(re.compile("layout=swipe"), timeout=20_000)
    told = """JSON.stringify([window.dateline.map.store.get(), window.dateline.map.comparison],
        (name, value) => ["lat", "lon"].includes(name) ? value.toFixed(3) : value)"""
    first = frame.evaluate(told)
    page.goto(page.url)
    again = visit.map_frame().evaluate(told)
    assert again == first
    expect(page).to_have_url(re.compile("view=lanes"))


@pytest.mark.parametrize("view", ["differences", "lanes", "figures", "same"])
def test_every_view_beneath_the_maps_is_clean(visit: Visit, view: str) -> None:
    page = visit.open(f"{VIEW}&view={view}")
    visit.map_frame()
    page.wait_for_timeout(2500)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_screenshots(browser: Browser, address: str, width: int, height: int, *, dark: bool) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    with visiting(browser, address, width=width, height=height, dark=dark) as visit:
        page = visit.open(VIEW)
        frame = visit.map_frame()
        settle(page)
        left, right = (frame.locator(f".dl-map-{side}").bounding_box() for side in ("left", "right"))
        if width < 700:
            assert left["y"] + left["height"] <= right["y"] + 1, "one above the other on a phone"
            assert left["width"] == pytest.approx(right["width"], abs=2)
        else:
            assert left["x"] + left["width"] <= right["x"] + 1
        theme = "dark" if dark else "light"
        page.screenshot(path=SCREENSHOTS / f"compare-side-{theme}-{width}.png")
        frame.get_by_role("button", name="Swipe", exact=True).click()
        page.wait_for_timeout(1500)
        page.screenshot(path=SCREENSHOTS / f"compare-swipe-{theme}-{width}.png")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        assert visit.errors == []
        assert visit.refused == []
