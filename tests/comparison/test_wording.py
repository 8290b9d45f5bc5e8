"""What each outlet calls whom."""

import pandas as pd
import pytest

from geo.comparison import wordings
from geo.lexicon import Lexicon, load_lexicon
from tests.control.histories import event


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def said(number: int, quote: str, actor: str | None, opponent: str | None = None, source: str = "s") -> dict:
    return event(number, "clash A 5") | {"quote": quote, "actor": actor, "opponent": opponent, "source_id": source}


def called(lexicon: Lexicon, *rows: dict) -> dict[tuple[str, str, str], int]:
    table = wordings(pd.DataFrame(rows), lexicon)
    columns = (table[name] for name in ("source_id", "actor", "wording", "n"))
    return {(source, actor, wording): n for source, actor, wording, n in zip(*columns, strict=True)}


def test_names_are_counted_for_their_actor(lexicon: Lexicon) -> None:
    found = called(
        lexicon,
        said(1, "The ISIL fighters left.", "ISIS"),
        said(2, "Daesh was driven out.", "ISIS"),
        said(3, "Daesh was driven out again.", "ISIS", source="t"),
    )
    assert sum(n for (source, actor, _), n in found.items() if (source, actor) == ("s", "ISIS")) == 2
    assert found["t", "ISIS", "daesh"] == 1


def test_general_words_go_to_the_one_party_they_can_mean(lexicon: Lexicon) -> None:
    found = called(
        lexicon,
        said(1, "The terrorists attacked the army.", "Syrian rebels", "Syrian government"),
        said(2, "A rebel group attacked the army.", "Syrian rebels", "Syrian government", source="t"),
    )
    assert found["s", "Syrian rebels", "terrorists"] == 1
    assert found["s", "Syrian government", "army"] == 1
    assert [actor for source, actor, words in found if source == "t" and "rebel" in words] == ["Syrian rebels"]


def test_a_word_that_may_mean_either_is_left_out(lexicon: Lexicon) -> None:
    assert called(lexicon, said(1, "Militants clashed.", "Syrian rebels", "ISIS")) == {}


def test_singular_and_plural_are_one_and_sentences_count_once(lexicon: Lexicon) -> None:
    quote = "Terrorists fled."
    rows = [said(1, quote, "Syrian rebels"), said(2, quote, "Syrian rebels")]
    rows[1]["article_id"] = rows[0]["article_id"]
    rows += [said(3, "The terrorists came back.", "Syrian rebels"), said(4, "One terrorist hid.", "Syrian rebels")]
    table = wordings(pd.DataFrame(rows), lexicon)
    (row,) = table.to_dict("records")
    assert (row["wording"], row["n"], row["n_articles"], row["share"]) == ("terrorists", 3, 3, 1.0)
    assert (row["quote"], row["event_id"]) == (quote, "e1")


def test_no_quotes_no_words(lexicon: Lexicon) -> None:
    assert called(lexicon, said(1, "", "ISIS")) == {}
