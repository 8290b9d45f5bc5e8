"""A sentence as a row of units: words, parties, places and dates, each one step for the rules of events."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from geo.extraction.date_mention import DateMention
from geo.extraction.sentences import Sentence
from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase
from geo.model import Mention, Role

PARTY, NATION, HOLDER, PLACE, GROUND, DATE, WORD = "party", "nation", "holder", "place", "ground", "date", "word"
CITED = "cited"
"""Tags of units. GROUND is a general word ("the city") that stands for places named before; CITED a part of the name
of whoever is cited, which takes no part in what is told."""

_WORDS = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’.\-–‑][^\W_]+)*|[^\s\w]")


_Row = TypeVar("_Row", Phrase, Mention, DateMention)


Spanned = TypeVar("Spanned", Phrase, Mention, DateMention)


@dataclass(slots=True)
class Unit:
    """One step of a sentence at `start:end` of the article; `low` is the text in lower case.

    `actor` is set for parties (for a NATION the country's state), `places` for PLACE and GROUND.
    """

    tag: str
    start: int
    end: int
    low: str
    text: str
    actor: Actor | None = None
    places: tuple[Mention, ...] = ()
    date: DateMention | None = None


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
    at = sentence.start
    for unit in marked:
        if unit.start < at:
            continue
        units.extend(_words(sentence, at, unit.start))
        units.append(unit)
        at = unit.end
    units.extend(_words(sentence, at, sentence.end))
    return _without_allies(units)


def _without_allies(units: list[Unit]) -> list[Unit]:
    """The units with general words for a party's own allies as plain words: they stand for no other side.

    "Troops and allied fighters", "the army and gunmen on its side" are the troops and the army.
    """
    named = False
    for k, unit in enumerate(units):
        if unit.tag not in (PARTY, NATION):
            continue
        if named and unit.actor is not None and unit.actor.role and _is_allied(units, k):
            units[k] = Unit(WORD, unit.start, unit.end, unit.low, unit.text)
        named = True
    return units


def _is_allied(units: Sequence[Unit], k: int) -> bool:
    after = tuple(unit.low for unit in units[k + 1 : k + 4])
    beside = after in {("on", "its", "side"), ("on", "their", "side"), ("on", "his", "side")}
    return beside or units[k].low.startswith("allied ") or (k > 0 and units[k - 1].low == "allied")


def _words(sentence: Sentence, start: int, end: int) -> Iterable[Unit]:
    if start >= end:
        return
    base = sentence.start
    for found in _WORDS.finditer(sentence.text, start - base, end - base):
        text = found.group()
        low = text.lower().replace("’", "'")
        yield Unit(WORD, base + found.start(), base + found.end(), low, text)


def _marked(sentence: Sentence, spans: Spans, lexicon: Lexicon) -> list[Unit]:
    """The parties, places and dates of a sentence; where two overlap the one to be kept comes first."""
    start, end, base = sentence.start, sentence.end, sentence.start
    located = {m.start: m for m in _beginning_in(spans.mentions, start, end) if m.role is Role.LOCATION}
    found: list[tuple[int, int, int, Unit]] = []

    def add(unit: Unit, rank: int) -> None:
        found.append((unit.start, rank, -unit.end, unit))

    for mention in located.values():
        text = sentence.text[mention.start - base : mention.end - base]
        add(Unit(PLACE, mention.start, mention.end, text.lower(), text, places=(mention,)), 1)
    for phrase in _beginning_in(spans.phrases, start, end):
        if phrase.end > end:
            continue
        unit = _party(phrase, sentence, spans.country, lexicon)
        if unit is None or (phrase.part in (Part.COUNTRY, Part.CAPITAL) and _held_by_place(phrase, located.values())):
            continue
        add(unit, 0)
    for date in _beginning_in(spans.dates, start, end):
        if date.end <= end:
            text = sentence.text[date.start - base : date.end - base]
            add(Unit(DATE, date.start, date.end, text.lower(), text, date=date), 2)
    found.sort(key=lambda row: row[:3])
    return _without_overlaps([row[3] for row in found])


def _beginning_in(rows: Sequence[_Row], start: int, end: int) -> Sequence[_Row]:
    """The rows, in document order, that begin in `start:end`; a long document is not read whole for each sentence."""
    first = bisect_left(rows, start, key=lambda row: row.start)
    return rows[first : bisect_left(rows, end, lo=first, key=lambda row: row.start)]


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
