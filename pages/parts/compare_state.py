"""What the Compare page asks of the library, kept for as long as the store stays as it is."""

import pandas as pd
import streamlit as st

from geo.comparison import (
    Closeness,
    Text,
    differences,
    event_groups,
    origins_of,
    same_event_proposals,
    shared_texts,
    wordings,
)
from geo.control import Assumptions
from pages.parts.holdings_state import current_spans, side_of
from pages.parts.resources import shared_lexicon, shared_store

MOST_ARTICLES_AT_ONCE = 1000


@st.cache_resource(max_entries=2, show_spinner="Looking for texts that several outlets print ...")
def _origins(fingerprint: str) -> tuple[dict[str, str], pd.DataFrame]:
    store = shared_store()
    summaries = store.articles()
    shared = shared_texts(Text(a.article_id, a.source_id, store.article(a.article_id).text) for a in summaries)
    return origins_of(shared, published={a.article_id: a.published_on for a in summaries}), shared


@st.cache_resource(max_entries=2, show_spinner=False)
def _events(fingerprint: str) -> pd.DataFrame:
    events: pd.DataFrame = shared_store().event_arrow().to_pandas(date_as_object=False)
    return events[events["status"] != "rejected"].reset_index(drop=True)


@st.cache_resource(max_entries=6, show_spinner="Laying reports side by side ...")
def _proposals(fingerprint: str, closeness: Closeness) -> pd.DataFrame:
    return same_event_proposals(_events(fingerprint), closeness=closeness, side_of=side_of())


@st.cache_resource(max_entries=2, show_spinner=False)
def _wordings(fingerprint: str) -> pd.DataFrame:
    return wordings(_events(fingerprint), shared_lexicon())


@st.cache_resource(max_entries=8, show_spinner=False)
def _differences(fingerprint: str, left: tuple[str, ...], right: tuple[str, ...], assumed: Assumptions) -> pd.DataFrame:
    return differences(
        current_spans(assumed), left, right, carry_forward_days=assumed.carry_forward_days, side_of=side_of()
    )


def current_differences(left: tuple[str, ...], right: tuple[str, ...], assumed: Assumptions) -> pd.DataFrame:
    """Where the two sets differ, under these assumptions."""
    return _differences(shared_store().fingerprint(), left, right, assumed)


def current_origins() -> dict[str, str]:
    """Article to origin, for articles that print one text."""
    return _origins(shared_store().fingerprint())[0]


def origins_if_few() -> dict[str, str] | None:
    """The same where the articles are few enough to lay beside each other before a page is drawn; else None."""
    articles = sum(row["articles"] for row in shared_store().source_counts())
    return current_origins() if articles <= MOST_ARTICLES_AT_ONCE else None


def current_shared_texts() -> pd.DataFrame:
    """The pairs of articles that print one text."""
    return _origins(shared_store().fingerprint())[1]


def current_events() -> pd.DataFrame:
    """All events but the rejected ones."""
    return _events(shared_store().fingerprint())


def current_wordings() -> pd.DataFrame:
    """What each source calls each actor."""
    return _wordings(shared_store().fingerprint())


def current_groups(closeness: Closeness) -> pd.DataFrame:
    """Groups of reports that may be one event, with what was decided of them."""
    store = shared_store()
    events = current_events()
    origin = current_origins()
    return event_groups(
        _proposals(store.fingerprint(), closeness),
        decisions=store.same_event_decisions(),
        source_of=dict(zip(events["event_id"], events["source_id"], strict=True)),
        origin_of={
            event: origin.get(article, article)
            for event, article in zip(events["event_id"], events["article_id"], strict=True)
        },
    )
