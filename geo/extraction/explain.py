"""Why an event is there: the text with its marks, and under it every mention, date and event with its evidence."""

from collections.abc import Iterator
from textwrap import wrap

from geo.extraction import DateMention, Extraction
from geo.model import DatePrec, DateSpan, Mention, ReportedEvent, Role, WherePrec

_SHOWN_CANDIDATES = 3
WIDTH = 118
"""Columns at which lines are broken."""
_LABEL = 9
_LONGEST_QUOTE = 160
_DATE_WORDS = {
    DatePrec.DAY: "a day", DatePrec.FEW_DAYS: "two to six days", DatePrec.WEEK: "a week", DatePrec.MONTH: "a month",
    DatePrec.YEAR: "longer",
}  # fmt: skip
_WHERE_WORDS = {
    WherePrec.EXACT: "exact", WherePrec.NEAR: "near", WherePrec.SECOND_ORDER_AREA: "a district",
    WherePrec.FIRST_ORDER_AREA: "a province", WherePrec.VAGUE_AREA: "a vague area", WherePrec.COUNTRY: "a country",
    WherePrec.WATER_OR_AIR: "water or air",
}  # fmt: skip


def explain(extraction: Extraction) -> str:
    """The article's text with `[mentions]{1}` and `<<sentences of events>>{e1}` marked, and what they rest on."""
    article = extraction.article
    lines = [
        f"{article.source_id} | {article.title or '(no title)'} | {_published(extraction)}",
        "=" * WIDTH,
        *_wrapped_text(_marked(extraction)),
        "",
        _heading("Mentions", len(extraction.mentions)),
    ]
    for number, mention in enumerate(extraction.mentions, 1):
        lines += _mention_lines(number, mention)
    lines += ["", _heading("Dates", len(extraction.dates))]
    lines += [_date_line(number, date) for number, date in enumerate(extraction.dates, 1)]
    lines += ["", _heading("Events", len(extraction.events))]
    for number, event in enumerate(extraction.events, 1):
        lines += _event_lines(number, event, extraction.anchors.get(event.event_id), article.text)
    return "\n".join(lines)


def _published(extraction: Extraction) -> str:
    article = extraction.article
    if article.published_on is not None:
        return f"published {article.published_on}"
    if article.not_before is None and article.not_after is None:
        return "published on a day unknown"
    return f"published between {article.not_before or '..'} and {article.not_after or '..'}"


def _heading(what: str, count: int) -> str:
    return f"{what} ({count or 'none'})"


def _wrapped_text(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def _labelled(label: str, words: str, *, indent: int = 6) -> list[str]:
    """The words under a label of fixed width, broken at `WIDTH` and aligned."""
    head = " " * indent + label.ljust(_LABEL)
    return wrap(words, WIDTH, initial_indent=head, subsequent_indent=" " * (indent + _LABEL)) or [head.rstrip()]


def _marked(extraction: Extraction) -> str:
    text = extraction.article.text
    marks: list[tuple[int, int, str]] = []
    for number, mention in enumerate(extraction.mentions, 1):
        marks.append((mention.start, 1, "["))
        marks.append((mention.end, -1, f"]{{{number}}}"))
    spans: dict[tuple[int, int], list[int]] = {}
    for number, event in enumerate(extraction.events, 1):
        for span in ((event.char_start, event.char_end), *event.more_quotes):
            spans.setdefault(span, []).append(number)
    for (start, end), numbers in spans.items():
        marks.append((start, 0, "<<"))
        marks.append((end, 2, f">>{{{','.join(f'e{number}' for number in numbers)}}}"))
    parts: list[str] = []
    at = 0
    for offset, _, mark in sorted(marks, key=lambda row: (row[0], row[1])):
        parts += [text[at:offset], mark]
        at = offset
    return "".join([*parts, text[at:]])


def _mention_lines(number: int, mention: Mention) -> list[str]:
    head = f"{number:>4}. {mention.text!r} {mention.start}-{mention.end} {mention.role}"
    if mention.role is not Role.LOCATION:
        return [head]
    if mention.place is None:
        where = f" in an area, {_where(mention)}" if mention.lonlat is not None else ""
        return [f"{head}: unresolved{where}{_note(mention.note)}"]
    place = mention.place
    point = f"{place.lonlat.lat:.3f}, {place.lonlat.lon:.3f}"
    lines = [f"{head}: {place.name} ({place.kind}, {point}), {_where(mention)}{_note(mention.note)}"]
    for candidate in mention.candidates[:_SHOWN_CANDIDATES]:
        known = f"{candidate.place.name} ({candidate.place.kind}), {candidate.method}"
        why = f": {', '.join(candidate.evidence)}" if candidate.evidence else ""
        lines += _labelled(f"{candidate.score:.2f}", f"{known}{why}")
    return lines


def _where(mention: Mention) -> str:
    if mention.where_prec is None:
        return "precision unknown"
    radius = f", radius {mention.radius_m / 1000:g} km" if mention.radius_m else ""
    return f"precision {mention.where_prec} ({_WHERE_WORDS[mention.where_prec]}{radius})"


def _date_line(number: int, date: DateMention) -> str:
    role = "dates the saying" if date.reporting else date.role
    return f"{number:>4}. {date.span.text!r} {date.start}-{date.end} {role}: {_days(date.span)}, rule {date.span.rule}"


def _days(span: DateSpan) -> str:
    if span.start is None and span.end is None:
        return "no days"
    if span.start == span.end:
        return str(span.start)
    return f"{span.start or '..'} to {span.end or '..'}"


def _note(note: str) -> str:
    return f" ({note})" if note else ""


def _event_lines(number: int, event: ReportedEvent, anchor: DateSpan | None, text: str) -> list[str]:
    parties = f"{event.actor or 'nobody named'}" + (f" against {event.opponent}" if event.opponent else "")
    where = event.place_name or event.place_mention or "no place"
    again = "".join(f", again {start}-{end}" for start, end in event.more_quotes)
    quote = " ".join(text[event.char_start : event.char_end].split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return [
        f" e{number}. {event.kind} [{event.stance}] {where}: {parties}{_note(event.note)}",
        *_labelled("days", f"{_event_days(event)}, by {_rests_on(event, anchor)}"),
        *_labelled("cited", event.attributed_to or "nobody"),
        *_labelled("rule", event.rule),
        *_labelled("quote", f"{event.char_start}-{event.char_end}{again}: {quote}"),
    ]


def _event_days(event: ReportedEvent) -> str:
    if not event.date_start and not event.date_end:
        return "undated"
    days = _days(DateSpan(event.date_start, event.date_end))
    return f"{days} ({_DATE_WORDS[event.date_prec]})" if event.date_prec else days


def _rests_on(event: ReportedEvent, anchor: DateSpan | None) -> str:
    """The words that date an event; told where its days are those of another telling of it."""
    if anchor is None or not (anchor.text or anchor.rule):
        return "nothing in the text"
    words = f"{anchor.text!r}" if anchor.text else "no time word"
    moved = (anchor.start, anchor.end) != (event.date_start, event.date_end)
    return f"{words} ({anchor.basis}, rule {anchor.rule})" + ("; the day of another telling" if moved else "")
