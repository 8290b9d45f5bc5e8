"""An article's text as HTML with its mentions, dates and events marked in place."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pages.parts.words import esc


@dataclass(frozen=True, slots=True)
class Mark:
    """A span `start:end` of the text, how it looks and what it says when pointed at; `order` 0 lies outermost."""

    start: int
    end: int
    look: str
    title: str = ""
    order: int = 0


def marked_html(text: str, marks: Iterable[Mark]) -> str:
    """The text, escaped, in nested `<mark>` elements; spans that cross are cut where they cross."""
    kept = sorted((m for m in marks if 0 <= m.start < m.end <= len(text)), key=lambda m: (m.order, m.start, -m.end))
    edges = sorted({0, len(text), *(m.start for m in kept), *(m.end for m in kept)})
    starting: dict[int, list[Mark]] = {}
    for mark in kept:
        starting.setdefault(mark.start, []).append(mark)
    out: list[str] = []
    live: list[Mark] = []
    for start, end in pairwise(edges):
        wanted = [m for m in live if m.end > start]
        wanted += starting.get(start, [])
        wanted.sort(key=lambda m: m.order)
        common = 0
        while common < min(len(live), len(wanted)) and live[common] is wanted[common]:
            common += 1
        out.append("</mark>" * (len(live) - common))
        out += [f'<mark class="{m.look}" title="{esc(m.title)}">' for m in wanted[common:]]
        live = wanted
        out.append(esc(text[start:end]))
    out.append("</mark>" * len(live))
    return f'<div class="dl-text" dir="auto">{"".join(out)}</div>'
