"""Picking a place for a name: ranked candidates, on a map, or a point clicked where none is right."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.gazetteer.corrections import Correction, Scope, clicked_place, remember
from geo.gazetteer.distance import distance_m
from geo.mapping.point_map import MapPoint, point_map
from geo.model import Candidate, LonLat, Place
from pages.parts.colours import is_dark
from pages.parts.resources import shared_gazetteer

RANK_COLOURS = ("#c4473a", "#2f5fa8", "#2a8f7a", "#b8860b", "#7a5aa6", "#5f6775", "#b0708f", "#4a7a1f")
SCOPE_WORDS = {"": "for this event only", "article": "in this article", "source": "in this source", "always": "always"}
MARK_REACH_M = 9_000
"""A mark is some seven pixels wide: at the map's first zoom that many metres."""
CLICKED_KINDS = ("village", "town", "city", "airbase", "base", "quarter", "hill", "road", "crossing", "other")


def candidate_words(candidate: Candidate) -> str:
    """A candidate in one line: name, kind, areas, score, evidence."""
    place = candidate.place
    names = [shared_gazetteer().place(area).name for area in place.areas[:2]]
    where = ", ".join([place.kind, *names])
    why = f" · {', '.join(candidate.evidence)}" if candidate.evidence else ""
    return f"{place.name} ({where}) · {candidate.score:.2f}{why}"


def candidate_points(candidates: list[Candidate]) -> list[MapPoint]:
    """The candidates as numbered points, each rank in its own colour."""
    return [
        MapPoint(c.place.lonlat, f"{n + 1}. {c.place.name} ({c.place.kind})", RANK_COLOURS[n % len(RANK_COLOURS)])
        for n, c in enumerate(candidates)
    ]


def pick_place_for(
    name: str, *, key: str, keep: str, with_map: bool = False, near: Sequence[LonLat] = ()
) -> Place | None:
    """The place that is chosen, None to keep what is there; draws the search, the list and, if asked, the map.

    `near` are points that the articles also tell of: they rank the candidates.
    """
    query = st.text_input("Look a place up (any script)", value=name, key=f"query-{key}")
    candidates = shared_gazetteer().candidates(query, near=near, limit=8) if query else []
    clicked: LonLat | None = None
    if st.toggle("Show on a map, or click a point", value=with_map, key=f"map-{key}"):
        dark = is_dark()
        told = st_folium(
            point_map(candidate_points(candidates), dark=dark), key=f"pick-{key}-{query}-{dark}", height=300,
            use_container_width=True, returned_objects=["last_clicked", "last_object_clicked"],
        )  # fmt: skip
        clicked = _point_of(told, "last_clicked")
        pointed = _candidate_at(_point_of(told, "last_object_clicked"), clicked, candidates)
        if pointed is not None:
            clicked = None
            if st.session_state.get(f"pointed-{key}") != pointed.place_id:
                st.session_state[f"place-{key}"] = pointed
        st.session_state[f"pointed-{key}"] = pointed.place_id if pointed else None
    options: list[Place | None] = [None, *(candidate.place for candidate in candidates)]
    words = {
        candidate.place.place_id: f"{n + 1}. {candidate_words(candidate)}" for n, candidate in enumerate(candidates)
    }
    if clicked:
        kind = st.selectbox("What is at the point", CLICKED_KINDS, key=f"kind-of-{key}")
        held = shared_gazetteer().area_at(clicked)
        by_hand = clicked_place(
            query or name or "unnamed", clicked, kind=kind, country=held[-1].country if held else ""
        )
        options.append(by_hand)
        if st.session_state.get(f"clicked-{key}") != clicked:  # a click chooses; the list can choose otherwise
            st.session_state[f"clicked-{key}"] = clicked
            st.session_state[f"place-{key}"] = by_hand
        words[by_hand.place_id] = f"{by_hand.name}, the point clicked: {clicked.lat}, {clicked.lon}"
    return st.selectbox(
        "Place", options, key=f"place-{key}", format_func=lambda p: keep if p is None else words.get(p.place_id, p.name)
    )


def _point_of(told: dict[str, Any] | None, key: str) -> LonLat | None:
    """The point that streamlit-folium tells under that key; None where nothing was clicked."""
    point = (told or {}).get(key)
    return LonLat(round(point["lng"], 4), round(point["lat"], 4)) if point else None


def _candidate_at(mark: LonLat | None, clicked: LonLat | None, candidates: list[Candidate]) -> Place | None:
    """The candidate whose mark was clicked; None where the click was elsewhere since."""
    if mark is None or (clicked is not None and distance_m(mark, clicked) > MARK_REACH_M):
        return None
    near = [c.place for c in candidates if distance_m(c.place.lonlat, mark) < 50]
    return near[0] if near else None


def remember_place(name: str, place: Place, scope: str, *, article_id: str, source_id: str) -> None:
    """Keep the choice for later readings of that name; nothing for an empty scope."""
    if not scope or not name:
        return
    scope_id = {"article": article_id, "source": source_id}.get(scope, "")
    remember([Correction(name, place, Scope(scope), scope_id)])
    shared_gazetteer.clear()
