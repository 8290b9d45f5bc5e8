"""Tables from a 64-bit key to the places that carry it: sorted arrays, searched where they lie in the file."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

RANK_BITS = 2
"""The name table keeps, below the record number, which of the place's names the key is of."""
_MIX = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_UNMIX = pow(_MIX, -1, 1 << 64)
_BUCKET_BITS = 18


class NameRank(IntEnum):
    """Which name of a place a key is of: its own, that without the article, another of its names, that without."""

    OWN = 0
    OWN_BARE = 1
    OTHER = 2
    OTHER_BARE = 3


def name_key(folded: str) -> int:
    """A 64-bit key of a folded name. Two of three million names share one with a chance below 1 in a million."""
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "little")


def skeleton_key(packed: int) -> int:
    """A packed skeleton spread evenly over 64 bits (Knuth's multiplicative hashing; one to one)."""
    return packed * _MIX & _MASK


def skeletons_of(keys: NDArray[np.uint64]) -> list[str]:
    """The skeletons of such keys.

    >>> from geo.gazetteer.skeleton import packed
    >>> skeletons_of(np.array([skeleton_key(packed("drzr")), skeleton_key(packed("zx"))], dtype=np.uint64))
    ['drzr', 'zx']
    """
    return [np.base_repr(number, 36).lower() for number in (keys * np.uint64(_UNMIX)).tolist()]


def key_table(keys: Sequence[int], places: Sequence[int]) -> dict[str, tuple[str, bytes]]:
    """The columns `keys` (sorted), `places` (record numbers) and `starts` (the first row of each bucket)."""
    key_array = np.asarray(keys, dtype="<u8")
    place_array = np.asarray(places, dtype="<u4")
    order = np.lexsort((place_array, key_array))
    key_array, place_array = key_array[order], place_array[order]
    if len(key_array):
        first = np.ones(len(key_array), dtype=bool)
        first[1:] = (key_array[1:] != key_array[:-1]) | (place_array[1:] != place_array[:-1])
        key_array, place_array = key_array[first], place_array[first]
    return {
        "keys": ("Q", key_array.tobytes()),
        "places": ("I", place_array.tobytes()),
        "starts": ("I", _bucket_starts(key_array).tobytes()),
    }


class KeyTable:
    """Look-ups in such columns. About 0.5 microseconds a look-up: a bucket, then a bisection of some ten rows."""

    __slots__ = ("_array", "_keys", "_places", "_starts")

    def __init__(self, keys: memoryview, places: memoryview, starts: memoryview) -> None:
        self._keys, self._places, self._starts = keys, places, starts
        self._array = np.frombuffer(keys, dtype="<u8")

    def __contains__(self, key: int) -> bool:
        bucket = key >> (64 - _BUCKET_BITS)
        end = self._starts[bucket + 1]
        row = bisect_left(self._keys, key, self._starts[bucket], end)
        return row < end and self._keys[row] == key

    def places(self, key: int) -> list[int]:
        """The record numbers of the places with that key, in order of their layers."""
        bucket = key >> (64 - _BUCKET_BITS)
        keys, starts = self._keys, self._starts
        end = starts[bucket + 1]
        first = row = bisect_left(keys, key, starts[bucket], end)
        while row < end and keys[row] == key:
            row += 1
        return self._places[first:row].tolist() if row > first else []

    def places_of_any(self, keys: Sequence[int]) -> list[int]:
        """The record numbers of the places with any of these keys; quicker than one by one for a hundred keys."""
        wanted = np.array(keys, dtype=np.uint64)
        starts = np.searchsorted(self._array, wanted)
        found = starts < len(self._array)
        hits = starts[found][self._array[starts[found]] == wanted[found]]
        return [self._places[row] for start in hits.tolist() for row in self._run(start)]

    def rows_of(self, places: NDArray[np.intp]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
        """The keys of these places, and the place of each."""
        owners = np.frombuffer(self._places, dtype="<u4")
        rows = rows_among(owners, places)
        return self._array[rows], owners[rows]

    def _run(self, start: int) -> range:
        end = start + 1
        while end < len(self._keys) and self._keys[end] == self._keys[start]:
            end += 1
        return range(start, end)


def rows_among(owners: NDArray[np.uint32], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """The rows whose owner is one of `places`, both record numbers; a table of yes and no is far below a sort."""
    wanted = np.zeros(int(owners.max(initial=0)) + 1, dtype=bool)
    wanted[places[places < len(wanted)]] = True
    return np.flatnonzero(wanted[owners])


def _bucket_starts(keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    bounds = np.arange(1 << _BUCKET_BITS, dtype=np.uint64) << np.uint64(64 - _BUCKET_BITS)
    starts = np.searchsorted(keys, bounds)
    return np.append(starts, len(keys)).astype("<u4")
