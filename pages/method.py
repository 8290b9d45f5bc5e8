"""How events are found, what the codes mean, how accurate it is, and what the map must not be used for."""

import re

import streamlit as st

from geo.gazetteer.layers import all_layers
from geo.resources import PROJECT_ROOT
from pages.parts.words import counted, esc

st.html('<h1 class="dl-title">Method</h1><p class="dl-sub">How a sentence becomes a mark, and how far to trust it.</p>')

text, side = st.columns([2.2, 1], gap="large")
text.markdown((PROJECT_ROOT / "docs" / "method.md").read_text(encoding="utf-8"))

accuracy = (PROJECT_ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
short = re.search(r"<!-- short -->(.*?)<!-- /short -->", accuracy, re.DOTALL)
with side:
    st.markdown("### Measured accuracy")
    st.markdown(short[1] if short else accuracy)
    st.caption("All figures, with their samples and what is not measured: `docs/accuracy.md`.")
    st.markdown("### Attributions")
    rows = [
        f"<li><b>{esc(layer.title)}</b>: {esc(layer.attribution)} ({esc(layer.licence)})"
        + (f", {counted(layer.count, 'place')}</li>" if layer.count else "</li>")
        for layer in all_layers()
    ]
    st.html(
        f'<ul class="dl-note">{"".join(rows)}<li><b>Basemap</b>: Natural Earth (public domain); rivers and lakes from '
        "GSHHG and WDBII (LGPL 3); town labels from GeoNames (CC BY 4.0)</li>"
        "<li><b>Map</b>: Leaflet (BSD 2-Clause)</li></ul>"
    )
