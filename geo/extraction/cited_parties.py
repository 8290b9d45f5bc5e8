"""Which parties those cited speak for, and the whole name of a speaker who is only "the army" or "the rebels"."""

import re
from collections.abc import Iterable

from geo.extraction.actors import ActorReader
from geo.lexicon import Actor, Lexicon
from geo.lexicon.finder import Phrase
from geo.model import ReportedEvent

_MILITARY = re.compile(
    r"(?:military|army|security) (?:sources?|officials?|spokes\w+|officers?|commanders?)\b", re.IGNORECASE
)
_STATE_WORDS = frozenset({"army", "military", "armed forces", "air force", "navy"})


_BULLETS = "•·*–—- "
"""What may stand before a speaker at the head of a list's entry."""


class CitedParties:
    """Knows the parties behind the names by which an article on `country` (ISO code) cites its speakers.

    `phrases` are those of the article's parties: where they name the army of one state alone, "a military source" is
    that army's.
    """

    def __init__(self, lexicon: Lexicon, country: str, actors: ActorReader, phrases: Iterable[Phrase] = ()) -> None:
        self._lexicon = lexicon
        self._country = country
        self._actors = actors
        named = {actor.country for phrase in phrases for actor in phrase.actors if actor.side in lexicon.sides.armies}
        self._has_one_state = not named - {country}

    def whole_name(self, cited: str) -> str:
        """The name of a speaker; a general word ("army", "factions") with whom it means in the article's country."""
        cited = cited.lstrip(_BULLETS)
        military = _MILITARY.match(cited)
        if military is not None and self._has_one_state:
            state = self._lexicon.actor_in("government", self._country)
            nation = state.name.removesuffix(" government") if state is not None else ""
            return f"{nation} {cited}" if state is not None and nation != state.name else cited
        phrases = self._lexicon.find_phrases(cited)
        if len(phrases) != 1 or phrases[0].start or phrases[0].end < len(cited):
            return cited
        actor = self._lexicon.actor_of(phrases[0], country=self._country)
        if actor is None or not actor.role:
            return cited
        name = self._actors.resolve(actor, cited).name
        nation = name.removesuffix(" government")
        return f"{nation} {cited.lower()}" if nation != name and cited.lower() in _STATE_WORDS else name

    def speakers(self, events: Iterable[ReportedEvent]) -> dict[str, str]:
        """The names of the parties that those cited for `events` speak for, by the names that they are cited by."""
        parties = {cited: self.party(cited) for cited in {event.attributed_to for event in events} if cited}
        return {cited: party.name for cited, party in parties.items() if party is not None}

    def party(self, cited: str) -> Actor | None:
        """The party that a speaker, cited by that name, speaks for; None for nobody known."""
        for phrase in self._lexicon.find_phrases(cited):
            actor = self._lexicon.actor_of(phrase, country=self._country)
            if actor is not None:
                return self._actors.resolve(actor, cited)
        return None
