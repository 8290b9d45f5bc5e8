"""An HTML page -> Article: its main text by trafilatura, its day from what the page marks as published."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.foreign_months import find_foreign_stamps
from geo.reading.outlets import outlet_at, outlet_named
from geo.reading.stamps import find_stamps
from geo.reading.text import article_from_text

LARGEST_PAGE = 5_000_000
"""Code points of HTML past which a page is cut: no article is longer, and parsers slow down."""

_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "publishdate", "publish-date", "pubdate",
    "publication_date", "publication-date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate", "date",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified",
)  # fmt: skip
_META = re.compile(r"<meta\b([^>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LINK = re.compile(r"<link\b([^>]{1,2000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.{1,500}?)</title>", re.IGNORECASE | re.DOTALL)
_HEADLINE = re.compile(r"<h1\b[^>]*>(.{1,1000}?)</h1>", re.IGNORECASE | re.DOTALL)
_LANGUAGE = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
_JSON_LD = re.compile(r"<script\b[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"<time\b([^>]{1,500})>", re.IGNORECASE)
_ITEM = re.compile(r"<\w+\b([^>]{0,300}?itemprop\s*=\s*[\"']datePublished[\"'][^>]{0,300})>", re.IGNORECASE)
_DATED = re.compile(
    r"<\w+\b([^>]{0,200}?(?:class|id)\s*=\s*[\"'][^\"'>]{0,80}(?:date|tarih|fecha|datum|publish|time)[^>]{0,200})>"
    r"([^<]{6,80})<",
    re.IGNORECASE,
)
_OF_A_CHANGE = re.compile(
    r"updat|modif|changed|güncel|guncel|обновл|оновл|a[ck]tuali[sz]|mise? à jour|تحديث", re.IGNORECASE
)
_OF_PUBLICATION = re.compile(r"publi|yayın|yayin|опубл", re.IGNORECASE)
_EPOCH = re.compile(r"\s*(1[0-9]{9})(?:\d{3})?\s*")
"""Seconds or milliseconds since 1970, of the years 2001 to 2033."""
_NO_PROSE = re.compile(
    r"<(script|style|noscript|template|svg|nav|footer|aside|form|select)\b.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|tr|section|article|blockquote|title|head|body|ul|table|figcaption)\b[^>]*>", re.I
)
_TAG = re.compile(r"<[^>]*>")
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T ]|$|\b)")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's own marks say about it; None or empty where it says nothing."""

    title: str = ""
    site_name: str = ""
    url: str = ""
    language: str = ""
    published_on: dt.date | None = None
    updated_on: dt.date | None = None


def article_from_html(
    html: str,
    *,
    source_id: str | None = None,
    title: str = "",
    url: str = "",
    published_on: dt.date | None = None,
    retrieved_at: dt.datetime | None = None,
) -> Article:
    """The article of an HTML page. Raises UnreadableArticle where the page holds no text.

    Day, title, outlet and address come from meta tags, JSON-LD and `<time>`; a day of change is never taken for
    the day of publication, it only bounds it.
    """
    html = html[:LARGEST_PAGE]
    facts = read_facts(html)
    text = _main_text(html)
    url = url or facts.url
    outlet = outlet_at(url) or outlet_named(facts.site_name)
    day = published_on or facts.published_on or _day_by_htmldate(html, facts) or _day_in_words(html)
    return article_from_text(
        text,
        source_id=source_id or (outlet.source_id if outlet else None),
        source_name=facts.site_name,
        title=title or facts.title,
        url=url,
        published_on=day,
        updated_on=facts.updated_on,
        language=facts.language or "en",
        retrieved_at=retrieved_at,
    )


def read_facts(html: str) -> PageFacts:
    """The facts in a page's meta tags, JSON-LD, `<time>`, `<title>` and canonical link."""
    meta: dict[str, str] = {}
    for found in _META.finditer(html):
        attributes = _attributes(found[1])
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if name and attributes.get("content"):
            meta.setdefault(name.lower(), attributes["content"].strip())
    linked = dict(_from_json_ld(html))
    published = _first_day([meta.get(n, "") for n in _PUBLISHED_NAMES] + [linked.get("datePublished", "")])
    updated = _first_day([meta.get(n, "") for n in _UPDATED_NAMES] + [linked.get("dateModified", "")])
    if published is None:
        marked = [_attributes(words).get("content", "") for words in _ITEM.findall(html)]
        published = _first_day(marked) or _day_in_time(html)
    canonical = next(
        (a.get("href", "") for a in map(_attributes, _LINK.findall(html)) if a.get("rel", "").lower() == "canonical"),
        "",
    )
    language = _LANGUAGE.search(html)
    return PageFacts(
        title=_title(html, meta, linked),
        site_name=meta.get("og:site_name") or meta.get("application-name") or linked.get("publisher", ""),
        url=canonical or meta.get("og:url", ""),
        language=language[1].lower() if language else "",
        published_on=published,
        updated_on=updated,
    )


def _attributes(words: str) -> dict[str, str]:
    return {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(words)}


def _from_json_ld(html: str) -> Iterator[tuple[str, str]]:
    """Headline, days and publisher of the first thing in JSON-LD that has a day of publication."""
    for found in _JSON_LD.finditer(html):
        try:
            data = json.loads(unescape(found[1]))
        except (ValueError, RecursionError):
            continue
        nodes: list[Any] = data if isinstance(data, list) else [data]
        for node in nodes:
            if isinstance(node, dict) and isinstance(node.get("@graph"), list):
                nodes = nodes + node["@graph"]
        for node in nodes:
            if isinstance(node, dict) and node.get("datePublished"):
                yield from ((k, str(node[k])) for k in ("headline", "datePublished", "dateModified") if node.get(k))
                publisher = node.get("publisher")
                if isinstance(publisher, dict) and publisher.get("name"):
                    yield "publisher", str(publisher["name"])
                return


def _day_in_time(html: str) -> dt.date | None:
    """The first `<time>` that its marks call published."""
    for found in _TIME.finditer(html):
        attributes = _attributes(found[1])
        marks = " ".join((attributes.get("itemprop", ""), attributes.get("class", ""), found[1])).lower()
        if "publish" in marks or "pubdate" in marks or "entry-date" in marks:
            day = _first_day([attributes.get("datetime", "")])
            if day and "updated" not in marks:
                return day
    return None


def _first_day(values: list[str]) -> dt.date | None:
    for value in values:
        iso = _ISO.match(value)
        if iso:
            try:
                return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
            except ValueError:
                continue
        if epoch := _EPOCH.fullmatch(value):
            return dt.datetime.fromtimestamp(int(epoch[1]), dt.UTC).date()
        stamp = next(iter(find_stamps(value[:80])), None)
        if stamp:
            return stamp.day
    return None


def _day_in_words(html: str) -> dt.date | None:
    """The first full date with a month in another language in an element marked as a date, and not as an update."""
    for found in _DATED.finditer(html):
        words = unescape(found[2])
        told = f"{found[1]} {words}"
        if _OF_A_CHANGE.search(told) and not _OF_PUBLICATION.search(told):
            continue
        stamp = next(iter(find_foreign_stamps(words)), None)
        if stamp:
            return stamp.day
    return None


def _title(html: str, meta: dict[str, str], linked: dict[str, str]) -> str:
    title = meta.get("og:title") or linked.get("headline") or meta.get("twitter:title") or ""
    if not title:
        found = _HEADLINE.search(html) or _TITLE.search(html)
        title = unescape(_TAG.sub(" ", found[1])) if found else ""
    return " ".join(title.split())


def _day_by_htmldate(html: str, facts: PageFacts) -> dt.date | None:
    """What htmldate finds in address and markup, unless it is only the day of a change."""
    from htmldate import find_date

    try:
        found = find_date(html, extensive_search=False, original_date=True, url=facts.url or None)
    except Exception:
        return None
    day = _first_day([found or ""])
    return None if day == facts.updated_on else day


def _main_text(html: str) -> str:
    """The page's main text by trafilatura, else all its prose without menus, scripts and forms."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(html, include_comments=False, include_tables=False, with_metadata=False)
    except Exception:
        document = None
    text = getattr(document, "text", None) or ""
    if len(text) < 80:
        stripped = _prose(html)
        text = stripped if len(stripped) > len(text) else text
    if not text.strip():
        raise UnreadableArticle("is a page without text")
    return text


def _prose(html: str) -> str:
    text = _TAG.sub("", _BLOCK.sub("\n", _NO_PROSE.sub(" ", html)))
    lines = (" ".join(line.split()) for line in unescape(text).splitlines())
    return "\n".join(line for line in lines if line)
