"""A store filled with a little of the sample, and pages that run on it without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import load_lexicon
from geo.store import open_store

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store that holds the sample, as the pipeline reads it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'sample.sqlite'}"
    store = open_store(url)
    ensure_sample(store, open_gazetteer(), load_lexicon())
    store.close()
    return url


@pytest.fixture
def run_page(sample_store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Runs a page of the app on the sample, `run_page("articles.py", view="read")`; what it raised fails the test."""
    monkeypatch.setenv("DATELINE_STORE", sample_store)
    st.cache_resource.clear()

    def run(page: str, **query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=120)
        test.query_params.update(query)
        if page != "map.py":
            test.switch_page(str(ROOT / "pages" / page))
        test.run()
        assert not test.exception, test.exception
        return test

    yield run
    st.cache_resource.clear()
