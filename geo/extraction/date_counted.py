"""Days that a text counts out: "the last Monday of May", "on the third day of the offensive", "on the 10th", "D+4"."""

import re
from collections.abc import Callable

from geo.extraction import date_calculus as calculus
from geo.extraction.date_bearings import Bearings
from geo.extraction.date_calculus import ONE_DAY, Days
from geo.extraction.date_explicit import day_of, month_of, nth_weekday
from geo.extraction.date_words import ORDINALS, WEEKDAYS

MOST_DAYS_COUNTED = 400
"""Past so many days nobody counts from the last beginning that a text names."""


def _nth_weekday(match: re.Match[str], at: Bearings) -> Days | None:
    if at.strict_year:
        return nth_weekday(match, at.strict_year)
    if at.base is None:
        return None
    month, year = month_of(match), at.base.year
    if at.ahead:
        return nth_weekday(match, year + (month < at.base.month))
    found = nth_weekday(match, year)
    return found if found and found.first <= at.base else nth_weekday(match, year - 1)


def day_number(match: re.Match[str]) -> int:
    """The number of "the third day of", "D+2": the first day is 1."""
    groups = match.groupdict()
    word = groups.get("nth") or ""
    return int(groups.get("plus") or 0) + 1 if not word else ORDINALS.get(word) or int(re.sub(r"\D", "", word))


def _nth_day(match: re.Match[str], at: Bearings) -> Days | None:
    """The day counted from the one on which the passage says that it began, that day being the first."""
    number = day_number(match)
    if at.began is None or number > MOST_DAYS_COUNTED:
        return None
    return calculus.one_day(at.began + (number - 1) * ONE_DAY)


def _day_only(match: re.Match[str], at: Bearings) -> Days | None:
    """ "On the 10th": of the month of the passage, else the latest such day, or the next where it looks ahead."""
    here = at.here
    if here is None:
        return None
    which, day = match["which"], day_of(match)
    month = calculus.shift_months(here.replace(day=1), -1) if which == "last" else here.replace(day=1)
    found = calculus.make_day(month.year, month.month, day)
    if which is None and at.base is not None and (found is None or (found > at.base) != at.ahead):
        month = calculus.shift_months(month, 1 if at.ahead else -1)
        found = calculus.make_day(month.year, month.month, day)
    return calculus.one_day(found) if found else None


def _stamp(_: re.Match[str], at: Bearings) -> Days | None:
    """The hour that opens an entry of a running report is of the day of publication."""
    return calculus.one_day(at.base) if at.base else None


def _overnight_to(match: re.Match[str], at: Bearings) -> Days | None:
    if at.base is None:
        return None
    number, ahead = WEEKDAYS[match["weekday"].lower()], at.ahead
    last = calculus.weekday_after(at.base, number, same_day=True) if ahead else calculus.weekday_before(at.base, number)
    return Days(last - ONE_DAY, last, (last - ONE_DAY).isoformat())


def _hours_to(match: re.Match[str], at: Bearings) -> Days | None:
    """ "In the 24 hours to Monday": that day and the one before."""
    if at.base is None:
        return None
    last = calculus.weekday_before(at.base, WEEKDAYS[match["weekday"].lower()])
    return Days(last - int(match["hours"]) // 24 * ONE_DAY, last, f"PT{match['hours']}H")


COUNTED_DAYS: dict[str, Callable[[re.Match[str], Bearings], Days | None]] = {
    "nth_weekday": _nth_weekday,
    "nth_day": _nth_day,
    "day_only": _day_only,
    "stamp": _stamp,
    "overnight_to": _overnight_to,
    "hours_to": _hours_to,
}
"""Rule -> days from the bearings; None where nothing is known to count from."""
