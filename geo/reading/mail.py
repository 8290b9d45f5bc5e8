"""A mail, as mailing lists send digests and agencies their wires -> Article."""

import datetime as dt
import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.outlets import outlet_at, slug
from geo.reading.page import article_from_html
from geo.reading.text import article_from_text

_FIRST_FIELDS = re.compile(
    r"(?:(?:From |From:|To:|Subject:|Date:|Return-Path:|Received:|Message-ID:|MIME-Version:|Delivered-To:|Reply-To:"
    r"|X-[\w-]+:|Content-Type:)[^\n]*\n(?:[ \t][^\n]*\n)*){2,}",
    re.IGNORECASE,
)
_QUOTED_LINE = re.compile(r"^>+ ?", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)


def is_mail(text: str) -> bool:
    """Whether a text begins with two or more fields of a mail, `From:`, `Subject:` and `Date:` among them."""
    head = _FIRST_FIELDS.match(text.lstrip("\ufeff")[:20_000].replace("\r\n", "\n"))
    fields = head.group().lower() if head else ""
    return "subject:" in fields and ("from:" in fields or "date:" in fields)


def article_from_mail(text: str, *, source_id: str | None = None, published_on: dt.date | None = None) -> Article:
    """The article in a mail: the subject is its title, the day it was sent its day, the sender's host its source.

    Raises UnreadableArticle where the mail has no readable part.
    """
    message = email.message_from_bytes(text.lstrip("\ufeff").encode(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    title, sender = str(message.get("Subject", "")).strip(), str(message.get("From", ""))
    name, address = parseaddr(sender)
    host = address.rpartition("@")[2]
    outlet = outlet_at("//" + host) if host else None
    source = source_id or (outlet.source_id if outlet else slug(name or host)) or None
    day = published_on or _sent_on(message)
    part = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        raise UnreadableArticle("is a mail without text")
    body = _content(part)
    if part.get_content_type() == "text/html":
        return article_from_html(body, source_id=source, title=title, published_on=day)
    body = _SIGNATURE.sub("", _QUOTED_LINE.sub("", body))
    return article_from_text(body, source_id=source, title=title, published_on=day)


def _content(part: EmailMessage) -> str:
    """The text of a part. Where it is not wrapped for transport it is UTF-8 like the file it stood in."""
    data = part.get_payload(decode=True)
    is_wrapped = str(part.get("Content-Transfer-Encoding", "")).lower() in ("base64", "quoted-printable")
    encoding = part.get_content_charset("utf-8") if is_wrapped else "utf-8"
    try:
        return data.decode(encoding) if isinstance(data, bytes) else ""
    except (LookupError, UnicodeDecodeError):
        raise UnreadableArticle(f"is a mail that is not the {encoding} that it says it is") from None


def _sent_on(message: EmailMessage) -> dt.date | None:
    field = message.get("Date")
    try:
        sent = getattr(field, "datetime", None)
    except (ValueError, TypeError):
        return None
    return sent.date() if sent else None
