"""The places around a trigger, and the lists in which they stand."""

from collections.abc import Sequence

from geo.extraction.clauses import in_amount, in_preposition, skip_left
from geo.extraction.function_words import (
    DIRECTIONS,
    PREPOSITIONS,
    QUOTE_MARKS,
    STOPS,
    SUBORDINATORS,
    is_auxiliary,
)
from geo.extraction.units import DATE, GROUND, PARTY, PLACE, WORD, Unit
from geo.lexicon import Lexicon

SITES = frozenset(
    {
        "in", "on", "near", "at", "around", "over", "of", "inside", "outside", "across", "along", "into", "to", "for",
        "between", "toward", "towards", "against", "from", "within", "throughout", "targeting", "through",
        "overlooking",
    }
)  # fmt: skip
"""Prepositions that say where something happens."""

CONNECTORS = frozenset({",", "and", "&", "the", "both", "as", "well", "plus", "also", "or"})
_LIST_WORDS = frozenset(
    {
        "of", "nearby", "neighboring", "neighbouring", "strategic", "key", "adjacent", "northern", "southern",
        "eastern", "western", "border",
    }
)  # fmt: skip
_QUARTERS = frozenset({"district", "neighborhood", "neighbourhood", "quarter", "suburb", "area", "ward", "sector"})
_WITH_QUARTERS = frozenset({"city", "province", "country", "region"})
_TOWNS = frozenset({"city", "town", "village", "port", "capital", "stronghold", "bastion", "hub"})
_AREAS = frozenset({"province", "region", "country"})
GENITIVE = frozenset({"'s", "’s", "'", "’", "s"})
LONGEST_GAP = 5
_ASIDE_RELATIVES = frozenset({"which", "where", "whose", "whom"})
ASIDE_OPENERS = frozenset(
    {"opposite", "astride", "once", "home", "seat", "hometown", "birthplace", "gateway", "farther", "further", "long",
     "close", "a", "an", "the", "then", "until", "also", "still", "famous", "known"}
)  # fmt: skip
"""What opens an apposition or a relative clause between two names of a list."""
_LONGEST_ASIDE = 16
_BEARING_OPENERS = frozenset({",", "to"})
_PRO_VERBS = frozenset({"did", "does", "do", "was", "were", "is", "are", "had", "has", "have"})
_LENGTHS = frozenset({"km", "kms", "kilometres", "kilometers", "miles", "mi"})
_LONGEST_LISTED = 9
_LONGEST_NAME = 2
_BEFORE_SO = frozenset({",", ";", "and"})
_LINKING = frozenset({"are", "were", "include", "included", "includes", "is", "was"})
_LINK_REACH = 10
_HERALDS = frozenset({":", "-", "–", "—"})
_MANY = frozenset(
    {"towns", "villages", "cities", "settlements", "districts", "areas", "localities", "places", "hamlets", "bases",
     "neighbourhoods", "neighborhoods", "suburbs", "posts", "points", "townships", "crossings", "following"}
)  # fmt: skip
"""What a list of places is announced by: "took three towns on Sunday: A, B and C"."""
_LEAVING = frozenset({"from", "in", "at"})
"""Prepositions that a list may repeat before each of its places."""
_SEQUENCE = frozenset({"after", "before"})
_LONGEST_OWNED = 8
"""Units from an area's genitive to the name of its town: "Syria's second largest city of Aleppo"."""


class PlaceSlots:
    """Reads places of one sentence's units, with those listed beside them; all positions are unit indexes."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self.units = units
        self.table = lexicon.triggers
        self.say = lexicon.citing.say

    def place_after(self, region: range, prepositions: frozenset[str]) -> list[Unit]:
        """The first place of the region that one of `prepositions` ("" for none) governs, with its list."""
        for k in region:
            if self.units[k].tag not in (PLACE, GROUND):
                continue
            if in_preposition(self.units, k, region.start) in prepositions:
                return self.list_at(k, region.stop)
        return []

    def after_among(self, region: range) -> list[Unit]:
        """The places of ".., among them A and B", ".. including A"."""
        for k in region:
            if self.units[k].tag == WORD and self.units[k].low in {"among", "including"}:
                return self.place_after(range(k, region.stop), frozenset({"", "among", "including", "of"}))
        return []

    def first_place(self, region: range, prepositions: frozenset[str]) -> list[Unit]:
        """The first place of the region with its list, if one of `prepositions` governs it; else none."""
        for k in region:
            if self.units[k].tag in (PLACE, GROUND):
                fits = in_preposition(self.units, k, region.start) in prepositions
                return self.list_at(k, region.stop) if fits else []
        return []

    def list_at(self, k: int, stop: int) -> list[Unit]:
        """The place at `k` and those listed with it: "A, B and the towns of C and D", "A on Monday and B on Friday"."""
        k = self.owned_place(k, stop)
        found = [self.units[k]]
        last = past = k
        for j in range(k + 1, stop):
            unit = self.units[j]
            if j < past:
                continue
            past = self._past_bearing(j, stop) if unit.low in _BEARING_OPENERS or unit.low[:1].isdigit() else j
            if past == j and unit.low == "," and j == last + 1:
                past = self.past_aside(j, stop)
            if past > j:
                last = past - 1
                continue
            if unit.tag == PLACE:
                contains = j - last == 1 or self.units[j - 1].low == ","
                if j - last == 3 and self.units[j - 1].low == "of" and self.units[last + 1].low in _QUARTERS:
                    break  # "the Waer district of Homs"
                within = contains or (self.units[j - 1].low == "of" and found[0].tag == GROUND)
                if within and _is_area(unit) and not _is_area(found[0]):
                    break  # "Mosul, Iraq" is one place
                dated = any(self.units[n].tag == DATE for n in range(last + 1, j))
                again = self.units[j - 1].low in _LEAVING and j - 2 > last and self.units[j - 2].low == "and"
                if again and in_preposition(self.units, k) != self.units[j - 1].low:
                    break
                if dated and not again and self.units[j - 1].low != "and" and not self._dated_at(j):
                    break  # "took A on Monday, B on Friday", but not "took A on Monday, B said"
                found.append(unit)
                last = j
            elif j - last > LONGEST_GAP or not self._may_list(j):
                break
        return found

    def _past_bearing(self, j: int, stop: int) -> int:
        """Behind "to the west", ", 25 km to the south" at `j`, which only say where a listed place lies; else `j`."""
        k = j + 1 if self.units[j].low == "," else j
        if k + 1 < stop and self.units[k + 1].low in _LENGTHS and self.units[k].low[:1].isdigit():
            k += 2
        elif k != j:
            return j
        lows = [unit.low if unit.tag == WORD else "" for unit in self.units[k : min(k + 3, stop)]]
        return k + 3 if lows[:2] == ["to", "the"] and lows[2:] and lows[2] in DIRECTIONS else j

    def past_aside(self, j: int, stop: int) -> int:
        """The comma that closes an aside which one opens at `j`, where a list goes on behind it; `j` where none does.

        "A, through which the fuel comes, and B", "A, seat of a park, and B".
        """
        units = self.units
        opener = units[j + 1].low if j + 1 < stop and units[j + 1].tag == WORD else ""
        near = units[j + 2].low if j + 2 < stop else ""
        relative = opener in _ASIDE_RELATIVES or (near in _ASIDE_RELATIVES and opener in PREPOSITIONS)
        if not relative and opener not in ASIDE_OPENERS:
            return j
        for k in range(j + 2, min(j + _LONGEST_ASIDE, stop - 1)):
            unit = units[k]
            if unit.tag == WORD and unit.low == ",":
                goes_on = units[k + 1].low == "and" or units[k + 1].tag == PLACE
                return k if goes_on else j
            if unit.low in STOPS or (not relative and unit.tag in (PLACE, PARTY, GROUND)):
                return j
        return j

    def _dated_at(self, k: int) -> bool:
        """Whether the place at `k` has its own date right behind it: "Sheberghan on Saturday"."""
        after = self.units[k + 1 : k + 3]
        if not after or (after[0].tag != DATE and after[0].low not in {"on", "in", "(", "at"}):
            return False
        return any(unit.tag == DATE for unit in after)

    def listed_later(self, start: int, stop: int) -> list[Unit]:
        """The places that a list goes on with behind the verb, from `start`, or its clause, which ends at `stop`.

        "Fell to the rebels on Monday, followed by B on Friday"; "was taken on Monday, its mayor said, and B on Friday".
        """
        units = self.units
        for k in range(start, stop - 2):  # "A was freed on October 4, B on the 9th and C on October 12"
            if units[k].low == "," and units[k - 1].tag == DATE:
                next_one = k + 2 if units[k + 1].low in {"and", "then"} else k + 1
                if next_one < stop and units[next_one].tag == PLACE and self._dated_at(next_one):
                    return self.list_at(next_one, len(units))
            if units[k].low == "and" and units[k - 1].tag == DATE:
                near = range(k + 1, min(k + _LONGEST_LISTED, len(units)))
                j = next((j for j in near if units[j].tag == PLACE), None)
                told = any(is_auxiliary(unit.low) or unit.low in self.table.verbs for unit in units[k + 1 : j])
                if j is not None and not told and self._dated_at(j):
                    return self.list_at(j, len(units))
        for k in range(stop, len(units) - 1):
            low = units[k].low if units[k].tag == WORD else ""
            if low == "followed" and units[k + 1].low == "by":
                return self.place_after(range(k + 2, len(units)), frozenset({"", "by", "of"}))
            if low in self.say and units[k + 1].low == ",":
                j = k + 3 if k + 2 < len(units) and units[k + 2].low == "and" else k + 2
                listed = j < len(units) and units[j].tag == PLACE and self._dated_at(j)
                return self.list_at(j, len(units)) if listed and k == stop else []
            if low in _SEQUENCE and units[k + 1].tag == PLACE and k == stop and self._dated_at(k + 1):
                return self.list_at(k + 1, len(units))  # "A was taken a month later, after B on 10 July"
            if low in SUBORDINATORS or low in STOPS:
                break
        return []

    def listed_past(self, start: int, stop: int) -> list[Unit]:
        """The places behind a relative clause at `stop` on the last of a list: "took A, where the ruins lie, and B"."""
        units = self.units
        if stop >= len(units) or units[stop].low not in _ASIDE_RELATIVES:
            return []
        comma = next((k for k in range(stop - 1, max(start, stop - 4), -1) if units[k].low == ","), None)
        if comma is None or units[comma - 1].tag not in (PLACE, GROUND):
            return []
        close = self.past_aside(comma, len(units))
        k = close + 2 if close > comma and units[close + 1].low == "and" else close + 1
        if close == comma or k >= len(units) or units[k].tag != PLACE:
            return []
        found = self.list_at(k, len(units))
        after = units[units.index(found[-1]) + 1 : units.index(found[-1]) + 3]
        told = any(is_auxiliary(unit.low) or unit.low in self.table.verbs for unit in after)
        return [] if told else found

    def listed_behind(self, start: int, last: int, stop: int) -> list[Unit]:
        """The places that a clause at `start:stop` without one of its own announces, its verb ending at `last`.

        "Took three towns on Sunday: A, B and C"; "among the towns taken by the army are A and B".
        """
        units = self.units
        again = start > 1 and units[start - 1].low == "after" and units[start - 2].low == units[start].low
        if _MANY.isdisjoint(self.lows(start, stop)) and not again:  # "city after city fell: A in May, B in June"
            return []
        for k in range(last + 1, min(last + _LINK_REACH, len(units) - 1)):
            if units[k].low in _LINKING and not _MANY.isdisjoint(self.lows(start, last)):
                j = k + 1 if units[k + 1].tag == PLACE else k + 4
                return self.list_at(j, len(units)) if j < len(units) and units[j].tag == PLACE else []
        for k in range(last + 1, min(stop + 2, len(units) - 1)):
            if units[k].low in _HERALDS and units[k + 1].tag == PLACE:
                return self.list_at(k + 1, len(units))
        return []

    def likewise(self, stop: int) -> list[Unit]:
        """The places behind a clause, which ends at `stop`, of which the same is told: ", as did B", "; so is B"."""
        stop += next((n for n, unit in enumerate(self.units[stop : stop + 3]) if unit.low not in _BEFORE_SO), 0)
        after = self.units[stop : stop + 3]
        same = len(after) == 3 and after[0].low in {"as", "so"} and after[1].low in _PRO_VERBS and after[2].tag == PLACE
        return self.list_at(stop + 2, len(self.units)) if same else []

    def _may_list(self, j: int) -> bool:
        """Whether the unit at `j` can stand between two places of a list."""
        unit = self.units[j]
        if unit.tag != WORD:
            return unit.tag == DATE
        after = self.units[j + 1].tag if j + 1 < len(self.units) else ""
        if unit.low in _LEAVING and after == PLACE and self.units[j - 1].low == "and":
            return True  # "from A on Monday and from B on Friday"
        if unit.low in {"on", "in", "("}:
            return after == DATE
        if unit.low == ")":
            return self.units[j - 1].tag == DATE
        if unit.low == "of":
            return self.units[j - 1].low in self.table.ground
        listed = unit.low in CONNECTORS or unit.low in _LIST_WORDS or unit.low in self.table.ground
        return listed or self._is_unknown_name(j)

    def _is_unknown_name(self, j: int) -> bool:
        """Whether the unit at `j` is a name, or a half of one, that no list of places knows: "A, Uqayla, B and C"."""
        name = self.units[j]
        if not name.text[:1].isupper() or name.low in self.table.verbs or not name.low.isalpha():
            return False
        first = last = j
        if self.units[j - 1].tag == WORD and self.units[j - 1].text[:1].isupper():
            first -= 1
        if j + 1 < len(self.units) and self.units[j + 1].tag == WORD and self.units[j + 1].text[:1].isupper():
            last += 1
        around = (self.units[first - 1].low, self.units[last + 1].low if last + 1 < len(self.units) else "")
        return last - first < _LONGEST_NAME and around[0] in {",", "and"} and around[1] in {",", "and"}

    def owned_place(self, k: int, stop: int) -> int:
        """The place that another only locates: the second of "Syria's Raqqa", "the Red Sea port of Mokha"."""
        owns = k + 2 < stop and _is_area(self.units[k])
        if owns and (is_lost_genitive(self.units[k]) or self.units[k + 1].low in GENITIVE | {"s"}):
            for j in range(k + 1, min(k + _LONGEST_OWNED, stop)):
                if self.units[j].tag == PLACE:
                    return j  # "Iraqs second city Mosul"
                if self.units[j].tag != WORD or self.units[j].low in PREPOSITIONS - {"of"}:
                    break
        suburb = k + 1 < stop and self.units[k + 1].low in _QUARTERS and self._holds_quarters(k)
        if k + 3 < stop and (suburb or self.units[k + 1].low in _TOWNS) and self.units[k + 2].low == "of":
            lies = k + 4 < stop and self.units[k + 3].low in DIRECTIONS
            return k + 3 + lies if self.units[k + 3 + lies].tag == PLACE else k
        return k

    def _holds_quarters(self, k: int) -> bool:
        """Whether the place at `k` can have suburbs: the first of "the Damascus suburb of Daraya"."""
        kinds = {mention.place.kind for mention in self.units[k].places if mention.place is not None}
        return bool(kinds) and kinds <= _WITH_QUARTERS

    def subject_places(self, low: int, high: int) -> list[Unit]:
        """The places that the subject before `high` names; those it only lies in come second."""
        k = skip_left(self.units, high)
        if k > 0 and self.units[k].low in {"which", "that"} and self.units[k].tag == WORD:
            j = k - 2 if self.units[k - 1].low == "," else k - 1
            if j >= 0 and self.units[j].tag in (PLACE, GROUND):
                return [self.units[j]]
        spots = [k for k in range(low, high) if self.units[k].tag in (PLACE, GROUND)]
        main = [k for k in spots if in_preposition(self.units, k) in {"", "of"}]
        chosen = main or spots
        return self.list_at(chosen[0], high) if chosen else []

    def noun_phrase_end(self, region: range) -> int:
        """The index after the object's noun phrase: up to the first preposition that is not "of"."""
        for k in region:
            unit = self.units[k]
            ends = unit.low in STOPS or unit.low == "(" or (unit.low in PREPOSITIONS and unit.low != "of")
            ends = ends and not in_amount(self.units, k)
            ends = ends or (unit.low in QUOTE_MARKS and k > 0 and self.units[k - 1].low == ",")
            if unit.tag == DATE or (unit.tag == WORD and ends):
                return k
        return region.stop

    def lows(self, start: int, stop: int) -> tuple[str, ...]:
        """The plain words between `start` and `stop`, in lower case."""
        return tuple(unit.low for unit in self.units[start:stop] if unit.tag == WORD)


def _is_area(unit: Unit) -> bool:
    return any(mention.place is not None and mention.place.kind in _AREAS for mention in unit.places)


def is_lost_genitive(unit: Unit) -> bool:
    """Whether a name is a genitive that has lost its apostrophe: "Syrias civil war"."""
    name = unit.places[0].place.name if unit.places and unit.places[0].place is not None else ""
    return unit.tag == PLACE and bool(name) and unit.low == f"{name.lower()}s"
