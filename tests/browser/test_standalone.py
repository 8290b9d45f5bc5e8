"""The page that stands alone, opened from the disk with every request outside refused."""

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import expect

from geo.feed.page import write_page
from geo.mapping import MapState
from tests.browser.made_up import HOSTILE_QUOTE, day, made_up_store
from tests.browser.map_server import chromium

pytestmark = pytest.mark.browser


def test_one_file_shows_map_rings_and_quotes_without_a_server(tmp_path: Path) -> None:
    store = made_up_store(tmp_path)
    path = tmp_path / "map.html"
    size = write_page(store, path, state=MapState(day=day("2016-12-06"), mode="day"))
    store.close()
    assert size == path.stat().st_size
    said: list[str] = []
    asked: list[str] = []
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector(".dl-root[data-ready]")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("n")
        card = page.get_by_role("article", name="Report")
        expect(card).to_contain_text("sources disagree")
        card.get_by_role("button", name="The Herald says Rebels").click()
        expect(card.locator("blockquote")).to_have_text(HOSTILE_QUOTE)
        page.wait_for_function("location.hash.includes('day=2016-12-06')")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("location.hash.includes('day=2016-12-08')")
        page.reload()
        page.wait_for_selector(".dl-root[data-ready]")
        expect(page.get_by_role("slider", name="Day")).to_have_attribute("aria-valuetext", "8 Dec 2016")
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
