import datetime as dt

import pytest

from geo.errors import UnreadableArticle
from geo.reading import article_from_text
from geo.reading.text import read_header

PROSE = "The army entered the town of Hama on Friday. " * 12


def test_header_wins_over_the_text_and_arguments_win_over_both() -> None:
    text = "source: sana\nurl: https://example.org/a\npublished: 2016-03-02\ntitle: A town falls\norigin: 17\n---\n"
    text += "Date of publication 29 October 2016 " + PROSE
    article = article_from_text(text)
    assert (article.source_id, article.url, article.title, article.origin) == (
        "sana", "https://example.org/a", "A town falls", "17",
    )  # fmt: skip
    assert article.published_on == dt.date(2016, 3, 2)
    assert article.text.startswith("Date of publication")
    given = article_from_text(text, source_id="tass", published_on=dt.date(2016, 3, 3), title="Another")
    assert (given.source_id, given.published_on, given.title) == ("tass", dt.date(2016, 3, 3), "Another")


def test_empty_header_values_count_as_not_given() -> None:
    article = article_from_text("source:\nurl: \npublished: \ntitle: \n---\nPublished October 29 2016 " + PROSE)
    assert article.published_on == dt.date(2016, 10, 29)
    assert article.source_id == "unknown"


HEADERS = {
    "known keys": ("source: a\n---\ntext", {"source": "a"}),
    "carriage returns": ("source: a\r\ntitle: b\r\n---\r\ntext", {"source": "a", "title": "b"}),
    "no closing line": ("source: a\ntext", {}),
    "prose with a colon": ("Update: a\n---\ntext", {}),
    "none": ("text\n---\n", {}),
    "empty text": ("", {}),
}


@pytest.mark.parametrize(("text", "expected"), HEADERS.values(), ids=HEADERS.keys())
def test_headers(text: str, expected: dict[str, str]) -> None:
    assert read_header(text).values == expected


SOURCES = {
    "a known id": ("source: sana\n---\n", "sana", "SANA"),
    "a known name": ("source: Syrian Arab News Agency\n---\n", "sana", "SANA"),
    "another spelling": ("source: Al-Alam\n---\n", "alalam", "Al-Alam"),
    "an unknown name": ("source: Village Herald\n---\n", "village-herald", "Village Herald"),
    "by its address": ("url: https://www.dailysabah.com/x\n---\n", "dailysabah", "Daily Sabah"),
    "by its dateline": ("MOSCOW (Sputnik) ", "sputnik", "Sputnik"),
    "unknown": ("", "unknown", ""),
}


@pytest.mark.parametrize(("start", "source_id", "name"), SOURCES.values(), ids=SOURCES.keys())
def test_sources(start: str, source_id: str, name: str) -> None:
    article = article_from_text(start + PROSE)
    assert (article.source_id, article.source_name) == (source_id, name)


def test_a_page_that_names_itself_at_its_foot() -> None:
    article = article_from_text(
        PROSE + "\n\nATTENTION READERS\nposted here, consult non-VT sources\nAbout VT - Policies"
    )
    assert article.source_id == "vt"


def test_a_text_without_a_day_is_bounded_by_what_it_tells() -> None:
    article = article_from_text(
        "It fell in May 2015. They took it on December 8, 2016. Votes will be held in June 2021. " + PROSE
    )
    assert (article.published_on, article.not_before, article.not_after) == (None, dt.date(2016, 12, 8), None)


def test_an_update_bounds_the_day_and_is_not_it() -> None:
    article = article_from_text("Last updated at Jul 262016 BEIRUT " + PROSE)
    assert (article.published_on, article.not_after) == (None, dt.date(2016, 7, 26))


def test_an_update_told_at_the_foot_bounds_the_day() -> None:
    article = article_from_text(PROSE + "\nTags: army\nLast Update: Saturday 7 October 2017 KSA 16:06 - GMT 13:06")
    assert (article.published_on, article.not_after) == (None, dt.date(2017, 10, 7))


def test_the_day_in_an_address_counts_where_nothing_else_does() -> None:
    assert article_from_text(PROSE, url="https://example.org/2016/03/13/a").published_on == dt.date(2016, 3, 13)


def test_the_text_is_kept_and_offsets_count_in_it() -> None:
    text = "Title of the Story Here\n\nPublished October 29 2016\n" + PROSE + "\nLeave a Reply\nLog in"
    article = article_from_text(text)
    assert article.text == text
    assert article.text[article.body_start : article.body_end].endswith(PROSE + "\n")
    assert [text[a:b] for a, b in article.excluded] == ["Published October 29 2016"]


def test_ids_are_stable_and_differ_by_text_and_source() -> None:
    one = article_from_text(PROSE, source_id="sana")
    assert article_from_text(PROSE, source_id="sana").article_id == one.article_id
    assert article_from_text(PROSE + "!", source_id="sana").article_id != one.article_id
    assert article_from_text(PROSE, source_id="tass").article_id != one.article_id
    assert article_from_text(PROSE, source_id="tass").sha256 == one.sha256


def test_what_no_store_takes_is_replaced_one_for_one() -> None:
    article = article_from_text("The \x00army\ud800 entered. " + PROSE)
    assert article.text.startswith("The \ufffdarmy\ufffd entered.")


@pytest.mark.parametrize("text", ["", "  \n", "12 34 --", "source: a\n---\n"])
def test_no_text(text: str) -> None:
    with pytest.raises(UnreadableArticle, match="no text"):
        article_from_text(text)
