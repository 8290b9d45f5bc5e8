"""What is loaded: sources with the user's own names, groups and colours, and where the store lies."""

from urllib.parse import quote

import pandas as pd
import streamlit as st

from geo.errors import GeoError
from geo.model import Source
from pages.parts.colours import NOBODY_COLOUR, source_colours
from pages.parts.resources import shared_store
from pages.parts.words import counted, esc

KEY = "sources-editor"
EDITED = ["name", "group", "colour"]
COLOUR = "^(#[0-9a-fA-F]{6})?$"


def draw_loaded() -> None:
    """The table of sources, editable, and the store's address."""
    store = shared_store()
    known = {source.source_id: source for source in store.sources()}
    counts = store.source_counts()
    colours = source_colours()
    table = pd.DataFrame([
        {
            "shown": _swatch(colours.get(row["source_id"], NOBODY_COLOUR)),
            "id": row["source_id"], "name": row["name"], "group": known[row["source_id"]].group or "",
            "colour": known[row["source_id"]].colour or "", "articles": row["articles"], "events": row["events"],
        }
        for row in counts
    ], columns=["shown", "id", "name", "group", "colour", "articles", "events"])  # fmt: skip
    st.html(
        '<p class="dl-sub">Names, groups and colours are yours: set a group ("state media", "agencies") and its '
        "members toggle together on the map. The program has no opinion of any outlet.</p>"
    )
    edited = st.data_editor(
        _with_drafts(table), hide_index=True, width="stretch", height=min(36 * (len(table) + 1) + 3, 870), key=KEY,
        disabled=["shown", "id", "articles", "events"],
        column_config={"shown": st.column_config.ImageColumn("", width=36),
                       "id": "Id", "name": "Name", "group": "Group", "articles": "Articles", "events": "Events",
                       "colour": st.column_config.TextColumn(
                           "Colour", help="#rrggbb; empty: its own", max_chars=7, validate=COLOUR)},
    )  # fmt: skip
    changed = edited[(edited[EDITED] != table[EDITED]).any(axis=1)]
    st.session_state["source_drafts"] = {row["id"]: row for row in changed.to_dict("records")}
    if len(changed) and st.button(f"Save {counted(len(changed), 'change')}", type="primary"):
        try:
            for row in changed.to_dict("records"):
                store.set_source(
                    Source(row["id"], row["name"] or row["id"], row["group"] or None, row["colour"] or None)
                )
        except GeoError as error:
            st.error(str(error))
        else:
            st.session_state["source_drafts"] = {}
            st.rerun()
    st.html(f'<p class="dl-note">The store is <code>{esc(store.url)}</code>, revision {store.revision}.</p>')


def _with_drafts(table: pd.DataFrame) -> pd.DataFrame:
    """The table with what was typed and not yet saved when the reader left it: Streamlit forgets a hidden editor's."""
    kept = st.session_state
    if KEY not in kept:
        kept["source_drafts_begun"] = kept.get("source_drafts", {})
    shown = table.copy()
    for at, source_id in enumerate(table["id"]):
        for name in EDITED if source_id in kept["source_drafts_begun"] else ():
            shown.loc[at, name] = kept["source_drafts_begun"][source_id][name]
    return shown


def _swatch(colour: str) -> str:
    """A square of the colour as an address that a column of images takes."""
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-5 -5 28 28">'
    return "data:image/svg+xml," + quote(f'{square}<rect width="18" height="18" rx="4" fill="{colour}"/></svg>')
