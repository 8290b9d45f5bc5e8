"""The view of the Compare page: where it begins, what moves the maps on screen, and its address."""

from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd
import streamlit as st

from geo.control import Assumptions
from geo.mapping import CompareCommand, CompareState, MapState
from pages.parts.holdings_state import current_claims, current_disagreements
from pages.parts.words import as_day

CLOSE_ZOOM = 9.0
FIRST_ZOOM = 7.0


@dataclass(frozen=True, slots=True)
class Move:
    """One change that the maps are to take on; the browser tells back the serial of the last one that it took."""

    serial: int
    sets: CompareState | None = None
    state: tuple[tuple[str, Any], ...] = ()
    reload: bool = False


def first_state(known: list[str]) -> CompareState:
    """Where the maps begin: what the URL asks for, then what this visit showed before, then the loudest disagreement.

    Without sets in the URL those who gave the first two answers of that disagreement stand opposite each other.
    """
    asked = st.query_params.to_dict()
    before: CompareState | None = st.session_state.get("compare_state")
    if before is not None and not {"left", "right", "day"} & set(asked):
        return before
    state = CompareState.from_query(asked)
    if {"left", "right", "day"} <= set(asked):
        return replace(state, **{side: _among(getattr(state, side), known) for side in ("left", "right")})
    loudest = _loudest_disagreement()
    answers = [tuple(answer["sources"]) for answer in loudest["answers"][:2]] if loudest is not None else []
    default = answers if len(answers) == 2 else [tuple(known[:1]), tuple(known[1:2])]
    sides = {
        side: _among(getattr(state, side), known) if side in asked else begin
        for side, begin in zip(("left", "right"), default, strict=True)
    }
    return replace(state, **sides, shared=_begun(state.shared, loudest))


def _among(sources: tuple[str, ...], known: list[str]) -> tuple[str, ...]:
    return tuple(source for source in sources if source in known)


def _begun(shared: MapState, loudest: "pd.Series[Any] | None") -> MapState:
    """The day and the place of that disagreement, where the URL names no day; its own place where it names one."""
    if shared.day is not None:
        return shared
    if loudest is None:
        return replace(shared, day=as_day(current_claims()["date_end"].max()))
    shared = replace(shared, day=as_day(loudest["from"]))
    if shared.lat is not None or pd.isna(loudest["lat"]):
        return shared
    return replace(shared, lat=float(loudest["lat"]), lon=float(loudest["lon"]), zoom=FIRST_ZOOM)


def _loudest_disagreement() -> "pd.Series[Any] | None":
    ranked = current_disagreements(Assumptions())
    if not len(ranked):
        return None
    return ranked.sort_values(["n_origins", "days"], ascending=False).iloc[0]


def tell_sets(state: CompareState) -> None:
    """Bring other sets to the maps on screen; a source that was hidden by hand is shown again."""
    _add(sets=state, state={"sources": None})


def show_on_maps(place: str, *, day: str | None, lat: float | None, lon: float | None) -> None:
    """Fly both maps to a place and a day (ISO text)."""
    shared = st.session_state["compare_state"].shared
    where = (
        {"lat": lat, "lon": lon, "zoom": max(shared.zoom or 0.0, CLOSE_ZOOM)} if pd.notna(lat) and pd.notna(lon) else {}
    )
    _add(state={"place": place, **({"day": day} if day else {}), **where})


def reload_maps() -> None:
    """Have both maps fetch their reports anew: what is one event has changed."""
    _add(state={}, reload=True)


def _add(*, sets: CompareState | None = None, state: dict[str, Any], reload: bool = False) -> None:
    kept = st.session_state
    kept["compare_serial"] = kept.get("compare_serial", 0) + 1
    move = Move(kept["compare_serial"], sets, tuple(state.items()), reload)
    kept["compare_moves"] = [*kept.get("compare_moves", []), move]


def commands(names: dict[str, str], *, taken: int) -> list[CompareCommand]:
    """What the browser has not taken yet, after the last serial that it told."""
    left = [move for move in st.session_state.get("compare_moves", []) if move.serial > taken]
    st.session_state["compare_moves"] = left
    return [
        CompareCommand(serial=move.serial, sets=move.sets, names=names, state=dict(move.state), reload=move.reload)
        for move in left
    ]


def forget_moves() -> None:
    """Drop what an earlier map did not take: a new one begins where it should be."""
    st.session_state["compare_moves"] = []


def remember_in_url(state: CompareState) -> None:
    """Write the view into the address; what the page's other parts keep there stays."""
    own = {field.name for field in fields(MapState)} | {"from", "to", "left", "right", "layout", "split"}
    others = {name: value for name, value in st.query_params.to_dict().items() if name not in own}
    wanted = others | state.to_query()
    if wanted != st.query_params.to_dict():
        st.query_params.from_dict(wanted)
