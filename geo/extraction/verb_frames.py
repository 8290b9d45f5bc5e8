"""Frames of verbs: active, passive and infinitive clauses, with their subjects, objects and places."""

from collections.abc import Sequence

from geo.extraction.clauses import VerbGroup, in_preposition, left_bound, right_bound, skip_left, verb_group
from geo.extraction.frame import Frame
from geo.extraction.function_words import PRONOUNS, STOPS
from geo.extraction.slots import SITES, Slots
from geo.extraction.trigger_search import Hit
from geo.extraction.units import GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_RELATIVE = frozenset({"who", "which", "that"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_JOINING = frozenset({"and", "or", "but", "then"})
_PARTS = frozenset(
    {
        "of", "in", "near", "around", "at", "on", "outside", "inside", "between", "along", "to", "leading", "over",
        "across", "within",
    }
)  # fmt: skip
_BEATING = frozenset({"repel", "repulse", "fend", "beat", "push", "drive", "fight", "force"})
_MOVES = frozenset({"withdraw", "retreat", "pull"})
_ANTECEDENT_REACH = 8
_FRONTED_REACH = 12


class VerbReader:
    """Fills the slots of verbs that tell events; `verbs` are the unit indexes of all of them."""

    def __init__(self, slots: Slots, verbs: frozenset[int]) -> None:
        self._slots = slots
        self._units = slots.units
        self._table = slots.table
        self._verbs = verbs

    def read(self, hit: Hit, before: Sequence[Frame]) -> Frame:
        """The frame of a verb; `before` are the frames left of it, whose subject it may share."""
        group = verb_group(self._units, hit.index)
        frame = Frame(hit.trigger, hit.index, hit.last, group)
        frame.passive = self._is_passive(hit, group)
        frame.start = left_bound(self._units, group.start, self._slots.say)
        frame.end = self._end(hit)
        if frame.passive:
            frame.subjects = self._slots.agent(hit.last + 1, frame.end)
            self._read_passive(frame, group)
        else:
            self._read_subject(frame, group, before)
            self._read_active(frame, hit)
            if not frame.places and frame.trigger.frame in ("takes", "loses"):
                frame.places = self._fronted_object(group)
        return frame

    def _end(self, hit: Hit) -> int:
        return right_bound(self._units, hit.last + 1, self._slots.say, self._verbs - {hit.index})

    # voice

    def _is_passive(self, hit: Hit, group: VerbGroup) -> bool:
        frame = hit.trigger.frame
        if "participle" not in hit.forms or frame in ("falls", "happens"):
            return False
        if group.be or frame == "flight":
            return group.be
        if group.have or (hit.trigger.rest and hit.trigger.rest[0][0][0] == "*"):
            return False
        following = self._units[hit.last + 1] if hit.last + 1 < len(self._units) else None
        if following is not None and following.low == "by":
            return True
        return "past" not in hit.forms or self._lacks_object(hit)

    def _lacks_object(self, hit: Hit) -> bool:
        """Whether a past form has its object before it and nothing after: "the town, captured last week"."""
        if hit.trigger.frame not in ("takes", "hits") or hit.index == 0:
            return False
        before = self._units[max(0, skip_left(self._units, hit.index))]
        if before.tag not in (PLACE, GROUND) and before.low not in self._table.ground:
            return False
        return not any(
            unit.tag in (PLACE, GROUND, PARTY, HOLDER) or unit.low in self._table.ground
            for unit in self._units[hit.last + 1 : self._end(hit)]
        )

    # subject

    def _read_subject(self, frame: Frame, group: VerbGroup, before: Sequence[Frame]) -> None:
        units, slots = self._units, self._slots
        k = skip_left(units, group.start)
        unit = units[k] if k >= 0 else None
        word = unit.low if unit is not None and unit.tag == WORD else ""
        if word in _RELATIVE:
            self._read_antecedent(frame, k)
            if frame.subjects or frame.places:
                return
        if unit is not None and unit.tag == PARTY and not in_preposition(units, k):
            frame.subjects = slots.chain(k)
            return
        if word in PRONOUNS:
            frame.pronoun = word
            return
        if group.to and frame.trigger.frame == "leaves" and unit is not None and unit.tag == PARTY:
            frame.subjects = [unit]
            return
        if word in _JOINING and self._shares_subject(frame, before):
            return
        participle = "having" in group.words or (not group.be and units[frame.index].low.endswith("ing"))
        if participle and (absolute := self._absolute(frame.start, group.start)):
            frame.subjects = absolute
            return
        if group.to and k > 0 and (governed := self._governor_subject(k)):
            frame.subjects = governed
            return
        loose = group.to or participle
        self._search_subject(frame, group, loose=loose)

    def _shares_subject(self, frame: Frame, before: Sequence[Frame]) -> bool:
        last = before[-1] if before else None
        if last is None or last.group is None or last.passive or not (last.subjects or last.pronoun):
            return False
        frame.subjects, frame.pronoun = list(last.subjects), last.pronoun
        return True

    def _governor_subject(self, k: int) -> list[Unit]:
        """The party right before the verb at `k` that governs "to <verb>": "Syrian forces managed to"."""
        j = skip_left(self._units, verb_group(self._units, k).start)
        if j >= 0 and self._units[j].tag == PARTY and not in_preposition(self._units, j):
            return self._slots.chain(j)
        return []

    def _absolute(self, low: int, high: int) -> list[Unit]:
        """The subject of "with Iraqi forces having retaken the city", "helped the army in liberating the town"."""
        for k in range(low, high):
            unit = self._units[k]
            if unit.tag != PARTY:
                continue
            if in_preposition(self._units, k) == "with" and self._units[k - 1].low in {"with", "the"}:
                return [unit]
            if k + 2 == high and self._units[k + 1].low in {"in", "from"} and not in_preposition(self._units, k):
                return [unit]
        return []

    def _search_subject(self, frame: Frame, group: VerbGroup, *, loose: bool) -> None:
        """The first party of the clause; for infinitives and participles also of the clauses around it."""
        slots = self._slots
        low = frame.start
        found = slots.first_party(low, group.start)
        while not found and loose and low > 0:
            high = low - 1
            low = left_bound(self._units, high, slots.say)
            found = slots.first_party(low, high)
        if not found and loose:
            end = right_bound(self._units, min(frame.end + 1, len(self._units)), slots.say, frozenset())
            found = slots.first_party(frame.end, end)
        frame.subjects = found
        if not found:
            frame.pronoun = next((word for word in slots.lows(low, group.start) if word in PRONOUNS), "")

    def _read_antecedent(self, frame: Frame, relative: int) -> None:
        """The subject of a clause that "which" or "who" opens: the noun phrase before it."""
        k = relative - 1
        while k >= 0 and self._units[k].low in {",", "and", ")"}:
            k -= 1
        for j in range(k, max(-1, k - _ANTECEDENT_REACH), -1):
            unit = self._units[j]
            if unit.tag == PARTY:
                frame.subjects = self._slots.chain(j)
                return
            if unit.tag in (PLACE, GROUND) and j == k and self._units[relative].low != "who":
                frame.places = [unit]
                return

    # objects of active verbs

    def _read_active(self, frame: Frame, hit: Hit) -> None:
        if hit.inner is not None:
            self._read_inner(frame, hit.inner)
        region = range(hit.last + 1, frame.end)
        match frame.trigger.frame:
            case "takes" | "clears" | "loses":
                self._read_taken(frame, region)
            case "falls":
                self._read_fallen(frame, region)
            case "expels":
                self._read_expelled(frame, region)
            case "leaves" | "flight":
                self._read_left(frame, region)
            case "repels":
                self._read_repelled(frame, region)
            case _:
                self._read_hit(frame, region)

    def _read_inner(self, frame: Frame, inner: tuple[int, int]) -> None:
        """What stands inside the phrase: "drove ISIS out of", "brought the town under control", "into rebel hands"."""
        inside = self._units[inner[0] : inner[1]]
        parties = [unit for unit in inside if unit.tag == PARTY]
        frame.places.extend(unit for unit in inside if unit.tag in (PLACE, GROUND))
        frame.object_words = tuple(unit.low for unit in inside if unit.tag == WORD)
        if frame.trigger.frame in ("expels", "clears", "repels"):
            frame.opponents.extend(parties)
        elif frame.trigger.frame == "falls":
            frame.subjects.extend(parties)

    def _read_taken(self, frame: Frame, region: range) -> None:
        slots = self._slots
        end = slots.noun_phrase_end(region)
        words = slots.lows(region.start, end)
        frame.object_words = frame.object_words or words
        self._read_former_holder(frame, region)
        direct = next((k for k in range(region.start, end) if self._units[k].tag in (PLACE, GROUND)), None)
        if direct is not None:
            frame.places.extend(slots.list_at(direct, region.stop))
            self._judge_owned(frame, direct, end)
            return
        if words[:1] == ("it",):
            frame.object_words = ("it",)
            return
        self._judge_object(frame, words, any(unit.tag == PARTY for unit in self._units[region.start : end]))
        if frame.ok and not frame.places:
            frame.places = slots.place_after(range(end, region.stop), _PARTS)
        if frame.ok:
            frame.opponents.extend(unit for unit in self._units[region.start : end] if unit.tag == PARTY)

    def _judge_owned(self, frame: Frame, place: int, end: int) -> None:
        """ "Aleppo's airport" is a part of the place, "Aleppo's fighters" are no ground."""
        if place + 1 < end and self._units[place + 1].low in _GENITIVE:
            frame.partial = True
        rest = frozenset(self._slots.lows(place + 1, end))
        if rest & self._table.things and not rest & self._table.ground and frame.trigger.ground:
            frame.ok = False

    def _judge_object(self, frame: Frame, words: Sequence[str], party: bool) -> None:  # noqa: FBT001
        """Whether the object is ground that can be held; prisoners and weapons are not."""
        ground = any(word in self._table.ground for word in words)
        things = any(word in self._table.things for word in words)
        if frame.trigger.ground and not ground:
            group = frame.group
            fronted = group is not None and bool(self._fronted_object(group))
            frame.ok = fronted or (bool(frame.places) and not (things or party))
        frame.partial = frame.trigger.kind == "captured" and ground

    def _read_former_holder(self, frame: Frame, region: range) -> None:
        slots = self._slots
        rest = frame.trigger.rest[-1][0][0] if frame.trigger.rest else ""
        if frame.trigger.frame == "clears" and rest in {"of", "from"}:
            frame.opponents.extend(slots.parties_from(region.start, region.stop))
        else:
            frame.opponents.extend(slots.after_word("to" if frame.trigger.frame == "loses" else "from", region))
        frame.opponents.extend(slots.holders(region.start, region.stop))

    def _fronted_object(self, group: VerbGroup) -> list[Unit]:
        """The place before the subject where the object slot is empty: "Palmyra, which they captured in May"."""
        for k in range(group.start - 1, max(-1, group.start - _FRONTED_REACH), -1):
            unit = self._units[k]
            if unit.tag in (PLACE, GROUND):
                between = self._units[k + 1 : group.start]
                opened = any(other.low in {"which", "that", "where"} for other in between)
                return [unit] if opened or (between and between[0].tag == PARTY) else []
            if unit.tag == WORD and (unit.low in STOPS or unit.low in {"and", "but", "when", "after", "while"}):
                break
        return []

    def _read_fallen(self, frame: Frame, region: range) -> None:
        slots = self._slots
        group = frame.group
        high = group.start if group is not None else frame.index
        frame.places = frame.places or slots.subject_places(frame.start, high)
        inside = [unit for unit in frame.subjects if frame.index < self._units.index(unit) <= frame.last]
        rest = frame.trigger.rest
        taker = slots.parties_from(region.start, region.stop) if rest else []
        frame.subjects = inside or taker or slots.after_word("to", region) or slots.after_word("of", region)
        frame.pronoun = ""
        frame.ok = bool(frame.places)

    def _read_expelled(self, frame: Frame, region: range) -> None:
        slots = self._slots
        frame.opponents = frame.opponents or slots.parties_from(region.start, region.stop)
        frame.places = frame.places or slots.place_after(region, frozenset({"from", "of", "out", "in", ""}))
        frame.ok = bool(frame.opponents or frame.places) or "them" in frame.object_words

    def _read_left(self, frame: Frame, region: range) -> None:
        slots = self._slots
        if not frame.places:
            frame.places = slots.place_after(region, frozenset({"", "from", "of", "out", "in", "around", "near"}))
        for k in region:
            if self._units[k].low == "to" and k + 1 < region.stop:
                frame.opponents.extend(slots.parties_from(k + 1, min(k + 4, region.stop)))
        if frame.trigger.kind == "withdrew":
            moves = frame.trigger.first in _MOVES and frame.subjects
            frame.ok = bool(frame.places or moves) and bool(frame.subjects or frame.pronoun)

    def _read_repelled(self, frame: Frame, region: range) -> None:
        span = self._units[region.start : region.stop]
        words = frozenset(self._slots.lows(region.start, region.stop))
        party = [unit for unit in span if unit.tag in (PARTY, NATION)]
        frame.opponents.extend(party[:1])
        frame.places.extend(self._slots.place_after(region, SITES | {""}))
        first = frame.trigger.first
        frame.ok = bool(words & self._table.attacks) or first == "prevent" or (bool(party) and first in _BEATING)

    def _read_hit(self, frame: Frame, region: range) -> None:
        for k in region:
            unit = self._units[k]
            if unit.tag == HOLDER or (unit.tag == PARTY and in_preposition(self._units, k) != "by"):
                frame.opponents.append(unit)
        frame.object_words = self._slots.lows(region.start, region.stop)
        frame.places.extend(self._slots.place_after(region, SITES | {""}))

    # passive

    def _read_passive(self, frame: Frame, group: VerbGroup) -> None:
        slots = self._slots
        region = range(frame.last + 1, frame.end)
        frame.places = frame.places or slots.subject_places(frame.start, group.start)
        frame.object_words = slots.lows(frame.start, frame.index)
        match frame.trigger.frame:
            case "takes" | "clears":
                self._read_former_holder(frame, region)
                frame.opponents.extend(slots.holders(frame.start, frame.index))
                self._judge_passive(frame)
            case "expels":
                frame.opponents.extend(slots.first_party(frame.start, frame.index))
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", ""}))
            case "loses":
                frame.opponents.extend(slots.after_word("to", region))
            case "leaves":
                frame.subjects = slots.first_party(frame.start, frame.index)
                frame.ok = bool(frame.subjects)
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", ""}))
            case _:
                frame.places = slots.place_after(region, SITES) or frame.places
                frame.opponents.extend(slots.first_party(frame.start, frame.index))
                frame.opponents.extend(unit for unit in self._units[frame.start : frame.end] if unit.tag == HOLDER)

    def _judge_passive(self, frame: Frame) -> None:
        lead = range(frame.start, frame.index)
        ground = any(word in self._table.ground for word in frame.object_words)
        things = any(word in self._table.things for word in frame.object_words)
        if ground:
            frame.opponents.extend(self._units[k] for k in lead if self._owns(k))
        party = any(self._units[k].tag == PARTY and not in_preposition(self._units, k) for k in lead)
        if frame.trigger.ground and not ground:
            frame.ok = bool(frame.places) and not things and not party

    def _owns(self, k: int) -> bool:
        """Whether the party at `k` is whose ground the subject names: "the headquarters of the militants"."""
        return self._units[k].tag == PARTY and in_preposition(self._units, k) == "of"
