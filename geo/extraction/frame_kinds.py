"""What kind of event a frame tells, where its trigger alone does not say."""

from collections.abc import Sequence

from geo.extraction.clauses import skip_left
from geo.extraction.frame import Frame
from geo.extraction.units import DATE, Unit
from geo.lexicon.triggers import TriggerTable
from geo.model import Kind

_HOURS = frozenset(
    {"nightfall", "noon", "dawn", "dusk", "evening", "midday", "midnight", "sunset", "sunrise", "morning"}
)


def kind_of(frame: Frame, units: Sequence[Unit], triggers: TriggerTable) -> Kind:
    """The kind of event that a frame tells: its trigger's, unless the words around say more."""
    kind = Kind(frame.trigger.kind)
    if kind is Kind.HOLDS and frame.group is not None and frame.group.to and _managed(frame, units):
        return Kind.CAPTURED
    if kind is Kind.EVACUATION and frame.subjects:
        return Kind.WITHDREW
    if kind is Kind.HOLDS and frame.subjects and _has_deadline(frame, units):
        return Kind.CAPTURED
    if frame.trigger.frame == "falls" and frame.trigger.first != "change":
        return _fallen_kind(kind, frame, units)
    if frame.trigger.means:
        words = [unit.low for unit in units[frame.start : frame.end] if unit.tag in ("word", "party")]
        used = {part for word in words for part in word.split()}
        for named, means in triggers.means.items():
            if used & means:
                return Kind(named)
    return kind


def _fallen_kind(kind: Kind, frame: Frame, units: Sequence[Unit]) -> Kind:
    """What "fell to X", "is under X's control since", "fell" tell: who has it now, else only that it was lost."""
    if kind is not Kind.HOLDS:
        return kind if frame.subjects or frame.pronoun else Kind.LOST
    since = any(unit.low == "since" or unit.low.startswith("since ") for unit in units[frame.last :])
    return Kind.CAPTURED if since and frame.subjects else kind


def _has_deadline(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether a holding is told of the time by which it had come about: "by Friday evening the town was in .."."""
    if frame.group is None or units[frame.index].low not in {"was", "were", "been"}:
        return False
    for k in range(frame.start, min(frame.end, len(units) - 1)):
        if units[k].low == "by" and (units[k + 1].tag == DATE or units[k + 1].low in _HOURS):
            return True
    return False


def _managed(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether "to control" is what somebody managed to do, not what they do."""
    assert frame.group is not None
    near = skip_left(units, frame.group.start)
    before = units[near].low if near >= 0 else ""
    return before in {"managed", "able", "succeeded", "manage", "manages"}
