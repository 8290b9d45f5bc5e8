"""The cascade that finds the records a name may mean: the first step that finds any ends it.

A union of all matchers finds more and is right far less often, so a looser step is taken only where the stricter
ones found nothing (inside the area asked for, when there is one).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler, Levenshtein

from geo.gazetteer.keys import KeyTable, name_key, skeleton_key
from geo.gazetteer.normalise import article_less, fold, is_arabic
from geo.gazetteer.records import Records
from geo.gazetteer.skeleton import SIGNS, folded_skeleton, packed

MIN_SIMILARITY = {"skeleton": 0.45, "similar": 0.84}
_CONFUSED = {
    "d": "tz", "t": "d", "s": "zcx", "z": "sd", "c": "sjk", "j": "cgk", "g": "jkx", "k": "gqjx", "x": "hkg", "h": "x",
    "b": "mf", "m": "bn", "n": "ml", "l": "nr", "r": "l", "f": "b", "w": "fa", "y": "a", "a": "hwy",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a name may mean, how it was found, and how alike the spellings are (0..1)."""

    number: int
    method: str
    similarity: float


def match_steps(
    name: str, records: Records, names: KeyTable, skeletons: KeyTable, *, fuzzy: bool
) -> Iterator[list[Match]]:
    """What each step of the cascade finds, strictest first; steps that find nothing yield an empty list."""
    folded = fold(name)
    joined, bare = folded.replace(" ", ""), article_less(folded)
    if not joined:
        return
    exact = names.places(name_key(joined))
    yield [Match(number, "exact", 1.0) for number in exact]
    if bare and bare != joined:
        yield [Match(number, "article-less", 0.97) for number in names.places(name_key(bare))]
    if not fuzzy:
        return
    signs = folded_skeleton(folded)
    if len(signs) < 2:
        return
    found = skeletons.places(skeleton_key(packed(signs)))
    yield _alike(bare, found, records, "skeleton")
    if len(signs) >= 3:
        neighbours = {number for key in _neighbouring_keys(signs) for number in skeletons.places(key)}
        yield _alike(bare, neighbours, records, "similar")


def _alike(bare: str, numbers: Iterator[int] | list[int] | set[int], records: Records, method: str) -> list[Match]:
    arabic = is_arabic(bare)
    least = MIN_SIMILARITY[method]
    matches = []
    for number in numbers:
        _, name, _, *others = records.texts(number)
        best = 0.0
        for other in (name, *others):
            if is_arabic(other) != arabic:
                continue
            known = article_less(fold(other))
            alike = 0.5 * Levenshtein.normalized_similarity(bare, known) + 0.5 * JaroWinkler.similarity(bare, known)
            best = max(best, alike)
        if best >= least:
            matches.append(Match(number, method, best))
        elif best == 0.0 and method == "skeleton":
            matches.append(Match(number, method, least))  # known in another script alone: the consonants must do
    return matches


def _neighbouring_keys(signs: str) -> Iterator[int]:
    """Keys of skeletons one slip away: a sign dropped, added, or taken for one that sounds like it."""
    for position, sign in enumerate(signs):
        yield skeleton_key(packed(signs[:position] + signs[position + 1 :]))
        for other in _CONFUSED.get(sign, ""):
            yield skeleton_key(packed(signs[:position] + other + signs[position + 1 :]))
    if len(signs) < 12:
        for position in range(len(signs) + 1):
            for sign in SIGNS:
                yield skeleton_key(packed(signs[:position] + sign + signs[position:]))
