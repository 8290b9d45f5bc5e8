"""Names that no layer could place, ranked by how many events wait for them."""

import streamlit as st

from geo.gazetteer.catalogue import unresolved_names
from geo.gazetteer.normalise import fold
from geo.model import Status
from geo.store import EventFilter
from pages.parts.resources import shared_gazetteer, shared_store
from pages.parts.review import draw_review
from pages.parts.words import counted

SHOWN = 40


def draw_unresolved() -> None:
    """The ranked names; a chosen one shows its events, each of which can be given a place."""
    table = shared_store().event_arrow(
        EventFilter(statuses=(Status.UNREVIEWED.value, Status.ACCEPTED.value, Status.EDITED.value)),
        columns=("event_id", "place_mention", "place_id"),
    ).to_pandas()  # fmt: skip
    waiting = table[table["place_id"].isna() & table["place_mention"].notna()]
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
    for event_id in waiting.loc[[fold(name) == fold(chosen) for name in waiting["place_mention"]], "event_id"].head(10):
        draw_review(shared_store().event(event_id))
