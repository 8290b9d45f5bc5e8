"""What a reader does with the two sets, the list of differences and the popups: with a mouse, a finger and keys."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.running_app import Visit, visiting

CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")
VIEW = "compare?left=reuters&right=tass&day=2016-12-11&lat=34.56&lon=38.28&zoom=7"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here; `python3 run.py test` installs one"),
]


def zone(page: Page, name: str) -> Locator:
    """One of the board's three places."""
    return page.locator(f"section[data-zone={name}]")


def chip(page: Page, source: str, where: str) -> Locator:
    """A source's chip in one of them."""
    return zone(page, where).locator(f".chip[data-id={source}]")


def middle(of: Locator) -> tuple[float, float]:
    """The middle of an element, CSS pixels of the window."""
    box = of.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_source_is_dragged_from_side_to_side(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    frame.evaluate("window.untouched = true")
    page.mouse.move(*middle(chip(page, "reuters", "left")))
    page.mouse.down()
    page.mouse.move(*middle(zone(page, "shelf")), steps=5)
    expect(zone(page, "shelf")).to_have_attribute("data-over", "true")
    page.mouse.move(*middle(zone(page, "right")), steps=5)
    page.mouse.up()
    expect(chip(page, "reuters", "right")).to_be_visible()
    expect(zone(page, "left").locator(".chip")).to_have_count(0)
    expect(frame.get_by_text("Right: TASS, Reuters")).to_be_visible(timeout=20_000)
    expect(frame.get_by_text("Left: no source")).to_be_visible()
    expect(page).to_have_url(re.compile("left=none&right=tass%2Creuters"))
    # Given up with Escape, it stays where it was, and no menu opens.
    page.mouse.move(*middle(chip(page, "tass", "right")))
    page.mouse.down()
    page.mouse.move(*middle(zone(page, "left")), steps=5)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(chip(page, "tass", "right")).to_be_visible()
    expect(page.get_by_role("menu")).to_have_count(0)
    assert frame.evaluate("window.untouched") is True


def test_keys_and_choices_move_a_source(visit: Visit) -> None:
    page = visit.open(VIEW)
    visit.map_frame()
    chip(page, "tass", "right").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(chip(page, "tass", "shelf")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(chip(page, "tass", "left")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="Left")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(chip(page, "tass", "left")).to_contain_text("both")
    expect(chip(page, "tass", "right")).to_be_visible()
    expect(page).to_have_url(re.compile("left=reuters%2Ctass&right=tass"), timeout=20_000)


def test_a_finger_holds_and_drags(browser: Browser, address: str) -> None:
    with visiting(browser, address, width=390, height=844) as visit:
        page = visit.open(VIEW)
        visit.map_frame()
        finger = page.context.new_cdp_session(page)

        def touch(kind: str, at: tuple[float, float] | None) -> None:
            points = [{"x": at[0], "y": at[1]}] if at else []
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        begin, end = middle(chip(page, "tass", "right")), middle(zone(page, "left"))
        touch("touchStart", begin)
        page.wait_for_timeout(350)
        for step in range(1, 9):
            share = step / 8
            touch("touchMove", (begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share))
        touch("touchEnd", None)
        expect(chip(page, "tass", "left")).to_be_visible()
        expect(page).to_have_url(re.compile("left=reuters%2Ctass&right=none"), timeout=20_000)
        assert visit.errors == []


def open_menu_with(page: Page, button: Locator, count: int) -> None:
    """Open the menu of saved sets until it lists that many: it shows what the server knew when it was opened."""
    listed = page.get_by_role("menuitem", name="agencies")
    for _ in range(30):
        button.click()
        expect(page.get_by_label("Name of the set")).to_be_visible()
        if listed.count() == count:
            return
        button.click()
        page.wait_for_timeout(500)
    expect(listed).to_have_count(count)


def test_a_set_is_saved_and_used_by_name(visit: Visit) -> None:
    page = visit.open("compare?left=reuters,tass&right=sana&day=2016-12-11")
    visit.map_frame()
    zone(page, "left").get_by_role("button", name="Saved sets").click()
    page.get_by_label("Name of the set").fill("agencies")
    page.keyboard.press("Enter")
    saved = zone(page, "right").get_by_role("button", name="Saved sets")
    expect(page.get_by_text("Saved as agencies")).to_be_attached()
    open_menu_with(page, saved, 1)
    page.get_by_role("menuitem", name="agencies").click()
    expect(zone(page, "right").locator(".chip")).to_have_count(2)
    expect(page).to_have_url(re.compile("right=reuters%2Ctass"), timeout=20_000)
    saved.click()
    page.get_by_role("button", name="Forget agencies").click()
    open_menu_with(page, saved, 0)


def test_the_list_is_filtered_sorted_and_kept_in_the_address(visit: Visit) -> None:
    page = visit.open(VIEW)
    visit.map_frame()
    rows = page.locator("tr[data-id]")
    page.get_by_role("button", name="whole period").click()
    expect(page.get_by_text(re.compile("differences? over the whole period"))).to_be_visible()
    few = rows.count()
    page.get_by_role("button", name=re.compile("^only left")).click()
    page.wait_for_function(f"(n) => {ROWS}.length > n", arg=few, timeout=20_000)
    page.get_by_role("button", name="Sort by place").or_(page.get_by_title("Sort by place")).first.click()
    expect(page.locator("th[data-by=place_name]")).to_have_attribute("aria-sort", "ascending", timeout=20_000)
    names = page.locator("td.place strong").all_inner_texts()
    assert names == sorted(names)
    page.get_by_label("Find a place").fill(names[-1])
    expect(page.locator("td.place strong").first).to_have_text(names[-1], timeout=20_000)
    expect(page).to_have_url(re.compile(r"scope=period.*find=|find=.*scope=period"))
    page.goto(page.url)
    visit.map_frame()
    expect(page.locator("td.place strong").first).to_have_text(names[-1], timeout=20_000)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Export")).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("place_id,place_name,lat,lon,from,to,days,difference,left_says,right_says")
    assert "a claim counts for 180 days" in text


ROWS = """[...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?
    [...one.shadowRoot.querySelectorAll("tr[data-id]")] : [])"""


def test_an_accepted_group_is_one_mark_and_counts_once(visit: Visit) -> None:
    page = visit.open("compare?left=reuters,ahram,sana,tass,trt&right=alalam&mode=upto&day=2020-01-01&view=same")
    frame = visit.map_frame()
    app = "window.dateline.map"
    first = frame.evaluate(f"[{app}.visibleCount(), {app}.events.header.groups.length]")
    page.get_by_role("button", name="One event", exact=True).first.click()
    frame.wait_for_function(f"{app}.events.header.groups.length === 1", timeout=30_000)
    members = frame.evaluate(
        f"""() => {{ const app = {app}; app.flush(); const [group] = app.view.parts[0].groups;
        const shown = group.filter((row) => app.counter.codes[row] !== 0).length;
        const marks = app.view.parts.map((part) => group.filter((row) => part.events.codes[row] !== 0).length);
        const each = app.view.parts.map((part) => [...part.standsFor.values()].flat().length);
        return {{ shown, marks, each, count: app.visibleCount() }}; }}"""
    )
    assert max(members["marks"]) == 1
    assert members["count"] == first[0] - max(0, members["shown"] - 1)
    # Taken back, all of them have their own marks again.
    page.get_by_role("button", name=re.compile("^One event · 1")).or_(page.get_by_text("One event · 1")).first.click()
    page.get_by_role("button", name="Take back").click()
    frame.wait_for_function(f"{app}.events.header.groups.length === 0", timeout=30_000)
    assert frame.evaluate(f"{app}.visibleCount()") == first[0]
