"""Full dates as pages print them: "Mon Mar 21, 2016 16:25:32", "12February 2020", "29.10.2016", "2016-10-29"."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:(?P<weekday>Mon(?:day)?|Tue(?:s|sday)?|Wed(?:nesday)?|Thu(?:rs|rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)"
    r"\b\.?,?\s{1,3})?"
)
_YEAR = r"(?P<{0}>(?:19\d|20[0-4])\d)(?!\d)"
_STAMP = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{{0,2}}{_MONTH.format('m1')},?[\s-]{{1,2}}{_YEAR.format('y1')}"
    rf"|{_MONTH.format('m2')}\s{{0,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{0,2}}{_YEAR.format('y2')}"
    rf"|{_YEAR.format('y3')}(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})(?!\d)"
    rf"|(?P<a4>\d{{1,2}})(?P<s4>[-/.])(?P<b4>\d{{1,2}})(?P=s4){_YEAR.format('y4')}"
    r")",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?:19\d|20[0-4])\d")
_BEFORE_YEAR, _AFTER_YEAR = 40, 20
"""Code points within which the rest of a stamp stands before and after its year."""


class Stamp(NamedTuple):
    """A full date at `start:end` of a text; `has_weekday` where the weekday stands before it."""

    start: int
    end: int
    day: dt.date
    has_weekday: bool


def find_stamps(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """The full dates in `text[start:end]`, in order. A slashed date that could be read two ways is none.

    >>> [stamp.day.isoformat() for stamp in find_stamps("Publish Date: 12February 2020 - 17:47, was 03/04/2020")]
    ['2020-02-12']
    """
    for first, last in _around_years(text, start, len(text) if end is None else end):
        for found in _STAMP.finditer(text, first, last):
            day = _day(found)
            if day:
                yield Stamp(found.start(), found.end(), day, bool(found["weekday"]))


def _around_years(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `text[start:end]` in which a stamp can stand: most of a text names no year."""
    first = last = start
    for year in _ANY_YEAR.finditer(text, start, end):
        begin = year.start() - _BEFORE_YEAR
        if begin > last:
            if last > start:
                yield first, last
            first = begin
        last = min(end, year.end() + _AFTER_YEAR)
    if last > start:
        yield first, last


def _day(found: re.Match[str]) -> dt.date | None:
    if found["y1"]:
        return _made(found["y1"], _month(found["m1"]), found["d1"])
    if found["y2"]:
        return _made(found["y2"], _month(found["m2"]), found["d2"])
    if found["y3"]:
        return _made(found["y3"], found["m3"], found["d3"])
    day_first = _made(found["y4"], found["b4"], found["a4"])
    month_first = _made(found["y4"], found["a4"], found["b4"])
    if found["s4"] != "/":
        # dots and hyphens are printed day first; outlets that print the month first use slashes
        return day_first or month_first
    if day_first and month_first and day_first != month_first:
        return None
    return day_first or month_first


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _made(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
