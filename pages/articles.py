"""Articles: read one with its marks, add one, review what was found."""

import pandas as pd
import streamlit as st

from geo.errors import UnknownRecord
from pages.parts.add_article import draw_add
from pages.parts.article_view import draw_article
from pages.parts.resources import shared_store
from pages.parts.review import draw_last_decision, draw_review
from pages.parts.review_queue import draw_queue
from pages.parts.url_choice import url_choice
from pages.parts.words import counted, day_words

VIEWS = {"read": "Read", "add": "Add", "review": "Review"}
store = shared_store()

st.html(
    '<h1 class="dl-title">Articles</h1><p class="dl-sub">The texts behind the map, with every name and every '
    "reported event marked where it stands.</p>"
)
if saved := st.session_state.pop("saved", None):
    st.success(saved)
    if day := st.session_state.pop("saved-day", None):
        st.page_link("map.py", label=f"Open the map on {day_words(day)}", query_params={"day": day.isoformat()})
view = url_choice("view", VIEWS, label="View")

if view == "add":
    draw_add()

elif view == "read":
    articles = store.articles()
    if not articles:
        st.info("No articles yet. Add one: choose Add above.")
        st.stop()
    names = {source.source_id: source.name for source in store.sources()}
    by_id = {article.article_id: article for article in articles}
    listing, reading = st.columns([1.15, 2], gap="medium")
    with listing:
        wanted = st.text_input(
            "Find", placeholder="words of a title, or a source", label_visibility="collapsed"
        ).lower()
        shown = [a for a in articles if wanted in f"{a.title} {names.get(a.source_id, '')} {a.source_id}".lower()]
        table = pd.DataFrame({
            "title": [a.title or "Untitled" for a in shown],
            "source": [names.get(a.source_id, a.source_id) for a in shown],
            "published": [a.published_on for a in shown],
        })  # fmt: skip
        chosen = st.dataframe(
            table, hide_index=True, height=620, on_select="rerun", selection_mode="single-cell", key="list",
            column_config={"title": st.column_config.TextColumn("Title", width=220),
                           "source": st.column_config.TextColumn("Source", width=84),
                           "published": st.column_config.DateColumn("Published", format="D MMM YYYY", width=88)},
        )  # fmt: skip
        st.caption(counted(len(shown), "article"))
    cells = chosen.selection.cells
    row = int(cells[0][0]) if cells else len(shown)
    asked = shown[row].article_id if row < len(shown) else st.query_params.get("article", "")
    if asked not in by_id:
        asked = shown[0].article_id if shown else ""
    with reading:
        if not asked:
            st.info("No article matches.")
            st.stop()
        st.query_params["article"] = asked
        try:
            draw_article(store.article(asked), store.mentions(asked), store.events_of_article(asked))
        except UnknownRecord as error:
            st.error(str(error))
        events = store.events_of_article(asked)
        st.markdown(f"#### {counted(len(events), 'reported event')}")
        for event in events:
            draw_review(event)

else:
    draw_last_decision()
    draw_queue()
