"""The role of every sighting of an article: what its spot settles, what the countries of the article make likely."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from geo.extraction.evidence import STRONG
from geo.extraction.names import Name
from geo.extraction.place_cues import PlaceCues
from geo.extraction.recognition import is_implausible, is_location, looks_like_place, plausibility, role_of
from geo.extraction.resolution import Resolver, country_shares
from geo.extraction.sightings import Scan, Sighting
from geo.extraction.unknown_names import parts_of, short_forms
from geo.extraction.weighing import Question
from geo.lexicon import Lexicon
from geo.lexicon.actors import ActorMatch
from geo.model import Role

_LARGE_CITY = 100_000
_LONGEST_CODE = 6
_STATE_VOTE, _PEOPLE_VOTE, _ACTOR_VOTE, _TOWN_VOTE = 1.0, 0.7, 0.3, 0.5
_SHORT_TEXT = 20_000
"""Code points up to which looking for a word beats listing all of them."""
_LOWER_WORD = re.compile(r"(?<![\w-])[a-z]{4,}(?![\w-])")


class RoleReader:
    """Gives roles to the sightings of one article and tells the resolver of which countries it speaks."""

    def __init__(
        self,
        text: str,
        scan: Scan,
        actors: Sequence[ActorMatch],
        *,
        lexicon: Lexicon,
        resolver: Resolver,
        cues: PlaceCues,
    ) -> None:
        self._text = text
        self._scan = scan
        self._actors = actors
        self._lexicon = lexicon
        self._resolver = resolver
        self._cues = cues
        self._capitals = lexicon.capitals
        self._short_forms = short_forms((s.name.text for s in scan.sightings if s.name.known), cues)
        self._lower_words: frozenset[str] | None = None

    def read(self) -> list[tuple[Sighting, Role | None]]:
        """The sightings, unknown stretches parted, each with its role; None for names that are no places."""
        sightings = list(self._scan.sightings)
        roles = self._settled(sightings)
        self._resolver.set_countries(self._country_shares(sightings, roles))
        evidence: dict[str, float] = defaultdict(float)
        for sighting, role in zip(sightings, roles, strict=True):
            if role is None:
                low = sighting.name.text.lower()
                evidence[low] = max(evidence[low], sighting.around.place)
        sightings, roles = self._parted(sightings, roles, evidence)
        return [
            (sighting, self._role(sighting, role, evidence[sighting.name.text.lower()]))
            for sighting, role in zip(sightings, roles, strict=True)
        ]

    def _settled(self, sightings: Sequence[Sighting]) -> list[Role | None]:
        """What the spot alone settles; names inside an actor's name are part of it."""
        roles = [sighting.role for sighting in sightings]
        actors = iter(self._actors)
        actor = next(actors, None)
        for k, sighting in enumerate(sightings):
            name = sighting.name
            while actor is not None and actor.end <= name.start:
                actor = next(actors, None)
            if roles[k] is Role.ORGANISATION:
                continue
            if actor is not None and actor.start <= name.start and name.end <= actor.end:
                roles[k] = self._role_in_actor(name, actor)
            elif roles[k] is None and name.last - name.first == 1 and self._scan.people.has(name.text):
                roles[k] = Role.PERSON if sighting.around.place < STRONG and not self._is_famous(name) else None
            elif roles[k] is None and self._is_actors_name(name):
                roles[k] = Role.ORGANISATION
        return roles

    def _is_famous(self, name: Name) -> bool:
        """Whether a name is a country's, a province's or a large city's: a person called so changes little."""
        return any(
            c.place.kind in {"country", "province"} or c.place.population >= _LARGE_CITY
            for c in self._resolver.named(name.text)[:2]
        )

    def _is_actors_name(self, name: Name) -> bool:
        """Whether a name is a party's and no state's: "Daesh" in "Daesh-held"."""
        low = name.text.lower()
        is_named = low in self._cues.agencies or self._lexicon.actor(name.text) is not None
        return is_named and not self._is_famous(name)

    def _role_in_actor(self, name: Name, actor: ActorMatch) -> Role | None:
        """The role of a name inside an actor's; a country's bare name is left open, for it may be the place."""
        words = self._text[actor.start : actor.end].lower().removeprefix("the ").rstrip("s'’")
        if words == name.text.lower().rstrip("s"):
            candidates = self._resolver.named(name.text)
            if candidates and candidates[0].place.kind == "country":
                return None
        elif name.start == actor.start and (low := name.text.lower()) in self._capitals:
            return Role.ACTOR if words.startswith(low) else Role.ORGANISATION
        return Role.ORGANISATION if actor.actor.role == "" else Role.ACTOR

    def _country_shares(self, sightings: Sequence[Sighting], roles: Sequence[Role | None]) -> dict[str, float]:
        votes: dict[str, float] = defaultdict(float)
        for _, _, code in self._scan.demonyms:
            if code != "-":
                votes[code] += _PEOPLE_VOTE
        for match in self._actors:
            if match.actor.country:
                votes[match.actor.country] += _ACTOR_VOTE
        for sighting, role in zip(sightings, roles, strict=True):
            if not sighting.name.known or role in {Role.PERSON, Role.BYLINE}:
                continue
            code, kind = self._resolver.country_of(sighting.base)
            if code:
                votes[code] += _STATE_VOTE if kind == "country" else _TOWN_VOTE
        return country_shares(votes)

    def _parted(
        self, sightings: Sequence[Sighting], roles: Sequence[Role | None], evidence: dict[str, float]
    ) -> tuple[list[Sighting], list[Role | None]]:
        """The sightings with unknown stretches of several words cut into the places they hold."""
        parted: list[Sighting] = []
        parted_roles: list[Role | None] = []
        moved: list[int] = []
        for sighting, role in zip(sightings, roles, strict=True):
            moved.append(len(parted))
            name = sighting.name
            parts: list[Name] = []
            may_part = role is None and not name.known and not sighting.around.is_apposed  # "X Y, a village" is one
            if may_part and " " in name.text and evidence[name.text.lower()] >= 1.0:
                whole = self._resolver.answer(Question(name.text, kind=sighting.around.kind)).place
                parts = parts_of(name, self._text, self._is_place_name) if whole is None else []
                if len(name.text.split()) == 2 and not any(map(self._is_known_here, parts)):
                    parts = []
            for part in parts:
                evidence[part.text.lower()] = max(evidence[part.text.lower()], sighting.around.place)
            pieces = [replace(sighting, name=part, base=part.text) for part in parts] or [sighting]
            parted += pieces
            parted_roles += [role] * len(pieces)
        return (
            [s if s.container is None else replace(s, container=moved[s.container]) for s in parted],
            parted_roles,
        )

    def _is_known_here(self, name: Name) -> bool:
        """Whether a place of the article's main country has exactly that name."""
        main = next(iter(self._resolver.countries), "")
        return any(c.place.country == main for c in self._resolver.named(name.text))

    def _is_place_name(self, name: str) -> bool:
        low = name.lower()
        if low in self._cues.place_prefixes or self._is_written_small(low):
            return False
        return self._resolver.answer(Question(name)).place is not None

    def _is_written_small(self, low: str) -> bool:
        """Whether a name stands in the article as a plain word, too."""
        if self._lower_words is None:
            if len(self._text) < _SHORT_TEXT and low not in self._text:
                return False
            self._lower_words = frozenset(_LOWER_WORD.findall(self._text))
        return low in self._lower_words

    def _role(self, sighting: Sighting, role: Role | None, evidence: float) -> Role | None:
        if role is not None:
            return role if sighting.name.known else None
        if not sighting.name.known:
            return Role.LOCATION if self._is_unknown_place(sighting, evidence) else None
        candidates = self._resolver.named(sighting.base)
        countries = self._resolver.countries
        plausible = plausibility(sighting.base, candidates, countries, self._capitals)
        if is_implausible(plausible, sighting):
            return Role.LOCATION if self._is_unknown_place(sighting, evidence) else None
        if not is_location(sighting, evidence, plausible, self._cues):
            return None
        top = candidates[0].place if candidates else None
        is_capital = sighting.name.text.lower() in self._capitals
        return role_of(
            sighting,
            is_state=is_capital or (top is not None and top.kind == "country"),
            is_foreign_capital=is_capital and top is not None and top.country != next(iter(countries), ""),
        )

    def _is_unknown_place(self, sighting: Sighting, evidence: float) -> bool:
        """Whether a name that no place plausibly has is one all the same: by the words around it, or by likeness."""
        name, cues = sighting.name, self._cues
        low = name.text.lower()
        if low in cues.first_names or low in cues.family_names or name.last - name.first > 4:
            return False
        if low in cues.common or (name.text.isupper() and len(name.text) < _LONGEST_CODE):
            return False
        if self._is_written_small(low):
            return False
        if evidence >= STRONG or low in self._short_forms:
            return True
        looks = looks_like_place(name.text, cues)
        if evidence < (1.0 if looks else 1.5) or (sighting.opens_sentence and not looks):
            return False
        found = self._resolver.answer(Question(name.text, kind=sighting.around.kind)).place
        return found is not None or (looks and evidence >= 1.5)
