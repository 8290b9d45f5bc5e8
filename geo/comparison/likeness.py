"""How alike two reports are in kind, parties, words and figures."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.days import IntArray
from geo.model import Kind

Floats = npt.NDArray[np.float64]

_FAMILIES: tuple[tuple[Kind, ...], ...] = (
    (Kind.CAPTURED, Kind.LOST, Kind.WITHDREW, Kind.HOLDS),
    (
        Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.CLASH, Kind.OFFENSIVE, Kind.REPELLED, Kind.CONTESTED,
        Kind.CASUALTIES,
    ),
    (Kind.BESIEGED,),
    (Kind.SIEGE_LIFTED,),
    (Kind.DISPLACEMENT, Kind.EVACUATION),
    (Kind.CEASEFIRE,),
    (Kind.OTHER,),
)  # fmt: skip
"""Kinds that may tell of one event; those of different families never do."""

_LIKE: dict[frozenset[Kind], float] = {
    frozenset({Kind.CAPTURED, Kind.LOST}): 0.8,
    frozenset({Kind.CAPTURED, Kind.WITHDREW}): 0.6,
    frozenset({Kind.LOST, Kind.WITHDREW}): 0.6,
    frozenset({Kind.AIRSTRIKE, Kind.BOMBING}): 0.5,
    frozenset({Kind.AIRSTRIKE, Kind.SHELLING}): 0.4,
    frozenset({Kind.SHELLING, Kind.BOMBING}): 0.4,
    frozenset({Kind.CLASH, Kind.OFFENSIVE}): 0.6,
    frozenset({Kind.CLASH, Kind.REPELLED}): 0.5,
    frozenset({Kind.OFFENSIVE, Kind.REPELLED}): 0.5,
    frozenset({Kind.CLASH, Kind.CONTESTED}): 0.6,
    frozenset({Kind.CASUALTIES, Kind.AIRSTRIKE}): 0.6,
    frozenset({Kind.CASUALTIES, Kind.SHELLING}): 0.6,
    frozenset({Kind.CASUALTIES, Kind.BOMBING}): 0.6,
    frozenset({Kind.CASUALTIES, Kind.CLASH}): 0.4,
}
"""How alike kinds of one family are; the same kind is 1, pairs not named are 0."""

_WORD = re.compile(r"\d[\d,.]*\d|\w{2,}")
_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_NUMBER_WORDS = {word: str(number) for number, word in enumerate(_UP_TO_TWENTY.split())}
_TELLING_NOTHING = (
    "a an and as at by for from has have had he her his in is it its of on or said say says that the their they this "
    "to was were which who will with been be but not are after also"
)
_STOP = frozenset(_TELLING_NOTHING.split())


def kind_families(kinds: "pd.Series[str]") -> IntArray:
    """The number of the family of each kind."""
    numbers = {str(kind): number for number, family in enumerate(_FAMILIES) for kind in family}
    codes, names = pd.factorize(kinds)
    table = np.array([numbers.get(str(name), len(_FAMILIES)) for name in names], np.int64)
    return table[codes]


def kind_likeness(kinds: Sequence[str]) -> Floats:
    """How alike each kind of a list is to each other: a square matrix of 0 to 1."""
    matrix = np.zeros((len(kinds), len(kinds)))
    for row, first in enumerate(kinds):
        for column, second in enumerate(kinds):
            pair = frozenset({first, second})
            matrix[row, column] = 1.0 if first == second else next(
                (like for named, like in _LIKE.items() if {str(kind) for kind in named} == pair), 0.0
            )  # fmt: skip
    return matrix


def words_of(quote: str) -> frozenset[str]:
    """The telling words and figures of a quote, folded; numbers up to twenty as figures."""
    found = (match.casefold().replace(",", "") for match in _WORD.findall(quote))
    return frozenset(_NUMBER_WORDS.get(word, word) for word in found if word not in _STOP)


def word_likeness(quotes: Sequence[str], first: IntArray, second: IntArray) -> tuple[Floats, Floats]:
    """For each pair how alike the two quotes are, and how many figures they share.

    The first is the cosine (0 to 1) of their sets of words, each word weighted by its rarity among the quotes that
    take part; the second counts numbers other than years that both contain.
    """
    if not len(first):
        return np.zeros(0), np.zeros(0)
    # One sentence often makes several events: each quote, and each pair of quotes, is looked at once.
    number, texts = pd.factorize(np.array(quotes, dtype=object))
    pair, at = np.unique(number[first] * len(texts) + number[second], return_inverse=True)
    lefts, rights = (pair // len(texts)).tolist(), (pair % len(texts)).tolist()
    words = {text: words_of(texts[text]) for text in {*lefts, *rights}}
    held: dict[str, int] = {}
    for found in words.values():
        for word in found:
            held[word] = held.get(word, 0) + 1
    weight = {word: float(np.log(1 + len(words) / count)) ** 2 for word, count in held.items()}
    norm = {text: sum(map(weight.__getitem__, found)) ** 0.5 for text, found in words.items()}
    alike, figures = np.zeros(len(pair)), np.zeros(len(pair))
    for position, (left, right) in enumerate(zip(lefts, rights, strict=True)):
        common = words[left] & words[right]
        if common:
            alike[position] = sum(map(weight.__getitem__, common)) / (norm[left] * norm[right])
            figures[position] = sum(word[0].isdigit() and not _is_year(word) for word in common)
    return alike[at], figures[at]


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[:2] in ("19", "20")
