"""How days, spans, ages and counts read on every page."""

import datetime as dt
import html
from typing import Any

import pandas as pd

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_day(value: Any) -> dt.date | None:
    """A date from what a table holds: date, timestamp, ISO text or nothing."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def day_words(value: Any) -> str:
    """`11 Dec 2016`, or `undated`."""
    day = as_day(value)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "undated"


def span_words(first: Any, last: Any) -> str:
    """A span as precise as it is: `11 Dec 2016`, `8–11 Dec 2016`, `between 1 and 31 Mar 2016`, `by 4 May 2017`."""
    start, end = as_day(first), as_day(last)
    if start is None:
        return "undated" if end is None else f"by {day_words(end)}"
    if end is None or start == end:
        return day_words(start) if end else f"since {day_words(start)}"
    opening = day_words(start)
    if start.year == end.year:
        opening = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return f"between {opening} and {day_words(end)}"


def stretch_words(first: Any, last: Any) -> str:
    """Days from one to another, all of them: `11 Dec 2016`, `11–14 Dec 2016`, `28 Dec 2016 – 4 Jan 2017`."""
    start, end = as_day(first), as_day(last)
    if start is None or end is None or start == end:
        return f"from {day_words(start)}" if start and end is None else day_words(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    opening = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else day_words(start)
    return f"{opening} – {day_words(end)}"


def age_words(days: Any) -> str:
    """`today`, `1 day old`, `258 days old`."""
    if days is None or pd.isna(days):
        return ""
    whole = int(days)
    return "today" if whole <= 0 else "1 day old" if whole == 1 else f"{whole:,} days old"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 place`, `1,204 places`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def esc(text: Any) -> str:
    """Text made safe for HTML; the one place where pages escape."""
    return html.escape("" if text is None or pd.isna(text) else str(text), quote=True)
