"""Who did what where: the frames of a sentence."""

from collections.abc import Sequence

from geo.extraction.frame import Frame
from geo.extraction.noun_frames import NounReader
from geo.extraction.slots import Slots
from geo.extraction.trigger_search import Hit, find_hits
from geo.extraction.units import Unit
from geo.extraction.verb_frames import VerbReader
from geo.lexicon import Lexicon

_ADVANCES = frozenset({"other", "offensive", "captured", "clash", "besieged"})


def read_frames(units: Sequence[Unit], lexicon: Lexicon) -> list[Frame]:
    """The frames of a sentence in order, without those whose object says that they are no event."""
    hits = find_hits(units, lexicon.triggers)
    if not hits:
        return []
    slots = Slots(units, lexicon)
    verbs = frozenset(hit.index for hit in hits if hit.forms)
    verb_reader, noun_reader = VerbReader(slots, verbs), NounReader(slots, verbs)
    found: list[Frame] = []
    for hit in hits:
        reading: Hit | None = hit
        while reading is not None:
            frame = verb_reader.read(reading, found) if reading.forms else noun_reader.read(reading)
            if frame.ok:
                found.append(frame)
                break
            reading = reading.otherwise
    return found


def lend_subjects(frames: Sequence[Frame]) -> None:
    """Give a take-over without an agent the party that acts in another clause of its sentence.

    "The headquarters was captured as SDF forces pushed into the town": the text says who is there.
    """
    for frame in frames:
        if frame.subjects or frame.pronoun or frame.trigger.kind != "captured" or frame.trigger.frame == "falls":
            continue
        foes = {unit.actor for unit in frame.opponents}
        lender = next(
            (
                other
                for other in frames
                if other is not frame
                and other.subjects
                and other.trigger.kind in _ADVANCES
                and not {unit.actor for unit in other.subjects} & foes
            ),
            None,
        )
        if lender is not None:
            frame.subjects = list(lender.subjects)
