"""Whether a name is a place here, and whether it stands for the place or for its government."""

from collections.abc import Mapping, Sequence

from geo.extraction.evidence import STRONG
from geo.extraction.lookups import WORLD
from geo.extraction.place_cues import PlaceCues
from geo.extraction.sightings import Sighting
from geo.extraction.weighing import is_own_name
from geo.model import Candidate, Role

LEAST_LOCATION = 1.5
"""Evidence (words around + plausibility of the best candidate) from which a known name is a location."""

_ATTENTION = 0.3
_SEA_M = 300_000.0
"""Waters of such a radius are known everywhere, whichever country a text is about."""


def plausibility(
    name: str, candidates: Sequence[Candidate], countries: Mapping[str, float], capitals: frozenset[str]
) -> float:
    """How likely a text of these countries means any of the candidates, before the words around are read."""
    best = -1.0
    for candidate in candidates:
        place = candidate.place
        share = countries.get(place.country, 0.0)
        if place.kind == "country":
            value = 2.0
        elif place.population >= 500_000 or place.name.lower() in capitals:
            value = 1.5 + min(0.5, share)
        elif place.layer != WORLD:
            is_large = place.kind in {"province", "region"} or place.radius_m >= _SEA_M
            value = 1.6 if share >= _ATTENTION or is_large else 1.0 if share > 0.05 else 0.3
        elif share >= _ATTENTION:
            value = 1.6 if place.population >= 20_000 else 1.3 if place.population >= 5_000 else 0.9
        elif share > 0.05:
            value = 1.0 if place.population >= 15_000 else 0.4
        elif place.population >= 100_000:
            value = 0.6
        else:
            value = 0.0 if place.population >= 15_000 else -0.8
        if place.layer == WORLD and share < _ATTENTION and not is_own_name(name, place):
            value -= 0.3
        best = max(best, value)
    return best


def is_location(sighting: Sighting, evidence: float, plausible: float, cues: PlaceCues) -> bool:
    """Whether a known name is a place where it stands; `evidence` is the best of its words in the whole article."""
    low = sighting.name.text.lower()
    own = sighting.around.place
    if plausible < LEAST_LOCATION:
        plausible -= 0.8 * sighting.around.person
    if len(low) <= 4 and sighting.name.text.isupper() and sighting.name.text not in cues.short_forms:
        return own >= 2 and plausible >= 1
    if sighting.name.last - sighting.name.first > 1:
        return evidence + plausible + 0.7 >= LEAST_LOCATION
    if low in cues.family_names or low.removesuffix("s") in cues.family_names:
        return own + plausible - 2.5 >= LEAST_LOCATION
    if low in cues.common:
        return (
            sighting.around.is_direct
            and own >= (STRONG if sighting.opens_sentence else 1.0)
            and own + plausible - 1.0 >= LEAST_LOCATION
        )
    if low in cues.first_names:
        return own + plausible - 1.5 >= LEAST_LOCATION
    return evidence + plausible >= LEAST_LOCATION


def is_implausible(plausible: float, sighting: Sighting) -> bool:
    """Whether the places of that name are so far-fetched here that the name is better taken for an unknown one."""
    return plausible < 0.5 and not (sighting.name.last - sighting.name.first > 1 and plausible > 0)


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


def role_of(sighting: Sighting, *, is_state: bool, is_foreign_capital: bool) -> Role:
    """LOCATION, or ACTOR where the name of a state or of a capital abroad stands for a government."""
    around = sighting.around
    if is_state and is_government(sighting):
        return Role.ACTOR
    if is_state and around.is_attribute and around.place < 2 and sighting.name.text.isupper():
        return Role.DEMONYM  # "U.S. officials"
    if is_foreign_capital and around.actor >= 0.7 and around.place < 1 + around.actor / 2:
        return Role.ACTOR
    return Role.LOCATION
