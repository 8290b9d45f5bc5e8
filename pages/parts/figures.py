"""The figures of the Compare page, each with its n."""

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from geo.comparison import (
    agreement_matrix,
    coverage_by_month,
    kinds_by_source,
    lag_between,
    reporting_lag,
    who_is_first,
)
from geo.control import CARRY_FORWARD_DAYS
from pages.parts.colours import source_colours
from pages.parts.holdings_state import side_of
from pages.parts.words import counted

FIGURES = ("agreement", "coverage", "lag", "who is first", "kinds", "words")


def draw_figures(
    events: pd.DataFrame, spans: pd.DataFrame, groups: pd.DataFrame, words: pd.DataFrame, names: Mapping[str, str]
) -> None:
    """One figure at a time, chosen by name."""
    figure = st.pills("Figure", FIGURES, default="agreement", required=True, key="figure", label_visibility="collapsed")
    if figure == "agreement":
        _agreement(spans, names)
    elif figure == "coverage":
        _coverage(events, names)
    elif figure == "lag":
        _lag(events, groups, names)
    elif figure == "who is first":
        _first(events, groups, names)
    elif figure == "kinds":
        _kinds(events, names)
    else:
        _words(words, names)


def _named(table: pd.DataFrame, names: Mapping[str, str], *columns: str) -> pd.DataFrame:
    return table.assign(**{column: table[column].map(lambda value: names.get(value, value)) for column in columns})


def _agreement(spans: pd.DataFrame, names: Mapping[str, str]) -> None:
    matrix = agreement_matrix(spans, carry_forward_days=CARRY_FORWARD_DAYS, side_of=side_of())
    matrix = _named(matrix[matrix["shared_place_days"] > 0], names, "source_a", "source_b")
    if not len(matrix):
        st.caption("No two sources speak of one place on one day.")
        return
    base = alt.Chart(matrix).encode(
        x=alt.X("source_a:N", title=None, axis=alt.Axis(labelAngle=-40)), y=alt.Y("source_b:N", title=None)
    )
    cells = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("agreement:Q", title="share of agreeing days", scale=alt.Scale(scheme="blues", domain=[0, 1])),
        tooltip=[
            "source_a:N",
            "source_b:N",
            alt.Tooltip("agreement:Q", format=".0%"),
            "shared_places:Q",
            "shared_place_days:Q",
        ],
    )
    text = base.mark_text(fontSize=10).encode(
        text=alt.Text("shared_places:Q"),
        color=alt.condition("datum.agreement > 0.6", alt.value("#fff"), alt.value("#444")),
    )
    size = 90 + 26 * matrix["source_a"].nunique()
    st.altair_chart((cells + text).properties(height=size), width="stretch")
    st.caption(
        "Of the days on which both speak of who holds a place, the share on which they name the same side. The number "
        f"is n, the places both speak of; a claim counts for {CARRY_FORWARD_DAYS} days. No cell: they never meet."
    )


def _coverage(events: pd.DataFrame, names: Mapping[str, str]) -> None:
    by = st.segmented_control("By", ["published", "happened"], default="published", required=True, key="coverage-by")
    table = _named(coverage_by_month(events, by=by), names, "source_id")
    if not len(table):
        st.caption("No event has that day.")
        return
    chart = (
        alt.Chart(table[table["n"] > 0])
        .mark_rect()
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("source_id:N", title=None, sort=sorted(table["source_id"].unique())),
            color=alt.Color("n:Q", title="events", scale=alt.Scale(scheme="blues", type="sqrt")),
            tooltip=["source_id:N", alt.Tooltip("yearmonth(month):T", title="month"), "n:Q", "n_articles:Q"],
        )
    )
    st.altair_chart(chart.properties(height=60 + 22 * table["source_id"].nunique()), width="stretch")
    st.caption(f"Events a month and source, n = {int(table['n'].sum()):,}. White is silence.")


def _lag(events: pd.DataFrame, groups: pd.DataFrame, names: Mapping[str, str]) -> None:
    lag = _named(reporting_lag(events), names, "source_id")
    colours = {names.get(source, source): colour for source, colour in source_colours().items()}
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    base = alt.Chart(lag).encode(y=alt.Y("source_id:N", title=None, sort="-x"))
    bars = base.mark_bar(height=8, opacity=0.45, cornerRadius=3).encode(
        x=alt.X("quarter_days:Q", title="days from the event to its publication"),
        x2="three_quarter_days:Q",
        color=alt.Color("source_id:N", scale=scale, legend=None),
    )
    dots = base.mark_circle(size=70, opacity=1).encode(
        x="median_days:Q",
        color=alt.Color("source_id:N", scale=scale, legend=None),
        tooltip=["source_id:N", "n:Q", "median_days:Q", "quarter_days:Q", "three_quarter_days:Q", "n_background:Q"],
    )
    st.altair_chart((bars + dots).properties(height=60 + 22 * len(lag)), width="stretch")
    st.caption(f"Median and middle half, n = {int(lag['n'].sum()):,} events dated to a few days.")
    between = _named(lag_between(groups, events), names, "source_a", "source_b")
    if len(between):
        st.dataframe(between, hide_index=True, width="stretch")
        st.caption("Between sources, on events that both may report: negative median means that the second is ahead.")


def _first(events: pd.DataFrame, groups: pd.DataFrame, names: Mapping[str, str]) -> None:
    table = _named(who_is_first(groups, events), names, "source_id")
    if not len(table):
        st.caption("No event is proposed as reported by two dated sources.")
        return
    chart = (
        alt.Chart(table)
        .mark_bar(cornerRadius=3)
        .encode(
            x=alt.X("first_share:Q", title="share of shared events that it published first", axis=alt.Axis(format="%")),
            y=alt.Y("source_id:N", title=None, sort="-x"),
            tooltip=["source_id:N", "n_groups:Q", "first:Q", "median_days_behind:Q"],
        )
    )
    st.altair_chart(chart.properties(height=60 + 22 * len(table)), width="stretch")
    st.caption(f"Of {counted(len(groups), 'group')} of reports that may be one event. Ties count for all.")


def _kinds(events: pd.DataFrame, names: Mapping[str, str]) -> None:
    table = _named(kinds_by_source(events), names, "source_id")
    table = table[table["n"] > 0].assign(kind=lambda t: t["kind"].str.replace("_", " "))
    chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X("n:Q", stack="normalize", title="share of its events", axis=alt.Axis(format="%")),
            y=alt.Y("source_id:N", title=None),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(scheme="tableau20")),
            tooltip=["source_id:N", "kind:N", "n:Q", alt.Tooltip("share:Q", format=".0%")],
        )
    )
    st.altair_chart(chart.properties(height=80 + 22 * table["source_id"].nunique()), width="stretch")
    st.caption(f"n = {int(table['n'].sum()):,} events.")


def _words(words: pd.DataFrame, names: Mapping[str, str]) -> None:
    if not len(words):
        st.caption("No actor is named in any quote.")
        return
    totals = words.groupby("actor")["n"].sum().sort_values(ascending=False)
    actor = st.selectbox(
        "What is called what", list(totals.index), format_func=lambda a: f"{a} (n = {totals[a]:,})", key="words-of"
    )
    table = _named(words[words["actor"] == actor], names, "source_id")
    top = list(table.groupby("wording")["n"].sum().sort_values(ascending=False).head(14).index)
    chart = (
        alt.Chart(table[table["wording"].isin(top)])
        .mark_circle(opacity=0.85)
        .encode(
            x=alt.X("wording:N", title=None, sort=top, axis=alt.Axis(labelAngle=-35)),
            y=alt.Y("source_id:N", title=None),
            size=alt.Size("n:Q", title="times", scale=alt.Scale(range=[30, 700])),
            tooltip=["source_id:N", "wording:N", "n:Q", alt.Tooltip("share:Q", format=".0%"), "quote:N"],
        )
    )
    st.altair_chart(chart.properties(height=110 + 22 * table["source_id"].nunique()), width="stretch")
    st.dataframe(
        table[["source_id", "wording", "n", "share", "quote"]].sort_values("n", ascending=False),
        hide_index=True,
        width="stretch",
        height=260,
        column_config={"source_id": "source", "share": st.column_config.NumberColumn("share", format="percent")},
    )
