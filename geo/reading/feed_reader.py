"""An RSS or Atom feed -> one Article an entry that holds text."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.outlets import outlet_at, slug
from geo.reading.page import article_from_html

MOST_ENTRIES = 1000
"""Entries after which a feed is cut."""

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_TEXT_TAGS = ("encoded", "content", "description", "summary")


def articles_from_feed(text: str, *, source_id: str | None = None) -> list[Article]:
    """The articles of an RSS or Atom feed, in its order. Raises UnreadableArticle for what is no such feed.

    A feed with a document type is refused: entities defined in it can blow up a parser.
    """
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text[:5000]):
        raise UnreadableArticle("is XML with a document type, which no feed needs")
    try:
        root = ElementTree.fromstring(text.encode())
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableArticle(f"is no well-formed feed ({error})") from None
    entries = [node for node in root.iter() if _tag(node) in ("item", "entry")][:MOST_ENTRIES]
    site = _feed_site(root)
    articles = []
    for entry in entries:
        article = _article(entry, source_id or site)
        if article:
            articles.append(article)
    if not articles:
        raise UnreadableArticle("is a feed without text" if entries else "is XML, but no feed of articles")
    return articles


def _tag(node: ElementTree.Element) -> str:
    return _NAMESPACE.sub("", node.tag) if isinstance(node.tag, str) else ""


def _feed_site(root: ElementTree.Element) -> str | None:
    """The source of a feed: the known outlet at its own link, else its title."""
    channel = next((n for n in root.iter() if _tag(n) in ("channel", "feed")), root)
    values = {_tag(n): (n.get("href") or n.text or "").strip() for n in reversed(list(channel))}
    outlet = outlet_at(values.get("link", ""))
    return outlet.source_id if outlet else slug(values.get("title", "")) or None


def _article(entry: ElementTree.Element, source_id: str | None) -> Article | None:
    values: dict[str, str] = {}
    for node in entry:
        value = (node.get("href") if _tag(node) == "link" else None) or "".join(node.itertext())
        if value.strip() and not (_tag(node) == "link" and node.get("rel") not in (None, "alternate")):
            values.setdefault(_tag(node), value.strip())
    body = max((values.get(tag, "") for tag in _TEXT_TAGS), key=len)
    if not body:
        return None
    day = _day(values.get("pubDate") or values.get("published") or values.get("date") or "")
    try:
        return article_from_html(
            f"<html><body><article>{body}</article></body></html>" if "<" in body else f"<p>{body}</p>",
            source_id=source_id,
            title=values.get("title", ""),
            url=values.get("link", ""),
            published_on=day,
        )
    except UnreadableArticle:
        return None


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).date()
    except (TypeError, ValueError):
        return None
