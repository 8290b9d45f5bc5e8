"""Where a clause begins and ends, and what stands before its verb: a light shallow parse."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.extraction.function_words import (
    BE,
    COLLECTIVES,
    DETERMINERS,
    DIRECTIONS,
    HAVE,
    PREPOSITIONS,
    QUOTE_MARKS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    is_adverb,
    is_auxiliary,
)
from geo.extraction.units import DATE, HOLDER, NATION, PARTY, PLACE, WORD, Unit

_LONGEST_NOUN_PHRASE = 6
_NOT_REPORTING = frozenset({"the", "a", "an", "and", "no", "any", "been", "was", "were"})
_JOINING = frozenset({"and", "or", ",", "&"})
_ASIDES = frozenset(
    {("in", "turn"), ("in", "fact"), ("by", "then"), ("at", "last"), ("at", "first"), ("so", "far"), ("of", "course"),
     ("at", "least"), ("in", "effect"), ("by", "now"), ("in", "part")}
)  # fmt: skip
_INSERTED = frozenset({words[-1] for words in _ASIDES} | {"part"})
_BOUNDS = SUBORDINATORS | STOPS
_DATING = frozenset({"since", "until", "after", "before"})
"""Words that open no clause before a date."""
_NO_MODIFIERS = frozenset(
    {"offensive", "war", "conflict", "incursion", "campaign", "month", "week", "year", "uprising", "clashes", "front"}
)
"""Nouns that do not stand before another: a party right behind them begins a clause."""
_ENDING = frozenset({",", "and", "or", "'s", "’s"})


@dataclass(slots=True)
class VerbGroup:
    """The verb at `index` with what stands before it: where the group begins, and its auxiliaries."""

    start: int
    index: int
    words: tuple[str, ...]
    to: bool = False
    be: bool = False
    have: bool = False

    def has(self, words: frozenset[str]) -> bool:
        """Whether one of `words` is in the group."""
        return any(word in words for word in self.words)


def verb_group(units: Sequence[Unit], index: int) -> VerbGroup:
    """The auxiliaries, adverbs and "to" directly before the verb at `index`."""
    words: list[str] = []
    start = index
    k = index - 1
    while k >= 0 and units[k].tag in (WORD, DATE):
        low = units[k].low
        if units[k].tag == DATE or (low in {"on", "in", "over", "during"} and units[k + 1].tag == DATE):
            k -= 1
            continue
        if low in _INSERTED and (length := _inserted(units, k)):
            k -= length
            continue
        if low == "to" or is_auxiliary(low):
            start = k
        elif not is_adverb(low) or low in {"all", "both"}:
            break
        words.append(low)
        if low == "to":
            break
        k -= 1
    return VerbGroup(
        start=start,
        index=index,
        words=tuple(reversed(words)),
        to="to" in words,
        be=not BE.isdisjoint(words),
        have=not HAVE.isdisjoint(words),
    )


def _inserted(units: Sequence[Unit], k: int) -> int:
    """How many units up to `k` are an aside between the words of a verb: "had for its part driven", "were in turn"."""
    lows = tuple(unit.low for unit in units[max(0, k - 2) : k + 1])
    if lows[-1] == "part" and len(lows) == 3 and lows[0] == "for" and lows[1] in {"its", "their", "his", "her"}:
        return 3
    return 2 if lows[-2:] in _ASIDES else 0


def in_preposition(units: Sequence[Unit], index: int, low: int = 0) -> str:
    """The preposition, not left of `low`, that governs the noun phrase at `index`; "" where none does."""
    k = index - 1
    first = index  # where the phrase itself begins; after a comma only a list that goes on is governed as well
    while first - 1 > low and units[first - 1].tag == WORD and units[first - 1].low in {"the", "a", "an"}:
        first -= 1
    if first and units[first - 1].tag == WORD and units[first - 1].low in _NO_MODIFIERS:
        return ""  # "hours after the beginning of the offensive rebels seized X", where no comma stands
    if first < index and first > low and _ends_phrase(units[first - 1]):
        return ""  # "elsewhere in the country the army took X"
    for _ in range(_LONGEST_NOUN_PHRASE):
        if k < low:
            break
        unit = units[k]
        if unit.tag == WORD:
            if unit.low in PREPOSITIONS:
                return _governing(units, k)
            opens = unit.low == "," and k + 1 == first and not _goes_on(units, index)
            if unit.low in _JOINING and not opens and k and units[k - 1].tag in (PARTY, NATION):
                k -= 2
                while k >= 0 and units[k].tag == WORD and units[k].low in {"the", "a", "an"}:
                    k -= 1
                continue
            if (inner := _inner(units, k, first)) is not None:
                k = inner
                continue
            if unit.low in SUBORDINATORS or unit.low in STOPS or unit.low in _ENDING or is_auxiliary(unit.low):
                break
        elif unit.tag not in (HOLDER, NATION):
            break
        k -= 1
    return ""


def _inner(units: Sequence[Unit], k: int, first: int) -> int | None:
    """Where the noun phrase goes on, to the left, past "northern and eastern", "Lebanon's"; None where it does not."""
    low = units[k].low
    if k and low == "and" and units[k - 1].low in DIRECTIONS and units[k + 1].low in DIRECTIONS:
        return k - 1
    if k and low in {"'s", "’s", "s"} and units[k - 1].tag == PLACE and k + 1 < first:
        return k - 2  # "from Lebanon's Shiite militia Hezbollah"
    return None


def _ends_phrase(unit: Unit) -> bool:
    """Whether the word before "the army" ends another noun phrase, so that nothing before it governs the army."""
    low = unit.low
    if unit.tag != WORD or not low.isalpha() or low in PREPOSITIONS or low in _JOINING or low in DETERMINERS:
        return False
    return not is_adverb(low) and not is_auxiliary(low) and low not in SUBORDINATORS


def in_amount(units: Sequence[Unit], k: int) -> bool:
    """Whether the word at `k` is no preposition but inside an amount: "more than 90", "85 per cent", "15 to 20"."""
    before = units[k - 1].low if k else ""
    after = units[k + 1].low if k + 1 < len(units) else ""
    low = units[k].low
    more = low == "than" and before in {"more", "less", "fewer", "other"}
    least = low == "at" and after in {"least", "most"}
    return more or least or (low == "per" and after == "cent") or (low == "to" and before.isdigit() and after.isdigit())


def _goes_on(units: Sequence[Unit], index: int) -> bool:
    """Whether the party at `index` stands inside a list ("with A, B and C"), not an opening ("with A, B took")."""
    after = units[index + 1 : index + 4]
    return len(after) > 1 and after[0].low in _JOINING and any(unit.tag in (PARTY, NATION) for unit in after[1:])


def _governing(units: Sequence[Unit], k: int) -> str:
    """The preposition at `k`, or the one before "members of", "forces loyal to"."""
    before = units[k - 1].low if k else ""
    if (units[k].low == "of" and before in COLLECTIVES) or (units[k].low == "to" and before in {"loyal", "allied"}):
        return in_preposition(units, k - 1)
    return units[k].low


def left_bound(units: Sequence[Unit], index: int, reporting: frozenset[str]) -> int:
    """The index of the first unit of the clause that holds `index`, looking left.

    A relative clause between commas is passed over: "the town, which they call X, had been lost".
    """
    closed = False
    passed = index
    for k in range(index - 1, -1, -1):
        unit = units[k]
        if passed <= k < index and passed < index:
            continue
        if unit.tag == DATE and _subordinates(unit):
            return k + 1
        if unit.tag != WORD:
            continue
        if unit.low == ",":
            closed = True
        if closed and unit.low in RELATIVES and (opener := _opener(units, k)) is not None:
            closed = False
            passed = opener
            continue
        if closed and reports(units, k, reporting) and _in_relative(units, k):
            continue
        if unit.low in _DATING and units[k + 1].tag == DATE:
            continue  # "held by rebels since April, was retaken"
        if unit.low in _BOUNDS or (unit.low in reporting and reports(units, k, reporting)):
            return k + 1
    return 0


def _opener(units: Sequence[Unit], relative: int) -> int | None:
    """The comma that opens a relative clause at `relative`: ", which ..", ", an alliance that .."; None for none."""
    if relative and units[relative - 1].low == ",":
        return relative - 1
    if relative > 1 and units[relative - 2].low == "," and units[relative - 1].low in PREPOSITIONS:
        return relative - 2  # ", through which the fuel comes,"
    for k in range(relative - 1, max(-1, relative - 5), -1):
        if units[k].low == "," and units[k].tag == WORD:
            return k if units[k + 1].low in {"a", "an", "the"} else None
    return None


def _subordinates(unit: Unit) -> bool:
    """Whether a date opens a clause: "weeks after", "the day before"."""
    return unit.low.endswith((" after", " before", " since"))


def _in_relative(units: Sequence[Unit], k: int) -> bool:
    """Whether the verb of saying at `k` stands in a relative clause after a comma: ", whom experts say .. backs,"."""
    for j in range(k - 1, max(-1, k - 6), -1):
        if units[j].low in RELATIVES and units[j].tag == WORD:
            return j > 0 and units[j - 1].low == ","
    return False


def right_bound(units: Sequence[Unit], index: int, reporting: frozenset[str], verbs: frozenset[int]) -> int:
    """The index after the last unit of what follows the verb at `index`: up to a subordinate clause or another verb."""
    for k in range(index, len(units)):
        unit = units[k]
        if k in verbs or (unit.tag == DATE and _subordinates(unit)):
            return k
        low = unit.low
        if (low in _BOUNDS or (low in reporting and reports(units, k, reporting))) and unit.tag == WORD:
            return k
    return len(units)


def reports(units: Sequence[Unit], k: int, reporting: frozenset[str]) -> bool:
    """Whether the word at `k` is a verb of saying and not an adjective or a noun ("the reported attack")."""
    if units[k].low not in reporting:
        return False
    return not (k and units[k - 1].tag == WORD and units[k - 1].low in _NOT_REPORTING)


def skip_left(units: Sequence[Unit], index: int) -> int:
    """The index of the next unit left of `index` that is no adverb, date, comma or quotation mark; -1 at the start."""
    k = index - 1
    while k >= 0 and (units[k].tag == DATE or (units[k].tag == WORD and _skipped(units[k].low))):
        k -= 1
    return k


def _skipped(low: str) -> bool:
    return is_adverb(low) or low in {",", "on", "in"} or low in QUOTE_MARKS
