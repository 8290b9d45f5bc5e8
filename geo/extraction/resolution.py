"""Which place a name means in an article, or none: an honest shrug where nothing is plausible."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass

from geo.extraction.lookups import EXACT_METHODS, WELL_KNOWN, WORLD, LookUps, may_stand_for
from geo.extraction.weighing import SHORT_FORM, Question, Scales, is_own_name, kind_fit, km_between
from geo.model import Candidate, Place

_BEST_POSSIBLE = 5.0
_KEPT = 6
_CLEAR_LEAD, _OPEN_LEAD = 0.06, 0.3
_LIKE_SHARE = 0.15
"""A country must hold this share of the article's attention for its places to be found by likeness."""
_SHORTEST_ALIAS = 4
_SEAT_GAIN = 0.6
_HOSTED_KM = 25.0
_NEVER_HOSTED = frozenset({"country", "city", "town", "province"})
_HOSTED_KINDS = frozenset({"quarter", "other", "road", "district"})


@dataclass(slots=True)
class Answer:
    """The place chosen, or None, with every candidate and its score in 0..1, best first; `strength` is unbounded."""

    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    strength: float = 0.0
    is_exact: bool = False
    question: Question | None = None

    @property
    def is_open(self) -> bool:
        """Whether more evidence could change the choice."""
        return len(self.candidates) > 1 and self.candidates[0].score - self.candidates[1].score < _OPEN_LEAD


class Resolver:
    """Answers the questions of one article."""

    def __init__(self, look_ups: LookUps) -> None:
        self._look_ups = look_ups
        self._scales = Scales(look_ups.kept("strength"))
        self._main: tuple[str, ...] = ()
        self._answers: dict[Question, Answer] = {}
        self._explained: dict[Question, tuple[Candidate, ...]] = {}
        self._countries_of: MutableMapping[tuple[str, str], tuple[str, str]] = look_ups.kept("country of")

    @property
    def countries(self) -> Mapping[str, float]:
        """The shares of the article's attention, ISO code to 0..1, largest first."""
        return self._scales.countries

    def set_countries(self, shares: Mapping[str, float]) -> None:
        """Tell of which countries the article speaks before any question is answered."""
        self._scales.countries = shares
        self._scales.main_share = max(shares.values(), default=0.0)
        self._main = tuple(code for code, share in shares.items() if share >= _LIKE_SHARE)[:2]

    def named(self, name: str) -> list[Candidate]:
        """The places of exactly that name, best first by the gazetteer's own ranking."""
        return self._look_ups.named(name)

    def country_of(self, name: str) -> tuple[str, str]:
        """Country code and kind of what a name means to a reader who knows nothing else; empty where that is open."""
        asked = name, self._look_ups.asked_for(name)
        known = self._countries_of.get(asked)
        if known is None:
            known = self._countries_of[asked] = self._country_meant(name)
        return known

    def _country_meant(self, name: str) -> tuple[str, str]:
        candidates = self.named(name)
        answer = _best(Scales(self._scales.own), Question(name), [(c, 1.0) for c in candidates])
        if answer.place is None or _is_state_abroad_too(name, answer.place, candidates):
            return "", ""
        rival = next((c.score for c in answer.candidates if c.place.country != answer.place.country), 0.0)
        if answer.candidates[0].score - rival < _CLEAR_LEAD:
            return "", ""
        if rival and answer.place.layer == WORLD and not is_own_name(name, answer.place):
            return "", ""  # "Bagram": another name of a village in Iran
        return answer.place.country, answer.place.kind

    def answer(self, question: Question) -> Answer:
        """The place that the question means; likeness of spelling counts in the article's countries."""
        known = self._answers.get(question)
        if known is None:
            known = self._answers[question] = _best(self._scales, question, self._pool(question))
        return known

    def explained(self, answer: Answer) -> tuple[Candidate, ...]:
        """The candidates of an answer with the evidence for and against each in words."""
        question = answer.question
        if question is None:
            return answer.candidates
        told = self._explained.get(question)
        if told is None:
            told = tuple(
                [Candidate(c.place, c.score, c.method, self._scales.evidence(question, c)) for c in answer.candidates]
            )
            self._explained[question] = told
        return told

    def _pool(self, question: Question) -> list[tuple[Candidate, float]]:
        pool = [(c, 1.0) for c in self.named(question.name) if not self._is_far_fetched(question.name, c)]
        if not any(c.place.country in self._main or c.place.kind == "country" for c, _ in pool):
            held = question.within or (question.beside if question.kind or len(question.beside) == 1 else ())
            areas = sorted(area for area in held if not area.startswith("country:"))
            known = {c.place.place_id for c, _ in pool}
            pool += [
                (c, likeness)
                for c, likeness in self._look_ups.alike(question.name, areas=areas, countries=self._main)
                if c.place.place_id not in known and may_stand_for(c.place.kind, question.kind)
            ]
        if question.longer is not None:
            known = {c.place.place_id for c, _ in pool}
            pool += [
                (Candidate(c.place, c.score, SHORT_FORM), 1.0)
                for c in self.named(question.longer)
                if c.place.place_id not in known
            ]
        if question.host is not None and question.kind in _HOSTED_KINDS:
            hosted = [row for row in pool if self._may_be_hosted(question, row[0])]
            if not hosted and len(pool) == 1 and not question.within and _is_quarter(question, pool[0][0]):
                return pool  # the one quarter of that name, whichever town the text seemed to be about
            pool = hosted
        return pool

    def _may_be_hosted(self, question: Question, candidate: Candidate) -> bool:
        """Whether a place can be the quarter or building of the town that the text tells of."""
        place = candidate.place
        if question.host is None or candidate.method == "correction":
            return True
        if candidate.method not in EXACT_METHODS and kind_fit(question.kind or "", place.kind) == 2:
            return False
        if candidate.method in EXACT_METHODS and place.kind in _NEVER_HOSTED:
            return True
        return km_between(place.lonlat, question.host) <= _HOSTED_KM

    def _is_far_fetched(self, name: str, candidate: Candidate) -> bool:
        """A town of the world in a country that an article on another country never names, but for famous names."""
        place = candidate.place
        if place.layer != WORLD or self._scales.main_share < 0.5 or place.country in self.countries:
            return False
        is_alias = len(name) < _SHORTEST_ALIAS and not is_own_name(name, place)
        return place.population < WELL_KNOWN or candidate.method == "article-less" or is_alias


def _is_quarter(question: Question, candidate: Candidate) -> bool:
    return question.kind in {"quarter", "district"} and (
        candidate.place.kind == "quarter" and candidate.method in EXACT_METHODS
    )


def _best(scales: Scales, question: Question, pool: Iterable[tuple[Candidate, float]]) -> Answer:
    scored = [(scales.strength(question, candidate, likeness), candidate) for candidate, likeness in pool]
    if not scored:
        return Answer(None)
    if question.kind is None:
        scored = _with_seats_first(scored)
    if len(scored) > 1:
        scored.sort(key=_best_first)
    kept = tuple(
        [
            Candidate(c.place, round(max(0.0, min(1.0, strength / _BEST_POSSIBLE)), 3), c.method, c.evidence)
            for strength, c in scored[:_KEPT]
        ]
    )
    return Answer(kept[0].place, kept, scored[0][0], kept[0].method in EXACT_METHODS, question)


def _best_first(row: tuple[float, Candidate]) -> tuple[float, int, str]:
    strength, candidate = row
    return -strength, -candidate.place.population, candidate.place.place_id


def _is_state_abroad_too(name: str, best: Place, candidates: Iterable[Candidate]) -> bool:
    """Whether a province of another country bears a country's very name: Georgia."""
    return best.kind == "country" and any(
        c.place.kind == "province" and c.place.country != best.country and is_own_name(name, c.place)
        for c in candidates
    )


def _with_seats_first(scored: list[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """A bare name that a province shares with a town inside it means the town: "Kandahar" is the city."""
    provinces = {c.place.place_id for _, c in scored if c.place.kind in {"province", "district"}}
    if not provinces:
        return scored
    return [
        (strength + _SEAT_GAIN, c)
        if c.place.kind in {"city", "town", "village"} and c.method in EXACT_METHODS and provinces & set(c.place.areas)
        else (strength, c)
        for strength, c in scored
    ]


def country_shares(votes: Mapping[str, float]) -> dict[str, float]:
    """Votes for countries as shares of the whole, largest first."""
    total = sum(votes.values())
    ranked = sorted(votes.items(), key=lambda row: (-row[1], row[0]))
    return {code: count / total for code, count in ranked if count > 0} if total else {}
