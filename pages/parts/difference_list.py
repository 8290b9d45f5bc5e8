"""The differences between two sets of sources: on the day, over the period; filtered, sorted, exported."""

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from pages.parts.url_choice import url_choice
from pages.parts.words import counted, day_words

KIND_WORDS = {
    "contradiction": "contradiction: same days, other holder",
    "date": "date: one change, dated apart",
    "age": "age: one account is older",
    "area": "area: place and its surroundings",
    "only_first": "only the left speaks",
    "only_second": "only the right speaks",
}
TELLING = ["contradiction", "date", "age", "area"]


def named(said: list[dict[str, object]], names: Mapping[str, str]) -> str:
    """Answers in words: `ISIS (Reuters, SANA)`."""
    return "; ".join(
        f"{answer['holder'] or answer['state']} ({', '.join(names.get(s, s) for s in answer['sources'])})"  # type: ignore[attr-defined]
        for answer in said
    )


def draw_differences(found: pd.DataFrame, names: Mapping[str, str], day: dt.date) -> pd.Series | None:
    """The table with its filters; the row that was chosen, to be shown on both maps."""
    left, middle, right = st.columns([1.2, 2, 1.4], vertical_alignment="bottom")
    with left:
        scope = url_choice("scope", {"day": f"on {day_words(day)}", "period": "whole period"}, label="When")
    kinds = middle.pills(
        "Kind of difference",
        list(KIND_WORDS),
        default=TELLING,
        selection_mode="multi",
        format_func=lambda kind: kind.replace("_", " "),
        key="difference-kinds",
        label_visibility="collapsed",
    )
    query = right.text_input("Place", placeholder="a place", label_visibility="collapsed", key="difference-place")
    shown = found[found["difference"].isin(kinds)]
    if scope == "day":
        stamp = pd.Timestamp(day)
        shown = shown[(shown["from"] <= stamp) & (shown["to"].isna() | (shown["to"] >= stamp))]
    if query:
        shown = shown[shown["place_name"].str.contains(query, case=False, regex=False, na=False)]
    table = pd.DataFrame(
        {
            "place": shown["place_name"],
            "from": shown["from"],
            "to": shown["to"],
            "days": shown["days"],
            "left says": shown["first_says"].map(lambda said: named(said, names)),
            "right says": shown["second_says"].map(lambda said: named(said, names)),
            "difference": shown["difference"],
        }
    )
    st.html(
        f'<p class="dl-note">{counted(len(table), "difference")}'
        f"{' on this day' if scope == 'day' else ' over the whole period'}. "
        "Choose a row to see the place on both maps.</p>"
    )
    if not len(table):
        return None
    chosen = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=min(38 * (len(table) + 1), 420),
        on_select="rerun",
        selection_mode="single-row",
        key="differences",
        column_config={
            "from": st.column_config.DateColumn("from", format="D MMM YYYY"),
            "to": st.column_config.DateColumn("to", format="D MMM YYYY"),
            "difference": st.column_config.TextColumn("difference", help=" · ".join(KIND_WORDS.values())),
        },
    )
    st.download_button(
        "Export as CSV",
        table.to_csv(index=False).encode(),
        file_name="dateline-differences.csv",
        mime="text/csv",
        on_click="ignore",
    )
    rows = chosen.selection.rows
    return shown.iloc[rows[0]] if rows and rows[0] < len(shown) else None
