"""Reviewing an event: accept, edit with ranked candidates, reject, undo."""

import datetime as dt
from typing import Any

import streamlit as st

from geo.errors import GeoError
from geo.model import DatePrec, Kind, Place, ReportedEvent, Stance, Status, WherePrec
from pages.parts.article_view import event_card, event_words
from pages.parts.place_picker import SCOPE_WORDS, pick_place_for, remember_place
from pages.parts.resources import shared_lexicon, shared_store
from pages.parts.words import day_words

AREA_KINDS = {"province": WherePrec.FIRST_ORDER_AREA, "district": WherePrec.SECOND_ORDER_AREA,
              "region": WherePrec.VAGUE_AREA, "country": WherePrec.COUNTRY}  # fmt: skip


def draw_review(event: ReportedEvent, *, link_article: bool = False) -> None:
    """The event's card with its four buttons, the way to its article where asked for, and the form that edits it."""
    names = {source.source_id: source.name for source in shared_store().sources()}
    st.html(event_card(event, outlet=names.get(event.source_id, event.source_id)))
    key = event.event_id
    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    if row.button("Accept", key=f"accept-{key}", disabled=event.status is Status.ACCEPTED):
        _decide(event, {"status": Status.ACCEPTED.value})
    if row.button("Reject", key=f"reject-{key}", disabled=event.status is Status.REJECTED):
        _decide(event, {"status": Status.REJECTED.value})
    if row.button("Edit", key=f"edit-{key}"):
        st.session_state[f"editing-{key}"] = not st.session_state.get(f"editing-{key}", False)
    if row.button("Undo", key=f"undo-{key}", disabled=event.status is Status.UNREVIEWED):
        shared_store().undo(key)
        st.rerun()
    if link_article:
        row.page_link(
            "articles.py", label="Read the article", query_params={"view": "read", "article": event.article_id}
        )
    if st.session_state.get(f"editing-{key}"):
        _draw_editor(event)


def _decide(event: ReportedEvent, changes: dict[str, Any]) -> None:
    try:
        shared_store().review(event.event_id, changes, reviewer=reviewer_name())
    except GeoError as error:
        st.error(str(error))
        return
    st.session_state.pop(f"editing-{event.event_id}", None)
    st.session_state["decided"] = (event.event_id, str(changes.get("status", "edited")))
    st.rerun()


def draw_last_decision() -> None:
    """What was decided last, with the way back; nothing before the first decision."""
    if "decided" not in st.session_state:
        return
    event_id, decision = st.session_state["decided"]
    event = shared_store().event(event_id)
    said, back = st.columns([5, 1], vertical_alignment="center")
    said.success(f"{decision.capitalize()}: {event_words(event)}")
    if back.button("Undo", key="undo-last", width="stretch"):
        shared_store().undo(event_id)
        del st.session_state["decided"]
        st.rerun()


def reviewer_name() -> str:
    """Who reviews, as typed on the page."""
    return st.session_state.get("reviewer", "").strip() or "unnamed reviewer"


def _draw_editor(event: ReportedEvent) -> None:
    key = event.event_id
    name = event.place_mention or event.place_name or ""
    picked = pick_place_for(name, key=key, keep=f"as it is: {name or 'no place'}")
    with st.form(f"form-{key}"):
        scope = st.segmented_control(
            "Use this place for the name", list(SCOPE_WORDS), format_func=SCOPE_WORDS.__getitem__, default="",
            key=f"scope-{key}", help="Remembered on this machine, and used when articles are read again.",
        )  # fmt: skip
        left, right = st.columns(2)
        kind = left.selectbox("Kind", [k.value for k in Kind], index=[*Kind].index(event.kind), key=f"kind-{key}")
        stance = right.selectbox(
            "Stance", [s.value for s in Stance], index=[*Stance].index(event.stance), key=f"stance-{key}"
        )
        names = actor_names(event.actor, event.opponent)
        actor = left.selectbox(
            "Actor", names, index=names.index(event.actor or ""), key=f"actor-{key}", accept_new_options=True
        )
        opponent = right.selectbox(
            "Opponent", names, index=names.index(event.opponent or ""), key=f"opponent-{key}", accept_new_options=True
        )
        first = left.date_input(
            "First possible day", value=event.date_start, min_value=dt.date(1900, 1, 1), key=f"first-{key}"
        )
        last = right.date_input(
            "Last possible day", value=event.date_end, min_value=dt.date(1900, 1, 1), key=f"last-{key}"
        )
        cited = st.text_input("Who is cited", value=event.attributed_to or "", key=f"cited-{key}")
        note = st.text_input("Note", value=event.note, key=f"note-{key}")
        if not st.form_submit_button("Save the changes", type="primary"):
            return
    if first and last and first > last:
        st.error(f"The first possible day ({day_words(first)}) lies after the last ({day_words(last)}).")
        return
    changes: dict[str, Any] = {
        "kind": kind, "stance": stance, "actor": actor or None, "opponent": opponent or None,
        "attributed_to": cited or None,
        "date_start": first, "date_end": last, "date_prec": precision_of(first, last), "note": note,
    }  # fmt: skip
    if picked is not None:
        changes |= place_changes(picked)
        remember_place(name, picked, scope or "", article_id=event.article_id, source_id=event.source_id)
    _decide(event, changes)


def place_changes(place: Place) -> dict[str, Any]:
    """What giving an event that place changes in it."""
    return {
        "place_id": place.place_id, "place_name": place.name,
        "latitude": place.lonlat.lat, "longitude": place.lonlat.lon,
        "where_prec": AREA_KINDS.get(place.kind, WherePrec.EXACT), "radius_m": place.radius_m,
    }  # fmt: skip


def actor_names(*also: str | None) -> list[str]:
    """The canonical names to choose from, an empty one first, with those that an event already has."""
    known = {actor.name for actor in shared_lexicon().actors}
    return ["", *sorted(known | {name for name in also if name})]


def precision_of(first: dt.date | None, last: dt.date | None) -> DatePrec | None:
    """UCDP's code for a span of that length; None where an end is missing."""
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    steps = ((1, DatePrec.DAY), (6, DatePrec.FEW_DAYS), (7, DatePrec.WEEK), (31, DatePrec.MONTH))
    return next((code for most, code in steps if days <= most), DatePrec.YEAR)
