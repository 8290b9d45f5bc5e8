"""Frames of verbs: active, passive and infinitive clauses, with their subjects, objects and places."""

from collections.abc import Sequence
from itertools import takewhile

from geo.extraction.clauses import VerbGroup, in_preposition, left_bound, right_bound, skip_left, verb_group
from geo.extraction.departures import DESERTED, TRANSITIVE
from geo.extraction.frame import Frame
from geo.extraction.function_words import BE, HAVE, STOPS, SUBORDINATORS, is_auxiliary
from geo.extraction.place_slots import ASIDE_OPENERS, SITES
from geo.extraction.slots import Slots
from geo.extraction.subjects import JOINING, SubjectReader
from geo.extraction.trigger_search import Hit
from geo.extraction.units import GROUND, HOLDER, PARTY, PLACE, WORD, Unit
from geo.extraction.verb_objects import CALAMITIES, REACHED, SHARES, ObjectReader

_CAPTIVE = frozenset({"prisoner", "prisoners", "hostage", "hostages", "captive", "captives", "ill", "aback"})


_FLAGGING = frozenset({"raise", "hoist", "plant", "fly"})
_BY_WHOM = frozenset({"secure", "clear"})
"""Verbs that tell of a capture in the passive only where they say whose: "once the town is secured" does not."""
_STRANDED = frozenset({"of", "from"})
_RUBBLE = frozenset(
    {"mines", "landmines", "explosives", "rubble", "debris", "ieds", "ordnance", "snow", "wreckage", "bombs", "traps"}
)
"""What ground is cleared of without changing hands."""
_OPENS_ASIDE = frozenset({"which", "where", "whose", "whom"})
_WAS = frozenset({"was", "were", "had", "held", "controlled"})
_BYGONE = frozenset({"once", "briefly", "formerly", "previously", "initially", "originally", "long"})
_CARRYING = frozenset({"take", "bring", "move"})
_AGENTS = {"it": "it", "them": "they"}
_WHO = frozenset({"who", "which", "that"})
_WARS = frozenset({"war", "conflict", "uprising", "revolt", "crisis"})
_WAR_REACH = 10
_CONJUNCT_REACH = 14
"""Units between "had" and a second participle that shares it."""


class VerbReader:
    """Fills the slots of verbs that tell events; `verbs` are the unit indexes of all of them."""

    def __init__(self, slots: Slots, verbs: frozenset[int]) -> None:
        self._slots = slots
        self._units = slots.units
        self._table = slots.table
        self._verbs = verbs
        self._subjects = SubjectReader(slots)
        self._objects = ObjectReader(slots)

    def read(self, hit: Hit, before: Sequence[Frame]) -> Frame:
        """The frame of a verb; `before` are the frames left of it, whose subject it may share."""
        group = verb_group(self._units, hit.index)
        frame = Frame(hit.trigger, hit.index, hit.last, group)
        frame.passive = self._is_passive(hit, group)
        frame.start = left_bound(self._units, group.start, self._slots.say)
        frame.end = self._end(hit)
        frame.start = self._conjunct(frame.start, group.start)
        if frame.passive:
            frame.subjects = self._slots.agent(hit.last + 1, frame.end)
            following = self._units[hit.last + 1].low if hit.last + 1 < len(self._units) else ""
            frame.by_other = following == "by" and not frame.subjects
            if frame.by_other and hit.last + 2 < len(self._units):
                frame.pronoun = _AGENTS.get(self._units[hit.last + 2].low, "")
                frame.by_other = not frame.pronoun
            self._read_passive(frame, group)
            if not frame.subjects and self._units[frame.start].low == "with":
                frame.subjects = self._subjects.after_comma(frame)
        else:
            if not self._reads_over_relative(frame, group):
                self._subjects.read(frame, group, before)
            self._objects.read(frame, hit)
            if not frame.places and frame.trigger.ground:
                self._read_shared_object(frame, hit)
            bare = frame.trigger.first in TRANSITIVE and not frame.trigger.rest
            if not frame.places and (frame.trigger.frame in ("takes", "loses") or bare):
                frame.places = self._objects.fronted_object(group)
        if frame.trigger.kind == "captured" and frame.trigger.first in _FLAGGING and not frame.trigger.ground:
            self._read_flag(frame)
        if frame.trigger.frame == "kills" and self._is_wars_toll(frame):
            frame.ok = False
        if frame.trigger.kind == "holds" and not any(
            unit.low == "since" or unit.low.startswith("since ") for unit in self._units[hit.last :]
        ):
            told = (*group.words, *self._slots.lows(hit.index, hit.last + 1))
            bygone = not _BYGONE.isdisjoint(told) and not _WAS.isdisjoint(told)
            used = group.to and group.start > 0 and self._units[group.start - 1].low == "used"
            if group.words[:1] == ("had",) or bygone or used:
                frame.ok = False  # "had held the town", "was once held by": no longer
        return frame

    def _read_shared_object(self, frame: Frame, hit: Hit) -> None:
        """Read the object that two verbs share for the first of them: "lost and regained the town"."""
        k = hit.last + 1
        if k + 1 >= len(self._units) or self._units[k].low not in {"and", "or"}:
            return
        k = next((j for j in (k + 1, k + 2) if j in self._verbs), -1)
        if k < 0:
            return
        own = (frame.end, frame.ok, frame.object_words, frame.opponents)
        frame.end = right_bound(self._units, k + 1, self._slots.say, self._verbs - {hit.index, k})
        frame.ok, frame.object_words = True, ()
        self._objects.read(frame, Hit(hit.trigger, hit.index, k, hit.forms))
        if not frame.places:
            frame.end, frame.ok, frame.object_words, frame.opponents = own

    def _read_flag(self, frame: Frame) -> None:
        """Whose flag is raised has the place, whoever raised it: "fighters raised the Kurdish flag over the town"."""
        words = range(frame.index + 1, frame.last)
        flag = next((k for k in words if self._units[k].low in {"flag", "flags", "banner"}), None)
        owner = self._slots.owner(flag) if flag is not None else []
        if owner and flag is not None and self._units.index(owner[0]) > frame.index:
            frame.subjects = owner

    def _reads_over_relative(self, frame: Frame, group: VerbGroup) -> bool:
        """Whether the verb is that of the main clause round a relative one that no comma closes.

        "Rebels who had fled the town recaptured Bara": what stands before "who" acts.
        """
        opener = frame.start - 1
        if opener < 1 or self._units[opener].low not in _WHO or self._units[opener].tag != WORD:
            return False
        own = self._units[opener + 1].low
        verb = own in self._table.verbs or is_auxiliary(own)
        if not verb or group.start <= opener + 2 or group.to or self._units[frame.index].low.endswith("ing"):
            return False
        near = skip_left(self._units, group.start)
        joined = self._units[near].tag == WORD and self._units[near].low in JOINING | {"to"}
        inside = [k for k in self._verbs if opener < k < group.start]
        if joined or not inside or self._units[near].tag not in (PLACE, GROUND, PARTY, WORD):
            return False
        if frame.places or (self._units[near].tag == PARTY and not in_preposition(self._units, near)):
            return self._has_auxiliary(group) and self._subjects.read_antecedent(frame, opener)
        return self._subjects.read_antecedent(frame, opener)

    def _has_auxiliary(self, group: VerbGroup) -> bool:
        return bool(group.words) and (group.have or group.be)

    def _is_wars_toll(self, frame: Frame) -> bool:
        """Whether the killing is that of the whole war: "a conflict that has killed", "killed since the war began"."""
        if not _WARS.isdisjoint(self._slots.lows(max(0, frame.index - _WAR_REACH), frame.index)) and not frame.passive:
            return not frame.subjects
        behind = self._slots.lows(frame.last + 1, min(len(self._units), frame.last + _WAR_REACH))
        opens = next((k for k, word in enumerate(behind) if word in {"since", "when"}), None)
        return opens is not None and not _WARS.isdisjoint(behind[opens:])

    def _end(self, hit: Hit) -> int:
        return right_bound(self._units, hit.last + 1, self._slots.say, self._verbs - {hit.index})

    def _conjunct(self, start: int, verb: int) -> int:
        """Where the verb's own clause begins among those joined by "and": "A was shelled, and B had been captured".

        It begins at `start` where the verb shares the subject of the one before.
        """
        near = skip_left(self._units, verb)
        if near < start or (self._units[near].tag == WORD and self._units[near].low in JOINING):
            return start
        for k in range(near, start, -1):
            unit = self._units[k]
            if unit.tag == WORD and unit.low in {"and", "but"}:
                aside = self._aside_before(k, start)
                told = any(j in self._verbs or is_auxiliary(self._units[j].low) for j in range(start, aside))
                named = any(self._units[j].tag in (PARTY, PLACE, GROUND) for j in range(k + 1, verb))
                named = named or any(word in self._table.ground for word in self._slots.lows(k + 1, verb))
                if told and named:
                    return k + 1
        return start

    def _aside_before(self, joint: int, start: int) -> int:
        """The comma that opens the aside which ends right before "and" at `joint`; `joint` where none does."""
        if self._units[joint - 1].low != ",":
            return joint
        for k in range(joint - 3, start, -1):
            if self._units[k].low == "," and self._slots.past_aside(k, joint + 2) == joint - 1:
                return k
        return joint

    # voice

    def _is_passive(self, hit: Hit, group: VerbGroup) -> bool:
        frame = hit.trigger.frame
        if "participle" not in hit.forms or frame in ("falls", "follows", "happens", "disputed"):
            return False
        if group.be or frame == "flight":
            return group.be
        if group.have or (hit.trigger.rest and hit.trigger.rest[0][0][0] == "*"):
            return False
        acts = "base" in hit.forms and hit.index and self._units[hit.index - 1].tag == PARTY
        if (acts or self._shares_perfect(hit)) and not self._lacks_object(hit):
            return False  # "rebels overrun the town", "had reached Kula and taken the airport"
        following = self._units[hit.last + 1].low if hit.last + 1 < len(self._units) else ""
        before = self._units[max(0, skip_left(self._units, hit.index))]
        rest = hit.trigger.rest[0][0][0] if hit.trigger.rest else ""
        if frame == "clears" and rest in _STRANDED and before.low in self._table.ground:
            following = "by"  # "Midi, a town rid of the Houthis in April"
        if following == "by" or (following == "from" and frame == "takes" and before.tag in (PLACE, GROUND)):
            return True
        return "past" not in hit.forms or self._lacks_object(hit)

    def _shares_perfect(self, hit: Hit) -> bool:
        """Whether a participle behind "and" shares the "had" of the verb before it: "had reached A and taken B"."""
        near = skip_left(self._units, hit.index)
        if near < 1 or self._units[near].low not in {"and", "or"}:
            return False
        for k in range(near - 1, max(-1, near - _CONJUNCT_REACH), -1):
            low = self._units[k].low if self._units[k].tag == WORD else ""
            if low in SUBORDINATORS or low in STOPS or low in BE:
                return False
            if low in HAVE:
                return True
        return False

    def _lacks_object(self, hit: Hit) -> bool:
        """Whether a past form has its object before it and nothing after: "the town, captured last week"."""
        if hit.trigger.frame not in ("takes", "hits") or hit.index == 0:
            return False
        before = self._units[max(0, skip_left(self._units, hit.index))]
        named = before.tag in (PLACE, GROUND) and before.actor is None
        if not named and before.low not in self._table.ground:
            return False
        if hit.last + 1 < len(self._units) and self._units[hit.last + 1].low == ",":
            return True  # "with the town captured, the rebels .."
        return not any(
            unit.tag in (PLACE, GROUND, PARTY, HOLDER) or unit.low in self._table.ground
            for unit in self._units[hit.last + 1 : self._end(hit)]
        )

    # passive

    def _read_passive(self, frame: Frame, group: VerbGroup) -> None:
        slots = self._slots
        region = range(frame.last + 1, frame.end)
        if frame.trigger.frame != "flight":
            frame.places = frame.places or self._apposed(group) or slots.subject_places(frame.start, group.start)
            if not frame.places and frame.index <= 1 and not group.words and frame.trigger.frame == "takes":
                frame.places = self._opened(frame)
        frame.object_words = slots.lows(frame.start, frame.index)
        match frame.trigger.frame:
            case "takes" | "clears":
                self._objects.read_former_holder(frame, region)
                holders = slots.holders(frame.start, frame.index)
                frame.opponents.extend(unit for unit in holders if self._holds_one_of(unit, frame.places))
                self._judge_passive(frame)
            case "expels":
                frame.opponents.extend(slots.first_party(frame.start, frame.index) or self._hanging(frame, group))
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", "", "including"}))
                if not frame.places and frame.trigger.rest and frame.trigger.rest[-1][0][0] in _STRANDED:
                    frame.places = self._objects.fronted_object(group)  # "the town that X was driven out of"
                frame.ok = bool(frame.places or frame.subjects)
            case "loses":
                self._objects.read_former_holder(frame, region)
            case "flight":
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", "in", ""}))
                frame.ok = bool(frame.places) and self._objects.departures.is_flight(frame)
            case "leaves" if frame.trigger.first in DESERTED and not frame.trigger.rest:
                frame.ok = bool(frame.subjects and frame.places)
                frame.opponents.extend(slots.after_word("to", region))
            case "leaves":
                frame.subjects = slots.first_party(frame.start, frame.index)
                frame.ok = bool(frame.subjects)
                frame.places = slots.place_after(region, frozenset({"from", "of", "out", ""}))
            case _:
                frame.ok = frame.trigger.first != "reach" or REACHED.isdisjoint(frame.object_words)
                if frame.trigger.means and not frame.subjects:
                    frame.ok = CALAMITIES.isdisjoint(slots.lows(region.start, region.stop))
                frame.places = slots.place_after(region, SITES) or frame.places
                frame.opponents.extend(slots.first_party(frame.start, frame.index))
                frame.opponents.extend(unit for unit in self._units[frame.start : frame.end] if unit.tag == HOLDER)

    def _apposed(self, group: VerbGroup) -> list[Unit]:
        """The place behind which a noun stands with a bare participle: "towards Midi, a town rid of the Houthis"."""
        k = group.start - 1
        if group.words or k < 3 or self._units[k].low not in self._table.ground or self._units[k - 1].low != "a":
            return []
        place = self._units[k - 3]
        return [place] if self._units[k - 2].low == "," and place.tag == PLACE else []

    def _opened(self, frame: Frame) -> list[Unit]:
        """The place that an opening participle is said of: "Captured by ISIS in 2014, Hawija was retaken"."""
        comma = next((k for k in range(frame.last + 1, frame.end) if self._units[k].low == ","), None)
        if comma is None or comma + 1 >= len(self._units):
            return []
        k = comma + 1 if self._units[comma + 1].low != "the" else comma + 2
        return self._slots.list_at(k, comma + 2) if k < len(self._units) and self._units[k].tag == PLACE else []

    def _hanging(self, frame: Frame, group: VerbGroup) -> list[Unit]:
        """The subject of the clause on which "after being driven from X" hangs."""
        opener = frame.start - 1
        if frame.start == 0 and (not group.start or "having" in group.words):
            return self._subjects.after_comma(frame)  # "Thrown out of X by the rebels, the army .."
        if opener < 1 or "being" not in group.words:
            return []
        low = left_bound(self._units, opener, self._slots.say)
        for k in range(opener - 2, low - 1, -1):
            after = self._units[k + 1].low
            if self._units[k].tag == PARTY and (after in self._table.verbs or is_auxiliary(after)):
                return self._slots.chain(k)
        return self._slots.first_party(low, opener)

    def _holds_one_of(self, holder: Unit, places: Sequence[Unit]) -> bool:
        """Whether "X-held" stands with one of `places`, and not with another that only says where it lies."""
        after = self._units.index(holder) + 1
        held = next((unit for unit in self._units[after:] if unit.tag in (PLACE, GROUND)), None)
        return held is None or not places or held in places

    def _judge_passive(self, frame: Frame) -> None:
        lead = range(frame.start, frame.index)
        main = self._outside_relative(lead)
        ground = any(word in self._table.ground for word in frame.object_words)
        told = (self._units[k].low for k in main if self._units[k].tag == WORD)
        subject = set(takewhile(lambda word: not is_auxiliary(word), told))
        things = not subject.isdisjoint(self._table.things)
        if frame.trigger.kind == "captured":
            frame.partial = any(word in SHARES for word in frame.object_words) or (ground and not frame.places)
        if ground:
            frame.opponents.extend(self._units[k] for k in lead if self._owns(k))
        party = any(self._units[k].tag == PARTY and not in_preposition(self._units, k) for k in main)
        following = self._units[frame.last + 1].low if frame.last + 1 < len(self._units) else ""
        carried = frame.trigger.first in _CARRYING and not frame.trigger.rest and following in {"to", "into"}
        spared = frame.trigger.first == "clear" and not _RUBBLE.isdisjoint(self._slots.lows(frame.start, frame.end))
        if following in _CAPTIVE or carried or spared or (frame.trigger.first in _BY_WHOM and not frame.subjects):
            frame.ok = False  # "was taken prisoner", "once the town is secured"
        elif frame.trigger.ground and not ground:
            named = bool(frame.places) or "it" in frame.object_words
            being = frame.group is not None and frame.group.words[-1:] == ("being",)
            frame.ok = (named or being) and not things and not party

    def _outside_relative(self, lead: range) -> list[int]:
        """The units of `lead` that are not in a clause of ", which .. ,"."""
        kept: list[int] = []
        inside = False
        for k in lead:
            comma = self._units[k].low == ","
            if comma and self._opens_aside(k + 1, lead.stop):
                inside = True
            elif comma:
                inside = False
            elif not inside:
                kept.append(k)
        return kept

    def _opens_aside(self, k: int, stop: int) -> bool:
        """Whether "which", "from which" or "seat of" stands at `k`, behind a comma."""
        near = self._units[k : min(k + 2, stop)]
        held = len(near) == 2 and near[1].low == "by" and near[0].low.endswith(("ed", "held"))
        return held or any(unit.low in _OPENS_ASIDE for unit in near) or (bool(near) and near[0].low in ASIDE_OPENERS)

    def _owns(self, k: int) -> bool:
        """Whether the party at `k` is whose ground the subject names: "the headquarters of the militants"."""
        return self._units[k].tag == PARTY and in_preposition(self._units, k) == "of"
