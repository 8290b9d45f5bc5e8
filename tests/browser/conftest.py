"""The app on its sample and a visitor to it, for the tests that walk through its pages."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import open_store
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
