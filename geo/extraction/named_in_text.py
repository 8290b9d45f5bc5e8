"""Parties that no lexicon lists, known by how an article names them: "the Free Papua Movement (OPM)"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geo.extraction.function_words import words
from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase

_SHORT = re.compile(r" \(([A-Z][A-Za-z0-9/-]{1,11})\)")
_SMALL = r"(?:of|for|the|and|in|de|du|des|al)"
_CAPITAL = r"[A-Z][\w’'-]*"
_RUN = re.compile(rf"(?:(?<=\s)|(?<=^)|(?<=[\"“(])){_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL})*$")
_ARMED_WORDS = {
    "f": "ighters", "F": "ighters", "r": "ebels|ebel group", "R": "ebels", "m": "ilitants|ilitiamen|ilitant group",
    "M": "ilitants|ilitiamen", "g": "unmen|uerrillas", "G": "unmen|uerrillas", "i": "nsurgents|nsurgent group",
    "I": "nsurgents", "a": "rmed group",
}  # fmt: skip
"""Each by its first letter, by which `re` skips ahead; that a word begins there is asked after it."""
_BEGINS = r"(?<!\w.)(?:"
_BEHIND = re.compile(
    rf"(?:{'|'.join(first + _BEGINS + rest + ')' for first, rest in _ARMED_WORDS.items())})"
    r" (?:of the |from the |of |called the |called |known as the |the )?"
    rf"({_CAPITAL}(?: (?:{_SMALL} ){{0,2}}{_CAPITAL})+)"
)
_OPENING = re.compile(
    r"^(?:(?:Fighters|Rebels|Militants|Gunmen|Insurgents|Guerrillas|Members|Leaders|Forces|Troops) (?:of|from) )?"
    r"(?:[Tt]he )?"
)
_HEADS = words(
    """front movement army armies forces force militia militias brigade brigades battalion guard guards resistance units
    legion fighters corps rebels guerrillas liberation partisans mujahideen jihad"""
)
_WIDER_HEADS = words("council alliance coalition union party congress group organisation organization command")
_ARMS = re.compile(
    r"(?:[- ](?:led|backed))? (?:fighters?|rebels?|militants?|gunmen|insurgents?|guerrillas?|militia(?:s|men)?|troops"
    r"|forces|soldiers|commanders?)\b"
)
_CIVIL = words(
    """security nations crescent cross world international european salvation air health food monetary press labour
    labor workers trade bank police ministry agency office programme program committee university"""
)
_WINDOW = 110
"""Code points before an abbreviation in which the name that it shortens lies."""
_WORDS_JOINED = frozenset({Part.WORD, Part.FORCE})


class _Named(NamedTuple):
    """A party that the text names at `start:end`, with its abbreviation ("" for none)."""

    start: int
    end: int
    name: str
    short: str


def with_named_in_text(
    text: str, start: int, end: int, phrases: Sequence[Phrase], *, lexicon: Lexicon, country: str
) -> list[Phrase]:
    """`phrases` of `text[start:end]`, in order, with those of the parties that only this text names.

    A party is taken from a name with an abbreviation in brackets, or behind "fighters of", where its words are those of
    armed groups or the text speaks of its fighters. An abbreviation of a party of the lexicon is read as that party.
    `country` (ISO code) is the article's: abbreviations of parties of other countries are not theirs here.
    """
    found: dict[str, _Named] = {}
    for named in _named(text, start, end):
        found.setdefault(named.name, named)
    if not found:
        return list(phrases)
    spans: dict[tuple[int, int], Actor] = {}
    for named in found.values():
        known = _known(named, phrases, lexicon, country)
        actor = known or Actor(name=named.name, side=named.name.lower())
        for form in (named.name, named.short):
            if form and (known is None or lexicon.actor(form) is None):
                spans.update((span, actor) for span in _occurrences(text, start, end, form))
    return _laid_over(text, phrases, spans)


def _named(text: str, start: int, end: int) -> Iterator[_Named]:
    for match in _SHORT.finditer(text, start, end):
        short = match.group(1)
        if sum(letter.isupper() for letter in short) < 2:
            continue
        low = max(start, match.start() - _WINDOW)
        run = _RUN.search(text[low : match.start()])
        if run is None:
            continue
        name = _shortened(run.group(), short)
        if len(name.split()) > 1 and _is_armed(name, short, text[start:end]):
            at = match.start() - len(name)
            yield _Named(at, match.start(), name, short)
    for match in _BEHIND.finditer(text, start, end):
        name = match.group(1)
        if _is_armed(name, "", ""):
            yield _Named(match.start(1), match.end(1), name, "")


def _shortened(run: str, short: str) -> str:
    """The part of a run of capitalised words that an abbreviation stands for."""
    named = run.split(" ")
    letters = [letter.lower() for letter in short if letter.isupper()]
    for k, word in enumerate(named):
        initials = [w[0].lower() for w in named[k:] if w[0].isupper()]
        if word[0].isupper() and word != "The" and initials == letters:
            return " ".join(named[k:])
    return _OPENING.sub("", run)


def _is_armed(name: str, short: str, text: str) -> bool:
    parts = frozenset(re.split(r"[ -]", name.lower()))
    if parts & _CIVIL:
        return False
    if parts & _HEADS:
        return True
    return bool(parts & _WIDER_HEADS) and any(
        _ARMS.match(text, match.end()) for form in (short, name) if form for match in re.finditer(re.escape(form), text)
    )


def _known(named: _Named, phrases: Sequence[Phrase], lexicon: Lexicon, country: str) -> Actor | None:
    """The actor of the lexicon that the whole name or its abbreviation is; None for a longer name's first words."""
    actor = lexicon.actor(named.name)
    if actor is not None:
        return actor
    for phrase in phrases:
        if phrase.part is Part.ACTOR and phrase.start <= named.start and phrase.end >= named.end:
            return lexicon.named(phrase, country=country)
    actor = lexicon.actor(named.short) if named.short else None
    return actor if actor is not None and actor.country in ("", country) else None


def _occurrences(text: str, start: int, end: int, form: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text[start:end]):
        yield start + match.start(), start + match.end()


def _laid_over(text: str, phrases: Iterable[Phrase], spans: dict[tuple[int, int], Actor]) -> list[Phrase]:
    """`phrases` with the named spans over them; a general word right behind a name belongs to it."""
    kept: list[Phrase] = []
    placed = sorted(spans.items())
    rows: list[Phrase] = []
    for (low, high), actor in placed:
        if rows and low < rows[-1].end + 2 and rows[-1].actors[0] is actor:  # "the name (NAME)"
            closing = high + 1 if text[high : high + 1] == ")" else high
            rows[-1] = rows[-1]._replace(end=max(closing, rows[-1].end))
        elif not rows or low >= rows[-1].end:
            rows.append(Phrase(low, high, Part.ACTOR, (actor,), head=low))
    k = 0
    for phrase in phrases:
        while k < len(rows) and rows[k].end < phrase.start - 1:
            kept.append(rows[k])
            k += 1
        row = rows[k] if k < len(rows) else None
        if row is None or phrase.end <= row.start:
            kept.append(phrase)
        elif (
            phrase.start <= row.start
            and phrase.end >= row.end
            and phrase.part is Part.ACTOR
            and row.actors[0] in phrase.actors
        ):
            rows[k] = phrase  # the lexicon has the whole of it
        elif phrase.part in _WORDS_JOINED and phrase.start >= row.end and text[row.end : phrase.start].strip() == "":
            rows[k] = row._replace(end=max(row.end, phrase.end))
        elif phrase.start >= row.end:
            kept.append(row)
            k += 1
            kept.append(phrase)
    kept += rows[k:]
    return kept
