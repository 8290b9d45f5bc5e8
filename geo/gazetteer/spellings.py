"""Spellings by skeleton: what fuzzy steps compare, kept folded so that nothing is folded again when asked."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.keys import KeyTable, rows_among, skeleton_key, skeletons_of
from geo.gazetteer.skeleton import MAX_SIGNS, SIGNS, packed

_CONFUSED = {
    "d": "tz", "t": "d", "s": "zcx", "z": "sd", "c": "sjk", "j": "cgk", "g": "jkx", "k": "gqjx", "x": "hkg", "h": "x",
    "b": "mf", "m": "bn", "n": "ml", "l": "nr", "r": "l", "f": "b", "w": "fa", "y": "a", "a": "hwy",
}  # fmt: skip
Keeps = Callable[[int], bool]
Spelled = tuple[int, str, int]
"""The record number of a place, an article-less spelling of one of its names, and the row of that spelling."""


class Spellings:
    """The spellings of an open index."""

    def __init__(self, file: ColumnFile) -> None:
        self._table = KeyTable(file["spelling.keys"], file["spelling.places"], file["spelling.starts"])
        self._owner, self._text, self._ends = file["spelling.owner"], file["spelling.text"], file["spelling.ends"]

    def with_skeleton(self, signs: str, keeps: Keeps | None = None) -> Iterator[Spelled]:
        """The article-less spellings of names with that skeleton.

        `keeps` says of a record whether its spellings are wanted.
        """
        return self._spelled(self._kept(self._table.places(skeleton_key(packed(signs))), keeps))

    def one_slip_away(self, signs: str, keeps: Keeps | None = None) -> Iterator[Spelled]:
        """The same for skeletons with one sign dropped, added, or taken for one that sounds like it."""
        rows = self._table.places_of_any(sorted({skeleton_key(key) for key in _neighbours(signs)}))
        return self._spelled(self._kept(rows, keeps))

    def is_of_own_name(self, row: int) -> bool:
        """Whether a spelling is that of its place's own name, which lies before those of its other names."""
        return not row or bool(self._owner[row - 1] != self._owner[row])

    def of_places(self, numbers: NDArray[np.intp]) -> tuple[list[int], list[str], list[str]]:
        """The spellings of these places: record numbers, and beside them article-less texts and skeletons."""
        owner = np.frombuffer(self._owner, dtype="<u4")
        keys, rows = self._table.rows_of(rows_among(owner, numbers))
        spelled = list(self._spelled(rows.tolist()))
        return [number for number, _, _ in spelled], [text for _, text, _ in spelled], skeletons_of(keys)

    def _kept(self, rows: list[int], keeps: Keeps | None) -> list[int]:
        return rows if keeps is None else [row for row in rows if keeps(self._owner[row])]

    def _spelled(self, rows: Iterable[int]) -> Iterator[Spelled]:
        for row in rows:
            yield self._owner[row], str(self._text[self._ends[row] : self._ends[row + 1]], "utf-8"), row


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
