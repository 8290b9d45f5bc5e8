"""Names that no layer could place, ranked by how many events wait for them, and giving them a place."""

import pandas as pd
import pyarrow.compute as pc
import streamlit as st

from geo.errors import GeoError
from geo.gazetteer.catalogue import unresolved_names
from geo.gazetteer.normalise import fold
from geo.model import LonLat, Place, ReportedEvent, Status
from geo.store import EventFilter
from pages.parts.article_view import event_card
from pages.parts.place_picker import pick_place_for, remember_place
from pages.parts.resources import shared_gazetteer, shared_store
from pages.parts.review import place_changes, reviewer_name
from pages.parts.words import counted

SHOWN = 40
SENTENCES = 4
MOST_NEAR = 12
MOST_AT_ONCE = 500
"""So many events are given a place by one press; the name stays in the list while more wait."""
SCOPES = {"": "these events only", "article": "in their articles", "source": "in their sources", "always": "always"}
_NOT_REJECTED = (Status.UNREVIEWED.value, Status.ACCEPTED.value, Status.EDITED.value)


@st.cache_resource(max_entries=2, show_spinner=False)
def _waiting(fingerprint: str) -> pd.DataFrame:
    """`row place_mention` of the events whose place no layer knows."""
    table = shared_store().event_arrow(
        EventFilter(statuses=_NOT_REJECTED), columns=("row", "place_mention", "place_id"), encoded=True
    )
    wanted = pc.and_(pc.is_null(table["place_id"]), pc.is_valid(table["place_mention"]))
    waiting: pd.DataFrame = table.filter(wanted).select(["row", "place_mention"]).to_pandas()
    return waiting


def draw_unresolved() -> None:
    """The ranked names; a chosen one shows its sentences beside the candidates, one choice for all its events."""
    if "placed-name" in st.session_state:
        st.success(st.session_state.pop("placed-name"))
    waiting = _waiting(shared_store().fingerprint())
    if not len(waiting):
        st.caption("Every name that an event needs has a place.")
        return
    ranked = unresolved_names(((name, 1) for name in waiting["place_mention"]), shared_gazetteer(), limit=SHOWN)
    counts = {found.name: found.events for found in ranked}
    chosen = st.pills(
        "Names", list(counts), format_func=lambda name: f"{name} · {counted(counts[name], 'event')}",
        label_visibility="collapsed", key="unresolved-name",
    )  # fmt: skip
    if chosen is None:
        st.caption("Most awaited first. Choose a name to read the sentences that need it, and to give it a place.")
        return
    store = shared_store()
    rows = waiting.loc[[fold(name) == fold(chosen) for name in waiting["place_mention"]], "row"].head(MOST_AT_ONCE)
    _draw_name(chosen, [store.event(store.event_id_of_row(int(row))) for row in rows])


def _draw_name(name: str, events: list[ReportedEvent]) -> None:
    sentences, choice = st.columns([1, 1.15], gap="medium")
    with sentences:
        for event in events[:SENTENCES]:
            st.html(event_card(event))
        if len(events) > SENTENCES:
            st.caption(f"and {counted(len(events) - SENTENCES, 'more event')}")
    with choice:
        place = pick_place_for(
            name, key=f"waiting-{fold(name)}", keep="choose one, or click its point", with_map=True,
            near=_points_near(events),
        )  # fmt: skip
        scope = st.segmented_control(
            f"{name} means it", list(SCOPES), format_func=SCOPES.__getitem__, default="always",
            key=f"waiting-scope-{fold(name)}",
            help="Remembered on this machine, and used when articles are read again.",
        )  # fmt: skip
        pressed = st.button(f"Place {counted(len(events), 'event')} there", type="primary", disabled=place is None)
        if pressed and place is not None:
            _give_place(name, place, scope or "", events)


def _points_near(events: list[ReportedEvent]) -> list[LonLat]:
    """Where the other events of the same articles are: what ranks the candidates."""
    articles = tuple(dict.fromkeys(event.article_id for event in events))[:MOST_NEAR]
    told = shared_store().event_arrow(
        EventFilter(article_ids=articles), columns=("longitude", "latitude")
    ).to_pandas().dropna().drop_duplicates().head(MOST_NEAR)  # fmt: skip
    return [LonLat(lon, lat) for lon, lat in zip(told["longitude"], told["latitude"], strict=True)]


def _give_place(name: str, place: Place, scope: str, events: list[ReportedEvent]) -> None:
    try:
        for event in events:
            shared_store().review(event.event_id, place_changes(place), reviewer=reviewer_name())
    except GeoError as error:
        st.error(str(error))
        return
    for article_id, source_id in dict.fromkeys((event.article_id, event.source_id) for event in events):
        remember_place(name, place, scope, article_id=article_id, source_id=source_id)
    st.session_state["placed-name"] = f"{name}: {counted(len(events), 'event')} now at {place.name}."
    st.rerun()
