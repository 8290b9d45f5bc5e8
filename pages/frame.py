"""The frame of every page: name, pages, what is loaded. Streamlit runs this first."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from pages.parts.resources import fill_with_sample, shared_store  # noqa: E402
from pages.parts.words import counted  # noqa: E402

st.set_page_config(page_title="Dateline", page_icon=Path(__file__).parent / "parts" / "icon.png", layout="wide")
PARTS = Path(__file__).parent / "parts"
st.html(PARTS / "style.css")
if st.context.theme.type == "dark":
    st.html(PARTS / "style_dark.css")

PAGES = [
    st.Page("map.py", title="Map", url_path="map", default=True),
    st.Page("compare.py", title="Compare", url_path="compare"),
    st.Page("place.py", title="Place", url_path="place"),
    st.Page("articles.py", title="Articles", url_path="articles"),
    st.Page("data.py", title="Data", url_path="data"),
    st.Page("method.py", title="Method", url_path="method"),
]
page = st.navigation(PAGES, position="hidden")

with st.sidebar:
    st.html('<div class="dl-brand">Dateline<small>Who reported what,<br>where and when</small></div>')
    for each in PAGES:
        st.page_link(each)
fill_with_sample()
sources = shared_store().source_counts()
articles, events = sum(s["articles"] for s in sources), sum(s["events"] for s in sources)
st.sidebar.html(
    f'<div class="dl-foot">{counted(len(sources), "source")}<br>{counted(articles, "article")}<br>'
    f"{counted(events, 'reported event')}<br>Claims, not facts.</div>"
)
with st.container(key="phone-pages", horizontal=True, gap="small", wrap=False):
    for each in PAGES:
        st.page_link(each)
page.run()
