"""Compare: two accounts side by side, on two maps, in lists, lanes and figures."""

import datetime as dt

import streamlit as st

from geo.comparison import differences
from geo.control import CARRY_FORWARD_DAYS, Assumptions
from pages.parts.compare_sets import pick_sets
from pages.parts.compare_state import current_events, current_groups, current_origins, current_wordings
from pages.parts.difference_list import draw_differences
from pages.parts.figures import draw_figures
from pages.parts.holdings_state import current_disagreements, current_spans, side_of
from pages.parts.place_lanes import draw_place_lanes
from pages.parts.proposals import draw_proposals, pick_closeness
from pages.parts.resources import shared_store
from pages.parts.url_choice import url_choice
from pages.parts.words import as_day, counted

VIEWS = {
    "differences": "Differences",
    "lanes": "Lanes by place",
    "figures": "Figures",
    "same": "May be one event",
}

store = shared_store()
sources = store.sources()
if len(sources) < 2:
    st.info("There are fewer than two sources. Add articles of another one, and lay them side by side here.")
    st.stop()
names = {source.source_id: source.name for source in sources}
spans = current_spans(Assumptions())
ranked = current_disagreements(Assumptions())

st.html(
    '<h1 class="dl-title">Compare</h1><p class="dl-sub">Two sets of sources beside each other. The program says '
    "where they differ, not who is right.</p>"
)
telling = list(ranked["sources"].iloc[0]) if len(ranked) else [source.source_id for source in sources]
chosen = pick_sets(sources, telling)
first_day = as_day(ranked["from"].iloc[0]) if len(ranked) else as_day(spans["from"].max() if len(spans) else None)
day = as_day(st.query_params.get("day")) or first_day or dt.datetime.now(dt.UTC).date()

found = differences(spans, chosen.left, chosen.right, side_of=side_of(), origins=current_origins())
contrary = found[found["difference"] == "contradiction"]
st.html(
    f'<p class="dl-note">{counted(contrary["place_id"].nunique(), "place")} on which they contradict each other on the '
    f"same days · {counted(len(found), 'difference')} in all · a claim counts for {CARRY_FORWARD_DAYS} days</p>"
)
view = url_choice("view", VIEWS, label="View")
if view == "differences":
    draw_differences(found, names, day)
elif view == "lanes":
    draw_place_lanes(spans, found, (chosen.left, chosen.right), names, day)
elif view == "figures":
    events = current_events()
    both = {*chosen.left, *chosen.right}
    everyone = st.toggle("All sources, not the chosen ones alone", value=True, key="everyone")
    mine = events if everyone else events[events["source_id"].isin(both)]
    theirs = spans if everyone else spans[spans["source_id"].isin(both)]
    words = current_wordings()
    draw_figures(
        mine,
        theirs,
        current_groups(pick_closeness()),
        words if everyone else words[words["source_id"].isin(both)],
        names,
    )
else:
    draw_proposals(names)
