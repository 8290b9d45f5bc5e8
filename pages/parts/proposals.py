"""Reports of different sources that may be one event: each with its reason; accept, split, reject."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from geo.comparison import Closeness
from pages.parts.colours import NOBODY_COLOUR, source_colours
from pages.parts.compare_state import current_events, current_groups, current_shared_texts
from pages.parts.resources import shared_store
from pages.parts.words import counted, esc, span_words

SHOWN = 20


def pick_closeness() -> Closeness:
    """How close two reports must be, as the reader sets it."""
    with st.popover("How close is close"):
        km = st.slider("Kilometres apart, at most", 1, 50, 10, key="close-km")
        days = st.slider("Days apart, at most", 0, 10, 1, key="close-days")
        kinds = st.segmented_control("Kinds", ["like", "same"], default="like", required=True, key="close-kinds")
        actors = st.segmented_control(
            "Actors", ["compatible", "same", "any"], default="compatible", required=True, key="close-actors"
        )
        least = st.slider("Least score", 0.3, 0.95, 0.6, 0.05, key="close-score")
    return Closeness(km=float(km), days=days, kinds=kinds, actors=actors, least_score=least)


def draw_proposals(names: Mapping[str, str]) -> None:
    """The groups with their reports; what is decided is kept and can be taken back."""
    closeness = pick_closeness()
    groups = current_groups(closeness)
    st.html(
        f'<p class="dl-note">{counted(len(groups), "group")} of reports that may be one event. Nothing is merged: an '
        "accepted group shows as one mark with its number of sources and counts once; all its reports stay.</p>"
    )
    events = current_events().set_index("event_id")
    pages = max(1, -(-len(groups) // SHOWN))
    number = int(st.number_input("Page", 1, pages, 1, key="proposal-page")) if pages > 1 else 1
    for row in groups.iloc[(number - 1) * SHOWN : number * SHOWN].to_dict("records"):
        _draw_group(row, events, names)
    shared = current_shared_texts()
    with st.expander(f"Texts that several outlets print · {counted(len(shared), 'pair')} of articles"):
        table = pd.DataFrame(
            {
                "first": shared["source_a"].map(lambda s: names.get(s, s)),
                "second": shared["source_b"].map(lambda s: names.get(s, s)),
                "shared words": shared["shared_words"],
                "share of the shorter": shared["share"],
                "longest passage, words": shared["longest_words"],
                "article": shared["article_a"],
                "other article": shared["article_b"],
            }
        )
        st.dataframe(
            table,
            hide_index=True,
            width="stretch",
            column_config={"share of the shorter": st.column_config.NumberColumn(format="percent")},
        )


def _draw_group(row: dict[str, Any], events: pd.DataFrame, names: Mapping[str, str]) -> None:
    members = [event for event in row["event_ids"] if event in events.index]
    if not members:
        return
    reports = events.loc[members]
    first = reports.iloc[0]
    colours = source_colours()
    is_decided = row["decision"] in ("accepted", "rejected")
    decided = f'<span class="dl-tag agree">{esc(row["decision"])}</span>' if is_decided else ""
    lines = "".join(_report_line(report, names, colours) for report in reports.reset_index().to_dict("records"))
    counts = f"{counted(row['n_sources'], 'source')}, {counted(row['n_origins'], 'origin')}"
    st.html(
        f'<div class="dl-card"><h4>{esc(first["place_name"])} <span class="dl-tag">score {row["score"]:.2f}'
        f'</span><span class="dl-tag">{counts}</span>{decided}</h4>'
        f'<p class="dl-note">{esc(row["reason"])}</p>{lines}</div>'
    )
    group_id = str(row["group_id"])
    keep = (
        st.multiselect(
            "Reports in it",
            members,
            default=members,
            key=f"keep-{group_id}",
            label_visibility="collapsed",
            format_func=lambda e: f"{names.get(events.at[e, 'source_id'], '')}: {str(events.at[e, 'quote'])[:50]}",
        )
        if len(members) > 2
        else members
    )
    accept, reject, reopen = st.columns(3)
    store = shared_store()
    if accept.button(
        "One event" if len(keep) == len(members) else "One event: the chosen", key=f"one-{group_id}", width="stretch"
    ):
        store.decide_same_event(group_id, keep, "accepted")
        st.rerun()
    if reject.button("Not one event", key=f"not-{group_id}", width="stretch"):
        store.decide_same_event(group_id, members, "rejected")
        st.rerun()
    if reopen.button("Undecide", key=f"open-{group_id}", width="stretch", disabled=not is_decided):
        store.decide_same_event(group_id, members, "open")
        st.rerun()


def _report_line(report: dict[str, Any], names: Mapping[str, str], colours: Mapping[str, str]) -> str:
    swatch = f'<span class="dl-swatch" style="background:{colours.get(report["source_id"], NOBODY_COLOUR)}"></span>'
    what = f"{esc(report['kind'].replace('_', ' '))}, {esc(span_words(report['date_start'], report['date_end']))}"
    name = esc(names.get(report["source_id"], report["source_id"]))
    return (
        f'<div class="dl-row">{swatch} <span class="name">{name}</span> '
        f'<span class="dl-note">{what}</span><div class="dl-quote" dir="auto">{esc(report["quote"])}</div></div>'
    )
