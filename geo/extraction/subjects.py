"""Who does what a verb tells: the subject of finite verbs, infinitives and participles."""

from collections.abc import Sequence

from geo.extraction.clauses import VerbGroup, in_preposition, left_bound, right_bound, skip_left, verb_group
from geo.extraction.frame import Frame
from geo.extraction.function_words import PRONOUNS
from geo.extraction.slots import Slots
from geo.extraction.units import CITED, GROUND, PARTY, PLACE, WORD, Unit

RELATIVE_SUBJECTS = frozenset({"who", "which", "that"})
JOINING = frozenset({"and", "or", "but", "then"})
_ANTECEDENT_REACH = 8
_INFINITIVE_REACH = 14
_CONTROL_REACH = 8
_CLAIMING = frozenset({"declare", "claim", "announce", "proclaim"})
_ALLIES = frozenset({"and", "its", "their", "allies", "allied", "partners", "affiliates"})
_GROUPS = frozenset({"group", "movement", "militia", "organisation", "organization", "outfit", "faction", "franchise"})
_CONTROLLING = frozenset(
    {"forced", "forcing", "forces", "compelled", "obliged", "ordered", "urged", "asked", "told", "allowed"}
)


class SubjectReader:
    """Finds the subject of a verb that is not passive; all positions are unit indexes."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._units = slots.units

    def read(self, frame: Frame, group: VerbGroup, before: Sequence[Frame]) -> None:
        """Fill `frame.subjects`, or `frame.pronoun` where the subject is one.

        A clause that "which" opens after a place fills `frame.places`. `before` are the frames left of this one.
        """
        k = skip_left(self._units, group.start)
        if not (k >= 0 and self._read_near(frame, group, k, before)):
            self._read_far(frame, group, k, before)

    def _read_near(self, frame: Frame, group: VerbGroup, k: int, before: Sequence[Frame]) -> bool:
        """Whether the unit right before the verb group, at `k`, settles the subject."""
        unit = self._units[k]
        if unit.tag == PARTY:
            moved = group.to and frame.trigger.frame == "leaves"  # "forced the rebels to withdraw"
            if not moved and in_preposition(self._units, k):
                return False
            frame.subjects = [unit] if moved else self._slots.chain(k)
        elif unit.tag == PLACE and unit.actor is not None and not frame.trigger.frame.startswith(("falls", "flight")):
            if in_preposition(self._units, k):
                return False
            frame.subjects = [unit]  # "Ukraine has recaptured"
        elif unit.tag == CITED and unit.actor is not None and frame.trigger.first in _CLAIMING:
            frame.subjects = [unit]  # "the army declared full control of X"
        elif unit.tag == WORD and unit.low in RELATIVE_SUBJECTS:
            self.read_antecedent(frame, k)
        elif unit.tag == WORD and unit.low in PRONOUNS:
            frame.pronoun = unit.low
        elif unit.tag == WORD and unit.low in JOINING:
            return self._shares_subject(frame, before) or self._shares_infinitive(frame, k)
        return bool(frame.subjects or frame.places or frame.pronoun)

    def _read_far(self, frame: Frame, group: VerbGroup, k: int, before: Sequence[Frame]) -> None:
        participle = "having" in group.words or (not group.be and self._units[frame.index].low.endswith("ing"))
        if group.to and self._is_controlled(group.start):
            return
        found = self._absolute(frame.start, group.start) if participle else []
        if not found and group.to and k > 0:
            found = self._governor_subject(k)
        if found:
            frame.subjects = found
        else:
            self._search(frame, group, before, loose=group.to or participle)

    def _shares_subject(self, frame: Frame, before: Sequence[Frame]) -> bool:
        """Whether the verb is joined to the one before: "attacked the town and captured it"."""
        last = before[-1] if before else None
        if last is None or last.group is None or last.passive or not (last.subjects or last.pronoun):
            return False
        frame.subjects, frame.pronoun = list(last.subjects), last.pronoun
        return True

    def _shares_infinitive(self, frame: Frame, k: int) -> bool:
        """Whether the verb is the second of "helping the regime to hold its ground and regain territory"."""
        if self._units[frame.index].low != frame.trigger.first:
            return False
        for j in range(k - 1, max(0, k - _INFINITIVE_REACH), -1):
            if self._units[j].low == "to" and self._units[j].tag == WORD:
                if self._units[j - 1].tag == PARTY and not in_preposition(self._units, j - 1):
                    frame.subjects = self._slots.chain(j - 1)
                return bool(frame.subjects)
        return False

    def _governor_subject(self, k: int) -> list[Unit]:
        """The party right before the verb at `k` that governs "to <verb>": "Syrian forces managed to"."""
        j = skip_left(self._units, verb_group(self._units, k).start)
        if j >= 0 and self._units[j].tag == PARTY and not in_preposition(self._units, j):
            return self._slots.chain(j)
        while j >= 0 and self._units[j].tag == CITED:
            if self._units[j].actor is not None and not in_preposition(self._units, j):
                return [self._units[j]]  # "the army claimed to have captured"
            j -= 1
        return []

    def _is_controlled(self, start: int) -> bool:
        """Whether somebody who is no party is made to act: "which forced the president to flee"."""
        for k in range(start - 1, max(-1, start - _CONTROL_REACH), -1):
            if self._units[k].tag == PARTY:
                return False
            if self._units[k].low in _CONTROLLING:
                return k < start - 1
        return False

    def _absolute(self, low: int, high: int) -> list[Unit]:
        """The subject of "with Iraqi forces having retaken the city", "helped the army in liberating the town"."""
        for k in range(low, high):
            unit = self._units[k]
            if unit.tag != PARTY:
                continue
            if in_preposition(self._units, k) == "with" and self._units[k - 1].low in {"with", "the"}:
                return [unit]
            if in_preposition(self._units, k) == "in" and self._is_joined_to(k, high):
                return self._slots.chain(k)  # "resulted in the army and its allies taking X"
            if k + 2 == high and self._units[k + 1].low in {"in", "from"} and not in_preposition(self._units, k):
                return [unit]
        return []

    def _is_joined_to(self, k: int, verb: int) -> bool:
        """Whether the party at `k`, with its allies, stands right before the verb."""
        between = self._slots.lows(k + 1, verb)
        return len(between) == verb - k - 1 and all(word in _ALLIES for word in between)

    def _search(self, frame: Frame, group: VerbGroup, before: Sequence[Frame], *, loose: bool) -> None:
        """The first party of the clause; for infinitives and participles also of the clauses around it."""
        slots = self._slots
        low = frame.start
        found = slots.first_party(low, group.start)
        while not found and loose and low > 0:
            high = low - 1
            low = left_bound(self._units, high, slots.say)
            found = slots.first_party(low, high)
        if not found and loose:
            found = self.after_comma(frame)
        if not found and loose:
            end = right_bound(self._units, min(frame.end + 1, len(self._units)), slots.say, frozenset())
            found = slots.first_party(frame.end, end)
        opener = frame.start - 1
        if not found and not loose and opener > 0 and self._units[opener].low in RELATIVE_SUBJECTS:
            places = frame.places
            self.read_antecedent(frame, opener)
            found, frame.places = frame.subjects, places
        frame.subjects = found
        if not found and before and self._units[low - 1].low in {"and", "but"} and self._shares_subject(frame, before):
            return
        if not found:
            frame.pronoun = next((word for word in slots.lows(low, group.start) if word in PRONOUNS), "")
            if not frame.pronoun and self._is_group(skip_left(self._units, group.start)):
                frame.pronoun = "group"

    def _is_group(self, k: int) -> bool:
        """Whether "the group", "the rebel movement" ends at `k`: a party named before."""
        if k < 1 or self._units[k].low not in _GROUPS or self._units[k].tag != WORD:
            return False
        return any(unit.low in {"the", "this"} for unit in self._units[max(0, k - 2) : k])

    def after_comma(self, frame: Frame) -> list[Unit]:
        """The subject that follows an opening participle: "After capturing the town, ISIS shelled .."."""
        for k in range(frame.last + 1, frame.end):
            if self._units[k].low == "," and self._units[k].tag == WORD:
                return self._slots.first_party(k + 1, frame.end)
        return []

    def read_antecedent(self, frame: Frame, relative: int) -> bool:
        """Fill the subject of a clause that "which" opens, a party or a place before it; whether it is a party."""
        k = relative - 1
        while k >= 0 and self._units[k].low in {",", "and", ")"}:
            k -= 1
        for j in range(k, max(-1, k - _ANTECEDENT_REACH), -1):
            unit = self._units[j]
            if unit.tag == PARTY:
                frame.subjects = self._slots.chain(j)
                return True
            if unit.tag in (PLACE, GROUND) and j == k and self._units[relative].low != "who":
                frame.places = [unit]
                return False
        return False
