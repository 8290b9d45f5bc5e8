"""Sentences of our own over many wars: who is cited for the event in brackets ("-": nobody).

`attribution_sentences.tsv` holds id, text and the name; a chain is "speaker (from whom the article heard it)".
"""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from geo.extraction.attribution import CitationReader, cited_for
from geo.extraction.citing_chains import speaker_of_quote
from geo.extraction.dates import find_dates
from geo.extraction.sentences import split_sentences
from geo.extraction.units import Spans, units_of
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Mention, Role

TABLE = Path(__file__).with_name("attribution_sentences.tsv")
PLACES = re.compile(r"\b(?:Kula|Homs|Hama|Idlib|Mariupol|Kunduz|Sakhour|El Fasher)\b")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def cited(marked: str, lexicon: Lexicon) -> str:
    event = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    sentences = split_sentences(text)
    dates = find_dates(text, sentences, published_on=dt.date(2016, 10, 12))
    mentions = [Mention(found.group(), found.start(), found.end(), Role.LOCATION) for found in PLACES.finditer(text)]
    spans = Spans(lexicon.find_phrases(text), mentions, dates, "SY")
    reader = CitationReader(lexicon.citing, text)
    citations = [reader.citations(units_of(sentence, spans, lexicon)) for sentence in sentences]
    here = next(number for number, sentence in enumerate(sentences) if sentence.start <= event < sentence.end)
    own = citations[here] or speaker_of_quote(here, sentences, citations)
    return cited_for(own, event) or "-"


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_who_is_cited(row: dict[str, str], lexicon: Lexicon) -> None:
    assert cited(row["text"], lexicon) == row["cited"]


def test_every_row_has_a_name_of_its_own() -> None:
    names = [row["id"] for row in rows()]
    assert len(set(names)) == len(names) >= 80
