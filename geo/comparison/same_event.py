"""Reports of different sources that may tell of one event: proposed with a reason, never merged.

After MELTT (Donnay, Dunford, McGrath, Backer, Cunningham, "Integrating Conflict Event Data", Journal of Conflict
Resolution 63(5), 2019): candidates lie near each other in space and time, and what they say of the kind and the
parties decides how far they match. Here the words and figures of the quotes count as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from geo.comparison.candidates import Points, distance_km, near_pairs
from geo.comparison.likeness import kind_families, kind_likeness, word_likeness
from geo.days import UNKNOWN, DayArray, IntArray, day_numbers
from geo.errors import BadQuery, BadTable
from geo.model import Kind, Status, WherePrec

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

PROPOSAL_COLUMNS = (
    "event_a", "event_b", "source_a", "source_b", "score", "reason", "km", "days_apart", "kind_like", "actor_like",
    "word_like", "figures",
)  # fmt: skip
"""The columns of a table of proposals."""

_PLACE, _DAY, _KIND, _ACTOR, _WORDS = 0.25, 0.15, 0.1, 0.1, 0.4
"""What each likeness is worth in a score of 1. That two sources report from Aleppo on one day says little, from a
village much: so the place counts by its rarity, and where it is busy the words must carry the proposal."""

_RARE = 150
"""A place with one in so many of all reports is as telling as a place can be."""

_REQUIRED = ("event_id", "source_id", "kind", "longitude", "latitude", "date_start", "date_end")


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close two reports must be to be proposed as one event.

    `km` and `days` bound how far apart they lie, `max_span_days` leaves out reports that are not dated within so many
    days. `kinds` is "same" or "like" (an airstrike and the casualties that another source tells of), `actors` is
    "same" (both name one side), "compatible" (they do not name different sides) or "any". Proposals below
    `least_score` (0 to 1) are not made, and none that is not among the `most_per_event` best of one of its two events.
    """

    km: float = 10.0
    days: int = 1
    max_span_days: int = 7
    kinds: str = "like"
    actors: str = "compatible"
    least_score: float = 0.6
    most_per_event: int = 6

    def __post_init__(self) -> None:
        if not 0 <= self.km <= 500 or not 0 <= self.days <= 366 or self.max_span_days < 1:
            raise BadQuery(f"km={self.km} must be 0 to 500, days={self.days} 0 to 366, max_span_days at least 1")
        if self.kinds not in ("same", "like") or self.actors not in ("same", "compatible", "any"):
            raise BadQuery(f"kinds={self.kinds!r} is same or like, actors={self.actors!r} is same, compatible or any")


def same_event_proposals(
    events: pd.DataFrame | pa.Table,
    *,
    closeness: Closeness | None = None,
    side_of: Callable[[str], str] | None = None,
) -> pd.DataFrame:
    """Pairs of events of different sources that may be one, best first (`PROPOSAL_COLUMNS`).

    `events` has the columns of the events table. Left out are events that are unplaced, undated, dated to more than
    `max_span_days`, placed to no better than a larger part of a country, rejected, or of different stances (a plan is
    not what came of it). `reason` says in words what speaks for the pair. Raises BadTable where a column is missing.
    """
    chosen = closeness or Closeness()
    table = _usable(events, chosen)
    if len(table) < 2:
        return pd.DataFrame(columns=list(PROPOSAL_COLUMNS))
    sides = _Sides(table, side_of)
    kinds, kind_names = pd.factorize(table["kind"])
    stances = pd.factorize(table["stance"])[0] if "stance" in table else np.zeros(len(table), np.int64)
    family = kind_families(table["kind"]) * 8 + np.minimum(stances, 7)
    start, end = day_numbers(table["date_start"]), day_numbers(table["date_end"])
    likeness = kinds.astype(np.int64) * (sides.count + 1) + sides.actor + 1
    points = Points(
        table["longitude"].to_numpy(dtype=float), table["latitude"].to_numpy(dtype=float), start, end, family, likeness
    )
    first, second = near_pairs(points, km=chosen.km, days=chosen.days)
    source = pd.factorize(table["source_id"])[0]
    alike = kind_likeness([str(name) for name in kind_names])[kinds[first], kinds[second]]
    keep = (source[first] != source[second]) & (alike >= (1.0 if chosen.kinds == "same" else 0.01))
    first, second, alike = first[keep], second[keep], alike[keep]
    losing = table["kind"].isin([str(Kind.LOST), str(Kind.WITHDREW)]).to_numpy(dtype=bool)
    actor_like = sides.likeness(first, second, like=alike < 1, opposite=losing[first] != losing[second])
    allowed = {"same": actor_like >= 1.0, "compatible": actor_like > 0, "any": actor_like > -1}[chosen.actors]
    first, second, alike, actor_like = first[allowed], second[allowed], alike[allowed], actor_like[allowed]
    pairs = _Pairs(table, points, first, second, distance_km(points, first, second))
    known = (
        _PLACE * pairs.place_like * pairs.rarity + _DAY * pairs.day_like + _KIND * alike + _ACTOR * actor_like
    )  # fmt: skip
    hopeful = (known + _WORDS >= chosen.least_score) & _among_best(pairs, known, chosen.most_per_event)
    pairs, known, alike, actor_like = pairs.only(hopeful), known[hopeful], alike[hopeful], actor_like[hopeful]
    quotes = table["quote"].fillna("").astype(str).tolist() if "quote" in table else [""] * len(table)
    word_like, figures = word_likeness(quotes, pairs.first, pairs.second)
    score = known + _WORDS * np.minimum(1.0, word_like * 1.6 + 0.15 * np.minimum(figures, 2))
    good = score >= chosen.least_score
    pairs = pairs.only(good)
    table_out = pd.DataFrame(
        {
            "event_a": table["event_id"].to_numpy(dtype=object)[pairs.first],
            "event_b": table["event_id"].to_numpy(dtype=object)[pairs.second],
            "source_a": table["source_id"].to_numpy(dtype=object)[pairs.first],
            "source_b": table["source_id"].to_numpy(dtype=object)[pairs.second],
            "score": np.round(score[good], 3),
            "km": np.round(pairs.km, 1),
            "days_apart": pairs.gap,
            "kind_like": alike[good],
            "actor_like": actor_like[good],
            "word_like": np.round(word_like[good], 3),
            "figures": figures[good].astype(np.int64),
        }
    )
    table_out["reason"] = _reasons(table, pairs, table_out, sides)
    order = ["score", "event_a", "event_b"]
    return table_out.sort_values(order, ascending=[False, True, True], ignore_index=True)[list(PROPOSAL_COLUMNS)]


def _usable(events: pd.DataFrame | pa.Table, chosen: Closeness) -> pd.DataFrame:
    frame = pd.DataFrame(events.to_pandas(date_as_object=False) if isinstance(events, pa.Table) else events)
    missing = [name for name in _REQUIRED if name not in frame]
    if missing:
        message = f"the events table lacks {', '.join(missing)}; the columns are named in geo.model.EVENT_COLUMNS"
        raise BadTable(message)
    start, end = day_numbers(frame["date_start"]), day_numbers(frame["date_end"])
    keep = (start != UNKNOWN) & (end != UNKNOWN) & (end >= start) & (end - start < chosen.max_span_days)
    keep &= frame["longitude"].notna().to_numpy() & frame["latitude"].notna().to_numpy()
    if "where_prec" in frame:
        keep &= ~(frame["where_prec"] >= WherePrec.VAGUE_AREA).to_numpy(dtype=bool, na_value=False)
    if "status" in frame:
        keep &= (frame["status"] != str(Status.REJECTED)).to_numpy(dtype=bool)
    usable: pd.DataFrame = frame.loc[keep].reset_index(drop=True)
    return usable


def _among_best(pairs: "_Pairs", worth: Floats, most: int) -> Mask:
    """Which pairs are among the best of either of their events, before their words are compared.

    It bounds the work by the number of events, however many reports a day a place has.
    """
    count = len(pairs.first)
    event = np.concatenate([pairs.first, pairs.second])
    order = np.lexsort((-np.concatenate([worth, worth]), event))
    begins = np.flatnonzero(np.append(True, event[order][1:] != event[order][:-1])[: len(event)])
    rank = np.empty(len(event), np.int64)
    rank[order] = np.arange(len(event)) - np.repeat(begins, np.diff(np.append(begins, len(event))))
    return (rank[:count] < most) | (rank[count:] < most)


class _Sides:
    """Actor and opponent of each event as numbers of sides, -1 where nobody is named."""

    def __init__(self, table: pd.DataFrame, side_of: Callable[[str], str] | None) -> None:
        numbers: dict[str, int] = {}
        columns = []
        for name in ("actor", "opponent"):
            codes, names = pd.factorize(table[name] if name in table else pd.Series([None] * len(table)))
            sides = [side_of(str(actor)) if side_of else str(actor) for actor in names]
            listed = np.array([*(numbers.setdefault(side, len(numbers)) for side in sides), -1], np.int64)
            columns.append(listed[codes])
        self.actor, self.opponent = columns
        self.count = len(numbers)

    def likeness(self, first: IntArray, second: IntArray, *, like: Mask, opposite: Mask) -> Floats:
        """1 where both name one actor, 0.5 where one is silent, 0 where they name different ones.

        Kinds that are only like each other may tell it from either end (a raid by A, casualties among B), `opposite`
        ones always do: A captured, B lost.
        """
        direct = _compared(self.actor[first], self.actor[second])
        crossed = np.minimum(
            _compared(self.actor[first], self.opponent[second]), _compared(self.opponent[first], self.actor[second])
        )
        actors = np.where(opposite, crossed, np.where(like, np.maximum(direct, crossed), direct))
        against = _compared(self.opponent[first], self.opponent[second])
        # An opponent named otherwise counts against the pair, but less: outlets name enemies loosely.
        return np.where(actors > 0, np.where(like, actors, np.minimum(actors, 0.6 + 0.4 * against)), 0.0)


def _compared(first: IntArray, second: IntArray) -> Floats:
    return np.where((first < 0) | (second < 0), 0.5, np.where(first == second, 1.0, 0.0))


class _Pairs:
    """Candidate pairs with how far apart they are in space and time."""

    def __init__(self, table: pd.DataFrame, points: Points, first: IntArray, second: IntArray, km: Floats) -> None:
        self.table, self.points, self.first, self.second, self.km = table, points, first, second, km
        begins, ends = np.maximum(points.first[first], points.first[second]), points.last
        self.gap: DayArray = np.maximum(0, begins - np.minimum(ends[first], ends[second]))
        place = pd.factorize(table["place_id"])[0] if "place_id" in table else np.arange(len(table))
        self.same_place = (place[first] == place[second]) & (place[first] >= 0)
        prec = (
            pd.to_numeric(table["where_prec"]).fillna(1).to_numpy(dtype=float)
            if "where_prec" in table
            else np.ones(len(table))
        )
        held = np.bincount(place[place >= 0], minlength=1)
        often = np.where(place >= 0, held[place], 1)
        rarest = np.log(max(2.0, min(_RARE, len(table) / 2)))  # in a small table no place can be rarer
        rarity = np.log(len(table) / np.maximum(often[first], often[second])) / rarest
        self.rarity = np.clip(rarity, 0.0, 1.0)
        self.area = np.maximum(prec[first], prec[second]) >= WherePrec.SECOND_ORDER_AREA
        near = np.exp(-self.km / 5.0) * 0.8
        self.place_like = np.where(self.same_place, np.where(self.area, 0.6, 1.0), np.where(self.area, 0.0, near))
        length = 1 + points.last - points.first
        longer = np.maximum(length[first], length[second])
        self.day_like = np.where(self.gap == 0, 1 / np.sqrt(longer), 0.5 / (1 + self.gap))

    def only(self, chosen: Mask) -> "_Pairs":
        return _Pairs(self.table, self.points, self.first[chosen], self.second[chosen], self.km[chosen])


def _reasons(table: pd.DataFrame, pairs: _Pairs, out: pd.DataFrame, sides: _Sides) -> list[str]:
    """What speaks for each pair, in words; put together from columns of words, as there may be many."""
    first, second = pairs.first, pairs.second
    names = _place_words(table)
    places = ("both at " + names)[first]
    apart = np.flatnonzero(~pairs.same_place)
    places[apart] = [
        f"{names[a]} and {names[b]}, {km:g} km apart"
        for a, b, km in zip(first[apart], second[apart], out["km"].to_numpy()[apart], strict=True)
    ]
    gaps = np.array(
        ["; the same day or days that overlap", "; 1 day apart", *(f"; {gap} days apart" for gap in range(2, 368))],
        dtype=object,
    )
    kinds, kind_names = pd.factorize(table["kind"])
    shown = [str(name).replace("_", " ") for name in kind_names]
    both = np.array([f"; both {a}" if a == b else f"; {a} and {b}" for a in shown for b in shown], dtype=object)
    actors = ("; both by " + table["actor"].astype(object).fillna("").to_numpy()) if "actor" in table else names
    by = np.where((sides.actor[first] >= 0) & (sides.actor[first] == sides.actor[second]), actors[first], "")
    figures = out["figures"].to_numpy()
    figure_words = np.where(figures > 0, np.where(figures > 1, "; figures in common", "; a figure in common"), "")
    words = np.select(
        [out["word_like"] >= 0.6, out["word_like"] >= 0.3], ["; much the same words", "; words in common"], ""
    )
    pieces = (places, gaps[pairs.gap], both[kinds[first] * len(shown) + kinds[second]], by, figure_words, words)
    return ["".join(parts) for parts in zip(*(piece.tolist() for piece in pieces), strict=True)]


def _place_words(table: pd.DataFrame) -> npt.NDArray[np.object_]:
    """What each event's place is called: its name, else the words of the report."""
    words = pd.Series([None] * len(table), dtype=object)
    for name in ("place_name", "place_mention"):
        if name in table:
            words = words.where(words.notna(), table[name].astype(object))
    return words.where(words.notna(), "a place without a name").to_numpy(dtype=object)
