"""What verbs act on: the objects, places and foes of active clauses."""

from collections.abc import Sequence

from geo.extraction.clauses import VerbGroup, in_preposition, skip_left
from geo.extraction.departures import DepartureReader
from geo.extraction.frame import Frame
from geo.extraction.function_words import DETERMINERS, PREPOSITIONS, STOPS
from geo.extraction.place_slots import SITES, is_lost_genitive
from geo.extraction.slots import Slots
from geo.extraction.subjects import RELATIVE_SUBJECTS
from geo.extraction.trigger_search import Hit
from geo.extraction.units import DATE, GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_GENITIVE = frozenset({"'s", "’s", "'", "’", "s"})
SHARES = frozenset(
    {
        "part", "parts", "half", "most", "much", "section", "sections", "outskirts", "edge", "bulk", "percent", "cent",
        "airport", "airfield", "barracks", "hospital", "prison", "headquarters", "gate", "gates", "entrance",
        "entrances", "suburbs", "university", "stadium", "refinery", "bridge",
    }
)  # fmt: skip
_PARTS = frozenset(
    {
        "of", "in", "near", "around", "at", "on", "outside", "inside", "between", "along", "to", "leading", "over",
        "across", "within", "including", "overlooking", "linking", "connecting",
    }
)  # fmt: skip
_BEATING = frozenset({"repel", "repulse", "fend", "beat", "push", "drive", "fight", "force"})
_FALLS_OTHERWISE = frozenset(
    {
        "within", "under", "outside", "short", "apart", "behind", "on", "upon", "from", "into", "inside", "silent",
        "ill", "victim", "off", "back", "sharply", "by", "foul", "prey", "out",
    }
)  # fmt: skip
_TAKEN_IDIOMS = frozenset(
    {
        "place", "part", "refuge", "shelter", "cover", "aim", "note", "care", "time", "advantage", "action", "power",
        "off", "up", "responsibility", "credit", "stock", "charge", "office", "effect", "patience", "hope", "contact",
    }
)  # fmt: skip
_GROUND_IDIOMS = frozenset({"lose", "gain", "give", "cede", "yield", "recover", "regain"})
CALAMITIES = frozenset(
    {"unrest", "crisis", "sanctions", "earthquake", "storm", "drought", "poverty", "famine", "shortages", "disease"}
)
"""What hits a country without being fired at it."""
REACHED = frozenset(
    {
        "deal", "deals", "agreement", "agreements", "accord", "truce", "ceasefire", "cease-fire", "compromise",
        "settlement", "understanding", "consensus", "toll", "number", "peak", "level", "levels", "conclusion",
    }
)  # fmt: skip
"""What is reached without moving."""
_PRONOUNS = frozenset({"them", "it"})
_POINTERS = frozenset({("it",), ("them",)})
SIDES_OF = frozenset({"half", "east", "west", "north", "south", "centre", "center", "remainder"})
"""Last words of "its eastern half", "the east": parts of the place that the text is at."""
_DRIVING = frozenset(
    {"throw", "drive", "oust", "expel", "push", "force", "dislodge", "evict", "chase", "clear", "kick", "rout"}
)
_DRIVEN_FROM = frozenset({"from", "of", "out", "in", "", "including"})
_FRONTED_REACH = 12
_LAPSES = frozenset({"day", "week", "month", "hours", "days", "weeks", "months"})
_TIMES = frozenset(
    {"hours", "days", "weeks", "months", "morning", "night", "evening", "war", "fighting", "face", "wake"}
)


class ObjectReader:
    """Fills the slots right of active verbs; all positions are unit indexes."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._units = slots.units
        self._table = slots.table
        self.departures = DepartureReader(slots, self.fronted_object)

    def read(self, frame: Frame, hit: Hit) -> None:
        """Fill objects, places and foes of `frame`, an active verb; `frame.ok` where they fit it."""
        if hit.inner is not None:
            self._read_inner(frame, hit.inner)
        region = range(hit.last + 1, frame.end)
        match frame.trigger.frame:
            case "takes" | "clears" | "loses":
                self._read_taken(frame, region)
            case "falls":
                self._read_fallen(frame, region)
            case "follows":
                self._read_following(frame)
            case "expels":
                self._read_expelled(frame, region)
            case "leaves" | "flight":
                self.departures.read(frame, region)
            case "repels":
                self._read_repelled(frame, region)
            case "disputed":
                self._read_disputed(frame, region)
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
            frame.subjects.extend(parties or [unit for unit in inside if unit.tag == NATION])  # "in Armenian hands"

    def _read_taken(self, frame: Frame, region: range) -> None:
        slots = self._slots
        end = slots.noun_phrase_end(region)
        words = slots.lows(region.start, end)
        frame.object_words = frame.object_words or words
        self.read_former_holder(frame, region)
        first = (frame.object_words or words)[:1]
        if first and first[0] in _TAKEN_IDIOMS and frame.trigger.first in {"take", "have", "gain", "lose"}:
            frame.ok = False  # "took place", "lost power"
            return
        if first == ("ground",) and frame.trigger.first in _GROUND_IDIOMS:
            frame.ok = False  # "is losing ground": nowhere in particular
            return
        direct = next((k for k in range(region.start, end) if self._units[k].tag in (PLACE, GROUND)), None)
        if direct is not None:
            direct = slots.owned_place(direct, end)
            frame.places.extend(slots.list_at(direct, region.stop))
            frame.partial = any(word in SHARES for word in slots.lows(region.start, direct))
            frame.partial = frame.partial or self._only_locates(region.start, direct)
            self._judge_owned(frame, direct, end)
            return
        if words[:1] in _POINTERS:
            frame.object_words = words[:1]
            return
        based = tuple(u.low for u in self._units[region.start : end] if u.tag == PARTY and u.low in self._table.ground)
        words = (*words, *based)  # "lost its last garrison"
        party = any(unit.tag == PARTY and unit.low not in based for unit in self._units[region.start : end])
        self._judge_object(frame, words, party=party)
        if frame.ok and not frame.places and (words or not frame.trigger.ground):
            frame.places = slots.place_after(range(end, region.stop), _PARTS)
        if frame.ok:
            held = (unit for unit in self._units[region.start : end] if unit.tag == PARTY and unit.low not in based)
            frame.opponents.extend(held)

    def _judge_owned(self, frame: Frame, place: int, end: int) -> None:
        """ "Aleppo's airport" is a part of the place, "Aleppo's fighters" are no ground, nor is "Syria's civil war"."""
        rest = frozenset(self._slots.lows(place + 1, self._compound_end(place + 1, end)))
        owns = (place + 1 < end and self._units[place + 1].low in _GENITIVE) or is_lost_genitive(self._units[place])
        if owns:
            frame.partial = True
            frame.ok = not frame.trigger.ground or not _is_country(frame.places[0]) or bool(rest & self._table.ground)
        if rest & self._table.things and not rest & self._table.ground and frame.trigger.ground:
            frame.ok = False

    def _only_locates(self, start: int, place: int) -> bool:
        """Whether another name is the object and the place says where it lies: "took Gate 27, a checkpoint near X"."""
        comma = next((k for k in range(start, place) if self._units[k].low == ","), None)
        return comma is not None and any(
            unit.tag == WORD and unit.text[:1].isupper() and unit.low not in DETERMINERS
            for unit in self._units[start:comma]
        )

    def _compound_end(self, start: int, end: int) -> int:
        """Where the noun before which a place's name stands ends: "Aleppo airport", not ", the seat of a leader"."""
        for k in range(start, end):
            unit = self._units[k]
            if unit.tag == WORD and (unit.low in {",", "and"} or unit.low in DETERMINERS or unit.low in PREPOSITIONS):
                return k
        return end

    def _judge_object(self, frame: Frame, words: Sequence[str], *, party: bool) -> None:
        """Whether the object is ground that can be held; prisoners and weapons are not. Its first noun decides."""
        head = next((word for word in words if word in self._table.ground or word in self._table.things), "")
        last = next((word for word in reversed(words) if word.isalpha()), "")
        ground = head in self._table.ground or (not head and not party and last in SIDES_OF)
        if frame.trigger.frame == "clears":
            frame.ok = bool(frame.places) or any(word in self._table.ground for word in frame.object_words)
        elif frame.trigger.ground and not ground:
            group = frame.group
            fronted = group is not None and not words and bool(self.fronted_object(group))
            frame.ok = fronted or (bool(frame.places) and not head and not party)
        # "recaptured Palmyra from ISIS" is the whole of it; "captured villages from ISIS in Homs" are a part of Homs.
        frame.places = [place for place in frame.places if not (ground and _is_country(place))]
        whole = bool(frame.places) and not any(word in SHARES for word in frame.object_words)
        clears = frame.trigger.frame == "clears"
        frame.partial = frame.trigger.kind in {"captured", "lost"} and not whole and (ground or clears)

    def read_former_holder(self, frame: Frame, region: range) -> None:
        """Fill `frame.opponents` with who held the place: "from X", "to X" of a loss, "X-held"."""
        slots = self._slots
        rest = frame.trigger.rest[-1][0][0] if frame.trigger.rest else ""
        if frame.trigger.frame == "clears" and rest in {"of", "from"}:
            frame.opponents.extend(slots.parties_from(region.start, region.stop))
        elif frame.trigger.frame == "loses" and rest == "to":
            frame.opponents.extend(slots.parties_from(region.start, region.stop))  # "handed the town to"
        else:
            frame.opponents.extend(slots.after_word("to" if frame.trigger.frame == "loses" else "from", region))
        frame.opponents.extend(slots.holders(region.start, region.stop))

    def fronted_object(self, group: VerbGroup) -> list[Unit]:
        """The place before the subject where the object slot is empty: "Palmyra, which they captured in May"."""
        for k in range(group.start - 1, max(-1, group.start - _FRONTED_REACH), -1):
            unit = self._units[k]
            if unit.tag in (PLACE, GROUND) and unit.actor is None:
                between = self._units[k + 1 : group.start]
                held = self._table.things | self._table.people
                if any(other.tag == WORD and other.low in held for other in between):
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
        pointed = frame.pronoun == "it" and self._units[max(0, skip_left(self._units, high))].low == "it"
        stands = pointed or self._place_before(high)
        if not frame.trigger.rest and (not stands or self._falls_otherwise(frame.last + 1)):
            frame.places = []
            frame.ok = False
            return
        frame.places = frame.places or slots.subject_places(frame.start, high)
        if not frame.places:
            frame.places = slots.after_among(region)
        inside = [unit for unit in frame.subjects if frame.index < self._units.index(unit) <= frame.last]
        rest = frame.trigger.rest
        taker = slots.parties_from(region.start, region.stop) if rest else []
        frame.subjects = inside or taker or slots.after_word("to", region) or slots.after_word("of", region)
        to = frame.last + 1 < len(self._units) and self._units[frame.last + 1].low in {"it", "them"}
        frame.pronoun = self._units[frame.last + 1].low if to and rest and not frame.subjects else ""
        if pointed and not frame.places and frame.subjects:
            frame.object_words = ("it",)  # "It fell to the rebels on Friday"
            frame.ok = True
            return
        told = frame.subjects or frame.pronoun or not rest or frame.trigger.first == "change"
        frame.ok = bool(frame.places) and bool(told)

    def _read_following(self, frame: Frame) -> None:
        """ "Zalingei followed on the last day of the month": a place, and nothing that it follows but a date."""
        high = frame.group.start if frame.group is not None else frame.index
        frame.subjects, frame.pronoun = [], ""
        after = self._units[frame.last + 1 : frame.last + 5]
        dated = any(unit.tag == DATE or unit.low in _LAPSES for unit in after) and (
            after[0].tag == DATE or after[0].low in PREPOSITIONS - {"by"}
        )
        ends = not after or (after[0].tag == WORD and after[0].low in {".", ",", "and"} | STOPS)
        near = self._units[max(0, high - 1)]
        stands = near.tag == PLACE or near.low == ","
        found = self._slots.subject_places(frame.start, high) if stands else []
        named = bool(found) and not in_preposition(self._units, self._units.index(found[0]))
        frame.places = found if named else []
        frame.ok = named and (dated or ends)

    def _falls_otherwise(self, after: int) -> bool:
        """Whether "fell" goes on in another meaning: "falls within the zone", "fell on the town", "fell silent"."""
        if after >= len(self._units) or self._units[after].tag != WORD:
            return False
        low = self._units[after].low
        if low == "in" and self._slots.lows(after + 1, after + 2) == ("the",) and not self._dates(after + 1):
            return True  # "a shell fell in the northern part of X"
        dated = after + 1 < len(self._units) and self._units[after + 1].tag == DATE
        return low in _FALLS_OTHERWISE and not dated

    def _dates(self, start: int) -> bool:
        """Whether a date or a time of fighting stands from `start` on: "in the early hours", "in the offensive"."""
        near = self._units[start : start + 5]
        return any(unit.tag == DATE or unit.low in _TIMES or unit.low in self._table.attacks for unit in near)

    def _place_before(self, high: int) -> bool:
        """Whether a place is what falls, and not a shell in it: it stands right before the verb."""
        k = skip_left(self._units, high)
        if k >= 0 and self._units[k].tag == WORD and self._units[k].low in RELATIVE_SUBJECTS:
            k -= 1
        if k >= 0 and (self._units[k].tag in (PLACE, GROUND) or self._units[k].low in self._table.ground):
            return True
        if high and self._units[high - 1].low == ",":  # "X, the stronghold of Y, fell"
            for j in range(high - 3, max(0, high - _FRONTED_REACH), -1):
                if self._units[j].low == "," and self._units[j].tag == WORD:
                    return self._units[j - 1].tag in (PLACE, GROUND) and self._units[j + 1].low in {"a", "an", "the"}
        return False

    def _read_expelled(self, frame: Frame, region: range) -> None:
        slots = self._slots
        inside = bool(frame.opponents)
        rest = frame.trigger.rest
        if rest and rest[-1][0][0] in {"from", "of"} and rest[0][0][0] != "~" and frame.trigger.first in _DRIVING:
            frame.ok = False  # only "were driven from": with an object the phrase has a gap
            return
        frame.opponents = frame.opponents or slots.parties_from(region.start, region.stop)
        if rest and rest[0][0][0] == "out" and not frame.opponents:
            frame.ok = False
            return
        frame.places = frame.places or slots.place_after(region, _DRIVEN_FROM)
        words = (*frame.object_words, *slots.lows(region.start, slots.noun_phrase_end(region)))
        people = any(word in self._table.people for word in words) and not inside
        named = bool(frame.places) or frame.trigger.rest != ()
        frame.ok = named and not people and (bool(frame.opponents or frame.places) or not _PRONOUNS.isdisjoint(words))
        if frame.trigger.first == "sweep" and not frame.opponents and "them" not in words:
            frame.ok = False  # "swept west from Ajdabiya"

    def _read_repelled(self, frame: Frame, region: range) -> None:
        span = self._units[region.start : region.stop]
        words = frozenset(self._slots.lows(region.start, region.stop))
        party = [unit for unit in span if unit.tag in (PARTY, NATION)]
        frame.opponents.extend(party[:1])
        frame.places.extend(self._slots.place_after(region, SITES | {""}))
        first = frame.trigger.first
        frame.ok = bool(words & self._table.attacks) or first == "prevent" or (bool(party) and first in _BEATING)

    def _read_disputed(self, frame: Frame, region: range) -> None:
        """ "X and Z vie for Y", "Y is split between X and Z", "Y changed hands several times"."""
        slots = self._slots
        before = frame.group.start if frame.group is not None else frame.index
        told = slots.place_after(region, SITES | {""})
        frame.places = told if frame.subjects else slots.subject_places(frame.start, before) or told
        sides = slots.parties_from(region.start, region.stop) or slots.after_word("between", region)
        sides = sides or slots.agent(region.start, region.stop) or frame.subjects
        frame.subjects, frame.opponents, frame.pronoun = sides[:1], sides[1:2], ""
        frame.ok = bool(frame.places)

    def _read_hit(self, frame: Frame, region: range) -> None:
        for k in region:
            unit = self._units[k]
            if unit.tag == HOLDER or (unit.tag == PARTY and in_preposition(self._units, k) != "by"):
                frame.opponents.append(unit)
        frame.object_words = self._slots.lows(region.start, region.stop)
        frame.places.extend(self._slots.place_after(region, SITES | {""}))
        if frame.trigger.first == "reach" and not REACHED.isdisjoint(self._slots.lows(frame.start, region.stop)):
            frame.ok = False
        if frame.trigger.means and not CALAMITIES.isdisjoint(self._slots.lows(frame.start, region.stop)):
            frame.ok = frame.ok and bool(frame.subjects or frame.opponents)  # "hit by a crisis"
        if frame.trigger.means and not frame.subjects and not frame.pronoun:
            lead = self._slots.lows(frame.start, frame.index)
            frame.ok = not any(word in self._table.nouns for word in lead)


def _is_country(unit: Unit) -> bool:
    return any(mention.place is not None and mention.place.kind == "country" for mention in unit.places)
