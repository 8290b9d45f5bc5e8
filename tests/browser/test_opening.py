"""What the page asks of the feed while it opens."""

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("asked", ["day=2017-02-10", "by=published&minprec=3&reviewed=1"], ids=["plain", "filtered"])
def test_what_the_page_asks_early_is_asked_once(browser: Browser, map_address: str, asked: str) -> None:
    """The page begins its requests before the modules are there; their addresses are those that the modules use."""
    seen: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: seen.append(request.url) if "/feed/" in request.url else None)
    page.goto(f"{map_address}/?{asked}")
    page.wait_for_selector(".dl-root[data-ready]")
    context.close()
    assert len(seen) == len(set(seen)) == 3, seen


@pytest.mark.parametrize("width", [340, 360, 390, 710, 1200])
def test_the_map_has_the_size_of_its_stage_once_all_is_built(browser: Browser, map_address: str, width: int) -> None:
    """What is built after the first frame takes no room from the map that is drawn, and gives none back."""
    page = browser.new_page(viewport={"width": width, "height": 780})
    page.goto(f"{map_address}/?height=640")
    page.wait_for_selector(".dl-root[data-ready]")
    size = "(() => { const { x, y } = window.dateline.map.map.getSize(); return [x, y]; })()"
    stage = "(({ clientWidth, clientHeight }) => [clientWidth, clientHeight])(document.querySelector('.dl-stage'))"
    assert page.evaluate(size) == page.evaluate(stage)
    page.close()


@pytest.mark.parametrize("width", [320, 336])
def test_the_narrowest_phones_have_two_rows_of_controls(browser: Browser, map_address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.goto(f"{map_address}/?height=640&mode=window")
    page.wait_for_selector(".dl-root[data-ready]")
    tops = page.evaluate(
        "[...document.querySelector('.dl-controls').children].filter((one) => one.offsetHeight > 0)"
        ".map((one) => one.offsetTop + one.offsetHeight / 2)"
    )
    assert len({round(top / 20) for top in tops}) == 2
    page.close()


def test_where_nothing_is_in_sight_there_is_no_legend(browser: Browser, map_address: str) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 780})
    page.goto(f"{map_address}/?lat=10&lon=-150&zoom=8")
    page.wait_for_selector(".dl-settings:not(:empty)")
    assert page.locator(".dl-legend").is_hidden()
    page.goto(map_address)
    page.wait_for_selector(".dl-settings:not(:empty)")
    assert page.locator(".dl-legend").is_visible()
    page.close()
