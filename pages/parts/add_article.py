"""The form that takes an article in: paste, upload, or an address where a network exists."""

import dataclasses
import datetime as dt
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from geo.errors import GeoError
from geo.extraction import Extraction, extract
from geo.ingest import ingest_article
from geo.model import Article
from geo.reading import article_from_text, articles_from_file
from geo.reading.web import WebReader
from geo.resources import home_path
from pages.parts.article_view import draw_article, event_card
from pages.parts.resources import shared_gazetteer, shared_lexicon, shared_store
from pages.parts.words import counted, esc

UPLOAD_TYPES = ["txt", "html", "htm", "eml", "md"]


def draw_add() -> None:
    """The form, what was understood, and the button that saves it."""
    drafts: list[Article] = st.session_state.setdefault("drafts", [])
    if not drafts:
        _draw_form()
        return
    st.html(
        f'<p class="dl-sub">{counted(len(drafts), "article")} read, nothing saved yet. '
        "Look at what was found, correct what was not, then save.</p>"
    )
    for number, draft in enumerate(list(drafts)):
        _draw_draft(number, draft)


def _draw_form() -> None:
    with st.form("add", border=False):
        pasted = st.text_area(
            "Paste an article", height=240, placeholder="Headline, day and text, as they stand on the page ..."
        )
        files = st.file_uploader("or upload files", type=UPLOAD_TYPES, accept_multiple_files=True)
        url = st.text_input(
            "or the address of a page or feed",
            placeholder="https://... (needs a network; nothing is asked for unless you do)",
        )
        left, right = st.columns(2)
        source = left.text_input("Source, where the text does not say it", placeholder="for example Reuters")
        published = right.date_input(
            "Published on, where the text does not say it", value=None, min_value=dt.date(1900, 1, 1),
            max_value=dt.datetime.now(dt.UTC).date(), format="YYYY-MM-DD",
        )  # fmt: skip
        sent = st.form_submit_button("Read", type="primary")
    if not sent:
        return
    if not pasted.strip() and not files and not url.strip():
        st.warning("There is nothing to read yet: paste a text, choose a file or name an address.")
        return
    found: list[Article] = []
    source_id = source_id_from_name(source)
    day = published if isinstance(published, dt.date) else None
    if pasted.strip():
        _try(found, lambda: [article_from_text(pasted, source_id=source_id, published_on=day)], "the pasted text")
    if url.strip():
        with st.spinner(f"Asking {url.strip()} ..."):
            reader = WebReader(cache=home_path("web"))
            _try(found, lambda: reader.articles(url.strip(), source_id=source_id), url.strip())
    bar = st.progress(0.0) if files else None
    with tempfile.TemporaryDirectory() as folder:
        for number, uploaded in enumerate(files or []):
            path = Path(folder) / Path(uploaded.name).name
            path.write_bytes(uploaded.getvalue())
            if bar:
                bar.progress((number + 1) / len(files), text=f"{number + 1} of {len(files)}: {uploaded.name}")
            _try(
                found, lambda path=path: articles_from_file(path, source_id=source_id, published_on=day), uploaded.name
            )
    named = [dataclasses.replace(a, source_name=source) if source and not a.source_name else a for a in found]
    st.session_state["drafts"] = named
    if named:
        st.rerun()


def _try(found: list[Article], read: Callable[[], list[Article]], what: str) -> None:
    try:
        found += read()
    except GeoError as error:
        st.error(f"{what} could not be read: {error}. The others are unharmed.")


def _draw_draft(number: int, draft: Article) -> None:
    title = draft.title or draft.text[:60]
    with st.expander(title, expanded=number == 0):
        left, middle, right = st.columns([2, 2, 1.2], vertical_alignment="bottom")
        name = left.text_input("Source", value=draft.source_name or draft.source_id, key=f"source-{number}")
        day = middle.date_input(
            "Published on",
            value=draft.published_on,
            min_value=dt.date(1900, 1, 1),
            format="YYYY-MM-DD",
            key=f"day-{number}",
        )
        article = dataclasses.replace(
            draft, source_id=source_id_from_name(name) or draft.source_id, source_name=name or draft.source_name,
            published_on=day if isinstance(day, dt.date) else None,
        )  # fmt: skip
        extraction = _extracted(article)
        if right.button("Save", type="primary", key=f"save-{number}", width="stretch"):
            ingest_article(article, store=shared_store(), gazetteer=shared_gazetteer(), lexicon=shared_lexicon())
            st.session_state["drafts"].remove(draft)
            found = counted(len(extraction.events), "event")
            st.session_state["saved"] = f"Saved: {title} ({found}). They are on the map now."
            st.rerun()
        if right.button("Discard", key=f"discard-{number}", width="stretch"):
            st.session_state["drafts"].remove(draft)
            st.rerun()
        if not article.published_on:
            st.html(
                '<p class="dl-note">No day of publication was found. Without one, "on Friday" stays undated; '
                "nothing is dated to today.</p>"
            )
        text, events = st.columns([1.6, 1], gap="large")
        with text:
            draw_article(article, extraction.mentions, extraction.events)
        with events:
            st.html(
                f"<h4>{counted(len(extraction.events), 'reported event')}</h4>"
                + "".join(map(event_card, extraction.events))
            )
            if not extraction.events:
                st.html(f'<p class="dl-note">Nothing in {esc(title)} was recognised as a dated or placed event.</p>')


def _extracted(article: Article) -> Extraction:
    return extract(article, shared_gazetteer(), shared_lexicon())


def source_id_from_name(name: str) -> str | None:
    """The id that a source's name becomes: lower case, words joined by hyphens; None for nothing."""
    slug = re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")
    return slug or None
