"""Which actors are one side, so that "Syrian army" and "Syrian government" agree on who holds a place."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from geo.days import IntArray
from geo.lexicon import Lexicon

SideOf = Callable[[str], str]


def side_lookup(lexicon: Lexicon) -> SideOf:
    """A function from an actor's name to its side, after the lexicon; an unknown actor is a side of its own.

    Sides of different countries are never one: each country's "government" is another.
    """

    def side_of(name: str) -> str:
        actor = lexicon.actor(name)
        if actor is None or not actor.side:
            return name
        return f"{actor.country}:{actor.side}"

    return side_of


def side_numbers(columns: Iterable["pd.Series[Any]"], side_of: SideOf | None) -> list[IntArray]:
    """Columns of actors as numbers of sides, alike across the columns; -1 where a cell is empty."""
    factorized = [pd.factorize(column) for column in columns]
    numbers: dict[str, int] = {}
    results = []
    for codes, names in factorized:
        sides = [side_of(str(name)) if side_of else str(name) for name in names]
        table = np.array([*(numbers.setdefault(side, len(numbers)) for side in sides), -1], np.int64)
        results.append(table[codes])
    return results


def origin_labels(
    group: IntArray,
    source: "pd.Series[Any]",
    attributed_to: "pd.Series[Any]",
    article: "pd.Series[Any]",
    origins: Mapping[str, str] | None,
) -> IntArray:
    """For each row the number of its origin, alike for rows of one group that come from one origin.

    Rows share an origin where they cite the same speaker or agency (a source cites itself where it cites nobody),
    where one source printed them, or where `origins` (article to origin) says that their articles print one text.
    """
    own = source.astype(object).map(str).str.casefold()
    cited = attributed_to.astype(object).where(attributed_to.notna(), None)
    said_by = own.where(cited.isna(), cited.astype(object).map(lambda name: str(name).casefold(), na_action="ignore"))
    keys = [pd.factorize(own)[0], pd.factorize(pd.concat([own, said_by]))[0][len(own) :]]
    if origins:
        texts, names = pd.factorize(article.astype(object).map(lambda name: origins.get(name, name)))
        keys.append(np.where(texts < 0, len(names) + np.arange(len(texts)), texts))
    label = np.arange(len(group))
    chains = [pd.factorize(group * (int(key.max(initial=0)) + 1) + key)[0] for key in keys]
    while True:
        before = label
        for chain in chains:
            least = np.full(int(chain.max(initial=-1)) + 1, len(group))
            np.minimum.at(least, chain, label)
            label = least[chain]
        if (label == before).all():
            return label
