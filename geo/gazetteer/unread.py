"""Candidates whose place and evidence are read from the index only when they are asked for.

An exact look-up finds and weighs its records in some six microseconds; reading the place of each takes as long again,
and few of those who ask look at more than the best.
"""

import threading
from typing import Any, Protocol

from geo.model import Candidate, Place

_READING = threading.RLock()


class Making:
    """A place while its fields are set: a frozen one sets each through `object.__setattr__`, at four times the cost.

    It has the fields of `Place` and no others, so that it can become one.
    """

    __slots__ = Place.__slots__

    place_id: str
    name: str
    lonlat: Any
    kind: str
    country: str
    admin1: str
    areas: tuple[str, ...]
    other_names: tuple[str, ...]
    population: int
    layer: str
    radius_m: float

    def finished(self) -> Place:
        """The place; what was made is it from now on."""
        self.__class__ = Place  # type: ignore[assignment]
        return self  # type: ignore[return-value]


class Reader(Protocol):
    """What tells the place of a record number, and why a candidate found so is one."""

    def place(self, number: int) -> Place:
        """The place of a record number."""
        ...

    def evidence(self, number: int, method: str) -> tuple[str, ...]:
        """The evidence in words."""
        ...


class UnreadCandidate(Candidate):
    """One that becomes a plain `Candidate` at the first look at its place or evidence; threads may look at once.

    Its score and method are set from the start. Until then its field `place` holds the record number, and `evidence`
    what reads it.
    """

    __slots__ = ()

    @property
    def place(self) -> Place:
        """The place, read now."""
        self._read()
        return _PLACE.__get__(self)  # type: ignore[no-any-return]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The evidence in words, made now."""
        self._read()
        return _EVIDENCE.__get__(self)  # type: ignore[no-any-return]

    @property  # type: ignore[misc]
    def __class__(self) -> type[Candidate]:  # type: ignore[override]
        """A plain candidate for all who ask, so that equal ones are equal."""
        return Candidate

    def __reduce__(self) -> tuple[type[Candidate], tuple[Any, ...]]:
        return Candidate, (self.place, self.score, self.method, self.evidence)

    def _read(self) -> None:
        with _READING:
            if type(self) is UnreadCandidate:
                number, reader = _PLACE.__get__(self), _EVIDENCE.__get__(self)
                _PLACE.__set__(self, reader.place(number))
                _EVIDENCE.__set__(self, reader.evidence(number, self.method))
                _CLASS.__set__(self, Candidate)


class _MakingCandidate:
    """The same for a candidate: what `unread_candidate` fills in."""

    __slots__ = Candidate.__slots__

    place: Any
    score: float
    method: str
    evidence: Any


_PLACE: Any = Candidate.__dict__["place"]
_EVIDENCE: Any = Candidate.__dict__["evidence"]
_CLASS: Any = object.__dict__["__class__"]


def unread_candidate(reader: Reader, number: int, score: float, method: str) -> Candidate:
    """The candidate for a record number; what `reader` tells of it is asked for at the first look."""
    made: Any = _MakingCandidate()
    made.place, made.score, made.method, made.evidence = number, score, method, reader
    made.__class__ = UnreadCandidate
    return made  # type: ignore[no-any-return]
