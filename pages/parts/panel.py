"""The panel beside the map: on this day, who says who holds what, and who says nothing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.control import UNNAMED, Assumptions
from geo.control.briefing import DayBriefing, PlaceBriefing, SourceSays, briefing_on
from geo.model import Source
from geo.store import EventFilter
from pages.parts.article_view import is_web
from pages.parts.colours import NOBODY_COLOUR, actor_colour, source_colours
from pages.parts.compare_state import origins_if_few
from pages.parts.holdings_state import current_areas, current_spans, side_of
from pages.parts.resources import shared_store
from pages.parts.words import age_words, counted, day_words, esc, span_words

ACCORD_WORDS = {"agree": "sources agree", "disagree": "sources disagree", "single": "one source"}
DIFFERENCE_WORDS = {
    "contradiction": "on the same days", "date": "on the date of one change", "age": "claims of different days",
    "area": "on the wider area",
}  # fmt: skip
QUOTE_COLUMNS = ("event_id", "article_id", "quote", "published_on", "url", "kind", "stance")


def draw_panel(day: dt.date, assumed: Assumptions, *, place: str | None) -> None:
    """The whole panel for a day; the place that is open on the map comes first."""
    store = shared_store()
    sources = store.sources()
    told = briefing_on(
        current_spans(assumed),
        day,
        sources=[source.source_id for source in sources],
        carry_forward_days=assumed.carry_forward_days,
        without=assumed.without,
        side_of=side_of(),
        areas=current_areas(),
        origins=origins_if_few(),
        first=place,
    )
    names = {source.source_id: source for source in sources}
    reports = _reports(told.event_ids)
    cards = "".join(_place_card(one, day, names, reports) for one in told.places)
    st.html(f'<h2 class="dl-title">On {day_words(day)}</h2><p class="dl-sub">{_summary(told)}</p>{cards}')
    hidden = [names[source].name for source in assumed.without if source in names]
    told_as = replace(assumed, without=tuple(hidden)) if len(hidden) <= 4 else replace(assumed, without=())
    more = f"; without {len(hidden)} sources" if len(hidden) > 4 else ""
    st.html(f'<p class="dl-note">{esc(told_as.words().capitalize())}{more}.</p>')


def _summary(told: DayBriefing) -> str:
    if not told.n_places:
        return "No source has a live claim on any place on this day. Scrub on, or lengthen how long a claim counts."
    parts = [
        f"{counted(told.n_disputed, 'place')} disputed",
        f"{counted(told.n_recent, 'place')} with a claim of the last 30 days",
        f"{counted(told.n_places, 'place')} spoken of",
    ]
    return " · ".join(parts)


def _reports(event_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    if not event_ids:
        return {}
    table = shared_store().event_arrow(EventFilter(event_ids=tuple(event_ids)), columns=QUOTE_COLUMNS)
    return {row["event_id"]: row for row in table.to_pylist()}


def _place_card(
    place: PlaceBriefing, day: dt.date, names: Mapping[str, Source], reports: Mapping[str, dict[str, Any]]
) -> str:
    speaking = sum(not says.stale for says in place.says)
    # One settled claim beside others that are changing: the tag must not say that one source speaks.
    tag = "changing hands" if place.accord == "single" and speaking > 1 else ACCORD_WORDS.get(place.accord, "")
    how = DIFFERENCE_WORDS.get(place.difference, "") if place.accord == "disagree" else ""
    if place.difference == "area":
        how = "another source says otherwise of the area around it"
    origins = (
        f" · {counted(place.n_sources, 'source')}, {counted(place.n_origins, 'origin')}"
        if place.n_origins < place.n_sources
        else ""
    )
    rows = "".join(_row(says, day, names, reports) for says in place.says)
    link = (
        f'<a href="place?place={esc(place.place_id)}&day={day.isoformat()}" target="_self">{esc(place.place_name)}</a>'
    )
    silent = ", ".join(esc(names[s].name) for s in place.silent)
    summary = f"<summary>Silent: {counted(len(place.silent), 'source')}</summary>"
    quiet = f'<details class="dl-silent">{summary}{silent}</details>'
    return (
        f'<div class="dl-card"><h4 dir="auto">{link} <span class="dl-tag {esc(place.accord)}">{esc(tag)}</span>'
        f'<span class="dl-how">{esc(how)}</span>'
        f'<span class="dl-muted" style="font-weight:400;font-size:.74rem">{origins}</span></h4>'
        f"{rows}{quiet if place.silent else ''}</div>"
    )


def _row(says: SourceSays, day: dt.date, names: Mapping[str, Source], reports: Mapping[str, dict[str, Any]]) -> str:
    source = names.get(says.source_id)
    swatch = source_colours().get(says.source_id, NOBODY_COLOUR)
    pill, words = _holder_pill(says), _says_words(says)
    return (
        f'<details class="dl-row{" stale" if says.stale else ""}"><summary>'
        f'<span class="dl-swatch" style="background:{swatch}"></span>'
        f'<span class="name">{esc(source.name if source else says.source_id)}</span>{pill}'
        f'<span class="said">{words}</span></summary>{_quote(says, reports.get(says.event_id))}</details>'
    )


def _holder_pill(says: SourceSays) -> str:
    if says.state == "nobody" or (says.state == "contested" and not says.holder):
        words = "contested" if says.state == "contested" else "holder not named"
        return f'<span class="dl-holder" style="color:{NOBODY_COLOUR}">{words}</span>'
    look = " changing" if says.state in ("changing", "contested") else ""
    return (
        f'<span class="dl-holder{look}" style="color:{actor_colour(says.holder)}" title="{esc(says.holder)}">'
        f"{esc(says.holder)}</span>"
    )


def _says_words(says: SourceSays) -> str:
    since = f" since {day_words(says.since)}" if says.since else ""
    on = f" on {day_words(says.since)}" if says.since else ""
    words = {
        "holds": f"says so{since}",
        "contested": f"says it is contested{since}",
        "changing": f"says it changed hands {span_words(says.since, says.claim)}",
        "nobody": f"says its holder left{on}, names no new one",
    }[says.state]
    siege = ""
    if says.besieger:
        siege = " · under siege" + (f" by {esc(says.besieger)}" if says.besieger != UNNAMED else ", besieger not named")
    return f"{words} · claim {age_words(says.age_days)}{' · stale' if says.stale else ''}{siege}"


def _quote(says: SourceSays, report: dict[str, Any] | None) -> str:
    if report is None:
        return ""
    cited = f"according to {esc(says.attributed_to)}" if says.attributed_to else "cites no one"
    published = (
        f"published {day_words(report['published_on'])}" if report["published_on"] else "publication day unknown"
    )
    web = ""
    if report["url"] and is_web(report["url"]):
        web = f' · <a href="{esc(report["url"])}" target="_blank" rel="noopener">page</a>'
    article = f'<a href="articles?view=read&article={esc(report["article_id"])}" target="_self">open article</a>'
    by = f'<span class="by">{published} · {cited} · {article}{web}</span>'
    return f'<div class="dl-quote" dir="auto">“{esc(report["quote"])}”{by}</div>'
