"""The flip timeline of a place: a lane a source, its claimed holder over time."""

import datetime as dt

import altair as alt
import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.control.holdings import CARRY_FORWARD_DAYS
from pages.parts.colours import actor_colour
from pages.parts.words import day_words

STATE_WORDS = {
    "holds": "held by",
    "contested": "contested",
    "changing": "changing, to",
    "nobody": "nobody said to hold it",
}

MOST_TICKS = 1500
OPACITY = {"holds": 0.95, "contested": 0.75, "changing": 0.5, "nobody": 0.3, "stale": 0.18}


def timeline_rows(spans: pd.DataFrame, names: dict[str, str], *, carry_forward_days: int) -> pd.DataFrame:
    """Spans of one place as bars to draw: `lane holder first last sure words`, cut where claims go stale.

    The stale rest of a span is a row of its own with `freshness` "stale".
    """
    rows = []
    horizon = pd.Timestamp(max(spans["claim"].max(), spans["from"].max())) + pd.Timedelta(days=carry_forward_days)
    for span in spans.itertuples(index=False):
        fields = span._asdict()
        first = pd.Timestamp(span[spans.columns.get_loc("from")])
        last = fields["to"] if pd.notna(fields["to"]) else horizon
        last = pd.Timestamp(last)
        fresh_until = pd.Timestamp(fields["claim"]) + pd.Timedelta(days=carry_forward_days)
        holder = fields["holder"] if isinstance(fields["holder"], str) else None
        words = STATE_WORDS[fields["state"]] + (f" {holder}" if holder and fields["state"] != "nobody" else "")
        base = {
            "lane": names.get(fields["source_id"], fields["source_id"]), "holder": holder or fields["state"],
            "state": fields["state"], "words": words, "event_id": fields["event_id"],
            "claimed": day_words(fields["claim"]), "besieger": fields["besieger"] or "",
        }  # fmt: skip
        cut = min(max(fresh_until, first), last)
        rows.append({**base, "first": first, "last": cut + pd.Timedelta(days=1), "freshness": fields["state"]})
        if last > cut:
            rows.append(
                {**base, "first": cut + pd.Timedelta(days=1), "last": last + pd.Timedelta(days=1), "freshness": "stale"}
            )
    table = pd.DataFrame(rows)
    table["opacity"] = table["freshness"].map(OPACITY)
    return table


def flip_timeline(
    rows: pd.DataFrame, ticks: pd.DataFrame, disagreements: pd.DataFrame, day: dt.date | None
) -> alt.LayerChart:
    """The chart: shaded disagreement, bars of holders, ticks of events, the day's rule. Zooms along time."""
    lanes = sorted({*rows["lane"], *ticks["lane"]})
    holders = list(dict.fromkeys(rows["holder"]))
    colour = alt.Color(
        "holder:N", title="reported holder", legend=alt.Legend(orient="top", symbolType="square"),
        scale=alt.Scale(domain=holders, range=[actor_colour(None if h in STATE_WORDS else h) for h in holders]),
    )  # fmt: skip
    lane = alt.Y(
        "lane:N", sort=lanes, title=None, axis=alt.Axis(labelLimit=150, ticks=False, domain=False, labelOverlap=False)
    )
    layers = []
    if len(disagreements):
        layers.append(
            alt.Chart(disagreements).mark_rect(color="#d9822b", opacity=0.16).encode(
                x="first:T", x2="last:T",
                tooltip=[alt.Tooltip("words:N", title="sources disagree"), alt.Tooltip("first:T", title="from"),
                         alt.Tooltip("last:T", title="to")],
            )
        )  # fmt: skip
    # The share itself, not a scale's guess at one.
    opacity = alt.Opacity("opacity:Q", scale=None)
    tooltip = [
        alt.Tooltip("lane:N", title="source"), alt.Tooltip("words:N", title="says"),
        alt.Tooltip("first:T", title="from", format="%-d %b %Y"),
        alt.Tooltip("last:T", title="until", format="%-d %b %Y"),
        alt.Tooltip("claimed:N", title="last claim"), alt.Tooltip("besieger:N", title="besieged by"),
    ]  # fmt: skip
    axis = alt.Axis(title=None, grid=True, tickCount=8)
    bars = alt.Chart(rows).mark_bar(height=13, cornerRadius=3)
    layers.append(
        bars.encode(x=alt.X("first:T", axis=axis), x2="last:T", y=lane, color=colour, opacity=opacity, tooltip=tooltip)
    )
    if len(ticks):
        layers.append(
            alt.Chart(ticks).mark_tick(thickness=1.5, height=20, color="#8b93a3").encode(
                x="first:T", y=lane,
                tooltip=[alt.Tooltip("kind:N"), alt.Tooltip("lane:N", title="source"),
                         alt.Tooltip("first:T", title="day", format="%-d %b %Y"), alt.Tooltip("quote:N")],
            )
        )  # fmt: skip
    if day is not None:
        rule = alt.Chart(pd.DataFrame({"day": [pd.Timestamp(day)]}))
        layers.append(rule.mark_rule(color="#2f5fa8", size=2).encode(x="day:T"))
    return alt.layer(*layers).properties(height=110 + 30 * len(lanes)).interactive(bind_y=False)


def draw_timeline(
    spans: pd.DataFrame, events: pa.Table, differences: pd.DataFrame, names: dict[str, str], day: dt.date | None
) -> None:
    """The chart of a place's spans with its events as ticks, and the words under it."""
    table = events.select(["source_id", "kind", "date_end", "quote", "stance"]).to_pandas().dropna(subset=["date_end"])
    ticks = pd.DataFrame({
        "first": pd.to_datetime(table["date_end"]), "lane": table["source_id"].map(lambda s: names.get(s, s)),
        "kind": table["kind"].str.replace("_", " "), "quote": table["quote"].str.slice(0, 140),
    })  # fmt: skip
    if len(ticks) > MOST_TICKS:
        ticks = ticks.drop_duplicates(["lane", "first"]).head(MOST_TICKS)
    shaded = pd.DataFrame({
        "first": pd.to_datetime(differences["from"]), "last": pd.to_datetime(differences["to"]),
        "words": differences["difference"].astype(str),
    })  # fmt: skip
    rows = timeline_rows(spans, names, carry_forward_days=CARRY_FORWARD_DAYS)
    st.altair_chart(flip_timeline(rows, ticks, shaded, day), width="stretch")
    st.html(
        '<p class="dl-note">Bars: what each source reports. Pale: changing hands, or contested. Faint: the last claim '
        f"is older than {CARRY_FORWARD_DAYS} days. Shaded: sources disagree. Ticks: events. Scroll to zoom.</p>"
    )
