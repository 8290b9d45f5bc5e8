"""The map alone in a real Chromium: scrubbing, layers, popups, keys, what goes to Python and what comes back."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect

from geo.store import open_store
from tests.browser.made_up import ARABIC_NAME, HOSTILE_QUOTE, LONG_NAME, made_up_store
from tests.browser.map_server import chromium, map_app, serving

pytestmark = pytest.mark.browser

OpenMap = Callable[..., Page]
START = "day=2016-12-08&from=2016-11-09&to=2016-12-08"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = made_up_store(tmp_path_factory.mktemp("made_up"))
    with serving(map_app(lambda: store)) as url:
        yield url
    store.close()


@pytest.fixture
def open_map(browser: Browser, address: str) -> Iterator[OpenMap]:
    """Opens the map at a query; afterwards nothing must have been said on the console or asked of another machine."""
    contexts: list[Any] = []
    said: list[str] = []
    foreign: list[str] = []

    def open_at(query: str = START, *, width: int = 1440, height: int = 900, touch: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address)
                   else (foreign.append(route.request.url), route.abort()))  # fmt: skip
        page.goto(f"{address}/?{query}")
        page.wait_for_selector(".dl-root[data-ready]")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in foreign if not url.startswith("data:")] == []


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        "async () => (await import('/assets/state.js')).stateToOutside(window.dateline.map.store.get())"
    )
    return found


def shown_kinds(page: Page) -> list[str]:
    """The kinds of the reports that are drawn as marks just now, sorted."""
    found: list[str] = page.evaluate(
        """() => { const app = window.dateline.map; app.flush(); const kinds = [];
        app.view.events.eachShown((row) => app.view.events.centres[row] >= 0
          && kinds.push(app.events.dictionaries.kinds[app.events.arrays.kind[row]])); return kinds.sort(); }"""
    )
    return found


def place_on_screen(page: Page, lat: float, lon: float) -> tuple[float, float]:
    x, y = page.evaluate(
        """([lat, lon]) => { const { map } = window.dateline.map; const at = map.latLngToContainerPoint([lat, lon]);
        const box = map.getContainer().getBoundingClientRect(); return [at.x + box.left, at.y + box.top]; }""",
        [lat, lon],
    )
    return x, y


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


def test_next_disagreement_opens_the_place_where_it_begins(open_map: OpenMap) -> None:
    page = open_map("day=2016-12-04")
    page.keyboard.press("n")
    assert (state(page)["day"], state(page)["place"]) == ("2016-12-06", "made-up:dellen")
    card = page.get_by_role("article", name="Report")
    expect(card).to_contain_text("sources disagree")
    expect(card).to_contain_text("The Herald says Rebels")
    expect(card).to_contain_text("says so since")
    expect(card).to_contain_text("On 6 Dec 2016")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("On 8 Dec 2016")
    expect(card).to_contain_text(f"Silent: {ARABIC_NAME}")


def test_a_click_leads_from_the_ring_to_the_quote_which_stays_text(open_map: OpenMap) -> None:
    page = open_map("day=2016-12-06&mode=day&lat=35&lon=38&zoom=9")
    page.mouse.click(*place_on_screen(page, 35.0, 38.0))
    card = page.get_by_role("article", name="Report")
    expect(card).to_contain_text("Dellen")
    card.get_by_role("button", name="The Herald says Rebels").click()
    expect(card.locator("blockquote")).to_have_text(HOSTILE_QUOTE)
    expect(card).to_contain_text("published 1 Mar 2017")
    expect(card.get_by_role("link", name="open article")).to_have_attribute("href", "https://example.org/a")
    assert page.evaluate("window.broken") is None
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_hovering_names_place_kind_and_source(open_map: OpenMap) -> None:
    page = open_map("day=2017-02-10&mode=day&lat=35&lon=38&zoom=9")
    x, y = page.evaluate(
        """() => { const { view, map } = window.dateline.map; const { picks, width } = view.events.picks;
        const at = picks.findIndex((pick) => pick > 0); const { ratio, margin } = view.events.view;
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + (at % width) / ratio - margin, box.top + Math.floor(at / width) / ratio - margin + 3]; }"""
    )
    page.mouse.move(x, y)
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Dellen · airstrike · Government")
    expect(tip).to_contain_text("10 Feb 2017")
    expect(tip).to_contain_text(ARABIC_NAME)


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


def test_the_state_is_handed_to_streamlit_once_it_rests(open_map: OpenMap, browser: Browser, address: str) -> None:
    page = told_page(browser, f"{address}/?{START}")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("told.length > 0")
    page.wait_for_timeout(300)
    told = page.evaluate("told")
    page.context.close()
    assert len(told) == 1
    assert (told[0]["day"], told[0]["visible"]) == ("2017-02-10", 1)


def test_while_time_plays_it_is_told_once_and_again_on_pause(browser: Browser, address: str) -> None:
    page = told_page(browser, f"{address}/?{START}&speed=7")
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


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (900, 700), (390, 844)], ids=["desk", "column", "phone"])
def test_a_disputed_place_opens_clear_of_legend_and_panel(open_map: OpenMap, width: int, height: int) -> None:
    page = open_map(width=width, height=height)
    expect(page.locator(".dl-legend-item").first).to_be_visible()
    x, y = place_on_screen(page, 35.0, 38.0)
    over = page.evaluate(
        """([x, y]) => [".dl-legend", ".dl-panel", ".dl-settings", ".leaflet-control-attribution"].filter((name) => {
        const box = document.querySelector(name).getBoundingClientRect();
        return x > box.left - 8 && x < box.right + 8 && y > box.top - 8 && y < box.bottom + 8; })""",
        [x, y],
    )
    assert over == []
    assert page.evaluate("document.querySelector('.dl-legend').offsetHeight") <= 56


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


def test_what_a_disagreement_is_about_lies_clear_of_legend_and_card(open_map: OpenMap) -> None:
    # The place lies outside the map before.
    page = open_map("day=2016-12-04&lat=37.2&lon=36.4&zoom=9")
    page.keyboard.press("n")
    page.wait_for_function(
        """() => {
            const { map } = window.dateline;
            const { x, y } = map.map.latLngToContainerPoint([35, 38]);
            const { width, height } = map.map.getContainer().getBoundingClientRect();
            const over = document.elementFromPoint(x, y);
            const inside = x > 20 && y > 20 && x < width - 20 && y < height - 20;
            return inside && !over.closest(".dl-legend, .dl-card, .dl-panel");
        }""",
        timeout=5000,
    )


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


def test_a_popup_names_what_answers_the_report(open_map: OpenMap) -> None:
    page = open_map("day=2016-12-08")
    answered: dict[str, Any] = page.evaluate(
        """async () => { const app = window.dateline.map;
        for (const row of new Set(app.holdings.arrays.event)) {
          const { answers } = await app.source.detail(row);
          if (answers.length) return { ...answers[0], row: Number(row), answer: answers[0].row };
        } return null; }"""
    )
    assert answered, "two of the made-up outlets contradict each other"
    page.evaluate("(row) => window.dateline.map.inspector.openReport(row)", answered["row"])
    card = page.get_by_role("article", name="Report")
    words = re.compile(f"^(denied by|contradicted by|denies).*{answered['source_name']}", re.IGNORECASE)
    link = card.get_by_role("button", name=words)
    expect(link).to_be_visible()
    link.click()
    expect(card.get_by_text("Answers to this claim")).to_be_visible()
    back = page.evaluate("async (row) => (await window.dateline.map.source.detail(row)).answers", answered["answer"])
    assert answered["row"] in [answer["row"] for answer in back], "linked both ways"
    expect(card.locator("blockquote").first).to_have_text(answered["quote"])
