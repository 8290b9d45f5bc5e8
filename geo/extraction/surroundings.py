"""What the words around a name say: a place of some kind, a government, an organisation, a person."""

from collections.abc import Sequence

from geo.extraction.evidence import STRONG, Surroundings
from geo.extraction.names import Name
from geo.extraction.place_cues import PlaceCues
from geo.extraction.tokens import Token

_HELD = (
    "-held",
    "-controlled",
    "-besieged",
    "-run",
    "-occupied",
    "-dominated",
    "-majority",
    "-populated",
    "-hit",
    "-torn",
)
_SETTLEMENTS = frozenset({"city", "town", "village", "quarter", "camp"})
_PLACES_OUTRIGHT = _SETTLEMENTS | {
    "province",
    "district",
    "airbase",
    "hill",
    "crossing",
    "dam",
    "river",
    "lake",
    "mountain",
}
_DIRECT_BEFORE = frozenset(
    {"city", "town", "village", "quarter", "camp", "mountain", "river", "lake", "airbase", "hill"}
)
_SKIPPED = frozenset(
    {
        "the", "nearby", "neighbouring", "neighboring", "war-torn", "central", "besieged", "strategic", "embattled",
        "entire", "whole", "historic", "ancient", "old", "modern-day", "all", "mainly", "rural", "greater", "divided",
        "ravaged", "key", "once", "today's", "both",
    }
)  # fmt: skip
_WEAK_BEFORE = frozenset({"capital", "sector", "block", "square", "street"})
_BEING = frozenset({"is", "was", "are", "were"})
_CLOSING = frozenset({"", '"', "”", "’", "'"})
"""What may stand before "of": the United Nations "safe area" of X."""
_AFTER_KIND = frozenset(
    {
        "that", "which", "where", "about", "some", "just", "held", "under", "once", "northeast", "northwest",
        "southeast", "southwest",
    }
)  # fmt: skip
_AUXILIARIES = frozenset({"not", "been", "be", "being", "also", "yet", "now", "soon", "then", "later", "never", "to"})
_REGAINING = frozenset({"won", "win", "wins", "winning", "took", "take", "taken", "got", "clawed", "gained"})
_WRESTING = frozenset({"seized", "seize", "seizing", "wrested", "wresting", "captured", "capture", "capturing", "took"})
_LEAVING = {
    "out": frozenset({"driven", "drove", "pulled", "pushed", "forced", "thrown", "kicked", "chased", "moved"}),
    "hold": frozenset({"got", "get", "took", "take", "taken", "gained"}),
    "possession": frozenset({"took", "take", "taken", "gained", "regained"}),
    "go": frozenset({"let"}),
}
"""The word before "of" and what may stand before that, where what follows is ground."""
_WITHDRAWING = frozenset({"withdrew", "withdrawn", "withdraw", "retreated", "retreat", "driven", "dislodged", "pulled"})
_TROOPS = frozenset(
    {"troops", "forces", "fighters", "soldiers", "rebels", "militants", "army", "units", "garrison", "insurgents",
     "militia", "brigade", "regiment", "battalion", "gunmen", "jihadists", "militiamen"}
)  # fmt: skip
_COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_NO_NOUNS = frozenset(
    {
        "and", "or", "but", "nor", "where", "when", "which", "who", "whose", "that", "than", "while", "as", "after",
        "before", "by", "for", "because", "since", "until", "during", "against", "if", "so", "yet", "amid", "without",
        "despite", "later", "today", "yesterday", "this", "last", "next", "also", "not", "there", "were", "had", "a",
        "an", "the", "its", "his",
    }
)  # fmt: skip


def surroundings(name: Name, tokens: Sequence[Token], cues: PlaceCues) -> Surroundings:
    """The evidence of the words left and right of a name within its sentence."""
    reading = _Reading(tokens, cues)
    reading.look_left(name)
    reading.look_right(name)
    return reading.found


class _Reading:
    """Collects the evidence of one name."""

    def __init__(self, tokens: Sequence[Token], cues: PlaceCues) -> None:
        self._tokens = tokens
        self._cues = cues
        self.found = Surroundings()

    def look_left(self, name: Name) -> None:
        i = name.first
        if self._tokens[i].gap in {"-", "–", "—"}:
            self.found.actor += 0.7
        if i == 0 or self._tokens[i].gap not in {"", '"', "“", "‘", "'"}:
            return
        self.found.has_article = self._tokens[i - 1].low == "the"
        i = self._skip_left(i - 1)
        if i < 0:
            return
        word = self._tokens[i]
        cues = self._cues
        self.found.is_direct = i == name.first - 1
        if word.low == "of":
            self._look_before_of(i)
        elif word.low in cues.directions:
            if not (word.capital and self.found.is_direct and name.known):
                self._look_at_direction(i)
        elif cues.kinds.get(word.low) in _DIRECT_BEFORE and not word.capital and not word.genitive:
            self.found.kind = cues.kinds[word.low]
            self.found.place += STRONG if word.low not in _WEAK_BEFORE else 1.0
            self.found.shared_left = word.low in cues.plural_kinds
        elif word.low in cues.strong_prepositions or word.low in cues.weak_prepositions:
            self._look_at_preposition(i)
        elif word.low in cues.taking_verbs:
            self.found.place += STRONG if word.low in cues.ground_words or self._is_taken_from(name) else 1.5
        elif word.low == "back" and self._low(i - 1) in _REGAINING:
            self.found.place += STRONG
        elif word.low.endswith(_HELD):
            self.found.place += 2
        else:
            self._look_at_people(word)

    def _is_taken_from(self, name: Name) -> bool:
        """Whether the object of a taking verb is taken from somebody: "seized Zarqa from the army", "cleared it of"."""
        verb, after = self._low(name.first - 1), self._low(name.last)
        return (after == "from" and verb in _WRESTING) or (after == "of" and verb in {"cleared", "clear", "clearing"})

    def _look_at_direction(self, i: int) -> None:
        if self._tokens[i].low in _COMPASS and self._low(i - 1) == "the":
            return  # "in the north Kunduz fell", a comma lost
        self.found.direction = self._tokens[i].low
        self.found.place += 1.5
        before = self._low(i - 1)
        if before in self._cues.strong_prepositions or before in self._cues.weak_prepositions:
            self.found.place += 0.5

    def _look_at_preposition(self, i: int) -> None:
        low = self._tokens[i].low
        if low not in self._cues.strong_prepositions:
            self.found.place += 1
            self._look_before_preposition(i)
            return
        self.found.place += 2
        if low == "in" and (self._low(i - 2), self._low(i - 1)) == ("islamic", "state"):
            self.found.organisation = self.found.organisation_list = True

    def _look_at_people(self, word: Token) -> None:
        """Words before a name that make it a person or a government."""
        cues = self._cues
        if word.low in cues.person_titles and not word.genitive:
            self.found.person += 3
        elif word.low == "by":
            self.found.actor += 1.5
        elif word.low in cues.byline_words:
            self.found.person += 1.5
        elif word.low in cues.actor_before:
            self.found.actor += 1

    def _look_before_of(self, of: int) -> None:
        i = self._skip_left(of - 1)
        if i < 0 or self._tokens[of].gap not in _CLOSING:
            return
        word, cues = self._tokens[i], self._cues
        kind = cues.kind_phrases.get((self._low(i - 1), word.low)) or cues.kinds.get(word.low)
        if word.capital and word.low in cues.organisation_heads and i > 0:
            self.found.organisation = self.found.organisation_list = True
        elif word.low in cues.directions:
            self.found.direction, self.found.is_offset = word.low, True
            self.found.place += 2
            self.found.distance_km = self._distance_before(i)
        elif word.low in cues.around:
            self.found.is_around = word.low not in cues.edges
            self.found.is_edge = not self.found.is_around
            self.found.place += 2
        elif kind in _PLACES_OUTRIGHT and self._is_named(i - 1):
            self.found.place += 1.5  # "the Qusour district of Damascus": the district is Qusour
        elif kind in _PLACES_OUTRIGHT:
            self.found.kind = kind
            self.found.shared_left = word.low in cues.plural_kinds
            self.found.place += STRONG
        elif word.low in cues.taking_nouns or kind is not None:
            self.found.place += STRONG if word.low in cues.ground_words else 1.5
        elif self._low(i - 1) in _LEAVING.get(word.low, ()):
            self.found.place += STRONG  # "driven out of", "took hold of", "let go of"
        elif word.low in cues.person_titles:
            self.found.person += 0.5
        else:
            self.found.place += 0.3

    def _look_before_preposition(self, i: int) -> None:
        before = self._low(i - 1)
        if before in self._cues.actor_before:
            self.found.actor += 1
        if self._tokens[i].low == "from" and before in {"km", "kilometres", "kilometers", "miles", "away"}:
            self.found.place += 1
        if before in self._cues.taking_nouns:
            self.found.place += 0.7
        if before in _WITHDRAWING and any(self._low(j) in _TROOPS for j in range(max(0, i - 6), i - 1)):
            self.found.place += 2

    def _distance_before(self, i: int) -> float | None:
        """Kilometres in "12 km south of" and "12 kilometres (seven miles) south of", the direction being at `i`."""
        for unit in range(i - 1, max(-1, i - 6), -1):
            if self._low(unit) in {"km", "kms", "kilometres", "kilometers", "kilometre", "kilometer"} and unit:
                return _number(self._tokens[unit - 1].text)
            if self._low(unit) in {"miles", "mile"} and unit and (miles := _number(self._tokens[unit - 1].text)):
                return round(miles * 1.609, 1)
        return None

    def look_right(self, name: Name) -> None:
        i = name.last
        if i >= len(self._tokens):
            return
        word = self._tokens[i]
        if word.gap == ",":
            self._look_after_comma(i, name)
        elif word.gap in {"-", "–"}:
            self._look_after_hyphen(word)
        elif not word.gap and not self._look_at_kind_after(i, genitive=self._tokens[i - 1].genitive):
            self._look_at_word_after(i)

    def _look_at_kind_after(self, i: int, *, genitive: bool) -> bool:
        """Take in a kind of place after the name, a direction before it allowed for; whether that settles the right."""
        cues, word = self._cues, self._tokens[i]
        at = i + 1 if word.low in cues.directions else i
        after = self._low(at)
        two = (after, self._low(at + 1))
        kind = cues.kind_phrases.get(two) or cues.kinds.get(after)
        if kind is not None and after in cues.around and (genitive or at > i or after in cues.rural):
            self.found.is_edge = genitive and after in cues.edges
            self.found.is_around = not self.found.is_edge
            self.found.direction = word.low if at > i and self.found.is_around else self.found.direction
            self.found.place += STRONG
            self.found.kind_end = at + 1
        elif genitive:
            self._look_at_possessed(word, is_placed=kind is not None or at > i)
        elif kind is not None:
            self._ask_for_kind(kind, at, cues.kind_phrases.get((*two, self._low(at + 2))), two)
        else:
            return at > i
        return True

    def _look_at_word_after(self, i: int) -> None:
        cues, word = self._cues, self._tokens[i]
        if word.capital and word.low in cues.organisation_heads:
            self.found.organisation = True
        elif word.low in cues.units and self.found.place < 2:
            self.found.organisation = True  # "the 92nd Kharkiv brigade"
        elif word.low in cues.organisation_after:
            self.found.actor += 1.5
        elif word.low in cues.fates:
            fell = word.low in {"fell", "falls"}
            self.found.place += STRONG if fell and self._low(i + 1) == "to" else 1.5 if fell else 1.0
        elif word.low in cues.actor_verbs:
            self._look_at_verb(i)
        elif word.low in cues.around:
            self.found.place += 1
        else:
            noun = word.low.isalpha() and word.low not in _NO_NOUNS
            self.found.is_attribute = noun and not self._is_preposition(word.low)

    def _is_preposition(self, low: str) -> bool:
        return low in self._cues.strong_prepositions or low in self._cues.weak_prepositions

    def _ask_for_kind(self, kind: str, i: int, phrase_kind: str | None, two: tuple[str, str]) -> None:
        word, cues = self._tokens[i], self._cues
        if word.capital and word.low in cues.organisation_heads and kind in {"other", "province", "region"}:
            self.found.place += 0.5
            self.found.organisation = word.low not in {
                "hospital",
                "university",
                "school",
                "mosque",
                "museum",
                "church",
                "cathedral",
                "college",
            }
            return
        strength = STRONG if kind in _PLACES_OUTRIGHT else 1.5
        if word.low in {
            "state",
            "states",
            "capital",
            "block",
            "street",
            "front",
            "heights",
            "base",
            "bases",
            "company",
            "market",
        }:
            strength = 1.0
        self.found.place += strength
        if self.found.kind is None or kind not in _SETTLEMENTS:
            self.found.kind = kind
            length = 3 if phrase_kind else 2 if cues.kind_phrases.get(two) else 1
            self.found.kind_end = i + length
            self.found.shared_right = word.low in cues.plural_kinds

    def _look_at_verb(self, i: int) -> None:
        """ "X said" makes a government, "X was liberated" a place, "X did not accept" a government again."""
        cues, low = self._cues, self._tokens[i].low
        if low not in cues.shared_verbs:
            self.found.actor += 1.5
            self.found.person += 1.5 if low in cues.person_speech else 0.0
            return
        following = next((word for word in map(self._low, range(i + 1, i + 4)) if word not in _AUXILIARIES), "")
        if following in cues.ground_words or following == "wrested":
            self.found.place += STRONG
        elif following in cues.fates:
            self.found.place += 1.5
        elif following in cues.actor_verbs and low not in _BEING:
            self.found.actor += 1.5
        else:
            self.found.actor += 0.7

    def _look_after_comma(self, i: int, name: Name) -> None:
        """An apposition: "X, northeast of Y", "X, a town", "X, 12 km from Y"; "X, which backs Y" is a government.

        Between commas before a word of speech stands a person: "the mayor, Karim Omar, said".
        """
        cues = self._cues
        opened = any(self._tokens[k].gap == "," for k in range(max(0, name.first - 2), name.first + 1))
        if opened and self._tokens[i].low in cues.person_speech:
            self.found.person += 1.5
            return
        words = [self._low(j) for j in range(i, min(i + 5, len(self._tokens))) if not self._tokens[j].gap or j == i]
        if words[:1] == ["which"] and len(words) > 1 and words[1] in cues.actor_verbs - cues.shared_verbs:
            self.found.actor += 1.5
        elif words[0] in cues.directions or words[0].isdigit() or words[:2] == ["on", "the"]:
            self.found.place += 1.5
        elif words[0] in {"a", "an", "the"} and any(cues.kinds.get(word) in _PLACES_OUTRIGHT for word in words[1:]):
            at = next(k for k, word in enumerate(words) if k and cues.kinds.get(word))
            self.found.is_apposed = cues.kinds[words[at]] in _SETTLEMENTS and self._ends_phrase(i + at + 1)
            self.found.place += STRONG if self.found.is_apposed else 2
            self.found.kind = self.found.kind or cues.kinds[words[at]]

    def _ends_phrase(self, i: int) -> bool:
        """Whether a noun phrase ends before the token at `i`: "a village south of", but not "a village elder"."""
        if i >= len(self._tokens) or self._tokens[i].gap:
            return True
        low = self._tokens[i].low
        return low in _AFTER_KIND or low in self._cues.directions or self._is_preposition(low)

    def _look_at_possessed(self, word: Token, *, is_placed: bool) -> None:
        if word.low in self._cues.actor_possessed:
            self.found.actor += 1.5
        elif is_placed:
            self.found.place += 1

    def _look_after_hyphen(self, word: Token) -> None:
        if word.low in self._cues.actor_suffixes:
            self.found.actor += 3
        elif word.low == "based" or word.capital:
            self.found.place += 0.5

    def _is_named(self, i: int) -> bool:
        """Whether the token at `i` can be a name of its own, and no people's or compass word."""
        if i < 1 or not self._tokens[i].capital:
            return False
        low, cues = self._tokens[i].low, self._cues
        return low not in cues.never and low not in cues.demonyms and low not in cues.directions

    def _skip_left(self, i: int) -> int:
        """The index of the first telling word at or left of `i`; -1 where punctuation comes first."""
        skipped = 0
        while i >= 0 and skipped < 3:
            word = self._tokens[i]
            if word.low not in _SKIPPED and word.low not in self._cues.demonyms:
                return i
            if word.gap:
                return -1
            i -= 1
            skipped += 1
        return i

    def _low(self, i: int) -> str:
        return self._tokens[i].low if 0 <= i < len(self._tokens) else ""


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
