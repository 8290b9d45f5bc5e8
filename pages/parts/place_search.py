"""Choosing a place: those that sources speak of, found by any of their names in any script."""

import pandas as pd
import streamlit as st

from geo.memory import give_back_memory
from geo.model import CONTROL_KINDS, Stance
from pages.parts.resources import shared_gazetteer, shared_store

SHOWN = 14
CLAIMED = [kind.value for kind in CONTROL_KINDS]
PLACEHOLDER = "Find a place, in any script: Tadmur, تدمر, Deir Ezzur ..."


@st.cache_resource(max_entries=2, show_spinner=False)
def _places_spoken_of(fingerprint: str) -> pd.DataFrame:
    # Text of few values stays encoded: of a million events as plain text it would take hundreds of megabytes.
    columns = ("place_id", "place_name", "source_id", "kind", "stance")
    table = shared_store().event_arrow(columns=columns, encoded=True).to_pandas().dropna(subset=["place_id"])
    claims = table[table["kind"].isin(CLAIMED) & (table["stance"] == Stance.ASSERTED.value)]
    by_place = table.groupby("place_id", observed=True)
    grouped = pd.DataFrame({"place_name": by_place["place_name"].first().astype(str), "events": by_place.size()})
    claiming = claims.groupby("place_id", observed=True)["source_id"].nunique()
    grouped["claims"] = claiming.reindex(grouped.index).fillna(0)
    grouped.index = grouped.index.astype(str)
    del table, claims, by_place
    give_back_memory()
    return grouped.sort_values(["claims", "events"], ascending=False).reset_index()


def places_spoken_of() -> pd.DataFrame:
    """`place_id place_name claims events` of every place with an event, those with most claiming sources first."""
    return _places_spoken_of(shared_store().fingerprint())


def pick_place() -> str | None:
    """The place_id that the URL or the search box names; draws the box."""
    known = places_spoken_of()
    asked = st.query_params.get("place", "")
    query = st.text_input(
        "Find a place",
        placeholder=PLACEHOLDER,
        label_visibility="collapsed",
    )
    if query:
        found = [c.place.place_id for c in shared_gazetteer().candidates(query, limit=12)]
        known_ids = set(known["place_id"])
        options = [p for p in found if p in known_ids] + [p for p in found if p not in known_ids]
        labels = {p: shared_gazetteer().place(p).name for p in options}
        if not options:
            st.info(f"No place called {query!r} in any layer. Add one on the Data page, or try another spelling.")
    else:
        options = list(known["place_id"].head(SHOWN))
        labels = {}
    labels |= dict(zip(known["place_id"], known["place_name"], strict=True))
    counts = dict(zip(known["place_id"], known["events"], strict=True))
    if asked and asked not in options and not query:
        options = [asked, *options]
    if not options:
        if not query:
            st.info("No placed events yet. Add articles, and the places that they speak of appear here.")
        return None
    chosen = st.container(key="places-known").pills(
        "Places", options, default=asked if asked in options else options[0],
        required=True, label_visibility="collapsed",
        format_func=lambda p: f"{labels.get(p, p)} · {counts.get(p, 0)}", key=f"pick-{query}-{asked if query else ''}",
    )  # fmt: skip
    if chosen and chosen != asked:
        st.query_params["place"] = chosen
    return chosen
