"""The map alone in a real Chromium: what a click or the pointer tells, and where it opens."""

import re
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from tests.browser.made_up import ARABIC_NAME, HOSTILE_QUOTE
from tests.browser.opened_map import OpenMap, place_on_screen, state

pytestmark = pytest.mark.browser


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
        """async () => { const { view: { events }, map } = window.dateline.map;
        const { ratio, margin, width, height } = events.view;
        const { Picks } = await import("/assets/raster.js");
        const { picks } = events.fill(new Picks(0, 0, width, height));
        const at = picks.findIndex((pick) => pick > 0);
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + (at % width) / ratio - margin, box.top + Math.floor(at / width) / ratio - margin + 3]; }"""
    )
    page.mouse.move(x, y)
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("Dellen · airstrike · Government")
    expect(tip).to_contain_text("10 Feb 2017")
    expect(tip).to_contain_text(ARABIC_NAME)


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
