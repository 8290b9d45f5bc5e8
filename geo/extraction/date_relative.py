"""Dates that count from something: the day of publication, the day a passage is about, a year beside them."""

import datetime as dt
import re
from collections.abc import Callable

from geo.extraction import date_calculus as calculus
from geo.extraction.date_bearings import Bearings
from geo.extraction.date_calculus import ONE_DAY, Days
from geo.extraction.date_counted import COUNTED_DAYS
from geo.extraction.date_explicit import day_of, day_range, month_of, part_of
from geo.extraction.date_holidays import feast_days
from geo.extraction.date_story import HISTORY_DAYS, as_the_story_goes, in_story, in_told_year, told_on
from geo.extraction.date_words import UNIT_CODES, VAGUE_NUMBERS, WEEKDAYS, number_of

SOON_FEAST_DAYS = 20
"""A feast that begins within so many days is the one meant, and not that of a year ago."""
SOON_DAYS = 40
"""A day without a year is rather this near ahead than eleven months ago, if no verb speaks of the past."""

RECENT_DAYS = {"hour": 1, "day": 7, "week": 30, "month": 150, "year": 5 * 365, "decade": 50 * 365}
"""How far back "in recent weeks" and its like may reach, in days."""


def _weekday(match: re.Match[str], at: Bearings) -> Days | None:
    if at.base is None:
        return None
    groups = match.groupdict()
    which, late = (groups.get("which") or "").lower(), (groups.get("late") or "").lower()
    number = WEEKDAYS[match["weekday"].lower().rstrip(".")]
    if late:
        weeks = {"last week": -1, "this week": 0, "next week": 1, "a week ago": -1, "last": None}[late]
        day = (
            calculus.weekday_before(at.base, number, same_day=False)  # "on Friday last"
            if weeks is None
            else calculus.week_days(at.base).first + (number + 7 * weeks) * ONE_DAY
        )
    elif "previous" in which:
        day = calculus.weekday_before(at.here or at.base, number, same_day=False)
    elif "following" in which:
        day = calculus.weekday_after(at.here or at.base, number)
    elif which in ("last", "this past"):
        day = calculus.weekday_before(at.base, number, same_day=False)
    elif which in ("next", "this coming"):
        day = calculus.weekday_after(at.base, number)
    elif at.ahead and not match.group().endswith(("'s", "’s")):
        day = calculus.weekday_after(at.base, number, same_day=True)
    else:
        day = calculus.weekday_before(at.base, number)
    return calculus.one_day(day)


_DEICTIC = {
    "the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1, "tomorrow": 1, "last night": -1,
}  # fmt: skip


def _deictic(match: re.Match[str], at: Bearings) -> Days | None:
    word = match["word"].lower()
    said_on = at.here if at.quoted else at.base
    if said_on is None:
        return None
    if word == "overnight":
        return Days(said_on - ONE_DAY, said_on, (said_on - ONE_DAY).isoformat())
    return calculus.one_day(said_on + _DEICTIC.get(word, 0) * ONE_DAY)


def _month_day(match: re.Match[str], at: Bearings) -> Days | None:
    month, day = month_of(match), day_of(match)
    if at.strict_year:
        found = calculus.make_day(at.strict_year, month, day)
    elif at.base is None:
        found = _first_known(month, day, at)
    else:
        coming = calculus.first_after(at.base, month, day)
        told = told_on(at)
        is_past = told is not None and (at.base - told).days >= HISTORY_DAYS
        soon = coming is not None and (coming - at.base).days <= SOON_DAYS and at.may_be_coming and not is_past
        found = coming if at.ahead or soon else calculus.latest_before(at.base + ONE_DAY, month, day)
        if found is not None:
            found = in_story(found, at) or in_told_year(found, at) or as_the_story_goes(found, at) or found
    return calculus.one_day(found) if found else None


def _first_known(month: int, day: int, at: Bearings) -> dt.date | None:
    """A day without a year in a text without a day: the year beside it, else the first such day it can have been."""
    if at.years:
        return calculus.make_day(at.years[0], month, day)
    return calculus.first_after(at.earliest, month, day) if at.earliest else None


def _day_range(match: re.Match[str], at: Bearings) -> Days | None:
    first = _month_day(match, at)
    return day_range(match, first.first.year) if first else None


def _month(match: re.Match[str], at: Bearings) -> Days | None:
    month, part = month_of(match), part_of(match)
    groups = match.groupdict()
    which = groups.get("which") or ""
    part = part or part_of(match, "part2") if "part2" in groups else part
    if at.strict_year:
        return calculus.month_days(at.strict_year, month, part)
    if at.base is None:
        if at.years:
            return calculus.month_days(at.years[0], month, part)
        first = calculus.first_after(at.earliest.replace(day=1), month, 1) if at.earliest else None
        return calculus.month_days(first.year, month, part) if first else None
    year = at.base.year
    if which in ("last", "this past", "the previous"):
        year -= month >= at.base.month
    elif which in ("next", "this coming", "the following") or (at.ahead and which != "this"):
        year += month < at.base.month
    elif which != "this":
        year -= calculus.month_days(year, month, part).first > at.base
        days = calculus.month_days(year, month, part)
        told = in_told_year(days.last, at) if part else None
        then = in_story(days.first, at) or told or as_the_story_goes(days.first, at)
        year = then.year if then else year
    return calculus.month_days(year, month, part)


def _month_of(match: re.Match[str], at: Bearings) -> Days | None:
    """ "March this year": the year of publication, unless that month was still to come; then the year beside it."""
    month, which = month_of(match), match["which"].replace("of ", "")
    shift = {"this": 0, "last": -1, "next": 1}.get(which)
    if shift is None:
        near = at.year_before or (at.day.year if at.day else None)
        shift = {"the previous": -1, "the following": 1}.get(which, 0)
        year = near if near else (at.base.year if at.base else None)
    else:
        # without a day of publication the writer's year is the latest one beside it
        year = at.base.year if at.base else max(at.years, default=None)
    if year is None:
        return None
    days = calculus.month_days(year + shift, month, part_of(match))
    if which == "this" and at.base and days.first > at.base and not at.ahead:
        year = next(
            (y for y in sorted(at.years, reverse=True) if calculus.month_days(y, month).first <= at.base), year - 1
        )
        days = calculus.month_days(year, month, part_of(match))
    return days


def _season(match: re.Match[str], at: Bearings) -> Days | None:
    if at.base is None:
        return None
    which, season = match.groupdict().get("which") or "", match["season"].lower()
    if which == "that":
        return calculus.season_days(at.year_before, season, part_of(match)) if at.year_before else None
    ahead = which == "next" or (at.ahead and which not in ("last", "past", "previous", "this past"))
    years = range(at.base.year - 2, at.base.year + 2)
    spans = [calculus.season_days(year, season, part_of(match)) for year in years]
    if ahead:
        return next((s for s in spans if s.last >= at.base), None)
    begun = [s for s in spans if s.first <= at.base]
    if which in ("last", "previous", "this past", "past"):
        begun = [s for s in begun if s.last < at.base] or begun
    return begun[-1] if begun else None


def _holiday(match: re.Match[str], at: Bearings) -> Days | None:
    if match["year"]:
        return feast_days(match["holiday"], int(match["year"]))
    base = at.base
    if base is None:
        return None
    spans = [days for year in range(base.year - 1, base.year + 2) if (days := feast_days(match["holiday"], year))]
    coming = match["which"] != "last" and any(0 <= (days.first - base).days <= SOON_FEAST_DAYS for days in spans)
    if at.ahead or coming or match["which"] in ("next", "this coming"):
        return next((days for days in spans if days.last >= base), None)
    return next((days for days in reversed(spans) if days.first <= base), None)


def counts_of(words: str | None) -> tuple[int, int]:
    """The smallest and the largest number that a count's words may mean."""
    low = (words or "").lower().strip()
    if low in VAGUE_NUMBERS:
        return VAGUE_NUMBERS[low]
    number = number_of(low.removesuffix(" 1/2").removeprefix("half ")) or 1
    return number, number


def moved(base: dt.date, counts: tuple[int, int], unit: str, way: int) -> Days:
    """`base` moved by a number of units, as exact as the unit; a vague number gives all it may mean."""
    low, high = counts
    near, far = calculus.shift(base, way * low, unit), calculus.shift(base, way * high, unit)
    if low == high:
        if unit in ("week", "fortnight"):
            value = calculus.week_days(near).value
            return Days(near - 3 * ONE_DAY, near + 3 * ONE_DAY, value)
        return calculus.around(near, unit)
    return Days(min(near, far), max(near, far), "")


def _moved_period(period: Days, count: int, unit: str, way: int) -> Days:
    """A month or year moved by a count of units; days and weeks leave it as it is, being finer than it."""
    if unit not in ("month", "year", "decade"):
        return period
    first = calculus.shift(period.first, way * count, unit)
    if (period.last - period.first).days > 31:
        return calculus.year_days(first.year)
    return calculus.month_days(first.year, first.month)


def _days_ago(match: re.Match[str], at: Bearings) -> Days | None:
    way = match["way"].lower()
    groups = match.groupdict()
    if way == "ago":
        start = at.here if at.quoted else at.base
        if (groups.get("base") or "").lower() == "yesterday" and start:
            start -= ONE_DAY
    else:
        start = at.here
    if start is None:
        return None
    counted = _counted_exactly(match, start)
    if counted is not None:
        return counted
    later = way in ("later", "afterward", "afterwards")
    if way != "ago" and at.period:
        return _moved_period(at.period, counts_of(match["count"])[0], match["unit"], 1 if later else -1)
    way_on = 1 if later else -1
    exact = _a_week_from(match, at, way_on) if way != "ago" else None
    return exact or moved(start, counts_of(match["count"]), match["unit"], way_on)


def _counted_exactly(match: re.Match[str], start: dt.date) -> Days | None:
    """ "Exactly a week ago", "a week ago on Monday", "ten years ago this month", "less than a week ago"."""
    groups = match.groupdict()
    more, base = (groups.get("more") or "").strip(), (groups.get("base") or "").lower()
    low, high = counts_of(match["count"])
    if match["way"].lower() != "ago" or low != high:
        return None
    then = calculus.shift(start, -low, match["unit"])
    if base in WEEKDAYS:
        return calculus.one_day(calculus.weekday_after(then - 4 * ONE_DAY, WEEKDAYS[base]))
    if base in ("this month", "this week"):
        return _period(then, base.split()[1], "")
    if more in ("less than", "under") and match["unit"] not in ("minute", "hour"):
        return Days(then, start, "")
    return calculus.one_day(then) if more == "exactly" or base == "today" else None


def _a_week_from(match: re.Match[str], at: Bearings, way: int) -> Days | None:
    """ "A week after", counted from a day that the passage names, is that day of the week; None for all else."""
    if at.day is None or match["unit"] != "week" or (match["count"] or "").lower() not in {"a", "one"}:
        return None
    return calculus.one_day(calculus.shift(at.day, way, "week"))


def _offset(match: re.Match[str], at: Bearings) -> Days | None:
    """ "Two days after X": X lies two days before the day of the passage."""
    if match["way"] not in ("after", "before") or at.here is None:
        return None
    way = -1 if match["way"] == "after" else 1
    if at.period:
        return _moved_period(at.period, counts_of(match["count"])[0], match["unit"], way)
    return _a_week_from(match, at, way) or moved(at.here, counts_of(match["count"]), match["unit"], way)


def _next_day(match: re.Match[str], at: Bearings) -> Days | None:
    here, which, unit = at.here, match["which"].lower(), match["unit"]
    if at.period:
        here = at.period.first
    if here is None:
        return None
    if match["before"]:
        which = "previous"
    step = 1 if "next" in which or "following" in which else -1 if "previous" in which or "preceding" in which else 0
    if unit == "year" and at.year_before:
        return calculus.year_days(at.year_before + step)
    if unit in ("week", "month", "year"):
        return calculus.around(calculus.shift(here, step, unit), unit)
    if unit == "weekend":
        return calculus.weekend_days(here + 7 * step * ONE_DAY)
    return at.period or calculus.one_day(here + step * ONE_DAY)


def duration_value(words: str | None, unit: str) -> str:
    """The ISO 8601 duration of a count of units; X where the number is vague.

    >>> duration_value("six", "month"), duration_value("several", "hour")
    ('P6M', 'PTXH')
    """
    code, times = UNIT_CODES[unit.removesuffix("ie") + "y" if unit == "centurie" else unit]
    low, high = counts_of(words)
    number = "X" if low != high else str(low * times)
    return f"PT{number}{code[1]}" if code.startswith("T") else f"P{number}{code}"


def _window(match: re.Match[str], at: Bearings) -> Days | None:
    base = at.here if at.quoted else at.base
    if base is None:
        return None
    value = duration_value(match["count"], match["unit"]) if match["unit"] != "weekend" else ""
    far = counts_of(match["count"])[1]
    unit = "week" if match["unit"] == "weekend" else match["unit"]
    if match["which"] in ("next", "coming"):
        return Days(base, calculus.shift(base, far, unit), value)
    return Days(calculus.shift(base, -far, unit), base, value)


def _recent(match: re.Match[str], at: Bearings) -> Days | None:
    base = at.here if at.quoted else at.base
    if base is None:
        return None
    reach = RECENT_DAYS[match["unit"]] * ONE_DAY
    value = duration_value("", match["unit"])
    if match["which"] in ("next", "coming"):
        return Days(base, base + reach, value)
    return Days(base - reach, base, value)


def _unit(match: re.Match[str], at: Bearings) -> Days | None:
    unit, which = match["unit"].lower(), match["which"].lower()
    how = (match["how"] or "").lower()
    base = at.base or (dt.date(at.years[0], 12, 31) if at.years and unit == "year" else None)
    if base is None:
        return None
    step = {"this": 0, "current": 0, "last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}[
        which
    ]
    if unit == "weekend":
        return calculus.weekend_days(base + (7 if which == "next" else 0) * ONE_DAY, ahead=step > 0 or at.ahead)
    if which == "past" or (which == "last" and match["pre"]):
        return Days(calculus.shift(base, -1, unit), base, duration_value("one", unit))
    moved = calculus.shift(base, step, unit)
    part = part_of(match) or {"early": "early", "late": "late"}.get(
        how, part_of(match, "how") if how in ("the end of", "the start of", "the beginning of") else ""
    )
    days = _period(moved, unit, part)
    if unit == "week" and step == 0 and not at.ahead and base.weekday() == 0:
        # on a Monday a report of "this week" tells of the week that has just ended
        days = days._replace(first=base - 6 * ONE_DAY)
    if step == 0 and at.base and not at.ahead and days.first <= base < days.last:
        days = days._replace(last=base)
    return days


def _period(day: dt.date, unit: str, part: str) -> Days:
    if unit == "month":
        return calculus.month_days(day.year, day.month, part)
    if unit == "year":
        return calculus.year_days(day.year, part)
    if unit == "decade":
        return calculus.decade_days(day.year // 10 * 10, part)
    if unit == "century":
        first = day.year // 100 * 100
        return Days(dt.date(first, 1, 1), dt.date(first + 99, 12, 31), f"{first // 100:02d}")
    if unit == "quarter":
        return calculus.quarter_days(day.year, (day.month + 2) // 3)
    week = calculus.week_days(day)
    cut = {"early": (0, 2), "late": (4, 6), "mid": (2, 4), "start": (0, 1), "end": (5, 6)}.get(part, (0, 6))
    return Days(week.first + cut[0] * ONE_DAY, week.first + cut[1] * ONE_DAY, week.value)


def _part_unit(match: re.Match[str], at: Bearings) -> Days | None:
    if at.here is None:
        return None
    unit = match["unit"]
    days = calculus.one_day(at.here) if unit == "day" else _period(at.here, unit, part_of(match))
    if match["earlier"] == "earlier" and days.last > at.here:
        days = days._replace(last=at.here)
    return days


def _weekend(match: re.Match[str], at: Bearings) -> Days | None:
    if at.base and match["weekend"] not in ("weekend", "Weekend"):
        tuesday = calculus.weekday_before(at.base, 1)
        return Days(tuesday, tuesday + 2 * ONE_DAY, calculus.week_days(tuesday).value)
    return calculus.weekend_days(at.base, ahead=at.ahead) if at.base else None


RELATIVE: dict[str, Callable[[re.Match[str], Bearings], Days | None]] = {
    "weekday": _weekday, "clock": _weekday, "deictic": _deictic, "month_day": _month_day, "day_range": _day_range,
    "month": _month, "month_which": _month, "month_of": _month_of, "season": _season, "season_bare": _season,
    "holiday": _holiday, "days_ago": _days_ago, "offset": _offset, "next_day": _next_day, "window": _window,
    "recent": _recent, "unit": _unit, "part_unit": _part_unit, "weekend": _weekend, **COUNTED_DAYS,
}  # fmt: skip
"""Rule -> days from the bearings; None where nothing is known to count from."""
