"""A load of made-up events with the shape of a real war: clusters, campaigns, loud and quiet sources, long tails.

Nothing in it reports anything real. Places stand around invented hubs inside a box the size of Syria; the
weights follow what conflict data show: few places and days with most events (Zipf, Pareto), sources that come
and go, most dates known to the day and most places to the town.
"""

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model import Kind, Stance, Status
from geo.store.table import EVENT_SCHEMA

FIRST_DAY = dt.date(2012, 1, 1)
LAST_DAY = dt.date(2020, 12, 31)
SOURCES = 40

_BOX = (35.8, 32.4, 42.2, 37.1)  # west, south, east, north
_HUBS = 60
_PLACES = 4000
_KINDS: tuple[tuple[Kind, float], ...] = (
    (Kind.SHELLING, 0.21), (Kind.AIRSTRIKE, 0.19), (Kind.CLASH, 0.17), (Kind.CASUALTIES, 0.11), (Kind.BOMBING, 0.06),
    (Kind.CAPTURED, 0.05), (Kind.OFFENSIVE, 0.045), (Kind.HOLDS, 0.04), (Kind.LOST, 0.02), (Kind.CONTESTED, 0.02),
    (Kind.REPELLED, 0.02), (Kind.WITHDREW, 0.012), (Kind.BESIEGED, 0.012), (Kind.SIEGE_LIFTED, 0.006),
    (Kind.DISPLACEMENT, 0.015), (Kind.EVACUATION, 0.008), (Kind.CEASEFIRE, 0.007), (Kind.OTHER, 0.005),
)  # fmt: skip
_STANCES = ((Stance.ASSERTED, 0.9), (Stance.PLANNED, 0.03), (Stance.HYPOTHETICAL, 0.02), (Stance.FAILED, 0.02),
            (Stance.DENIED, 0.03))  # fmt: skip
_ACTORS = ("Syrian government", "ISIS", "Syrian opposition", "SDF", "Russia", "Turkey", "HTS", "Hezbollah",
           "Coalition", "Jaysh al-Islam", "Ahrar al-Sham", "Israel")  # fmt: skip
# Share of where_prec 1..7 and date_prec 1..5 in UCDP's file for Syria, rounded; radius in metres for each where_prec.
_WHERE_PREC = ((1, 0.51), (2, 0.36), (3, 0.03), (4, 0.05), (5, 0.04), (6, 0.007), (7, 0.003))
_RADIUS_M = (0, 1000, 5000, 20_000, 60_000, 100_000, 300_000, 30_000)
_DATE_PREC = ((1, 0.92), (2, 0.05), (3, 0.01), (4, 0.015), (5, 0.005))
_SPAN_DAYS = (0, 0, 4, 6, 30, 364)
_UNDATED, _UNPLACED, _UNPUBLISHED = 0.01, 0.015, 0.02

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def synthetic_events(count: int, *, seed: int = 0) -> pa.Table:
    """`count` made-up events as an Arrow table of EVENT_COLUMNS, text columns dictionary-encoded.

    The same count and seed give the same events. About 1% are undated and 1.5% unplaced.
    """
    if count < 0:
        raise ValueError(f"{count} events cannot be made")
    random = np.random.default_rng(seed)
    place_lon, place_lat, hub_of_place = _places(random)
    weights = random.permutation(_zipf(_PLACES, 0.9))
    day, hub = _days_and_hubs(random, count)
    place = _places_of_hubs(random, hub, hub_of_place, weights)
    source = _sources(random, day, hub)
    actor, opponent = _sides(random, day, hub)
    kind = _draw(random, [weight for _, weight in _KINDS], count)
    where_prec = _draw(random, [weight for _, weight in _WHERE_PREC], count) + 1
    date_prec = _draw(random, [weight for _, weight in _DATE_PREC], count) + 1
    span = np.array(_SPAN_DAYS)[date_prec]
    start = day - (random.random(count) * (span + 1)).astype(np.int64)
    jitter = np.where(where_prec == 1, 0.0, 0.02)
    radius_m = np.array(_RADIUS_M, dtype=np.float64)[where_prec]
    undated, unplaced = random.random(count) < _UNDATED, random.random(count) < _UNPLACED
    lag = np.minimum(random.geometric(0.45, count) - 1, 400)
    names = np.char.add("Made-up place ", np.arange(1, _PLACES + 1).astype(str))
    ids = np.char.add("synthetic:", np.arange(1, _PLACES + 1).astype(str))
    number = pa.array(np.arange(count)).cast(pa.string())
    columns: dict[str, Any] = {
        "event_id": pc.binary_join_element_wise(f"s{seed}", number, "-"),
        "source_id": _dictionary(source, [f"source-{index + 1:02d}" for index in range(SOURCES)]),
        "article_id": pc.binary_join_element_wise("synthetic", number, "-"),
        "url": _dictionary(np.zeros(count, dtype=np.int64), [""]),
        "published_on": _day_array(start + span + lag, random.random(count) < _UNPUBLISHED),
        "kind": _dictionary(kind, [name for name, _ in _KINDS]),
        "stance": _dictionary(_draw(random, [weight for _, weight in _STANCES], count), [name for name, _ in _STANCES]),
        "actor": _dictionary(actor, _ACTORS, random.random(count) < 0.1),
        "opponent": _dictionary(opponent, _ACTORS, random.random(count) < 0.35),
        "place_id": _dictionary(place, ids.tolist(), unplaced),
        "place_name": _dictionary(place, names.tolist(), unplaced),
        "place_mention": _dictionary(place, names.tolist()),
        "latitude": pa.array(place_lat[place] + random.normal(0, 1, count) * jitter, mask=unplaced),
        "longitude": pa.array(place_lon[place] + random.normal(0, 1, count) * jitter, mask=unplaced),
        "where_prec": pa.array(where_prec.astype(np.int8), mask=unplaced),
        "radius_m": pa.array(radius_m, mask=unplaced),
        "date_start": _day_array(start, undated),
        "date_end": _day_array(start + span, undated),
        "date_prec": pa.array(date_prec.astype(np.int8), mask=undated),
        "quote": _dictionary(kind, [f"Made up for load: {name}." for name, _ in _KINDS]),
        "rule": _dictionary(np.zeros(count, dtype=np.int64), ["synthetic"]),
        "status": _dictionary(np.zeros(count, dtype=np.int64), [Status.UNREVIEWED]),
    }
    fields = EVENT_SCHEMA.names
    empty = {"attributed_to", "reviewer", "reviewed_at"}
    for name in fields:
        if name in columns:
            continue
        wanted = EVENT_SCHEMA.field(name).type
        if name in empty:
            columns[name] = pa.nulls(count, wanted)
        else:
            columns[name] = pa.repeat(pa.scalar("" if pa.types.is_string(wanted) else 0, wanted), count)
    return pa.table({name: columns[name] for name in fields})


def _zipf(count: int, exponent: float) -> Floats:
    weights = 1.0 / np.arange(1, count + 1) ** exponent
    return np.asarray(weights / weights.sum())


def _draw(random: np.random.Generator, weights: list[float] | Floats, count: int) -> Ints:
    cumulative = np.cumsum(weights)
    drawn = np.searchsorted(cumulative / cumulative[-1], random.random(count), side="right")
    return np.asarray(drawn, dtype=np.int64)


def _places(random: np.random.Generator) -> tuple[Floats, Floats, Ints]:
    west, south, east, north = _BOX
    hub_lon, hub_lat = random.uniform(west, east, _HUBS), random.uniform(south, north, _HUBS)
    hub = random.integers(0, _HUBS, _PLACES)
    hub[:_HUBS] = np.arange(_HUBS)  # every hub has a place
    away = random.pareto(2.2, _PLACES) * 0.08
    bearing = random.uniform(0, 2 * np.pi, _PLACES)
    lon = np.clip(hub_lon[hub] + away * np.cos(bearing), west, east)
    lat = np.clip(hub_lat[hub] + away * np.sin(bearing), south, north)
    return lon, lat, hub


def _days_and_hubs(random: np.random.Generator, count: int) -> tuple[Ints, Ints]:
    """The day (since 1970) and the hub of every event: campaigns of some weeks at one hub, and a steady rest."""
    first, last = (FIRST_DAY - dt.date(1970, 1, 1)).days, (LAST_DAY - dt.date(1970, 1, 1)).days
    campaigns = 400
    begins = random.uniform(first, last, campaigns)
    lasts = random.gamma(2.0, 20.0, campaigns)
    campaign_hub = _draw(random, _zipf(_HUBS, 1.0), campaigns)
    strength = random.pareto(1.3, campaigns) + 0.2
    chosen = _draw(random, strength, count)
    day = begins[chosen] + random.beta(1.5, 3.0, count) * lasts[chosen]
    hub = campaign_hub[chosen]
    steady = random.random(count) < 0.35
    day = np.where(steady, random.uniform(first, last, count), day)
    hub = np.where(steady, _draw(random, _zipf(_HUBS, 0.7), count), hub)
    return np.clip(day, first, last).astype(np.int64), hub.astype(np.int64)


def _places_of_hubs(random: np.random.Generator, hub: Ints, hub_of_place: Ints, weights: Floats) -> Ints:
    """A place around each event's hub, popular places more often."""
    order = np.argsort(hub_of_place, kind="stable")
    cumulative = np.concatenate([[0.0], np.cumsum(weights[order])])
    edges = np.searchsorted(hub_of_place[order], np.arange(_HUBS + 1))
    low, high = cumulative[edges[hub]], cumulative[edges[hub + 1]]
    position = np.searchsorted(cumulative, low + random.random(len(hub)) * (high - low), side="right") - 1
    return np.asarray(order[np.clip(position, edges[hub], edges[hub + 1] - 1)], dtype=np.int64)


def _sources(random: np.random.Generator, day: Ints, hub: Ints) -> Ints:
    """A source for every event: loud and quiet ones, each with years of silence and a region it prefers."""
    loudness = _zipf(SOURCES, 1.1)
    years = np.arange(FIRST_DAY.year, LAST_DAY.year + 1)
    active = random.random((len(years), SOURCES)) < 0.8
    active[:, :3] = True
    prefers = random.gamma(1.5, 1.0, (_HUBS, SOURCES))
    year = np.clip((day - (FIRST_DAY - dt.date(1970, 1, 1)).days) // 366, 0, len(years) - 1)
    cell = year * _HUBS + hub
    weights = (loudness * active)[:, None, :] * prefers[None, :, :]
    cumulative = np.cumsum(weights.reshape(-1, SOURCES), axis=1)
    cumulative /= cumulative[:, -1:]
    # All rows of the table laid end to end, each shifted by its number, make one sorted list to search.
    ends = (cumulative + np.arange(len(cumulative))[:, None]).ravel()
    found = np.searchsorted(ends, cell + random.random(len(day)), side="right")
    return np.asarray(np.clip(found - cell * SOURCES, 0, SOURCES - 1), dtype=np.int64)


def _sides(random: np.random.Generator, day: Ints, hub: Ints) -> tuple[Ints, Ints]:
    """An actor and an opponent: each hub and year has its two main parties, others join in."""
    years = LAST_DAY.year - FIRST_DAY.year + 1
    main = _draw(random, _zipf(len(_ACTORS), 0.8), _HUBS * years * 2).reshape(_HUBS, years, 2)
    main[..., 1] = np.where(main[..., 0] == main[..., 1], (main[..., 0] + 1) % len(_ACTORS), main[..., 1])
    year = np.clip((day - (FIRST_DAY - dt.date(1970, 1, 1)).days) // 366, 0, years - 1)
    pair = main[hub, year]
    turned = random.random(len(day)) < 0.4
    actor, opponent = np.where(turned, pair[:, 1], pair[:, 0]), np.where(turned, pair[:, 0], pair[:, 1])
    other = random.random(len(day)) < 0.15
    actor = np.where(other, random.integers(0, len(_ACTORS), len(day)), actor)
    return actor, np.where(actor == opponent, (opponent + 1) % len(_ACTORS), opponent)


def _day_array(days: Ints, missing: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.array(days.astype(np.int32), mask=missing).cast(pa.date32())


def _dictionary(codes: Ints, values: Any, missing: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    words = pa.array([str(value) for value in values], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32), mask=missing), words)
