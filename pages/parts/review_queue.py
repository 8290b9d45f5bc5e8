"""The queue of reports that nobody has reviewed, the least certain first."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from geo.memory import give_back_memory
from geo.model import Status
from geo.store import EventFilter
from pages.parts.exchange import KIND_GROUPS
from pages.parts.resources import shared_store
from pages.parts.review import draw_review
from pages.parts.words import counted

SHOWN = 12


@st.cache_resource(max_entries=4, show_spinner=False)
def _queue(fingerprint: str, chosen: EventFilter) -> npt.NDArray[np.uint32]:
    """Row numbers of the chosen events in the order of doubt; of a million events they are sorted once a revision."""
    columns = ("row", "place_id", "date_start", "where_prec")
    waiting = shared_store().event_arrow(chosen, columns=columns, encoded=True).to_pandas()
    queue = waiting["row"].to_numpy(dtype=np.uint32)[by_doubt(waiting)]
    del waiting
    give_back_memory()
    return queue


def draw_queue() -> None:
    """What is left to review of the chosen kinds and sources, a few at a time, each with the way to its article."""
    store = shared_store()
    names = {source.source_id: source.name for source in store.sources()}
    kinds_box, sources_box, reviewer_box = st.columns([1, 2, 1])
    kinds = kinds_box.selectbox("Kinds", list(KIND_GROUPS), key="queue-kinds")
    sources = sources_box.multiselect(
        "Sources", list(names), format_func=names.__getitem__, placeholder="all sources", key="queue-sources"
    )
    reviewer_box.text_input("Your name, kept with each decision", key="reviewer", max_chars=60)
    chosen = EventFilter(statuses=(Status.UNREVIEWED.value,), kinds=KIND_GROUPS[kinds], sources=tuple(sources))
    queue = _queue(store.fingerprint(), chosen)
    st.html(f'<p class="dl-sub">{counted(len(queue), "event")} not reviewed, the least certain first.</p>')
    shown = st.session_state.setdefault("queue-shown", SHOWN)
    for row in queue[:shown].tolist():
        draw_review(store.event(store.event_id_of_row(row)), link_article=True)
    if len(queue) > shown and st.button(f"Show {min(SHOWN, len(queue) - shown)} more"):
        st.session_state["queue-shown"] = shown + SHOWN
        st.rerun()


def by_doubt(waiting: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Positions in the order of doubt: what nobody could place or date first, then vague places, then the rest."""
    doubt = waiting["place_id"].isna() * 4 + waiting["date_start"].isna() * 3 + waiting["where_prec"].fillna(7)
    return np.argsort(-doubt.to_numpy(dtype=float), kind="stable")
