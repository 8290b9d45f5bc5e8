"""What the pages share: the store, the gazetteer and the lexicon, each opened once a process."""

from typing import Any

import streamlit as st

from geo.gazetteer import open_gazetteer
from geo.ingest import ensure_sample
from geo.lexicon import Lexicon, load_lexicon
from geo.resources import store_url
from geo.store import Store, open_store

WELCOME = """
<p class="dl-title">Getting ready, this once</p>
<p class="dl-sub">Dateline compiles its list of 240,000 places and then reads 36 short articles that contradict each
other, so that there is something to look at. This takes about a minute; later starts take seconds.
Nothing leaves this machine.</p>
<ol class="dl-welcome">
<li><b>Scrub</b> the lanes under the map: every lane is a source, every gap its silence.</li>
<li>Press <kbd>n</kbd> for the next day on which sources <b>disagree</b> about who holds a place.</li>
<li>Click any mark for the <b>sentence</b> it rests on.</li>
</ol>
"""
GAZETTEER_STEPS = (0.02, 0.25, 0.5, 0.85)
"""How much of a first start is done when the index reports its steps: reading, areas, names, done."""


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
    with st.container(key="first-start"):
        st.html(WELCOME)
        bar = st.progress(0.0, text="Starting ...")
        steps = iter(GAZETTEER_STEPS)

        def show_step(message: str) -> None:
            bar.progress(next(steps, GAZETTEER_STEPS[-1]), text=message)

        # Opened here first: a cached function may not write to this page, and this one takes half a minute.
        open_gazetteer(on_progress=show_step)

        def show_article(done: int, total: int, name: str) -> None:
            share = GAZETTEER_STEPS[-1] + (1 - GAZETTEER_STEPS[-1]) * done / max(total, 1)
            bar.progress(share, text=f"Reading the sample articles: {done} of {total}, {name}")

        ensure_sample(store, shared_gazetteer(), shared_lexicon(), on_progress=show_article)
    st.rerun()
