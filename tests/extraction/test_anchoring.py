"""Which day the event in brackets takes; the article is of Wednesday, 12 October 2016."""

import datetime as dt

import pytest

from geo.extraction.anchoring import anchor_date
from geo.extraction.carrying import Story
from geo.extraction.dates import find_dates
from geo.extraction.sentences import split_sentences
from geo.model import DateSpan

WEDNESDAY = dt.date(2016, 10, 12)


def anchored(marked: str, published_on: dt.date | None = WEDNESDAY, **options: object) -> DateSpan:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    sentences = split_sentences(text)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    bounds = {name: options.pop(name) for name in ("not_before", "not_after") if name in options}
    dates = find_dates(text, sentences, published_on=published_on, **bounds)  # type: ignore[arg-type]
    return anchor_date(start, end, sentence, Story(sentences, dates, published_on), text=text, **bounds, **options)  # type: ignore[arg-type]


def days(span: DateSpan) -> str:
    return str(span.start) if span.start == span.end else f"{span.start}/{span.end}"


CASES = {
    "past an apposition without an article": (
        "The loss of Kula on October 6 set off a rout that [took] Bara, hometown of the old leader, a day later.",
        "2016-10-07",
    ),
    "not since when its airport is a ruin": (
        "The airport, a ruin since 2014, was [recaptured] by the army on Monday.",
        "2016-10-10",
    ),
    "not since when its airport is a ruin, with nothing else": (
        "The airport, a ruin since 2014, was [recaptured] by the army.",
        "2016-10-11/2016-10-12",
    ),
    "the one on its side of a semicolon": (
        "The town fell on September 29; the rebels [left] it under a deal signed in the capital on 6 October.",
        "2016-10-06",
    ),
    "its own day": ("The army [seized] the town on Monday.", "2016-10-10"),
    "the nearer of two, first": (
        "Rebels [took] the town on Sunday, and the army retook it on Tuesday.",
        "2016-10-09",
    ),
    "the nearer of two, second": (
        "Rebels took the town on Sunday, and the army [retook] it on Tuesday.",
        "2016-10-11",
    ),
    "its own clause before a nearer day of another": (
        "On Sunday rebels [entered] the town, which the army had left in June.",
        "2016-10-09",
    ),
    "not the day of the saying": (
        "The town [fell] on Sunday, a monitor said on Tuesday.",
        "2016-10-09",
    ),
    "the day of the saying where there is no other": (
        "A source announced on Monday that the army [seized] the town.",
        "2016-10-10",
    ),
    "said on the day of publication says no more than that": (
        "The army [seized] the town, a monitor said on Wednesday.",
        "2016-10-11/2016-10-12",
    ),
    "no word of time": ("The army [seized] the town.", "2016-10-11/2016-10-12"),
    "since": ("The town has been [held] since May 2015.", "2015-05-01/2015-05-31"),
    "until is not its day": ("The army [seized] the town which had been held until May 2015.", "2016-10-11/2016-10-12"),
    "a duration is not its day": ("After six months the army [seized] the town.", "2016-10-11/2016-10-12"),
    "from to": ("Planes [struck] the town from September 30, 2015 to March 14, 2016.", "2015-09-30/2016-03-14"),
    "between and": ("Between September 30, 2015 and March 14, 2016 it was [struck].", "2015-09-30/2016-03-14"),
    "by": ("By Sunday all of it had been [retaken].", "2016-10-09"),
    "two days after, the one": ("On Sunday the army [retook] it, two days after rebels seized it.", "2016-10-09"),
    "two days after, the other": ("On Sunday the army retook it, two days after rebels [seized] it.", "2016-10-07"),
    "two days after a named day": ("Two days after Friday's attack the army [entered].", "2016-10-09"),
    "a window": ("In the last three weeks they [seized] ten villages.", "2016-09-21/2016-10-12"),
    "the days to come do not date the past": (
        "Fighters [arrived] to attack it in the coming days.",
        "2016-10-11/2016-10-12",
    ),
    "a week that is not over ends at publication": ("Earlier this week it [fell].", "2016-10-10/2016-10-12"),
    "the sentence goes on with the one before": (
        "The army seized the town on Sunday. The attack [killed] forty.",
        "2016-10-09",
    ),
    "two sentences that go on": (
        "The army seized the town on Sunday. The attack was backed by planes. It also [hit] a bridge.",
        "2016-10-09",
    ),
    "a new subject stays wide": (
        "The army seized the town on Sunday. Near Aleppo rebels [shelled] a road.",
        "2016-10-09/2016-10-12",
    ),
    "a month long past does not carry": (
        "In June the alliance broke into the town. Near Aleppo rebels [shelled] a road.",
        "2016-10-11/2016-10-12",
    ),
    "since then": (
        "The road was cut on July 7. They have since [tightened] the ring.",
        "2016-07-07/2016-10-12",
    ),
    "the day the report is about": (
        "Forty were killed in the capital on Sunday. Schools closed. Shops shut. Roads emptied. Rebels [shelled] Hama.",
        "2016-10-09/2016-10-12",
    ),
    "a caption before the sentence": (
        "Jets are seen at the base June 18 2016 (Some Agency) The toll of [strikes] has risen.",
        "2016-10-11/2016-10-12",
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES.keys())
def test_day_of_an_event(marked: str, expected: str) -> None:
    assert days(anchored(marked)) == expected


def test_a_quoted_event_belongs_to_the_time_of_the_saying() -> None:
    marked = '"Fighting [continues] in the west," a monitor said Wednesday.'
    assert days(anchored(marked, quoted=True)) == "2016-10-12"
    assert days(anchored(marked, quoted=False)) == "2016-10-11/2016-10-12"


def test_what_is_planned_may_lie_ahead_and_the_past_may_not() -> None:
    marked = "The army will [enter] the town on Friday."
    assert days(anchored(marked, past=False)) == "2016-10-14"
    end = anchored(marked).end
    assert end is not None
    assert end <= WEDNESDAY


def test_a_plan_without_a_day_has_none() -> None:
    span = anchored("The army plans to [enter] the town.", past=False)
    assert (span.start, span.end, span.basis) == (None, None, "none")


def test_a_text_without_a_day_leaves_the_event_undated_or_bounded() -> None:
    undated = anchored("The army [seized] the town.", None)
    assert (undated.start, undated.end, undated.basis) == (None, None, "none")
    bounded = anchored("The army [seized] the town.", None, not_after=dt.date(2016, 10, 12))
    assert (bounded.start, bounded.end, bounded.basis) == (None, dt.date(2016, 10, 12), "bounded")


BASES = {
    "explicit": ("It [fell] on 3 October 2016.", "explicit"),
    "relative": ("It [fell] on Monday.", "relative"),
    "publication": ("It [fell].", "publication_default"),
}


@pytest.mark.parametrize(("marked", "expected"), BASES.values(), ids=BASES.keys())
def test_basis(marked: str, expected: str) -> None:
    assert anchored(marked).basis == expected
