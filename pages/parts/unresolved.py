"""Names that no layer could place, ranked by how many events wait for them."""

import pandas as pd
import pyarrow.compute as pc
import streamlit as st

from geo.gazetteer.catalogue import unresolved_names
from geo.gazetteer.normalise import fold
from geo.model import Status
from geo.store import EventFilter
from pages.parts.resources import shared_gazetteer, shared_store
from pages.parts.review import draw_review
from pages.parts.words import counted

SHOWN = 40
_NOT_REJECTED = (Status.UNREVIEWED.value, Status.ACCEPTED.value, Status.EDITED.value)


@st.cache_resource(max_entries=2, show_spinner=False)
def _waiting(fingerprint: str) -> pd.DataFrame:
    """`row place_mention` of the events whose place no layer knows."""
    table = shared_store().event_arrow(
        EventFilter(statuses=_NOT_REJECTED), columns=("row", "place_mention", "place_id"), encoded=True
    )
    wanted = pc.and_(pc.is_null(table["place_id"]), pc.is_valid(table["place_mention"]))
    waiting: pd.DataFrame = table.filter(wanted).select(["row", "place_mention"]).to_pandas()
    return waiting


def draw_unresolved() -> None:
    """The ranked names; a chosen one shows its events, each of which can be given a place."""
    waiting = _waiting(shared_store().fingerprint())
    if not len(waiting):
        st.caption("Every name that an event needs has a place.")
        return
    ranked = unresolved_names(((name, 1) for name in waiting["place_mention"]), shared_gazetteer(), limit=SHOWN)
    counts = {found.name: found.events for found in ranked}
    chosen = st.pills(
        "Names", list(counts), format_func=lambda name: f"{name} · {counted(counts[name], 'event')}",
        label_visibility="collapsed", key="unresolved-name",
    )  # fmt: skip
    if chosen is None:
        st.caption("Choose a name to see the sentences that need it, and to give them a place.")
        return
    for row in waiting.loc[[fold(name) == fold(chosen) for name in waiting["place_mention"]], "row"].head(10):
        draw_review(shared_store().event(shared_store().event_id_of_row(int(row))))
