"""What every gazetteer answers, offline or online."""

from collections.abc import Sequence
from typing import Protocol

from geo.model import Candidate, LonLat, Place


class Gazetteer(Protocol):
    """Names to candidate places."""

    def candidates(
        self,
        name: str,
        *,
        near: Sequence[LonLat] = (),
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        """The places that the name may mean, best first; an empty list is an honest shrug.

        `near` are points the text also tells of; `within` a place_id or the name of an area; `country` ISO 3166
        alpha-2; `kind` what the words around the name ask for. Without `fuzzy` only spellings that differ in
        case, accents, punctuation and the Arabic article are found.
        """
        ...

    def place(self, place_id: str) -> Place:
        """The place of that id; UnknownPlace."""
        ...

    def has_name(self, name: str) -> bool:
        """Whether some place is called that, but for case, accents, punctuation and the Arabic article."""
        ...

    def area_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        """The areas that hold a point, smallest first."""
        ...
