"""The form that takes an article in: paste, upload, or an address where a network exists."""

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from geo.errors import GeoError
from geo.ingest import articles_in_file
from geo.model import Article
from geo.reading import article_from_text
from geo.reading.web import WebReader
from geo.resources import home_path
from pages.parts.drafts import draw_drafts, draw_unread, source_id_from_name

UPLOAD_TYPES = ["txt", "html", "htm", "eml", "md", "rss", "atom", "xml", "csv"]


def draw_add() -> None:
    """The form; once something is read, what was understood and the buttons that save it."""
    if st.session_state.get("drafts"):
        draw_drafts()
    else:
        _draw_form()


def _draw_form() -> None:
    with st.form("add", border=False):
        pasted = st.text_area(
            "Paste an article", height=240, placeholder="Headline, day and text, as they stand on the page ..."
        )
        files = st.file_uploader(
            "or upload files", type=UPLOAD_TYPES, accept_multiple_files=True,
            help="Any number of texts, pages or mails; a feed; or a CSV with an article a row: a column `text`, and "
            "`source`, `published`, `title`, `url` where known.",
        )  # fmt: skip
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
            _take_file(found, path, uploaded.name, source_id, day)
    named = [dataclasses.replace(a, source_name=source) if source and not a.source_name else a for a in found]
    st.session_state["drafts"] = named
    if named:
        st.rerun()
    draw_unread()


def _try(found: list[Article], read: Callable[[], list[Article]], what: str) -> None:
    try:
        found += read()
    except GeoError as error:
        st.error(f"{what} could not be read: {error}. The others are unharmed.")


def _take_file(found: list[Article], path: Path, name: str, source_id: str | None, day: dt.date | None) -> None:
    """Put a file's articles into `found`; what cannot be read is named, the first rows of a table one by one."""
    problems: list[str] = []
    for where, article in articles_in_file(path, source_id=source_id, published_on=day):
        if isinstance(article, Article):
            found.append(article)
        else:
            problems.append(f"{where.replace(str(path), name)}: {str(article).removeprefix(f'{path}: ')}")
    if problems:
        st.session_state.setdefault("unread", []).extend(problems)
