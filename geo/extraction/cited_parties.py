"""Which parties those cited speak for, and the whole name of a speaker who is only "the army" or "the rebels"."""

from collections.abc import Iterable

from geo.extraction.actors import ActorReader
from geo.lexicon import Lexicon
from geo.model import ReportedEvent

_STATE_WORDS = frozenset({"army", "military", "armed forces", "air force", "navy"})


class CitedParties:
    """Knows the parties behind the names by which an article on `country` (ISO code) cites its speakers."""

    def __init__(self, lexicon: Lexicon, country: str, actors: ActorReader) -> None:
        self._lexicon = lexicon
        self._country = country
        self._actors = actors

    def whole_name(self, cited: str) -> str:
        """The name of a speaker; a general word ("army", "factions") with whom it means in the article's country."""
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
        found: dict[str, str] = {}
        for cited in {event.attributed_to for event in events if event.attributed_to}:
            for phrase in self._lexicon.find_phrases(cited):
                actor = self._lexicon.actor_of(phrase, country=self._country)
                if actor is not None:
                    found[cited] = self._actors.resolve(actor, cited).name
                    break
        return found
