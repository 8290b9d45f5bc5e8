"""Two maps in step: pan, zoom, scrub and play move both; the swipe line reveals one set on each side."""

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Page, expect

from tests.browser.opened_map import OpenMap

pytestmark = pytest.mark.browser

A_PIXEL = 6e-3  # degrees, at the zoom that the map opens with; Leaflet rounds either map to whole pixels
START = "day=2016-12-06&mode=upto&left=herald&right=gazette,wakala"


def sides(page: Page) -> list[list[str]]:
    """The sources whose reports each side shows."""
    found: list[list[str]] = page.evaluate(
        """() => { const app = window.dateline.map; app.flush();
        const { source } = app.events.arrays;
        return app.view.parts.map((part) => { const seen = new Set();
          part.events.eachShown((row) => seen.add(app.events.dictionaries.sources[source[row]].id));
          return [...seen].sort(); }); }"""
    )
    return found


def views(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.evaluate(
        """() => window.dateline.map.view.parts.map(({ map }) => { const at = map.getCenter();
        return [at.lat, at.lng, map.getZoom()].map((value) => Math.round(value * 1e4) / 1e4); })"""
    )
    return found


def test_each_side_shows_its_own_sources(open_map: OpenMap) -> None:
    page = open_map(START, width=1200, height=800)
    assert sides(page) == [["herald"], ["gazette"]]
    page.keyboard.press("ArrowRight")
    assert sides(page) == [["herald"], ["gazette", "wakala"]]


@pytest.mark.parametrize("view", ["side", "swipe"])
def test_both_maps_stay_in_step(open_map: OpenMap, view: str) -> None:
    page = open_map(f"{START}&view={view}", width=1200, height=800)
    left, right = views(page)
    assert left == pytest.approx(right, abs=A_PIXEL)
    page.mouse.move(900, 500)
    page.mouse.down()
    page.mouse.move(760, 430, steps=5)
    page.mouse.up()
    page.wait_for_timeout(400)
    dragged = views(page)
    assert dragged[0] == pytest.approx(dragged[1], abs=A_PIXEL)
    assert dragged[0] != pytest.approx(left, abs=A_PIXEL)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(600)
    zoomed = views(page)
    assert zoomed[0] == pytest.approx(zoomed[1], abs=A_PIXEL)
    assert zoomed[0][2] > dragged[0][2]


def test_the_swipe_line_moves_by_keys_and_by_dragging(open_map: OpenMap) -> None:
    page = open_map(f"{START}&view=swipe", width=1200, height=800)
    line = page.get_by_role("slider", name="Swipe line")
    line.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    expect(line).to_have_attribute("aria-valuenow", "40")
    box = line.bounding_box()
    assert box
    page.mouse.move(box["x"] + 22, 300)
    page.mouse.down()
    page.mouse.move(900, 300, steps=4)
    page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", "75")
    shares = page.evaluate(
        """() => ["left", "right"].map((side) => {
          const style = getComputedStyle(document.querySelector(`.dl-map-${side}`)); return style.clipPath; })"""
    )
    assert shares[0] == "none"
    assert shares[1].startswith("inset(0px 0px 0px 75")


def test_the_same_place_is_told_on_both_sides(open_map: OpenMap) -> None:
    page = open_map(f"{START}&lat=35&lon=38&zoom=9", width=1200, height=800)
    x, y = page.evaluate(
        """() => { const { map } = window.dateline.map; const at = map.latLngToContainerPoint([35, 38]);
        const box = map.getContainer().getBoundingClientRect(); return [at.x + box.left, at.y + box.top]; }"""
    )
    page.mouse.move(x, y)
    tips = page.get_by_role("tooltip")
    expect(tips).to_have_count(2)
    expect(tips.nth(0)).to_contain_text("Rebels: 1 source")
    expect(tips.nth(1)).to_contain_text("Government: 1 source")


def test_other_sets_come_without_a_reload(open_map: OpenMap) -> None:
    page = open_map(START, width=1200, height=800)
    page.evaluate(
        """() => { window.dateline.pending.push({ serial: 1, state: {}, compare: {
          left: { name: "All", sources: ["herald", "gazette"] }, right: { name: "None", sources: [] } } });
        window.dateline.drain(); }"""
    )
    assert sides(page) == [["gazette", "herald"], []]
    expect(page.locator(".dl-side-left")).to_have_text("All")


def test_on_a_phone_the_maps_stand_one_above_the_other(open_map: OpenMap) -> None:
    page = open_map(START, width=390, height=800)
    boxes = [page.locator(f".dl-map-{side}").bounding_box() for side in ("left", "right")]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] + 1
    assert boxes[0]["width"] == pytest.approx(boxes[1]["width"], abs=2)
