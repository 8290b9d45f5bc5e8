"""The noun phrases around a trigger: parties, beside the places of `place_slots.py`."""

from geo.extraction.clauses import in_preposition
from geo.extraction.function_words import BACKED, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from geo.extraction.place_slots import CONNECTORS, GENITIVE, LONGEST_GAP, PlaceSlots
from geo.extraction.units import DATE, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_LENT = frozenset({"help", "support", "aid", "backing", "assistance", "cover", "orders", "fire", "pressure"})
"""What comes from a friend, or from anybody: "with help from Hezbollah"."""
_CHAINED = frozenset({"and", ",", "the", "its", "their", "&", "allied", "former", "fellow", "other"})
_NO_AGENTS = BACKED | {"held", "controlled", "occupied", "followed", "surrounded", "besieged"}
"""Participles whose "by <party>" names somebody else than who acts: "areas held by rebels"."""


class Slots(PlaceSlots):
    """Reads parties and places of one sentence's units; all positions are unit indexes."""

    def agent(self, start: int, end: int) -> list[Unit]:
        """The parties after "by" between `start` and `end`."""
        for k in range(start, end):
            helps = k > start and self.units[k - 1].low in _NO_AGENTS
            if self.units[k].low == "by" and self.units[k].tag == WORD and not helps:
                return self.parties_from(k + 1, end)
        return []

    def after_word(self, wanted: str, region: range) -> list[Unit]:
        """The parties after the first word `wanted` of the region that a party follows."""
        for k in region:
            lent = wanted == "from" and k > 0 and self.units[k - 1].low in _LENT
            if self.units[k].tag == WORD and self.units[k].low == wanted and not lent:
                found = self.parties_from(k + 1, region.stop)
                if found:
                    return found
        return []

    def parties_from(self, start: int, end: int) -> list[Unit]:
        """The parties of the noun phrase that begins at `start`, with those joined to it by "and"."""
        found: list[Unit] = []
        steps = 0
        for unit in self.units[start:end]:
            if unit.tag in (PARTY, NATION) or (unit.tag == PLACE and unit.actor is not None):
                found.append(unit)
                steps = 0
            elif unit.tag == HOLDER:
                continue
            elif (
                unit.tag != WORD
                or unit.low in PREPOSITIONS - {"of"}
                or unit.low in SUBORDINATORS
                or steps > (2 if found else LONGEST_GAP)
                or (found and unit.low not in CONNECTORS | {"their", "its"})
            ):
                break
            else:
                steps += 1
        named = [unit for unit in found if unit.tag != NATION]
        return named or found

    def chain(self, k: int) -> list[Unit]:
        """The party at `k` with the parties joined to it on the left, leftmost first."""
        chain = [self.units[k]]
        j = k - 1
        while j >= 0 and self.units[j].tag == WORD and self.units[j].low in _CHAINED:
            if j and self.units[j - 1].tag == PARTY and not in_preposition(self.units, j - 1):
                chain.insert(0, self.units[j - 1])
                j -= 2
            elif j and self.units[j - 1].tag == NATION and self.units[j].low == "and" and j == k - 1:
                chain.insert(0, self.units[j - 1])
                break
            else:
                j -= 1
        return chain

    def first_party(self, low: int, high: int) -> list[Unit]:
        """The first party between `low` and `high` that no preposition governs, with those joined to it."""
        for k in range(max(0, low), min(high, len(self.units))):
            if self.units[k].tag == PARTY and not in_preposition(self.units, k):
                found = self.chain(k)
                j = k + 1
                while j + 1 < high and self.units[j].tag == WORD and self.units[j].low in {"and", ",", "the", "its"}:
                    if self.units[j + 1].tag == PARTY:
                        found.append(self.units[j + 1])
                        j += 1
                    j += 1
                return found
        return []

    def owner(self, index: int) -> list[Unit]:
        """The party just before a noun: "Russian airstrikes", "the rebels' offensive"."""
        k = index - 1
        for _ in range(4):
            if k < 0:
                break
            unit = self.units[k]
            if unit.tag in (PARTY, NATION):
                found = [unit]
                if k >= 2 and self.units[k - 1].low == "and" and self.units[k - 2].tag in (PARTY, NATION):
                    found.insert(0, self.units[k - 2])
                return found
            if unit.tag == PLACE and unit.actor is not None and self.units[k + 1].low in GENITIVE:
                return [unit]
            closes = unit.low in PREPOSITIONS or unit.low in SUBORDINATORS or unit.low in DETERMINERS
            if unit.tag == DATE:
                k -= 1
                continue  # "the militants' three-week seizure of"
            if unit.tag != WORD or closes or unit.low in {"and", ","}:
                break
            k -= 1
        return []

    def holders(self, start: int, stop: int) -> list[Unit]:
        """Who holds what is named between `start` and `stop`: "ISIS-held", "held by ISIS"."""
        found = [unit for unit in self.units[start:stop] if unit.tag == HOLDER]
        for k in range(start, stop - 1):
            if self.units[k].low in {"held", "controlled", "occupied"} and self.units[k + 1].low == "by":
                found.extend(self.parties_from(k + 2, stop))
        return found
