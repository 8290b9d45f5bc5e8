"""An online geocoder that answers like a gazetteer: cached, in turn, within a budget, stopped by one switch."""

from collections.abc import Callable, Sequence
from pathlib import Path

from geo.errors import GeocoderUnavailable, UnknownPlace
from geo.gazetteer import LayeredGazetteer
from geo.gazetteer.distance import distance_m
from geo.gazetteer.kinds import RADIUS_M, kind_agreement
from geo.gazetteer.matching import alike
from geo.gazetteer.normalise import article_less, fold
from geo.geocoding.cache import AnswerCache
from geo.geocoding.providers import Box, ask_provider
from geo.geocoding.rate import SharedRate
from geo.geocoding.settings import OnlineSettings
from geo.model import Candidate, LonLat, Place
from geo.resources import home_path

MOST_FAILURES = 3
"""After so many failures in a row a run asks no more."""
LAST_RESORTS = frozenset({"jaro-winkler", "part"})
"""Methods of the layers that are guesses: an online answer goes before them."""
ONLINE_TRUST = 0.7
"""An online answer was not checked against layers, and counts less than a layer's own."""


class OnlineGazetteer:
    """A gazetteer over one online geocoder. It finds or shrugs; a failure is kept in `last_error`, never raised."""

    def __init__(self, settings: OnlineSettings, *, folder: Path | None = None, rate: SharedRate | None = None) -> None:
        home = folder or home_path("geocoding")
        home.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self.requests = 0
        self.last_error: GeocoderUnavailable | None = None
        self._failures = 0
        self._cache = AnswerCache(home / "answers.sqlite")
        self._rate = rate or SharedRate(home, settings.min_delay_seconds)
        self._places: dict[str, Place] = {}

    @property
    def is_asking(self) -> bool:
        """Whether it would still send a request: switched on, within the budget, not failing."""
        return self.settings.enabled and self.requests < self.settings.budget and self._failures < MOST_FAILURES

    def candidates(
        self,
        name: str,
        *,
        near: Sequence[LonLat] = (),
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
        fuzzy: bool = True,
        box: Box | None = None,
    ) -> list[Candidate]:
        """What the geocoder answers, best first; [] where it is off, exhausted, failing, or knows nothing.

        `box` bounds the question; `within` itself means nothing to a geocoder and is left to `WithOnline`.
        """
        rows = self._rows(name, country or "", box)
        found = [self._candidate(name, row, near, kind) for row in rows]
        if country:
            found = [one for one in found if one.place.country in {"", country}]
        if not fuzzy:
            wanted = article_less(fold(name))
            found = [one for one in found if article_less(fold(one.place.name)) == wanted]
        for one in found:
            self._places[one.place.place_id] = one.place
        return sorted(found, key=lambda one: -one.score)[:limit]

    def place(self, place_id: str) -> Place:
        """A place that this run was told of; UnknownPlace."""
        try:
            return self._places[place_id]
        except KeyError:
            raise UnknownPlace(f"no online answer {place_id!r} in this run") from None

    def has_name(self, name: str) -> bool:
        """Never: scanners must not ask the network."""
        return False

    def area_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        """No areas: outlines come with the program."""
        return ()

    def _rows(self, name: str, country: str, box: Box | None) -> list[dict[str, object]]:
        bounds = ",".join(f"{degrees:.3f}" for degrees in box) if box else ""
        question = "|".join((self.settings.provider, self.settings.domain, fold(name), country, bounds))
        if not self.settings.enabled:
            return []
        known = self._cache.get(question)
        if known is not None or not self.is_asking:
            return known or []
        try:
            with self._rate.turn():
                self.requests += 1
                rows = ask_provider(self.settings, name, country=country, box=box)
        except (GeocoderUnavailable, TimeoutError) as error:
            self._failures += 1
            self.last_error = error if isinstance(error, GeocoderUnavailable) else GeocoderUnavailable(str(error))
            return []
        self._failures = 0
        self._cache.put(question, rows)
        return rows

    def _candidate(self, name: str, row: dict[str, object], near: Sequence[LonLat], kind: str | None) -> Candidate:
        found_kind = str(row["kind"])
        lonlat = LonLat(float(str(row["lon"])), float(str(row["lat"])))
        place = Place(
            place_id=str(row["id"]),
            name=str(row["name"]),
            lonlat=lonlat,
            kind=found_kind,
            country=str(row["country"]),
            population=int(str(row["population"])),
            layer=self.settings.provider,
            radius_m=RADIUS_M[found_kind],
        )
        score = ONLINE_TRUST * (0.4 + 0.6 * alike(article_less(fold(name)), article_less(fold(place.name))))
        if kind:
            score *= 0.4 + 0.6 * kind_agreement(kind, found_kind)
        if near:
            nearest = min(distance_m(lonlat, point) for point in near)
            score *= 0.15 + 0.85 / (1 + nearest / 60_000.0)
        return Candidate(place, round(score, 4), self.settings.provider, (f"online: {self.settings.provider}",))


class WithOnline:
    """A gazetteer that asks online for what its layers do not know, and for nothing else."""

    def __init__(self, layers: LayeredGazetteer, online: OnlineGazetteer) -> None:
        self.layers, self.online = layers, online
        self.has_name: Callable[[str], bool] = layers.has_name
        self.guesses: Callable[..., list[Candidate]] = layers.guesses
        self.area_named: Callable[..., Place | None] = layers.area_named

    def candidates(
        self,
        name: str,
        *,
        near: Sequence[LonLat] = (),
        within: str | None = None,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 5,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        """The layers' candidates; where they only guess, the online geocoder's first, inside the area and country."""
        found = self.layers.candidates(
            name, near=near, within=within, country=country, kind=kind, limit=limit, fuzzy=fuzzy
        )
        if (found and found[0].method not in LAST_RESORTS) or not self.online.is_asking:
            return found
        area = self.layers.area_named(within, country=country) if within else None
        shape = self.layers.outline(area.place_id) if area else None
        box: Box | None = tuple(shape.bounds) if shape is not None else None
        told = self.online.candidates(
            name,
            near=near,
            country=country or (area.country if area else None),
            kind=kind,
            limit=limit,
            fuzzy=fuzzy,
            box=box,
        )
        return [*told, *found][:limit]

    def place(self, place_id: str) -> Place:
        """The place of that id, of a layer or told online in this run; UnknownPlace."""
        try:
            return self.layers.place(place_id)
        except UnknownPlace:
            return self.online.place(place_id)

    def area_at(self, lonlat: LonLat) -> tuple[Place, ...]:
        """The areas that hold a point, smallest first."""
        return self.layers.area_at(lonlat)
