"""Spans of days in the Extended Date/Time Format (ISO 8601-2:2019), and back."""

import calendar
import datetime as dt
import re

from geo.errors import BadTable

Span = tuple[dt.date | None, dt.date | None]

_DAY = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([?~%]?)")


def edtf_from_span(start: dt.date | None, end: dt.date | None) -> str:
    """The span in EDTF: one day, a whole month or year with X, `[day..day]` for some day between, `..` for open.

    >>> edtf_from_span(dt.date(2016, 12, 1), dt.date(2016, 12, 31))
    '2016-12-XX'
    >>> edtf_from_span(dt.date(2016, 12, 8), dt.date(2016, 12, 11))
    '[2016-12-08..2016-12-11]'
    """
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"[{start.isoformat() if start else ''}..{end.isoformat() if end else ''}]"
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return f"{start.year:04d}-XX-XX"
    if (start.year, start.month, start.day) == (end.year, end.month, 1) and end.day == _last_day(end.year, end.month):
        return f"{start.year:04d}-{start.month:02d}-XX"
    return f"[{start.isoformat()}..{end.isoformat()}]"


def span_from_edtf(text: str) -> Span:
    """The earliest and the latest day that an EDTF string allows, both included; None is an open or unknown end.

    Understands days, months and years (`2016-12`, `2016-12-XX`), the marks `?` `~` `%`, intervals
    (`2016-12/2017-01`, `2016-12/..`) and one-of sets (`[2016-12-08..2016-12-11]`). BadTable for anything else.

    >>> span_from_edtf("2016-12/..")
    (datetime.date(2016, 12, 1), None)
    """
    text = text.strip()
    if not text:
        return None, None
    if text.startswith("[") and text.endswith("]") and ".." in text:
        first, _, last = text[1:-1].partition("..")
    elif "/" in text:
        first, _, last = text.partition("/")
    else:
        return _bounds(text)
    start = _bounds(first)[0] if first not in ("", "..") else None
    end = _bounds(last)[1] if last not in ("", "..") else None
    return start, end


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise BadTable(f"{text!r} is no date in EDTF")
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if month in (None, "XX"):
            if day not in (None, "XX"):
                raise BadTable(f"{text!r}: a day of an unknown month bounds nothing")
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if day in (None, "XX"):
            return dt.date(year, int(month), 1), dt.date(year, int(month), _last_day(year, int(month)))
        exact = dt.date(year, int(month), int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise BadTable(f"{text!r} is no date: {error}") from error
    return exact, exact


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
