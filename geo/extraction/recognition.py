"""Whether a name is a place here, and whether it stands for the place or for its government."""

from collections.abc import Mapping, Sequence

from geo.extraction.place_cues import PlaceCues
from geo.extraction.sightings import Sighting
from geo.extraction.surroundings import STRONG
from geo.model import Candidate, Role

LEAST_LOCATION = 1.5
"""Evidence (words around + plausibility of the best candidate) from which a known name is a location."""

_ATTENTION = 0.3


def plausibility(candidates: Sequence[Candidate], countries: Mapping[str, float], capitals: frozenset[str]) -> float:
    """How likely a text of these countries means any of the candidates, before the words around are read."""
    best = -1.0
    for candidate in candidates:
        place = candidate.place
        share = countries.get(place.country, 0.0)
        if place.kind == "country":
            value = 2.0
        elif place.population >= 500_000 or place.name.lower() in capitals:
            value = 1.5 + min(0.5, share)
        elif share >= _ATTENTION:
            value = 1.6
        elif share > 0.05:
            value = 1.0 if place.population >= 15_000 or place.kind == "province" else 0.4
        elif place.population >= 100_000 or place.kind == "province":
            value = 0.6
        else:
            value = 0.0 if place.population >= 15_000 else -0.8
        best = max(best, value)
    return best


def is_location(sighting: Sighting, evidence: float, plausible: float, cues: PlaceCues) -> bool:
    """Whether a known name is a place where it stands; `evidence` is the best of its words in the whole article."""
    low = sighting.name.text.lower()
    own = sighting.around.place
    if sighting.name.last - sighting.name.first > 1:
        return evidence + plausible + 0.7 >= LEAST_LOCATION
    if low in cues.common:
        return own >= (STRONG if sighting.opens_sentence else 1.0) and own + plausible - 1.0 >= LEAST_LOCATION
    if low in cues.first_names:
        return own + plausible - 1.5 >= LEAST_LOCATION
    return evidence + plausible >= LEAST_LOCATION


def looks_like_place(name: str, cues: PlaceCues) -> bool:
    """Whether an unknown name is built like one of a place: "Tal Samin", "al-Masasneh", "Petrivka"."""
    words = name.lower().split()
    if words[0] in cues.place_prefixes or words[0].split("-")[0] in cues.place_prefixes:
        return len(words) > 1 or "-" in words[0]
    if words[0].startswith(("al-", "el-", "ash-", "as-", "ar-", "at-", "ad-", "an-", "az-")) or words[0] == "al":
        return True
    return len(words[-1]) > 6 and words[-1].endswith(cues.place_suffixes)


def is_government(sighting: Sighting) -> bool:
    """Whether a country or capital stands for its government: "Damascus said", "Ankara-backed", "allied to Moscow"."""
    around = sighting.around
    if around.actor >= 3:
        return True
    if around.actor >= 1.5:
        return around.place < 2
    return around.actor >= 1 and around.place <= 1


def role_of(sighting: Sighting, *, is_state: bool) -> Role:
    """LOCATION, or ACTOR where a state's name stands for its government."""
    if is_state and is_government(sighting):
        return Role.ACTOR
    return Role.LOCATION
