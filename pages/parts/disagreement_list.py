"""The ranked list of disagreements; each opens on the map with one click."""

from dataclasses import replace

import streamlit as st

from geo.control import Assumptions
from geo.mapping import MapState
from pages.parts.holdings_state import current_disagreements
from pages.parts.map_moves import move_map
from pages.parts.resources import shared_store
from pages.parts.words import as_day, counted, span_words

SHOWN = 30


def draw_disagreements(assumed: Assumptions, state: MapState) -> None:
    """The list, closed at first, the most telling disagreement on top."""
    ranked = current_disagreements(assumed)
    label = f"Where sources disagree · {counted(len(ranked), 'stretch', 'stretches')} of days"
    opened = st.expander(label, key="disagreements-open", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if not len(ranked):
            st.caption("Under these assumptions no two sources name different holders of one place on one day.")
            return
        names = {source.source_id: source.name for source in shared_store().sources()}
        st.caption("Ranked by length, sources and recency. A click moves the map to the place and the first day.")
        for number, row in enumerate(ranked.head(SHOWN).to_dict("records")):
            who = " · ".join(
                f"{answer['holder'] or answer['state']}: {', '.join(names.get(s, s) for s in answer['sources'])}"
                for answer in row["answers"]
            )
            label = f"**{row['place_name']}**, {span_words(row['from'], row['to'])} ({row['difference']}): {who}"
            if st.button(label, key=f"go-{number}", type="tertiary"):
                day = as_day(row["from"])
                move_map(
                    replace(state.on_day(day), place=row["place_id"], lat=row["lat"], lon=row["lon"], zoom=9)
                    if day
                    else state
                )
                st.rerun(scope="fragment")
