"""Finding the parties that a text names: all names in one pass, then the noun phrases they stand in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import ahocorasick

from geo.lexicon.actors import Actor, Part

_FOLD = {ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'", ord("`"): "'", ord("-"): " ", ord("–"): " ", ord("‑"): " ",
         ord("\n"): " ", ord("\t"): " ", ord("\xa0"): " "}  # fmt: skip
_BACKED = re.compile(
    r"[-–‑ ](?:backed|led|supported|aligned|allied|funded|trained|sponsored|linked|affiliated|armed|financed)\b",
    re.IGNORECASE,
)
_HELD = re.compile(r"[-–‑ ](?:held|controlled|occupied|run|ruled|dominated|administered)\b", re.IGNORECASE)
_MODIFIER_GAPS = frozenset("-–‑ ")
_LINK = re.compile(r"(?:['’]s?)?[ \n\t\xa0]+|[-–]")
_OPEN = re.compile(r"(?:^|[.!?:;\n\"“]|\b(?:the|and|by|with|against|as|when|after|while|said|says))\s*$", re.IGNORECASE)
_STOPS = re.compile(
    r"(?:\b(?:in|into|from|to|through|across|inside|within|of|near|throughout|over|for|s)|[,;:.])\s*$", re.I
)
_UNIT = frozenset(
    {"brigade", "brigades", "battalion", "battalions", "division", "divisions", "regiment", "regiments", "corps"}
)
_UNIT_NAME = re.compile(r"(?:['’]s?)?(?: (?:\d+(?:st|nd|rd|th)?|[A-Z][\w’'-]*)){1,4} ")
"""What a unit is called between its nation and its kind: "Russian 83rd VDV Brigade", "Ukraine's 47th Brigade"."""
_BY_MEANS = re.compile(
    r"(?:drones?|jets?|tanks?|artillery|helicopters?|aircraft|warplanes?|planes?)"
    r" (?:strikes?|attacks?|raids?|fire|shelling|bombardments?|assaults?|bombings?|missiles?)\b",
    re.IGNORECASE,
)
"""What is struck with stands before the strike, and is no party: "conducted drone strikes"."""
_LED = frozenset({"forces", "fighters", "coalition"})
_LINKED = ("linked", "affiliated", "aligned")
_ARMED = frozenset({"fighters", "militants", "rebels"})
PRIORITY = ("kurds", "separatists", "rebels", "coalition", "government", "militants", "fighters", "forces")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name to look for. `proper` names must have a capital, `exact` ones (IS, US) the very same letters."""

    text: str
    part: Part
    actors: tuple[Actor, ...] = ()
    role: str = ""
    country: str = ""
    proper: bool = False
    exact: bool = False
    since: int = 0


class Phrase(NamedTuple):
    """A noun phrase of a party at `start:end`; `actors` are the parties it can mean, best first.

    For general words `actors` is empty and `role`/`country` say what they are. `head` is where the words
    that name the party begin, after "US-backed" and the like. `since` is the first year in which the name can be meant.
    """

    start: int
    end: int
    part: Part
    actors: tuple[Actor, ...] = ()
    role: str = ""
    country: str = ""
    head: int = 0
    since: int = 0


def fold_text(text: str) -> str:
    """`text` in lower case with hyphens as spaces and plain apostrophes, of the same length."""
    folded = text.translate(_FOLD).lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text.translate(_FOLD))
    return folded


class PhraseFinder:
    """Finds every entry's name in a text (Aho-Corasick) and joins neighbours into noun phrases.

    >>> army = Entry("army", Part.WORD, role="government")
    >>> syrian = Entry("Syrian", Part.DEMONYM, country="SY", proper=True)
    >>> [(p.start, p.end, p.role, p.country) for p in PhraseFinder([army, syrian]).phrases("the Syrian army said")]
    [(4, 15, 'government', 'SY')]
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        table: dict[str, list[Entry]] = {}
        for entry in entries:
            table.setdefault(fold_text(entry.text), []).append(entry)
        self._automaton = ahocorasick.Automaton()
        for name, same in table.items():
            self._automaton.add_word(name, _Spelling(len(name), tuple(same)))
        if table:
            self._automaton.make_automaton()
        self._empty = not table
        # the readers of mentions and of events ask for the same text, one after the other
        self._found = lru_cache(maxsize=2)(self._find)

    def phrases(self, text: str, offset: int = 0) -> list[Phrase]:
        """The noun phrases of parties in `text`, in order, none overlapping; `text` begins at `offset` of the whole."""
        return list(self._found(text, offset))

    def _find(self, text: str, offset: int) -> tuple[Phrase, ...]:
        if self._empty:
            return ()
        phrases = _join(text, self._hits(text))
        return tuple([_moved(phrase, offset) for phrase in phrases] if offset else phrases)

    def _hits(self, text: str) -> list[Phrase]:
        folded = fold_text(text)
        size = len(folded)
        found: list[tuple[int, int, tuple[Entry, ...]]] = []
        for last, spelling in self._automaton.iter(folded):
            end = last + 1
            if end < size and folded[end].isalnum():
                continue
            start = end - spelling.length
            if start and folded[start - 1].isalnum():
                continue
            fitting = spelling.fitting(text[start:end])
            if fitting:
                found.append((start, -spelling.length, fitting))
        found.sort(key=_place_of)
        hits: list[Phrase] = []
        reached = 0
        for start, minus_length, entries in found:
            if start >= reached:
                reached = start - minus_length
                hits.append(_hit(start, reached, entries))
        return hits


class _Spelling:
    """The entries that are spelled alike but for case."""

    __slots__ = ("_entries", "_exact", "_plain", "length")

    def __init__(self, length: int, entries: tuple[Entry, ...]) -> None:
        self.length = length
        self._entries = entries
        self._plain = tuple(entry for entry in entries if not entry.proper and not entry.exact)
        self._exact = any(entry.exact for entry in entries)

    def fitting(self, slice_: str) -> tuple[Entry, ...]:
        """The entries that can be written so: `proper` ones with a capital, `exact` ones letter by letter."""
        if self._exact:
            return tuple(entry for entry in self._entries if _cased_right(entry, slice_))
        return self._entries if slice_ != slice_.lower() else self._plain


def _cased_right(entry: Entry, slice_: str) -> bool:
    if entry.exact:
        return slice_ == entry.text
    return not entry.proper or slice_ != slice_.lower()


def _place_of(row: tuple[int, int, tuple[Entry, ...]]) -> tuple[int, int]:
    return row[0], row[1]


def _moved(phrase: Phrase, offset: int) -> Phrase:
    start, end, part, actors, role, country, head, since = phrase
    return Phrase(start + offset, end + offset, part, actors, role, country, head + offset, since)


def _hit(start: int, end: int, entries: Sequence[Entry]) -> Phrase:
    first = entries[0]
    actors = first.actors if len(entries) == 1 else tuple(actor for entry in entries for actor in entry.actors)
    return Phrase(start, end, first.part, actors, first.role, first.country, start, first.since)


def _join(text: str, hits: Sequence[Phrase]) -> list[Phrase]:
    phrases: list[Phrase] = []
    group: list[Phrase] = []
    for raw in hits:
        hit = _modifier(text, raw)
        if group and _continues(text, group, hit):
            group.append(hit)
        else:
            phrases.extend(_phrases_of(text, group))
            group = [hit]
    phrases.extend(_phrases_of(text, group))
    return phrases


def _modifier(text: str, hit: Phrase) -> Phrase:
    """`hit`, made a backer or a holder where the words around it say so."""
    if hit.part is Part.FILLER:
        return hit
    if hit.part is Part.FORCE and _BY_MEANS.match(text, hit.start):
        return hit._replace(part=Part.FILLER)
    following = text[hit.end : hit.end + 1]
    if following in _MODIFIER_GAPS:
        if found := _BACKED.match(text, hit.end):
            if following != " " or hit.part in (Part.COUNTRY, Part.CAPITAL):
                return hit._replace(part=Part.BACKER, end=found.end())
        elif following != " " and (found := _HELD.match(text, hit.end)):
            return hit._replace(part=Part.HOLDER, end=found.end())
    if hit.start and text[hit.start - 1] == "-" and hit.part is not Part.WORD:
        before = text[max(0, hit.start - 5) : hit.start].lower()
        if before.endswith(("pro-", "anti-")):
            return hit._replace(part=Part.BACKER)
    return hit


def _continues(text: str, group: Sequence[Phrase], hit: Phrase) -> bool:
    """Whether `hit` belongs to the noun phrase that `group` began."""
    last = group[-1]
    gap = text[last.end : hit.start]
    if Part.HOLDER in (last.part, hit.part):
        return False
    if last.part is Part.BACKER and gap.strip() in {"", "and"}:
        return True
    if gap == " (" and text[hit.end : hit.end + 1] == ")":
        return hit.part is Part.ACTOR and any(set(part.actors) & set(hit.actors) for part in group)
    if gap == " " or _LINK.fullmatch(gap) is not None:
        return _fits(text, group, hit, gap)
    is_unit = hit.part in (Part.WORD, Part.FORCE) and text[hit.start : hit.end].lower() in _UNIT
    of_nation = last.part is Part.DEMONYM or (last.part is Part.COUNTRY and gap[:1] in {"'", "’"})
    return is_unit and of_nation and len(group) == 1 and _UNIT_NAME.fullmatch(gap) is not None


def _fits(text: str, group: Sequence[Phrase], hit: Phrase, gap: str) -> bool:
    last = group[-1]
    if hit.part is Part.ACTOR:
        return last.part is Part.BACKER or not any(part.part is Part.ACTOR for part in group)
    if last.part in (Part.COUNTRY, Part.CAPITAL) and "'" not in gap and "’" not in gap:
        # "in Syria rebels said": the country is where, not whose
        before = text[max(0, last.start - 12) : last.start]
        return (
            hit.part in (Part.WORD, Part.FORCE, Part.FILLER)
            and not _STOPS.search(before)
            and _OPEN.search(before) is not None
        )
    if hit.part in (Part.COUNTRY, Part.CAPITAL):
        return False
    return hit.part is not Part.DEMONYM or not any(p.part in (Part.ACTOR, Part.WORD, Part.FORCE) for p in group)


def _phrases_of(text: str, group: Sequence[Phrase]) -> list[Phrase]:
    if len(group) == 1:
        return _phrases_of_one(text, group[0])
    backers = [part for part in group if part.part in (Part.BACKER, Part.HOLDER)]
    core = [part for part in group if part.part not in (Part.BACKER, Part.HOLDER)]
    while core and core[-1].part is Part.FILLER:
        core.pop()
    while core and core[0].part is Part.FILLER:
        core.pop(0)
    if not core:
        return backers
    whole = _head(core)
    leader = next((part for part in backers if text[: part.end].lower().endswith("led")), None)
    linked = next((part for part in backers if text[: part.end].lower().endswith(_LINKED) and _roams(part)), None)
    if linked is not None and whole.part is not Part.ACTOR and whole.role in _ARMED and not whole.country:
        # "al-Qaeda-linked fighters" are al-Qaeda's, where "Iran-linked militias" are not Iran
        whole = whole._replace(part=Part.ACTOR, actors=linked.actors, role="")
    if leader is not None and whole.part is Part.WORD and whole.role in _LED and not whole.country:
        # "Turkish-led forces" are Turkey's, where "Turkish-backed forces" are not
        role = leader.role or "government"
        part = Part.ACTOR if leader.actors else Part.WORD
        whole = whole._replace(part=part, actors=leader.actors, role=role, country=leader.country)
    start = min(group[0].start, core[0].start) if backers else core[0].start
    end = core[-1].end
    if text[end : end + 1] == ")" and "(" in text[core[0].start : end]:
        end += 1
    return [part for part in backers if part.part is Part.HOLDER] + [
        Phrase(start, end, whole.part, whole.actors, whole.role, whole.country, core[0].start, whole.since)
    ]


def _phrases_of_one(text: str, hit: Phrase) -> list[Phrase]:
    """The same for a single word, as most are."""
    if hit.part is Part.FILLER:
        return []
    end, part = hit.end, hit.part
    if part in (Part.BACKER, Part.HOLDER):
        return [hit]
    if text[end : end + 1] == ")" and "(" in text[hit.start : end]:
        end += 1
    if end == hit.end and part is not Part.FORCE:
        return [hit]
    return [hit._replace(end=end, part=Part.WORD if part is Part.FORCE else part)]


def _roams(part: Phrase) -> bool:
    """Whether a backer is a movement of no country (ISIS, al-Qaeda)."""
    return bool(part.actors) and not part.actors[0].country


def _head(core: Sequence[Phrase]) -> Phrase:
    named = next((part for part in core if part.part is Part.ACTOR), None)
    if named is not None:
        return named
    country = next((part.country for part in core if part.country), "")
    words = [part for part in core if part.part in (Part.WORD, Part.FORCE)]
    if words:
        roles = {part.role for part in words}
        role = next(role for role in PRIORITY if role in roles)
        return words[0]._replace(part=Part.WORD, role=role, country=country)
    return next((part for part in core if part.part in (Part.COUNTRY, Part.CAPITAL)), core[0])
