"""Lanes by place: places down, time across, who each side's sources say holds it, disagreement shaded.

Plain HTML that the browser lays out only where it is scrolled to (`content-visibility`), so that thousands of places
scroll without lag.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd
import streamlit as st

from pages.parts.colours import NOBODY_COLOUR, actor_colour, source_colours
from pages.parts.words import counted, day_words, esc

LANE_PX = 15
MOST_PLACES = 2500
MOST_IN_KEY = 10
STATE_WORDS = {"holds": "", "contested": "contested", "changing": "changing, to", "nobody": "nobody named"}
_FIRST_SHARE = 0.02
"""So small a share of spans may lie before the axis begins: one report of 1967 would squeeze a war of seven years."""

_LABEL_PERCENT = 4.5


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A period and where its days lie on it."""

    first: pd.Timestamp
    last: pd.Timestamp

    @classmethod
    def over(cls, spans: pd.DataFrame, carry_forward_days: int) -> Self:
        """The period that nearly all spans lie in."""
        begins = pd.Timestamp(spans["from"].quantile(_FIRST_SHARE, interpolation="lower"))
        ends = pd.Timestamp(spans["claim"].quantile(1 - _FIRST_SHARE / 4, interpolation="higher"))
        return cls(begins - pd.Timedelta(days=20), ends + pd.Timedelta(days=carry_forward_days))

    def at(self, day: Any) -> float:
        """The percentage of the axis at which a day lies, kept within it."""
        moment = self.last if pd.isna(day) else min(max(pd.Timestamp(day), self.first), self.last)
        return 100 * (moment - self.first).days / max((self.last - self.first).days, 1)

    def ticks(self) -> str:
        """Its years, as many as there is room for, as HTML."""
        years = list(range(self.first.year + 1, self.last.year + 1))
        apart = 100 * 365 / max((self.last - self.first).days, 1)
        step = max(1, round(_LABEL_PERCENT / apart + 0.49))
        return "".join(
            f'<span style="left:{self.at(dt.date(year, 1, 1)):.2f}%">{year}</span>' for year in years[::step]
        )


def draw_place_lanes(
    spans: pd.DataFrame,
    found: pd.DataFrame,
    sides: Sequence[Sequence[str]],
    names: Mapping[str, str],
    day: dt.date,
    *,
    carry_forward_days: int,
) -> None:
    """All places of which a source of either side speaks, those with the longest disagreement first."""
    ours = spans[spans["source_id"].isin([source for side in sides for source in side])]
    if not len(ours):
        st.html('<div class="dl-card dl-empty">Neither side speaks of who holds a place.</div>')
        return
    axis = TimeAxis.over(ours, carry_forward_days)
    telling = found[found["difference"].isin(["contradiction", "date", "age"])]
    length = telling.groupby("place_id")["days"].sum()
    order = ours.groupby("place_id", observed=True).size().to_frame("spans")
    order["days"] = length.reindex(order.index).fillna(0)
    order = order.sort_values(["days", "spans"], ascending=False)
    shown = order.index[:MOST_PLACES]
    bars = lane_bars(ours[ours["place_id"].isin(shown)], axis, carry_forward_days)
    shades = _shades(telling[telling["place_id"].isin(shown)], axis)
    colours = source_colours()
    holders = {name: actor_colour(name) for name in ours["holder"].dropna().unique()}
    rows = [
        _row(
            str(place_id),
            bars=lane,
            shade=shades.get(place_id, ""),
            sides=sides,
            names=names,
            colours=colours,
            holders=holders,
        )
        for place_id, lane in ((place_id, bars[place_id]) for place_id in shown if place_id in bars)
    ]
    at = axis.at(day) / 100
    margin = "var(--name) + var(--who)"
    cursor = f'<i class="dl-now" style="left:calc({margin} + (100% - ({margin})) * {at:.4f})"></i>'
    part = f", {len(rows):,} of them shown" if len(order) > len(rows) else ""
    st.html(
        f'<p class="dl-note">{counted(len(order), "place")}{part}, the longest disagreement first. One lane a source: '
        f"the left side first, then the right; the line is {day_words(day)}. A claim counts for "
        f"{carry_forward_days} days.</p>"
        f'{_key(ours)}<div class="dl-lanes"><div class="dl-axis"><b>Place</b><b></b><div>{axis.ticks()}</div></div>'
        f'<div class="dl-lanes-body"><div class="dl-lanes-rows">{cursor}{"".join(rows)}</div></div></div>'
    )


def lane_bars(
    spans: pd.DataFrame, axis: TimeAxis, carry_forward_days: int
) -> dict[Any, list[tuple[str, str, str, str, str, str]]]:
    """By place the bars of its spans: source, place's name, state, holder, where it stands (CSS), its first day."""
    stale = spans["claim"] + pd.Timedelta(days=carry_forward_days)
    end = spans["to"].fillna(stale).where(lambda to: to <= stale, stale) + pd.Timedelta(days=1)
    days = max((axis.last - axis.first).days, 1)
    left = (100 * (spans["from"] - axis.first).dt.days / days).clip(0, 100)
    right = (100 * (end - axis.first).dt.days / days).clip(0, 100)
    keep = (end > spans["from"]).to_numpy()
    where = [f"left:{a:.2f}%;width:{max(b - a, 0.15):.2f}%" for a, b in zip(left[keep], right[keep], strict=True)]
    part = spans[keep]
    columns = [part[name].astype(object) for name in ("place_id", "source_id", "place_name", "state", "holder", "from")]
    found: dict[Any, list[tuple[str, str, str, str, str, str]]] = {}
    for place_id, source, place, state, holder, first, css in zip(*columns, where, strict=True):
        named = holder if isinstance(holder, str) and state != "nobody" else ""
        found.setdefault(place_id, []).append((source, str(place), state, named, css, day_words(first)))
    return found


def _shades(telling: pd.DataFrame, axis: TimeAxis) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for row in telling.to_dict("records"):
        left = axis.at(row["from"])
        style = f"left:{left:.2f}%;width:{max(axis.at(row['to']) - left, 0.2):.2f}%"
        words = f"{row['difference']}: {row['first']} / {row['second']}"
        found[row["place_id"]] = f'{found.get(row["place_id"], "")}<u style="{style}" title="{esc(words)}"></u>'
    return found


def _row(
    place_id: str,
    *,
    bars: list[tuple[str, str, str, str, str, str]],
    shade: str,
    sides: Sequence[Sequence[str]],
    names: Mapping[str, str],
    colours: Mapping[str, str],
    holders: Mapping[str, str],
) -> str:
    """The lanes of a place as HTML; `colours` are those of sources, `holders` those of actors."""
    told = {source for source, *_ in bars}
    lanes = [(side, source) for side, members in zip(("left", "right"), sides, strict=True) for source in members]
    lanes = [(side, source) for side, source in lanes if source in told]
    items, drawn = [], []
    for number, (side, source) in enumerate(lanes):
        name = esc(names.get(source, source))
        swatch = f'<span class="dl-swatch" style="background:{colours.get(source, NOBODY_COLOUR)}"></span>'
        items.append(f'<li class="{side}" title="{name}">{swatch}{name}</li>')
        top = number * LANE_PX + 3
        for by, _, state, holder, css, first in bars:
            if by == source:
                words = " ".join(part for part in (STATE_WORDS[state], holder) if part)
                colour = holders.get(holder, NOBODY_COLOUR)
                drawn.append(
                    f'<i class="{state}" style="{css};top:{top}px;background-color:{colour}" '
                    f'title="{name} says: {esc(words)}, from {first}"></i>'
                )
    return (
        f'<div class="dl-lane"><a href="place?place={esc(place_id)}" target="_self" dir="auto">{esc(bars[0][1])}</a>'
        f'<ol>{"".join(items)}</ol><div style="height:{len(lanes) * LANE_PX}px">{shade}{"".join(drawn)}</div></div>'
    )


def _key(spans: pd.DataFrame) -> str:
    """What the colours and the shade mean, as HTML."""
    holders = spans.loc[spans["state"] != "nobody", "holder"].value_counts()
    named = [str(name) for name in holders[holders > 0].index[:MOST_IN_KEY]]
    entries = [
        f'<span><i class="dl-swatch" style="background:{actor_colour(name)}"></i>{esc(name)}</span>' for name in named
    ]
    entries.append(f'<span><i class="dl-swatch" style="background:{NOBODY_COLOUR}"></i>contested, or not named</span>')
    entries.append('<span><i class="shade"></i>the two sides differ</span><span>pale: changing hands</span>')
    return f'<div class="dl-key">{"".join(entries)}</div>'
