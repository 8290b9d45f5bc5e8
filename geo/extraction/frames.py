"""Who did what where: the frames of a sentence."""

from collections.abc import Sequence

from geo.extraction.frame import Frame
from geo.extraction.noun_frames import NounReader
from geo.extraction.slots import Slots
from geo.extraction.trigger_search import find_hits
from geo.extraction.units import Unit
from geo.extraction.verb_frames import VerbReader
from geo.lexicon import Lexicon


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
        frame = verb_reader.read(hit, found) if hit.forms else noun_reader.read(hit)
        if frame.ok:
            found.append(frame)
    return found
