"""A file of text, HTML, mail or a feed -> articles."""

import datetime as dt
import re
from pathlib import Path

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.feed_reader import articles_from_feed
from geo.reading.mail import article_from_mail, is_mail
from geo.reading.page import article_from_html
from geo.reading.text import article_from_text

LARGEST_FILE_BYTES = 20_000_000
"""A file larger than this is no article."""

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mhtml"})
FEED_SUFFIXES = frozenset({".rss", ".atom", ".xml"})
MAIL_SUFFIXES = frozenset({".eml"})
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def article_from_file(path: Path, *, source_id: str | None = None, published_on: dt.date | None = None) -> Article:
    """The article in a text, HTML or mail file.

    Text must be UTF-8 (or UTF-16 with its mark); HTML may name its own encoding. Raises UnreadableArticle, with
    the file and the reason in one line, for a file that is missing, empty, binary, over 20 MB or wrongly
    encoded, and for a feed, which holds many articles (`articles_from_file` reads it).
    """
    articles = articles_from_file(path, source_id=source_id, published_on=published_on)
    if len(articles) > 1:
        raise UnreadableArticle(f"{path}: holds {len(articles)} articles; read it as a feed")
    return articles[0]


def articles_from_file(
    path: Path, *, source_id: str | None = None, published_on: dt.date | None = None
) -> list[Article]:
    """The articles in a file: one of a text, page or mail, all of a feed. Raises like `article_from_file`."""
    path = Path(path)
    try:
        text = decode(read_bytes(path), html=path.suffix.lower() in HTML_SUFFIXES)
        if path.suffix.lower() in FEED_SUFFIXES or is_feed(text):
            return articles_from_feed(text, source_id=source_id)
        if path.suffix.lower() in HTML_SUFFIXES or _HTML_START.match(text):
            return [article_from_html(text, source_id=source_id, published_on=published_on)]
        if path.suffix.lower() in MAIL_SUFFIXES or is_mail(text):
            return [article_from_mail(text, source_id=source_id, published_on=published_on)]
        return [article_from_text(text, source_id=source_id, published_on=published_on)]
    except UnreadableArticle as reason:
        message = str(reason)
        raise UnreadableArticle(message if message.startswith(str(path)) else f"{path}: {message}") from None


def is_feed(text: str) -> bool:
    """Whether a text begins like an RSS or Atom feed."""
    return bool(_FEED_START.match(text))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; UnreadableArticle where it is missing, no file, unreadable, empty or too large."""
    try:
        if not path.exists():
            raise UnreadableArticle(f"{path}: no such file")
        if not path.is_file():
            raise UnreadableArticle(f"{path}: is not a file")
        size = path.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise UnreadableArticle(
                f"{path}: is {size / 1e6:.0f} MB; an article may have {LARGEST_FILE_BYTES / 1e6:.0f} MB at most"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableArticle(f"{path}: cannot be read ({error.strerror or error})") from None
    if not data.strip():
        raise UnreadableArticle(f"{path}: is empty")
    return data


def decode(data: bytes, *, html: bool = False) -> str:
    """The text of UTF-8 or marked UTF-16 bytes, of HTML also in the encoding that it names.

    Raises UnreadableArticle for binary data and for other encodings; the message names the first wrong byte.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(_decoded(data, "utf-16"))
    head = data[:4096]
    if b"\x00" in head or data.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")):
        raise UnreadableArticle("is binary, not text")
    try:
        return _checked(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        named = _CHARSET.search(head) if html or head.lstrip()[:1] == b"<" else None
        if named:
            return _checked(_decoded(data, named[1].decode("ascii")))
        controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in head)
        if controls > len(head) // 50:
            raise UnreadableArticle("is binary, not text") from None
        raise UnreadableArticle(
            f"is not UTF-8 (byte 0x{data[error.start]:02X} at {error.start}); save it as UTF-8"
        ) from None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise UnreadableArticle(f"is not the {encoding} that it says it is; save it as UTF-8") from None


def _checked(text: str) -> str:
    head = text[:100_000]
    if len(_CONTROL.findall(head)) > max(8, len(head) // 50):
        raise UnreadableArticle("is binary, not text")
    if not text.strip():
        raise UnreadableArticle("is empty")
    return text
