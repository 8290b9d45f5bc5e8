"""Finding the words of a sentence that tell events, and deciding whether each is a verb or a noun there."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.extraction.clauses import in_amount, skip_left, verb_group
from geo.extraction.function_words import (
    ADVERBS,
    BE,
    CONTRACTED,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    RESULTING,
    STOPS,
    SUBORDINATORS,
    is_adverb,
)
from geo.extraction.units import CITED, DATE, GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit
from geo.lexicon.triggers import ADVERB_GAP, OBJECT_GAP, Trigger, TriggerTable, VerbForm

_LONGEST_OBJECT = 9
_LONGEST_MODIFIER = 4
_DEGREES = (ADVERBS | {"newly", "recently", "long", "heavily", "partially"}) - BE - HAVE
_FLOATING = frozenset({"all", "both", "that", "most", "many", "some", "more", "another"})
"""Determiners that can also stand alone before a verb: "the towns were all captured"."""
_BEFORE_PARTICIPLE = frozenset(
    {
        "by",
        "after",
        "before",
        ",",
        "and",
        "while",
        "kept",
        "keep",
        "began",
        "started",
        "continued",
        "stopped",
        "at",
        "of",
        "for",
        "from",
        "in",
        "without",
        "to",
        "denied",
        "denies",
        "admitted",
        "acknowledged",
        "conceded",
        "confirmed",
    }
)
_LENGTHS = frozenset({"km", "kilometres", "kilometers", "miles", "metres", "meters"})
"""Before "from" they say where something lies: "wresting a bridge 30 km from X from the army"."""
_CHANGES = frozenset({"captured", "lost", "withdrew"})


@dataclass(slots=True)
class Hit:
    """A trigger at units `index..last`; `forms` of the verb (empty for nouns), and what its gaps hold.

    `otherwise` is what the words tell where the slots do not fit this trigger ("residents left" is no withdrawal).
    """

    trigger: Trigger
    index: int
    last: int
    forms: frozenset[str] = frozenset()
    inner: tuple[int, int] | None = None
    otherwise: "Hit | None" = None


def find_hits(units: Sequence[Unit], table: TriggerTable) -> list[Hit]:
    """The triggers of a sentence in order, none overlapping; longer phrases win."""
    hits: list[Hit] = []
    taken = -1
    verbs, nouns, begins = table.verbs, table.nouns, table.begins
    for i in [i for i, unit in enumerate(units) if unit.low in begins]:
        low = units[i].low
        if i <= taken or units[i].tag != WORD:
            continue
        hit = _verb_hit(units, i, table) if low in verbs else None
        if hit is None and low in nouns:
            hit = _noun_hit(units, i, table)
        if hit is not None:
            hits.append(hit)
            taken = i if _has_object_gap(hit.trigger) else hit.last
    return hits


def _verb_hit(units: Sequence[Unit], i: int, table: TriggerTable) -> Hit | None:
    """The longest verb phrase at `i`, with what else the same words can tell as its `otherwise`."""
    best: Hit | None = None
    following = _word_at(units, i + 1)
    for row in reversed(table.verbs.get(units[i].low, ())):
        if row.trigger.second is not None and following not in row.trigger.second:
            continue
        matched = _match(units, i + 1, row.trigger)
        if matched is not None and _verb_stands(units, i, row, table):
            best = Hit(row.trigger, i, matched[0], row.forms, matched[1], best)
    return best


def _word_at(units: Sequence[Unit], k: int) -> str:
    return units[k].low if k < len(units) and units[k].tag == WORD else ""


def _has_object_gap(trigger: Trigger) -> bool:
    return any(choice[0][0] == OBJECT_GAP for choice in trigger.rest)


def _noun_hit(units: Sequence[Unit], i: int, table: TriggerTable) -> Hit | None:
    following = units[i + 1].low if i + 1 < len(units) else ""
    if units[i].low == "fighting" and (
        following in table.ground or following in {"force", "forces", "units", "vehicles"}
    ):
        return None
    if units[i].low == "fighting" and i and units[i - 1].tag == PARTY and _has_foe(units, i + 1):
        return None  # "rebels fighting the government": who they are, no news
    second = _word_at(units, i + 1)
    for trigger in table.nouns.get(units[i].low, ()):
        if trigger.second is not None and second not in trigger.second:
            continue
        matched = _match(units, i + 1, trigger)
        if matched is not None:
            return Hit(trigger, i, matched[0])
    return None


def _has_foe(units: Sequence[Unit], k: int) -> bool:
    """Whether "fighting" before `k` has an object: "fighting the army", "fighting against Assad"."""
    following = _word_at(units, k)
    at = k + 1 if following in {"against", "for", "alongside", "the"} else k
    return following in {"for", "alongside"} or (at < len(units) and units[at].tag in (PARTY, NATION))


def _match(units: Sequence[Unit], at: int, trigger: Trigger) -> tuple[int, tuple[int, int] | None] | None:
    """The index of the phrase's last unit and the span of its gap, None where the phrase does not stand at `at`."""
    rest = trigger.rest
    if not rest:
        return at - 1, None
    k = at
    inner: tuple[int, int] | None = None
    for n, choice in enumerate(rest):
        gap = choice[0][0]
        if gap not in (OBJECT_GAP, ADVERB_GAP):
            length = _matches(units, k, choice)
            if length is None:
                return None
            k += length
            continue
        following = rest[n + 1]
        longest = _LONGEST_OBJECT if gap == OBJECT_GAP else _LONGEST_MODIFIER
        least = 1 if gap == OBJECT_GAP else 0
        end = next(
            (
                j
                for j in range(k + least, min(len(units), k + longest + 1))
                if _matches(units, j, following) and not (gap == OBJECT_GAP and units[j - 1].low in _LENGTHS)
            ),
            None,
        )
        if end is None or any(_breaks(units[j], gap) and not in_amount(units, j) for j in range(k, end)):
            return None
        named = any(unit.tag in (PARTY, NATION, HOLDER) for unit in units[k:end])
        if end > k and (gap == OBJECT_GAP or inner is None or named):
            inner = (k, end)
        k = end
    return k - 1, inner


def _matches(units: Sequence[Unit], k: int, choice: Sequence[tuple[str, ...]]) -> int | None:
    if k >= len(units) or units[k].tag != WORD:
        return None
    low = units[k].low
    for words in choice:
        if words[0] == low and (len(words) == 1 or _follow(units, k + 1, words[1:])):
            return len(words)
    return None


def _follow(units: Sequence[Unit], k: int, words: Sequence[str]) -> bool:
    """Whether the units from `k` on are just these words."""
    return k + len(words) <= len(units) and all(
        units[k + n].low == word and units[k + n].tag == WORD for n, word in enumerate(words)
    )


def _breaks(unit: Unit, gap: str) -> bool:
    if unit.tag != WORD:
        return gap == ADVERB_GAP and unit.tag not in (PARTY, NATION, HOLDER, DATE)  # "is now contested"
    if gap == ADVERB_GAP:
        return (
            unit.low in STOPS
            or unit.low in SUBORDINATORS
            or (unit.low in PREPOSITIONS and unit.low != "of")
            or unit.low == ","
        )
    closed = unit.low in STOPS or unit.low in SUBORDINATORS or unit.low in RESULTING
    return closed or (unit.low in PREPOSITIONS and unit.low != "of")


def _verb_stands(units: Sequence[Unit], i: int, row: VerbForm, table: TriggerTable) -> bool:
    """Whether the word at `i` is a verb there: not a noun ("an attack") and not an adjective ("the captured town")."""
    before = units[i - 1] if i else None
    low = units[i].low
    if "participle" in row.forms and _is_adjective(units, i, table):
        return False
    after = units[i + 1] if i + 1 < len(units) else None
    group = verb_group(units, i)
    if low not in table.nouns and not group.words and _is_noun_like(row, before, after):
        return False
    if low not in table.nouns:
        return row.forms != {"base"} or bool(group.words) or _follows_subject(before)
    if "ing" in row.forms:
        named = _object_of(units, i, table)
        if row.trigger.kind in _CHANGES and named is not None and named.tag in (PLACE, GROUND):
            # "resulted in the army taking X", "advanced in A capturing B", but not "the capturing B"
            return before is None or before.tag != WORD or before.low not in DETERMINERS
        return group.be or _begins_participle(before, named or after)
    after = units[i + 1 + len(row.trigger.rest)] if i + 1 + len(row.trigger.rest) < len(units) else None
    finite = group.to or group.has(MODALS | DO) or (bool(group.words) and not row.forms <= {"base", "s"})
    finite = finite or any(word.endswith("n't") or word in CONTRACTED for word in group.words)
    past = row.forms & {"past", "participle"} and "base" not in row.forms
    owned = i > 1 and units[i - 2].low in {"a", "an"}
    near = skip_left(units, i)
    return bool(finite or past) or (not owned and _stands_between(units[near] if near >= 0 else None, after))


def _is_noun_like(row: VerbForm, before: Unit | None, after: Unit | None) -> bool:
    """Whether a verb's form is a noun or an adjective there: "struck ISIS targets in X", "the surrounding areas"."""
    if before is None:
        return False
    if row.trigger.first == "surround" and "ing" in row.forms:
        lying = {"the", "and", "areas", "area", "hills", "villages", "towns"}
        return before.tag in (PLACE, GROUND) or before.low in lying
    if "ing" in row.forms:
        return before.tag == WORD and before.low in {"the", "a", "an", "its", "their", "his", "these", "those"}
    if row.forms != {"s"} or row.trigger.rest or row.trigger.frame != "hits":
        return False
    ends = after is None or (
        after.tag == WORD and (after.low in PREPOSITIONS | {",", ".", "and"} or after.low in STOPS)
    )
    return ends and before.tag in (PARTY, HOLDER, NATION)


def _object_of(units: Sequence[Unit], i: int, table: TriggerTable) -> Unit | None:
    """The place or party that follows the word at `i` in its noun phrase: "losing the northern district of X"."""
    for unit in units[i + 1 : i + 8]:
        if unit.tag != WORD:
            return unit
        if unit.low == "of" and units[i + 1] is unit:
            return None
        if unit.low in PREPOSITIONS - {"of"} or unit.low in STOPS or unit.low in SUBORDINATORS or unit.low == ",":
            return None
        if unit.low in table.things:
            return None
    return None


def _begins_participle(before: Unit | None, after: Unit | None) -> bool:
    """Whether an "-ing" word opens a participle: "after shelling the town"."""
    if after is None or after.tag not in (PLACE, PARTY, GROUND, HOLDER, NATION):
        return False
    return before is None or (before.tag == WORD and before.low in _BEFORE_PARTICIPLE)


def _stands_between(before: Unit | None, after: Unit | None) -> bool:
    """Whether a word that is noun or verb stands between a subject and an object: "rebels attack the town"."""
    if before is None or after is None:
        return False
    joined = before.low in {"and", "or"}
    subject = before.tag in (PARTY, NATION) or before.low in PRONOUNS or before.low in RELATIVES or joined
    object_ = after.tag in (PLACE, PARTY, HOLDER, NATION, GROUND) or after.low in DETERMINERS
    return subject and (object_ or after.low in {"with", "to"})


def _follows_subject(before: Unit | None) -> bool:
    """Whether a verb in its base form can stand after that unit: "rebels capture", "they hold", "and retake"."""
    if before is None:
        return False
    if before.tag != WORD:
        return before.tag in (PARTY, PLACE, DATE, CITED)
    if before.low in PRONOUNS or before.low in RELATIVES or before.low in {"and", "or", ",", "help", "helped", "let"}:
        return True
    if before.low in {"s", "'s"}:
        return False
    plural = before.low.endswith("s") or before.low in {"people", "men", "women", "children", "police", "militia"}
    return plural and before.low not in DETERMINERS and before.low not in PREPOSITIONS


def _is_adjective(units: Sequence[Unit], i: int, table: TriggerTable) -> bool:
    """Whether a participle stands before its noun: "the recaptured town", "in besieged Aleppo"."""
    after = units[i + 1] if i + 1 < len(units) else None
    if after is None or (
        after.tag == WORD and (after.low in PREPOSITIONS or after.low in DETERMINERS or is_adverb(after.low))
    ):
        return False
    k = i - 1
    while k >= 0 and units[k].tag == WORD and units[k].low in _DEGREES:
        k -= 1
    if k < 0 or units[k].tag != WORD:
        return False
    before = units[k].low
    if before in DETERMINERS - _FLOATING:
        return True
    ground = after.tag in (PLACE, GROUND) or after.low in table.ground or after.low in table.things
    return ground and (before in DETERMINERS or before in PREPOSITIONS or before == "previously")
