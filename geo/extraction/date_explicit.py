"""Dates that need nothing around them: a year is said. Each function takes a rule's match and returns its days."""

import datetime as dt
import re
from collections.abc import Callable, Sequence

from geo.extraction import date_calculus as calculus
from geo.extraction.date_calculus import ONE_DAY, Days
from geo.extraction.date_words import MONTHS, ORDINALS, ROMAN_MONTHS, WEEKDAYS

PARTS = {
    "beginning of": "start", "start of": "start", "end of": "end", "middle of": "mid", "turn of": "start",
    "first days of": "start", "first weeks of": "early", "first months of": "early",
    "last days of": "end", "last weeks of": "late", "last months of": "late",
    "final days of": "end", "final weeks of": "late", "final months of": "late",
    "first week of": "start", "first week in": "start", "last week of": "end", "last week in": "end",
    "final week of": "end", "second week of": "second week", "second week in": "second week",
    "third week of": "third week", "third week in": "third week", "fourth week of": "fourth week",
    "fourth week in": "fourth week", "the end of": "end", "the start of": "start", "the beginning of": "start",
    "the end": "end", "end": "end",
    "the start": "start", "start": "start", "the beginning": "start", "beginning": "start", "the middle": "mid",
}  # fmt: skip
"""Words for a part of a period, as `date_calculus` names the parts; early, mid and late are called that there too."""

_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def part_of(match: re.Match[str], group: str = "part") -> str:
    """The part of a period that a match names, as `date_calculus` calls it; empty where none is named."""
    word = (match.groupdict().get(group) or "").lower()
    return PARTS.get(word, word)


def month_of(match: re.Match[str]) -> int:
    """The number of the month in the match's group `month`."""
    return MONTHS[match["month"].lower().rstrip(".")]


def day_of(match: re.Match[str], group: str = "day") -> int:
    """The day of the month in a group, without "st" or "th"."""
    return int(re.sub(r"\D", "", match[group]))


def _iso(match: re.Match[str]) -> Days | None:
    day = calculus.make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return calculus.one_day(day) if day else None


def _numeric(match: re.Match[str]) -> Days | None:
    """Day first or month first: one day where only one reading exists or a dot says so, else from one to the other."""
    year, a, b = int(match["year"]), int(match["a"]), int(match["b"])
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    day_first, month_first = calculus.make_day(year, b, a), calculus.make_day(year, a, b)
    if match["sep"] == ".":
        month_first = None
    readings = sorted({day for day in (day_first, month_first) if day})
    if not readings:
        return None
    value = readings[0].isoformat() if len(readings) == 1 else f"{year:04d}-XX-XX"
    return Days(readings[0], readings[-1], value)


def settled_orders(
    matches: Sequence[re.Match[str]], days: Sequence[Days | None], published_on: dt.date | None
) -> list[Days | None]:
    """The days of numeric dates, those with two readings as the text's others are written, and not after publication.

    `matches` and `days` belong together; a date that can still be read two ways stays wide.
    """
    slashed = [match for match in matches if match["sep"] != "."]
    day_first = any(int(match["a"]) > 12 for match in slashed)
    month_first = any(int(match["b"]) > 12 for match in slashed)
    return [
        _settled(known, match, published_on, day_first=day_first, month_first=month_first) if known else None
        for match, known in zip(matches, days, strict=True)
    ]


def _settled(
    known: Days, match: re.Match[str], published_on: dt.date | None, *, day_first: bool, month_first: bool
) -> Days:
    if known.first == known.last or not known.value.endswith("XX"):
        return known
    if day_first != month_first:
        month = int(match["b"] if day_first else match["a"])
        return calculus.one_day(known.first if known.first.month == month else known.last)
    is_one = published_on is not None and known.first <= published_on < known.last
    return calculus.one_day(known.first) if is_one else known


def _roman(match: re.Match[str]) -> Days | None:
    day = calculus.make_day(int(match["year"]), ROMAN_MONTHS.index(match["roman"]) + 1, day_of(match))
    return calculus.one_day(day) if day else None


def _military(match: re.Match[str]) -> Days | None:
    """ "10 JUN 14", as armies write it."""
    day = calculus.make_day(2000 + int(match["year"]), month_of(match), day_of(match))
    return calculus.one_day(day) if day else None


def _nth_weekday(match: re.Match[str]) -> Days | None:
    return nth_weekday(match, int(match["year"])) if match["year"] else None


def nth_weekday(match: re.Match[str], year: int) -> Days | None:
    """The day of "the last Monday of September" in a year."""
    days = calculus.month_days(year, month_of(match))
    number = WEEKDAYS[match["weekday"].lower()]
    if match["nth"] in ("last", "final"):
        return calculus.one_day(calculus.weekday_before(days.last, number))
    first = calculus.weekday_after(days.first, number, same_day=True)
    return calculus.one_day(first + 7 * (ORDINALS[match["nth"]] - 1) * ONE_DAY)


def _full(match: re.Match[str]) -> Days | None:
    day = calculus.make_day(int(match["year"]), month_of(match), day_of(match))
    return calculus.one_day(day) if day else None


def day_range(match: re.Match[str], year: int) -> Days | None:
    """The days of "December 8-11" in a year."""
    first = calculus.make_day(year, month_of(match), day_of(match))
    last = calculus.make_day(year, month_of(match), day_of(match, "day2"))
    if not first or not last or first > last:
        return None
    return Days(first, last, f"{first.isoformat()}/{last.isoformat()}")


def _day_range(match: re.Match[str]) -> Days | None:
    return day_range(match, int(match["year"])) if match["year"] else None


def _season(match: re.Match[str]) -> Days | None:
    year = match.groupdict().get("year")
    return calculus.season_days(int(year), match["season"].lower(), part_of(match)) if year else None


def _decade(match: re.Match[str]) -> Days:
    groups = match.groupdict()
    if groups.get("year"):
        first = int(groups["year"] or 0) * 10
    elif groups.get("short"):
        first = 1900 + int(groups["short"] or 0) * 10
    else:
        first = 1920 + 10 * _DECADES.index(groups["word"] or "")
    return calculus.decade_days(first, part_of(match))


def _quarter(match: re.Match[str]) -> Days:
    number = int(match["qn"]) if match["qn"] else ORDINALS.get(match["q"], 4)
    return calculus.quarter_days(int(match["year"]), number)


def _years_range(match: re.Match[str]) -> Days | None:
    first, last = int(match["year"]), int(match["year2"])
    if last < 100:
        last += first // 100 * 100
    if last < first:
        return None
    return Days(calculus.year_days(first).first, calculus.year_days(last).last, f"{first:04d}/{last:04d}")


EXPLICIT: dict[str, Callable[[re.Match[str]], Days | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "full": _full,
    "roman": _roman,
    "military": _military,
    "nth_weekday": _nth_weekday,
    "day_range": _day_range,
    "month_year": lambda match: calculus.month_days(int(match["year"]), month_of(match), part_of(match)),
    "season": _season,
    "quarter": _quarter,
    "half": lambda match: calculus.half_days(int(match["year"]), ORDINALS[match["half"]]),
    "decade": _decade,
    "year": lambda match: calculus.year_days(int(match["year"]), part_of(match)),
    "years_range": _years_range,
}
"""Rule -> days; None where the match is no date after all or says no year."""
