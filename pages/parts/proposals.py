"""Reports of different sources that may be one event: each with its reason; accept, split, reject."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from geo.comparison import Closeness
from pages.parts.colours import NOBODY_COLOUR, actor_colour, source_colours
from pages.parts.compare_moves import reload_maps
from pages.parts.compare_state import (
    MOST_LAID,
    Reports,
    current_groups,
    current_reports,
    current_shared_texts,
    report_count,
)
from pages.parts.resources import shared_store
from pages.parts.url_choice import url_choice
from pages.parts.words import counted, day_words, esc, span_words

SHOWN = 12
STATES = {"open": "To decide", "accepted": "One event", "rejected": "Not one event"}


def pick_closeness() -> Closeness:
    """How close two reports must be, as the reader sets it."""
    with st.popover("How close is close", icon=":material/tune:"):
        km = st.slider("Kilometres apart, at most", 1, 50, 10, key="close-km")
        days = st.slider("Days apart, at most", 0, 10, 1, key="close-days")
        kinds = st.segmented_control("Kinds", ["like", "same"], default="like", required=True, key="close-kinds")
        actors = st.segmented_control(
            "Actors", ["compatible", "same", "any"], default="compatible", required=True, key="close-actors"
        )
        least = st.slider("Least score", 0.3, 0.95, 0.6, 0.05, key="close-score")
    return Closeness(km=float(km), days=days, kinds=kinds, actors=actors, least_score=least)


def laid_around(day: dt.date) -> dt.date | Literal[False] | None:
    """The day that reports are laid side by side around; None: all of them are; False: not yet asked for.

    More than `MOST_LAID` reports are only laid side by side when the reader asks, those nearest to the day on screen.
    """
    total = report_count()
    if total <= MOST_LAID:
        return None
    kept = st.session_state
    asked: dt.date | None = kept.get("laid-around")
    words = f"The store holds {total:,} reports. At most {MOST_LAID:,} are laid side by side at once"
    row = st.columns([3, 1], vertical_alignment="center")
    row[0].html(f'<p class="dl-note">{words}{f": those nearest to {day_words(asked)}" if asked else ""}.</p>')
    if asked != day and row[1].button(f"Lay those around {day_words(day)}", key="lay", width="stretch"):
        kept["laid-around"] = asked = day
    return asked or False


def say_what_is_laid(reports: Reports) -> str:
    """Which reports were laid side by side, in words."""
    return f"{counted(len(reports.table), 'report')}{f' of {reports.total:,}' if reports.around else ''}"


def draw_proposals(names: Mapping[str, str], day: dt.date) -> None:
    """The groups with their reports; what is decided is kept and can be taken back.

    A part of the fragment that holds the maps: one run draws the decision and tells the maps of it.
    """
    around = laid_around(day)
    if around is False:
        return
    head = st.columns([2.4, 1], vertical_alignment="center")
    with head[1]:
        closeness = pick_closeness()
    reports = current_reports(around)
    groups = current_groups(closeness, around)
    decided = _rejected(groups, reports)
    parts = {
        "open": groups[groups["decision"] == "open"],
        "accepted": groups[groups["decision"] == "accepted"],
        "rejected": decided,
    }
    with head[0]:
        labels = {state: f"{words} · {len(parts[state]):,}" for state, words in STATES.items()}
        state = url_choice("same", labels, label="Decided")
    st.html(
        f'<p class="dl-note">{counted(len(groups), "group")} of reports that may be one event, among '
        f"{say_what_is_laid(reports)}. Nothing is merged: an accepted group shows as one mark with its number of "
        "sources and counts once; all its reports stay.</p>"
    )
    shown = parts[state]
    if not len(shown):
        st.html(f'<div class="dl-card dl-empty">{_EMPTY[state]}</div>')
    else:
        events = reports.table.set_index("event_id")
        pages = -(-len(shown) // SHOWN)
        number = (
            int(st.number_input(f"Page, of {pages:,}", 1, pages, 1, key=f"proposal-page-{state}", width=150))
            if pages > 1
            else 1
        )
        for row in shown.iloc[(number - 1) * SHOWN : number * SHOWN].to_dict("records"):
            _draw_group(row, events, names, state)
    _draw_shared(names)


_EMPTY = {
    "open": "No reports are proposed as one event. Let them lie further apart, or ask for a lower score.",
    "accepted": "No group is accepted yet.",
    "rejected": "No group is rejected yet.",
}


def _rejected(groups: pd.DataFrame, reports: Reports) -> pd.DataFrame:
    """The groups that were rejected: they are not proposed again, and may be taken back."""
    members: dict[str, list[str]] = {}
    for group_id, event_id, decision in shared_store().same_event_decisions():
        if decision == "rejected":
            members.setdefault(group_id, []).append(event_id)
    known = set(reports.table["event_id"]) if members else set()
    rows = [
        {
            "group_id": group_id,
            "event_ids": events,
            "score": None,
            "reason": "rejected by a reviewer",
            "decision": "rejected",
        }
        for group_id, events in members.items()
        if known & set(events)
    ]
    return pd.DataFrame(rows, columns=groups.columns)


def _draw_group(row: dict[str, Any], events: pd.DataFrame, names: Mapping[str, str], state: str) -> None:
    members = [event for event in row["event_ids"] if event in events.index]
    if not members:
        return
    found = events.loc[members].reset_index().to_dict("records")
    group_id = str(row["group_id"])
    with st.container(key=f"group-{group_id}", border=True, gap="small"):
        tags = "" if pd.isna(row["score"]) else f'<span class="dl-tag">score {row["score"]:.2f}</span>'
        sources = len({report["source_id"] for report in found})
        origins = f", {counted(int(row['n_origins']), 'origin')}" if pd.notna(row["n_origins"]) else ""
        st.html(
            f'<h4 class="dl-group">{esc(found[0]["place_name"])} {tags}<span class="dl-tag">'
            f'{counted(sources, "source")}{origins}</span></h4><p class="dl-note">{esc(row["reason"])}</p>'
            + "".join(_report_line(number, report, names) for number, report in enumerate(found, 1))
        )
        if state != "open":
            back = (group_id, members, "open")
            st.button("Take back", key=f"open-{group_id}", icon=":material/undo:", on_click=_decide, args=back)
            return
        chosen = members
        if len(members) > 2:
            chosen = st.pills(
                "Which of them are one event", members, default=members, selection_mode="multi", key=f"keep-{group_id}",
                format_func=lambda e: f"{members.index(e) + 1}. {names.get(events.at[e, 'source_id'], '')}",
                label_visibility="collapsed",
            )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            split = len(chosen) < len(members)
            words = f"One event: these {len(chosen)}, the rest apart" if split else "One event"
            st.button(
                words, key=f"one-{group_id}", icon=":material/check:", disabled=len(chosen) < 2,
                on_click=_decide, args=(group_id, chosen, "accepted"),
            )  # fmt: skip
            st.button(
                "Not one event", key=f"not-{group_id}", icon=":material/close:",
                on_click=_decide, args=(group_id, members, "rejected"),
            )  # fmt: skip


def _decide(group_id: str, members: list[str], decision: str) -> None:
    """Keep a decision before anything is drawn; the maps count an accepted group once, and fetch their reports anew."""
    shared_store().decide_same_event(group_id, members, decision)
    reload_maps()


def _report_line(number: int, report: Mapping[str, Any], names: Mapping[str, str]) -> str:
    colour = source_colours().get(str(report["source_id"]), NOBODY_COLOUR)
    name = esc(names.get(report["source_id"], report["source_id"]))
    actor = report["actor"]
    who = f' · <b style="color:{actor_colour(actor)}">{esc(actor)}</b>' if isinstance(actor, str) else ""
    what = f"{esc(report['kind'].replace('_', ' '))}{who} · {esc(span_words(report['date_start'], report['date_end']))}"
    link = f'<a href="articles?view=read&article={esc(report["article_id"])}" target="_self">the article</a>'
    swatch = f'<span class="dl-swatch" style="background:{colour}"></span>'
    quote = f'<div class="dl-quote" dir="auto">{esc(report["quote"])}</div>'
    head = f'{swatch} <span class="name">{number}. {name}</span> <span class="dl-note">{what} · {link}</span>'
    return f'<div class="dl-row">{head}{quote}</div>'


def _draw_shared(names: Mapping[str, str]) -> None:
    """The texts that several outlets print, made out when they are asked for."""
    opened = st.expander("Texts that several outlets print", key="shared-texts", on_change="rerun")
    if not opened.open:
        return
    shared = current_shared_texts()
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
    with opened:
        st.caption(f"{counted(len(shared), 'pair')} of articles. Reports in them are one origin and count once.")
        st.dataframe(
            table,
            hide_index=True,
            width="stretch",
            column_config={"share of the shorter": st.column_config.NumberColumn(format="percent")},
        )
