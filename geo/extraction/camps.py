"""The two camps of an article that tells of two alone: whoever takes a place there takes it from the other."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from geo.extraction.inference import inferred
from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase
from geo.model import Kind, ReportedEvent, Stance

_LEAST_NAMED = 2
"""How often a camp must be named, so that a passing word makes no foe."""
_ALLIED = {"pro-russian": "russia", "us": "nato"}
"""Sides that fight as one wherever both are told of."""
_STATE_ROLES = frozenset({"government", "forces"})
_CHANGES = frozenset({Kind.CAPTURED, Kind.LOST, Kind.WITHDREW})


@dataclass(frozen=True, slots=True)
class Camps:
    """The two camps of an article, by side, each with the name of the party that stands for it."""

    names: dict[str, str]
    sides: dict[str, str]

    def foe_of(self, party: str) -> str | None:
        """The party on the other side; None for one of neither camp."""
        side = self.sides.get(party)
        if side not in self.names:
            return None
        return next(name for other, name in self.names.items() if other != side)


def parties_named(phrases: Iterable[Phrase], lexicon: Lexicon, country: str) -> Counter[Actor]:
    """How often an article on `country` names each party, the army and the government among them."""
    counted: Counter[Actor] = Counter()
    for phrase in phrases:
        holds = phrase.part is Part.HOLDER
        if not holds and phrase.part not in (Part.ACTOR, Part.WORD, Part.FORCE):
            continue
        actor = (lexicon.holder_of if holds else lexicon.actor_of)(phrase, country=country)
        if actor is not None and actor.role in _STATE_ROLES:
            actor = lexicon.actor_in(actor.role, country)
        if actor is not None and not actor.role:
            counted[actor] += 1
    return counted


def two_camps(
    named: Counter[Actor], country: str, events: Sequence[ReportedEvent], bystanders: Collection[str]
) -> Camps | None:
    """The camps of an article on `country` that tells of two alone, `bystanders` left out; None for any other.

    States from abroad are bystanders, but for one that takes or loses ground itself.
    """
    told = [event for event in events if event.kind in _CHANGES and event.stance is Stance.ASSERTED]
    fighting = {name for event in told for name in (event.actor, event.opponent)}
    sides: Counter[str] = Counter()
    best: dict[str, Actor] = {}
    for actor, count in named.most_common():
        is_foreign = bool(actor.country) and actor.country != country
        if not actor.side or (is_foreign and actor.name not in fighting) or actor.name in bystanders:
            continue
        side = _ALLIED.get(actor.side, actor.side)
        sides[side] += count
        best.setdefault(side, actor)
    if len(sides) != 2 or min(sides.values()) < _LEAST_NAMED:
        return None
    of_sides = {actor.name: _ALLIED.get(actor.side, actor.side) for actor in named}
    return Camps({side: actor.name for side, actor in best.items()}, of_sides)


def with_foes(events: Sequence[ReportedEvent], camps: Camps | None) -> list[ReportedEvent]:
    """`events`, changes of control that name one party given the other camp as the second."""
    if camps is None:
        return list(events)
    return [_with_foe(event, camps) if event.kind in _CHANGES else event for event in events]


def _with_foe(event: ReportedEvent, camps: Camps) -> ReportedEvent:
    party = event.actor or event.opponent
    if party is None or None not in (event.actor, event.opponent):
        return event
    foe = camps.foe_of(party)
    if foe is None:
        return event
    if event.actor:
        return replace(event, opponent=foe, note=inferred(event))
    return replace(event, actor=foe, note=inferred(event))
