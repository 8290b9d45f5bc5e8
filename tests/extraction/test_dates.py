"""Sentence -> the days its words mean, counted from a Sunday: 1 November 2015, unless a row says otherwise."""

import datetime as dt

import pytest

from geo.extraction.dates import DateMention, find_dates
from geo.extraction.sentences import split_sentences
from geo.model import DatePrec

SUNDAY = dt.date(2015, 11, 1)


def found_in(text: str, published_on: dt.date | None = SUNDAY, **bounds: dt.date) -> list[DateMention]:
    return find_dates(text, split_sentences(text), published_on=published_on, **bounds)


def days(mention: DateMention) -> str:
    """`first/last` in ISO, one day alone where they are the same."""
    first, last = mention.span.start, mention.span.end
    return str(first) if first == last else f"{first}/{last}"


ONE_DATE = {
    "full date, month first": ("It fell on December 8, 2016.", "2016-12-08"),
    "full date without its comma": ("December 19 2016 Kurd-led forces press on.", "2016-12-19"),
    "full date, day first": ("It fell on 29 October 2016.", "2016-10-29"),
    "full date glued to the day": ("Publish Date: 12February 2020 - 17:47", "2020-02-12"),
    "full date glued to the year": ("Last updated at Jul 262016", "2016-07-26"),
    "full date with a weekday": ("Mon Mar 21, 2016 16:25:32", "2016-03-21"),
    "full date with an ordinal": ("on the 3rd of May 2014", "2014-05-03"),
    "ISO": ("seen on 2016-10-29 there", "2016-10-29"),
    "dotted, day first": ("on 07.04.2017 there", "2017-04-07"),
    "hyphened, day first": ("15-02-2016 Dozens killed", "2016-02-15"),
    "slashed, one reading": ("on 25/12/2014 there", "2014-12-25"),
    "slashed, month first is the one reading": ("on 12/25/2014 there", "2014-12-25"),
    "slashed, two readings stay wide": ("on 12/02/2014 there", "2014-02-12/2014-12-02"),
    "Arabic-Indic digits": ("on ٢٠١٦-١٢-٠٨ there", "2016-12-08"),
    "month and year": ("It fell in May 2014.", "2014-05-01/2014-05-31"),
    "early in a month": ("in early May 2014", "2014-05-01/2014-05-10"),
    "middle of a month": ("In mid-October, several fighters arrived.", "2015-10-10/2015-10-20"),
    "late in a month": ("in late June 2014", "2014-06-20/2014-06-30"),
    "end of a month": ("at the end of June 2014", "2014-06-24/2014-06-30"),
    "first months of a year": ("in the first months of 2014", "2014-01-01/2014-04-30"),
    "last days of a month": ("in the last days of June 2014", "2014-06-24/2014-06-30"),
    "first week of a month": ("in the first week of July 2014", "2014-07-01/2014-07-07"),
    "third week of a month": ("in the third week of July 2014", "2014-07-15/2014-07-21"),
    "a number of people after a month": ("In July 15 people were killed.", "2015-07-01/2015-07-31"),
    "late in a year": ("announced late 2014 that", "2014-09-01/2014-12-31"),
    "a year": ("Al-Nusra was formed in 2012.", "2012-01-01/2012-12-31"),
    "a decade": ("since the 1990s", "1990-01-01/1999-12-31"),
    "a season of a year": ("in the summer of 2012", "2012-06-01/2012-08-31"),
    "since a season of a year": ("since spring 2014", "2014-03-01/2014-05-31"),
    "last season": ("last spring they left", "2015-03-01/2015-05-31"),
    "a quarter": ("in the third quarter of 2014", "2014-07-01/2014-09-30"),
    "a half": ("in the first half of 2014", "2014-01-01/2014-06-30"),
    "days of a month": ("on 8-11 December 2014", "2014-12-08/2014-12-11"),
    "abbreviated month": ("held since Feb. 12", "2015-02-12"),
    "month and day take the latest before publication": ("was hit on September 30", "2015-09-30"),
    "month and day of last year": ("was hit on December 30", "2014-12-30"),
    "day and month": ("The bridge was hit on 22 September.", "2015-09-22"),
    "month alone": ("The town was lost in March.", "2015-03-01/2015-03-31"),
    "month alone, last year's": ("The town was lost in December.", "2014-12-01/2014-12-31"),
    "last and a month": ("since last November", "2014-11-01/2014-11-30"),
    "month this year": ("retaken in March this year", "2015-03-01/2015-03-31"),
    "month of last year": ("lost in June last year", "2014-06-01/2014-06-30"),
    "weekday looks back": ("The army entered on Saturday.", "2015-10-31"),
    "weekday of publication": ("The army entered on Sunday.", "2015-11-01"),
    "weekday further back": ("The army entered on Monday.", "2015-10-26"),
    "weekday without its apostrophe": ("Tuesdays executions took place", "2015-10-27"),
    "weekday and part of day": ("late Thursday night", "2015-10-29"),
    "last and the weekday of publication": ("last Sunday", "2015-10-25"),
    "weekday to come": ("Talks will resume on Tuesday.", "2015-11-03"),
    "next weekday": ("next Friday", "2015-11-06"),
    "today": ("Warplanes attacked today.", "2015-11-01"),
    "yesterday": ("Warplanes attacked yesterday.", "2015-10-31"),
    "overnight": ("Warplanes attacked overnight.", "2015-10-31/2015-11-01"),
    "the weekend": ("over the weekend", "2015-10-31/2015-11-01"),
    "this week": ("earlier this week", "2015-10-26/2015-11-01"),
    "last week": ("Last week the town fell.", "2015-10-19/2015-10-25"),
    "last month": ("Last month the town fell.", "2015-10-01/2015-10-31"),
    "last year": ("Last year the town fell.", "2014-01-01/2014-12-31"),
    "late last year": ("late last year", "2014-09-01/2014-12-31"),
    "days ago": ("two days ago", "2015-10-30"),
    "a week ago is about a week": ("a week ago", "2015-10-22/2015-10-28"),
    "months ago": ("three months ago", "2015-08-01/2015-08-31"),
    "several weeks ago": ("several weeks ago", "2015-09-13/2015-10-11"),
    "last weeks, counted": ("in the last three weeks", "2015-10-11/2015-11-01"),
    "past day": ("over the past 24 hours", "2015-10-31/2015-11-01"),
    "recent days": ("in recent days", "2015-10-25/2015-11-01"),
    "a feast of the Islamic calendar": ("during Eid al-Adha", "2015-09-23/2015-09-28"),
    "a feast of a named year": ("in Ramadan 2014", "2014-06-28/2014-07-29"),
    "Easter": ("since Easter Sunday", "2015-04-05"),
    "Nowruz": ("at Nowruz", "2015-03-21"),
    "Christmas": ("on Christmas Day 2014", "2014-12-25"),
}


@pytest.mark.parametrize(("sentence", "expected"), ONE_DATE.values(), ids=ONE_DATE.keys())
def test_days_of_a_phrase(sentence: str, expected: str) -> None:
    assert [days(mention) for mention in found_in(sentence)] == [expected]


NO_DATE = {
    "a count": "A total of 1074 settlements joined.",
    "a count that could be a year": "More than 2000 people fled.",
    "a count of fighters without a comma": "About 1500 fighters left.",
    "a ten-digit id": "id 1923102885 of the picture",
    "an address": "see /2016/03/13/picture.jpg",
    "a resolution": "under Resolution 2042 of the council",
    "a credit's year": "A raid. AFP 2018 Jane Doe took the picture.",
    "a count before a name": "with belonging to groups 2000 Syria refugees",
    "money": "worth $2014 in all",
    "the verb may": "They may leave. It may rain.",
    "the verb to march": "They march on the city.",
    "a person called May": "Theresa May arrived.",
    "somebody's age": "a 6-year-old boy",
    "the fall of a town": "the fall of the town",
    "a person called Ramadan": "Ramadan Shallah arrived.",
    "sat is no Saturday": "he sat in the sun",
    "a day that does not exist": "on 31/02/2014 there",
}


@pytest.mark.parametrize("sentence", NO_DATE.values(), ids=NO_DATE.keys())
def test_what_is_no_date(sentence: str) -> None:
    assert [m for m in found_in(sentence) if m.span.start] == []


ROLES = {
    "since": ("held since May 2014", ["since"]),
    "until": ("held until May 2014", ["until"]),
    "by": ("By Friday all were retaken", ["by"]),
    "from to": ("from May 3, 2014 to June 5, 2014", ["range_start", "range_end"]),
    "between and": ("Between September 30, 2014 and March 14, 2015 they flew", ["range_start", "range_end"]),
    "duration": ("for six months", ["duration"]),
    "recurring": ("it is shelled daily", ["recurring"]),
    "window": ("in the last three weeks", ["window"]),
    "offset": ("two days after it was seized", ["offset"]),
    "vague": ("they are now in control", ["vague"]),
}


@pytest.mark.parametrize(("sentence", "expected"), ROLES.values(), ids=ROLES.keys())
def test_roles(sentence: str, expected: list[str]) -> None:
    assert [mention.role for mention in found_in(sentence)] == expected


REPORTING = {
    "said on": ("Sources said on Saturday that it fell.", [True]),
    "on said": ("Russia on Friday said its planes flew.", [True]),
    "opening day of a report": ("On Monday the Observatory said 21 were killed.", [True]),
    "told an agency": ("he told AFP on Saturday", [True]),
    "the day of the thing told": ("The army seized a district on Tuesday.", [False]),
    "both": ("It fell on Thursday, a monitor said on Saturday.", [False, True]),
}


@pytest.mark.parametrize(("sentence", "expected"), REPORTING.values(), ids=REPORTING.keys())
def test_days_of_the_saying(sentence: str, expected: list[bool]) -> None:
    assert [mention.reporting for mention in found_in(sentence)] == expected


PASSAGES = {
    "a bare day takes the year in its sentence": (
        "The operation began on December 8, 2014, and the city fell on December 11.",
        ["2014-12-08", "2014-12-11"],
    ),
    "a bare day after a month with its year": (
        "In February 2014 a resolution was adopted; the truce came into force on February 27.",
        ["2014-02-01/2014-02-28", "2014-02-27"],
    ),
    "a day later counts from the day of the passage": (
        "The army entered on Tuesday. It withdrew a day later.",
        ["2015-10-27", "2015-10-28"],
    ),
    "the same day": (
        "The army entered on Tuesday. Rebels fled the same day.",
        ["2015-10-27", "2015-10-27"],
    ),
    "that year is the one named before": (
        "It was won in 2014. Later that year it fell. They left in January 2015.",
        ["2014-01-01/2014-12-31", "2014-01-01/2014-12-31", "2015-01-01/2015-01-31"],
    ),
    "the following month": (
        "The town was lost in May 2014. It was won back the following month.",
        ["2014-05-01/2014-05-31", "2014-06-01/2014-06-30"],
    ),
    "days after a month are no more exact than the month": (
        "Mosul fell in June 2014. Two days later Tikrit fell.",
        ["2014-06-01/2014-06-30", "2014-06-01/2014-06-30"],
    ),
    "the day after X lies before the day of the passage": (
        "The army entered on Tuesday. It came two days after the town was seized.",
        ["2015-10-27", "2015-10-25"],
    ),
    "a passage about long ago goes on in its own year": (
        "On 11 January 1995 the enclave fell. Another was overrun on 25 January. In March they lost a third.",
        ["1995-01-11", "1995-01-25", "1995-03-01/1995-03-31"],
    ),
    "a year alone says nothing of the months that follow": (
        "The group goes back to 1994. In January its leader was killed.",
        ["1994-01-01/1994-12-31", "2015-01-01/2015-01-31"],
    ),
    "a date of long ago does not draw one of these days": (
        "The war began on 15 March 2011. On October 30 the rebels took a hill.",
        ["2011-03-15", "2015-10-30"],
    ),
    "today in a quotation is the day of the saying": (
        'Dozens were killed Saturday in raids, the army said. "They struck today," it said.',
        ["2015-10-31", "2015-10-31"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PASSAGES.values(), ids=PASSAGES.keys())
def test_days_of_a_passage(text: str, expected: list[str]) -> None:
    assert [days(mention) for mention in found_in(text)] == expected


def test_this_year_in_a_recycled_paragraph_is_the_year_of_the_dates_beside_it() -> None:
    text = (
        "The city had been held since May 2015 before it was retaken in March this year. "
        "However, they came back on December 8, 2016 and took it on December 11."
    )
    expected = ["2015-05-01/2015-05-31", "2016-03-01/2016-03-31", "2016-12-08", "2016-12-11"]
    assert [days(m) for m in found_in(text, None)] == expected
    assert [days(m) for m in found_in(text, dt.date(2017, 2, 5))] == expected


def test_a_weekday_in_a_text_without_a_day_is_bounded_not_today() -> None:
    (monday,) = found_in("On Monday they advanced.", None, not_before=dt.date(2015, 10, 1))
    assert (monday.span.start, monday.span.end, monday.span.prec) == (dt.date(2015, 10, 1), None, None)
    assert monday.span.basis == "bounded"


def test_a_bare_day_in_a_text_without_a_day_is_the_first_that_can_be_meant() -> None:
    (day,) = found_in("On February 3 bombers struck.", None, not_before=dt.date(2016, 12, 11))
    assert (day.span.start, day.span.basis) == (dt.date(2017, 2, 3), "bounded")


def test_excluded_spans_yield_nothing() -> None:
    text = "Published February 23 2015. It fell on Friday."
    spans = find_dates(text, split_sentences(text), published_on=SUNDAY, excluded=((0, 26),))
    assert [m.span.text for m in spans] == ["Friday"]


def test_offsets_are_those_of_the_text() -> None:
    text = "“Large depots” were hit – on February 3, near Deir Ezzur; again on Monday. Last week ٢٠١٦-١٢-٠٨."
    for mention in found_in(text):
        assert text[mention.start : mention.end] == mention.span.text


PRECISIONS = {
    "day": ("on Saturday", DatePrec.DAY),
    "few days": ("over the weekend", DatePrec.FEW_DAYS),
    "week": ("last week", DatePrec.WEEK),
    "ten days": ("in mid-October", DatePrec.WEEK),
    "month": ("in May 2014", DatePrec.MONTH),
    "year": ("in 2014", DatePrec.YEAR),
}


@pytest.mark.parametrize(("sentence", "expected"), PRECISIONS.values(), ids=PRECISIONS.keys())
def test_precision_is_ucdps(sentence: str, expected: DatePrec) -> None:
    assert found_in(sentence)[0].span.prec is expected


VALUES = {
    "week": ("this week", "2015-W44"),
    "month": ("in May 2014", "2014-05"),
    "season": ("in the summer of 2012", "2012-SU"),
    "decade": ("in the 1990s", "199X"),
    "duration": ("for six months", "P6M"),
    "vague duration": ("for several hours", "PTXH"),
    "set": ("every week", "P1W"),
    "now": ("they are now in control", "PRESENT_REF"),
}


@pytest.mark.parametrize(("sentence", "expected"), VALUES.values(), ids=VALUES.keys())
def test_timex3_values(sentence: str, expected: str) -> None:
    assert found_in(sentence)[0].value == expected
