"""The tray of events that nothing dates or places: shown, counted, and open to be mended."""

import streamlit as st

from geo.model import Status
from geo.store import EventFilter
from pages.parts.resources import shared_store
from pages.parts.review import draw_review
from pages.parts.words import counted

SHOWN = 20


def draw_tray(asked: int) -> None:
    """The tray, closed at first; each event in it can be given a date or a place.

    `asked` is how often the reader asked for it on the map; it opens when that grows.
    """
    if asked > st.session_state.get("tray-asked", 0):
        st.session_state["tray-open"] = True
    st.session_state["tray-asked"] = asked
    table = shared_store().event_arrow(
        EventFilter(statuses=(Status.UNREVIEWED.value, Status.ACCEPTED.value, Status.EDITED.value)),
        columns=("event_id", "date_start", "date_end", "latitude"),
    ).to_pandas()  # fmt: skip
    undated = table[table["date_start"].isna() & table["date_end"].isna()]
    unplaced = table[table["latitude"].isna()]
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
        for event_id in waiting["event_id"].head(SHOWN):
            draw_review(shared_store().event(event_id))
        if len(waiting) > SHOWN:
            st.caption(f"{counted(len(waiting) - SHOWN, 'more event')} after these.")
