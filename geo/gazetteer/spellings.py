"""Spellings by skeleton: what fuzzy steps compare, kept folded so that nothing is folded again when asked."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.keys import KeyTable, key_table, skeleton_key
from geo.gazetteer.normalise import fold, words_without_articles
from geo.gazetteer.skeleton import MAX_SIGNS, SIGNS, packed, words_skeleton
from geo.model import Place

_LAST_SCRIPT_WITH_SKELETON = "\u0700"  # Latin, Cyrillic, Hebrew, Arabic come before
_CONFUSED = {
    "d": "tz", "t": "d", "s": "zcx", "z": "sd", "c": "sjk", "j": "cgk", "g": "jkx", "k": "gqjx", "x": "hkg", "h": "x",
    "b": "mf", "m": "bn", "n": "ml", "l": "nr", "r": "l", "f": "b", "w": "fa", "y": "a", "a": "hwy",
}  # fmt: skip


def spelling_columns(places: Sequence[Place]) -> dict[str, tuple[str, bytes]]:
    """The columns of all spellings: their place, their article-less text, and the table from skeletons to them."""
    keys: list[int] = []
    owners: list[int] = []
    texts: list[bytes] = []
    for number, place in enumerate(places):
        seen: set[str] = set()
        for name in (place.name, *place.other_names):
            if not name or name >= _LAST_SCRIPT_WITH_SKELETON:
                continue
            words = words_without_articles(fold(name))
            bare = "".join(words)
            if bare in seen:
                continue
            seen.add(bare)
            signs = words_skeleton(words)
            if signs:
                keys.append(skeleton_key(packed(signs)))
                owners.append(number)
                texts.append(bare.encode())
    table = key_table(keys, range(len(keys)))
    return {
        **{f"spelling.{name}": column for name, column in table.items()},
        "spelling.owner": ("I", np.array(owners, dtype="<u4").tobytes()),
        "spelling.text": ("B", b"".join(texts)),
        "spelling.ends": ("I", np.cumsum([0, *map(len, texts)], dtype="<u4").tobytes()),
    }


class Spellings:
    """The spellings of an open index."""

    def __init__(self, file: ColumnFile) -> None:
        self._table = KeyTable(file["spelling.keys"], file["spelling.places"], file["spelling.starts"])
        self._owner, self._text, self._ends = file["spelling.owner"], file["spelling.text"], file["spelling.ends"]

    def with_skeleton(self, signs: str) -> Iterator[tuple[int, str]]:
        """`(record number of the place, article-less spelling)` of every name with that skeleton."""
        return self._spelled(self._table.places(skeleton_key(packed(signs))))

    def one_slip_away(self, signs: str) -> Iterator[tuple[int, str]]:
        """The same for skeletons with one sign dropped, added, or taken for one that sounds like it."""
        return self._spelled(self._table.places_of_any(sorted({skeleton_key(key) for key in _neighbours(signs)})))

    def of_places(self, numbers: NDArray[np.intp]) -> tuple[list[int], list[str]]:
        """The spellings of these places: record numbers, and article-less texts beside them."""
        owner = np.frombuffer(self._owner, dtype="<u4")
        rows = np.flatnonzero(np.isin(owner, numbers)).tolist()
        return [self._owner[row] for row in rows], [text for _, text in self._spelled(rows)]

    def _spelled(self, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
        for row in rows:
            yield self._owner[row], str(self._text[self._ends[row] : self._ends[row + 1]], "utf-8")


def _neighbours(signs: str) -> Iterator[int]:
    for position, sign in enumerate(signs):
        before, after = signs[:position], signs[position + 1 :]
        yield packed(before + after)
        for other in _CONFUSED.get(sign, ""):
            yield packed(before + other + after)
    if len(signs) < MAX_SIGNS:
        for position in range(len(signs) + 1):
            before, after = signs[:position], signs[position:]
            for sign in SIGNS:
                yield packed(before + sign + after)
