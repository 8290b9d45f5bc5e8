"""The cue words of `data/lexicon/cues_*.toml`: what shows that a capitalised name is a place, a person, a body."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import BadLexicon
from geo.resources import data_path

CUE_FILES = ("cues_places", "cues_roles", "cues_names", "cues_demonyms")


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """Cue words, lower case except where said; `docs` of each table stand in its TOML file.

    `kinds` maps a word ("villages") to a `Place.kind`; `kind_phrases` maps word tuples to one. `demonyms`
    maps a word as written, in lower case, to an ISO 3166 country code, or to "-" for a people without one.
    """

    kinds: Mapping[str, str]
    kind_phrases: Mapping[tuple[str, ...], str]
    plural_kinds: frozenset[str]
    around: frozenset[str]
    rural: frozenset[str]
    edges: frozenset[str]
    directions: frozenset[str]
    strong_prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    taking_verbs: frozenset[str]
    taking_nouns: frozenset[str]
    fates: frozenset[str]
    ground_words: frozenset[str]
    place_prefixes: frozenset[str]
    place_suffixes: tuple[str, ...]
    organisation_heads: frozenset[str]
    organisation_after: frozenset[str]
    units: frozenset[str]
    organisation_phrases: frozenset[str]
    organisation_starters: frozenset[str]
    actor_verbs: frozenset[str]
    shared_verbs: frozenset[str]
    actor_suffixes: frozenset[str]
    actor_possessed: frozenset[str]
    actor_before: frozenset[str]
    person_titles: frozenset[str]
    person_speech: frozenset[str]
    person_parts: frozenset[str]
    byline_words: frozenset[str]
    agencies: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]
    first_names: frozenset[str]
    family_names: frozenset[str]
    demonyms: Mapping[str, str]
    short_forms: Mapping[str, str]


@cache
def load_place_cues(folder: Path | None = None) -> PlaceCues:
    """The cues of the four files in `folder`, by default `data/lexicon`. `BadLexicon` names a file that is wrong."""
    tables: dict[str, Any] = {}
    for stem in CUE_FILES:
        path = (folder or data_path("lexicon")) / f"{stem}.toml"
        try:
            tables[stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadLexicon(f"{path.name}: {error}") from error
    try:
        return _cues(tables)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadLexicon(f"cues_*.toml: {error!r} is missing or no text") from error


def _cues(tables: Mapping[str, Any]) -> PlaceCues:
    places, roles, names, demonyms = (tables[stem] for stem in CUE_FILES)
    kinds = {word: kind for kind, words in places["kinds"].items() for word in words.split()}
    phrases = {tuple(phrase.split()): kind for kind, items in places["kind_phrases"].items() for phrase in items}
    peoples = {word: code for code, words in demonyms.items() if code != "peoples" for word in words.lower().split()}
    peoples |= dict.fromkeys(demonyms["peoples"]["words"].lower().split(), "-")
    return PlaceCues(
        kinds=kinds,
        kind_phrases=phrases,
        plural_kinds=frozenset(w for w in kinds if (w.endswith("s") and w[:-1] in kinds) or w.endswith("ies")),
        around=_words(places["areas"]["around"]),
        rural=_words(places["areas"]["rural"]),
        edges=_words(places["areas"]["edges"]),
        directions=_words(places["directions"]["words"]),
        strong_prepositions=_words(places["prepositions"]["strong"]),
        weak_prepositions=_words(places["prepositions"]["weak"]),
        taking_verbs=_words(places["taking"]["verbs"]),
        taking_nouns=_words(places["taking"]["nouns"]),
        fates=_words(places["taking"]["fates"]),
        ground_words=_words(places["taking"]["ground"]),
        place_prefixes=_words(places["words"]["prefixes"]),
        place_suffixes=tuple(places["words"]["suffixes"].split()),
        organisation_heads=_words(roles["organisation"]["heads"]),
        organisation_after=_words(roles["organisation"]["after"]),
        units=_words(roles["organisation"]["units"]),
        organisation_phrases=frozenset(phrase.lower() for phrase in roles["organisation"]["phrases"]),
        organisation_starters=_words(roles["organisation"]["starters"]),
        actor_verbs=_words(roles["actor"]["verbs"]),
        shared_verbs=_words(roles["actor"]["shared_verbs"]),
        actor_suffixes=_words(roles["actor"]["suffixes"]),
        actor_possessed=_words(roles["actor"]["possessed"]),
        actor_before=_words(roles["actor"]["before"]),
        person_titles=_words(roles["person"]["titles"]),
        person_speech=_words(roles["person"]["speech"]),
        person_parts=_words(roles["person"]["parts"]),
        byline_words=_words(roles["person"]["bylines"]),
        agencies=_words(roles["byline"]["agencies"]),
        never=_words(names["never"]["words"]),
        common=_words(names["common"]["words"]),
        first_names=_words(names["persons"]["first"]),
        family_names=_words(names["persons"]["families"]),
        demonyms=peoples,
        short_forms=dict(names["short"]["forms"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())
