"""The app on its sample and a visitor to it, for the tests of its pages; the map alone on made-up reports."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import open_store
from tests.browser.made_up import made_up_store
from tests.browser.map_server import map_app, serving
from tests.browser.opened_map import START, OpenMap
from tests.browser.running_app import CHROMIUM_FLAGS, Visit, running_app, visiting

CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; tests that drive the app skip where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here; `python3 run.py test` installs one")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app on a store that holds the sample."""
    folder = tmp_path_factory.mktemp("app")
    url = f"sqlite:///{folder / 'sample.sqlite'}"
    store = open_store(url)
    ensure_sample(store, open_gazetteer(), load_lexicon())
    store.close()
    with running_app(url, folder) as at:
        yield at


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit to the app at 1440x900; the console must stay clean and nothing may be asked of another machine."""
    with visiting(browser, address) as opened:
        yield opened
        assert opened.errors == []
        assert opened.refused == []


@pytest.fixture(scope="module")
def map_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the map alone, on made-up reports."""
    store = made_up_store(tmp_path_factory.mktemp("made_up"))
    with serving(map_app(lambda: store)) as url:
        yield url
    store.close()


@pytest.fixture
def open_map(browser: Browser, map_address: str) -> Iterator[OpenMap]:
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
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(map_address)
                   else (foreign.append(route.request.url), route.abort()))  # fmt: skip
        page.goto(f"{map_address}/?{query}")
        page.wait_for_selector(".dl-root[data-ready]")
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in foreign if not url.startswith("data:")] == []
