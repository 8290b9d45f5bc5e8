"""Frames of nouns: "the fall of Y", "X's capture of Y", "airstrikes on Y", "clashes between X and Z in Y"."""

from geo.extraction.clauses import in_preposition, left_bound, right_bound
from geo.extraction.frame import Frame
from geo.extraction.function_words import DETERMINERS, PREPOSITIONS, QUOTE_MARKS, SUBORDINATORS
from geo.extraction.place_slots import SITES
from geo.extraction.slots import Slots
from geo.extraction.trigger_search import Hit
from geo.extraction.units import CITED, GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_AGAINST = frozenset({"on", "against", "with", "of", "at", "targeting", "from", "and"})
_SUPPORT_REACH = 6
_SUPPORTED = frozenset(
    {"backed", "aided", "supported", "assisted", "helped", "covered", "help", "support", "cover", "aid", "backing"}
)
_HAILING = frozenset(
    {
        "hailed", "announced", "declared", "proclaimed", "celebrated", "claimed", "praised", "completed", "complete",
        "completes", "finished", "achieved", "accomplished", "announce", "announces", "claim", "claims", "led",
    }
)  # fmt: skip
_ADMITTING = frozenset({"admitted", "acknowledged", "conceded"})
_ANNOUNCER_REACH = 9
_GOVERNING = frozenset({"of", "on", "over", "above"})
_OF_A_PLACE = frozenset({"captured", "lost"})
"""Kinds whose nouns can have the place for an owner: "its fall", "its recapture"."""
_BREACHES = ("violat", "breach", "broke", "honor", "honour")
_UNDER_REACH = 3
_GENITIVE = frozenset({"'s", "’s", "'", "’", "s"})


class NounReader:
    """Fills the slots of nouns that tell events; `verbs` are the unit indexes of the verbs that do."""

    def __init__(self, slots: Slots, verbs: frozenset[int]) -> None:
        self._slots = slots
        self._units = slots.units
        self._verbs = verbs

    def read(self, hit: Hit) -> Frame:
        """The frame of a noun."""
        frame = Frame(hit.trigger, hit.index, hit.last)
        frame.start = left_bound(self._units, hit.index, self._slots.say)
        frame.end = right_bound(self._units, hit.last + 1, self._slots.say, frozenset())
        if hit.trigger.of:
            self._read_of(frame)
        elif hit.trigger.frame == "leaves":
            self._read_leaving(frame)
        elif hit.trigger.frame == "expels":
            self._read_expulsion(frame)
        else:
            self._read_act(frame)
        return frame

    def _read_of(self, frame: Frame) -> None:
        """ "capture of Y by X", "Y's fall to X", "the siege of Y"."""
        slots, units = self._slots, self._units
        after = frame.last + 1
        if after < len(units) and units[after].low in QUOTE_MARKS:
            after += 1
        owner = slots.owner(frame.index)
        flag = units[frame.index].low.startswith("flag")
        if after < len(units) and units[after].low in (_GOVERNING | {"at", "in"} if flag else _GOVERNING):
            self._read_object(frame, range(after + 1, frame.end))
        else:
            k = frame.index - 1
            while k >= 0 and units[k].tag == WORD and units[k].low in _GENITIVE:
                k -= 1
            if k >= 0 and _word(units[k]) == "whose":
                k -= 2 if k and units[k - 1].low == "," else 1
            if k >= 0 and units[k].tag in (PLACE, GROUND):
                frame.places = [units[k]]
                owner = []
            elif k >= 0 and k == frame.index - 1 and _word(units[k]) == "its" and frame.trigger.kind in _OF_A_PLACE:
                frame.object_words = ("it",)  # "after its capture"
        subjects = slots.agent(after, frame.end)
        rest = range(after, frame.end)
        if frame.trigger.frame == "falls":
            subjects = subjects or self._receiver(frame)
        elif frame.trigger.frame == "loses":
            frame.opponents.extend(self._receiver(frame))
        elif frame.trigger.frame == "takes":
            frame.opponents.extend(slots.after_word("from", rest))
        frame.subjects = subjects or owner or self._announcer(frame)
        frame.opponents.extend(slots.holders(after, self._units.index(frame.places[0]) if frame.places else after))
        before = _word(units[frame.index - 1]) if frame.index else ""
        if before in {"its", "their"} and frame.places and not frame.subjects and frame.trigger.frame == "takes":
            frame.pronoun = "it" if before == "its" else "they"  # "after its capture of Y"
        frame.ok = bool(frame.places) or frame.object_words == ("it",)

    def _announcer(self, frame: Frame) -> list[Unit]:
        """Who tells of a success as their own, or owns up to a loss: "hailed the liberation", "admitted the loss".

        Where that is nobody known, `frame.by_other` says that somebody is named.
        """
        told = {"takes": _HAILING, "loses": _ADMITTING}.get(frame.trigger.frame, frozenset())
        k = frame.index - 1
        while k >= 0 and _word(self._units[k]) in DETERMINERS | QUOTE_MARKS:
            k -= 1
        if k < 0 or _word(self._units[k]) not in told:
            return []
        for j in range(k - 1, max(-1, k - _ANNOUNCER_REACH), -1):
            unit = self._units[j]
            if unit.actor is not None and unit.tag == PARTY:
                return self._slots.chain(j)
            if unit.actor is not None and unit.tag in (PLACE, NATION, CITED):
                return [unit]
            if unit.tag == WORD and (unit.low in SUBORDINATORS or unit.low in {",", ";"}):
                break
        frame.by_other = True
        return []

    def _receiver(self, frame: Frame) -> list[Unit]:
        """The party of "to X" right after the place: "the fall of Y to X"."""
        at = self._units.index(frame.places[-1]) + 1 if frame.places else frame.last + 1
        if frame.places and at <= frame.index:
            at = frame.last + 1
        for k in range(at, min(at + 3, frame.end)):
            if self._units[k].low == "to" and self._units[k].tag == WORD:
                return self._slots.parties_from(k + 1, frame.end)
        return []

    def _read_object(self, frame: Frame, region: range) -> None:
        units, table = self._units, self._slots.table
        spot = next((k for k in region if units[k].tag in (PLACE, GROUND)), None)
        if spot is None:
            return
        between = units[region.start : spot]
        words = self._slots.lows(region.start, spot)
        frame.object_words = words
        blocked = any(unit.tag == PARTY for unit in between) or any(
            word in PREPOSITIONS - {"of", "in"} for word in words
        )
        thing = any(word in table.things for word in words) and not any(word in table.ground for word in words)
        if not blocked and not thing:
            frame.places = self._slots.list_at(spot, frame.end)

    def _read_leaving(self, frame: Frame) -> None:
        slots = self._slots
        frame.places = slots.place_after(range(frame.last + 1, frame.end), frozenset({"from", "of", "out"}))
        after = frame.last + 1
        of = self._units[after].low in {"of", "by"} if after < len(self._units) else False
        frame.subjects = (
            slots.owner(frame.index)
            or (slots.parties_from(after + 1, min(len(self._units), after + 7)) if of else [])
            or slots.first_party(frame.start, frame.index)
        )
        frame.ok = bool(frame.places)

    def _read_expulsion(self, frame: Frame) -> None:
        """ "X's expulsion of Z from Y", "the eviction of Z from Y by X", "Z's ouster from Y"."""
        slots, after = self._slots, frame.last + 1
        owner = slots.owner(frame.index)
        of = after < len(self._units) and self._units[after].low == "of"
        frame.opponents = slots.parties_from(after + 1, frame.end) if of else owner
        frame.subjects = slots.agent(after, frame.end) or (owner if of else [])
        frame.places = slots.place_after(range(after, frame.end), frozenset({"from"}))
        frame.ok = bool(frame.places and frame.opponents)

    def _read_act(self, frame: Frame) -> None:
        slots = self._slots
        frame.subjects = (
            slots.owner(frame.index)
            or slots.agent(frame.last + 1, frame.end)
            or slots.first_party(frame.start, frame.index)
        )
        if "under" in slots.lows(max(frame.start, frame.index - _UNDER_REACH), frame.index):
            # "drove out the rebels under heavy bombardment": who suffers it, not who fires
            frame.opponents.extend(unit for unit in frame.subjects if unit not in slots.owner(frame.index))
            frame.subjects = slots.owner(frame.index)
        between = self._between(frame)
        if between:
            frame.subjects = between[:1]
            frame.opponents = between[1:]
        for k in range(frame.last + 1, frame.end):
            unit = self._units[k]
            if unit in between:
                continue
            if unit.tag == HOLDER or (unit.tag == PARTY and in_preposition(self._units, k) in _AGAINST):
                frame.opponents.append(unit)
        frame.places = self._act_places(frame)
        if frame.trigger.kind == "evacuation":
            frame.subjects = self._evacuated(frame)
        frame.ok = not self._is_support(frame.index) and not (
            frame.trigger.kind == "ceasefire" and self._is_breach(frame)
        )

    def _evacuated(self, frame: Frame) -> list[Unit]:
        """The forces that are evacuated: "the evacuation of rebel fighters from Y"."""
        after = frame.last + 1
        if after >= len(self._units) or self._units[after].low != "of":
            return []
        return self._slots.parties_from(after + 1, min(frame.end, after + 7))

    def _is_breach(self, frame: Frame) -> bool:
        """Whether the noun only says what was not kept: "ceasefire violations", "broke the truce"."""
        lead = self._slots.lows(max(frame.start, frame.index - 4), frame.index)
        after = self._slots.lows(frame.last + 1, frame.last + 2)
        return any(word.startswith(_BREACHES) for word in (*lead, *after))

    def _is_support(self, index: int) -> bool:
        """Whether the noun only says who helps: "troops backed by air strikes", "with the help of shelling"."""
        for k in range(max(0, index - _SUPPORT_REACH), index):
            word = self._units[k].low
            if word in _SUPPORTED and self._units[k + 1].low in {"by", "of", "from", "with"}:
                return True
        return False

    def _between(self, frame: Frame) -> list[Unit]:
        """The two sides of "clashes between X and Z"; none where only one is named ("between rival militias")."""
        for k in range(frame.last + 1, min(frame.end, frame.last + 8)):
            if self._units[k].low == "between" and self._units[k].tag == WORD:
                found = self._slots.parties_from(k + 1, frame.end)
                if len(found) == 1:
                    frame.opponents.clear()
                return found[:2] if len(found) > 1 else []
        return []

    def _act_places(self, frame: Frame) -> list[Unit]:
        """Where an act took place: after the noun, before it ("the Aleppo offensive"), or elsewhere in its clause."""
        slots, units = self._slots, self._units
        near = right_bound(units, frame.last + 1, slots.say, self._verbs)
        found = slots.place_after(range(frame.last + 1, near), SITES)
        if found:
            return found
        k = frame.index - 1
        while k >= frame.start and units[k].low in _GENITIVE | {"military", "ground", "major"} and units[k].tag == WORD:
            k -= 1
        if k >= frame.start and units[k].tag == PLACE:
            return [units[k]]
        found = slots.place_after(range(near, frame.end), SITES | {""})
        if found:
            return found
        before = [j for j in range(frame.start, frame.index) if units[j].tag in (PLACE, GROUND)]
        return slots.list_at(before[0], frame.index) if before else []


def _word(unit: Unit) -> str:
    return unit.low if unit.tag == WORD else ""
