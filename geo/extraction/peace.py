"""Where the words of war are used of peace: a party that "took" a state at the polls, a storm that "hit" a town."""

from collections.abc import Iterable, Mapping, Sequence

from geo.extraction.clauses import skip_left
from geo.extraction.frame import Frame
from geo.extraction.units import PARTY, WORD, Unit

_CHANGES = frozenset({"captured", "lost", "withdrew", "holds", "besieged"})
_ADDED = frozenset(
    {("by", "surprise"), ("for", "granted"), ("to", "task"), ("to", "court"), ("as", "his"), ("as", "her")}
)
_GENITIVE = frozenset({"'s", "’s", "'", "’", "s"})
_FEELINGS = frozenset(
    {
        "trust",
        "respect",
        "confidence",
        "support",
        "backing",
        "favour",
        "favor",
        "vote",
        "votes",
        "attention",
        "patience",
    }
)
_FICTION = frozenset({"film", "movie", "novel"})
_REACH = 4


def is_peaceful(frame: Frame, units: Sequence[Unit], peace: Mapping[str, frozenset[str]]) -> bool:
    """Whether `frame` tells of a contest, of weather or of business in the words of war."""
    if not peace:
        return False
    if frame.trigger.means and not frame.subjects and _subject_of(frame, units) & peace["nature"]:
        return True
    if frame.trigger.kind not in _CHANGES:
        return False
    return _in_contest(units, peace) or _is_civil(frame, units, peace["civilians"]) or _is_idiom(frame, units)


def tells_of_peace(rows: Iterable[Sequence[Unit]], peace: Mapping[str, frozenset[str]]) -> bool:
    """Whether the sentences of an article tell of a contest and none of them of anybody under arms."""
    contest = False
    for units in rows:
        words = {unit.low for unit in units if unit.tag == WORD}
        if _is_armed(units, words, peace):
            return False
        contest = contest or bool(words & peace["contests"])
    return contest


def _in_contest(units: Sequence[Unit], peace: Mapping[str, frozenset[str]]) -> bool:
    """Whether the sentence is about a contest and names nobody under arms, or about a work of fiction."""
    words = {unit.low for unit in units if unit.tag == WORD}
    contests = words & peace["contests"]
    return bool(contests) and (not _is_armed(units, words, peace) or (bool(contests & _FICTION) and _in_fiction(units)))


def _in_fiction(units: Sequence[Unit]) -> bool:
    """Whether a work is what the sentence tells of: "in the film a soldier leaves Homs"."""
    return any(unit.low in _FICTION and units[max(0, k - 2)].low in {"in", "of"} for k, unit in enumerate(units))


def _is_armed(units: Sequence[Unit], words: set[str], peace: Mapping[str, frozenset[str]]) -> bool:
    if words & peace["arms"]:
        return True
    named = {part for unit in units if unit.tag != WORD for part in unit.low.split()}
    armed = any(
        unit.tag == PARTY
        and unit.actor is not None
        and not unit.actor.role
        and not unit.actor.name.endswith(" government")
        for unit in units
    )
    return armed or bool(named & peace["arms"])


def _subject_of(frame: Frame, units: Sequence[Unit]) -> set[str]:
    """The plain words right before the verb of an active frame."""
    if frame.group is None or frame.passive:
        return set()
    end = frame.group.start
    return {unit.low for unit in units[max(0, end - _REACH) : end] if unit.tag == WORD}


def _is_civil(frame: Frame, units: Sequence[Unit], civilians: frozenset[str]) -> bool:
    """Whether the subject of an active verb is of no side: "workers abandoned the refinery"."""
    if frame.group is None or frame.passive or frame.subjects or frame.pronoun:
        return False
    k = skip_left(units, frame.group.start)
    return k >= 0 and units[k].tag == WORD and units[k].low in civilians


def _is_idiom(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether the place is taken or lost in a figure of speech: "by surprise", "lost Baghdad's trust"."""
    if frame.group is None or not frame.places or not frame.trigger.ground or frame.passive:
        return False
    at = next((k for k in range(len(units) - 1, -1, -1) if units[k] is frame.places[-1]), -1)
    if at < frame.last:
        return False
    after = units[at + 1 : at + 4]
    if frame.trigger.first == "take" and tuple(unit.low for unit in after[:2]) in _ADDED:
        return True
    return bool(after) and after[0].low in _GENITIVE and any(unit.low in _FEELINGS for unit in after)
