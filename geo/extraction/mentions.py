"""The place names of an article with the role of each and, for locations, the place."""

from collections import defaultdict
from collections.abc import Sequence

from geo.extraction.names import Name, NameFinder
from geo.extraction.place_cues import PlaceCues, load_place_cues
from geo.extraction.recognition import is_implausible, is_location, looks_like_place, plausibility, role_of
from geo.extraction.resolution import Answer, Question, Resolver, areas_of, country_shares, points_of
from geo.extraction.sentences import split_sentences
from geo.extraction.sightings import Scan, Sighting, scan_sentences
from geo.extraction.surroundings import STRONG
from geo.extraction.unknown_names import AREA_PRECISION, holding_area, place_in_area
from geo.gazetteer import Gazetteer
from geo.lexicon import Lexicon
from geo.lexicon.actors import ActorMatch
from geo.model import Article, Mention, Place, Role, WherePrec

_POINT_KINDS = {"river": WherePrec.WATER_OR_AIR, "lake": WherePrec.WATER_OR_AIR, "border": WherePrec.VAGUE_AREA}
_LARGE_CITY = 100_000
_LONGEST_CODE = 6
_STATE_VOTE, _PEOPLE_VOTE, _ACTOR_VOTE, _TOWN_VOTE = 1.0, 0.7, 0.3, 0.5


def mentions_from_article(
    article: Article, gazetteer: Gazetteer, lexicon: Lexicon, *, cues: PlaceCues | None = None
) -> list[Mention]:
    """The place names in the body of an article, in order of their offsets.

    Only those with the role `location` have a place; one that no layer knows has `place` None and, where the text
    names an area that holds it, that area's point, precision and radius. `cues` default to `data/lexicon/cues_*.toml`.
    Never raises on any text.
    """
    return _Reader(article, gazetteer, lexicon, cues or load_place_cues()).mentions()


class _Reader:
    """The work on one article."""

    def __init__(self, article: Article, gazetteer: Gazetteer, lexicon: Lexicon, cues: PlaceCues) -> None:
        self._text = article.text
        self._cues = cues
        start, end = article.body_start, article.body_end
        end = len(article.text) if end is None else end
        self._lexicon = lexicon
        self._resolver = Resolver(gazetteer, cues.short_forms)
        finder = NameFinder(article.text, gazetteer, cues)
        self._scan: Scan = scan_sentences(split_sentences(article.text, start, end), finder, cues)
        self._actors = [
            ActorMatch(match.start + start, match.end + start, match.actor)
            for match in lexicon.find_actors(article.text[start:end])
        ]
        self._capitals = frozenset(country.capital.lower() for country in lexicon.countries.values() if country.capital)
        self._answers: dict[int, Answer] = {}
        self._long_forms: dict[str, str] = {}

    def mentions(self) -> list[Mention]:
        sightings = self._scan.sightings
        roles = self._roles_before_look_up(sightings)
        self._resolver.set_countries(self._country_shares(sightings, roles))
        self._recognise(sightings, roles)
        self._resolve(sightings, roles)
        found = [self._mention(k, role) for k, role in enumerate(roles) if role is not None]
        found += [Mention(self._text[start:end], start, end, Role.DEMONYM) for start, end, _ in self._scan.demonyms]
        return sorted(found, key=lambda mention: mention.start)

    # -- roles

    def _roles_before_look_up(self, sightings: Sequence[Sighting]) -> list[Role | None]:
        """What the spot alone settles; names inside an actor's name are part of it."""
        roles = [sighting.role for sighting in sightings]
        actors = iter(self._actors)
        actor = next(actors, None)
        for k, sighting in enumerate(sightings):
            name = sighting.name
            while actor is not None and actor.end <= name.start:
                actor = next(actors, None)
            if actor is not None and actor.start <= name.start and name.end <= actor.end:
                roles[k] = self._role_in_actor(name, actor)
            elif roles[k] is None and name.last - name.first == 1 and self._scan.people.has(name.text):
                roles[k] = Role.PERSON if sighting.around.place < STRONG and not self._is_famous(name) else None
            elif roles[k] is None and self._is_actors_name(name):
                roles[k] = Role.ORGANISATION
        return roles

    def _is_famous(self, name: Name) -> bool:
        """Whether a name is a country's, a province's or a large city's, so that one person of that name changes little."""
        return any(
            c.place.kind in {"country", "province"} or c.place.population >= _LARGE_CITY
            for c in self._resolver.named(name.text)[:2]
        )

    def _is_actors_name(self, name: Name) -> bool:
        """Whether a name is a party's and no state's: "Daesh" in "Daesh-held"."""
        return self._lexicon.actor(name.text) is not None and not self._is_famous(name)

    def _role_in_actor(self, name: Name, actor: ActorMatch) -> Role | None:
        """The role of a name inside an actor's; a country's bare name is left open, for it may be the place."""
        if self._text[actor.start : actor.end].lower().removeprefix("the ").rstrip("s'’") == name.text.lower().rstrip(
            "s"
        ):
            candidates = self._resolver.named(name.text)
            if candidates and candidates[0].place.kind == "country":
                return None
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

    def _recognise(self, sightings: Sequence[Sighting], roles: list[Role | None]) -> None:
        """Fill in LOCATION and ACTOR; names that are no places keep None."""
        evidence: dict[str, float] = defaultdict(float)
        for sighting, role in zip(sightings, roles, strict=True):
            if role is None:
                low = sighting.name.text.lower()
                evidence[low] = max(evidence[low], sighting.around.place)
        for k, sighting in enumerate(sightings):
            if roles[k] is not None:
                roles[k] = roles[k] if sighting.name.known else None
                continue
            low = sighting.name.text.lower()
            if sighting.name.known:
                candidates = self._resolver.named(sighting.base)
                countries = self._resolver.countries
                plausible = plausibility(sighting.base, candidates, countries, self._capitals)
                if is_implausible(plausible, sighting):
                    roles[k] = Role.LOCATION if self._is_unknown_place(sighting, evidence[low]) else None
                elif is_location(sighting, evidence[low], plausible, self._cues):
                    top = candidates[0].place if candidates else None
                    is_capital = low in self._capitals
                    roles[k] = role_of(
                        sighting,
                        is_state=is_capital or (top is not None and top.kind == "country"),
                        is_foreign_capital=is_capital and top is not None and top.country != next(iter(countries), ""),
                    )
            elif self._is_unknown_place(sighting, evidence[low]):
                roles[k] = Role.LOCATION

    def _is_unknown_place(self, sighting: Sighting, evidence: float) -> bool:
        name = sighting.name
        low = name.text.lower()
        if low in self._cues.first_names or low in self._cues.family_names or name.last - name.first > 4:
            return False
        if low in self._cues.common or (name.text.isupper() and len(name.text) < _LONGEST_CODE):
            return False
        if evidence >= STRONG:
            return True
        looks = looks_like_place(name.text, self._cues)
        if evidence + looks < 1.0 or (evidence < 1.5 and not looks):
            return False
        answer = self._resolver.answer(Question(name.text, sighting.around.kind), fuzzy=True)
        return answer.place is not None or (looks and evidence >= 1.5)

    # -- places

    def _resolve(self, sightings: Sequence[Sighting], roles: Sequence[Role | None]) -> None:
        """Answer every location twice: alone, then beside what the first round found."""
        located = [k for k, role in enumerate(roles) if role is Role.LOCATION]
        for k in located:
            self._note_long_form(sightings[k].name.text)
        by_sentence: dict[int, list[int]] = defaultdict(list)
        for k in located:
            by_sentence[sightings[k].sentence].append(k)
            self._answers[k] = self._resolver.answer(self._question(sightings, k, {}, ()), fuzzy=True)
        first = {k: answer.place for k, answer in self._answers.items() if answer.place is not None}
        sure = [first[k] for k in located if k in first and self._answers[k].strength >= 2.0]
        for k in located:
            if not self._answers[k].is_open and self._answers[k].place is not None:
                continue
            beside = {j: first[j] for j in by_sentence[sightings[k].sentence] if j in first and j != k}
            question = self._question(sightings, k, beside, sure)
            self._answers[k] = self._resolver.answer(question, fuzzy=True)

    def _note_long_form(self, name: str) -> None:
        """Remember "Castello Road" for a bare "Castello"."""
        words = name.lower().split()
        if len(words) > 1 and words[-1] in self._cues.kinds and self._resolver.named(name):
            short = " ".join(words[:-1])
            self._long_forms.setdefault(short, name)
            self._long_forms.setdefault(short.removeprefix("al-"), name)

    def _question(
        self, sightings: Sequence[Sighting], k: int, beside: dict[int, Place], sure: Sequence[Place]
    ) -> Question:
        sighting = sightings[k]
        around = sighting.around
        low = sighting.name.text.lower()
        container = beside.get(sighting.container) if sighting.container is not None else None
        others = [place for j, place in beside.items() if sightings[j].name.text.lower() != low]
        told = {place.place_id for place in others}
        return Question(
            sighting.name.text if self._resolver.named(sighting.name.text) else sighting.base,
            longer=self._long_forms.get(low),
            kind="province" if around.is_around or (around.direction and not around.is_offset) else around.kind,
            within=areas_of(container) | {container.place_id} if container is not None else frozenset(),
            beside=frozenset(area for place in others for area in areas_of(place)),
            near=points_of(others),
            around=points_of([place for place in sure if place.place_id not in told])[:40],
        )

    def _mention(self, k: int, role: Role) -> Mention:
        sighting = self._scan.sightings[k]
        name = sighting.name
        if role is not Role.LOCATION:
            return Mention(name.text, name.start, name.end, role)
        answer = self._answers[k]
        place = answer.place
        if place is None:
            return self._unknown(k)
        prec, radius_m = self._precision(place, sighting)
        return Mention(
            name.text, name.start, name.end, role, place, prec, radius_m, place.lonlat, self._resolver.explained(answer)
        )

    def _precision(self, place: Place, sighting: Sighting) -> tuple[WherePrec, float]:
        around = sighting.around
        prec = AREA_PRECISION.get(place.kind) or _POINT_KINDS.get(place.kind) or WherePrec.EXACT
        radius_m = place.radius_m
        if prec is WherePrec.EXACT and (around.direction or around.is_around):
            prec = WherePrec.NEAR
            distance_m = 1000 * around.distance_km if around.distance_km else 0.0
            radius_m = max(radius_m, distance_m, 15_000.0 if around.is_around else 5_000.0)
        return prec, radius_m

    def _unknown(self, k: int) -> Mention:
        """A location that nobody knows, shown in the area that the text names, or nowhere."""
        sighting = self._scan.sightings[k]
        name = sighting.name
        answer = self._answers.get(sighting.container) if sighting.container is not None else None
        areas = [answer.place] if answer is not None and answer.place is not None else self._areas_beside(k)
        area = holding_area(areas)
        if area is None:
            return Mention(name.text, name.start, name.end, note="not in the gazetteer")
        held = place_in_area(area)
        return Mention(
            name.text, name.start, name.end, Role.LOCATION, None, held.where_prec, held.radius_m, held.lonlat,
            note=held.note,
        )  # fmt: skip

    def _areas_beside(self, k: int) -> list[Place]:
        sightings = self._scan.sightings
        places = [
            answer.place
            for j, answer in self._answers.items()
            if sightings[j].sentence == sightings[k].sentence and answer.place is not None
        ]
        return [place for place in places if place.kind in AREA_PRECISION]
