"""Frames of verbs: active, passive and infinitive clauses, with their subjects, objects and places."""

from collections.abc import Sequence

from geo.extraction.clauses import VerbGroup, in_preposition, left_bound, right_bound, skip_left, verb_group
from geo.extraction.frame import Frame
from geo.extraction.function_words import PREPOSITIONS, STOPS
from geo.extraction.slots import SITES, Slots
from geo.extraction.subjects import RELATIVE_SUBJECTS, SubjectReader
from geo.extraction.trigger_search import Hit
from geo.extraction.units import GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_SHARES = frozenset(
    {"part", "parts", "half", "most", "much", "section", "sections", "outskirts", "edge", "bulk", "percent"}
)
_PARTS = frozenset(
    {
        "of", "in", "near", "around", "at", "on", "outside", "inside", "between", "along", "to", "leading", "over",
        "across", "within", "including",
    }
)  # fmt: skip
_BEATING = frozenset({"repel", "repulse", "fend", "beat", "push", "drive", "fight", "force"})
_TRANSITIVE = frozenset({"leave", "flee", "abandon", "vacate", "quit", "evacuate", "desert", "exit"})
_DRIVING = frozenset({"drive", "oust", "expel", "push", "force", "dislodge", "evict", "chase", "clear", "kick", "rout"})
_LEAVING = frozenset({"", "from", "of", "out", "in", "around", "near"})
_MOVES = frozenset({"withdraw", "retreat", "pull"})
_FRONTED_REACH = 12


class VerbReader:
    """Fills the slots of verbs that tell events; `verbs` are the unit indexes of all of them."""

    def __init__(self, slots: Slots, verbs: frozenset[int]) -> None:
        self._slots = slots
        self._units = slots.units
        self._table = slots.table
        self._verbs = verbs
        self._subjects = SubjectReader(slots)

    def read(self, hit: Hit, before: Sequence[Frame]) -> Frame:
        """The frame of a verb; `before` are the frames left of it, whose subject it may share."""
        group = verb_group(self._units, hit.index)
        frame = Frame(hit.trigger, hit.index, hit.last, group)
        frame.passive = self._is_passive(hit, group)
        frame.start = left_bound(self._units, group.start, self._slots.say)
        frame.end = self._end(hit)
        if frame.passive:
            frame.subjects = self._slots.agent(hit.last + 1, frame.end)
            following = self._units[hit.last + 1].low if hit.last + 1 < len(self._units) else ""
            frame.by_other = following == "by" and not frame.subjects
            self._read_passive(frame, group)
        else:
            self._subjects.read(frame, group, before)
            self._read_active(frame, hit)
            bare = frame.trigger.first in _TRANSITIVE and not frame.trigger.rest
            if not frame.places and (frame.trigger.frame in ("takes", "loses") or bare):
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
        following = self._units[hit.last + 1].low if hit.last + 1 < len(self._units) else ""
        before = self._units[max(0, skip_left(self._units, hit.index))]
        if following == "by" or (following == "from" and frame == "takes" and before.tag in (PLACE, GROUND)):
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
        if frame.trigger.frame in ("expels", "clears", "repels") or frame.trigger.kind == "siege_lifted":
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
            frame.partial = any(word in _SHARES for word in slots.lows(region.start, direct))
            self._judge_owned(frame, direct, end)
            return
        if words[:1] == ("it",):
            frame.object_words = ("it",)
            return
        party = any(unit.tag == PARTY for unit in self._units[region.start : end])
        self._judge_object(frame, words, party=party)
        if frame.ok and not frame.places and (words or not frame.trigger.ground):
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

    def _judge_object(self, frame: Frame, words: Sequence[str], *, party: bool) -> None:
        """Whether the object is ground that can be held; prisoners and weapons are not. Its first noun decides."""
        head = next((word for word in words if word in self._table.ground or word in self._table.things), "")
        ground = head in self._table.ground
        if frame.trigger.frame == "clears":
            frame.ok = bool(frame.places) or any(word in self._table.ground for word in frame.object_words)
        elif frame.trigger.ground and not ground:
            group = frame.group
            fronted = group is not None and not words and bool(self._fronted_object(group))
            frame.ok = fronted or (bool(frame.places) and not head and not party)
        # "recaptured Palmyra from ISIS" is the whole of it; "captured villages from ISIS in Homs" are a part of Homs.
        whole = bool(frame.places) and not any(word in _SHARES for word in frame.object_words)
        frame.partial = frame.trigger.kind == "captured" and not whole and (ground or frame.trigger.frame == "clears")

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
                if any(other.low in self._table.things or other.low in self._table.people for other in between):
                    return []
                opened = any(other.low in {"which", "that", "where"} for other in between)
                opened = opened or bool(between and between[0].tag == PARTY)
                return [self._held_in(k)] if opened else []
            if unit.tag == WORD and (unit.low in STOPS or unit.low in {"and", "but", "when", "after", "while"}):
                break
        return []

    def _held_in(self, k: int) -> Unit:
        """The first of "X in Y": what is taken is the town, not the province that it lies in."""
        if in_preposition(self._units, k) == "in":
            for j in range(k - 1, max(-1, k - 5), -1):
                if self._units[j].tag in (PLACE, GROUND):
                    return self._units[j]
        return self._units[k]

    def _read_fallen(self, frame: Frame, region: range) -> None:
        slots = self._slots
        group = frame.group
        high = group.start if group is not None else frame.index
        if not frame.trigger.rest and not self._place_before(high):
            frame.places = []
        else:
            frame.places = frame.places or slots.subject_places(frame.start, high)
        if not frame.places:
            frame.places = slots.after_among(region)
        inside = [unit for unit in frame.subjects if frame.index < self._units.index(unit) <= frame.last]
        rest = frame.trigger.rest
        taker = slots.parties_from(region.start, region.stop) if rest else []
        frame.subjects = inside or taker or slots.after_word("to", region) or slots.after_word("of", region)
        frame.pronoun = ""
        frame.ok = bool(frame.places) and bool(frame.subjects or not rest)

    def _place_before(self, high: int) -> bool:
        """Whether a place is what falls, and not a shell in it: it stands right before the verb."""
        k = skip_left(self._units, high)
        if k >= 0 and self._units[k].tag == WORD and self._units[k].low in RELATIVE_SUBJECTS:
            k -= 1
        return k >= 0 and (self._units[k].tag in (PLACE, GROUND) or self._units[k].low in self._table.ground)

    def _read_expelled(self, frame: Frame, region: range) -> None:
        slots = self._slots
        inside = bool(frame.opponents)
        if frame.trigger.rest and frame.trigger.rest[0][0][0] in {"from", "out"} and frame.trigger.first in _DRIVING:
            frame.ok = False  # only "were driven from": with an object the phrase has a gap
            return
        frame.opponents = frame.opponents or slots.parties_from(region.start, region.stop)
        frame.places = frame.places or slots.place_after(region, frozenset({"from", "of", "out", "in", ""}))
        words = (*frame.object_words, *slots.lows(region.start, slots.noun_phrase_end(region)))
        people = any(word in self._table.people for word in words) and not inside
        named = bool(frame.places) or frame.trigger.rest != ()
        frame.ok = named and not people and (bool(frame.opponents or frame.places) or "them" in words)

    def _read_left(self, frame: Frame, region: range) -> None:
        slots = self._slots
        if not frame.places:
            bare = frame.trigger.first in _TRANSITIVE and len(frame.trigger.rest) == 0
            frame.places = slots.first_place(region, frozenset({"", "of"}) if bare else _LEAVING)
            if bare and frame.places:
                at = self._units.index(frame.places[0])
                between = slots.lows(region.start, at)
                if any(word in PREPOSITIONS - {"of"} or word in self._table.things for word in between):
                    frame.places = []
        for k in region:
            if self._units[k].low == "to" and k + 1 < region.stop:
                frame.opponents.extend(slots.parties_from(k + 1, min(k + 4, region.stop)))
        if frame.trigger.frame == "flight":
            frame.ok = bool(frame.places) and self._is_flight(frame)
        elif frame.trigger.kind == "withdrew":
            moves = frame.trigger.first in _MOVES and frame.subjects
            if not frame.places and frame.group is not None and frame.trigger.first in _TRANSITIVE:
                frame.places = self._fronted_object(frame.group)
            fleeing = frame.trigger.first == "flee" and self._units[frame.index].low == "fleeing"
            people = frame.pronoun and any(word in self._table.people for word in slots.lows(0, frame.index))
            acts = bool(frame.subjects or frame.pronoun) and not people
            frame.ok = bool(frame.places or moves) and acts and not fleeing

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
        if frame.trigger.means and not frame.subjects and not frame.pronoun:
            lead = self._slots.lows(frame.start, frame.index)
            frame.ok = not any(word in self._table.nouns for word in lead)

    # passive

    def _read_passive(self, frame: Frame, group: VerbGroup) -> None:
        slots = self._slots
        region = range(frame.last + 1, frame.end)
        if frame.trigger.frame != "flight":
            frame.places = frame.places or slots.subject_places(frame.start, group.start)
        frame.object_words = slots.lows(frame.start, frame.index)
        match frame.trigger.frame:
            case "takes" | "clears":
                self._read_former_holder(frame, region)
                holders = slots.holders(frame.start, frame.index)
                frame.opponents.extend(unit for unit in holders if self._holds_one_of(unit, frame.places))
                self._judge_passive(frame)
            case "expels":
                frame.opponents.extend(slots.first_party(frame.start, frame.index))
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", ""}))
                frame.ok = bool(frame.places or frame.subjects)
            case "loses":
                frame.opponents.extend(slots.after_word("to", region))
            case "flight":
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", "in", ""}))
                frame.ok = bool(frame.places) and self._is_flight(frame)
            case "leaves":
                frame.subjects = slots.first_party(frame.start, frame.index)
                frame.ok = bool(frame.subjects)
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", ""}))
            case _:
                frame.places = slots.place_after(region, SITES) or frame.places
                frame.opponents.extend(slots.first_party(frame.start, frame.index))
                frame.opponents.extend(unit for unit in self._units[frame.start : frame.end] if unit.tag == HOLDER)

    def _holds_one_of(self, holder: Unit, places: Sequence[Unit]) -> bool:
        """Whether "X-held" stands with one of `places`, and not with another that only says where it lies."""
        after = self._units.index(holder) + 1
        held = next((unit for unit in self._units[after:] if unit.tag in (PLACE, GROUND)), None)
        return held is None or not places or held in places

    def _judge_passive(self, frame: Frame) -> None:
        lead = range(frame.start, frame.index)
        ground = any(word in self._table.ground for word in frame.object_words)
        things = any(word in self._table.things for word in frame.object_words)
        if frame.trigger.kind == "captured":
            frame.partial = any(word in _SHARES for word in frame.object_words)
        if ground:
            frame.opponents.extend(self._units[k] for k in lead if self._owns(k))
        party = any(self._units[k].tag == PARTY and not in_preposition(self._units, k) for k in lead)
        if frame.trigger.ground and not ground:
            named = bool(frame.places) or "it" in frame.object_words
            frame.ok = named and not things and not party

    def _owns(self, k: int) -> bool:
        """Whether the party at `k` is whose ground the subject names: "the headquarters of the militants"."""
        return self._units[k].tag == PARTY and in_preposition(self._units, k) == "of"

    def _is_flight(self, frame: Frame) -> bool:
        """Whether people leave, not forces: "residents fled the town", "civilians were evacuated from it"."""
        frame.subjects = []
        lead = self._slots.lows(max(0, frame.index - 16), frame.index)
        after = self._slots.lows(frame.last + 1, frame.end)
        people = any(word in self._table.people for word in (*lead, *after[:6]))
        return people or any(unit.tag == NATION for unit in self._units[frame.start : frame.index])
