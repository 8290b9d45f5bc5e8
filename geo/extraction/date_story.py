"""Days without a year in a text that tells of long ago: they lie in its years and not in the last one."""

import datetime as dt

from geo.extraction import date_calculus as calculus
from geo.extraction.date_bearings import Bearings
from geo.extraction.date_calculus import ONE_DAY

LONG_AGO_DAYS = 150
"""Before publication a day without a year may lie so far back and still be the latest such day."""
HISTORY_DAYS = 500
"""Passages about days so long before publication are history, and are read by their own days."""
DAYS_BACK = 31
STORY_DAYS = 75
"""So soon after the day of its passage a day without a year is of the same year, where both are long ago."""
TOLD_YEAR_DAYS = 100
"""A day without a year that lies so shortly before publication is not of the year that the text named last."""
RECENT_DAY_DAYS = 60
"""A day without a year that lies so shortly before publication is meant, whatever else the text tells of."""


def told_on(at: Bearings) -> dt.date | None:
    """The day that the passage is at, or the first of the month named shortly before."""
    if at.period is None:
        return at.day
    return at.period.first if (at.period.last - at.period.first).days <= DAYS_BACK else None


def in_story(found: dt.date, at: Bearings) -> dt.date | None:
    """The day in a passage about long ago: 25 July 1995 in "On 11 July 1995 X fell. Z was overrun on 25 July."

    None where `found`, the latest such day before publication, is near enough to be meant, or where the same day and
    month do not follow soon upon the day of the passage.
    """
    told = told_on(at)
    if told is None or at.base is None or at.ahead or (at.base - found).days < LONG_AGO_DAYS:
        return None
    if (at.base - told).days < HISTORY_DAYS:
        return None
    then = calculus.first_after(told - DAYS_BACK * ONE_DAY, found.month, found.day)
    return then if then is not None and (then - told).days <= STORY_DAYS and then < found else None


def in_told_year(found: dt.date, at: Bearings) -> dt.date | None:
    """That day and month in the year that the sentence or the one before puts its story in; None where it is recent.

    `found` is the latest such day before publication.
    """
    if at.told_year is None or at.base is None or at.ahead or (at.base - found).days <= TOLD_YEAR_DAYS:
        return None
    return calculus.make_day(at.told_year, found.month, found.day)


def as_the_story_goes(found: dt.date, at: Bearings) -> dt.date | None:
    """The first such day from the month on that the text named last with its year, where it has told of nothing recent.

    None where `found`, the latest such day before publication, is recent, or the text is one of news: "it was retaken
    in April 2016. They left on October 1".
    """
    if at.story is None or at.base is None or at.is_news or at.ahead or 0 <= (at.base - found).days <= RECENT_DAY_DAYS:
        return None
    then = calculus.first_after(at.story.replace(day=1), found.month, found.day)
    return then if then is not None and then <= at.base else None
