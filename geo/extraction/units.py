"""A sentence as a row of units: words, parties, places and dates, each one step for the rules of events."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from geo.extraction.date_mention import DateMention
from geo.extraction.function_words import BE, PREPOSITIONS, SUBORDINATORS
from geo.extraction.sentences import Sentence
from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase
from geo.model import Mention, Role

PARTY, NATION, HOLDER, PLACE, GROUND, DATE, WORD = "party", "nation", "holder", "place", "ground", "date", "word"
CITED = "cited"
"""Tags of units. GROUND is a general word ("the city") that stands for places named before; CITED a part of the name
of whoever is cited, which takes no part in what is told."""

_WORDS = re.compile(
    r"(?=\S)(?:"  # `re` skips spaces by it, without trying every way to begin
    r"[A-Za-z]++(?![\w'’.\-–‑])"  # most words, found soonest
    r"|(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’.\-–‑][^\W_]+)*|[^\s\w])"
)
_ENDINGS = frozenset(",.;:?!)")

_SIDES = frozenset({PARTY, NATION})
_BELONGING = frozenset(
    {
        ("loyal", "to"), ("allied", "to"), ("allied", "with"), ("aligned", "with"), ("belonging", "to"),
        ("affiliated", "with"), ("affiliated", "to"), ("linked", "to"),
    }
)  # fmt: skip
_LED = frozenset({("led", "by"), ("commanded", "by"), ("headed", "by")})
_FIGHTERS = frozenset({"fighters", "militants", "rebels"})
_LONGEST_TITLE = 5
"""Units between "of" and a name: "of the eastern commander Khalifa Haftar"."""
_LONGEST_KEPT = 40


Spanned = TypeVar("Spanned", Phrase, Mention, DateMention)


@dataclass(slots=True, eq=False)
class Unit:
    """One step of a sentence at `start:end` of the article; `low` is the text in lower case.

    `actor` is set for parties (for a NATION, and for a PLACE that is a country, its state), `places` for PLACE and
    GROUND. `people` marks the article's own nation by name ("the Syrians"), who may be its civilians.
    """

    tag: str
    start: int
    end: int
    low: str
    text: str
    actor: Actor | None = None
    places: tuple[Mention, ...] = ()
    date: DateMention | None = None
    people: bool = False


@dataclass(slots=True)
class Spans:
    """What the readers before this one found in an article, in document order."""

    phrases: Sequence[Phrase] = ()
    mentions: Sequence[Mention] = ()
    dates: Sequence[DateMention] = ()
    country: str = ""
    _starts: dict[int, list[int]] = field(default_factory=dict)

    def within(self, found: Sequence[Spanned], start: int, end: int) -> Sequence[Spanned]:
        """Those of `found`, which is one of this object's own lists, that begin in `start:end`."""
        starts = self._starts.get(id(found))
        if starts is None:
            starts = self._starts[id(found)] = [one.start for one in found]
        return found[bisect_left(starts, start) : bisect_left(starts, end)]


def units_of(sentence: Sentence, spans: Spans, lexicon: Lexicon) -> list[Unit]:
    """The units of a sentence, in order and without overlap: a party's name wins over a place inside it."""
    marked = _marked(sentence, spans, lexicon)
    units: list[Unit] = []
    spots: list[int] = []
    at = sentence.start
    for unit in marked:
        if unit.start < at:
            continue
        units += _words(sentence, at, unit.start)
        spots.append(len(units))
        units.append(unit)
        at = unit.end
    units += _words(sentence, at, sentence.end)
    _name_peoples(units, spots, spans.country, lexicon)
    return _without_allies(_with_masters(units, spots))


def _name_peoples(units: Sequence[Unit], spots: Sequence[int], home: str, lexicon: Lexicon) -> None:
    """Make parties of "the Russians", and of "Moscow" in "handing Moscow its largest gain"; `spots` are no words.

    `home` is the country that the article is about, whose people may be its civilians.
    """
    for k in spots:
        unit = units[k]
        if unit.tag == NATION and unit.low.endswith("s") and k and units[k - 1].low == "the":
            unit.tag = PARTY
            unit.people = unit.actor is not None and unit.actor.country == home
        elif unit.tag == PLACE and unit.low in lexicon.capital_of and k + 1 < len(units) and units[k + 1].low == "its":
            unit.tag, unit.actor = PARTY, lexicon.actor_in("government", lexicon.capital_of[unit.low])


def _with_masters(units: list[Unit], spots: Sequence[int]) -> list[Unit]:
    """The units with a general word and the named party that it belongs to as one: "forces loyal to Haftar"."""
    merged: list[Unit] = []
    done = 0
    for k in spots:
        unit = units[k]
        role = unit.actor.role if unit.actor is not None and unit.tag == PARTY else ""
        last = _master(units, k, role) if role and k >= done else None
        if last is not None:
            master = units[last]
            text = f"{unit.text} .. {master.text}"
            merged += units[done:k]
            merged.append(Unit(PARTY, unit.start, master.end, text.lower(), text, actor=master.actor))
            done = last + 1
    return merged + units[done:] if done else units


def _master(units: Sequence[Unit], k: int, role: str) -> int | None:
    """The index of the named party that the general word of `role` at `k` belongs to, None where it says none."""
    lows = tuple(unit.low for unit in units[k + 1 : k + 3])
    if lows in _BELONGING or (lows in _LED and role not in {"rebels", "government"}):
        at = k + 3
    elif lows[:1] == ("of",) or (lows[:1] == ("from",) and role in _FIGHTERS and not (k and units[k - 1].low == "by")):
        at = k + 2
    else:
        return None
    for j in range(at, min(at + _LONGEST_TITLE, len(units))):
        unit = units[j]
        if unit.tag == PARTY and unit.actor is not None:
            return None if unit.actor.role else j
        if unit.tag != WORD or not unit.low.isalpha() or unit.low in PREPOSITIONS or unit.low in SUBORDINATORS:
            return None
    return None


def _without_allies(units: list[Unit]) -> list[Unit]:
    """The units with general words for a party's own allies as plain words: they stand for no other side.

    "Troops and allied fighters", "the army and gunmen on its side" are the troops and the army.
    """
    named = False
    for k, unit in [(k, unit) for k, unit in enumerate(units) if unit.tag in _SIDES]:
        if unit.low == "force" and any(word.low in BE for word in units[max(0, k - 5) : k]):
            units[k] = Unit(WORD, unit.start, unit.end, unit.low, unit.text)  # "have been a key force"
            continue
        if named and unit.actor is not None and unit.actor.role and _is_allied(units, k):
            units[k] = Unit(WORD, unit.start, unit.end, unit.low, unit.text)
        named = True
    return units


def _is_allied(units: Sequence[Unit], k: int) -> bool:
    after = tuple(unit.low for unit in units[k + 1 : k + 4])
    beside = after in {("on", "its", "side"), ("on", "their", "side"), ("on", "his", "side")}
    return beside or units[k].low.startswith("allied ") or (k > 0 and units[k - 1].low == "allied")


def _words(sentence: Sentence, start: int, end: int) -> list[Unit]:
    if start >= end:
        return []
    words: list[Unit] = []
    at = start
    for part in sentence.text[start - sentence.start : end - sentence.start].split(" "):
        first, at = at, at + len(part) + 1
        if part.isalpha():  # as most are: no need to look closer
            words.append(Unit(WORD, first, at - 1, part.lower(), part))
        elif part[-1:] in _ENDINGS and (word := part[:-1]).isalpha():
            words.append(Unit(WORD, first, at - 2, word.lower(), word))
            words.append(Unit(WORD, at - 2, at - 1, part[-1], part[-1]))
        else:
            pieces = _pieces(part) if len(part) <= _LONGEST_KEPT else _cut(part)
            words += [Unit(WORD, first + a, first + b, low, word) for a, b, low, word in pieces]
    return words


def _cut(part: str) -> list[tuple[int, int, str, str]]:
    """The words and marks between two spaces: where each begins and ends, in lower case, and as it is."""
    pieces = []
    at = 0
    for word in _WORDS.findall(part):
        start = part.find(word, at)
        at = start + len(word)
        pieces.append((start, at, word.lower().replace("’", "'"), word))
    return pieces


_pieces = lru_cache(maxsize=16_384)(_cut)


def _marked(sentence: Sentence, spans: Spans, lexicon: Lexicon) -> list[Unit]:
    """The parties, places and dates of a sentence; where two overlap the one to be kept comes first."""
    start, end, base = sentence.start, sentence.end, sentence.start
    located = {m.start: m for m in spans.within(spans.mentions, start, end) if m.role is Role.LOCATION}
    found: list[Unit] = []
    for phrase in spans.within(spans.phrases, start, end):
        if phrase.end > end:
            continue
        unit = _party(phrase, sentence, spans.country, lexicon)
        if unit is None or (phrase.part in (Part.COUNTRY, Part.CAPITAL) and _held_by_place(phrase, located.values())):
            continue
        found.append(unit)
    for mention in located.values():
        text = sentence.text[mention.start - base : mention.end - base]
        country = mention.place.country if mention.place is not None and mention.place.kind == "country" else ""
        state = lexicon.actor_in("government", country) if country else None
        found.append(Unit(PLACE, mention.start, mention.end, text.lower(), text, state, (mention,)))
    for date in spans.within(spans.dates, start, end):
        if date.end <= end:
            text = sentence.text[date.start - base : date.end - base]
            found.append(Unit(DATE, date.start, date.end, text.lower(), text, None, (), date))
    if len(found) < 2:
        return found
    found.sort(key=lambda unit: unit.start)  # where two begin together the party stays before the place, the date last
    return _without_overlaps(found)


def _without_overlaps(units: Sequence[Unit]) -> list[Unit]:
    kept: list[Unit] = []
    for unit in units:
        if kept and unit.start < kept[-1].end:
            last = kept[-1]
            if last.tag in (PLACE, DATE) and unit.tag in (PARTY, HOLDER) and unit.end > last.end:
                kept[-1] = unit
            continue
        kept.append(unit)
    return kept


def _held_by_place(phrase: Phrase, mentions: Iterable[Mention]) -> bool:
    return any(mention.start < phrase.end and phrase.start < mention.end for mention in mentions)


def _party(phrase: Phrase, sentence: Sentence, country: str, lexicon: Lexicon) -> Unit | None:
    text = sentence.text[phrase.start - sentence.start : phrase.end - sentence.start]
    actor = lexicon.actor_of(phrase, country=country)
    tag = PARTY
    if phrase.part is Part.HOLDER:
        tag = HOLDER
        actor = lexicon.holder_of(phrase, country=country)
    elif phrase.part in (Part.COUNTRY, Part.CAPITAL):
        actor = lexicon.actor_in("government", phrase.country)
    elif phrase.part is Part.DEMONYM:
        tag = NATION
        actor = lexicon.actor_in("government", phrase.country)
    if actor is None:
        return None
    return Unit(tag, phrase.start, phrase.end, text.lower(), text, actor=actor)
