"""How many of the pairs of articles that print one agency's text are found, on the 789 articles on Syria.

The count to measure against is independent of the search: every run of six words of every article, as the words
themselves, in sets. Two articles of different outlets print one text where at least 30% of the shorter one's runs, and
at least 30 of them, stand in the other too.

`python tests/evaluation/test_origins.py` prints the figures.
"""

import csv
import re
from functools import cache
from itertools import combinations

import pytest

from geo.comparison import Text, shared_texts
from geo.resources import PROJECT_ROOT

CORPUS = PROJECT_ROOT.parent / "shared" / "corpora" / "syria_articles.csv"
RUN_WORDS = 6
LEAST_SHARE = 0.3
LEAST_RUNS = 30

# Measured, rounded down; a floor is raised when the program gets better and never lowered.
RECALL_FLOOR = 0.98
PRECISION_FLOOR = 0.98

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not CORPUS.is_file(), reason=f"needs {CORPUS.name} in the shared folder beside the project"),
]


@cache
def articles() -> tuple[Text, ...]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    return tuple(Text(row["article_id"], row["source"], row["text"]) for row in rows.values())


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1)}


@cache
def shares() -> dict[frozenset[str], tuple[float, int]]:
    """For every pair of different outlets that shares a run: the share of the shorter article, and the number."""
    held = [(item.article_id, item.source_id, runs(item.text)) for item in articles()]
    found = {}
    for (one, source, first), (other, other_source, second) in combinations(held, 2):
        if source != other_source and first and second:
            common = len(first & second)
            if common:
                found[frozenset((one, other))] = common / min(len(first), len(second)), common
    return found


def printing_one_text() -> set[frozenset[str]]:
    return {pair for pair, (share, common) in shares().items() if share >= LEAST_SHARE and common >= LEAST_RUNS}


@cache
def found_pairs() -> frozenset[frozenset[str]]:
    table = shared_texts(articles())
    table = table[table["source_a"] != table["source_b"]]
    return frozenset(frozenset(pair) for pair in zip(table["article_a"], table["article_b"], strict=True))


def measured() -> dict[str, float]:
    expected, found = printing_one_text(), found_pairs()
    # A found pair is right where the independent count has it, or where it shares at least half as much.
    right = {pair for pair in found if shares().get(pair, (0.0, 0))[0] >= LEAST_SHARE / 2}
    return {
        "pairs": len(expected),
        "found": len(found),
        "recall": len(expected & found) / len(expected),
        "precision": len(right) / len(found),
    }


def test_pairs_that_print_one_text_are_found() -> None:
    figures = measured()
    assert figures["pairs"] >= 50
    assert figures["recall"] >= RECALL_FLOOR


def test_found_pairs_share_a_text() -> None:
    assert measured()["precision"] >= PRECISION_FLOOR


def test_the_longest_passage_stands_in_both() -> None:
    texts = {item.article_id: item.text for item in articles()}
    for row in shared_texts(articles()).to_dict("records"):
        passages = [
            re.findall(r"\w+", texts[row[f"article_{side}"]][row[f"start_{side}"] : row[f"end_{side}"]].lower())
            for side in "ab"
        ]
        assert passages[0] == passages[1]
        assert len(passages[0]) == row["longest_words"]


if __name__ == "__main__":
    print(measured())
