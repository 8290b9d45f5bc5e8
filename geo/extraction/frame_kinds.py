"""What kind of event a frame tells, where its trigger alone does not say."""

from collections.abc import Sequence

from geo.extraction.clauses import skip_left
from geo.extraction.frame import Frame
from geo.extraction.units import Unit
from geo.lexicon.triggers import TriggerTable
from geo.model import Kind


def kind_of(frame: Frame, units: Sequence[Unit], triggers: TriggerTable) -> Kind:
    """The kind of event that a frame tells: its trigger's, unless the words around say more."""
    kind = Kind(frame.trigger.kind)
    if kind is Kind.HOLDS and frame.group is not None and frame.group.to and _managed(frame, units):
        return Kind.CAPTURED
    if kind is Kind.EVACUATION and frame.subjects:
        return Kind.WITHDREW
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


def _managed(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether "to control" is what somebody managed to do, not what they do."""
    assert frame.group is not None
    near = skip_left(units, frame.group.start)
    before = units[near].low if near >= 0 else ""
    return before in {"managed", "able", "succeeded", "manage", "manages"}
