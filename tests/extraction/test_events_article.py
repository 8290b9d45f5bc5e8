"""Whole articles: pronouns and "the town", excluded spans, quotes, years of names."""

import dataclasses
import datetime as dt

import pytest

from geo.extraction import events_from_article
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, LonLat, Mention, Place, ReportedEvent, Role, WherePrec


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(lexicon: Lexicon, article: Article, **kinds: str) -> list[ReportedEvent]:
    mentions = []
    for number, (name, kind) in enumerate(kinds.items()):
        point = LonLat(36.0 + number, 35.0)
        place = Place(name, name, point, kind, country="SY")
        prec = WherePrec.FIRST_ORDER_AREA if kind == "province" else WherePrec.EXACT
        at = article.text.find(name)
        while at >= 0:
            mentions.append(Mention(name, at, at + len(name), Role.LOCATION, place, prec, 1000.0, point))
            at = article.text.find(name, at + 1)
    mentions.sort(key=lambda mention: mention.start)
    return events_from_article(article, None, lexicon, mentions=mentions)  # type: ignore[arg-type]


def told(events: list[ReportedEvent]) -> list[tuple[str, str | None, str | None]]:
    return [(str(event.kind), event.actor, event.place_name) for event in events]


REFERENCES = [
    ("the town", "ISIS attacked Palmyra. The army left the town.", ("withdrew", "Syrian government", "Palmyra")),
    (
        "it",
        "ISIS attacked Palmyra. Days later it was captured by the army.",
        ("captured", "Syrian government", "Palmyra"),
    ),
    ("they", "ISIS fighters attacked Palmyra. They captured the town.", ("captured", "ISIS", "Palmyra")),
    ("said it", "The SDF said it had captured Raqqa.", ("captured", "SDF/YPG", "Raqqa")),
    ("its troops", "Turkey said its troops had captured Afrin.", ("captured", "Turkey", "Afrin")),
    ("since", "Palmyra had been under the control of ISIS since May 2015.", ("captured", "ISIS", "Palmyra")),
    (
        "genitive",
        "Fighting hit Palmyra. The town's eastern half was captured by ISIS.",
        ("captured", "ISIS", "Palmyra"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in REFERENCES], ids=[row[0] for row in REFERENCES])
def test_what_general_words_stand_for(
    lexicon: Lexicon, text: str, expected: tuple[str, str | None, str | None]
) -> None:
    events = read(lexicon, Article("a", "s", text), Palmyra="town", Raqqa="city", Afrin="town")
    assert expected in told(events)


def test_excluded_spans_and_what_lies_outside_the_body_yield_nothing(lexicon: Lexicon) -> None:
    text = "ISIS captured Raqqa. Related: ISIS captured Palmyra. The army left Palmyra. ISIS captured Afrin."
    article = Article("a", "s", text, body_start=0, body_end=text.index("ISIS captured Afrin"))
    article = dataclasses.replace(article, excluded=((text.index("Related"), text.index("The army")),))
    events = read(lexicon, article, Palmyra="town", Raqqa="city", Afrin="town")
    assert told(events) == [("captured", "ISIS", "Raqqa"), ("withdrew", "Syrian government", "Palmyra")]


def test_a_quote_is_the_sentence_and_ids_are_stable(lexicon: Lexicon) -> None:
    article = Article("a", "s", "Nothing new. ISIS captured Palmyra, a town in Homs.")
    first, second = (read(lexicon, article, Palmyra="town", Homs="province") for _ in range(2))
    (event,) = first
    assert event.quote == "ISIS captured Palmyra, a town in Homs." == article.text[event.char_start : event.char_end]
    assert [e.event_id for e in first] == [e.event_id for e in second]


def test_a_name_is_not_read_before_it_existed(lexicon: Lexicon) -> None:
    article = Article("a", "s", "The SDF captured Raqqa.", published_on=dt.date(2004, 5, 1))
    assert all(event.actor != "SDF/YPG" for event in read(lexicon, article, Raqqa="city"))


def test_an_event_without_a_date_stays_undated(lexicon: Lexicon) -> None:
    (event,) = read(lexicon, Article("a", "s", "ISIS captured Raqqa."), Raqqa="city")
    assert (event.date_start, event.date_end, event.date_prec) == (None, None, None)


def test_an_attack_keeps_its_own_day_before_the_day_of_the_capture(lexicon: Lexicon) -> None:
    text = "ISIS opened a large attack on December 8, 2016 and captured Palmyra on December 11."
    events = read(lexicon, Article("a", "s", text, published_on=dt.date(2017, 2, 2)), Palmyra="town")
    days = {str(event.kind): event.date_start for event in events}
    assert days == {"clash": dt.date(2016, 12, 8), "captured": dt.date(2016, 12, 11)}


DATED_LISTS = [
    ("it fell", "Palmyra was the first to go. It fell on Friday to ISIS.", {("Palmyra", "2017-01-27")}),
    (
        "each its day",
        "Palmyra and Raqqa were taken by ISIS on 5 January, Afrin on the 9th and Manbij four days later.",
        {("Palmyra", "2017-01-05"), ("Raqqa", "2017-01-05"), ("Afrin", "2017-01-09"), ("Manbij", "2017-01-13")},
    ),
    (
        "from and from",
        "ISIS was driven from Raqqa on 3 January and from Manbij on 30 January.",
        {("Raqqa", "2017-01-03"), ("Manbij", "2017-01-30")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in DATED_LISTS], ids=[row[0] for row in DATED_LISTS])
def test_each_place_of_a_list_takes_its_own_day(lexicon: Lexicon, text: str, expected: set[tuple[str, str]]) -> None:
    article = Article("a", "s", text, published_on=dt.date(2017, 2, 2))
    events = read(lexicon, article, Palmyra="town", Raqqa="city", Afrin="town", Manbij="town")
    assert {(event.place_name, str(event.date_start)) for event in events if str(event.kind) == "captured"} == expected


@pytest.mark.parametrize(
    ("before", "loss"),
    [("ISIS captured Palmyra in May 2015. ", "ISIS"), ("The army captured Palmyra in May 2015. ", None), ("", None)],
    ids=["who held it", "who took it back", "nothing told"],
)
def test_who_had_taken_a_town_loses_it_where_it_was_lost_to_them(lexicon: Lexicon, before: str, loss: str) -> None:
    text = before + "Palmyra was lost to ISIS on 12 November 2016."
    article = Article("a", "s", text, published_on=dt.date(2016, 11, 20))
    lost = next(event for event in read(lexicon, article, Palmyra="city") if event.kind == "lost")
    assert (lost.actor == "ISIS") is (loss == "ISIS")
    assert (lost.opponent == "ISIS") is (loss is None)
