"""Claims, spans and disagreements of the store, kept for as long as its revision and the assumptions stay."""

import pandas as pd
import streamlit as st

from geo.accounts import SideOf, areas_of
from geo.control import Assumptions, claims_from_events, disagreements, side_lookup
from geo.mapping import MapState
from geo.memory import give_back_memory
from pages.parts.resources import shared_gazetteer, shared_lexicon, shared_store

MOST_KEPT = 8
_MANY = 50_000


@st.cache_resource(max_entries=2, show_spinner=False)
def _claims(fingerprint: str) -> pd.DataFrame:
    claims = claims_from_events(shared_store().claims_arrow())
    if len(claims) > _MANY:
        give_back_memory()
    return claims


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _spans(fingerprint: str, assumed: Assumptions) -> pd.DataFrame:
    spans = assumed.spans(_claims(fingerprint), side_of=side_of())
    give_back_memory()
    return spans


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _disagreements(fingerprint: str, assumed: Assumptions) -> pd.DataFrame:
    ranked = disagreements(
        _spans(fingerprint, assumed),
        carry_forward_days=assumed.carry_forward_days,
        side_of=side_of(),
    )
    give_back_memory()
    return ranked


@st.cache_resource(max_entries=2, show_spinner=False)
def _areas(fingerprint: str) -> dict[str, tuple[str, ...]]:
    return dict(areas_of(_claims(fingerprint)["place_id"].cat.categories, shared_gazetteer()))


def current_areas() -> dict[str, tuple[str, ...]]:
    """The areas that hold each place of which there is a claim."""
    return _areas(shared_store().events_fingerprint())


def side_of() -> SideOf:
    """The function from an actor's name to its side, after the lexicon."""
    return side_lookup(shared_lexicon())


def current_claims() -> pd.DataFrame:
    """The claims of the store as it is now."""
    return _claims(shared_store().events_fingerprint())


def current_spans(assumed: Assumptions) -> pd.DataFrame:
    """The spans of the store as it is now, under these assumptions."""
    return _spans(shared_store().events_fingerprint(), assumed)


def current_disagreements(assumed: Assumptions) -> pd.DataFrame:
    """The ranked disagreements of the store as it is now, under these assumptions."""
    return _disagreements(shared_store().events_fingerprint(), assumed)


def assumptions_of(state: MapState) -> Assumptions:
    """The assumptions that a view of the map makes."""
    shown = state.sources
    hidden = () if shown is None else tuple(
        source.source_id for source in shared_store().sources() if source.source_id not in shown
    )  # fmt: skip
    return Assumptions(
        by=state.by,
        carry_forward_days=state.carry,
        min_date_prec=state.minprec if state.minprec < 5 else None,
        reviewed_only=state.reviewed,
        without=hidden,
    )
