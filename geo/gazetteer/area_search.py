"""The last step of the cascade: a name compared with every name of one area.

It finds what no key can: "Haymar" for Haymar al-Kabir, "Tulul as-Safa" for As-Safa, slips of two letters. It reads
some ten thousand names a question, so it is taken only inside a province.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from geo.gazetteer.records import Records
from geo.gazetteer.skeleton import sounded, words_skeleton
from geo.gazetteer.spellings import Spellings

LEAST_JARO_WINKLER = 0.9
LEAST_PART = 3
PART_ALIKE = 0.6
"""What a name of which only a part agrees counts for."""
HOLDS_SOME = 0.75
"""And where the place's name leaves out a part of the name asked for, rather than adding one to it."""


@dataclass(frozen=True, slots=True)
class _Names:
    numbers: list[int]
    texts: list[str]
    sounds: list[str]
    skeletons: list[str]


class AreaSearch:
    """Names of areas, read when first asked for and kept for the areas asked for last."""

    def __init__(self, records: Records, spellings: Spellings) -> None:
        self._records, self._spellings = records, spellings
        self._names = lru_cache(maxsize=24)(self._read_names)

    def similar_in(self, area: int, words: list[str]) -> Iterator[tuple[int, float]]:
        """`(record number, how alike)` of the places in the area whose names resemble the words as a whole."""
        names = self._names(area)
        bare = "".join(words)
        for asked, texts in ((bare, names.texts), (sounded(bare), names.sounds)):
            found = process.extract(
                asked, texts, scorer=JaroWinkler.similarity, score_cutoff=LEAST_JARO_WINKLER, limit=10
            )
            for _, similarity, row in found:
                yield names.numbers[row], similarity

    def parts_in(self, area: int, words: list[str]) -> Iterator[tuple[int, float]]:
        """The same where one name begins or ends with the other's consonants; without its first word, too."""
        names = self._names(area)
        whole = words_skeleton(words)
        parts = [whole, *([words_skeleton(words[1:])] if len(words) > 1 else [])]
        for rank, part in enumerate(parts):
            if len(part) < LEAST_PART:
                continue
            prefixes = tuple([part[:length] for length in range(LEAST_PART, len(part))])
            suffixes = tuple([part[-length:] for length in range(LEAST_PART, len(part))])
            for number, signs in zip(names.numbers, names.skeletons, strict=True):
                if signs.startswith(part) or signs.endswith(part) or signs in prefixes or signs in suffixes:
                    shorter, longer = sorted((len(part), len(signs)))
                    holds_all = 1.0 if len(signs) >= len(whole) else HOLDS_SOME
                    told = min(1.0, 0.5 + 0.1 * shorter)  # three consonants agree by chance, five hardly
                    yield (
                        number,
                        PART_ALIKE * (0.5 + 0.5 * shorter / longer) * (0.9 if rank else 1.0) * holds_all * told,
                    )

    def _read_names(self, area: int) -> _Names:
        numbers, texts, skeletons = self._spellings.of_places(np.flatnonzero(self._records.is_in(area)))
        return _Names(numbers, texts, [sounded(text) for text in texts], skeletons)
