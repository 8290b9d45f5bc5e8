"""Two sets of sources on a board: chips that a mouse, a finger or keys move; saved by name."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo.mapping import CompareState
from pages.parts.colours import NOBODY_COLOUR, source_colours
from pages.parts.component import component
from pages.parts.resources import shared_store

KEY = "source-board"
_board = component("source_board")


def sets_are_new() -> bool:
    """Whether the board was not on screen in the last run: the page is opened, or come back to."""
    return KEY not in st.session_state


def pick_sets(first: CompareState) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The board, which begins with the sets of `first`; the ids of the sources on the left and on the right."""
    kept = st.session_state
    if sets_are_new():
        kept["board_begun"] = kept.get("board_begun", 0) + 1
    counts = shared_store().source_counts()
    colours = source_colours()
    known = kept["board_sources"] = [str(row["source_id"]) for row in counts]
    begin = {"left": _known(first.left, known), "right": _known(first.right, known)}
    told = _board(
        key=KEY,
        data={
            "begun": kept["board_begun"],
            "sources": [
                {
                    "id": row["source_id"], "name": row["name"], "events": row["events"],
                    "colour": colours.get(row["source_id"], NOBODY_COLOUR),
                }
                for row in counts
            ],
            "saved": _saved(known),
            **begin,
        },
        default={"sets": begin},
        on_sets_change=_nothing, on_save_change=_save, on_forget_change=_forget,
    )  # fmt: skip
    return _sides(told.sets or begin, known)


def sets_on_board() -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The sets as the browser told them last, also in a run of a fragment; None before it told any.

    A fragment that is asked to run at the same moment as the page can be all of the page that Streamlit runs.
    """
    told = st.session_state.get(KEY)
    known = st.session_state.get("board_sources")
    return _sides(told.sets, known) if told is not None and told.sets and known is not None else None


def _sides(sets: Mapping[str, Any], known: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(_known(sets["left"], known)), tuple(_known(sets["right"], known))


def _known(asked: Any, known: list[str]) -> list[str]:
    return [source for source in dict.fromkeys(asked) if source in known]


def _saved(known: list[str]) -> list[dict[str, Any]]:
    """The sets that readers saved, then the groups that they gave on the Data page."""
    groups: dict[str, list[str]] = {}
    for source in shared_store().sources():
        if source.group:
            groups.setdefault(source.group, []).append(source.source_id)
    saved = [
        {"name": name, "ids": _known(ids, known), "own": True} for name, ids in shared_store().source_sets().items()
    ]
    return saved + [{"name": name, "ids": _known(ids, known), "own": False} for name, ids in groups.items()]


def _nothing() -> None:
    """The page runs again with the new sets; there is no more to do."""


def _save() -> None:
    asked = st.session_state[KEY].save
    if asked and asked["name"].strip():
        shared_store().set_source_set(asked["name"].strip(), tuple(asked["ids"]))


def _forget() -> None:
    name = st.session_state[KEY].forget
    if name:
        shared_store().set_source_set(name, ())
