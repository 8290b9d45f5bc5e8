"""The map alone in a real Chromium: scrubbing, layers, keys, what goes to Python and what comes back."""

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect

from geo.store import open_store
from tests.browser.made_up import LONG_NAME
from tests.browser.map_server import map_app, serving
from tests.browser.opened_map import START, OpenMap, shown_kinds, state

pytestmark = pytest.mark.browser


def test_the_window_shows_what_lies_in_it_and_a_step_moves_on(open_map: OpenMap) -> None:
    page = open_map()
    assert shown_kinds(page) == ["captured", "clash", "holds"]
    page.keyboard.press("ArrowRight")
    assert state(page)["day"] == "2016-12-20"
    page.keyboard.press("ArrowRight")
    assert (state(page)["day"], state(page)["from"]) == ("2017-02-10", "2017-01-12")
    assert shown_kinds(page) == ["airstrike"]
    page.get_by_role("button", name="Previous day with events").click()
    assert state(page)["day"] == "2016-12-20"


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [("day", ["clash"]), ("window", ["captured", "clash", "holds"]), ("up to", ["captured", "clash", "holds"])],
)
def test_modes(open_map: OpenMap, mode: str, kinds: list[str]) -> None:
    page = open_map(f"{START}&mode={'day' if mode != 'day' else 'upto'}")
    page.get_by_role("group", name="What the day shows").get_by_role("button", name=mode).click()
    assert shown_kinds(page) == kinds


def test_published_counts_by_the_day_of_publication(open_map: OpenMap) -> None:
    page = open_map(f"{START}&mode=upto")
    page.get_by_role("button", name="published", exact=True).click()
    assert shown_kinds(page) == []
    page.get_by_label("Date; type another to go there").fill("1 Mar 2017")
    page.keyboard.press("Enter")
    assert len(shown_kinds(page)) == 6


@pytest.mark.parametrize("typed", ["10 Feb 2017", "2017-02-10", "Feb 10, 2017", "10.2.2017"])
def test_a_typed_date(open_map: OpenMap, typed: str) -> None:
    page = open_map()
    page.get_by_label("Date; type another to go there").fill(typed)
    page.keyboard.press("Enter")
    assert state(page)["day"] == "2017-02-10"
    expect(page.get_by_label("Date; type another to go there")).to_have_value("10 Feb 2017")


def test_a_date_that_is_none_changes_nothing(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_label("Date; type another to go there").fill("31 Feb 2017")
    page.keyboard.press("Enter")
    assert state(page)["day"] == "2016-12-08"


def test_dragging_the_lanes_moves_the_day_and_the_edge_stretches_the_window(open_map: OpenMap) -> None:
    page = open_map()
    plot = page.locator(".dl-lane-plot").bounding_box()
    assert plot
    page.mouse.move(plot["x"] + plot["width"] * 0.9, plot["y"] + 20)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * 0.5, plot["y"] + 20, steps=4)
    page.mouse.up()
    moved = state(page)
    assert "2017-01-01" < moved["day"] < "2017-01-31"
    edge = page.locator(".dl-edge-from").bounding_box()
    assert edge
    page.mouse.move(edge["x"] + 2, edge["y"] + 6)
    page.mouse.down()
    page.mouse.move(edge["x"] - plot["width"] * 0.2, edge["y"] + 6, steps=4)
    page.mouse.up()
    stretched = state(page)
    assert stretched["from"] < moved["from"]
    assert (stretched["day"], stretched["to"]) == (moved["day"], moved["to"])


def test_keys(open_map: OpenMap) -> None:
    page = open_map()
    page.keyboard.press("]")
    wide = state(page)
    assert wide["from"] < "2016-11-09"
    page.keyboard.press("[")
    assert state(page)["from"] > wide["from"]
    page.keyboard.press("Shift+ArrowLeft")
    assert state(page)["day"] == "2016-12-01"  # the lanes reach three days before the first report and no further
    page.keyboard.press("2")
    assert len(state(page)["sources"]) == 2
    page.keyboard.press("0")
    assert state(page)["sources"] is None
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_play_runs_on_and_stops(open_map: OpenMap) -> None:
    page = open_map(f"{START}&speed=30")
    page.keyboard.press("Space")
    page.wait_for_function("window.dateline.map.store.get().day > 17150")
    page.keyboard.press("Space")
    rested = state(page)["day"]
    page.wait_for_timeout(250)
    assert state(page)["day"] == rested


def test_layers_toggle_solo_and_groups(open_map: OpenMap) -> None:
    page = open_map()
    panel = page.get_by_role("complementary", name="Layers")
    panel.get_by_role("checkbox", name="The Herald").uncheck()
    assert shown_kinds(page) == ["clash", "holds"]
    expect(page.locator(".dl-lane-name").last).to_have_text("The Herald")
    panel.get_by_role("button", name="The Herald", exact=True).click()
    assert shown_kinds(page) == ["captured"]
    panel.get_by_role("button", name="The Herald", exact=True).click()
    assert state(page)["sources"] is None
    panel.get_by_role("checkbox", name="Group home").uncheck()
    assert shown_kinds(page) == ["captured"]
    panel.get_by_role("checkbox", name="Group home").check()
    panel.get_by_role("checkbox", name="clash", exact=True).uncheck()
    assert "clash" not in shown_kinds(page)


def test_the_tray_counts_undated_and_unplaced(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_role("button", name="1 undated · 1 unplaced").click()
    card = page.get_by_role("article", name="Report")
    expect(card.get_by_role("listitem")).to_have_count(2)
    expect(card).to_contain_text("undated")


def test_long_and_arabic_names_leave_the_layout_alone(open_map: OpenMap) -> None:
    page = open_map(width=390, height=844, touch=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Layers").tap()
    panel = page.get_by_role("complementary", name="Layers")
    expect(panel.get_by_role("button", name=LONG_NAME)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".dl-root button")].filter((button) => button.offsetParent)
        .filter((button) => button.getBoundingClientRect().height < 38).map((button) => button.textContent)"""
    )
    assert small == []


def test_a_command_from_python_is_taken_once(open_map: OpenMap) -> None:
    page = open_map()
    command = {"serial": 1, "state": {"day": "2017-02-10", "mode": "day", "place": "made-up:dellen"}}
    send = "(command) => { window.dateline.pending.push(command); window.dateline.drain(); }"
    page.evaluate(send, command)
    assert (state(page)["day"], state(page)["mode"], state(page)["place"]) == ("2017-02-10", "day", "made-up:dellen")
    page.keyboard.press("ArrowLeft")
    page.evaluate(send, command)
    assert state(page)["day"] == "2016-12-20"


def told_page(browser: Browser, url: str) -> Page:
    """The map in a page that keeps what it tells Streamlit in `told`, emptied once the map has come to rest."""
    page = browser.new_context().new_page()
    page.add_init_script(
        "window.told = []; window.Streamlit = {setFrameHeight() {}, setComponentValue: (value) => told.push(value)};"
    )
    page.goto(url)
    page.wait_for_function("window.told?.length > 0")
    page.evaluate("told.length = 0")
    return page


def test_the_state_is_handed_to_streamlit_once_it_rests(open_map: OpenMap, browser: Browser, map_address: str) -> None:
    page = told_page(browser, f"{map_address}/?{START}")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("told.length > 0")
    page.wait_for_timeout(300)
    told = page.evaluate("told")
    page.context.close()
    assert len(told) == 1
    assert (told[0]["day"], told[0]["visible"]) == ("2017-02-10", 1)


def test_while_time_plays_it_is_told_once_and_again_on_pause(browser: Browser, map_address: str) -> None:
    page = told_page(browser, f"{map_address}/?{START}&speed=7")
    page.keyboard.press("Space")
    page.wait_for_timeout(1500)
    during = page.evaluate("[...told]")
    page.keyboard.press("Space")
    page.wait_for_function("told.length === 2")
    after = page.evaluate("told[1]")
    rested = state(page)["day"]
    page.context.close()
    assert [(value["day"], value["playing"]) for value in during] == [("2016-12-08", True)]
    assert (after["day"], after["playing"]) == (rested, False)
    assert rested > "2016-12-08"


def test_a_phone_opens_speed_tray_and_help(open_map: OpenMap) -> None:
    page = open_map(width=390, height=844, touch=True)
    speed = page.get_by_label("Speed of play")
    expect(speed).to_be_hidden()
    page.get_by_role("button", name="More").tap()
    expect(speed).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    expect(page.get_by_role("button", name="1 undated · 1 unplaced")).to_be_visible()


def test_screen_readers_hear_date_and_counts(open_map: OpenMap) -> None:
    page = open_map()
    slider = page.get_by_role("slider", name="Day")
    expect(slider).to_have_attribute("aria-valuetext", "8 Dec 2016")
    expect(page.locator(".dl-spoken")).to_have_text("8 Dec 2016: 5 reports, 1 place disputed")


def test_settings_are_printed_on_the_map(open_map: OpenMap) -> None:
    page = open_map(f"{START}&carry=90")
    expect(page.locator(".dl-settings")).to_contain_text("carry forward 90 days · reported claims only")


def test_only_reviewed_reports_and_back(open_map: OpenMap) -> None:
    page = open_map()
    page.get_by_text("Assumptions").click()
    page.get_by_label("Only reviewed reports").check()
    page.wait_for_function("window.dateline.map.events.count === 0")
    assert shown_kinds(page) == []
    expect(page.locator(".dl-settings")).to_contain_text("reviewed reports only")
    page.get_by_label("Only reviewed reports").uncheck()
    page.wait_for_function("window.dateline.map.events.count === 8")
    assert shown_kinds(page) == ["captured", "clash", "holds"]


def test_a_shorter_carry_says_what_it_changes(open_map: OpenMap) -> None:
    page = open_map("day=2017-02-10")
    page.get_by_text("Assumptions").click()
    page.get_by_label("Days after which a claim is stale").fill("20")
    page.keyboard.press("Enter")
    expect(page.locator(".dl-effect")).to_have_text("1 place loses its holder on this day")


def test_shaded_areas_say_that_they_are_not_surveyed(open_map: OpenMap) -> None:
    page = open_map("day=2016-12-06&lat=35&lon=38&zoom=8")
    page.get_by_text("Assumptions").click()
    page.get_by_label("Shade areas").check()
    expect(page.locator(".dl-settings")).to_contain_text("areas drawn from 2 reports, not surveyed")
    painted = page.evaluate(
        """() => { const { canvas, context } = window.dateline.map.view.areas.sheet;
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let count = 0; for (let at = 3; at < data.length; at += 4) if (data[at] > 0) count += 1; return count; }"""
    )
    assert painted > 2000


def test_an_empty_store_shows_a_map_and_what_to_do(browser: Browser, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with serving(map_app(lambda: store)) as url:
        page = browser.new_page()
        page.goto(url)
        page.wait_for_selector(".dl-root[data-ready]")
        expect(page.get_by_text("No reports yet")).to_be_visible()
        assert state(page)["day"] == dt.datetime.now().astimezone().date().isoformat()
        page.close()
    store.close()


def test_what_does_nothing_says_why(open_map: OpenMap) -> None:
    page = open_map("day=2016-12-04&sources=nobody-known")
    date = page.get_by_label("Date; type another to go there")
    date.fill("rubbish")
    date.press("Enter")
    expect(page.locator(".dl-spoken[data-shown]")).to_contain_text("“rubbish” is no date")
    assert state(page)["day"] == "2016-12-04"
    date.fill("8 Dec 2016")
    date.press("Enter")
    expect(date).not_to_be_focused()
    assert state(page)["day"] == "2016-12-08"
