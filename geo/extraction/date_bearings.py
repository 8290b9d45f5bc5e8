"""What a date that names no year, or only counts, is counted from."""

import datetime as dt
from dataclasses import dataclass

from geo.extraction.date_calculus import Days


@dataclass(frozen=True, slots=True)
class Bearings:
    """What a relative date counts from.

    `base` is the day the words were published, `day` the day the passage is about (both None where unknown).
    `ahead` says that the clause looks forward ("will", "plans to"). `years` are the years of explicit dates
    beside it, nearest first, `year_before` the nearest one before it, `strict_year` the one of its own sentence.
    `quoted` is True inside quotation marks; `may_be_coming` where a day soon after publication can be meant;
    `earliest` bounds a text without a day. `period` is a month or a year named shortly before, closer than any day.
    `began` is the day of the passage where it tells that something began. `story` is the last day or month with a year
    named before, where that is long past: a text that looks back goes on in its year. `is_news` says that the text has
    told of recent days, too. `told_year` is a past year that the sentence, or the one before, puts its story in:
    "In 2020 the war came back. A fell by mid-October".
    """

    base: dt.date | None
    day: dt.date | None
    ahead: bool = False
    years: tuple[int, ...] = ()
    year_before: int | None = None
    strict_year: int | None = None
    quoted: bool = False
    may_be_coming: bool = False
    period: Days | None = None
    earliest: dt.date | None = None
    began: dt.date | None = None
    story: dt.date | None = None
    is_news: bool = False
    told_year: int | None = None

    @property
    def here(self) -> dt.date | None:
        """The day of the passage, else the day of publication."""
        return self.day or self.base
