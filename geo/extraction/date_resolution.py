"""Works out what each date phrase of a text means, with its neighbours in view."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from geo.extraction.date_calculus import Days, date_prec, one_day
from geo.extraction.date_explicit import EXPLICIT
from geo.extraction.date_mention import DateMention
from geo.extraction.date_relative import RELATIVE, Bearings, duration_value
from geo.extraction.date_words import MONTHS
from geo.extraction.sentences import Sentence
from geo.model import DateSpan

REACH = 3
"""How many sentences away an explicit date still says in which year a bare day lies."""

_ROLES = {
    "window": "window", "recent": "window", "offset": "offset", "length": "duration", "set": "recurring",
    "vague": "vague",
}  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned|ning)? (?:to|for)|scheduled|(?:is|are|was|were) due\b|expected|upcoming"
    r"|going to|set (?:to|for)|(?:is|are|was|were) to\b|ahead of|deadline|postponed|until|till|by the)\b"
)
_REPORTED_BEFORE = re.compile(
    r"\b(?:said|says?|saying|told|reported|reports?|announced|stated|statement|added|confirmed|claimed|interview|quoted"
    r"|tweeted|conference|briefing|declared|disclosed|noted|according to [^,.;]{2,40})"
    r"(?:,? (?!after|before|when|as|that|killed)[\w.'’-]+){0,3}?,?(?: late| early)?(?: on| in a statement on)? ?$"
)
_REPORTED_AFTER = re.compile(r",? (?:said|says|told|announced|reported|confirmed|claimed|stated|declared)\b")
_COUNTED = re.compile(
    r"\s(?:people|civilians|men|women|children|troops|families|(?!was|has|is|as|this|his|us\b|its|has)[a-z-]{3,}[^s\W\d]s)\b"
)
_QUANTIFIER = re.compile(
    r"(?:\b(?:than|least|about|around|nearly|almost|over|some|total|roughly|approximately|estimated|another|killed|resolution"
    r"|number|no|top|of the|up to|the first|in which)|[#£$€+-])\s?$",
    re.IGNORECASE,
)
_TEMPORAL = re.compile(
    r"\b(?:in|since|of|during|until|by|from|late|early|mid|end|year|before|after|between|and|to)[ -]$", re.IGNORECASE
)


class Found(NamedTuple):
    """A phrase found by a rule in the sentence of that index."""

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
        kept = [Found(*row) for row in found if self._is_date(Found(*row))]
        days = [EXPLICIT[f.rule](f.match) if f.rule in EXPLICIT else None for f in kept]
        self._explicit = [(f.sentence, f.match.start(), d) for f, d in zip(kept, days, strict=True) if d]
        mentions: list[DateMention] = []
        for row, known in zip(kept, days, strict=True):
            mention = self._mention(row, known)
            if mention:
                mentions.append(mention)
        return self._with_ranges(mentions)

    def _is_date(self, row: Found) -> bool:
        """Whether what looks like a year or a month is one: "1074 settlements" and "than 2000 people" are not."""
        if row.rule == "year":
            start, end = row.match.start(), row.match.end()
            before = self._text[max(0, start - 16) : start]
            if _QUANTIFIER.search(before):
                return False
            return not _COUNTED.match(self._text, end) or bool(_TEMPORAL.search(before))
        if row.rule == "month" and not row.match.groupdict().get("part"):
            return self._is_month(row)
        return True

    def _is_month(self, row: Found) -> bool:
        """Whether a bare month's name is no person's, no verb's: "May", "March" and "April" need a cue."""
        start, end = row.match.start(), row.match.end()
        name = row.match["month"].lower()
        before = self._text[max(0, start - 14) : start]
        cue = re.search(
            r"\b(?:in|since|last|by|until|till|during|from|of|between|and|for|through|to|before|after|this) $",
            before,
            re.IGNORECASE,
        )
        if name in ("may", "march", "april", "june", "august"):
            return bool(cue) and not re.match(r"\s[A-Z][a-z]", self._text[end : end + 3])
        return name in MONTHS or name.rstrip(".") in MONTHS

    def _mention(self, row: Found, known: Days | None) -> DateMention | None:
        match, start, end = row.match, row.match.start(), row.match.end()
        sentence = self._sentences[row.sentence]
        quoted = sentence.is_quoted(start)
        role = _ROLES.get(row.rule, "point")
        basis = "explicit"
        if known is None and row.rule in RELATIVE:
            bearings = self._bearings(row, quoted=quoted)
            known = RELATIVE[row.rule](match, bearings)
            basis = "relative" if row.rule not in ("month_day", "day_range", "month", "month_which") else "explicit"
            if known is None and row.rule == "offset":
                role = "duration"
        before = self._text[max(sentence.start, start - 60) : start]
        reporting = role == "point" and bool(
            _REPORTED_BEFORE.search(before) or _REPORTED_AFTER.match(self._text, end, min(sentence.end, end + 40))
        )
        role = self._role_before(role, before)
        words = match.group()
        if known is None:
            value = self._value_only(row)
            if role == "point" and value == "" and row.rule in EXPLICIT and row.rule not in RELATIVE:
                return None
            span = (
                DateSpan(self._not_before, self._not_after, None, words, row.rule, "bounded")
                if role == "point"
                else (DateSpan(None, None, None, words, row.rule, "none"))
            )
            return DateMention(start, end, span, role, value, reporting, quoted)
        if role in ("point", "since") and known.first == known.last:
            self._day = (row.sentence, known.first)
        span = DateSpan(known.first, known.last, date_prec(known.first, known.last), words, row.rule, basis)
        value = known.value or self._value_only(row)
        return DateMention(start, end, span, role, value, reporting, quoted)

    def _role_before(self, role: str, before: str) -> str:
        if role not in ("point", "window"):
            return role
        cue = re.search(r"\b(since|until|till|by|before|for)(?: the| late| early)? $", before, re.IGNORECASE)
        if cue:
            return {"since": "since", "until": "until", "till": "until", "by": "by", "before": "until"}.get(
                cue[1].lower(), role
            )
        return role

    def _value_only(self, row: Found) -> str:
        groups = row.match.groupdict()
        if row.rule in ("length", "offset", "days_ago", "window"):
            unit = groups.get("unit") or "day"
            return duration_value(groups.get("count"), "week" if unit == "weekend" else unit)
        if row.rule == "set":
            return _set_value(row.match.group())
        if row.rule == "vague":
            words = row.match.group().lower()
            if "future" in words:
                return "FUTURE_REF"
            return "PAST_REF" if any(w in words for w in ("recently", "lately", "past", "former")) else "PRESENT_REF"
        return ""

    def _bearings(self, row: Found, *, quoted: bool) -> Bearings:
        start = row.match.start()
        sentence = self._sentences[row.sentence]
        clause = self._text[max(sentence.start, start - 90) : start]
        day = self._day[1] if self._day and row.sentence - self._day[0] <= REACH else None
        return Bearings(
            base=self._base,
            day=day,
            ahead=bool(_AHEAD.search(clause)),
            years=self._years_near(row.sentence, start),
            strict_year=self._year_beside(row.sentence, start),
            quoted=quoted,
            earliest=self._not_before,
        )

    def _years_near(self, index: int, start: int) -> tuple[int, ...]:
        """The years of explicit dates within `REACH` sentences, nearest first, those before it first at a tie."""
        near = [
            (abs(i - index), at > start, abs(at - start), d.first.year)
            for i, at, d in self._explicit
            if abs(i - index) <= REACH and d.first.year == d.last.year
        ]
        return tuple(year for *_, year in sorted(near))

    def _year_beside(self, index: int, start: int) -> int | None:
        """The year that an explicit day or month in the same sentence, or just before it, gives to a bare day."""
        near = [
            (abs(i - index), abs(at - start), d.first.year)
            for i, at, d in self._explicit
            if (i == index or (i == index - 1 and at < start)) and (d.last - d.first).days <= 31
        ]
        same = [n for n in near if n[0] == 0]
        if same:
            return min(same)[2]
        return None

    def _with_ranges(self, mentions: list[DateMention]) -> list[DateMention]:
        """Marks the two ends of "from .. to .." and "between .. and .."."""
        return mentions


def _set_value(words: str) -> str:
    low = words.lower()
    for unit, value in (("hour", "PT1H"), ("week", "P1W"), ("month", "P1M"), ("year", "P1Y"), ("annual", "P1Y")):
        if unit in low:
            return value
    return "P1D"


def whole_day(day: dt.date) -> Days:
    """The span of one day, for callers outside the calculus."""
    return one_day(day)
