"""The differences between two sets of sources: on the day, over the period; filtered, sorted, exported."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts.compare_moves import show_on_maps
from pages.parts.url_choice import url_choice
from pages.parts.words import as_day, counted, day_words

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


def draw_differences(found: pd.DataFrame, names: Mapping[str, str], day: dt.date) -> None:
    """The table with its filters; a row that is chosen is shown on both maps."""
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
        return
    ids = [_row_id(row) for row in shown[["place_id", "from", "difference"]].itertuples(index=False)]
    # Another table is another widget: a number of a row never outlives the rows that it counted.
    key = f"differences-{hash(tuple(ids))}"
    last = st.session_state.get("difference-chosen")
    st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=min(38 * (len(table) + 1), 420),
        on_select=partial(_show, key, ids, shown),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(last)] if last in ids else []}},
        key=key,
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


def _row_id(row: Any) -> tuple[str, str, str]:
    return str(row[0]), str(row[1]), str(row[2])


def _show(key: str, ids: list[tuple[str, str, str]], shown: pd.DataFrame) -> None:
    """Take the maps to the row that was chosen: to its place and its first day."""
    rows = st.session_state[key].selection.rows
    if not rows:
        st.session_state.pop("difference-chosen", None)
        return
    row = shown.iloc[rows[0]]
    st.session_state["difference-chosen"] = ids[rows[0]]
    first = as_day(row["from"])
    show_on_maps(str(row["place_id"]), day=first.isoformat() if first else None, lat=row["lat"], lon=row["lon"])
