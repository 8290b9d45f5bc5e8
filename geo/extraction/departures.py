"""Who leaves a place: withdrawals and flights of active clauses, told from what a place is left in."""

from collections.abc import Callable

from geo.extraction.clauses import VerbGroup
from geo.extraction.frame import Frame
from geo.extraction.function_words import PREPOSITIONS
from geo.extraction.slots import Slots
from geo.extraction.units import NATION, PLACE, WORD, Unit

TRANSITIVE = frozenset({"leave", "flee", "abandon", "vacate", "quit", "evacuate", "desert", "exit"})
DESERTED = frozenset({"abandon", "vacate", "evacuate", "quit", "desert"})
"""Verbs of leaving whose passive has the place for its subject: "was abandoned by the army"."""
_LEAVING = frozenset({"", "from", "of", "out", "in", "around", "near"})
MOVES = frozenset({"withdraw", "retreat", "pull"})
_BEFORE_LEAVING = frozenset(
    {"after", "before", "by", "from", "of", "for", "while", "when", "on", "started", "began", "and"}
)
_WHITHER = frozenset({"to", "into", "toward", "towards", "onto", "behind", "across"})
_STATES = frozenset(
    {
        "besieged", "devastated", "destroyed", "exposed", "vulnerable", "encircled", "surrounded", "isolated",
        "trapped", "without", "empty", "deserted", "divided", "split", "open", "defenceless", "defenseless",
        "dependent",
    }
)  # fmt: skip
"""What stands behind a place that is left in some state, by whoever stays."""
_STATES_IN = frozenset(
    {
        ("in", "ruins"), ("in", "rubble"), ("in", "tatters"), ("in", "flames"), ("in", "limbo"), ("cut", "off"),
        ("in", "chaos"), ("under", "siege"), ("as", "the"), ("with", "no"), ("with", "only"), ("in", "control"),
    }
)  # fmt: skip


class DepartureReader:
    """Fills the slots right of verbs of leaving; all positions are unit indexes.

    `fronted_object` gives the place before the subject: "Palmyra, which they left".
    """

    def __init__(self, slots: Slots, fronted_object: Callable[[VerbGroup], list[Unit]]) -> None:
        self._slots = slots
        self._units = slots.units
        self._table = slots.table
        self._fronted_object = fronted_object

    def read(self, frame: Frame, region: range) -> None:
        """Fill the places of `frame`, an active verb of leaving or flight, and whom they are left to."""
        slots = self._slots
        if not frame.places:
            bare = frame.trigger.first in TRANSITIVE and len(frame.trigger.rest) == 0
            frame.places = slots.first_place(region, frozenset({"", "of"}) if bare else _LEAVING)
            if bare and frame.places:
                at = self._units.index(frame.places[0])
                between = slots.lows(region.start, at)
                if any(word in PREPOSITIONS - {"of"} or word in self._table.things for word in between):
                    frame.places = []
        ground = frozenset(slots.lows(region.start, slots.noun_phrase_end(region))) & self._table.ground
        if not frame.places and frame.trigger.first in TRANSITIVE and not frame.trigger.rest and ground:
            frame.places = slots.first_place(region, frozenset({"in", "at", "near", "around", "outside"}))
            frame.partial = bool(frame.places)  # "abandoned its headquarters in X"
        pointed = region.start < region.stop and self._units[region.start].low == "it"
        if pointed and frame.trigger.first in TRANSITIVE and not frame.trigger.rest:
            frame.object_words = ("it",)  # "seized the town and abandoned it"
        for k in region:
            if self._units[k].low == "to" and k + 1 < region.stop:
                to = slots.parties_from(k + 1, min(k + 4, region.stop))
                frame.opponents.extend(unit for unit in to if unit.tag != PLACE)
        adjective = (
            frame.trigger.first == "desert" and bool(region) and self._units[region.start].low in self._table.ground
        )
        if self._is_result(frame) or self._is_elsewhere(frame, region) or adjective:
            frame.ok = False
        elif frame.trigger.frame == "flight":
            frame.ok = bool(frame.places) and self.is_flight(frame)
        elif frame.trigger.kind == "withdrew":
            moves = frame.trigger.first in MOVES and frame.subjects
            if not frame.places and frame.group is not None and frame.trigger.first in TRANSITIVE:
                frame.places = self._fronted_object(frame.group)
            fleeing = frame.trigger.first == "flee" and self._units[frame.index].low == "fleeing"
            people = frame.pronoun and any(word in self._table.people for word in slots.lows(0, frame.index))
            people = people or (any(unit.people for unit in frame.subjects) and frame.trigger.first not in MOVES)
            acts = bool(frame.subjects or frame.pronoun) and not people
            pointed = frame.object_words == ("it",)
            frame.ok = bool(frame.places or moves or pointed) and acts and not fleeing

    def _is_result(self, frame: Frame) -> bool:
        """Whether "leave" tells in what state a place is left: "leaving the area cut off", "left the town in ruins"."""
        if frame.trigger.first != "leave" or frame.trigger.rest:
            return False
        index = frame.index
        group = frame.group
        if self._units[index].low == "leaving" and group is not None and not group.be:
            before = self._units[index - 1] if index else None
            if before is not None and before.tag == WORD and before.low not in _BEFORE_LEAVING:
                return True
        last = self._units.index(frame.places[-1]) if frame.places else index + 1
        state = self._slots.lows(last + 1, min(last + 3, len(self._units)))
        return bool(state) and (state[0] in _STATES or state in _STATES_IN)

    def _is_elsewhere(self, frame: Frame, region: range) -> bool:
        """Whether a retreat says only whither: "retreated to the hills"."""
        if frame.trigger.first not in MOVES or frame.places or frame.trigger.rest:
            return False
        words = self._slots.lows(region.start, region.stop)
        return bool(words) and words[0] in _WHITHER and "outside" not in words  # "to the airport outside the town"

    def is_flight(self, frame: Frame) -> bool:
        """Whether people leave, not forces: "residents fled the town", "civilians were evacuated from it"."""
        frame.subjects = []
        lead = self._slots.lows(max(0, frame.index - 16), frame.index)
        after = self._slots.lows(frame.last + 1, frame.end)
        people = any(word in self._table.people for word in (*lead, *after[:6]))
        return people or any(unit.tag == NATION for unit in self._units[frame.start : frame.index])
