"""Finds the words of a text that say when, and works out the days they mean."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence

from geo.extraction.date_mention import DateMention
from geo.extraction.date_resolution import DateResolver
from geo.extraction.date_scanner import scan_dates, trigger_starts
from geo.extraction.date_words import fold_case, fold_digits
from geo.extraction.sentences import Sentence
from geo.model import Article

__all__ = ["DateMention", "dates_of", "find_dates"]


def find_dates(
    text: str,
    sentences: Sequence[Sentence],
    *,
    published_on: dt.date | None,
    not_before: dt.date | None = None,
    not_after: dt.date | None = None,
    excluded: Sequence[tuple[int, int]] = (),
) -> list[DateMention]:
    """The phrases of the sentences that say when, in document order, with the days each means.

    Weekdays and "two days ago" count from `published_on`; where that is None they are bounded by
    `not_before`/`not_after`, the days between which the text must have been published. Days are local to the
    article: no time zone is assumed. What begins inside an `excluded` span (an article's stamps and datelines) is
    left out. Never raises.

    >>> from geo.extraction.sentences import split_sentences
    >>> text = "The army entered Hama on Saturday."
    >>> found = find_dates(text, split_sentences(text), published_on=dt.date(2015, 11, 1))
    >>> found[0].span.start, found[0].span.text
    (datetime.date(2015, 10, 31), 'Saturday')
    """
    folded = fold_case(fold_digits(text))
    left_out = [start for start, _ in excluded]

    def is_excluded(offset: int) -> bool:
        at = bisect_right(left_out, offset) - 1
        return at >= 0 and offset < excluded[at][1]

    starts = trigger_starts(folded)
    found = [
        (index, rule, match)
        for index, sentence in enumerate(sentences)
        for rule, match in scan_dates(folded, sentence.start, sentence.end, starts)
        if not is_excluded(match.start())
    ]
    resolver = DateResolver(
        folded, text, sentences, published_on=published_on, not_before=not_before, not_after=not_after
    )
    return resolver.mentions(found)


def dates_of(article: Article, sentences: Sequence[Sentence]) -> list[DateMention]:
    """The dates of an article's sentences."""
    return find_dates(
        article.text,
        sentences,
        published_on=article.published_on,
        not_before=article.not_before,
        not_after=article.not_after,
        excluded=article.excluded,
    )
