"""Sentences of our own over many wars and genres: the days and the precision of the event in brackets.

`date_sentences.tsv` holds id, day of publication, sentence (`\\n` for a line break), first and last day, both included.
"""

import csv
import datetime as dt
from pathlib import Path

import pytest

from geo.extraction.anchoring import anchor_date
from geo.extraction.carrying import Story
from geo.extraction.dates import find_dates
from geo.extraction.sentences import split_sentences
from geo.model import DatePrec, DateSpan

TABLE = Path(__file__).with_name("date_sentences.tsv")
PRECISIONS = ((1, DatePrec.DAY), (6, DatePrec.FEW_DAYS), (14, DatePrec.WEEK), (62, DatePrec.MONTH))


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def anchored(marked: str, published_on: dt.date) -> DateSpan:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    sentences = split_sentences(text)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    dates = find_dates(text, sentences, published_on=published_on)
    return anchor_date(start, end, sentence, Story(sentences, dates, published_on), text=text)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_days_and_precision(row: dict[str, str]) -> None:
    published_on = dt.date.fromisoformat(row["published"])
    first, last = dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])
    span = anchored(row["sentence"].replace("\\n", "\n"), published_on)
    assert (span.start, span.end) == (first, last)
    length = (last - first).days + 1
    assert span.prec == next((prec for longest, prec in PRECISIONS if length <= longest), DatePrec.YEAR)
    assert span.end is not None
    assert span.end <= published_on


def test_every_row_has_a_name_of_its_own() -> None:
    names = [row["id"] for row in rows()]
    assert len(set(names)) == len(names) >= 150
