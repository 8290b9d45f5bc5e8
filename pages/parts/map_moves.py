"""Sending the map on screen to another view, without loading it anew."""

import streamlit as st

from geo.mapping import MapState


def move_map(state: MapState) -> None:
    """Ask the map to take this state on with the next run of its part of the page."""
    st.session_state["map_wanted"] = state
    st.session_state["map_serial"] = st.session_state.get("map_serial", 0) + 1
