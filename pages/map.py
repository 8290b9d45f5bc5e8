"""The map: who reported what, where and when, with the day's answer beside it."""

import datetime as dt
from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from geo.mapping import MapCommand, MapState, event_map
from pages.parts.disagreement_list import draw_disagreements
from pages.parts.holdings_state import assumptions_of, current_claims, current_disagreements
from pages.parts.panel import draw_panel
from pages.parts.tray import draw_tray
from pages.parts.words import as_day


def first_state() -> MapState:
    """The state of the URL; without a day in it, the day on which most sources begin to disagree about one place."""
    state = MapState.from_query(st.query_params.to_dict())
    if state.day is not None:
        return state
    ranked = current_disagreements(assumptions_of(state))
    claims = current_claims()
    # The list below ranks by recency too; a first look is better served by the loudest disagreement of all times.
    loudest = ranked.sort_values(["n_origins", "days"], ascending=False)
    day = as_day(loudest["from"].iloc[0]) if len(ranked) else None
    if day is None and len(claims):
        day = as_day(claims["date_end"].max())
    return replace(state, day=day) if day else state


@st.fragment
def map_and_panel() -> None:
    """The map and what follows it; only this part runs again when the map has come to rest."""
    kept = st.session_state
    if "map_first" not in kept:
        kept["map_first"] = first_state()
    left, right = st.columns([3.1, 1], gap="medium")
    pending: MapState | None = kept.get("map_wanted")
    command = MapCommand(pending, serial=kept.get("map_serial", 0)) if pending else None
    with left:
        returned = st_folium(
            event_map(kept["map_first"]), key="map", use_container_width=True, height=640, feature_group_to_add=command,
            returned_objects=["day"],
        )  # fmt: skip
    if pending and returned and returned.get("serial", -1) >= kept.get("map_serial", 0):
        del kept["map_wanted"]  # the map has it; a frame that is built anew must not take it on again
    state = MapState.from_component(returned) if returned and returned.get("day") else kept["map_first"]
    wanted = state.to_query()
    if wanted != {name: st.query_params[name] for name in st.query_params}:
        st.query_params.from_dict(wanted)
    assumed = assumptions_of(state)
    kept["assumed"] = assumed
    day = state.day or dt.datetime.now(dt.UTC).date()
    with right:
        if (returned or {}).get("playing"):
            st.caption("Time plays on the map; this panel follows when you pause.")
        draw_panel(day, assumed, place=state.place)
    draw_disagreements(assumed, state)
    draw_tray(int((returned or {}).get("tray") or 0))


map_and_panel()
