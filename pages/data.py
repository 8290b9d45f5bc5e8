"""Data: what is loaded, import, export, the gazetteer's layers."""

import streamlit as st

from pages.parts.exchange import draw_export, draw_import
from pages.parts.gazetteer_desk import draw_gazetteer
from pages.parts.loaded import draw_loaded
from pages.parts.url_choice import url_choice

SECTIONS = {"loaded": "Sources", "import": "Import", "export": "Export", "gazetteer": "Gazetteer"}
DRAW = {"loaded": draw_loaded, "import": draw_import, "export": draw_export, "gazetteer": draw_gazetteer}

st.html('<h1 class="dl-title">Data</h1><p class="dl-sub">What is loaded, and how it comes in and goes out.</p>')
section = url_choice("section", SECTIONS, label="Section")
DRAW[section]()
