"""The gazetteer's desk: layers, search with a map, names that nobody could place, adding a place by a click."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from geo.errors import GeoError
from geo.gazetteer.catalogue import layer_table
from geo.gazetteer.kinds import KINDS
from geo.gazetteer.loading import add_country, add_table, remove_layer
from geo.gazetteer.tables import PROFILES, columns_from_text
from geo.geocoding import read_settings
from geo.mapping.point_map import point_map
from pages.parts.candidate_list import candidate_rows
from pages.parts.colours import is_dark
from pages.parts.corrections_desk import draw_corrections
from pages.parts.online_desk import ONLINE_ATTRIBUTION, draw_online, online_answers
from pages.parts.place_picker import candidate_points
from pages.parts.resources import shared_gazetteer
from pages.parts.unresolved import draw_unresolved
from pages.parts.words import counted

OWN_LAYERS = ("corrections", "curated", "outlines", "world")
TABLES = {"plain": "name, lat, lon", "wof": "Who's On First", "ocha": "OCHA"}


def draw_gazetteer() -> None:
    """Layers, then search, then what waits for a place."""
    shared_gazetteer()  # builds the index where a layer came or went, before it is counted
    _draw_layers()
    st.markdown("#### Search")
    _draw_search()
    st.markdown("#### Names that wait for a place")
    draw_unresolved()
    st.markdown("#### Places picked by hand")
    draw_corrections()


def _draw_layers() -> None:
    layers = layer_table()
    online = read_settings()
    told = [
        {"layer": layer.title, "places": f"{layer.count:,}", "licence": layer.licence,
         "attribution": layer.attribution, "id": layer.layer_id}
        for layer in layers
    ]  # fmt: skip
    told.append({
        "layer": "Online geocoder", "places": online.provider if online.enabled else "off",
        "licence": "ODbL" if online.provider != "geonames" else "CC BY 4.0",
        "attribution": ONLINE_ATTRIBUTION[online.provider], "id": "online",
    })  # fmt: skip
    st.dataframe(
        pd.DataFrame(told), hide_index=True, width="stretch",
        column_config={"places": st.column_config.TextColumn("places", alignment="right")},
    )  # fmt: skip
    st.caption("Asked from top to bottom: a name found in an upper layer outweighs the same name in a lower one.")
    with st.expander("Add a layer, or remove one"):
        _draw_add_layer()
        removable = [layer for layer in layers if layer.layer_id not in OWN_LAYERS]
        for layer in removable:
            if st.button(f"Remove {layer.title} ({layer.layer_id})", key=f"remove-{layer.layer_id}"):
                remove_layer(layer.layer_id)
                _reopen()
    with st.expander("Online geocoder: off until you switch it on"):
        draw_online()


def _draw_add_layer() -> None:
    st.caption(
        "A country's file in GeoNames' format (SY.txt or SY.zip), or a table with a header. A file with wrong rows is "
        "refused whole, with its lines named."
    )
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    name = left.text_input("Country code, or a name for the layer", placeholder="SY", max_chars=40)
    uploaded = right.file_uploader("File", type=["txt", "zip", "csv", "tsv"], label_visibility="collapsed")
    profile, columns = "plain", ""
    licence, attribution = "unknown", ""
    if uploaded is not None and not _is_country(name, uploaded.name):
        first, second, third, fourth = st.columns([1, 2, 1, 1.4])
        profile = first.selectbox("Columns as in", list(TABLES), format_func=TABLES.__getitem__)
        columns = second.text_input("or named", placeholder="name=village,lat=y,lon=x,others=name_ar+name_ku")
        licence = third.text_input("Licence", value="unknown")
        attribution = fourth.text_input("Attribution", placeholder="shown on the map and in exports")
    ready = uploaded is not None and bool(name.strip())
    if not st.button("Add the layer", type="primary", disabled=not ready) or uploaded is None:
        return
    with tempfile.TemporaryDirectory() as folder, st.spinner("Reading the file and building the index ..."):
        path = Path(folder) / Path(uploaded.name).name
        path.write_bytes(uploaded.getvalue())
        try:
            if _is_country(name, uploaded.name):
                layer = add_country(name.strip().upper(), path)
            else:
                chosen = columns_from_text(columns, PROFILES[profile]) if columns.strip() else PROFILES[profile]
                layer = add_table(name.strip(), path, columns=chosen, licence=licence, attribution=attribution)
        except GeoError as error:
            st.error(str(error))
            return
    st.toast(f"{layer.title}: {counted(layer.count, 'place')}")
    _reopen()


def _is_country(name: str, file_name: str) -> bool:
    """Whether a file is taken as GeoNames' of a country: a code of two letters, and no table's ending."""
    return len(name.strip()) == 2 and Path(file_name).suffix.lower() in {".txt", ".zip"}


def _reopen() -> None:
    shared_gazetteer.clear()
    st.rerun()


def _draw_search() -> None:
    left, middle, right = st.columns([2, 1, 1])
    query = left.text_input("Name, in any script", placeholder="Deir Ezzur, دير الزور, Kuweires ...", key="q")
    within = middle.text_input("Within", placeholder="Homs province", key="within")
    kind = right.selectbox("Kind", ["", *KINDS], format_func=lambda kind: kind or "any", key="search-kind")
    if not query:
        st.caption("Spellings need not agree. Every candidate comes with its score and the evidence for it.")
        return
    found = shared_gazetteer().candidates(query, within=within or None, kind=kind or None, limit=8)
    if within and shared_gazetteer().area_named(within) is None:
        st.warning(f"No area is called {within!r}: searched everywhere.")
    found = [*found, *online_answers(query, key="search")]
    if not found:
        st.info(f"No layer knows {query!r}. Add a country's file above, or add the place by hand below.")
        return
    listing, drawn = st.columns([1, 1.2], gap="medium")
    listing.html(candidate_rows(found))
    with drawn:
        st_folium(
            point_map(candidate_points(found), dark=is_dark()), key=f"search-map-{query}-{within}-{kind}-{len(found)}",
            height=400, use_container_width=True, returned_objects=[],
        )  # fmt: skip
