"""Plain text -> Article."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.boilerplate import find_body, merge_spans
from geo.reading.bounds import latest_day_told
from geo.reading.foreign_months import find_foreign_stamps
from geo.reading.heads import outlet_in_furniture, read_head
from geo.reading.outlets import UNKNOWN_SOURCE, outlet_at, outlet_named, slug
from geo.reading.stamps import find_stamps

HEADER_KEYS = ("source", "url", "published", "title", "origin", "language", "retrieved")
_HEADER_LINE = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?\n")
_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_HEADER_END = re.compile(r"---+[ \t]*(?:\r?\n|$)")
_URL_DAY = re.compile(r"/(20[0-4]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Header:
    """The `key: value` lines before a line `---`, or two and more before a blank one; the text begins at `end`."""

    values: dict[str, str]
    end: int = 0


def read_header(text: str) -> Header:
    """The header of a text file, or an empty one where it has none. Empty values count as not given.

    >>> read_header("source: jnn\\npublished:\\n---\\nThe army ...").values
    {'source': 'jnn'}
    >>> read_header("source: jnn\\ntitle: A town\\n\\nThe army ...").values
    {'source': 'jnn', 'title': 'A town'}
    """
    values: dict[str, str] = {}
    lines = 0
    at = 1 if text.startswith("\ufeff") else 0
    while line := _HEADER_LINE.match(text, at):
        if line[1].lower() not in HEADER_KEYS:
            return Header({})
        if line[2]:
            values[line[1].lower()] = line[2]
        at = line.end()
        lines += 1
    # Two such lines are no accident: a blank line ends them too.
    end = _HEADER_END.match(text, at) or (_BLANK_LINE.match(text, at) if lines > 1 else None)
    return Header(values, end.end()) if end and at > 1 else Header({})


def day_from(words: str) -> dt.date | None:
    """The day of an ISO date or of a full date in words; None where there is none."""
    stamp = next(iter(find_stamps(words)), None) or next(iter(find_foreign_stamps(words)), None)
    return stamp.day if stamp else None


def article_from_text(
    text: str,
    *,
    source_id: str | None = None,
    source_name: str = "",
    title: str = "",
    url: str = "",
    published_on: dt.date | None = None,
    updated_on: dt.date | None = None,
    language: str = "en",
    retrieved_at: dt.datetime | None = None,
    origin: str = "",
) -> Article:
    """The article in a text that may begin with a header of `key: value` lines and a line `---`.

    The article's `text` is what follows the header, unchanged except that NUL and lone surrogates, which no
    store takes, are replaced one for one. What an argument gives wins over the header, and the header over what
    the text suggests; `source_name` is an outlet's name where its id is not known. Raises UnreadableArticle where
    no letter is left.
    """
    header = read_header(text)
    given = header.values
    body_text = _UNSTORABLE.sub("\ufffd", text[header.end :].lstrip("\ufeff"))
    if not any(c.isalpha() for c in body_text[:100_000]):
        raise UnreadableArticle("holds no text")
    head = read_head(body_text)
    body = find_body(body_text)
    url = url or given.get("url", "")
    named = source_id or source_name or given.get("source", "")
    outlet = outlet_named(named)
    if not named:
        outlet = outlet_at(url) or head.outlet or outlet_in_furniture(body_text, body.end, body.excluded)
    day = published_on or day_from(given.get("published", "")) or head.published_on or _day_in_url(url)
    updated = updated_on or head.updated_on or (None if day else read_head(body_text, body.end).updated_on)
    source = source_id or (outlet.source_id if outlet else slug(named) or UNKNOWN_SOURCE)
    digest = hashlib.sha256(body_text.encode()).hexdigest()
    return Article(
        article_id=hashlib.sha256(f"{source}\n{digest}".encode()).hexdigest()[:16],
        source_id=source,
        text=body_text,
        title=title or given.get("title", "") or head.title,
        url=url,
        published_on=day,
        language=given.get("language", "") or language,
        not_before=None if day else latest_day_told(body_text, body.start, body.end, excluded=head.spans),
        not_after=None if day else updated,
        retrieved_at=retrieved_at,
        sha256=digest,
        source_name=outlet.name if outlet else named,
        origin=given.get("origin", "") or origin,
        body_start=body.start,
        body_end=body.end,
        excluded=merge_spans([*body.excluded, *head.spans], body.start, body.end),
    )


def _day_in_url(url: str) -> dt.date | None:
    found = _URL_DAY.search(url)
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
