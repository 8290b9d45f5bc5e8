"""Works out what each date phrase of a text means, with its neighbours in view."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from geo.extraction import date_cues as cues
from geo.extraction.date_calculus import Days, date_prec
from geo.extraction.date_explicit import EXPLICIT
from geo.extraction.date_mention import DateMention
from geo.extraction.date_relative import RELATIVE, Bearings, duration_value
from geo.extraction.sentences import Sentence
from geo.model import DateSpan

REACH = 3
"""How many sentences away an explicit date still says in which year a bare day lies."""

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


class Found(NamedTuple):
    """A phrase found by a rule, in the sentence of that index."""

    sentence: int
    rule: str
    match: re.Match[str]


class DateResolver:
    """Resolves the phrases found in one text; `mentions` may be called once."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        *,
        published_on: dt.date | None,
        not_before: dt.date | None,
        not_after: dt.date | None,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._base = published_on
        self._not_before = not_before
        self._not_after = not_after
        self._explicit: list[tuple[int, int, Days]] = []
        self._day: tuple[int, dt.date] | None = None

    def mentions(self, found: Sequence[tuple[int, str, re.Match[str]]]) -> list[DateMention]:
        """The mentions for what `scan_dates` found, as (index of sentence, rule, match), in order."""
        kept = [row for row in (Found(*row) for row in found) if self._is_date(row)]
        days = [EXPLICIT[row.rule](row.match) if row.rule in EXPLICIT else None for row in kept]
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
        words = row.match.group()
        if known is None:
            return self._unresolved(row, role, quoted=quoted)
        reporting = role == "point" and cues.dates_the_saying(self._text, sentence.start, start, end, sentence.end)
        if role in ("point", "since") and known.first == known.last:
            self._day = (row.sentence, known.first)
        span = DateSpan(known.first, known.last, date_prec(known.first, known.last), words, row.rule, basis)
        return DateMention(start, end, span, role, known.value or _bare_value(row), reporting, quoted)

    def _unresolved(self, row: Found, role: str, *, quoted: bool) -> DateMention | None:
        """A phrase with nothing to count from, bounded where it is a point in time; None where it is no date."""
        if row.rule in EXPLICIT and row.rule not in RELATIVE:
            return None
        start, end = row.match.span()
        words = row.match.group()
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
            strict_year=None if ahead else self._year_beside(row.sentence, start),
            quoted=quoted,
            earliest=self._not_before,
            may_be_coming=cues.may_be_coming(self._text, opening, start),
        )

    def _years_near(self, index: int, start: int) -> tuple[int, ...]:
        """The years of explicit dates within `REACH` sentences, nearest first, those before it first at a tie."""
        near = [
            (abs(i - index), at > start, abs(at - start), days.first.year)
            for i, at, days in self._explicit
            if abs(i - index) <= REACH and days.first.year == days.last.year
        ]
        return tuple(year for *_, year in sorted(near))

    def _year_beside(self, index: int, start: int) -> int | None:
        """The year that an explicit day or month in the same sentence gives to a bare day."""
        near = [
            (abs(at - start), days.first.year)
            for i, at, days in self._explicit
            if i == index and (days.last - days.first).days <= 31
        ]
        return min(near)[1] if near else None

    def _with_ranges(self, mentions: list[DateMention]) -> list[DateMention]:
        """Marks the two ends of "from .. to .." and "between .. and .."."""
        for at in range(len(mentions) - 1):
            first, last = mentions[at], mentions[at + 1]
            opening = _BETWEEN.search(self._text, max(0, first.start - 14), first.start)
            if opening and _AND[opening[1].lower()].fullmatch(self._text, first.end, last.start):
                mentions[at] = replace(first, role="range_start")
                mentions[at + 1] = replace(last, role="range_end")
        return mentions


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
