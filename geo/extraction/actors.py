"""Whom a general word means here: "the army" and "the rebels" by the article's country, "the militants" by the text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from geo.lexicon import Actor, Lexicon, Part
from geo.lexicon.finder import Phrase
from geo.model import Mention, Role

_STATE_SIDES = frozenset({"government", "russia", "us", "turkey", "iran", "israel", "nato", "un"})
_OWN_STATE = frozenset({"government", "rebels", "coalition", "separatists", "kurds"})


def article_country(mentions: Sequence[Mention], phrases: Sequence[Phrase]) -> str:
    """The ISO code of the country that an article is about: where most of its places and parties belong; "" unknown."""
    votes: Counter[str] = Counter()
    for mention in mentions:
        if mention.role is Role.LOCATION and mention.place is not None and mention.place.country:
            votes[mention.place.country] += 2
    for phrase in phrases:
        if phrase.part is Part.ACTOR:
            votes.update({actor.country for actor in phrase.actors if actor.country})
        elif phrase.country:
            votes[phrase.country] += 1
    if not votes:
        return ""
    return max(votes, key=lambda code: (votes[code], code))


class ActorReader:
    """Turns the parties of units into named actors, remembering who was named before."""

    def __init__(self, lexicon: Lexicon, country: str) -> None:
        self._lexicon = lexicon
        self._country = country
        self._recent: list[Actor] = []

    def note(self, actors: Iterable[Actor]) -> None:
        """Remember the named parties of a sentence."""
        for actor in actors:
            if not actor.role:
                self._recent.append(actor)
        del self._recent[:-20]

    def resolve(self, actor: Actor) -> Actor:
        """The named actor that `actor` means here; a general one stays where neither text nor country names it."""
        if not actor.role:
            return actor
        role = actor.role
        if role in {"militants", "fighters"}:
            armed = next((known for known in reversed(self._recent) if known.side not in _STATE_SIDES), None)
            if armed is not None:
                return armed
        return self._lexicon.actor_in(role, self._country) or actor
