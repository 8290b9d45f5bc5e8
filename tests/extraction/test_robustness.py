"""Bad input: whatever the bytes or the text, extraction ends, in bounded time, and what it gives back fits the text."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import UnreadableArticle
from geo.extraction import Extraction, extract
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article
from geo.reading import article_from_text, articles_from_file

SECONDS_PER_100_KB = 2.0
SLACK = 3.0
"""Times a guard is widened: it is to catch a hang or a cost that grows with the square, not a busy machine."""

SENTENCE = "The army seized the town of Saraqib in Idlib province from rebels on Friday, SANA said. "
FILLER = "Residents spoke of empty markets and of long queues for bread, water and fuel since then. "
WORDS = st.sampled_from(
    [
        "the", "army", "seized", "Palmyra", "from", "ISIS", "on", "Friday", "and", "lost", "to", "town", "of", "in",
        "Idlib", "province", "December", "11", "2016", "said", "not", "if", "will", '"', ".", ",", "\n", "last", "week",
        "two", "days", "after", "since", "May", "U.S.", "حلب", "’", "-", "(", ")", "villages", "airbase", "—", "…",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The places that come with the program alone: their index is built in seconds."""
    return open_gazetteer(tmp_path_factory.mktemp("gazetteer"), layers=["curated"])


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def checked(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Extraction | None:
    """What is extracted from a text, after checking that every offset and day in it holds; None for no text."""
    try:
        article = article_from_text(text, source_id="test", published_on=dt.date(2016, 12, 20))
    except UnreadableArticle:
        return None
    result = extract(article, gazetteer, lexicon)
    for mention in result.mentions:
        assert article.text[mention.start : mention.end] == mention.text
    for date in result.dates:
        assert 0 <= date.start < date.end <= len(article.text)
        assert not (date.span.start and date.span.end) or date.span.start <= date.span.end
    for event in result.events:
        assert article.text[event.char_start : event.char_end] == event.quote
        assert not (event.date_start and event.date_end) or event.date_start <= event.date_end
    return result


def read_or_refused(path: Path) -> list[Article]:
    """The articles of a file; none where it is refused, after checking that the refusal is one line naming the file."""
    refusal = ""
    try:
        return articles_from_file(path)
    except UnreadableArticle as reason:
        refusal = str(reason)
    assert refusal.startswith(f"{path}: ")
    assert "\n" not in refusal
    return []


laws = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@laws
@given(text=st.text(max_size=400))
def test_any_unicode(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    checked(text, gazetteer, lexicon)


@laws
@given(words=st.lists(WORDS, max_size=120))
def test_any_order_of_the_words_that_rules_look_for(words: list[str], gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    checked(" ".join(words), gazetteer, lexicon)


@laws
@given(data=st.binary(max_size=2000), suffix=st.sampled_from([".txt", ".html", ".xml", ".eml", ""]))
def test_any_bytes_are_read_or_refused_in_one_line(
    data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    path = tmp_path_factory.mktemp("bytes") / f"article{suffix}"
    path.write_bytes(data)
    for article in read_or_refused(path):
        extract(article, gazetteer, lexicon)


@laws
@given(
    head=st.sampled_from(["<html>", "<!doctype html><html><body>", "From: a@b.c\nSubject: x\n\n", "source: a\n---\n"]),
    text=st.text(max_size=300),
)
def test_any_text_after_a_head_that_names_a_format(
    head: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("heads") / "article"
    path.write_text(head + text.encode("utf-8", "ignore").decode(), encoding="utf-8")
    assert all(article.text for article in read_or_refused(path))


LONG = {
    "prose": SENTENCE * 1150,
    "one sentence without an end": SENTENCE.replace(". ", " ") * 1150,
    "names in a row": " ".join(["Aleppo", "Saraqib", "Palmyra", "Sneisil", "Deir Ezzor"] * 2000),
    "unknown names in a row": " ".join(f"Kafr X{i:x}" for i in range(10_000)),
    "names in a list": "the towns of " + ", ".join(["Aleppo", "Saraqib", "Palmyra", "Sneisil"] * 2500) + " fell.",
    "one word": "a" * 100_000,
    "one capital word": "A" * 100_000,
    "capitals": "Ab " * 33_000,
    "digits": "1 2016 12/12/2016 " * 5_500,
    "days": "on Friday two days after December 8, 2016 " * 2_400,
    "quotation marks": '" “ ‘ « ' * 12_500,
    "brackets": "([{" * 33_000,
    "full stops": "." * 100_000,
    "spaces": "army" + " " * 100_000 + "left",
    "line breaks": "army\n" * 20_000,
    "hyphens": "Al-" * 33_000,
    "apostrophes": "Ma'" * 33_000,
    "right to left": "سيطر الجيش على مدينة حلب يوم الجمعة. " * 2_700,
    "marks of direction": "\u202bحلب\u202c Aleppo \u200f" * 5_000,
    "combining marks": "A" + "\u0301" * 100_000,
    "emoji": "👩‍👩‍👧 Aleppo " * 6_000,
    "tags": "<b>Aleppo</b> " * 7_000,
    "code": '{"id":"1","title":"Aleppo"},' * 3_500,
    "pipes": "Army Takes Town of Aleppo | " * 3_500,
    "verbs": "seized took lost captured retook fell to " * 2_400,
    "and": "Aleppo and " * 9_000,
    "colons": "a: b\n" * 20_000,
    "speakers who cite speakers": "Reuters reported that the ministry said the army said " * 900,
    "clauses between speaker and verb": "the commander, who left in March, said " * 1_200,
    "clauses without commas": "the daily which is close to the government said " * 1_000,
    "brackets before a verb": "( SOHR ) said " * 3_500,
    "appositions before dates": "retook Aleppo, a town in the north, on Friday, " * 1_000,
    "lines that are days": "16 March\nTroops entered Aleppo.\n" * 1_500,
    "days beside long numbers": f"16 March {'1' * 40}x\nTroops entered Aleppo.\n" * 1_300,
    "months of other languages": "29 октября 2016, 29 Ekim 2016 " * 1_700,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_and_odd_texts_end_in_time(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    began = time.process_time()
    checked(text, gazetteer, lexicon)
    took = time.process_time() - began
    assert took < SLACK * SECONDS_PER_100_KB * max(1.0, len(text) / 100_000)


def test_a_5_mb_article(gazetteer: Gazetteer, lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("source: test\npublished: 2016-12-20\n---\n" + (SENTENCE + FILLER * 9) * 6_200, encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    began = time.process_time()
    (article,) = articles_from_file(path)
    result = extract(article, gazetteer, lexicon)
    took = time.process_time() - began
    assert result.mentions
    assert took < SLACK * SECONDS_PER_100_KB * 50
