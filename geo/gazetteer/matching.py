"""The cascade that finds the records a name may mean: the first step that finds any ends it.

A union of all matchers finds more and is right far less often, so a looser step is taken only where the stricter
ones found nothing (inside the area asked for, when there is one).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler, Levenshtein

from geo.gazetteer.keys import KeyTable, name_key
from geo.gazetteer.normalise import fold, is_arabic, words_without_articles
from geo.gazetteer.skeleton import words_skeleton
from geo.gazetteer.spellings import Spellings

LEAST_ALIKE = {"skeleton": 0.5, "similar": 0.8}
OTHER_SCRIPT_ALIKE = 0.75
"""Names of one skeleton in two scripts: nothing but the consonants can be compared."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a name may mean, how it was found, and how alike the spellings are (0..1)."""

    number: int
    method: str
    similarity: float


def match_steps(spelled: Sequence[str], names: KeyTable, spellings: Spellings, *, fuzzy: bool) -> Iterator[list[Match]]:
    """What each step of the cascade finds for the spellings of one name, strictest first; steps may be empty."""
    folded = [text for text in map(fold, spelled) if text]
    yield _matches([(number, 1.0) for text in folded for number in _named(text.replace(" ", ""), names)], "exact")
    worded = [words_without_articles(text) for text in folded]
    bare = ["".join(words) for words in worded]
    yield _matches([(number, 0.97) for text in bare for number in _named(text, names)], "article-less")
    if not fuzzy:
        return
    signs = [words_skeleton(words) for words in worded]
    yield _matches(
        [
            found
            for text, sign in zip(bare, signs, strict=True)
            if len(sign) >= 2
            for found in _alike(text, spellings.with_skeleton(sign), LEAST_ALIKE["skeleton"])
        ],
        "skeleton",
    )
    yield _matches(
        [
            found
            for text, sign in zip(bare, signs, strict=True)
            if len(sign) >= 3
            for found in _alike(text, spellings.one_slip_away(sign), LEAST_ALIKE["similar"])
        ],
        "similar",
    )


def alike(first: str, second: str) -> float:
    """How alike two article-less spellings are, 0..1: the mean of edit and Jaro-Winkler similarity.

    >>> alike("kuweires", "kweiris") > 0.75 > alike("kuweires", "karas")
    True
    """
    return 0.5 * Levenshtein.normalized_similarity(first, second) + 0.5 * JaroWinkler.similarity(first, second)


def _named(text: str, names: KeyTable) -> list[int]:
    return names.places(name_key(text)) if text else []


def _alike(bare: str, spelled: Iterable[tuple[int, str]], least: float) -> Iterator[tuple[int, float]]:
    arabic = is_arabic(bare)
    for number, text in spelled:
        similarity = alike(bare, text) if is_arabic(text) == arabic else OTHER_SCRIPT_ALIKE
        if similarity >= least:
            yield number, similarity


def _matches(found: Iterable[tuple[int, float]], method: str) -> list[Match]:
    best: dict[int, float] = {}
    for number, similarity in found:
        if similarity > best.get(number, 0.0):
            best[number] = similarity
    return [Match(number, method, similarity) for number, similarity in best.items()]
