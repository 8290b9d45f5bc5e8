"""What the Compare page asks of the library, kept for as long as the store stays as it is.

Whole tables of events are never kept: what is kept is small (differences, aggregates), or bounded (`MOST_LAID`), so
that a store of a million reports opens in the memory of a small one.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.comparison import (
    Closeness,
    Text,
    agreement_matrix,
    coverage_by_month,
    differences,
    event_groups,
    kinds_by_source,
    origins_of,
    reporting_lag,
    same_event_proposals,
    shared_texts,
    wordings,
)
from geo.control import Assumptions
from geo.memory import give_back_memory
from geo.model import Status
from geo.store import EventFilter
from pages.parts.holdings_state import current_areas, current_spans, side_of
from pages.parts.resources import shared_lexicon, shared_store

MOST_ARTICLES_AT_ONCE = 1000
MOST_ARTICLES = 20_000
"""So many articles are looked through for shared texts; a store of more is a store of imports."""

MOST_LAID = 100_000
"""So many reports are laid side by side at once (two seconds); of more, those nearest to a day."""

MOST_WORDED = 20_000
"""So many quotes are read for what they call whom."""

_REPORT_COLUMNS = (
    "event_id", "source_id", "article_id", "published_on", "kind", "stance", "actor", "opponent", "place_id",
    "place_name", "longitude", "latitude", "where_prec", "date_start", "date_end", "date_prec", "quote", "status",
)  # fmt: skip
_NOT_REJECTED = tuple(status.value for status in Status if status != Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports that are laid side by side, of how many in the store, and the day that they lie around.

    `around` is None where they are all there are.
    """

    table: pd.DataFrame
    total: int
    around: dt.date | None


@st.cache_resource(max_entries=2, show_spinner="Looking for texts that several outlets print ...")
def _origins(fingerprint: str) -> tuple[dict[str, str], pd.DataFrame]:
    store = shared_store()
    summaries = store.articles()
    if len(summaries) > MOST_ARTICLES:
        return {}, shared_texts([])
    shared = shared_texts(Text(a.article_id, a.source_id, store.article(a.article_id).text) for a in summaries)
    return origins_of(shared, published={a.article_id: a.published_on for a in summaries}), shared


@st.cache_resource(max_entries=2, show_spinner=False)
def _reports(fingerprint: str, around: dt.date | None, most: int) -> Reports:
    store = shared_store()
    total = report_count()
    chosen = EventFilter(statuses=_NOT_REJECTED)
    if total > most and around is not None:
        reach = dt.timedelta(days=_reach_days(around, most))
        chosen = EventFilter(statuses=_NOT_REJECTED, first_day=around - reach, last_day=around + reach)
    table = _frame(store.event_arrow(chosen, columns=_REPORT_COLUMNS, encoded=True))
    return Reports(table.head(most), total, around if total > most else None)


def _reach_days(around: dt.date, most: int) -> int:
    """How far from a day reports lie, so that about `most` of them are in reach."""
    columns = shared_store().event_arrow(EventFilter(statuses=_NOT_REJECTED), columns=("date_end",))
    days = columns["date_end"].drop_null().cast(pa.int32()).to_numpy()
    away = np.abs(days - (around - dt.date(1970, 1, 1)).days)
    if len(away) <= most:
        return 40_000
    return max(0, int(np.partition(away, most)[most]) - 1)


def _frame(table: pa.Table) -> pd.DataFrame:
    """Columns as pandas; text of few values stays a number a row."""
    frame: pd.DataFrame = table.to_pandas(date_as_object=False)
    for name in ("actor", "opponent", "kind", "stance", "status", "source_id", "place_id", "place_name"):
        if name in frame and isinstance(frame[name].dtype, pd.CategoricalDtype):
            frame[name] = frame[name].astype(object)
    return frame


@st.cache_resource(max_entries=4, show_spinner="Laying reports side by side ...")
def _proposals(fingerprint: str, closeness: Closeness, around: dt.date | None) -> pd.DataFrame:
    return same_event_proposals(current_reports(around).table, closeness=closeness, side_of=side_of())


@st.cache_resource(max_entries=4, show_spinner=False)
def _groups(
    fingerprint: str, decisions: tuple[tuple[str, str, str], ...], closeness: Closeness, around: dt.date | None
) -> pd.DataFrame:
    events = current_reports(around).table
    origin = current_origins()
    return event_groups(
        _proposals(fingerprint, closeness, around),
        decisions=decisions,
        source_of=dict(zip(events["event_id"], events["source_id"], strict=True)),
        origin_of={
            event: origin.get(article, article)
            for event, article in zip(events["event_id"], events["article_id"], strict=True)
        },
    )


@st.cache_resource(max_entries=2, show_spinner="Reading what outlets call whom ...")
def _wordings(fingerprint: str, around: dt.date | None) -> pd.DataFrame:
    return wordings(_reports(fingerprint, around, MOST_WORDED).table, shared_lexicon())


@st.cache_resource(max_entries=8, show_spinner=False)
def _differences(fingerprint: str, left: tuple[str, ...], right: tuple[str, ...], assumed: Assumptions) -> pd.DataFrame:
    return differences(
        current_spans(assumed),
        left,
        right,
        carry_forward_days=assumed.carry_forward_days,
        side_of=side_of(),
        areas=current_areas(),
    )


@st.cache_resource(max_entries=4, show_spinner="Counting where sources agree ...")
def _agreement(fingerprint: str, assumed: Assumptions) -> pd.DataFrame:
    return agreement_matrix(current_spans(assumed), carry_forward_days=assumed.carry_forward_days, side_of=side_of())


@st.cache_resource(max_entries=6, show_spinner="Counting reports ...")
def _counted(fingerprint: str, figure: str) -> pd.DataFrame:
    """A figure of all events, from the few columns that it needs."""
    needed = {
        "published": ("source_id", "article_id", "published_on"),
        "happened": ("source_id", "article_id", "date_end"),
        "lag": ("source_id", "published_on", "date_end", "date_prec"),
        "kinds": ("source_id", "kind"),
    }[figure]
    table = shared_store().event_arrow(EventFilter(statuses=_NOT_REJECTED), columns=needed, encoded=True)
    events: pd.DataFrame = table.to_pandas(date_as_object=False)
    del table
    if figure == "lag":
        result = reporting_lag(events)
    else:
        result = kinds_by_source(events) if figure == "kinds" else coverage_by_month(events, by=figure)
    if len(events) > MOST_LAID:
        del events
        give_back_memory()
    return result


def report_count() -> int:
    """How many reports the store holds."""
    return sum(int(row["events"]) for row in shared_store().source_counts())


def current_differences(left: tuple[str, ...], right: tuple[str, ...], assumed: Assumptions) -> pd.DataFrame:
    """Where the two sets differ, under these assumptions."""
    return _differences(shared_store().events_fingerprint(), left, right, assumed)


def current_origins() -> dict[str, str]:
    """Article to origin, for articles that print one text."""
    return _origins(shared_store().events_fingerprint())[0]


def origins_if_few() -> dict[str, str] | None:
    """The same where the articles are few enough to lay beside each other before a page is drawn; else None."""
    articles = sum(row["articles"] for row in shared_store().source_counts())
    return current_origins() if articles <= MOST_ARTICLES_AT_ONCE else None


def current_shared_texts() -> pd.DataFrame:
    """The pairs of articles that print one text."""
    return _origins(shared_store().events_fingerprint())[1]


def current_reports(around: dt.date | None) -> Reports:
    """The reports that are laid side by side: all but the rejected ones, or those nearest to a day."""
    return _reports(shared_store().events_fingerprint(), around, MOST_LAID)


def current_wordings(around: dt.date | None) -> pd.DataFrame:
    """What each source calls each actor."""
    return _wordings(shared_store().events_fingerprint(), around)


def current_agreement(assumed: Assumptions) -> pd.DataFrame:
    """How far each two sources agree, under these assumptions."""
    return _agreement(shared_store().events_fingerprint(), assumed)


def current_figure(figure: str) -> pd.DataFrame:
    """Coverage by month (`published`, `happened`), reporting lag (`lag`) or kinds by source (`kinds`)."""
    return _counted(shared_store().events_fingerprint(), figure)


def current_groups(closeness: Closeness, around: dt.date | None) -> pd.DataFrame:
    """Groups of reports that may be one event, with what was decided of them."""
    store = shared_store()
    return _groups(store.events_fingerprint(), tuple(store.same_event_decisions()), closeness, around)
