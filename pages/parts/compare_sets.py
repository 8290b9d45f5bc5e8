"""Two sets of sources, picked, swapped, saved by name."""

import streamlit as st

from geo.mapping import CompareState
from geo.model import Source
from pages.parts.resources import shared_store


def sets_are_new() -> bool:
    """Whether the pickers were not on screen in the last run: the page is opened, or come back to."""
    return "set-left" not in st.session_state


def pick_sets(sources: list[Source], first: CompareState) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pickers, which begin with the sets of `first`; the ids of the sources on the left and on the right."""
    names = {source.source_id: source.name for source in sources}
    chosen: list[tuple[str, ...]] = []
    columns = st.columns([5, 5, 2.4], vertical_alignment="bottom")
    for side, column, begin in (("left", columns[0], first.left), ("right", columns[1], first.right)):
        key = f"set-{side}"
        if key not in st.session_state:
            st.session_state[key] = [source for source in begin if source in names]
        picked = column.multiselect(
            "Left" if side == "left" else "Right", list(names), format_func=names.__getitem__, key=key,
            placeholder="choose sources",
        )  # fmt: skip
        chosen.append(tuple(picked))
    with columns[2].container(horizontal=True, gap="small", wrap=False):
        st.button("⇄", help="Swap the two sides", on_click=_swap)
        _draw_saved(names, chosen)
    return chosen[0], chosen[1]


def _swap() -> None:
    kept = st.session_state
    kept["set-left"], kept["set-right"] = kept["set-right"], kept["set-left"]


def _use(side: str, members: tuple[str, ...]) -> None:
    st.session_state[f"set-{side}"] = list(members)


def _save(name: str, members: tuple[str, ...]) -> None:
    if name.strip():
        shared_store().set_source_set(name.strip(), members)


def _draw_saved(names: dict[str, str], chosen: list[tuple[str, ...]]) -> None:
    saved = shared_store().source_sets()
    groups: dict[str, list[str]] = {}
    for source in shared_store().sources():
        if source.group:
            groups.setdefault(source.group, []).append(source.source_id)
    with st.popover("Saved sets", width="stretch"):
        offered = {**{f"{group} (group)": tuple(members) for group, members in groups.items()}, **saved}
        for name, members in offered.items():
            known = tuple(member for member in members if member in names)
            label, left, right, forget = st.columns([3, 1, 1, 1], vertical_alignment="center")
            label.markdown(f"**{name}** · {len(known)}")
            left.button("Left", key=f"use-left-{name}", on_click=_use, args=("left", known))
            right.button("Right", key=f"use-right-{name}", on_click=_use, args=("right", known))
            if name in saved:
                forget.button("Forget", key=f"forget-{name}", on_click=_save, args=(name, ()))
        if not offered:
            st.caption("None yet. Name the left or the right side, and it can be used again.")
        name = st.text_input("Name", placeholder="state media", max_chars=60)
        left, right = st.columns(2)
        left.button("Save the left side", on_click=_save, args=(name, chosen[0]), disabled=not name or not chosen[0])
        right.button("Save the right side", on_click=_save, args=(name, chosen[1]), disabled=not name or not chosen[1])
