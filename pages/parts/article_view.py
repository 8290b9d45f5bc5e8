"""One article drawn: its head, its text with mentions and events marked, and its events as cards."""

from collections.abc import Iterable, Sequence

import streamlit as st

from geo.model import Article, Mention, ReportedEvent, Role
from pages.parts.marked_text import Mark, marked_html
from pages.parts.words import day_words, esc, span_words

STANCE_WORDS = {"asserted": "", "denied": "denied", "planned": "planned", "hypothetical": "if", "failed": "failed"}
LEGEND = (
    '<p class="dl-note"><mark class="dl-place">a place</mark> &nbsp; '
    '<mark class="dl-role">a name that is no location here</mark>'
    ' &nbsp; <mark class="dl-event">a reported event</mark> &nbsp; point at a mark to see why</p>'
)


def marks_of(mentions: Iterable[Mention], events: Iterable[ReportedEvent]) -> list[Mark]:
    """The marks of an article: its events' sentences outermost, its names inside."""
    marks = [
        Mark(start, end, "dl-event", f"{event_words(event)}", 0)
        for event in events
        for start, end in ((event.char_start, event.char_end), *event.more_quotes)
    ]
    for mention in mentions:
        if mention.role is Role.LOCATION:
            marks.append(Mark(mention.start, mention.end, "dl-place", mention_words(mention), 1))
        else:
            marks.append(Mark(mention.start, mention.end, "dl-role", f"{mention.role} here, not a location", 1))
    return marks


def mention_words(mention: Mention) -> str:
    """What a name was taken for, and why."""
    if mention.place is None:
        return "a location that no gazetteer layer knows: unresolved"
    best = mention.candidates[0] if mention.candidates else None
    why = f"; {', '.join(best.evidence)}" if best and best.evidence else ""
    score = f", score {best.score:.2f}" if best else ""
    others = ", ".join(f"{c.place.name} ({c.place.kind}, {c.score:.2f})" for c in mention.candidates[1:4])
    return f"{mention.place.name}, {mention.place.kind}{score}{why}" + (f". Others: {others}" if others else "")


def event_words(event: ReportedEvent) -> str:
    """An event in one line: `captured, by ISIS from Syrian government, Palmyra, 11 Dec 2016`."""
    stance = STANCE_WORDS.get(str(event.stance), "")
    what = str(event.kind).replace("_", " ") + (f" ({stance})" if stance else "")
    return f"{what}, {_circumstances(event)}"


def _circumstances(event: ReportedEvent) -> str:
    """Who, where and when: `by ISIS from Syrian government, Palmyra, 11 Dec 2016`."""
    by = f"by {event.actor}" if event.actor else ""
    against = f"against {event.opponent}" if event.opponent else ""
    sides = f"{by} {against}".strip()
    where = event.place_name or event.place_mention or "no place"
    return ", ".join(part for part in (sides, where, span_words(event.date_start, event.date_end)) if part)


def draw_article(article: Article, mentions: Sequence[Mention], events: Sequence[ReportedEvent]) -> None:
    """Head, legend and marked text."""
    name = article.source_name or article.source_id or "source not found"
    published = day_words(article.published_on) if article.published_on else "publication day not found"
    link = ""
    if is_web(article.url):
        link = f' · <a href="{esc(article.url)}" target="_blank" rel="noopener">open the page</a>'
    st.html(
        f'<h3 style="margin:0" dir="auto">{esc(article.title or "Untitled article")}</h3>'
        f'<p class="dl-sub">{esc(name)} · {published}{link}</p>{LEGEND}'
    )
    st.html(marked_html(article.text, marks_of(mentions, events)))


def is_web(url: str) -> bool:
    """Whether a link may be shown as one: nothing but http and https."""
    return url.startswith(("https://", "http://"))


def event_card(event: ReportedEvent, *, outlet: str = "") -> str:
    """An event as an HTML card: what, who, where, when, the sentence, who is cited, the rule.

    `outlet` is who published it, where the card does not stand beside its article.
    """
    cited = f"cites {esc(event.attributed_to)}" if event.attributed_to else "cites no one"
    published = f"{esc(outlet)} · " if outlet else ""
    vague = f" · place to within {event.radius_m / 1000:,.0f} km" if event.radius_m and event.radius_m >= 2000 else ""
    # Only what sets a report apart is tagged: most are asserted and not reviewed yet.
    stance = STANCE_WORDS.get(str(event.stance), "")
    doubt = f'<span class="dl-tag disagree">{esc(stance)}</span>' if stance else ""
    reviewed = f'<span class="dl-tag">{esc(str(event.status))}</span>' if str(event.status) != "unreviewed" else ""
    return (
        f'<div class="dl-card"><h4>{esc(str(event.kind).replace("_", " "))} {doubt}{reviewed}</h4>'
        f'<div class="said">{esc(_circumstances(event))}{vague}</div>'
        f'<div class="dl-quote" dir="auto">{esc(event.quote)}'
        f'<span class="by" title="rule {esc(event.rule)}">{published}{cited}</span></div></div>'
    )
