"""The tray of events that nothing dates or places: shown, counted, and open to be mended."""

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from geo.memory import give_back_memory
from geo.model import Status
from geo.store import EventFilter
from pages.parts.resources import shared_store
from pages.parts.review import draw_review
from pages.parts.words import counted

SHOWN = 20
_NOT_REJECTED = (Status.UNREVIEWED.value, Status.ACCEPTED.value, Status.EDITED.value)


@st.cache_resource(max_entries=2, show_spinner=False)
def _waiting(fingerprint: str) -> tuple[pa.Array, pa.Array]:
    """Row numbers of the undated and of the unplaced events: a page with a million events looks for them once."""
    columns = ("row", "date_start", "date_end", "latitude")
    table = shared_store().event_arrow(EventFilter(statuses=_NOT_REJECTED), columns=columns, encoded=True)
    undated = pc.and_(pc.is_null(table["date_start"]), pc.is_null(table["date_end"]))
    unplaced = pc.is_null(table["latitude"], nan_is_null=True)
    rows = table["row"].combine_chunks()
    waiting = rows.filter(undated.combine_chunks()), rows.filter(unplaced.combine_chunks())
    del table, rows, undated, unplaced
    give_back_memory()
    return waiting


def draw_tray(asked: int) -> None:
    """The tray, closed at first; each event in it can be given a date or a place.

    `asked` is how often the reader asked for it on the map; it opens when that grows.
    """
    if asked > st.session_state.get("tray-asked", 0):
        st.session_state["tray-open"] = True
    st.session_state["tray-asked"] = asked
    store = shared_store()
    undated, unplaced = _waiting(store.fingerprint())
    label = f"Not on the map or not on a day · {len(undated):,} undated · {len(unplaced):,} unplaced"
    opened = st.expander(label, key="tray-open", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if not len(undated) and not len(unplaced):
            st.caption("Every event has a day and a place.")
            return
        st.caption(
            "Nothing here is dated to today or dropped. Give an event a day or a place with Edit, and it moves out."
        )
        chosen = st.segmented_control(
            "Tray", ["undated", "unplaced"], default="undated" if len(undated) else "unplaced", required=True,
            label_visibility="collapsed", key="tray",
        )  # fmt: skip
        waiting = undated if chosen == "undated" else unplaced
        for row in waiting.slice(0, SHOWN).to_pylist():
            draw_review(store.event(store.event_id_of_row(row)))
        if len(waiting) > SHOWN:
            st.caption(f"{counted(len(waiting) - SHOWN, 'more event')} after these.")
