"""What speaks for and against a name's being a place: the evidence of the words around it, weighed."""

from dataclasses import dataclass

STRONG = 2.5
"""Evidence from which an unknown name is taken for a place."""


@dataclass(slots=True)
class Surroundings:
    """What stands around a name; changed by nobody once its sentence is read.

    `place` weighs how much the words make it a place (2.5 and more: outright, below 0: not). `kind` is the
    `Place.kind` that they ask for; `direction` a compass word before it, or between it and "countryside";
    `is_around` is true where the land around is meant, `is_edge` where a town's rim is ("outskirts");
    `distance_km` goes with `direction` ("12 km south of").
    `is_direct`: the very word before it tells; `is_attribute`: it stands before a noun ("US officials");
    `has_article`: "the" stands right before it ("the Dnipro"). `is_apposed`: a kind of settlement stands behind it
    in an apposition ("X, a village south of Y").
    """

    place: float = 0.0
    kind: str | None = None
    kind_end: int | None = None
    shared_left: bool = False
    shared_right: bool = False
    direction: str | None = None
    is_offset: bool = False
    is_around: bool = False
    is_edge: bool = False
    distance_km: float | None = None
    actor: float = 0.0
    organisation: bool = False
    organisation_list: bool = False
    person: float = 0.0
    is_direct: bool = False
    is_attribute: bool = False
    has_article: bool = False
    is_apposed: bool = False
