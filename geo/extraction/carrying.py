"""Days that one sentence leaves to another: the day a passage is about, a line that is only a day, the lead's day."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from geo.extraction.date_calculus import date_prec
from geo.extraction.date_mention import DateMention
from geo.extraction.sentences import Sentence
from geo.model import DatePrec, DateSpan

STORY_DAYS = 6
"""How many days before publication the day of a report's first sentences may lie and still date the rest of it."""
LEAD_SENTENCES = 3
LONGEST_HEADING = 60
"""Code points of a line that is a day and nothing else."""
HEADING_SENTENCES = 40
"""How many sentences under such a line it still dates."""
_HEADING_RULES = frozenset({"full", "month_day", "iso", "numeric", "weekday"})
_HEADING_WORDS = re.compile(
    r"(?:\W|\b(?:day|update|updates|situation|report|summary|timeline|developments|events|of|on|the|as|for)\b"
    r"|(?<!\d)\d{1,4}(?!\d))*",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:[\"“‘']?(?:The|It|They|He|She|This|These|Those|There|Then|Later|Also|Another|Both|Some of|Among)\b"
    r"|(?:In response|Meanwhile|In addition|As a result|At least|Around|Most of|More than)\b)"
    r"|\b[Tt]he (?:\w+ )?(?:attacks?|assaults?|bombardments?|bombings?|blasts?|explosions?|clash(?:es)?|fighting"
    r"|battles?|raids?|strikes?|airstrikes?|incidents?|massacres?|shelling|offensive|advance|operation|convoy|victims|killings?|ambush"
    r"|dead|wounded|bodies|deaths?|toll)\b|\b(?:also|the same|there|then|that day|again)\b"
)
_PAST_PERFECT = re.compile(r"\bhad (?:\w+ )?(?:\w+ed|left|fled|taken|been|begun|broken|fallen)\b")
_AT_THE_TIME = re.compile(r"\b(?:at the time|at that time|by then|by that time|until then)\b")
_SINCE_THEN = re.compile(r"\b(?:(?:has|have|had) (?:\w+ )?since\b|since then|ever since)")


def dates_in(dates: Sequence[DateMention], sentence: Sentence) -> list[DateMention]:
    """The mentions that begin in the sentence; `dates` are in document order."""
    first = bisect_left(dates, sentence.start, key=lambda d: d.start)
    return list(dates[first : bisect_right(dates, sentence.end - 1, key=lambda d: d.start)])


def carried_day(
    sentence: Sentence, sentences: Sequence[Sentence], dates: Sequence[DateMention], published_on: dt.date | None
) -> DateSpan | None:
    """The day that the sentence before is about, for a sentence without a day of its own; None where it has none.

    One sentence may stand between them where both go on with the same story.
    """
    index = bisect_left(sentences, sentence.start, key=lambda s: s.start)
    links = [sentence]
    for earlier in reversed(sentences[max(0, index - 2) : index]):
        if heading := _heading(earlier, dates):
            return heading
        spans = [
            d.span
            for d in dates_in(dates, earlier)
            if d.role in ("point", "window", "since")
            and d.span.start
            and d.span.end
            and not (d.reporting and d.span.end == published_on)
        ]
        if spans:
            return _linked(spans[-1], links, published_on)
        if "since" in earlier.text and _SINCE_THEN.search(earlier.text):
            return None
        links.append(earlier)
    far = sentences[max(0, index - HEADING_SENTENCES) : max(0, index - 2)]
    return next((heading for earlier in reversed(far) if (heading := _heading(earlier, dates))), None)


def _heading(sentence: Sentence, dates: Sequence[DateMention]) -> DateSpan | None:
    """The day of a line that is nothing but a day, "Wednesday, 16 March", which dates what stands under it."""
    if len(sentence.text) > LONGEST_HEADING:
        return None
    for date in dates_in(dates, sentence):
        span, rest = date.span, sentence.text.replace(date.span.text, "", 1)
        is_day = date.role == "point" and span.start is not None and span.start == span.end
        if is_day and span.rule in _HEADING_RULES and _HEADING_WORDS.fullmatch(rest):
            return replace(span, rule="heading")
    return None


def _linked(span: DateSpan, links: Sequence[Sentence], published_on: dt.date | None) -> DateSpan | None:
    """What the day of an earlier sentence says about the first of `links`; the others stand between, nearest last.

    Where they clearly go on with the same story ("the attack", "they", "also"), that day; where nothing says so
    but the day is a recent one, the days from it to publication; None for a day long past.
    """
    if span.start is None or span.end is None:
        return None
    words = links[0].text
    if "since" in words and _SINCE_THEN.search(words) and published_on and span.start <= published_on:
        return DateSpan(
            span.start, published_on, date_prec(span.start, published_on), span.text, "since_then", "relative"
        )
    is_close = len(links) == 1
    is_short = span.prec in (DatePrec.DAY, DatePrec.FEW_DAYS)
    goes_on = all(_GOES_ON.search(link.text) for link in links) or (is_close and _PAST_PERFECT.search(words))
    if _AT_THE_TIME.search(words) or (is_short and (goes_on or span.start == span.end == published_on)):
        return DateSpan(span.start, span.end, span.prec, span.text, "carried", "relative")
    if is_short and is_close and published_on and 0 < (published_on - span.end).days <= STORY_DAYS:
        prec = date_prec(span.start, published_on)
        return DateSpan(span.start, published_on, prec, span.text, "carried_wide", "publication_default")
    return None


class Story:
    """An article's sentences and dates in order, and what one sentence leaves to another, worked out once."""

    def __init__(
        self, sentences: Sequence[Sentence], dates: Sequence[DateMention], published_on: dt.date | None
    ) -> None:
        self._sentences = sentences
        self._dates = dates
        self.published_on = published_on
        self._named: dict[int, list[DateMention]] = {}
        self._carried: dict[int, DateSpan | None] = {}

    def dates_of(self, sentence: Sentence) -> list[DateMention]:
        """The dates that begin in a sentence."""
        if sentence.start not in self._named:
            self._named[sentence.start] = dates_in(self._dates, sentence)
        return self._named[sentence.start]

    def carried(self, sentence: Sentence) -> DateSpan | None:
        """The day that the sentences before leave to one without a day of its own; None where they leave none."""
        if sentence.start not in self._carried:
            found = carried_day(sentence, self._sentences, self._dates, self.published_on)
            self._carried[sentence.start] = found
        return self._carried[sentence.start]

    @cached_property
    def day(self) -> dt.date | None:
        """The day that the report's first sentences tell of."""
        return story_day_of(self._sentences, self._dates, self.published_on)


def story_day_of(
    sentences: Sequence[Sentence], dates: Sequence[DateMention], published_on: dt.date | None
) -> dt.date | None:
    """The first day that the report's first sentences tell of, where it lies shortly before publication."""
    if published_on is None:
        return None
    for sentence in sentences[:LEAD_SENTENCES]:
        for date in dates_in(dates, sentence):
            start = date.span.start
            is_day = date.role == "point" and not date.reporting and date.span.prec is DatePrec.DAY
            if is_day and start and 0 <= (published_on - start).days <= STORY_DAYS:
                return start
    return None
