"""The gazetteer's desk: layers, search with a map, names that nobody could place, adding a place by a click."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo.errors import GeoError
from geo.gazetteer.layers import all_layers
from geo.gazetteer.loading import add_country, add_table, remove_layer
from geo.mapping.point_map import point_map
from pages.parts.colours import is_dark
from pages.parts.corrections_desk import draw_corrections
from pages.parts.place_picker import candidate_points, candidate_words
from pages.parts.resources import shared_gazetteer
from pages.parts.unresolved import draw_unresolved
from pages.parts.words import counted

OWN_LAYERS = ("curated", "outlines", "world")


def draw_gazetteer() -> None:
    """Layers, then search, then what waits for a place."""
    _draw_layers()
    st.markdown("#### Search")
    _draw_search()
    st.markdown("#### Names that wait for a place")
    draw_unresolved()
    st.markdown("#### Places picked by hand")
    draw_corrections()


def _draw_layers() -> None:
    layers = all_layers()
    counts = shared_gazetteer().index.header["counts"]
    st.dataframe(
        pd.DataFrame({
            "layer": [layer.title for layer in layers], "places": [counts.get(layer.layer_id, 0) for layer in layers],
            "attribution": [layer.attribution for layer in layers], "licence": [layer.licence for layer in layers],
            "id": [layer.layer_id for layer in layers],
        }),
        hide_index=True, width="stretch",
    )  # fmt: skip
    st.caption("Asked from top to bottom: a name found in an upper layer outweighs the same name in a lower one.")
    with st.expander("Add a layer, or remove one"):
        _draw_add_layer()
        removable = [layer for layer in layers if layer.layer_id not in OWN_LAYERS]
        for layer in removable:
            if st.button(f"Remove {layer.title} ({layer.layer_id})", key=f"remove-{layer.layer_id}"):
                remove_layer(layer.layer_id)
                _reopen()


def _draw_add_layer() -> None:
    st.caption(
        "A country's file in GeoNames' format (SY.txt or SY.zip), or a CSV with columns name, lat, lon. A file with "
        "wrong rows is refused whole, with its lines named."
    )
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    name = left.text_input("Country code, or a name for the layer", placeholder="SY", max_chars=40)
    uploaded = right.file_uploader("File", type=["txt", "zip", "csv", "tsv"], label_visibility="collapsed")
    if (
        not st.button("Add the layer", type="primary", disabled=uploaded is None or not name.strip())
        or uploaded is None
    ):
        return
    with tempfile.TemporaryDirectory() as folder, st.spinner("Reading the file and building the index ..."):
        path = Path(folder) / Path(uploaded.name).name
        path.write_bytes(uploaded.getvalue())
        try:
            layer = add_table(name.strip(), path) if path.suffix == ".csv" else add_country(name.strip().upper(), path)
        except GeoError as error:
            st.error(str(error))
            return
    st.toast(f"{layer.title}: {counted(layer.count, 'place')}")
    _reopen()


def _reopen() -> None:
    shared_gazetteer.clear()
    st.rerun()


def _draw_search() -> None:
    left, middle, right = st.columns([2, 1, 1])
    query = left.text_input("Name, in any script", placeholder="Deir Ezzur, دير الزور, Kuweires ...", key="q")
    within = middle.text_input("Within", placeholder="Homs province", key="within")
    kind = right.selectbox(
        "Kind", ["", "city", "town", "village", "airbase", "province", "district"], key="search-kind"
    )
    if not query:
        st.caption("Every candidate comes with its score and the evidence for it.")
        return
    found = shared_gazetteer().candidates(query, within=within or None, kind=kind or None, limit=8)
    if not found:
        st.info(f"No layer knows {query!r}. Add a country's file above, or add the place by hand below.")
        return
    listing, drawn = st.columns([1, 1.2], gap="medium")
    for number, candidate in enumerate(found):
        listing.markdown(f"{number + 1}. {candidate_words(candidate)}")
    with drawn:
        st_folium(
            point_map(candidate_points(found), dark=is_dark()), key=f"search-map-{query}-{within}-{kind}", height=360,
            use_container_width=True, returned_objects=[],
        )  # fmt: skip
