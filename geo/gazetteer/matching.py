"""The cascade that finds the records a name may mean: the first step that finds any ends it.

A union of all matchers finds more and is right far less often, so a looser step is taken only where the stricter
ones found nothing (inside the area asked for, when there is one).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from geo.gazetteer.area_search import AreaSearch
from geo.gazetteer.keys import RANK_BITS, KeyTable, name_key
from geo.gazetteer.normalise import fold, has_arabic, words_without_articles
from geo.gazetteer.skeleton import sounded, words_skeleton
from geo.gazetteer.spellings import Keeps, Spelled, Spellings

LEAST_ALIKE = {"skeleton": 0.5, "similar": 0.8}
LEAST_ALIKE_NARROWED = {"skeleton": 0.5, "similar": 0.72}
"""The same where something says where to look, so that fewer names can be alike by chance."""
RANK_ALIKE = (1.0, 0.96, 0.97, 0.93)
"""By `NameRank`: a place's own name before another of its names, as it stands before without its article."""
OTHER_NAME_ALIKE = 0.95
"""What the likeness of another of a place's names than its own counts for, inside an area."""
_RH = re.compile("rr?h", re.IGNORECASE)
_OWN_LETTERS = re.compile("[şçğšśčžż]", re.IGNORECASE)
_TURKISH = re.compile("[şçğı]", re.IGNORECASE)
_PLAIN_H = re.compile("(?<![scgkrtdz])h")
_SOUNDS_OF_LETTERS = str.maketrans(
    {"ş": "sh", "š": "sh", "ś": "sh", "ç": "ch", "č": "ch", "ğ": "gh", "ž": "zh", "ż": "zh", "ı": "i"}
)
RANK_MASK = (1 << RANK_BITS) - 1
OTHER_SCRIPT_ALIKE = 0.75
"""Names of one skeleton in two scripts: nothing but the consonants can be compared."""


class Match(NamedTuple):
    """A record that a name may mean, how it was found, and how alike the spellings are (0..1)."""

    number: int
    method: str
    similarity: float


class Matcher:
    """The cascade over the tables of an open index."""

    def __init__(self, names: KeyTable, spellings: Spellings, areas: AreaSearch) -> None:
        self._names, self._spellings, self._areas = names, spellings, areas

    def steps(
        self,
        spelled: Sequence[str],
        *,
        fuzzy: bool,
        area: int | None = None,
        narrowed: bool = False,
        keeps: Keeps | None = None,
    ) -> Iterator[list[Match]]:
        """What each step finds for the spellings of one name, strictest first; steps may be empty.

        The last two, inside one area, are taken only where `area` is given. `narrowed` says that anything is known of
        the place, so that few enough spellings fit to be compared by their sound, too; `keeps` says which records
        fuzzy steps are for.
        """
        folded = [text for text in map(fold, spelled) if text]
        yield self._named([text.replace(" ", "") for text in folded], "exact")
        worded = [words for words in map(words_without_articles, folded) if words]
        bare = ["".join(words) for words in worded]
        yield self._named([text for text, whole in zip(bare, folded, strict=False) if text != whole], "article-less")
        if not fuzzy:
            return
        compare, least_alike = (alike, LEAST_ALIKE_NARROWED) if narrowed else (alike_as_written, LEAST_ALIKE)
        is_own = None if area is None else self._spellings.is_of_own_name
        worded += [words_without_articles(fold(text)) for text in _respelled(spelled)]
        bare = ["".join(words) for words in worded]
        signed = [(text, words_skeleton(words)) for text, words in zip(bare, worded, strict=True)]
        for method, spellings, least_signs in (
            ("skeleton", self._spellings.with_skeleton, 2),
            ("similar", self._spellings.one_slip_away, 3),
        ):
            yield _matches(
                [
                    found
                    for text, signs in signed
                    if len(signs) >= least_signs
                    for found in _alike(text, spellings(signs, keeps), least_alike[method], compare, is_own)
                ],
                method,
            )
        if area is not None:
            for method, search in (("jaro-winkler", self._areas.similar_in), ("part", self._areas.parts_in)):
                yield _matches([found for words in worded for found in search(area, words)], method)

    def alike_in(self, area: int | None, spelled: Sequence[str]) -> list[Match]:
        """What resembles one of the spellings as a whole, in an area as large as a country: where no step finds any."""
        if area is None:
            return []
        worded = [words for text in map(fold, spelled) if (words := words_without_articles(text))]
        return _matches([found for words in worded for found in self._areas.similar_in(area, words)], "jaro-winkler")

    def _named(self, texts: Sequence[str], method: str) -> list[Match]:
        return _matches(
            [
                (found >> RANK_BITS, RANK_ALIKE[found & RANK_MASK])
                for text in texts
                for found in self._names.places(name_key(text))
            ],
            method,
        )


def _respelled(spelled: Sequence[str]) -> list[str]:
    """What letters mean that one language alone writes so: asked beside the name as it stands.

    French maps write ghayn "rh" (Rharbiye). Turkish has ş, ç, ğ, a c that is j, and h for kh, too; Czech and Polish š,
    ž and ż.

    >>> _respelled(["Rharbiye"]), _respelled(["Cisr eş-Şuğur"])
    (['gharbiye'], ['jisr esh-shughur'])
    """
    others = [_RH.sub("gh", name).lower() for name in spelled if _RH.search(name)]
    for name in spelled:
        if _OWN_LETTERS.search(name):
            bare = name.lower().translate(_SOUNDS_OF_LETTERS)
            if _TURKISH.search(name):
                bare = name.lower().replace("c", "j").translate(_SOUNDS_OF_LETTERS)
                others += [_PLAIN_H.sub("kh", bare)] if _PLAIN_H.search(bare) else []
            others.append(bare)
    return others


def alike(first: str, second: str) -> float:
    """How alike two article-less spellings are, 0..1: of edit and Jaro-Winkler similarity, as written and as sounded.

    >>> alike("zebdeen", "zabdin") > alike("zebdeen", "zabadani")
    True
    """
    return 0.3 * alike_as_written(first, second) + 0.7 * alike_as_written(sounded(first), sounded(second))


def alike_as_written(first: str, second: str) -> float:
    """The same as written alone: half the work, for a search through the whole world."""
    return 0.5 * Levenshtein.normalized_similarity(first, second) + 0.5 * JaroWinkler.similarity(first, second)


def _alike(
    bare: str,
    spelled: Iterable[Spelled],
    least: float,
    compare: Callable[[str, str], float],
    is_own: Callable[[int], bool] | None,
) -> Iterator[tuple[int, float]]:
    arabic = has_arabic(bare)
    for number, text, row in spelled:
        similarity = compare(bare, text) if has_arabic(text) == arabic else OTHER_SCRIPT_ALIKE
        if similarity >= least:
            yield number, similarity if is_own is None or is_own(row) else similarity * OTHER_NAME_ALIKE


def _matches(found: Iterable[tuple[int, float]], method: str) -> list[Match]:
    best: dict[int, float] = {}
    for number, similarity in found:
        if similarity > best.get(number, 0.0):
            best[number] = similarity
    return [Match(number, method, similarity) for number, similarity in best.items()]
