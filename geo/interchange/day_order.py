"""Days as ACLED's users have them: `12 March 2016`, `2016-03-12`, `12/03/2016` or `03/12/2016`."""

import re
from typing import Any

import pandas as pd

from geo.errors import BadTable

ORDERS = ("dmy", "mdy")
_NUMERIC = re.compile(r"\s*(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\s*")


def day_order(days: "pd.Series[Any]", *, told: str | None = None) -> str:
    """`dmy` or `mdy`: which of the two the numeric days of one file are written in.

    `told` wins. A number above 12 settles it for the whole file. BadTable where the file uses both orders, or
    where every day can be read both ways with different results: the user has to say.
    """
    if told is not None:
        if told not in ORDERS:
            raise BadTable(f"day order {told!r} is neither dmy nor mdy")
        return told
    parts = [match.groups() for day in days.dropna().unique() if (match := _NUMERIC.fullmatch(str(day)))]
    firsts, seconds = [int(first) for first, _, _ in parts], [int(second) for _, second, _ in parts]
    is_day_first, is_month_first = any(n > 12 for n in firsts), any(n > 12 for n in seconds)
    if is_day_first and is_month_first:
        raise BadTable("days are written in both orders (day first and month first) in one file; make them one")
    if not is_day_first and not is_month_first and any(a != b for a, b in zip(firsts, seconds, strict=True)):
        example = next(f"{a}/{b}/{year}" for a, b, year in parts if a != b)
        raise BadTable(f"days such as {example} can be read two ways; say which with the day order dmy or mdy")
    return "mdy" if is_month_first else "dmy"


def iso_days(days: "pd.Series[Any]", order: str) -> "pd.Series[Any]":
    """The days as ISO text; None where a cell is empty or no day."""
    cells = days.astype(object)
    result = pd.Series([None] * len(cells), index=cells.index, dtype=object)
    numeric = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    dashed = cells.str.strip().str.replace(r"(?<=\d)[.\-](?=\d{1,2}[.\-/]\d{4}$|\d{4}$)", "/", regex=True)
    for text, form in ((cells, "%Y-%m-%d"), (cells, "%d %B %Y"), (cells, "%d %b %Y"), (dashed, numeric)):
        left = result.isna() & cells.notna()
        parsed = pd.to_datetime(text.where(left), format=form, errors="coerce")
        result = result.where(parsed.isna(), parsed.dt.strftime("%Y-%m-%d"))
    return result
