"""Feast days by which reports date what happened: fixed ones, Easter, and those of the Islamic calendar.

The Islamic calendar is the tabular one (civil epoch, Friday 16 July 622, leap years 2 5 7 10 13 16 18 21 24 26 29 of
thirty); months begin in fact where the new moon is seen, so its feasts are given a day more at either end.
"""

import datetime as dt
import re
from collections.abc import Callable

from geo.extraction.date_calculus import ONE_DAY, Days, one_day

_EPOCH = dt.date(622, 7, 19).toordinal()
"""1 Muharram of year 1: Friday 16 July 622 of the Julian calendar, in the Gregorian one that `datetime` counts in."""


def islamic_day(year: int, month: int, day: int) -> dt.date:
    """The day of the tabular Islamic calendar.

    >>> islamic_day(1437, 10, 1)
    datetime.date(2016, 7, 7)
    """
    before = (year - 1) * 354 + (11 * year + 3) // 30 + 29 * (month - 1) + month // 2
    return dt.date.fromordinal(_EPOCH + before + day - 1)


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus).

    >>> easter(2016)
    datetime.date(2016, 3, 27)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def _fixed(month: int, day: int) -> Callable[[int], Days]:
    return lambda year: one_day(dt.date(year, month, day))


def _by_easter(shift: int) -> Callable[[int], Days]:
    return lambda year: one_day(easter(year) + shift * ONE_DAY)


def _thanksgiving(year: int) -> Days:
    """The fourth Thursday of November, as in the United States."""
    first = dt.date(year, 11, 1)
    return one_day(first + ((3 - first.weekday()) % 7 + 21) * ONE_DAY)


def _islamic(month: int, day: int, length: int) -> Callable[[int], Days]:
    """A feast of so many days, a day more at either end, that begins in the given year of the common era."""

    def days(year: int) -> Days:
        near = (year - 622) * 33 // 32
        first = next(d for d in (islamic_day(near + i, month, day) for i in range(4)) if d.year >= year)
        last = first + (length - 1) * ONE_DAY
        return Days(first - ONE_DAY, last + ONE_DAY, f"{first.isoformat()}/{last.isoformat()}")

    return days


FEASTS: tuple[tuple[re.Pattern[str], Callable[[int], Days]], ...] = (
    (re.compile(r"christmas eve"), _fixed(12, 24)),
    (re.compile(r"christmas"), _fixed(12, 25)),
    (re.compile(r"new year.?s eve"), _fixed(12, 31)),
    (re.compile(r"new year.?s day"), _fixed(1, 1)),
    (re.compile(r"thanksgiving"), _thanksgiving),
    (re.compile(r"good friday"), _by_easter(-2)),
    (re.compile(r"palm sunday"), _by_easter(-7)),
    (re.compile(r"easter monday"), _by_easter(1)),
    (re.compile(r"easter"), _by_easter(0)),
    (re.compile(r"n[ao]w?r[uo]+z|nevruz|newroz"), _fixed(3, 21)),
    (re.compile(r"ramad[ah]+n"), _islamic(9, 1, 30)),
    (re.compile(r"eid (?:a|u)l.?fitr"), _islamic(10, 1, 3)),
    (re.compile(r"eid (?:a|u)l.?ad[hn]?ha"), _islamic(12, 10, 4)),
    (re.compile(r"ashura"), _islamic(1, 10, 1)),
)
"""Pattern of the name in lower case -> the days in a year; the first that fits counts."""


def feast_days(name: str, year: int) -> Days | None:
    """The days of a feast in a year of the common era; None for an unknown name or a year out of range."""
    low = name.lower().replace("’", "'")
    try:
        return next((days(year) for pattern, days in FEASTS if pattern.search(low)), None)
    except (ValueError, OverflowError):
        return None
