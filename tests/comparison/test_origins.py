"""Texts of one origin: printed whole, in part, changed a little; and texts that only sound alike."""

import random

import pytest

from geo.comparison import Text, origins_of, shared_texts
from geo.comparison.origins import SHARED_TEXT_COLUMNS

WORDS = [first + second for first in ("ba", "do", "ki", "lu", "me") for second in ("ra", "si", "ton", "va", "zel")]


def prose(seed: int, count: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) + str(chosen.randrange(9)) for _ in range(count))


AGENCY = prose(1, 120)
CASES: dict[str, tuple[str, str, bool]] = {
    "the same text": (AGENCY, AGENCY, True),
    "another head and foot": (f"{prose(2, 20)} {AGENCY}", f"{AGENCY} {prose(3, 30)}", True),
    "other punctuation and case": (AGENCY, AGENCY.upper().replace(" ", ", "), True),
    "cut to its first half": (AGENCY, " ".join(AGENCY.split()[:60]), True),
    "a long text that holds it": (AGENCY, f"{prose(4, 500)} {AGENCY} {prose(5, 500)}", True),
    "two paragraphs turned round": (AGENCY, " ".join([*AGENCY.split()[60:], *AGENCY.split()[:60]]), True),
    "every twentieth word changed": (
        AGENCY, " ".join("x" if n % 20 == 19 else word for n, word in enumerate(AGENCY.split())), True),
    "one shared sentence": (f"{prose(6, 150)} {' '.join(AGENCY.split()[:20])}", AGENCY, False),
    "every fifth word changed": (
        AGENCY, " ".join("x" if n % 5 == 4 else word for n, word in enumerate(AGENCY.split())), False),
    "other texts": (AGENCY, prose(7, 120), False),
    "the same words in another order": (AGENCY, " ".join(sorted(AGENCY.split())), False),
    "too short to tell": ("Two were killed.", "Two were killed.", False),
    "empty": ("", "", False),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "same"), CASES.values(), ids=CASES.keys())
def test_shared_texts(first: str, second: str, same: bool) -> None:
    found = shared_texts([Text("a", "one", first), Text("b", "two", second)])
    assert list(found.columns) == list(SHARED_TEXT_COLUMNS)
    assert len(found) == same


def test_the_longest_passage_is_where_it_says() -> None:
    first, second = f"{prose(2, 20)} {AGENCY}!", f"{AGENCY.upper()} {prose(3, 30)}"
    (row,) = shared_texts([Text("a", "one", first), Text("b", "two", second)]).to_dict("records")
    assert first[row["start_a"] : row["end_a"]] == AGENCY
    assert second[row["start_b"] : row["end_b"]] == AGENCY.upper()
    assert (row["longest_words"], row["shared_words"], row["share"]) == (120, 120, round(120 / 140, 3))


def test_within_one_outlet_only_near_copies_count() -> None:
    frame = " ".join(AGENCY.split()[:60])
    half = [Text("a", "one", f"{frame} {prose(2, 60)}"), Text("b", "one", f"{frame} {prose(3, 60)}")]
    assert len(shared_texts(half)) == 0
    assert len(shared_texts([half[0], half[1]._replace(source_id="two")])) == 1
    assert len(shared_texts([Text("a", "one", AGENCY), Text("b", "one", AGENCY)])) == 1


def test_an_article_given_twice_is_no_pair() -> None:
    assert len(shared_texts([Text("a", "one", AGENCY), Text("a", "one", AGENCY)])) == 0


def test_stock_phrases_of_many_articles_are_no_shared_text() -> None:
    frame = " ".join(AGENCY.split()[:50])
    articles = [Text(f"a{n}", f"source{n}", f"{frame} {prose(100 + n, 60)}") for n in range(80)]
    assert len(shared_texts(articles)) == 0


def test_origins_are_named_after_the_first_publication() -> None:
    texts = [Text("late", "one", AGENCY), Text("early", "two", AGENCY), Text("other", "three", prose(8, 90))]
    shared = shared_texts(texts)
    assert origins_of(shared, published={"late": "2016-02-02", "early": "2016-02-01"}) == {
        "late": "early", "early": "early",
    }  # fmt: skip
    assert origins_of(shared) == {"late": "early", "early": "early"}


def test_origins_chain_but_not_through_a_shared_paragraph() -> None:
    part = " ".join(AGENCY.split()[:45])
    texts = [Text("a", "one", AGENCY), Text("b", "two", AGENCY), Text("c", "three", f"{part} {prose(9, 120)}")]
    shared = shared_texts(texts)
    assert {frozenset(pair) for pair in zip(shared["article_a"], shared["article_b"], strict=True)} == {
        frozenset("ab"), frozenset("ac"), frozenset("bc"),
    }  # fmt: skip
    assert set(origins_of(shared)) == {"a", "b"}
    assert set(origins_of(shared, least_share=0.2)) == {"a", "b", "c"}


def test_letters_that_fold_to_more_keep_their_offsets() -> None:
    text = "İstanbul " + AGENCY
    (row,) = shared_texts([Text("a", "one", text), Text("b", "two", AGENCY)]).to_dict("records")
    assert text[row["start_a"] : row["end_a"]] == AGENCY
