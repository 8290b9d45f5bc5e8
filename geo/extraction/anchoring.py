"""When an event happened: which of the dates around it is its own."""

import datetime as dt
from collections.abc import Sequence

from geo.extraction.date_mention import DateMention
from geo.extraction.sentences import Sentence
from geo.model import DatePrec, DateSpan

PUBLICATION_WINDOW_DAYS = 1
"""An event without a time word is news of the day of publication or of the day before."""


def anchor_date(
    event_start: int,
    event_end: int,
    sentence: Sentence,
    dates: Sequence[DateMention],
    *,
    text: str,
    sentences: Sequence[Sentence],
    published_on: dt.date | None,
    not_before: dt.date | None = None,
    not_after: dt.date | None = None,
    past: bool = True,
    quoted: bool = False,
) -> DateSpan:
    """The days on which the event told of at `event_start:event_end` can have happened.

    `sentence` is the one that holds it, `sentences` all of the article and `dates` what `find_dates` gave for them.
    `past` is False for what is only planned or supposed; what has happened is never later than `published_on`.
    The span's `basis` says how it was found: `explicit`, `relative`, `publication_default`, `bounded` or `none`,
    its `text` the words it rests on.
    """
    own = [d for d in dates if sentence.start <= d.start < sentence.end and d.role in ("point", "window")]
    if own:
        return min(own, key=lambda d: min(abs(d.start - event_end), abs(event_start - d.end))).span
    return publication_span(published_on, not_before, not_after)


def publication_span(
    published_on: dt.date | None, not_before: dt.date | None = None, not_after: dt.date | None = None
) -> DateSpan:
    """The span of an event that no word dates: the day of publication and the one before, or what bounds it."""
    if published_on:
        start = published_on - dt.timedelta(days=PUBLICATION_WINDOW_DAYS)
        return DateSpan(start, published_on, DatePrec.FEW_DAYS, "", "publication", "publication_default")
    if not_after:
        return DateSpan(None, not_after, None, "", "bounded", "bounded")
    return DateSpan(None, None, None, "", "undated", "none")
