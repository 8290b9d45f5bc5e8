"""Works out what each date phrase of a text means, with its neighbours in view."""

import datetime as dt
import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.extraction import date_cues as cues
from geo.extraction.date_bearings import Bearings
from geo.extraction.date_calculus import ONE_DAY, Days, date_prec
from geo.extraction.date_counted import MOST_DAYS_COUNTED, day_number
from geo.extraction.date_explicit import EXPLICIT, settled_orders
from geo.extraction.date_mention import DateMention
from geo.extraction.date_relative import RELATIVE, counts_of, duration_value, moved
from geo.extraction.date_scanner import scan_dates
from geo.extraction.sentences import Sentence
from geo.model import DateSpan

MOST_NEIGHBOURS = 30
REACH = 3
"""How many sentences away an explicit date still says in which year a bare day lies."""

STORY_REACH = 20
"""How many sentences back the date lies in whose year a text that looks back goes on."""
LONG_PAST_DAYS = 400
NEWS_DAYS = 60
"""How near to publication a date makes a text one of news."""

_ROLES = {
    "window": "window", "recent": "window", "offset": "offset", "length": "duration", "set": "recurring",
    "vague": "vague",
}  # fmt: skip
_CALENDAR_RULES = frozenset({"month_day", "day_range", "month", "month_which"})
"""Rules whose words name a day or month of the calendar: explicit, though the year is worked out."""
_BETWEEN = re.compile(r"\b(between|from)(?: the| late| early)? $", re.IGNORECASE)
_AND = {
    "between": re.compile(r",? and (?:the |late |early )?$"),
    "from": re.compile(r",? (?:to|until|till|through) (?:the |late |early )?$"),
}


_JOINED = re.compile(r"(?: and (?:on )?|[/-])")
_NO_CLAUSE = re.compile(r" (?:the |its |their |an? )?[\w'’-]*(?: [\w'’-]+){0,5}(?: on)? ?")


class Found(NamedTuple):
    """A phrase found by a rule, in the sentence of that index."""

    sentence: int
    rule: str
    match: re.Match[str]


class DateResolver:
    """Resolves the phrases found in one text; `mentions` may be called once.

    `text` is `original` with digits and the capitals of small words folded, offset by offset the same.
    """

    def __init__(
        self,
        text: str,
        original: str,
        sentences: Sequence[Sentence],
        *,
        published_on: dt.date | None,
        not_before: dt.date | None,
        not_after: dt.date | None,
    ) -> None:
        self._text = text
        self._original = original
        self._sentences = sentences
        self._base = published_on
        self._not_before = not_before
        self._not_after = not_after
        self._explicit: list[tuple[int, int, Days]] = []
        self._day: tuple[int, dt.date] | None = None
        self._period: tuple[int, Days] | None = None
        self._named_years: set[int] = set()
        self._is_news = False
        self._first_day: dt.date | None = None

    def mentions(self, found: Sequence[tuple[int, str, re.Match[str]]]) -> list[DateMention]:
        """The mentions for what `scan_dates` found, as (index of sentence, rule, match), in order."""
        kept = [row for row in (Found(*row) for row in found) if self._is_date(row)]
        days = [EXPLICIT[row.rule](row.match) if row.rule in EXPLICIT else None for row in kept]
        numeric = [at for at, row in enumerate(kept) if row.rule == "numeric"]
        settled = settled_orders([kept[at].match for at in numeric], [days[at] for at in numeric], self._base)
        for at, known in zip(numeric, settled, strict=True):
            days[at] = known
        self._explicit = [(r.sentence, r.match.start(), d) for r, d in zip(kept, days, strict=True) if d]
        resolved = (self._mention(row, known) for row, known in zip(kept, days, strict=True))
        return self._with_ranges([mention for mention in resolved if mention])

    def _is_date(self, row: Found) -> bool:
        start, end = row.match.span()
        if row.rule == "year":
            return cues.is_year(self._text, start, end)
        if row.rule == "month" and not row.match.groupdict().get("part"):
            return cues.is_month(self._text, row.match["month"], start, end)
        return row.rule != "length" or not cues.is_age(self._text, start, end)

    def _mention(self, row: Found, known: Days | None) -> DateMention | None:
        start, end = row.match.span()
        sentence = self._sentences[row.sentence]
        quoted = sentence.is_quoted(start)
        role = _ROLES.get(row.rule, "point")
        basis = "explicit"
        bearings = None
        if known is None and row.rule in RELATIVE:
            bearings = self._bearings(row, quoted=quoted)
            known = RELATIVE[row.rule](row.match, bearings)
            basis = "explicit" if row.rule in _CALENDAR_RULES else "relative"
            if self._base is None and not bearings.years and basis == "explicit":
                basis = "bounded"
        if role in ("point", "window"):
            role = cues.role_before(self._text, start) or role
        words = self._original[start:end]
        if row.rule == "nth_day" and known is None:
            self._count_back(row)
        if known is None:
            return self._unresolved(row, role, quoted=quoted)
        reporting = role == "point" and cues.dates_the_saying(self._text, sentence.start, start, end, sentence.end)
        self._remember(row, role, known)
        span = DateSpan(known.first, known.last, date_prec(known.first, known.last), words, row.rule, basis)
        return DateMention(start, end, span, role, known.value or _bare_value(row), reporting, quoted)

    def _remember(self, row: Found, role: str, days: Days) -> None:
        """Keeps what later phrases count from: the day of the passage, the period named last in this sentence."""
        if role not in ("point", "since", "by"):
            return
        if self._base and row.rule != "year" and 0 <= (self._base - days.last).days <= NEWS_DAYS:
            self._is_news = True
        if days.first == days.last:
            self._day = (row.sentence, days.first)
            self._period = None
        elif (days.last - days.first).days > 20:
            self._period = (row.sentence, days)
            if row.rule == "unit" and days.first.year == days.last.year:
                # "fell last year, Nyala in October": the months that follow lie in it
                insort(self._explicit, (row.sentence, row.match.start(), days), key=lambda known: known[1])
                self._named_years.add(row.match.start())

    def _unresolved(self, row: Found, role: str, *, quoted: bool) -> DateMention | None:
        """A phrase with nothing to count from, bounded where it is a point in time; None where it is no date."""
        if row.rule in EXPLICIT and row.rule not in RELATIVE:
            return None
        start, end = row.match.span()
        words = self._original[start:end]
        if role in ("point", "since", "by"):
            span = DateSpan(self._not_before, self._not_after, None, words, row.rule, "bounded")
        else:
            span = DateSpan(None, None, None, words, row.rule, "none")
            role = "duration" if role in ("offset", "window") else role
        return DateMention(start, end, span, role, _bare_value(row), quoted=quoted)

    def _bearings(self, row: Found, *, quoted: bool) -> Bearings:
        start, end = row.match.span()
        opening = self._sentences[row.sentence].start
        ahead = cues.looks_ahead(self._text, opening, start, end)
        return Bearings(
            base=self._base,
            day=self._day[1] if self._day and row.sentence - self._day[0] <= REACH else None,
            ahead=ahead,
            years=self._years_near(row.sentence, start),
            year_before=self._year_before(row.sentence, start),
            strict_year=None if ahead else self._year_beside(row.sentence, start),
            quoted=quoted,
            earliest=self._not_before,
            period=self._period[1] if self._period and row.sentence - self._period[0] <= 1 else None,
            may_be_coming=cues.may_be_coming(self._text, opening, start),
            began=self._began(row.sentence),
            story=self._story(row.sentence, start),
            is_news=self._is_news,
            told_year=None if ahead or quoted else self._told_year(row.sentence, start),
        )

    def _story(self, index: int, start: int) -> dt.date | None:
        """The first day of the last day or month with a year named before, where it is long before publication."""
        before = [
            days.first
            for _, at, days in self._explicit_in(index - STORY_REACH, index, start)
            if at < start and (days.last - days.first).days <= 31
        ]
        is_old = before and self._base is not None and (self._base - before[-1]).days > LONG_PAST_DAYS
        return before[-1] if is_old else None

    def _told_year(self, index: int, start: int) -> int | None:
        """The past year that a whole year or season named in the sentence, or in the one before, puts its story in."""
        if self._base is None:
            return None
        before = [known for known in self._explicit_in(index - 1, index, start) if known[1] < start]
        if not before:
            return None
        sentence, at, days = before[-1]
        whole = (days.last - days.first).days > 31 and days.first.year == days.last.year
        if not whole or days.first.year >= self._base.year:
            return None
        # "taken in 2014, it was won back in October" tells of two years
        return days.first.year if sentence != index or self._is_listed(at, start) else None

    def _count_back(self, row: Found) -> None:
        """Works out when it began from "on Sunday, the fifth day of the incursion"."""
        number = day_number(row.match)
        beside = self._day is not None and self._day[0] == row.sentence
        if beside and self._day is not None and 1 < number <= MOST_DAYS_COUNTED:
            self._first_day = self._day[1] - (number - 1) * ONE_DAY

    def _began(self, index: int) -> dt.date | None:
        """The day of the passage where the sentence that states it tells that something began, else counted back."""
        return self._told_beginning(index) or self._first_day

    def _told_beginning(self, index: int) -> dt.date | None:
        if self._day is None or index - self._day[0] > REACH:
            return None
        return self._day[1] if cues.tells_a_beginning(self._sentences[self._day[0]].text) else None

    def _years_near(self, index: int, start: int) -> tuple[int, ...]:
        """The years of explicit dates within `REACH` sentences, nearest first, those before it first at a tie."""
        near = [
            (abs(i - index), at > start, abs(at - start), days.first.year)
            for i, at, days in self._explicit_in(index - REACH, index + REACH, start)
            if days.first.year == days.last.year
        ]
        return tuple(year for *_, year in sorted(near))

    def _year_before(self, index: int, start: int) -> int | None:
        """The year of the last explicit date before, within `REACH` sentences: what "that year" means."""
        before = [days for _, at, days in self._explicit_in(index - REACH, index, start) if at < start]
        return before[-1].first.year if before else None

    def _explicit_in(self, first: int, last: int, start: int) -> list[tuple[int, int, Days]]:
        """The explicit dates in those sentences, at most `MOST_NEIGHBOURS` on each side of the offset `start`."""
        explicit = self._explicit
        here = bisect_left(explicit, start, key=lambda known: known[1])
        low, high = max(0, here - MOST_NEIGHBOURS), here + MOST_NEIGHBOURS
        return [known for known in explicit[low:high] if first <= known[0] <= last]

    def _year_beside(self, index: int, start: int) -> int | None:
        """The year that an explicit day or month in the same sentence, or "last year" before it, gives a bare day."""
        near = [
            (abs(at - start), days.first.year)
            for _, at, days in self._explicit_in(index, index, start)
            if (days.last - days.first).days <= 31 or (at in self._named_years and self._is_listed(at, start))
        ]
        return min(near)[1] if near else None

    def _is_listed(self, named: int, start: int) -> bool:
        """Whether a bare day goes on with the year named before it, and not with another deed: "and retook it"."""
        return named < start and not cues.tells_another_deed(self._text, named, start)

    def _with_ranges(self, mentions: list[DateMention]) -> list[DateMention]:
        """Marks the two ends of "from .. to .." and "between .. and .."."""
        for at in range(len(mentions) - 1):
            first, last = mentions[at], mentions[at + 1]
            opening = _BETWEEN.search(self._text, max(0, first.start - 14), first.start)
            words = _AND[opening[1].lower()] if opening else _JOINED
            if (opening or _is_pair(first, last)) and words.fullmatch(self._text, first.end, last.start):
                mentions[at] = replace(first, role="range_start")
                mentions[at + 1] = replace(last, role="range_end")
            elif first.role == "offset" and last.role == "point" and self._is_one_phrase(first.end, last.start):
                counted = self._counted_from(first, last)
                if counted:
                    mentions[at], mentions[at + 1] = counted, replace(last, role="offset_from")
        return mentions

    def _is_one_phrase(self, start: int, end: int) -> bool:
        return end - start < 60 and bool(_NO_CLAUSE.fullmatch(self._text, start, end))

    def _counted_from(self, offset: DateMention, named: DateMention) -> DateMention | None:
        """ "Two days after Friday's attack": the day of the clause around it, counted from the date that it names.

        None where that would lie after publication: then the count is of something else.
        """
        first, last = named.span.start, named.span.end
        if first is None or last is None:
            return None
        found = next(m for name, m in scan_dates(self._text, offset.start, offset.end) if name == "offset")
        way = 1 if found["way"] == "after" else -1
        counts = counts_of(found["count"])
        near, far = moved(first, counts, found["unit"], way), moved(last, counts, found["unit"], way)
        if not found["count"]:
            near, far = (Days(last, far.last, ""), far) if way > 0 else (near, Days(near.first, first, ""))
        start, end = min(near.first, far.first), max(near.last, far.last)
        if self._base and start > self._base:
            return None
        words = self._original[offset.start : offset.end]
        span = DateSpan(start, end, date_prec(start, end), words, "offset_from", "relative")
        return replace(offset, span=span, role="point", value="")


def _is_pair(first: DateMention, last: DateMention) -> bool:
    """Whether two mentions are one stretch where only "and" joins them: "on Monday and Tuesday"."""
    if first.role != "point" or last.role != "point" or first.span.start is None or last.span.start is None:
        return False
    days_apart = (last.span.start - first.span.start).days
    return first.span.rule == last.span.rule and last.span.rule in ("weekday", "month_day") and 0 < days_apart <= 7


def _bare_value(row: Found) -> str:
    """The TIMEX3 value of a phrase that names no days: a duration, a set of times, a vague now."""
    if row.rule in ("length", "offset", "days_ago", "window"):
        groups = row.match.groupdict()
        unit = groups.get("unit") or "day"
        return duration_value(groups.get("count"), "week" if unit == "weekend" else unit)
    words = row.match.group().lower()
    if row.rule == "set":
        units = (("hour", "PT1H"), ("week", "P1W"), ("month", "P1M"), ("year", "P1Y"), ("annual", "P1Y"))
        return next((value for unit, value in units if unit in words), "P1D")
    if row.rule == "vague":
        return "FUTURE_REF" if "future" in words else "PAST_REF" if "past" in words else "PRESENT_REF"
    return ""
