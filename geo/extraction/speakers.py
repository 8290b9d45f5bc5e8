"""The noun phrase of a speaker: a known source, "a military source", a name, or a word for whoever spoke last."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from geo.extraction.function_words import (
    BACKED,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTE_MARKS,
    SUBORDINATORS,
    is_adverb,
    is_auxiliary,
    is_finite_verb,
    words,
)
from geo.extraction.units import DATE, NATION, PARTY, PLACE, WORD, Unit
from geo.lexicon.cues import CitingCues

LONGEST_NAME = 9
"""Units that the name of a speaker can have."""

_NEAR = 60
_LONGEST_TEXT = 90
_ARTICLES = ("al-", "el-", "ad-", "an-", "as-")
_DASHES = words("- – —")
_BETWEEN = words("has had have was were on also been , is as - – —")
_OPENERS = DETERMINERS | words(", and meanwhile however but")
_CLOSERS = words("; : . ) and") | QUOTE_MARKS
_QUARTERS = words("neighborhood neighborhoods neighbourhood district districts town city village province area of")
_OBLIQUE = words("him her them it")
_LINKS = words("of for in at from")
_OPEN = words(", ( of for in the") | QUOTE_MARKS
_GENITIVES = frozenset({"s", "'s", "’s", "'", "’"})
_PAPERS = words("statement report document release communique figures data toll tally count footage video images")
_CLAUSE_OPENERS = words("who which whose a an the one")
_LONGEST_CLAUSE = 16
"""Units of a clause or an apposition between a speaker and the verb."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, named at `start:end` of the article; `again` where a word stands for whoever spoke last."""

    name: str
    start: int
    end: int
    again: bool = False


def _is_of_name(unit: Unit) -> bool:
    """Whether a unit can stand in a name: "Obeida al-Hamawi of the Hama Media Center"."""
    small = unit.low in {"of", "the", "for", "de", "bin"} or unit.low.startswith(("al-", "el-"))
    return small or unit.text[:1].isupper() or unit.tag in (PLACE, PARTY)


def _follows_place(units: Sequence[Unit], phrase: range) -> bool:
    return phrase.start > 0 and units[phrase.start - 1].tag == PLACE


def _begins_lower(unit: Unit) -> bool:
    return unit.text[:1].islower() and unit.low != "-"


def _is_dash(unit: Unit) -> bool:
    return unit.low in _DASHES


class SpeakerReader:
    """Reads the speakers around verbs of saying; `known` are the `(start, end, short name)` of known sources."""

    def __init__(self, cues: CitingCues, text: str, known: Sequence[tuple[int, int, str]]) -> None:
        self._cues = cues
        self._text = text
        self._known = known
        self._starts = [start for start, _, _ in known]

    def known_after(self, offset: int, reach: int) -> Speaker | None:
        """The first known source that begins between `offset` and `reach` characters on."""
        k = bisect_left(self._starts, offset)
        if k < len(self._known) and self._known[k][0] - offset < reach:
            start, end, name = self._known[k]
            return Speaker(name, start, end)
        return None

    def known_before(self, unit: Unit) -> Speaker | None:
        """The known source whose name ends right before `unit`: "an AFP correspondent"."""
        k = bisect_left(self._starts, unit.start) - 1
        if k >= 0 and 0 <= unit.start - self._known[k][1] <= 1:
            start, end, name = self._known[k]
            return Speaker(name, start, end)
        return None

    def before(self, units: Sequence[Unit], k: int) -> Speaker | None:
        """The speaker left of the verb at `k`: a known source in the noun phrase there, else that phrase."""
        j = k - 1
        while j >= 0 and (
            units[j].tag == DATE or (units[j].tag == WORD and (is_adverb(units[j].low) or units[j].low in _BETWEEN))
        ):
            j -= 1
        if j < 0:
            return None
        if units[j].tag == WORD and units[j].low in PRONOUNS:
            return Speaker(units[j].text, units[j].start, units[j].end, again=True)
        if units[j].low in {"who", "which"} and j > 1:
            return self.before(units, j)  # "the paramilitaries, who said"
        if units[j].low == ")":
            return self._in_brackets(units, j)
        closed = any(unit.low == "," or _is_dash(unit) for unit in units[j + 1 : k])
        opened = self._clause_between(units, j, closed=closed)
        if closed and opened:
            return self.before(units, opened)
        return self._right_before(units, j) or (self.before(units, opened) if opened else None)

    def _right_before(self, units: Sequence[Unit], j: int) -> Speaker | None:
        """The speaker whose noun phrase ends at `j`."""
        phrase = self._phrase_left(units, j)
        if (
            phrase
            and phrase.start > 2
            and units[phrase.start - 1].low == "by"
            and units[phrase.start - 2].low in BACKED
        ):
            j = phrase.start - 3  # "government forces backed by Iran said"
            phrase = self._phrase_left(units, j)
        if not phrase or (phrase.start and units[phrase.start - 1].low in {"to", "than"}):
            return None  # "a daily close to the government reported"
        joined = phrase.start > 1 and units[phrase.start - 1].low == "and"
        if joined and units[phrase.start - 2].low in self._cues.speakers:
            phrase = range(phrase.start - 2, j + 1)  # "residents and activists said"
        first, last = units[phrase.start].start, units[j].end
        at = bisect_left(self._starts, last) - 1
        if at >= 0 and self._known[at][1] > first and self._known[at][1] <= last + 1:
            start, end, name = self._known[at]
            return Speaker(name, min(start, first), max(end, last))
        return self._speaker(units, phrase)

    def _in_brackets(self, units: Sequence[Unit], close: int) -> Speaker | None:
        """The speaker before a bracket that gives its short name: "the Observatory for Human Rights (SOHR) said"."""
        first = close
        while first >= 0 and close - first < LONGEST_NAME and units[first].low != "(":
            first -= 1
        if first < 1 or units[first].low != "(":
            return None
        inner = self.known_before_end(units[close].start)
        return inner if inner and inner.start > units[first].start else self.before(units, first)

    def known_before_end(self, offset: int) -> Speaker | None:
        """The known source whose name ends at `offset` or one character before."""
        k = bisect_left(self._starts, offset) - 1
        if k >= 0 and 0 <= offset - self._known[k][1] <= 1:
            start, end, name = self._known[k]
            return Speaker(name, start, end)
        return None

    def _clause_between(self, units: Sequence[Unit], j: int, *, closed: bool) -> int:
        """The index of the comma, or of "which", that opens a clause between a speaker and the verb; 0 for none.

        The clause ends at `j`, `closed` where a comma or a dash ends it.

        "Mayor Boichenko, who left in March, said", "Al Watan, a daily close to the government, reported", and "a
        daily which is close to the government reported".
        """
        for n in range(j, max(0, j - _LONGEST_CLAUSE), -1):
            low = units[n].low
            if low in {"citing", "quoting"} and closed and n and units[n - 1].low == ",":
                return n - 1
            if low in self._cues.say or low in {".", ";", ":"} or low in QUOTE_MARKS:
                return 0
            if closed and (low == "," or _is_dash(units[n])):
                named = units[n - 1].text[:1].isupper() or _is_dash(units[n]) or units[n + 1].low in {"who", "which"}
                return n if named and units[n + 1].low in _CLAUSE_OPENERS else 0
            if low in {"who", "which"} and not closed and n and units[n - 1].low != ",":
                verb = units[n + 1].tag == WORD and units[n + 1].low.endswith(("s", "ed"))
                return n if verb or any(is_auxiliary(unit.low) for unit in units[n + 1 : n + 3]) else 0
        return 0

    def after(self, units: Sequence[Unit], k: int, *, known: bool = True) -> Speaker | None:
        """The speaker named from unit `k` on: "according to ..", "said Rami Abdel Rahman"."""
        following = units[k + 1].low if k + 1 < len(units) else ""
        if k >= len(units) or (units[k].low in PRONOUNS and is_auxiliary(following)):
            return None  # "who said they had taken it" names nobody behind the verb
        if units[k].low in _OBLIQUE:
            return Speaker(units[k].text, units[k].start, units[k].end, again=True)
        last = k
        while last < len(units) and last - k < LONGEST_NAME and not self._ends(units, k, last):
            last += 1
        if last == k:
            return None
        lows = {unit.low for unit in units[k:last]}
        if lows & _PAPERS:
            for n in range(last, min(last + 6, len(units))):
                if units[n].low in {"by", "from"}:
                    return self.after(units, n + 1, known=known) or self._speaker(units, range(k, last))
        close = self.known_after(units[k].start, _NEAR) if known else None
        if close is not None and close.start < units[last - 1].end + 3:
            return close
        return self._speaker(units, range(k, last))

    def _ends(self, units: Sequence[Unit], k: int, last: int) -> bool:
        """Whether the noun phrase that began at `k` is over before the unit at `last`."""
        unit = units[last]
        if unit.tag == DATE:
            return True
        if unit.tag != WORD:
            return False
        low = unit.low
        if low in SUBORDINATORS or low in _CLOSERS or low in {",", "(", "as"} or low in self._cues.say:
            return True
        verbal = last > k and unit.text[:1].islower() and is_finite_verb(low)
        if verbal or (low in PREPOSITIONS and low not in {"of", "for", "in"}):
            return True
        if low == "the" and last > k and units[last - 1].low == "of":
            return False
        return last > k and (low in DETERMINERS or low in PRONOUNS or is_auxiliary(low))

    def _phrase_left(self, units: Sequence[Unit], j: int) -> range:
        """The units of the noun phrase that ends at `j`."""
        first = j
        comma = 0
        while first >= 0 and j - first < LONGEST_NAME:
            unit = units[first]
            if unit.tag == DATE:
                first += 1
                break
            linked = first > 0 and units[first - 1].low in _LINKS
            owns = first < j and units[first + 1].low in _GENITIVES
            if unit.tag == PLACE and first < j and not linked and not owns and _begins_lower(units[first + 1]):
                first += 1
                break
            if unit.tag == WORD:
                low = unit.low
                if low in DETERMINERS:
                    if first > 1 and units[first - 1].low in _LINKS and units[first - 2].low in self._cues.speakers:
                        first -= 1  # "a spokesman for the governor"
                        continue
                    break
                dash = low in {"-", "–", "—"} and self._text[unit.start - 1 : unit.start] == " "
                said = low in self._cues.say and not (first == j and low in self._cues.not_speech)
                verbal = is_finite_verb(low) or is_auxiliary(low)
                stops = dash or said or verbal or low in SUBORDINATORS or low in _CLOSERS
                foreign = low in PREPOSITIONS and low not in _LINKS
                if stops or foreign or (low == "," and not self._in_apposition(units, first, j)):
                    first = comma + 1 if comma and (verbal or foreign) else first + 1
                    break
                comma = first if low == "," else comma
            first -= 1
        first = max(first, 0)
        return range(first, j + 1) if first <= j else range(0)

    def _in_apposition(self, units: Sequence[Unit], comma: int, last: int) -> bool:
        """Whether a comma stands inside a speaker's name that ends at `last`: "Ali Omar, head of the council, said"."""
        after = units[comma + 1]
        if units[last + 1].low != ",":
            return False  # "troops left Mosul, the governor said"
        named = comma > 0 and units[comma - 1].text[:1].isupper()
        plain = after.text[:1].islower()
        return named and plain and (after.low in DETERMINERS or after.low in self._cues.speakers)

    def named(self, units: Sequence[Unit]) -> Speaker | None:
        """The speaker that these units, and nothing else, name: a known source or a noun of a speaker; else None."""
        first, last = units[0].start, units[-1].end
        for start, end, name in self._known[bisect_left(self._starts, first) :]:
            if start > last:
                break
            if end >= last - 1 and start - first < 5:
                return Speaker(name, start, end)
        return self._speaker(units, range(len(units))) if units[-1].low in self._cues.speakers else None

    def _speaker(self, units: Sequence[Unit], phrase: range) -> Speaker | None:
        named = [units[n] for n in phrase]
        while named and named[0].tag == WORD and named[0].low in _OPENERS:
            named = named[1:]
        while len(named) > 1 and named[0].low in _QUARTERS and _follows_place(units, phrase):
            named = named[1:]  # "in the Zahra neighborhood activists said"
        while named and named[-1].tag == WORD and (named[-1].low in _OPEN or is_adverb(named[-1].low)):
            named = named[:-1]
        if not named:
            return None
        start, end = named[0].start, named[-1].end
        name = self._text[start:end]
        spoken = self._text[units[phrase.start].start : end].lower()
        if spoken in self._cues.again:
            return Speaker(name, start, end, again=True)
        if len(named) == 1 and named[0].tag == PLACE:
            return None
        lows = {unit.low.removesuffix("'s") for unit in named}
        fits = bool(lows & self._cues.speakers) or any(unit.tag in (PARTY, NATION) for unit in named)
        fits = fits and self._closes(named)
        titled = len(named) <= LONGEST_NAME and all(_is_of_name(unit) for unit in named) and named[0].text[:1].isupper()
        return Speaker(name, start, end) if (fits or titled) and len(name) <= _LONGEST_TEXT else None

    def _closes(self, named: Sequence[Unit]) -> bool:
        """Whether a noun phrase ends like one of a speaker, and not in a verb or a thing: "rebels captured"."""
        last = named[-1]
        titled = last.text[:1].isupper() or last.low.startswith(_ARTICLES) or last.low.isdigit()
        known = last.tag != WORD or titled or last.low in self._cues.speakers
        return known or any(unit.low in _LINKS or unit.low == "," for unit in named)
