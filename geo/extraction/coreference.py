"""What general words stand for: "the city", "both villages", "it", "they", "the group"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geo.extraction.function_words import DETERMINERS, is_auxiliary
from geo.extraction.units import GROUND, PLACE, WORD, Unit
from geo.lexicon import Actor
from geo.model import Kind, Mention

_SETTLED = frozenset(
    {
        "city",
        "town",
        "village",
        "quarter",
        "district",
        "camp",
        "airbase",
        "base",
        "crossing",
        "hill",
        "dam",
        "island",
        "other",
    }
)
_KINDS: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town", "district", "other"}),
    "capital": frozenset({"city", "town", "other"}),
    "town": frozenset({"city", "town", "village", "district", "other"}),
    "village": frozenset({"village", "town", "district", "other"}),
    "settlement": frozenset({"village", "town", "city", "district", "other"}),
    "neighbourhood": frozenset({"quarter", "district", "town", "village"}),
    "district": frozenset({"quarter", "district", "town"}),
    "province": frozenset({"province"}),
    "airbase": frozenset({"airbase", "base"}),
    "base": frozenset({"airbase", "base"}),
    "airport": frozenset({"airbase", "base"}),
    "road": frozenset({"road"}),
    "camp": frozenset({"camp", "base"}),
    "crossing": frozenset({"crossing"}),
    "hill": frozenset({"hill", "mountain"}),
    "dam": frozenset({"dam"}),
    "bridge": frozenset({"other", "crossing"}),
    "island": frozenset({"other", "region"}),
    "area": _SETTLED | {"region", "province"},
    "place": _SETTLED,
}
_WORDS = {
    "city": "city", "citys": "city", "cities": "city",
    "town": "town", "towns": "town", "village": "village", "villages": "village",
    "settlement": "settlement", "settlements": "settlement", "locality": "settlement", "hamlet": "village",
    "neighborhood": "neighbourhood", "neighbourhood": "neighbourhood", "neighborhoods": "neighbourhood",
    "neighbourhoods": "neighbourhood", "suburb": "neighbourhood", "suburbs": "neighbourhood", "district": "district",
    "districts": "district", "province": "province", "governorate": "province", "airbase": "airbase", "base": "base",
    "airport": "airport", "airfield": "airbase", "road": "road", "highway": "road", "route": "road", "camp": "camp",
    "crossing": "crossing", "hill": "hill", "hills": "hill", "mountain": "hill", "dam": "dam", "bridge": "bridge",
    "island": "island", "area": "area", "areas": "area", "region": "area", "territory": "area", "enclave": "area",
    "capital": "capital",
    "port": "town", "hub": "town", "junction": "town", "oasis": "town", "township": "town", "municipality": "town",
    "garrison": "town", "fortress": "place",
    "zone": "area", "location": "place", "stronghold": "place", "bastion": "place",
}  # fmt: skip
_WRITTEN = frozenset(_WORDS) | {f"{word}'s" for word in _WORDS}
_PLURAL = frozenset(
    {"cities", "towns", "villages", "settlements", "neighborhoods", "neighbourhoods", "districts", "suburbs", "areas"}
)
_POINTING = frozenset({"the", "this", "that", "these", "those", "both", "two"})
_WEAK = frozenset({"area", "place", "road", "capital"})
_MEMORY = 40
_OF_PROVINCE = frozenset({"provincial", "regional"})
_SEAT_REACH = 2
"""Sentences back to the province whose capital is spoken of."""
_STRIKE_REACH = 8
_CHANGE_REACH = 3
_OPENING = frozenset({",", "and", "but", "that", "said", "as", "because", '"', "“", ".", ";", ":"})


class Named(NamedTuple):
    """A place as it was named: in which sentence, and what it was called there ("the village of ..")."""

    sentence: int
    mention: Mention
    called: str = ""


@dataclass(slots=True)
class Discourse:
    """What an article has named so far: places and parties, latest last."""

    places: list[Named] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    topics: list[tuple[int, Mention]] = field(default_factory=list)
    strikes: list[tuple[int, str, Kind]] = field(default_factory=list)
    seat_of: Callable[[Mention, Unit], Mention | None] | None = None
    listed: tuple[int, tuple[Mention, ...]] = (-9, ())
    changes: list[tuple[int, tuple[Actor, ...], tuple[Actor, ...]]] = field(default_factory=list)
    sentence: int = 0

    def begin(self, sentence: int) -> None:
        """Go on to the sentence of that number."""
        self.sentence = sentence

    def resolve_ground(self, units: list[Unit]) -> None:
        """Give general words for places the places they stand for, in place; then remember the sentence's own."""
        for k in [k for k, unit in enumerate(units) if unit.low in _WRITTEN or unit.tag == PLACE]:
            unit = units[k]
            if unit.tag == PLACE:
                called = _called(units, k)
                self.places.extend(Named(self.sentence, mention, called) for mention in unit.places)
                continue
            if unit.low == "capital" and (seat := self._seat(units, k)) is not None:
                unit.tag, unit.places = GROUND, (seat,)
                continue
            if unit.tag == WORD and unit.low == "there" and _is_place_word(units, k):
                place = self.last_place(before=unit.start)
                if place is not None:
                    unit.tag, unit.places = GROUND, (place,)
                continue
            word = unit.low.removesuffix("'s")
            if unit.tag != WORD or not _points_back(units, k):
                continue
            found = self._antecedents(_WORDS[word], plural=word in _PLURAL)
            if found:
                unit.tag = GROUND
                unit.places = tuple(found)
                self.places.extend(Named(self.sentence, mention, _WORDS[word]) for mention in found)

    def _antecedents(self, word: str, *, plural: bool) -> list[Mention]:
        kinds = _KINDS[word]
        reach = 1 if word in _WEAK else 6
        found: list[Mention] = []
        if not plural and (topic := self._topic(kinds, word)) is not None:
            return [topic]
        at = -1
        for sentence, mention, called in reversed(self.places[-_MEMORY:]):
            if self.sentence - sentence > reach or (found and (not plural or sentence != at)):
                break
            if called != word and mention.place is not None and mention.place.kind not in kinds:
                continue
            if all(_key(mention) != _key(other) for other in found):
                found.append(mention)
                at = sentence
        found.reverse()
        return found

    def _seat(self, units: Sequence[Unit], k: int) -> Mention | None:
        """The city that "the provincial capital" at `k` is, by the province named before; None where it is named."""
        if self.seat_of is None or k == 0 or units[k - 1].low not in _OF_PROVINCE:
            return None
        if any(unit.tag == PLACE for unit in units[k + 1 : k + 3]):
            return None
        for named in reversed(self.places[-_MEMORY:]):
            if self.sentence - named.sentence > _SEAT_REACH:
                return None
            if named.mention.place is not None and named.mention.place.kind == "province":
                return self.seat_of(named.mention, units[k])
        return None

    def _topic(self, kinds: frozenset[str], word: str) -> Mention | None:
        """The place that a change of the last two sentences was told of, where this sentence has named none yet."""
        if word in _WEAK or (self.places and self.places[-1].sentence == self.sentence):
            return None
        for sentence, mention in reversed(self.topics[-4:]):
            near = 0 < self.sentence - sentence <= 2
            called = any(mention.text == other.text and name == word for _, other, name in self.places[-_MEMORY:])
            if near and (called or (mention.place is not None and mention.place.kind in kinds)):
                return mention
        return None

    def note_topics(self, mentions: Iterable[Mention]) -> None:
        """Remember the places that a change of control is told of: what follows goes on about them."""
        self.topics.extend((self.sentence, mention) for mention in mentions)

    def note_change(self, subjects: Sequence[Actor], opponents: Sequence[Actor]) -> None:
        """Remember who was told to take a place, and from whom."""
        self.changes.append((self.sentence, tuple(subjects), tuple(opponents)))

    def last_change(self) -> tuple[list[Actor], list[Actor]]:
        """Who took the place told of last, at most three sentences back, and from whom; nobody where none was told."""
        if not self.changes or self.sentence - self.changes[-1][0] > _CHANGE_REACH:
            return [], []
        return list(self.changes[-1][1]), list(self.changes[-1][2])

    def last_topic(self) -> Mention | None:
        """The place that a change in one of the two sentences before was told of last; None for none."""
        for sentence, mention in reversed(self.topics[-4:]):
            if 0 < self.sentence - sentence <= 2:
                return mention
        return None

    def note_strike(self, mention: Mention, kind: Kind) -> None:
        """Remember that a place was struck: "the attack" in what follows is that one."""
        self.strikes.append((self.sentence, _key(mention), kind))

    def strike_at(self, mention: Mention) -> Kind | None:
        """The kind of the last strike told of a place in the sentences just before; None for none."""
        for sentence, key, kind in reversed(self.strikes[-_MEMORY:]):
            if self.sentence - sentence > _STRIKE_REACH:
                return None
            if key == _key(mention):
                return kind
        return None

    def bombed_here(self, mention: Mention) -> Kind | None:
        """The bombing told of that place in this very sentence: "a bomber killed 30 in an attack on a wedding"."""
        told = [row for row in self.strikes[-_MEMORY:] if row[0] == self.sentence and row[1] == _key(mention)]
        return Kind.BOMBING if any(kind is Kind.BOMBING for *_, kind in told) else None

    def last_place(self, *, before: int, reach: int = 1, areas: bool = False) -> Mention | None:
        """The place that the text is at before offset `before`, at most `reach` sentences back.

        In the sentence itself that is the place named last, in an earlier one the place it names first. Provinces
        count where `areas`, countries never.
        """
        at = -1
        found: Mention | None = None
        area: Mention | None = None
        for named in reversed(self.places[-_MEMORY:]):
            if area is not None and named.sentence != self.sentence:
                return area  # the sentence names only areas
            if self.sentence - named.sentence > reach or (found is not None and named.sentence != at):
                break
            fits = named.mention.start < before and not _is_country(named.mention)
            if not fits or not (areas or not _is_area(named.mention)):
                continue
            if named.sentence == self.sentence:
                if not _is_area(named.mention):
                    return named.mention
                area = area or named.mention
                continue
            found, at = named.mention, named.sentence
        return found or area

    def last_city(self, *, before: int, reach: int = 3) -> Mention | None:
        """The city or town named last before offset `before`, whose half or east is told of."""
        for named in reversed(self.places[-_MEMORY:]):
            if self.sentence - named.sentence > reach:
                return None
            place = named.mention.place
            if named.mention.start < before and place is not None and place.kind in {"city", "town"}:
                return named.mention
        return None

    def note_listed(self, mentions: Sequence[Mention]) -> None:
        """Remember the places that were told of together, which "them" can stand for."""
        if len(mentions) > 1:
            self.listed = (self.sentence, tuple(mentions))

    def listed_places(self, *, before: int) -> list[Mention]:
        """The places before offset `before` that this sentence or the last told of together; none for one alone."""
        sentence, mentions = self.listed
        near = self.sentence - sentence <= 1 and all(mention.start < before for mention in mentions)
        return list(mentions) if near else []

    def remember(self, actors: Iterable[Actor]) -> None:
        """Note who was told to act, for the pronouns of what follows."""
        self.actors.extend(actors)

    def last_actor(self, *, besides: Sequence[Actor] = ()) -> Actor | None:
        """Who acted last, other than `besides`."""
        return next((actor for actor in reversed(self.actors[-_MEMORY:]) if actor not in besides), None)


def _is_place_word(units: Sequence[Unit], k: int) -> bool:
    """Whether "there" at `k` says where ("an advance there"), and does not open a clause ("there were")."""
    before = units[k - 1].low if k else ","
    after = units[k + 1].low if k + 1 < len(units) else ""
    return before not in _OPENING and not is_auxiliary(after) and after not in {"to", "seemed", "remained", "followed"}


def _points_back(units: Sequence[Unit], k: int) -> bool:
    """Whether the general word at `k` has a pointing article and no name of its own."""
    if k + 1 < len(units):
        after = units[k + 1]
        if after.tag == PLACE:
            return False
        if units[k].low == "capital":
            return after.low == "of" and any(unit.tag == PLACE and _names_area(unit) for unit in units[k + 2 : k + 5])
        if after.low in {"of", "called", "named", "known"} and any(unit.tag == PLACE for unit in units[k + 2 : k + 5]):
            return False
        if after.tag == WORD and after.low in _WORDS:
            return False
    j = k - 1
    while j >= 0 and units[j].tag == WORD and units[j].low not in DETERMINERS and k - j < 3 and units[j].low.isalpha():
        j -= 1
    if j < 0 or units[j].low not in _POINTING or units[j].tag != WORD:
        return False
    return units[k - 1].tag == WORD


def _names_area(unit: Unit) -> bool:
    return any(_is_area(mention) for mention in unit.places)


def _is_area(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in {"province", "region", "country"}


def _is_country(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind in {"country", "border"}


def _called(units: Sequence[Unit], k: int) -> str:
    """The general word that stands with the name at `k`: "village of X", "X village", "the town X"; "" for none."""
    after = units[k + 1].low if k + 1 < len(units) else ""
    before = units[k - 1].low if k else ""
    if before in {"of", "called"} and k > 1:
        before = units[k - 2].low
    return _WORDS.get(after) or _WORDS.get(before) or ""


def _key(mention: Mention) -> str:
    return mention.place.place_id if mention.place is not None else mention.text.lower()
