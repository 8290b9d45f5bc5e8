"""Drafts: articles that were read and are not saved yet; one is looked at, all can be saved."""

import dataclasses
import datetime as dt
import re

import pandas as pd
import streamlit as st

from geo.errors import GeoError
from geo.extraction import Extraction, extract
from geo.ingest import ingest_article
from geo.model import Article
from pages.parts.article_view import draw_article, event_card
from pages.parts.resources import shared_gazetteer, shared_lexicon, shared_store
from pages.parts.words import counted, esc

SHOWN_PROBLEMS = 50


def draw_drafts() -> None:
    """The list of drafts where there are several, the chosen one as it was understood, and what to do with them."""
    drafts: list[Article] = st.session_state["drafts"]
    draw_unread()
    above = st.container()  # a slot of its own: what is not drawn again keeps its place, and the style sheet hides it
    if st.session_state.get("saving"):
        with above.container(key="saving"):
            _save_all(drafts)
        return
    with st.container(key="draft-desk"):
        _draw_desk(drafts)


def _draw_desk(drafts: list[Article]) -> None:
    words, save, drop = st.columns([4, 1.1, 1.1], vertical_alignment="center")
    words.html(
        f'<p class="dl-sub">{counted(len(drafts), "article")} read, nothing saved yet. '
        "Look at what was found, correct what was not, then save.</p>"
    )
    if len(drafts) > 1:
        save.button(f"Save all {len(drafts):,}", type="primary", width="stretch", on_click=_begin_saving)
        if drop.button("Discard all", width="stretch"):
            drafts.clear()
            st.rerun()
    nameless = sum(draft.source_id == "unknown" and not draft.source_name for draft in drafts)
    if nameless > 1:
        st.warning(
            f"{nameless:,} articles do not say who published them. Saved so, they count as one source, “unknown”, that "
            "may seem to contradict itself: name each below, or read them again with a source given."
        )
    number = _choose(drafts) if len(drafts) > 1 else 0
    _draw_draft(number, drafts)


def draw_unread() -> None:
    """What could not be read, until it is read and put away."""
    unread: list[str] = st.session_state.get("unread", [])
    if not unread:
        return
    st.warning(f"{counted(len(unread), 'article')} could not be read; nothing else is harmed.")
    st.code("\n".join(unread[:SHOWN_PROBLEMS]), language=None)
    if len(unread) > SHOWN_PROBLEMS:
        st.caption(f"and {len(unread) - SHOWN_PROBLEMS:,} more")
    if st.button("Put this away"):
        del st.session_state["unread"]
        st.rerun()


def source_id_from_name(name: str) -> str | None:
    """The id that a source's name becomes: lower case, words joined by hyphens; None for nothing."""
    slug = re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")
    return slug or None


def _begin_saving() -> None:
    st.session_state["saving"] = True
    st.session_state["tally"] = {"saved": 0, "events": 0}


def _end_saving() -> None:
    """No more is saved, and what was is told; the tally outlives a run of the page, but not one round of saving."""
    st.session_state["saving"] = False
    tally = st.session_state.pop("tally")
    st.session_state["saved"] = (
        f"Saved: {counted(tally['saved'], 'article')} ({counted(tally['events'], 'event')}). They are on the map now."
    )


def _remember_day(found: Extraction) -> None:
    """The last day of what was saved and has a place: the map can be opened on it."""
    days = [event.date_end for event in found.events if event.date_end and event.latitude is not None]
    last = st.session_state.get("saved-day")
    st.session_state["saved-day"] = max([*days, *([last] if last else [])], default=None)


def _save_all(drafts: list[Article]) -> None:
    """Save one draft after another; a click on Stop ends it between two articles, and the rest stay drafts."""
    tally: dict[str, int] = st.session_state["tally"]
    total = tally["saved"] + len(drafts)
    shown, stop = st.columns([5, 1], vertical_alignment="center")
    stop.button("Stop", width="stretch", on_click=_end_saving)
    bar = shown.progress(0.0)
    failed: list[str] = st.session_state.setdefault("unread", [])
    while drafts:
        name = drafts[0].title or drafts[0].text[:60]
        # Streamlit ends this run here when Stop was clicked: before an article is begun, never in the middle of one.
        bar.progress((total - len(drafts)) / total, text=f"{total - len(drafts) + 1:,} of {total:,}: {name[:80]}")
        try:
            found = ingest_article(
                drafts[0], store=shared_store(), gazetteer=shared_gazetteer(), lexicon=shared_lexicon()
            )
        except GeoError as error:
            failed.append(f"{name}: {error}")
        except Exception:
            st.session_state["saving"] = False  # else every later run of the page would begin with the same fault
            raise
        else:
            tally["saved"] += 1
            tally["events"] += len(found.events)
            _remember_day(found)
        del drafts[0]
    if not failed:
        del st.session_state["unread"]
    _end_saving()
    st.rerun()


def _choose(drafts: list[Article]) -> int:
    """The number of the draft that is chosen in the list."""
    table = pd.DataFrame({
        "title": [draft.title or draft.text[:80] for draft in drafts],
        "source": [draft.source_name or draft.source_id for draft in drafts],
        "published": [draft.published_on for draft in drafts],
    })  # fmt: skip
    chosen = st.dataframe(
        table, hide_index=True, height=min(36 * (len(drafts) + 1) + 3, 260), key="draft-list",
        on_select="rerun", selection_mode="single-cell",
        column_config={"title": st.column_config.TextColumn("Title; click one to look at it", width="large"),
                       "source": "Source", "published": st.column_config.DateColumn("Published", format="D MMM YYYY")},
    )  # fmt: skip
    cells = chosen.selection.cells
    return min(int(cells[0][0]), len(drafts) - 1) if cells else 0


def _draw_draft(number: int, drafts: list[Article]) -> None:
    draft = drafts[number]
    title = draft.title or draft.text[:60]
    key = draft.article_id
    with st.container(border=True, key="draft"):
        left, middle, save, discard = st.columns([2, 2, 1, 1], vertical_alignment="bottom")
        kept = st.session_state
        kept.setdefault(f"source-{key}", draft.source_name or draft.source_id)
        kept.setdefault(f"day-{key}", draft.published_on)
        name = left.text_input("Source", key=f"source-{key}")
        day = middle.date_input("Published on", min_value=dt.date(1900, 1, 1), format="YYYY-MM-DD", key=f"day-{key}")
        article = dataclasses.replace(
            draft, source_id=source_id_from_name(name) or draft.source_id, source_name=name or draft.source_name,
            published_on=day if isinstance(day, dt.date) else None,
        )  # fmt: skip
        drafts[number] = article  # so that "Save all" keeps what was corrected here
        extraction = _extracted(article)
        if save.button("Save", type="primary", key="save-draft", width="stretch"):
            ingest_article(article, store=shared_store(), gazetteer=shared_gazetteer(), lexicon=shared_lexicon())
            del drafts[number]
            _remember_day(extraction)
            found = counted(len(extraction.events), "event")
            st.session_state["saved"] = f"Saved: {title} ({found}). They are on the map now."
            st.rerun()
        if discard.button("Discard", key="discard-draft", width="stretch"):
            del drafts[number]
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
    """The extraction of the draft on screen, kept while it does not change: a run of the page is no new reading."""
    kept: tuple[Article, Extraction] | None = st.session_state.get("draft_extraction")
    if kept is None or kept[0] != article:
        kept = (article, extract(article, shared_gazetteer(), shared_lexicon()))
        st.session_state["draft_extraction"] = kept
    return kept[1]
