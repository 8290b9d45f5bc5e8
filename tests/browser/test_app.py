"""The app in a real Chromium with no network: scrub, toggle, click through to a quote, reload to the same view."""

import http.client
import os
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.running_app import Visit, visiting

CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")
SCREENSHOTS = Path(__file__).parent / "screenshots"
VIEW = "?day=2016-12-12&place=curated:sy-palmyra&lat=34.8&lon=38.2&zoom=7"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here; `python3 run.py test` installs one"),
]


def test_opens_on_something_worth_seeing(visit: Visit) -> None:
    page = visit.open()
    frame = visit.map_frame()
    expect(page.get_by_text(re.compile(r"^On \d+ \w{3} \d{4}$")).first).to_be_visible()
    expect(page.locator(".dl-row").first).to_be_attached()
    assert frame.evaluate("window.dateline.map.visibleCount()") > 0
    assert frame.evaluate("document.querySelectorAll('canvas').length") >= 2


def test_scrubbing_never_reloads_the_map(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    frame.evaluate("window.untouched = true")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("body").press("ArrowRight")
    page.locator("body").press("ArrowRight")
    expect(page).not_to_have_url(re.compile("day=2016-12-12"), timeout=20_000)
    day = frame.evaluate("window.dateline.map.store.get().day")
    assert not any("/feed/events?" in url or url.endswith("/feed/events") for url in requests)
    assert frame.evaluate("window.untouched") is True
    expect(page.locator("h2.dl-title")).not_to_have_text("On 12 Dec 2016")
    assert isinstance(day, int)


def test_a_source_goes_and_comes_back_without_a_request(visit: Visit) -> None:
    page = visit.open("?mode=upto&day=2020-12-31")
    frame = visit.map_frame()
    before = frame.evaluate("window.dateline.map.visibleCount()")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("body").press("1")
    frame.wait_for_function(f"window.dateline.map.visibleCount() < {before}")
    page.locator("body").press("0")
    frame.wait_for_function(f"window.dateline.map.visibleCount() === {before}")
    assert not [url for url in requests if "/feed/" in url]


def test_a_mark_leads_to_its_sentence(visit: Visit) -> None:
    page = visit.open(VIEW)
    frame = visit.map_frame()
    row = page.locator(".dl-card", has_text="Palmyra").locator("details.dl-row").first
    row.locator("summary").click()
    expect(row.locator(".dl-quote")).to_contain_text(re.compile(r"Palmyra|Tadmur|city|town", re.IGNORECASE))
    expect(row.get_by_role("link", name="open article")).to_be_visible()
    spot = frame.evaluate(
        """() => {
          const map = window.dateline.map.map;
          const at = map.latLngToContainerPoint([34.561, 38.281]);
          const box = map.getContainer().getBoundingClientRect();
          return {x: at.x + box.left, y: at.y + box.top};
        }"""
    )
    frame.locator("body").click(position=spot)
    card = frame.locator("article.dl-card")
    expect(card).to_be_visible(timeout=20_000)
    expect(card).to_contain_text("Palmyra")


def test_the_address_brings_the_same_view_back(visit: Visit) -> None:
    page = visit.open(VIEW + "&sources=reuters,alalam&mode=upto")
    frame = visit.map_frame()
    first = frame.evaluate("JSON.stringify(window.dateline.map.store.get())")
    page.wait_for_timeout(1500)
    page.goto(page.url)
    again = visit.map_frame().evaluate("JSON.stringify(window.dateline.map.store.get())")
    assert again == first


@pytest.mark.parametrize("path", ["place?place=curated:sy-palmyra", "articles", "articles?view=add", "data", "method"])
def test_every_page_is_clean(visit: Visit, path: str) -> None:
    page = visit.open(path)
    expect(page.locator("h1").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)
    expect(page.get_by_text("Traceback")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_screenshots(browser: Browser, address: str, width: int, height: int, *, dark: bool) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    with visiting(browser, address, width=width, height=height, dark=dark) as visit:
        page = visit.open("?day=2016-12-12")
        frame = visit.map_frame()
        page.wait_for_timeout(2500)
        page.screenshot(path=SCREENSHOTS / f"map-{'dark' if dark else 'light'}-{width}.png")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0
        assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        assert visit.errors == []
        assert visit.refused == []


def test_no_answer_waits_for_the_one_before_it_to_be_acknowledged(visit: Visit) -> None:
    connection = http.client.HTTPConnection(visit.address.removeprefix("http://"))
    taken = []
    for _ in range(40):  # the first dozen answers of a connection are acknowledged at once in any case
        began = time.perf_counter()
        connection.request("GET", "/_stcore/host-config")
        connection.getresponse().read()
        taken.append(time.perf_counter() - began)
    connection.close()
    assert min(taken[25:]) < 0.03  # seconds; a delayed acknowledgement takes 0.04
