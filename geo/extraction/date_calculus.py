"""A small calculus of days: what the words of the calendar come to, as first and last day, both included."""

import calendar
import datetime as dt
from typing import NamedTuple

from geo.extraction.date_words import SEASONS
from geo.model import DatePrec

ONE_DAY = dt.timedelta(days=1)
WEEKEND_STARTS = 5
"""Saturday: English-language outlets, those of the Middle East included, mean Saturday and Sunday."""


class Days(NamedTuple):
    """A first and a last day, both included, and the TIMEX3 value (ISO 8601) for them."""

    first: dt.date
    last: dt.date
    value: str


def date_prec(first: dt.date, last: dt.date) -> DatePrec:
    """UCDP's code for a span of days: 1 a day, 2 two to six days, 3 a week (to two), 4 a month (to two), 5 longer."""
    length = (last - first).days + 1
    for longest, prec in ((1, DatePrec.DAY), (6, DatePrec.FEW_DAYS), (14, DatePrec.WEEK), (62, DatePrec.MONTH)):
        if length <= longest:
            return prec
    return DatePrec.YEAR


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def one_day(day: dt.date) -> Days:
    """The span of a single day."""
    return Days(day, day, day.isoformat())


def month_days(year: int, month: int, part: str = "") -> Days:
    """The days of a month or of its `part`: early is 1-10, mid 10-20, late 20 to the end, start 1-7, end its last week.

    The second to fourth week are 8-14, 15-21 and 22-28.

    >>> month_days(2015, 10, "mid")
    Days(first=datetime.date(2015, 10, 10), last=datetime.date(2015, 10, 20), value='2015-10')
    """
    length = calendar.monthrange(year, month)[1]
    first, last = {
        "early": (1, 10), "mid": (10, 20), "late": (20, length), "start": (1, 7), "end": (length - 6, length),
        "second week": (8, 14), "third week": (15, 21), "fourth week": (22, 28),
    }.get(part, (1, length))  # fmt: skip
    return Days(dt.date(year, month, first), dt.date(year, month, last), f"{year:04d}-{month:02d}")


def year_days(year: int, part: str = "") -> Days:
    """The days of a year, or of its `part`: thirds for early, mid and late, two months for start and end."""
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 2), "end": (11, 12)}.get(part, (1, 12))
    return Days(dt.date(year, first, 1), month_days(year, last).last, f"{year:04d}")


def decade_days(year: int, part: str = "") -> Days:
    """The days of the decade that begins with `year`, or of its early, mid or late years."""
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return Days(dt.date(year + first, 1, 1), dt.date(year + last, 12, 31), f"{year // 10:03d}X")


def season_days(year: int, season: str, part: str = "") -> Days:
    """The three months of a northern season that begins in `year`; a winter runs into the next year."""
    month, code = SEASONS[season]
    first, last = {"early": (0, 0), "mid": (1, 1), "late": (2, 2)}.get(part, (0, 2))
    start = shift_months(dt.date(year, month, 1), first)
    end = shift_months(dt.date(year, month, 1), last)
    return Days(start, month_days(end.year, end.month).last, f"{year:04d}-{code}")


def quarter_days(year: int, quarter: int) -> Days:
    """The days of the first to fourth quarter of a year."""
    month = 3 * quarter - 2
    return Days(dt.date(year, month, 1), month_days(year, month + 2).last, f"{year:04d}-Q{quarter}")


def half_days(year: int, half: int) -> Days:
    """The days of the first or second half of a year."""
    month = 6 * half - 5
    return Days(dt.date(year, month, 1), month_days(year, month + 5).last, f"{year:04d}-H{half}")


def week_days(day: dt.date) -> Days:
    """The week of `day`, Monday to Sunday."""
    monday = day - day.weekday() * ONE_DAY
    year, week, _ = day.isocalendar()
    return Days(monday, monday + 6 * ONE_DAY, f"{year:04d}-W{week:02d}")


def weekend_days(day: dt.date, *, ahead: bool = False) -> Days:
    """The latest weekend that has begun by `day`, or with `ahead` the next one that has not ended."""
    back = (day.weekday() - WEEKEND_STARTS) % 7
    saturday = day - back * ONE_DAY
    if ahead and back > 1:
        saturday += 7 * ONE_DAY
    return Days(saturday, saturday + ONE_DAY, week_days(saturday).value + "-WE")


def weekday_before(day: dt.date, weekday: int, *, same_day: bool = True) -> dt.date:
    """The latest such weekday up to `day`, or before it without `same_day`.

    >>> weekday_before(dt.date(2015, 11, 1), 5)
    datetime.date(2015, 10, 31)
    """
    back = (day.weekday() - weekday) % 7
    return day - (back if back or same_day else 7) * ONE_DAY


def weekday_after(day: dt.date, weekday: int, *, same_day: bool = False) -> dt.date:
    """The next such weekday after `day`, or from it on with `same_day`."""
    ahead = (weekday - day.weekday()) % 7
    return day + (ahead if ahead or same_day else 7) * ONE_DAY


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on (back where negative), or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = max(1, min(9999, index // 12)), index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(day: dt.date, number: int, unit: str) -> dt.date:
    """`day` moved by a number of units (`hour`, `day`, `week`, `month`, `year` ...); stays within the calendar."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months:
        return shift_months(day, number * months)
    days = {"week": 7, "fortnight": 14, "hour": 0, "minute": 0}.get(unit, 1) * number
    if unit == "hour":
        days = number // 24 if number >= 0 else -(-number // 24)
    try:
        return day + days * ONE_DAY
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


def around(day: dt.date, unit: str) -> Days:
    """The day, week, month or year that `day` lies in: how exact "three months ago" is."""
    if unit in ("hour", "minute", "day", "night"):
        return one_day(day)
    if unit in ("week", "fortnight"):
        return week_days(day)
    if unit in ("month", "quarter"):
        return month_days(day.year, day.month)
    return year_days(day.year)


def latest_before(limit: dt.date, month: int, day: int) -> dt.date | None:
    """The latest such day of the year up to `limit`, or None for a day that no year has.

    >>> latest_before(dt.date(2016, 7, 26), 9, 22)
    datetime.date(2015, 9, 22)
    """
    for year in range(limit.year, max(0, limit.year - 5), -1):
        found = make_day(year, month, day)
        if found and found <= limit:
            return found
    return None


def first_after(limit: dt.date, month: int, day: int) -> dt.date | None:
    """The first such day of the year from `limit` on, or None for a day that no year has."""
    for year in range(limit.year, min(9999, limit.year + 5)):
        found = make_day(year, month, day)
        if found and found >= limit:
            return found
    return None
