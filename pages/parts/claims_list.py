"""Every event of a place in order, with quote, article, who is cited and why it is here."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from geo.comparison import claims_answered
from geo.model import CONTROL_KINDS
from pages.parts.article_view import STANCE_WORDS
from pages.parts.colours import NOBODY_COLOUR, actor_colour, source_colours
from pages.parts.holdings_state import side_of
from pages.parts.words import counted, day_words, esc, span_words

PAGE = 40
MOST_ANSWERS = 3
ANSWER_REACH_DAYS = 35
"""An answer lies at most a week from what it answers, and spans at most four."""


def draw_claims(events: pa.Table, names: dict[str, str]) -> None:
    """The list, newest last, undated at its end; control claims alone or everything; 40 a page."""
    only = st.segmented_control(
        "Shown", ["claims on who holds it", "all reports"], default="claims on who holds it", required=True,
        label_visibility="collapsed", key="shown",
    )  # fmt: skip
    table = events
    if only == "claims on who holds it":
        table = events.filter(pc.is_in(events["kind"], value_set=pa.array([kind.value for kind in CONTROL_KINDS])))
    table = table.sort_by([("date_end", "ascending"), ("published_on", "ascending")])
    pages = max(1, -(-len(table) // PAGE))
    number = st.number_input("Page", 1, pages, 1, key="claims-page") if pages > 1 else 1
    part = table.slice((number - 1) * PAGE, PAGE).to_pandas()
    st.html(f'<p class="dl-note">{counted(len(table), "report")}, the earliest first.</p>')
    colours = source_colours()
    rows = part.astype(object).where(part.notna(), None).to_dict("records")
    answers = answers_in_words(events, {row["event_id"] for row in rows}, names)
    st.html("".join(claim_card(row, names, colours, answers.get(row["event_id"], [])) for row in rows))


def answers_in_words(events: pa.Table, shown: set[str], names: dict[str, str]) -> dict[str, list[str]]:
    """For each of the shown events who denies or contradicts it, or whom it denies, as HTML with a link."""
    links = claims_answered(_near(events, shown), side_of=side_of())
    links = links[links["event_id"].isin(shown)].sort_values("days_apart", key=abs, kind="stable")
    wanted = pc.is_in(events["event_id"], value_set=pa.array(links["answer_id"].unique(), pa.string()))
    told = {row["event_id"]: row for row in events.filter(wanted).to_pylist()}
    found: dict[str, list[str]] = {}
    for link in links.itertuples(index=False):
        answer = told[link.answer_id]
        who = esc(names.get(answer["source_id"], answer["source_id"]))
        words = f"denies a report of {who}" if link.relation == "denies" else f"{link.relation} {who}"
        when = day_words(answer["published_on"] or answer["date_end"])
        address = f"articles?view=read&article={esc(answer['article_id'])}"
        found.setdefault(link.event_id, []).append(f'<a href="{address}" target="_self">{words}</a>, {when}')
    return found


def _near(events: pa.Table, shown: set[str]) -> pa.Table:
    """The events that lie near enough in time to the shown ones to answer them."""
    days = events.filter(pc.is_in(events["event_id"], value_set=pa.array(sorted(shown), pa.string())))
    first, last = pc.min(days["date_start"]).as_py(), pc.max(days["date_end"]).as_py()
    if first is None or last is None:
        return days
    reach = dt.timedelta(days=ANSWER_REACH_DAYS)
    near = pc.and_(
        pc.greater_equal(events["date_end"], pa.scalar(first - reach)),
        pc.less_equal(events["date_start"], pa.scalar(last + reach)),
    )
    return events.filter(near)


def claim_card(row: dict[str, Any], names: dict[str, str], colours: dict[str, str], answers: Sequence[str] = ()) -> str:
    """One report as an HTML card; `answers` are HTML."""
    stance = STANCE_WORDS.get(row["stance"], "")
    cited = f"according to {esc(row['attributed_to'])}" if row["attributed_to"] else "cites no one"
    published = f"published {day_words(row['published_on'])}" if row["published_on"] else "publication day unknown"
    sides = " against ".join(
        f'<b style="color:{actor_colour(name)}">{esc(name)}</b>' for name in (row["actor"], row["opponent"]) if name
    )
    swatch = f'<span class="dl-swatch" style="background:{colours.get(row["source_id"], NOBODY_COLOUR)}"></span>'
    kind = f'<span class="dl-tag">{esc(row["kind"].replace("_", " "))}</span>'
    doubt = f'<span class="dl-tag disagree">{esc(stance)}</span>' if stance else ""
    link = f'<a href="articles?view=read&article={esc(row["article_id"])}" target="_self">the article</a>'
    more = f" and {len(answers) - MOST_ANSWERS} more" if len(answers) > MOST_ANSWERS else ""
    answered = f'<p class="dl-answers">{" · ".join(answers[:MOST_ANSWERS])}{more}</p>' if answers else ""
    return (
        f'<div class="dl-card"><h4>{swatch}{esc(names.get(row["source_id"], row["source_id"]))} {kind}{doubt}</h4>'
        f'<div class="dl-sub" style="margin:0">{esc(span_words(row["date_start"], row["date_end"]))}'
        f'{" · " + sides if sides else ""}</div><div class="dl-quote" dir="auto">{esc(row["quote"])}'
        f'<span class="by" title="rule {esc(row["rule"])}">{cited} · {published} · {link}</span></div>{answered}</div>'
    )
