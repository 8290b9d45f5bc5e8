"""Why an event is there: the text with its marks, and under it every mention and event with its evidence."""

from geo.extraction import Extraction
from geo.model import DateSpan, Mention, ReportedEvent, Role

_SHOWN_CANDIDATES = 3


def explain(extraction: Extraction) -> str:
    """The article's text with `[mentions]{1}` and `<<sentences of events>>{e1}` marked, and what they rest on."""
    article = extraction.article
    lines = [
        f"{article.source_id} | {article.title or '(no title)'} | published {article.published_on or 'unknown'}",
        "",
        _marked(extraction),
        "",
        "Mentions",
    ]
    lines += [_mention_line(number, mention) for number, mention in enumerate(extraction.mentions, 1)] or ["  none"]
    lines += ["", "Events"]
    for number, event in enumerate(extraction.events, 1):
        lines += _event_lines(number, event, extraction.anchors.get(event.event_id))
    if not extraction.events:
        lines.append("  none")
    return "\n".join(lines)


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


def _mention_line(number: int, mention: Mention) -> str:
    head = f"  {number:>3}. {mention.text!r} {mention.start}-{mention.end} {mention.role}"
    if mention.role is not Role.LOCATION:
        return head
    if mention.place is None:
        where = f" in an area, precision {mention.where_prec}" if mention.lonlat is not None else ""
        return f"{head}: unresolved{where}{_note(mention.note)}"
    shown = "; ".join(
        f"{candidate.place.name} ({candidate.place.kind}) {candidate.score:.2f} {candidate.method}"
        + (f" [{', '.join(candidate.evidence)}]" if candidate.evidence else "")
        for candidate in mention.candidates[:_SHOWN_CANDIDATES]
    )
    place = mention.place
    return (
        f"{head}: {place.name} ({place.kind}, {place.lonlat.lat:.3f}, {place.lonlat.lon:.3f}) "
        f"precision {mention.where_prec}{_note(mention.note)}\n         candidates: {shown or 'none kept'}"
    )


def _note(note: str) -> str:
    return f" ({note})" if note else ""


def _event_lines(number: int, event: ReportedEvent, anchor: DateSpan | None) -> list[str]:
    parties = f"{event.actor or 'nobody named'}" + (f" against {event.opponent}" if event.opponent else "")
    days = "undated"
    if event.date_start or event.date_end:
        days = f"{event.date_start or '..'} to {event.date_end or '..'}"
    rests = "nothing in the text"
    if anchor is not None and (anchor.text or anchor.rule):
        rests = f"{anchor.text!r}" if anchor.text else "no time word"
        rests += f" ({anchor.basis}, rule {anchor.rule})"
    where = event.place_name or event.place_mention or "no place"
    return [
        f"  e{number}. {event.kind} [{event.stance}] {where}: {parties}",
        f"       rule {event.rule}; cited: {event.attributed_to or 'nobody'}{_note(event.note)}",
        f"       days {days}, precision {event.date_prec or '-'}, by {rests}",
        f"       quote {event.char_start}-{event.char_end}"
        + "".join(f", again {start}-{end}" for start, end in event.more_quotes),
    ]
