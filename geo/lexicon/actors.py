"""Who acts in a conflict: actors, their names with the years of use, and countries."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class ActorName:
    """One name of an actor; `since` is the first year in which it can be meant, `until` the last of its use."""

    text: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that reports name as doing something.

    `side` groups actors that hold ground for the same camp. `role` is empty for a named actor; for a general
    word ("rebels", "the army") it is the part that word plays, to be read with the article's country
    (`Lexicon.actor_in`). `country` is ISO 3166 alpha-2, empty where the actor belongs to none.
    """

    name: str
    side: str = ""
    colour: str = ""
    names: tuple[ActorName, ...] = field(default=(), hash=False)  # some have thirty
    country: str = ""
    since: int | None = None
    until: int | None = None
    role: str = ""

    @property
    def other_names(self) -> tuple[str, ...]:
        """The other names, without their years."""
        return tuple(name.text for name in self.names)


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words for its people; `state` is the actor that its government and army are."""

    code: str
    name: str
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    state: str = ""


class ActorMatch(NamedTuple):
    """An actor named at `start:end` of a text."""

    start: int
    end: int
    actor: Actor


class Part(StrEnum):
    """What a word found by the finder is worth in a noun phrase."""

    ACTOR = "actor"  # a named actor
    WORD = "word"  # a general word for a party: rebels, army
    FORCE = "force"  # a neutral word for people under arms: forces, fighters, warplanes
    DEMONYM = "demonym"
    COUNTRY = "country"
    CAPITAL = "capital"
    FILLER = "filler"  # an adjective that may stand inside: armed, elite, special
    BACKER = "backer"  # "US-backed": not the actor
    HOLDER = "holder"  # "ISIS-held": not the actor, but who has the place
