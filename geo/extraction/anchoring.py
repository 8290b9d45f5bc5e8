"""When an event happened: which of the dates around it is its own.

In order: a date in the event's own clause or sentence; the two ends of a stretch of time; the day that the sentence
before is about, where the sentence goes on with it; the day that the report is about; the day of publication.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from geo.extraction.carrying import STORY_DAYS, Story
from geo.extraction.date_calculus import ONE_DAY, date_prec
from geo.extraction.date_clauses import (
    begins_stretch,
    goes_on_since,
    is_beforehand,
    is_of_other_clause,
    is_strictly_before,
    tells_before_said,
)
from geo.extraction.date_mention import DateMention
from geo.extraction.date_patterns import COUNT
from geo.extraction.date_relative import counts_of, moved
from geo.extraction.sentences import Sentence
from geo.model import DatePrec, DateSpan

PUBLICATION_WINDOW_DAYS = 1
"""An event without a time word is news of the day of publication or of the day before (two days in all)."""
MOST_DATES = 6
"""Dates on either side of an event that are weighed."""
CLAUSE_COST = 70
OTHER_CLAUSE_COST = 200
REPORTING_COST = 400
FAR_SIDE_COST = 15
FAR = 500
"""Code points past which clauses are guessed from the distance, at `CLAUSE_LENGTH` each, and not counted."""
CLAUSE_LENGTH = 60

_CLAUSE = re.compile(
    r"[;:—–]|,? \b(?:after|before|while|when|where|whereas|as|which|who|whose|although|though|but|because"
    r"|since|until|amid|following|despite|if|that|than)\b|,? and (?=(?:\w+ ){0,6}?\w+ed\b)|, (?=\w+ing\b)|, "
    r"|,? and (?=(?:\w+ ){0,6}?(?:took|retook|fell|lost|won|left|fled|drove|broke|began|held|shot|struck|swept)\b)"
)
_APPOSITION = re.compile(
    r", (?:an?|the|its|their|his|home|hometown|seat|capital|birthplace|gateway)"
    r" (?:(?!which|who|that|where)[\w'’-]+ ){1,9}?[\w'’-]+, "
)
_BREAK = re.compile(r"\((?:[A-Z][^()]{1,40})\) (?=[\"“A-Z])|\b(?:REUTERS|AFP|AP)/[A-Z]")
_RECENTLY = re.compile(r"\b(?:recently|lately) (?:been |also )?$")
_LASTED = re.compile(
    rf"\b(?P<count>{COUNT})[- ](?P<unit>day|week|month|year)s?(?:-long)? (?:\w+ )?"
    r"\w+$",
    re.IGNORECASE,
)
"""How long a hold lasted that has ended: "the militants' three-week seizure of"."""
_STAYS = frozenset({"seizure", "occupation", "takeover", "capture", "conquest"})
_JUST_BEFORE = 30
RECENT_DAYS = 30
"""How far back "recently" reaches."""
_HELD_FOR = re.compile(
    r"\b(?:which|that) (?:has|have|had) (?:long )?been (?:held|under|controlled|occupied|besieged|in|at|out)\b"
)
_HAD = re.compile(r"\bhad (?:\w+ ){0,2}$")
_FOR = re.compile(r"[^,;.]{0,60}\bfor (?:\w+ ){0,2}")
_DURING = re.compile(
    r"\b(?:during|in|over|throughout|after|for) (?:the|its|their|his|those|these)(?: \w+)? $", re.IGNORECASE
)
_IN_WHICH = re.compile(r" (?:(?:in|during|for|over) which|that|when|while) (?:[\w'’-]+ ){1,5}", re.IGNORECASE)
_STAYED = re.compile(r"(?:held|controlled|occupied|ruled|ran|governed|kept)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:with)?in (?:just |only |under |less than |barely |about |the space of |a span of )*$")
_COUNT = re.compile(r"P(\d{1,3})([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_UNUSABLE = frozenset({"duration", "recurring", "vague", "until"})


def anchor_date(
    event_start: int,
    event_end: int,
    sentence: Sentence,
    story: Story,
    *,
    text: str,
    not_before: dt.date | None = None,
    not_after: dt.date | None = None,
    past: bool = True,
    quoted: bool = False,
) -> DateSpan:
    """The days on which the event told of at `event_start:event_end` can have happened, both ends included.

    `sentence` is the one that holds it, `story` the article's sentences and dates. `past` is False for what is only
    planned or supposed; what has happened is never later than its publication (or `not_after`). `quoted` says that
    the event is told inside quotation marks. The span's `basis` says how it was found: `explicit`, `relative`,
    `publication_default`, `bounded` or `none`; its `text` holds the words it rests on. Never raises.
    """
    published_on = story.published_on
    if past and published_on and (told := _in_its_own_words(event_start, event_end, sentence, text, published_on)):
        return told
    named = _nearest(story.dates_of(sentence), event_start)
    own = [date for date in named if date.role not in _UNUSABLE]
    best = _own_date(event_start, event_end, sentence, own, text=text, published_on=published_on, past=past)
    limit = published_on or not_after
    if best is not None:
        span = _span_of(best, own, published_on=published_on, quoted=quoted)
        if span is not None and best.end <= event_start and is_beforehand(text, sentence, (event_start, event_end)):
            return DateSpan(None, span.end, None, span.text, "beforehand", span.basis)
        if span is not None:
            stay = _before_stay((event_start, event_end), named, span, text)
            return stay or (_not_after(span, limit) if past else span)
    if not past:
        return DateSpan(None, None, None, "", "undated", "none")
    within = _within((event_start, event_end), named, text, sentence, published_on)
    carried = within or story.carried(sentence)
    if carried is not None:
        return _before_stay((event_start, event_end), named, carried, text) or _not_after(carried, limit)
    return publication_span(published_on, not_before, not_after, story_day=story.day)


def _in_its_own_words(
    event_start: int, event_end: int, sentence: Sentence, text: str, published_on: dt.date
) -> DateSpan | None:
    """The days that the words right at the event give: "recently seized", "the three-week seizure"; None for none."""
    first = max(sentence.start, event_start - _JUST_BEFORE)
    if text.find("ly ", first, event_start) > 0 and _RECENTLY.search(text, first, event_start):
        return DateSpan(published_on - RECENT_DAYS * ONE_DAY, published_on, DatePrec.MONTH, "", "recently", "relative")
    lasted = _LASTED.search(text, first, event_end) if text[event_start:event_end].lower() in _STAYS else None
    if lasted is None:
        return None
    ended = moved(published_on, counts_of(lasted["count"]), lasted["unit"], -1).last
    return DateSpan(None, ended, None, lasted.group(), "lasted", "relative")


def _nearest(named: Sequence[DateMention], event_start: int) -> Sequence[DateMention]:
    """The dates of a sentence that stand nearest to the event, in order; all of them in any sentence but a monster."""
    at = bisect_left(named, event_start, key=lambda date: date.start)
    return named[max(0, at - MOST_DATES) : at + MOST_DATES]


def publication_span(
    published_on: dt.date | None,
    not_before: dt.date | None = None,
    not_after: dt.date | None = None,
    *,
    story_day: dt.date | None = None,
) -> DateSpan:
    """The span of an event that no word dates: the day of publication and the one before, or what bounds it.

    `story_day` is the day that the report's first sentences are about; the window then begins on it.
    """
    if published_on:
        start = min(published_on - PUBLICATION_WINDOW_DAYS * ONE_DAY, story_day or published_on)
        return DateSpan(start, published_on, DatePrec.FEW_DAYS, "", "publication", "publication_default")
    if not_after:
        return DateSpan(None, not_after, None, "", "bounded", "bounded")
    return DateSpan(None, None, None, "", "undated", "none")


def _own_date(
    event_start: int,
    event_end: int,
    sentence: Sentence,
    own: Sequence[DateMention],
    *,
    text: str,
    published_on: dt.date | None,
    past: bool,
) -> DateMention | None:
    """The date of the sentence that stands nearest, clause by clause; the day of the saying only as a last resort."""
    event = (event_start, event_end)
    best: tuple[float, DateMention] | None = None
    for date in own:
        usable = _usable(event, sentence, date, own, text=text, published_on=published_on, past=past)
        if usable is not None:
            cost = _cost(event, sentence, usable, own, text)
            if best is None or cost < best[0]:
                best = (cost, usable)
    return best[1] if best else None


def _usable(
    event: tuple[int, int],
    sentence: Sentence,
    date: DateMention,
    own: Sequence[DateMention],
    *,
    text: str,
    published_on: dt.date | None,
    past: bool,
) -> DateMention | None:
    """The date as it can date the event, made a stretch for "since"; None for one that cannot."""
    before = date.end <= event[0]
    if _cannot_date(event, sentence, date, own, text=text, published_on=published_on, past=past):
        return None
    if date.reporting and not before and tells_before_said(text, event, date.start):
        # "the monitor said rebels took Kula on Monday": the day of the deed
        date = replace(date, reporting=False)
    if past and published_on and not before and begins_stretch(text, event, date.start):
        return _until(date, published_on)
    if past and published_on and date.role == "since" and goes_on_since(text, sentence, event, date.start):
        return _until(date, published_on)
    is_old = published_on and date.span.end and (published_on - date.span.end).days > STORY_DAYS
    return None if is_old and _is_others(event, sentence, date, text) else date


def _cannot_date(
    event: tuple[int, int],
    sentence: Sentence,
    date: DateMention,
    own: Sequence[DateMention],
    *,
    text: str,
    published_on: dt.date | None,
    past: bool,
) -> bool:
    """Whether the date is of something else for certain, wherever it stands."""
    span = date.span
    if (span.start is None and span.end is None) or (date.role == "offset" and date.end > event[0]):
        # "two days after X": dates X alone, which follows it
        return True
    if date.role != "offset_from" and _is_between(event[0], date, own):
        # "two years after rebels seized it in June 2014": the count is the other event's
        return True
    if past and published_on and span.start and span.start >= published_on + (date.role != "window") * ONE_DAY:
        # "to take it in the coming days", "who meet on Tuesday": neither dates what has happened
        return True
    gap = _gap(event, date, sentence)
    if date.role == "window" and date.start > event[1] and _HELD_FOR.search(text, *gap):
        # "captured X, which has been held by rebels over the past two years"
        return True
    may_break = gap[1] - gap[0] <= FAR and (text.find("(", *gap) >= 0 or text.find("/", *gap) >= 0)
    if may_break and _BREAK.search(text, *gap):
        # the credit of a picture's caption stands between: the sentence's end was lost
        return True
    return past and is_strictly_before(text, event, date.start)


def _cost(
    event: tuple[int, int], sentence: Sentence, date: DateMention, own: Sequence[DateMention], text: str
) -> float:
    """How far the date is from the event: code points, and more for every clause between."""
    before = date.end <= event[0]
    gap = _gap(event, date, sentence)
    cost = float(gap[1] - gap[0])
    if cost > FAR:
        cost += CLAUSE_COST * cost / CLAUSE_LENGTH
    else:
        # "retook Kula, a town in the north, on Friday" is one clause
        # and "last year and [retook]" are two
        words = text[gap[0] : max(gap[1], event[1] if before else 0)]
        cost += CLAUSE_COST * len(_CLAUSE.findall(_APPOSITION.sub(" ", words) if words.count(",") > 1 else words))
    cost += REPORTING_COST * date.reporting + FAR_SIDE_COST * before
    if len(own) > 1 and text.find(";", *gap) >= 0:
        cost += OTHER_CLAUSE_COST  # "fell on 29 December; they left under a deal of 11 January"
    if date.span.rule != "since_clause" and _is_others(event, sentence, date, text):
        cost += OTHER_CLAUSE_COST
    if date.role == "offset":
        cost -= CLAUSE_COST
    if date.role == "offset_from" and not _is_between(event[0], date, own):
        cost += 2 * CLAUSE_COST
    return cost


def _gap(event: tuple[int, int], date: DateMention, sentence: Sentence) -> tuple[int, int]:
    first, last = (date.end, event[0]) if date.end <= event[0] else (event[1], date.start)
    return max(sentence.start, first), max(first, last)


def _is_others(event: tuple[int, int], sentence: Sentence, date: DateMention, text: str) -> bool:
    return is_of_other_clause(text, sentence, event, (date.start, date.end), since=date.role == "since")


def _before_stay(event: tuple[int, int], own: Sequence[DateMention], over: DateSpan, text: str) -> DateSpan | None:
    """When they came who "had seized it and held it for three weeks": so long before the day on which that was over.

    So too of "the three weeks in which they held it". None where the event is no such stay.
    """
    if over.start is None:
        return None
    had = _HAD.search(text, max(0, event[0] - 24), event[0]) is not None
    stayed = _STAYED.match(text, event[0]) is not None
    for date in own:
        count = _COUNT.fullmatch(date.value)
        if date.role != "duration" or not count:
            continue
        for_so_long = had and _FOR.fullmatch(text, event[1], date.start)
        in_which = (
            stayed
            and _IN_WHICH.fullmatch(text, date.end, event[0])
            and _DURING.search(text, max(0, date.start - 24), date.start)
        )
        if for_so_long or in_which:
            days = moved(over.start, (int(count[1]), int(count[1])), _UNITS[count[2]], -1)
            prec = date_prec(days.first, days.last)
            return DateSpan(days.first, days.last, prec, date.span.text, "stay", "relative")
    return None


def _within(
    event: tuple[int, int],
    named: Sequence[DateMention],
    text: str,
    sentence: Sentence,
    published_on: dt.date | None,
) -> DateSpan | None:
    """The days up to publication of what "has been seized in ten days"; None where no such length is told."""
    for date in named if published_on else ():
        count = _COUNT.fullmatch(date.value)
        if published_on is None or date.role != "duration" or not count:
            continue
        reach = goes_on_since(text, sentence, event, date.start)
        if reach and _WITHIN.search(text, max(event[1], date.start - 30), date.start):
            days = moved(published_on, (int(count[1]), int(count[1])), _UNITS[count[2]], -1)
            prec = date_prec(days.first, published_on)
            return DateSpan(days.first, published_on, prec, date.span.text, "within", "relative")
    return None


def _until(date: DateMention, last: dt.date) -> DateMention:
    """The stretch from the date to `last`."""
    first = date.span.start
    if first is None or first > last:
        return date
    return replace(date, span=DateSpan(first, last, date_prec(first, last), date.span.text, "since_clause", "relative"))


def _is_between(event_start: int, date: DateMention, own: Sequence[DateMention]) -> bool:
    """Whether the event stands between a count and the date it counts from, of which `date` is one."""
    at = own.index(date)
    first = own[at - 1] if date.role == "offset_from" and at else date
    at = own.index(first)
    counted = first.span.rule == "offset_from" and at + 1 < len(own) and own[at + 1].role == "offset_from"
    return counted and first.end <= event_start < own[at + 1].start


def _span_of(
    date: DateMention,
    own: Sequence[DateMention],
    *,
    published_on: dt.date | None,
    quoted: bool,
) -> DateSpan | None:
    span = date.span
    if date.reporting:
        return _reported(date, published_on, quoted=quoted)
    if date.role in ("range_start", "range_end"):
        return _range(date, own) or span
    return span


def _reported(date: DateMention, published_on: dt.date | None, *, quoted: bool) -> DateSpan | None:
    """What was said on a day had happened by then.

    On the day of publication that says no more than the publication does, unless the speaker's own words are
    quoted, which tell of their own time. An earlier day is taken for the day of what was reported on it.
    """
    span = date.span
    if span.end is None or (span.end == published_on and not quoted):
        return None
    return DateSpan(span.start, span.end, span.prec, span.text, "reported", span.basis)


def _range(date: DateMention, own: Sequence[DateMention]) -> DateSpan | None:
    """The whole stretch whose other end stands beside `date`."""
    at = own.index(date)
    other = own[at + 1] if date.role == "range_start" and at + 1 < len(own) else own[at - 1] if at else None
    if other is None or other.role not in ("range_start", "range_end"):
        return None
    first, last = (date, other) if date.role == "range_start" else (other, date)
    if first.span.start is None or last.span.end is None or first.span.start > last.span.end:
        return None
    words = f"{first.span.text} - {last.span.text}"
    return DateSpan(
        first.span.start, last.span.end, date_prec(first.span.start, last.span.end), words, "range", first.span.basis
    )


def _not_after(span: DateSpan, limit: dt.date | None) -> DateSpan:
    """The span cut at the day of publication: what is told as past cannot be later."""
    if limit is None or span.end is None or span.end <= limit:
        return span
    start = min(span.start, limit) if span.start else None
    prec = date_prec(start, limit) if start else span.prec
    return DateSpan(start, limit, prec, span.text, span.rule, span.basis)
