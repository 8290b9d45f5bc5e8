"""What a text proves about its own day: it cannot have been published before the latest past day that it tells of."""

import datetime as dt
import re
from collections.abc import Sequence

from geo.reading.stamps import find_stamps

_MONTH_YEAR = re.compile(
    r"\b(?P<part>(?:early|mid|late|end of)[ -])?(?P<month>January|February|March|April|May|June|July|August|September"
    r"|October|November|December),? (?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"\b(?P<part>early|mid|late|end of|in|since|during)[ -](?P<year>(?:19\d|20[0-4])\d)\b(?![%-])")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_AHEAD = re.compile(
    r"\b(?:will|would|shall|until|till|by|scheduled|planned|plans?|due|deadline|expires?"
    r"|expected|upcoming|next|set for|before|from)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 60


def latest_day_told(
    text: str, start: int = 0, end: int | None = None, *, excluded: Sequence[tuple[int, int]] = ()
) -> dt.date | None:
    """The latest first day of what the text tells of as past, or None where no year is named.

    `excluded` are spans that tell nothing, such as the stamp of a later update.

    >>> latest_day_told("It fell in May 2015 and was retaken late 2016. Elections will be held in June 2021.")
    datetime.date(2016, 9, 1)
    """
    stop = len(text) if end is None else end

    def is_told(at: int) -> bool:
        return not _looks_ahead(text, start, at) and not any(first <= at < last for first, last in excluded)

    days = [stamp.day for stamp in find_stamps(text, start, stop) if is_told(stamp.start)]
    for found in _MONTH_YEAR.finditer(text, start, stop):
        if is_told(found.start()):
            late = {"mid": 10, "lat": 20, "end": 24}.get((found["part"] or "")[:3], 1)
            days.append(dt.date(int(found["year"]), _MONTHS.index(found["month"]) + 1, late))
    for found in _YEAR.finditer(text, start, stop):
        if is_told(found.start()):
            month = {"mid": 5, "late": 9, "end of": 11}.get(found["part"], 1)
            days.append(dt.date(int(found["year"]), month, 1))
    return max(days, default=None)


def _looks_ahead(text: str, start: int, at: int) -> bool:
    sentence = text[max(start, at - _LOOK_BACK) : at]
    return bool(_AHEAD.search(sentence.rsplit(". ", 1)[-1]))
