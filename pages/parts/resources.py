"""What the pages share: the store, the gazetteer and the lexicon, each opened once a process."""

from typing import Any

import streamlit as st

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import Lexicon, load_lexicon
from geo.resources import store_url
from geo.store import Store, open_store


@st.cache_resource(show_spinner=False)
def _store(url: str) -> Store:
    return open_store(url)


def shared_store() -> Store:
    """The store that the environment names."""
    return _store(store_url())


@st.cache_resource(show_spinner="Opening the gazetteer ...")
def shared_gazetteer() -> Any:
    """The layered gazetteer, its index built where it was missing."""
    return open_gazetteer()


@st.cache_resource(show_spinner=False)
def shared_lexicon() -> Lexicon:
    """The lexicons of data/lexicon."""
    return load_lexicon()


def fill_with_sample() -> None:
    """Read the sample into an empty store, with what is going on in sight; at once otherwise."""
    store = shared_store()
    if store.source_counts():
        return
    with st.status("First start: getting ready. This takes about a minute, once.", expanded=True) as status:
        step = st.empty()
        step.write("Compiling the gazetteer's index: 240,000 places and their names ...")
        gazetteer = shared_gazetteer()
        step.write("Reading the sample articles ...")
        bar = st.progress(0.0)

        def show(done: int, total: int, name: str) -> None:
            bar.progress(done / max(total, 1), text=f"{done} of {total}: {name}")

        ensure_sample(store, gazetteer, shared_lexicon(), on_progress=show)
        status.update(label="The sample is in.", state="complete", expanded=False)
    st.rerun()
