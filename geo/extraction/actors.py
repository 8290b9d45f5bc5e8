"""Whom a general word means here: "the army" and "the rebels" by the article's country, "the militants" by the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from geo.extraction.units import Unit
from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase
from geo.lexicon.sides import Sides
from geo.model import Kind, Mention, Role

_ARMED = frozenset({"rebels", "militants", "fighters", "separatists"})
"""General words that stay what they are where no lexicon says whom they mean: "the rebels" are of no nation."""
_FIGHTS = frozenset({Kind.CLASH, Kind.SHELLING, Kind.AIRSTRIKE})
_BACKED = re.compile(r"(?:the )?([\w.]+)-(?:backed|supported|led)\b", re.IGNORECASE)


def article_country(mentions: Sequence[Mention], phrases: Sequence[Phrase]) -> str:
    """The ISO code of the country that an article is about: where most of its places and parties belong; "" unknown."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        if mention.role is Role.LOCATION and mention.place is not None and mention.place.country:
            votes[mention.place.country] += 2
    for phrase in phrases:
        if phrase.part is Part.ACTOR and not phrase.role:
            votes.update({actor.country for actor in phrase.actors if actor.country})
        elif phrase.country:
            votes[phrase.country] += 1
    if not votes:
        return ""
    return max(votes, key=lambda code: (votes[code], code))


def _backer(text: str) -> str:
    """The backer in "US-backed fighters", folded; "" where none is named."""
    found = _BACKED.match(text) if "-" in text else None
    return found.group(1).replace(".", "").lower() if found else ""


class ActorReader:
    """Turns the parties of units into named actors, remembering who was named before."""

    def __init__(self, lexicon: Lexicon, country: str) -> None:
        self._lexicon = lexicon
        self._sides = lexicon.sides
        self._country = country
        self._recent: list[Actor] = []
        self._states = {country.state for country in lexicon.countries.values() if country.state}
        self._backed: dict[str, Actor] = {}

    def note(self, units: Iterable[Unit]) -> None:
        """Remember the named parties of a sentence, and by whom they are said to be backed."""
        for unit in units:
            if unit.actor is None or unit.actor.role:
                continue
            self._recent.append(unit.actor)
            if (backer := _backer(unit.text)) and not unit.actor.name.endswith((" rebels", " militants")):
                self._backed[backer] = unit.actor
        del self._recent[:-20]

    def _is_state(self, actor: Actor) -> bool:
        """Whether an actor is a state: nobody's militants, though its side be that of no war listed here."""
        return actor.name in self._states or actor.name.endswith(" government")

    def is_armed(self, actor: Actor) -> bool:
        """Whether an actor has forces of its own in a war, and is no state whose troops are called an army."""
        return bool(actor.side) and actor.side not in self._sides.states and not self._is_state(actor)

    def last_armed(self, *, besides: Sequence[Actor] = ()) -> Actor | None:
        """The party at war, and no state, that was named last: "the group"; None where none was."""
        return next((a for a in reversed(self._recent) if self.is_armed(a) and a not in besides), None)

    def resolve(self, actor: Actor, text: str = "") -> Actor:
        """The named actor that `actor`, written as `text`, means here.

        "US-backed fighters" are those named before with the same backer. A general word stays where neither the
        text nor the country names it.
        """
        backed = self._backed.get(_backer(text)) if text else None
        if backed is not None and (actor.role or actor.name.endswith((" rebels", " militants"))):
            return backed
        if not actor.role:
            return actor
        role = actor.role
        if role in {"militants", "fighters"}:
            states = self._sides.states
            shunned = states | self._sides.never_militants if role == "militants" else states
            armed = next((a for a in reversed(self._recent) if a.side not in shunned and not self._is_state(a)), None)
            if armed is not None:
                return armed
        meant = self._lexicon.actor_in(role, self._country)
        if meant is None or (role in _ARMED and self._lexicon.actor(meant.name) is None):
            return actor
        return meant


def sides_apart(
    subjects: Sequence[Actor], opponents: Sequence[Actor], kind: Kind, sides: Sides
) -> tuple[list[Actor], list[Actor]]:
    """Who acts and against whom, so that foes never act together and nobody bombs from aircraft that they lack.

    "A and B clashed" tells of A against B; where foes are named together for something else the first one acts.
    """
    acting, against = list(subjects), list(opponents)
    if len(acting) > 1 and _are_foes(acting[0], acting[1], kind, sides):
        if kind in _FIGHTS and not against:
            against = acting[1:2]
        acting = acting[:1]
    if kind is Kind.LOST and against:
        acting = [actor for actor in acting if actor.side not in sides.guests]
    if kind is Kind.AIRSTRIKE:
        acting = [actor for actor in acting if actor.side not in sides.flightless]
    return acting, against


def _are_foes(first: Actor, second: Actor, kind: Kind, sides: Sides) -> bool:
    """Whether two sides fight each other: a state and insurgents, insurgents told to clash, ISIS and anybody."""
    both = {first.side, second.side}
    if len(both) < 2:
        return False
    clashed = kind is Kind.CLASH and both <= sides.insurgents
    return "isis" in both or (bool(both & sides.states) and bool(both & sides.insurgents)) or clashed
