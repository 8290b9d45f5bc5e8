"""Lanes by place: places down, time across, who each side's sources say holds it, disagreement shaded.

Plain HTML that the browser lays out only where it is scrolled to (`content-visibility`), so that thousands of places
scroll without lag.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from geo.control import CARRY_FORWARD_DAYS
from pages.parts.colours import NOBODY_COLOUR, actor_colour
from pages.parts.words import counted, day_words, esc

LANE_PX = 11
STATE_WORDS = {"holds": "", "contested": "contested", "changing": "changing, to", "nobody": "nobody named"}


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """A period and where its days lie on it."""

    first: pd.Timestamp
    last: pd.Timestamp

    def at(self, day: Any) -> float:
        """The percentage of the axis at which a day lies, kept within it."""
        moment = self.last if pd.isna(day) else min(max(pd.Timestamp(day), self.first), self.last)
        return 100 * (moment - self.first).days / max((self.last - self.first).days, 1)


def draw_place_lanes(
    spans: pd.DataFrame, found: pd.DataFrame, sides: Sequence[Sequence[str]], names: Mapping[str, str], day: dt.date
) -> None:
    """All places of which a source of either side speaks, those with the longest disagreement first."""
    ours = spans[spans["source_id"].isin([source for side in sides for source in side])]
    if not len(ours):
        st.caption("Neither side speaks of who holds a place.")
        return
    first = pd.Timestamp(ours["from"].min())
    last = pd.Timestamp(ours["claim"].max()) + pd.Timedelta(days=CARRY_FORWARD_DAYS)
    axis = TimeAxis(first, last)
    telling = found[found["difference"].isin(["contradiction", "date", "age"])]
    length = telling.groupby("place_id")["days"].sum()
    order = ours.groupby("place_id", observed=True).size().to_frame("spans")
    order["days"] = length.reindex(order.index).fillna(0)
    order = order.sort_values(["days", "spans"], ascending=False)
    of_place = dict(tuple(ours.groupby("place_id", observed=True)))
    shaded = dict(tuple(telling.groupby("place_id")))
    ranks = {source: rank for rank, source in enumerate(s for side in sides for s in side)}

    rows = [
        _row(str(place_id), spans=of_place[place_id], shaded=shaded.get(place_id), ranks=ranks, names=names, axis=axis)
        for place_id in order.index
    ]
    years = range(first.year + 1, last.year + 1)
    ticks = "".join(f'<span style="left:{axis.at(dt.date(year, 1, 1)):.2f}%">{year}</span>' for year in years)
    cursor = f'<i class="dl-now" style="left:calc(11rem + (100% - 11rem) * {axis.at(day) / 100:.4f})"></i>'
    st.html(
        f'<p class="dl-note">{counted(len(rows), "place")}, the longest disagreement first. One lane a source, the '
        "left side above the right; shaded where they disagree; the line is the day.</p>"
        f'<div class="dl-lanes"><div class="dl-axis"><b></b><div>{ticks}</div></div>'
        f'<div class="dl-lanes-body"><div class="dl-lanes-rows">{cursor}{"".join(rows)}</div></div></div>'
    )


def _row(
    place_id: str,
    *,
    spans: pd.DataFrame,
    shaded: pd.DataFrame | None,
    ranks: Mapping[str, int],
    names: Mapping[str, str],
    axis: TimeAxis,
) -> str:
    speaking = sorted(spans["source_id"].unique(), key=lambda source: ranks.get(source, 99))
    bars = []
    for span in spans.itertuples(index=False):
        fields = span._asdict()
        start = span[spans.columns.get_loc("from")]
        stale = pd.Timestamp(fields["claim"]) + pd.Timedelta(days=CARRY_FORWARD_DAYS)
        end = min(pd.Timestamp(fields["to"]), stale) if pd.notna(fields["to"]) else stale
        if end < pd.Timestamp(start):
            continue
        holder = fields["holder"] if isinstance(fields["holder"], str) else None
        left, right = axis.at(start), axis.at(end + pd.Timedelta(days=1))
        colour = actor_colour(holder) if holder and fields["state"] != "nobody" else NOBODY_COLOUR
        words = f"{names.get(fields['source_id'], fields['source_id'])}: {STATE_WORDS[fields['state']]} {holder or ''}"
        bars.append(
            f'<i class="{fields["state"]}" style="left:{left:.2f}%;width:{max(right - left, 0.15):.2f}%;'
            f'top:{speaking.index(fields["source_id"]) * LANE_PX + 2}px;background:{colour}" '
            f'title="{esc(words)}, from {day_words(start)}"></i>'
        )
    shade = "".join(
        f'<u style="left:{axis.at(row["from"]):.2f}%;width:{max(axis.at(row["to"]) - axis.at(row["from"]), 0.2):.2f}%" '
        f'title="{esc(row["difference"])}: {esc(row["first"])} / {esc(row["second"])}"></u>'
        for row in (shaded.to_dict("records") if shaded is not None else [])
    )
    name = esc(spans["place_name"].iloc[0])
    return (
        f'<div class="dl-lane"><a href="place?place={esc(place_id)}" target="_self" dir="auto">{name}</a>'
        f'<div style="height:{len(speaking) * LANE_PX + 4}px">{shade}{"".join(bars)}</div></div>'
    )
