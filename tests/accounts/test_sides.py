"""Actors by side, after the lexicon."""

import pandas as pd

from geo.accounts import side_lookup, side_numbers
from geo.lexicon import load_lexicon


def test_names_of_one_side_after_the_lexicon() -> None:
    side_of = side_lookup(load_lexicon())
    assert side_of("Syrian government") == side_of("Pro-government militias")
    assert side_of("Syrian government") != side_of("ISIS")
    assert side_of("Nobody's Brigade") == "Nobody's Brigade"


def test_governments_of_two_countries_are_two_sides() -> None:
    side_of = side_lookup(load_lexicon())
    assert side_of("Syrian government") != side_of("Iraqi government")


def test_numbers_are_alike_across_columns() -> None:
    first, second = side_numbers((pd.Series(["A", None, "B"]), pd.Series(["B", "A", None])), None)
    assert first.tolist() == [0, -1, 1]
    assert second.tolist() == [1, 0, -1]
