"""The slots around a word that tells an event."""

from dataclasses import dataclass, field

from geo.extraction.clauses import VerbGroup
from geo.extraction.units import Unit
from geo.lexicon.triggers import Trigger


@dataclass(slots=True)
class Frame:
    """A trigger with its slots. `start:end` are unit indexes of the clause part that tells the event.

    `pronoun` is the subject where that is a pronoun; `partial` says that the object is a part of the place;
    `object_words` are the plain words of the object; `ok` is False where the object says that this is no event.
    `by_other` says that the words name who did it, but no known party.
    `told_in` is the frame whose day this one shares: an offensive for what it is to bring.
    """

    trigger: Trigger
    index: int
    last: int
    group: VerbGroup | None = None
    passive: bool = False
    subjects: list[Unit] = field(default_factory=list)
    opponents: list[Unit] = field(default_factory=list)
    places: list[Unit] = field(default_factory=list)
    pronoun: str = ""
    partial: bool = False
    object_words: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    ok: bool = True
    by_other: bool = False
    told_in: "Frame | None" = None
