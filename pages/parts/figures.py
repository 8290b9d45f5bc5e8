"""The figures of the Compare page, each with its n."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

import altair as alt
import pandas as pd
import streamlit as st

from geo.comparison import lag_between, who_is_first
from geo.control import Assumptions
from pages.parts.colours import NOBODY_COLOUR, source_colours
from pages.parts.compare_state import (
    MOST_WORDED,
    current_agreement,
    current_figure,
    current_groups,
    current_reports,
    current_wordings,
    report_count,
)
from pages.parts.proposals import laid_around, pick_closeness
from pages.parts.url_choice import url_choice
from pages.parts.words import counted, day_words, esc

FIGURES = {
    "agreement": "Agreement",
    "coverage": "Coverage",
    "lag": "Lag of reporting",
    "first": "Who is first",
    "kinds": "Kinds of event",
    "words": "Words for whom",
}
_HEAT = "blues"
_BENEATH = alt.Legend(orient="bottom", columns=4, labelFontSize=11, symbolSize=70)
_FONT = alt.Axis(labelLimit=170, title=None)


@st.fragment
def draw_figures(assumed: Assumptions, chosen: Collection[str], names: Mapping[str, str], day: dt.date) -> None:
    """One figure at a time, chosen by name, of the compared sources or of all."""
    pick, whose = st.columns([3, 1], vertical_alignment="center")
    with pick:
        figure = url_choice("figure", FIGURES, label="Figure")
    everyone = whose.toggle("All sources", value=True, key="everyone", help="Off: only the sources that are compared")
    sources = None if everyone else frozenset(chosen)
    draw: dict[str, Callable[[], None]] = {
        "agreement": lambda: _agreement(assumed, sources, names),
        "coverage": lambda: _coverage(sources, names),
        "lag": lambda: _lag(sources, names, day),
        "first": lambda: _first(sources, names, day),
        "kinds": lambda: _kinds(sources, names),
        "words": lambda: _words(sources, names, day),
    }
    draw[figure]()


def _among(table: pd.DataFrame, sources: frozenset[str] | None, *columns: str) -> pd.DataFrame:
    """The rows of some sources."""
    if sources is not None:
        for column in columns:
            table = table[table[column].isin(sources)]
    return table


def _named(table: pd.DataFrame, names: Mapping[str, str], *columns: str) -> pd.DataFrame:
    return table.assign(**{column: table[column].map(lambda value: names.get(value, value)) for column in columns})


def _colour(names: Mapping[str, str], shown: pd.Series) -> alt.Scale:
    """The colours of the sources that are shown, as on the map."""
    colours = {names.get(source, source): colour for source, colour in source_colours().items()}
    domain = list(dict.fromkeys(shown))
    return alt.Scale(domain=domain, range=[colours.get(name, NOBODY_COLOUR) for name in domain])


def _told(title: str, words: str) -> None:
    st.html(f'<h3 class="dl-figure">{esc(title)}</h3><p class="dl-note">{esc(words)}</p>')


def _nothing(words: str) -> None:
    st.html(f'<div class="dl-card dl-empty">{esc(words)}</div>')


def _agreement(assumed: Assumptions, sources: frozenset[str] | None, names: Mapping[str, str]) -> None:
    matrix = _among(current_agreement(assumed), sources, "source_a", "source_b")
    matrix = _named(matrix[matrix["shared_place_days"] > 0], names, "source_a", "source_b")
    if not len(matrix):
        _nothing("No two of these sources speak of who holds one place on one day.")
        return
    days = int(matrix["shared_place_days"].sum()) // 2
    _told(
        "How far two sources agree on who holds what",
        f"Of the days on which both speak of a place, the share on which they name the same side; n = {days:,} days of "
        "places. The number in a cell is its n: the places that both speak of. No cell: the two never meet. "
        f"A claim counts for {assumed.carry_forward_days} days.",
    )
    base = alt.Chart(matrix).encode(
        x=alt.X("source_a:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=130, orient="bottom")),
        y=alt.Y("source_b:N", axis=_FONT),
    )
    cells = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color(
            "agreement:Q", title="agree", scale=alt.Scale(scheme=_HEAT, domain=[0, 1]), legend=alt.Legend(format="%")
        ),
        tooltip=[
            alt.Tooltip("source_a:N", title="source"), alt.Tooltip("source_b:N", title="and"),
            alt.Tooltip("agreement:Q", format=".0%", title="agree"),
            alt.Tooltip("shared_places:Q", title="n, places"),
            alt.Tooltip("shared_place_days:Q", title="n, days of places", format=","),
        ],
    )  # fmt: skip
    text = base.mark_text(fontSize=11).encode(
        text=alt.Text("shared_places:Q"),
        color=alt.condition("datum.agreement > 0.55", alt.value("#ffffff"), alt.value("#1d2433")),
    )
    size = 100 + 28 * matrix["source_b"].nunique()
    st.altair_chart((cells + text).properties(height=size), width="stretch")


def _coverage(sources: frozenset[str] | None, names: Mapping[str, str]) -> None:
    by = st.segmented_control(
        "By", ["published", "happened"], default="published", required=True, key="coverage-by",
        label_visibility="collapsed",
    )  # fmt: skip
    table = _named(_among(current_figure(str(by)), sources, "source_id"), names, "source_id")
    if not len(table) or not table["n"].sum():
        _nothing("No report of these sources has that day.")
        return
    _told(
        "Who reported how much, and when they were silent",
        f"Reports by month, n = {int(table['n'].sum()):,}; each row is a source. Blank months are silence.",
    )
    chart = (
        alt.Chart(table[table["n"] > 0])
        .mark_rect(cornerRadius=1)
        .encode(
            x=alt.X("yearmonth(month):T", title=None),
            y=alt.Y("source_id:N", axis=_FONT, sort=sorted(table["source_id"].unique())),
            color=alt.Color("n:Q", title="reports", scale=alt.Scale(scheme=_HEAT, type="sqrt")),
            tooltip=[
                alt.Tooltip("source_id:N", title="source"), alt.Tooltip("yearmonth(month):T", title="month"),
                alt.Tooltip("n:Q", title="n, reports"), alt.Tooltip("n_articles:Q", title="articles"),
            ],
        )
    )  # fmt: skip
    st.altair_chart(chart.properties(height=60 + 24 * table["source_id"].nunique()), width="stretch")


def _lag(sources: frozenset[str] | None, names: Mapping[str, str], day: dt.date) -> None:
    lag = _named(_among(current_figure("lag"), sources, "source_id"), names, "source_id")
    lag = lag[lag["n"] > 0]
    if not len(lag):
        _nothing("No report of these sources is dated to a few days and has a day of publication.")
        return
    _told(
        "How long from the event to its publication",
        f"The dot is the median, the bar the middle half; n = {int(lag['n'].sum()):,} reports dated to a few days. "
        "What is told more than 60 days later is background, and left out.",
    )
    scale = _colour(names, lag["source_id"])
    order = list(lag.sort_values(["median_days", "three_quarter_days"])["source_id"])
    base = alt.Chart(lag).encode(y=alt.Y("source_id:N", axis=_FONT, sort=order))
    bars = base.mark_bar(height=8, opacity=0.45, cornerRadius=3).encode(
        x=alt.X("quarter_days:Q", title="days from the event to its publication"),
        x2="three_quarter_days:Q",
        color=alt.Color("source_id:N", scale=scale, legend=None),
    )
    dots = base.mark_circle(size=80, opacity=1).encode(
        x="median_days:Q",
        color=alt.Color("source_id:N", scale=scale, legend=None),
        tooltip=[
            alt.Tooltip("source_id:N", title="source"), alt.Tooltip("n:Q", title="n, reports"),
            alt.Tooltip("median_days:Q", title="median, days"), alt.Tooltip("quarter_days:Q", title="a quarter within"),
            alt.Tooltip("three_quarter_days:Q", title="three quarters within"),
            alt.Tooltip("n_background:Q", title="background, left out"),
        ],
    )  # fmt: skip
    counts = base.mark_text(align="left", dx=8, fontSize=10.5, color="#8b93a3").encode(
        x="three_quarter_days:Q", text=alt.Text("label:N")
    )
    counts = counts.transform_calculate(label='"n = " + format(datum.n, ",")')
    st.altair_chart((bars + dots + counts).properties(height=60 + 24 * len(lag)), width="stretch")
    around = laid_around(day)
    if around is False:
        return
    groups = current_groups(pick_closeness(), around)
    between = _among(lag_between(groups, current_reports(around).table), sources, "source_a", "source_b")
    if not len(between):
        return
    between = _named(between, names, "source_a", "source_b").sort_values("n", ascending=False)
    _told(
        "Between two sources, on events that both may report",
        f"n is the number of such events, {int(between['n'].sum()):,} in all. A negative lag: the second is ahead.",
    )
    st.dataframe(
        between, hide_index=True, width="stretch", height=min(36 * (len(between) + 1) + 3, 330),
        column_config={
            "source_a": "first source", "source_b": "second source", "n": "n", "first_a": "first one ahead",
            "median_days": st.column_config.NumberColumn("median lag, days", format="%+.1f"),
            "same_day": "same day", "first_b": "second one ahead",
        },
    )  # fmt: skip


def _first(sources: frozenset[str] | None, names: Mapping[str, str], day: dt.date) -> None:
    around = laid_around(day)
    if around is False:
        return
    groups = current_groups(pick_closeness(), around)
    table = _among(who_is_first(groups, current_reports(around).table), sources, "source_id")
    table = _named(table, names, "source_id")
    if not len(table):
        _nothing("No event is proposed as reported by two of these sources with a day of publication.")
        return
    _told(
        "Who published first, of events that several may report",
        f"n = {counted(len(groups), 'group')} of reports that may be one event; ties count for all.",
    )
    order = list(table.sort_values("first_share", ascending=False)["source_id"])
    base = alt.Chart(table).encode(
        x=alt.X("first_share:Q", title="share that it published first", axis=alt.Axis(format="%")),
        y=alt.Y("source_id:N", axis=_FONT, sort=order),
    )
    bars = base.mark_bar(cornerRadius=3, height=14).encode(
        color=alt.Color("source_id:N", scale=_colour(names, table["source_id"]), legend=None),
        tooltip=[
            alt.Tooltip("source_id:N", title="source"), alt.Tooltip("n_groups:Q", title="n, shared events"),
            alt.Tooltip("first:Q", title="first in"), alt.Tooltip("median_days_behind:Q", title="median days behind"),
        ],
    )  # fmt: skip
    counts = base.mark_text(align="left", dx=6, fontSize=10.5, color="#8b93a3").encode(text="label:N")
    counts = counts.transform_calculate(label='datum.first + " of " + datum.n_groups')
    st.altair_chart((bars + counts).properties(height=60 + 24 * len(table)), width="stretch")


def _kinds(sources: frozenset[str] | None, names: Mapping[str, str]) -> None:
    table = _named(_among(current_figure("kinds"), sources, "source_id"), names, "source_id")
    table = table[table["n"] > 0].assign(kind=lambda t: t["kind"].str.replace("_", " "))
    if not len(table):
        _nothing("These sources have no reports.")
        return
    totals = table.groupby("source_id")["n"].transform("sum")
    table = table.assign(lane=table["source_id"] + totals.map(lambda n: f" · n = {n:,}"))
    _told(
        "What each source reports",
        f"Kinds of event as shares of all that a source reports; n = {int(table['n'].sum()):,} reports.",
    )
    chart = (
        alt.Chart(table)
        .mark_bar(height=15)
        .encode(
            x=alt.X("n:Q", stack="normalize", title="share of its reports", axis=alt.Axis(format="%")),
            y=alt.Y("lane:N", axis=alt.Axis(labelLimit=230, title=None)),
            color=alt.Color("kind:N", title=None, scale=alt.Scale(scheme="tableau20"), legend=_BENEATH),
            order=alt.Order("kind:N"),
            tooltip=[
                alt.Tooltip("source_id:N", title="source"), alt.Tooltip("kind:N"),
                alt.Tooltip("n:Q", title="n, reports"), alt.Tooltip("share:Q", format=".0%"),
            ],
        )
    )  # fmt: skip
    st.altair_chart(chart.properties(height=max(300, 80 + 24 * table["source_id"].nunique())), width="stretch")


def _words(sources: frozenset[str] | None, names: Mapping[str, str], day: dt.date) -> None:
    total = report_count()
    around = day if total > MOST_WORDED else None
    if around is not None:
        st.html(
            f'<p class="dl-note">The quotes of the {MOST_WORDED:,} reports nearest to {day_words(day)} are read, of '
            f"{total:,}.</p>"
        )
    words = _among(current_wordings(around), sources, "source_id")
    if not len(words):
        _nothing("No actor is named in any quote.")
        return
    totals = words.groupby("actor")["n"].sum().sort_values(ascending=False)
    actor = st.selectbox(
        "What is called what", list(totals.index), format_func=lambda a: f"{a} (n = {totals[a]:,})", key="words-of",
        label_visibility="collapsed",
    )  # fmt: skip
    table = _named(words[words["actor"] == actor], names, "source_id")
    _told(
        f"What each source calls {actor}",
        f"Words in quotes, n = {int(table['n'].sum()):,}; the larger the dot, the more often.",
    )
    top = list(table.groupby("wording")["n"].sum().sort_values(ascending=False).head(14).index)
    shown = table[table["wording"].isin(top)]
    chart = (
        alt.Chart(shown)
        .mark_circle(opacity=0.85)
        .encode(
            x=alt.X(
                "wording:N", title=None, sort=top,
                axis=alt.Axis(labelAngle=-35, labelLimit=150, orient="top", labelOverlap=False),
            ),
            y=alt.Y("source_id:N", axis=_FONT),
            size=alt.Size(
                "n:Q", title="times", scale=alt.Scale(range=[30, 700]),
                legend=alt.Legend(symbolFillColor="#8b93a3", tickMinStep=1, format="d"),
            ),
            color=alt.Color("source_id:N", scale=_colour(names, shown["source_id"]), legend=None),
            tooltip=[
                alt.Tooltip("source_id:N", title="source"), alt.Tooltip("wording:N", title="says"),
                alt.Tooltip("n:Q", title="n, times"), alt.Tooltip("share:Q", format=".0%", title="of its words for it"),
                alt.Tooltip("quote:N"),
            ],
        )
    )  # fmt: skip
    st.altair_chart(chart.properties(height=120 + 24 * shown["source_id"].nunique()), width="stretch")
    st.dataframe(
        table[["source_id", "wording", "n", "share", "quote"]].sort_values("n", ascending=False),
        hide_index=True,
        width="stretch",
        height=260,
        column_config={
            "source_id": "source",
            "wording": "says",
            "n": "n",
            "share": st.column_config.NumberColumn("share", format="percent"),
        },
    )
