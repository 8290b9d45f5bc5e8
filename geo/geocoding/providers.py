"""The wire: one question to geopy's Nominatim, Photon or GeoNames, and its answer as plain rows.

Every failure (refused, timed out, 429, 503, an answer that is no answer) becomes GeocoderUnavailable.
"""

from typing import Any

from geopy import exc, geocoders

from geo.errors import GeocoderUnavailable
from geo.geocoding.settings import OnlineSettings

MAX_ANSWERS = 5
ATTRIBUTIONS = {
    "nominatim": "© OpenStreetMap contributors, ODbL (Nominatim)",
    "photon": "© OpenStreetMap contributors, ODbL (Photon)",
    "geonames": "GeoNames, CC BY 4.0",
}
"""What the map and exports say where an answer of that provider is shown."""
Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


def ask_provider(settings: OnlineSettings, name: str, *, country: str, box: Box | None) -> list[dict[str, Any]]:
    """Rows `{id, name, lat, lon, kind, country, population}` of the provider's answer; GeocoderUnavailable."""
    try:
        locations = _ask(settings, name, country, box) or []
        rows = [_ROWS[settings.provider](location.raw) for location in locations if location is not None]
        return [row for row in rows if -90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180][:MAX_ANSWERS]
    except exc.GeocoderRateLimited as error:
        raise GeocoderUnavailable(f"{settings.provider} asks for fewer requests (429)") from error
    except exc.GeopyError as error:
        raise GeocoderUnavailable(f"{settings.provider}: {type(error).__name__}: {error}") from error
    except (LookupError, TypeError, ValueError, AttributeError, OSError) as error:
        raise GeocoderUnavailable(f"{settings.provider} gave an answer that cannot be read: {error!r}") from error


def _ask(settings: OnlineSettings, name: str, country: str, box: Box | None) -> list[Any] | None:
    common: dict[str, Any] = {
        "scheme": settings.scheme, "user_agent": settings.user_agent, "timeout": settings.timeout_seconds,
    }  # fmt: skip
    if settings.domain:
        common["domain"] = settings.domain
    corners = [(box[1], box[0]), (box[3], box[2])] if box else None
    answer: list[Any] | None
    if settings.provider == "nominatim":
        answer = geocoders.Nominatim(**common).geocode(
            name, exactly_one=False, limit=MAX_ANSWERS, country_codes=country.lower() or None, viewbox=corners,
            bounded=corners is not None, language="en", namedetails=False,
        )  # fmt: skip
    elif settings.provider == "photon":
        answer = geocoders.Photon(**common).geocode(
            name, exactly_one=False, limit=MAX_ANSWERS, bbox=corners, language="en"
        )
    else:
        answer = geocoders.GeoNames(settings.username, **common).geocode(
            name, exactly_one=False, country=country or None
        )
    return answer


def _nominatim_row(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"osm:{raw['osm_type'][0]}{raw['osm_id']}" if "osm_id" in raw else f"nominatim:{raw['place_id']}",
        "name": raw.get("name") or raw["display_name"].split(",")[0],
        "lat": float(raw["lat"]),
        "lon": float(raw["lon"]),
        "kind": _kind(raw.get("addresstype") or raw.get("type", "")),
        "country": (raw.get("address") or {}).get("country_code", "").upper(),
        "population": 0,
    }


def _photon_row(raw: dict[str, Any]) -> dict[str, Any]:
    properties = raw["properties"]
    lon, lat = raw["geometry"]["coordinates"][:2]
    return {
        "id": f"osm:{str(properties['osm_type'])[0].lower()}{properties['osm_id']}",
        "name": properties["name"],
        "lat": float(lat),
        "lon": float(lon),
        "kind": _kind(properties.get("osm_value", "")),
        "country": str(properties.get("countrycode", "")).upper(),
        "population": 0,
    }


def _geonames_row(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"geonames:{raw['geonameId']}",
        "name": raw["name"],
        "lat": float(raw["lat"]),
        "lon": float(raw["lng"]),
        "kind": _GEONAMES_KINDS.get(raw.get("fcode", ""), "village" if raw.get("fcl") == "P" else "other"),
        "country": raw.get("countryCode", ""),
        "population": int(raw.get("population") or 0),
    }


_ROWS = {"nominatim": _nominatim_row, "photon": _photon_row, "geonames": _geonames_row}
_GEONAMES_KINDS = {
    "PCLI": "country", "ADM1": "province", "ADM2": "district", "PPLC": "city", "PPLA": "city", "PPLX": "quarter",
    "AIRB": "airbase", "AIRP": "airbase", "DAM": "dam", "STM": "river", "LK": "lake", "MT": "mountain", "HLL": "hill",
}  # fmt: skip
_OSM_KINDS = {
    "city": "city", "town": "town", "village": "village", "hamlet": "village", "suburb": "quarter",
    "neighbourhood": "quarter", "quarter": "quarter", "state": "province", "province": "province",
    "county": "district", "district": "district", "region": "region", "country": "country", "river": "river",
    "aerodrome": "airbase", "military": "base", "peak": "hill", "dam": "dam", "water": "lake", "road": "road",
}  # fmt: skip


def _kind(word: str) -> str:
    return _OSM_KINDS.get(word, "other")
