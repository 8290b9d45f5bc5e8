"""Dates of one clause and events of another; the article is of Sunday, 18 December 2016."""

import datetime as dt

import pytest

from geo.extraction.anchoring import anchor_date
from geo.extraction.carrying import Story
from geo.extraction.dates import find_dates
from geo.extraction.sentences import split_sentences

SUNDAY = dt.date(2016, 12, 18)
NEWS = "2016-12-17/2016-12-18"

CASES = {
    "main clause before a long past relative clause": (
        "The army has [retaken] Kula, which fell to the group in May 2015.",
        NEWS,
    ),
    "that relative clause": (
        "The army has retaken Kula, which [fell] to the group in May 2015.",
        "2015-05-01/2015-05-31",
    ),
    "main clause around a relative clause": ("The group, which took Kula in June 2014, [withdrew] from it.", NEWS),
    "the relative clause inside": (
        "The group, which [took] Kula in June 2014, withdrew from it.",
        "2014-06-01/2014-06-30",
    ),
    "around a relative clause, with a day of its own": (
        "The army, which lost Kula in 2013, [recaptured] the town on Friday.",
        "2016-12-16",
    ),
    "a clause in a clause": (
        "The army took it on Friday after rebels, who seized it last year, [pulled] out.",
        "2016-12-16",
    ),
    "an apposition with a clause": ("Rebels [captured] Kula, a town that the army had retaken in October.", NEWS),
    "a relative clause without its pronoun": ("The army [withdrew] from Kula, a city they had captured in May.", NEWS),
    "the same deed, told of by whom": ("The army [captured] Kula on Friday, those they had beaten said.", "2016-12-16"),
    "a participle after a comma": ("The army has [retaken] Kula, captured by the group in May 2015.", NEWS),
    "a state since": ("The army has [retaken] Kula from the group, in control since May 2015.", NEWS),
    "a comparison since": (
        "Rebels have [withdrawn] from Kula, their largest retreat since they captured Bara last May.",
        NEWS,
    ),
    "a stretch since": (
        "More than 900 people have been [killed] since the offensive began in March.",
        "2016-03-01/2016-12-18",
    ),
    "held since it was taken": (
        "The group has [held] Kula since it drove out the army in 2014.",
        "2014-01-01/2016-12-18",
    ),
    "years after, the main clause": (
        "The army [took] Kula on Saturday, more than two years after the group seized it in June 2014.",
        "2016-12-17",
    ),
    "years after, the other": (
        "The army took Kula on Saturday, more than two years after the group [seized] it in June 2014.",
        "2014-06-01/2014-06-30",
    ),
    "years after without a day": ("The army has [retaken] Kula two years after the group took it in May 2015.", NEWS),
    "a recent clause still tells the day": ("The army [entered] Kula, where fighting ended on Friday.", "2016-12-16"),
    "clashes are no other clause": ("The army [took] Kula after clashes in October.", "2016-10-01/2016-10-31"),
    "a stay before the day it ended": (
        "The army recaptured Kula on Wednesday. Rebels had [seized] it and held it for three weeks.",
        "2016-11-20/2016-11-26",
    ),
    "a stay in the same sentence": (
        "On Wednesday the army recaptured Kula from rebels who had [occupied] it for five days.",
        "2016-12-09",
    ),
    "the weeks in which they held it": (
        "The army regained Kula on Saturday. Most died during the three weeks in which the rebels [held] the town.",
        "2016-11-23/2016-11-29",
    ),
    "an attack in such weeks is no stay": (
        "The army regained Kula on Saturday. Most died during the three weeks in which the rebels [attacked] the town.",
        "2016-12-17/2016-12-18",
    ),
    "taken before what the sentence tells": (
        "By Friday all villages initially [taken] by the army had been recaptured.",
        "None/2016-12-16",
    ),
    "a participle behind its noun, before what the sentence tells": (
        "By Friday all villages [taken] by the army had been recaptured.",
        "None/2016-12-16",
    ),
    "a passive is no such participle": (
        "On Friday the village was [taken] by fighters who had been there.",
        "2016-12-16",
    ),
    "that summer": (
        "In 2014 the group had overrun the province. It [seized] the airport that summer.",
        "2014-06-01/2014-08-31",
    ),
    "what the sentence tells": (
        "By Friday all villages initially taken by the army had been [recaptured].",
        "2016-12-16",
    ),
}


@pytest.mark.parametrize(("marked", "expected"), CASES.values(), ids=CASES)
def test_clauses(marked: str, expected: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    sentences = split_sentences(text)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    dates = find_dates(text, sentences, published_on=SUNDAY)
    span = anchor_date(start, end, sentence, Story(sentences, dates, SUNDAY), text=text)
    assert expected == (str(span.start) if span.start == span.end else f"{span.start}/{span.end}")
