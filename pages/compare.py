"""Compare: two accounts side by side, on two maps, in lists, lanes and figures."""

import datetime as dt
from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from geo.mapping import CompareState, compare_map
from pages.parts.compare_moves import commands, first_state, forget_moves, remember_in_url, tell_sets
from pages.parts.compare_state import current_differences
from pages.parts.difference_list import draw_differences
from pages.parts.figures import draw_figures
from pages.parts.holdings_state import assumptions_of, current_spans
from pages.parts.place_lanes import draw_place_lanes
from pages.parts.proposals import draw_proposals
from pages.parts.resources import shared_store
from pages.parts.source_board import pick_sets, sets_are_new, sets_on_board
from pages.parts.url_choice import url_choice
from pages.parts.words import counted

VIEWS = {
    "differences": "Differences",
    "lanes": "Lanes by place",
    "figures": "Figures",
    "same": "May be one event",
}


@st.fragment
def maps_and_days(names: dict[str, str]) -> None:
    """The two maps and what follows their day; only this part runs again when the maps have come to rest."""
    kept = st.session_state
    chosen: CompareState = kept["compare_state"]
    taken = int((kept.get("compare-map") or {}).get("serial") or 0)
    returned = st_folium(
        compare_map(kept["compare_first"], names=names), key="compare-map", use_container_width=True, height=640,
        feature_group_to_add=commands(names, taken=taken) or None, returned_objects=["day"],
    )  # fmt: skip
    if sets_on_board() not in (None, (chosen.left, chosen.right)):
        st.rerun()  # the sources were moved while the maps came to rest, and only this part was run
    state = chosen.from_component(returned)
    kept["compare_state"] = state
    remember_in_url(state)
    assumed = assumptions_of(state.shared)
    found = current_differences(state.left, state.right, assumed)
    contrary = found[found["difference"] == "contradiction"]
    st.html(
        f'<p class="dl-note">{counted(contrary["place_id"].nunique(), "place")} on which they contradict each other on '
        f"the same days · {counted(len(found), 'difference')} in all · {assumed.words()}</p>"
    )
    view = url_choice("view", VIEWS, label="View")
    day = state.shared.day or dt.datetime.now(dt.UTC).date()
    if view == "differences":
        draw_differences(found, names, day, assumed=assumed.words())
    elif view == "lanes":
        draw_place_lanes(
            current_spans(assumed), found, (state.left, state.right), names, day,
            carry_forward_days=assumed.carry_forward_days,
        )  # fmt: skip
    elif view == "same":
        draw_proposals(names, day)
    if view != kept["compare_view"]:
        kept["compare_view"] = view
        st.rerun()


sources = shared_store().sources()
if len(sources) < 2:
    st.info("There are fewer than two sources. Add articles of another one, and lay them side by side here.")
    st.stop()
names = {source.source_id: source.name for source in sources}
st.html(
    '<div class="dl-head"><h1 class="dl-title">Compare</h1><p class="dl-sub">Two sets of sources beside each other. '
    "Drag sources to either side; the program says where they differ, not who is right.</p></div>"
)
kept = st.session_state
if sets_are_new():
    kept["compare_first"] = kept["compare_state"] = first_state(list(names))
    kept["compare_view"] = st.query_params.get("view", "differences")
    forget_moves()
left, right = pick_sets(kept["compare_first"])
if (left, right) != (kept["compare_state"].left, kept["compare_state"].right):
    kept["compare_state"] = replace(kept["compare_state"], left=left, right=right)
    tell_sets(kept["compare_state"])
maps_and_days(names)
state: CompareState = kept["compare_state"]
day = state.shared.day or dt.datetime.now(dt.UTC).date()
if kept["compare_view"] == "figures":
    draw_figures(assumptions_of(state.shared), (*state.left, *state.right), names, day)
