"""The place names of an article with the role of each and, for locations, the place."""

from collections.abc import Mapping, Sequence

from geo.extraction.lookups import WELL_KNOWN, WORLD, LookUps
from geo.extraction.names import NameFinder
from geo.extraction.place_cues import PlaceCues, load_place_cues
from geo.extraction.placing import Placer
from geo.extraction.resolution import Answer, Resolver
from geo.extraction.role_reader import RoleReader
from geo.extraction.sentences import Sentence, split_sentences
from geo.extraction.sightings import Sighting, scan_sentences
from geo.extraction.unknown_names import AREA_PRECISION, HOSTS, holding_area, place_in_area
from geo.gazetteer import Gazetteer
from geo.gazetteer.distance import distance_m
from geo.gazetteer.relative import RelativePlace, relation_of, resolve_relation
from geo.lexicon import Lexicon
from geo.model import Article, LonLat, Mention, Place, Role, WherePrec

_POINT_KINDS = {"river": WherePrec.WATER_OR_AIR, "lake": WherePrec.WATER_OR_AIR, "border": WherePrec.VAGUE_AREA}
_AROUND_M, _SIDE_M = 15_000.0, 5_000.0
_ELSEWHERE_M = 60_000.0
_NAMESAKES = 2
_APPOSITION = 40
"""Code points within which "X, 12 km south of Y" tells of X."""


def mentions_from_article(
    article: Article,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    *,
    cues: PlaceCues | None = None,
    sentences: Sequence[Sentence] | None = None,
) -> list[Mention]:
    """The place names in the body of an article, in order of their offsets.

    Only those with the role `location` have a place; one that no layer knows has `place` None and, where the text
    names an area that holds it, that area's point, precision and radius. `lonlat` is the place's point, moved where
    the words say how far and which way ("12 km south of"). `cues` default to `data/lexicon/cues_*.toml`, `sentences` to
    those of the body.
    Never raises on any text.
    """
    cues = cues or load_place_cues()
    start = max(0, article.body_start)
    end = len(article.text) if article.body_end is None else article.body_end
    if sentences is None:
        sentences = split_sentences(article.text, start, end)
    scan = scan_sentences(sentences, NameFinder(article.text, gazetteer, cues), cues)
    actors = lexicon.find_actors(article.text[start:end], offset=start)
    resolver = Resolver(LookUps(gazetteer, cues.short_forms, length=end - start))
    read = RoleReader(article.text, scan, actors, lexicon=lexicon, resolver=resolver, cues=cues).read()
    sightings = [sighting for sighting, _ in read]
    located = [k for k, (_, role) in enumerate(read) if role is Role.LOCATION]
    placer = Placer(sightings, located, resolver, cues)
    answers = placer.answers()
    found = [
        _located(k, sightings, answers, placer, resolver) if role is Role.LOCATION else _unplaced(sighting, role)
        for k, (sighting, role) in enumerate(read)
        if role is not None
    ]
    found += [Mention(article.text[a:b], a, b, Role.DEMONYM) for a, b, _ in scan.demonyms]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _unplaced(sighting: Sighting, role: Role) -> Mention:
    return Mention(sighting.name.text, sighting.name.start, sighting.name.end, role)


def _located(
    k: int, sightings: Sequence[Sighting], answers: Mapping[int, Answer], placer: Placer, resolver: Resolver
) -> Mention:
    name, answer = sightings[k].name, answers[k]
    there = _told_by_the_next(k, sightings, answers)
    if there is not None and (answer.place is None or _lies_elsewhere(answer, there)):
        note = f"not in the gazetteer; shown {sightings[k + 1].around.direction} of {there.anchors[0].name}"
        return Mention(
            name.text, name.start, name.end, Role.LOCATION, None, there.where_prec, there.radius_m, there.lonlat,
            note=note,
        )  # fmt: skip
    if answer.place is None:
        area = holding_area(placer.areas_beside(k))
        if area is None:
            return Mention(name.text, name.start, name.end, note="not in the gazetteer")
        held = place_in_area(area)
        return Mention(
            name.text, name.start, name.end, Role.LOCATION, None, held.where_prec, held.radius_m, held.lonlat,
            note=held.note,
        )  # fmt: skip
    prec, radius_m, lonlat = _extent(k, sightings, answer.place, answers)
    return Mention(
        name.text, name.start, name.end, Role.LOCATION, answer.place, prec, radius_m, lonlat, resolver.explained(answer)
    )


def _extent(
    k: int, sightings: Sequence[Sighting], place: Place, answers: Mapping[int, Answer]
) -> tuple[WherePrec, float, LonLat]:
    """Precision, radius in metres and point of a located name, moved and widened by the words beside it."""
    around = sightings[k].around
    prec = AREA_PRECISION.get(place.kind) or _POINT_KINDS.get(place.kind) or WherePrec.EXACT
    if prec is not WherePrec.EXACT or not (around.direction or around.is_around or around.is_edge):
        return prec, place.radius_m, place.lonlat
    if around.is_offset:
        if _follows_a_place(k, sightings, answers):
            return prec, place.radius_m, place.lonlat
        relation = relation_of(f"{around.distance_km:g} km {around.direction} of X") if around.distance_km else None
        there = resolve_relation(relation, lambda _: place) if relation else None
        if there is not None:
            return there.where_prec, there.radius_m, there.lonlat
    return WherePrec.NEAR, max(place.radius_m, _AROUND_M if around.is_around else _SIDE_M), place.lonlat


def _told_by_the_next(k: int, sightings: Sequence[Sighting], answers: Mapping[int, Answer]) -> RelativePlace | None:
    """Where a name lies by the words right behind it: "Ivanivka, east of Borova"; None where they tell nothing."""
    place = answers[k + 1].place if k + 1 in answers else None
    around = sightings[k + 1].around if place is not None else None
    if around is None or not around.is_offset or not _follows_a_place(k + 1, sightings, answers):
        return None
    far = f"{around.distance_km:g} km " if around.distance_km else ""
    relation = relation_of(f"{far}{around.direction} of X")
    return resolve_relation(relation, lambda _: place) if relation and place and place.kind in HOSTS else None


def _lies_elsewhere(answer: Answer, there: RelativePlace) -> bool:
    """Whether the place of a common name is only a namesake of the one that the text puts `there`."""
    place = answer.place
    if place is None or len(answer.candidates) < _NAMESAKES:
        return False
    known = place.layer != WORLD or place.population >= WELL_KNOWN or place.kind in AREA_PRECISION
    return not known and distance_m(place.lonlat, there.lonlat) > max(_ELSEWHERE_M, 2 * there.radius_m)


def _follows_a_place(k: int, sightings: Sequence[Sighting], answers: Mapping[int, Answer]) -> bool:
    """Whether the words tell where the name before lies ("Samin, 12 km south of Raqqa"), not where something is."""
    if k - 1 not in answers or sightings[k].name.start - sightings[k - 1].name.end > _APPOSITION:
        return False
    before = answers[k - 1].place
    return before is None or before.kind not in AREA_PRECISION
