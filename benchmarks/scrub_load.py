"""Made-up holdings to measure the rings with."""

import numpy as np

from geo.feed.columns import NOBODY, OPEN_DAY, pack_columns

_FIRST_DAY, _LAST_DAY = 15_340, 18_627  # 2012-01-01 and 2020-12-31
_HOLDERS = ("government", "opposition", "ISIS", "SDF", "HTS")
_COLOURS = ("#c4473a", "#2a8f7a", "#23283a", "#dba52b", "#6b8e23")


def ring_columns(places: int, sources: int, *, spans_a_pair: int = 2, seed: int = 0) -> bytes:
    """Every source on every place, each with `spans_a_pair` spans that follow each other, as columns on the wire."""
    random = np.random.default_rng(seed)
    pairs = places * sources
    cuts = np.sort(random.integers(_FIRST_DAY, _LAST_DAY, (pairs, spans_a_pair)), axis=1)
    first = cuts.reshape(-1)
    last = np.concatenate([cuts[:, 1:] - 1, np.full((pairs, 1), OPEN_DAY)], axis=1).reshape(-1)
    count = pairs * spans_a_pair
    settled = random.integers(0, len(_HOLDERS), places)
    differs = random.random(count) < 0.15
    place = np.repeat(np.arange(places), sources * spans_a_pair)
    holder = np.where(differs, random.integers(0, len(_HOLDERS), count), settled[place])
    columns = {
        "place": place.astype(np.uint32),
        "from": first.astype(np.int16),
        "to": np.maximum(last, first).astype(np.int16),
        "claim": first.astype(np.int16),
        "holder": holder.astype(np.uint16),
        "besieger": np.full(count, NOBODY, dtype=np.uint16),
        "source": np.tile(np.repeat(np.arange(sources), spans_a_pair), places).astype(np.uint8),
        "state": np.zeros(count, dtype=np.uint8),
        "event": np.arange(count, dtype=np.uint32),
    }
    lon, lat = random.uniform(35.8, 42.2, places), random.uniform(32.4, 37.1, places)
    header = {
        "epoch": "1970-01-01",
        "dictionaries": {
            "places": [_place(at, float(x), float(y)) for at, (x, y) in enumerate(zip(lon, lat, strict=True))],
            "sources": [
                {"id": f"s{at}", "name": f"source {at}", "colour": None, "group": None} for at in range(sources)
            ],
            "holders": [
                {"name": name, "colour": colour, "side": ""} for name, colour in zip(_HOLDERS, _COLOURS, strict=True)
            ],
            "states": ["holds", "contested", "changing", "nobody"],
        },
    }
    return pack_columns(columns, header)


def _place(at: int, lon: float, lat: float) -> dict[str, object]:
    point = {"lon": round(lon, 4), "lat": round(lat, 4), "where_prec": 1, "radius_m": 1000}
    return {"id": str(at), "name": f"place {at}", "kind": "town", **point}
