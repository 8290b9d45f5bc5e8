"""Who did what where: the frames of a sentence."""

from collections.abc import Sequence
from itertools import pairwise

from geo.extraction.clauses import in_preposition
from geo.extraction.frame import Frame
from geo.extraction.function_words import STOPS, SUBORDINATORS
from geo.extraction.noun_frames import NounReader
from geo.extraction.peace import is_peaceful
from geo.extraction.slots import Slots
from geo.extraction.trigger_search import Hit, find_hits
from geo.extraction.units import WORD, Unit
from geo.extraction.verb_frames import VerbReader
from geo.lexicon import Lexicon

_ADVANCES = frozenset({"other", "offensive", "captured", "clash", "besieged"})
_ATTACKS = frozenset({"offensive", "clash"})
_GAINS = frozenset({"captured", "besieged", "siege_lifted"})
_CHANGES = frozenset({"captured", "lost", "withdrew"})
_CLAIMS = _CHANGES | {"holds"}
_AGAIN = ("re", "liberat", "free")
_AREAS = frozenset({"province", "region", "country"})


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
            if reading.trigger.kind in _CHANGES and (not frame.places or _announces(frame, units)):
                _read_list_behind(frame, slots)
            if frame.ok and not is_peaceful(frame, units, lexicon.triggers.peace):
                found.append(frame)
                break
            reading = reading.otherwise
    for before, frame in pairwise(found):
        _lend_place(before, frame)
    found = [frame for frame in found if not _is_repelled(frame, found)]
    for frame in found:
        if frame.places and frame.trigger.kind in _CHANGES:
            later = slots.listed_later(frame.last + 1, frame.end) or slots.listed_past(frame.last + 1, frame.end)
            frame.places += [place for place in later if place not in frame.places]
        if frame.places and frame.trigger.kind in _CLAIMS:
            frame.places += slots.likewise(frame.end)
    _aim_attacks(found, units)
    return found


def _announces(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether the list behind it is what a clause tells of: "since the war began the following have been freed: A"."""
    return frame.passive and any(unit.low == "following" for unit in units[frame.start : frame.index])


def _read_list_behind(frame: Frame, slots: Slots) -> None:
    """Fill the places of `frame` from the list that its clause announces, which makes it an event."""
    start = max(0, frame.start - 1) if frame.passive else frame.start
    found = slots.listed_behind(start, frame.last, frame.end)
    if found:
        frame.places, frame.ok, frame.partial = found, True, False


def _lend_place(before: Frame, frame: Frame) -> None:
    """Put "being overrun" where the clause before lies: "A was retaken on Monday, a week after being overrun"."""
    being = frame.passive and frame.group is not None and frame.group.words[-1:] == ("being",)
    if being and not frame.places and before.passive and frame.trigger.kind in _CHANGES:
        frame.places = list(before.places)


def _is_repelled(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether a noun's frame is the attack that a verb's frame says was repelled: one event, told by the verb."""
    if frame.group is not None or frame.trigger.kind not in _ATTACKS:
        return False
    return any(
        other.trigger.frame == "repels" and not other.passive and other.group is not None
        and other.last < frame.index < other.end
        for other in frames
    )  # fmt: skip


def _aim_attacks(frames: Sequence[Frame], units: Sequence[Unit]) -> None:
    """Put an attack that is to take a place there, and what it is to bring on the attack's day.

    "Launched an offensive on Monday in Homs province to take Palmyra and captured it on Friday": the offensive is
    at Palmyra, and the taking that it aims at is told of Monday.
    """
    for attack, aim in pairwise(frames):
        aimed = aim.group is not None and aim.group.to and aim.trigger.kind in _GAINS and bool(aim.places)
        if not aimed or attack.trigger.kind not in _ATTACKS or aim.group is None:
            continue
        between = units[attack.last + 1 : aim.group.start]
        if any(u.tag == WORD and (u.low in STOPS or u.low in SUBORDINATORS) for u in between):
            continue
        aim.told_in = attack
        own = [place for place in attack.places if place not in aim.places]
        if all(_is_area(place) or in_preposition(units, units.index(place)) in {"from", "of"} for place in own):
            attack.places = list(aim.places)


def lend_subjects(frames: Sequence[Frame]) -> None:
    """Give a take-over without an agent the party that acts in another clause of its sentence.

    "The headquarters was captured as SDF forces pushed into the town": the text says who is there.
    """
    for frame in frames:
        changes = frame.trigger.first == "change"
        if frame.subjects or frame.pronoun or frame.trigger.kind != "captured":
            continue
        if frame.trigger.frame == "falls" and not changes:
            continue
        foes = {unit.actor for unit in frame.opponents}
        lost = [other for other in frames if _is_taken_from(other, frame)]
        if lost:  # "captured by ISIS in 2014 and retaken last year": not by ISIS
            foes |= {unit.actor for other in lost for unit in other.subjects}
            frame.opponents = frame.opponents or list(lost[-1].subjects)
        lender = next(
            (
                other
                for other in frames
                if other is not frame
                and other.subjects
                and (other.trigger.kind in _ADVANCES or (changes and other.trigger.kind == "holds"))
                and not {unit.actor for unit in other.subjects} & foes
            ),
            None,
        )
        if lender is not None:
            frame.subjects = list(lender.subjects)


def _is_taken_from(other: Frame, frame: Frame) -> bool:
    """Whether who took the place in another clause is whom `frame` says it was taken back from."""
    again = frame.trigger.first.startswith(_AGAIN) and other.trigger.kind == "captured"
    return again and other is not frame and bool(other.subjects) and any(unit in other.places for unit in frame.places)


def _is_area(unit: Unit) -> bool:
    return all(mention.place is not None and mention.place.kind in _AREAS for mention in unit.places)
