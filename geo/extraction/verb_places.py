"""Where a verb happened, whatever the verb: the place that its clause, or the sentence around it, names for it."""

from collections.abc import Sequence

from geo.extraction.clauses import in_preposition, left_bound, right_bound, verb_group
from geo.extraction.function_words import STOPS
from geo.extraction.place_slots import SITES
from geo.extraction.slots import Slots
from geo.extraction.units import GROUND, PLACE, WORD, Unit

_SOURCES = frozenset({"from", "of", "to"})
_NO_VERBS: frozenset[int] = frozenset()


def places_of_verb(slots: Slots, index: int) -> list[Unit]:
    """The places of the verb at unit `index`, nearest evidence first; [] where the sentence names none for it.

    In this order: an object or site after the verb in its clause, the subject of a passive, a site that opens the
    clause ("In Kyiv, ..."), a site later in the sentence, one earlier. A verb of saying happens nowhere.
    """
    units = slots.units
    if units[index].low in slots.say:
        return []
    group = verb_group(units, index)
    start = left_bound(units, group.start, slots.say)
    end = right_bound(units, index + 1, slots.say, _NO_VERBS)
    for found in (
        slots.place_after(range(index + 1, end), SITES | {""}),
        slots.subject_places(start, group.start) if group.be else [],
        _fronted(slots, start, group.start),
        _fronted(slots, 0, start),
        slots.place_after(range(end, _sentence_end(units, end)), SITES | {""}),
        _last_before(units, group.start),
    ):
        if found:
            return found
    return []


def _fronted(slots: Slots, start: int, stop: int) -> list[Unit]:
    """The site that a clause opens with: "In Kyiv, about 50 people ..."."""
    for k in range(start, stop):
        if slots.units[k].tag in (PLACE, GROUND) and in_preposition(slots.units, k) in SITES - _SOURCES:
            return slots.list_at(k, stop)
    return []


def _sentence_end(units: Sequence[Unit], start: int) -> int:
    for k in range(start, len(units)):
        if units[k].tag == WORD and units[k].low in STOPS:
            return k
    return len(units)


def _last_before(units: Sequence[Unit], stop: int) -> list[Unit]:
    for k in range(stop - 1, -1, -1):
        if units[k].tag in (PLACE, GROUND):
            return [units[k]]
    return []
