"""Places picked by hand: the list, adding one, CSV out and in."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from geo.errors import GeoError
from geo.gazetteer.corrections import Correction, Scope, corrections_path, forget, read_corrections, remember
from pages.parts.place_picker import pick_place_for
from pages.parts.resources import shared_gazetteer
from pages.parts.words import counted


def draw_corrections() -> None:
    """What was picked, where it holds, and the ways to add, drop, export and import."""
    kept = read_corrections()
    if kept:
        table = pd.DataFrame([
            {"drop": False, "name": c.name, "means": c.place.name, "kind": c.place.kind, "holds": str(c.scope),
             "of": c.scope_id, "latitude": c.place.lonlat.lat, "longitude": c.place.lonlat.lon}
            for c in kept
        ])  # fmt: skip
        edited = st.data_editor(
            table, hide_index=True, width="stretch", disabled=list(table.columns[1:]), key="by-hand"
        )
        dropped = [kept[n].key for n in edited.index[edited["drop"]]]
        if dropped and st.button(f"Drop {counted(len(dropped), 'choice')}", type="primary"):
            forget(dropped)
            _changed()
        st.download_button(
            "Export as CSV", corrections_path().read_bytes(), file_name="dateline-corrections.csv", mime="text/csv",
            on_click="ignore",
        )  # fmt: skip
    else:
        st.caption("None yet. A place picked for a name is used first when articles are read again.")
    with st.expander("Add a place for a name, or import a CSV of such choices"):
        name = st.text_input("Name as articles write it", key="by-hand-name")
        place = (
            pick_place_for(name, key="by-hand", keep="choose a candidate, or click a point on the map")
            if name
            else None
        )
        if place is not None and st.button(f"{name} always means {place.name}", type="primary"):
            remember([Correction(name, place, Scope.ALWAYS)])
            _changed()
        uploaded = st.file_uploader("CSV of choices", type=["csv"], key="by-hand-csv")
        if uploaded is not None and st.button("Import the choices"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "corrections.csv"
                path.write_bytes(uploaded.getvalue())
                try:
                    remember(read_corrections(path))
                except GeoError as error:
                    st.error(str(error))
                    return
            _changed()


def _changed() -> None:
    shared_gazetteer.clear()
    st.rerun()
