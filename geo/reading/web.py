"""Articles from the web. Nothing here runs unless a user asks for an address; the program works without a network."""

import datetime as dt
import hashlib
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from geo.errors import UnreadableArticle
from geo.model import Article
from geo.reading.feed_reader import articles_from_feed
from geo.reading.files import decode, is_feed
from geo.reading.page import article_from_html
from geo.reading.text import article_from_text

USER_AGENT = "Dateline/0.1 (reads single articles that its user names)"
LARGEST_ANSWER_BYTES = 5_000_000
_CHUNK_BYTES = 65_536


class _CheckedRedirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where its target passes the same check as the address asked for."""

    max_redirections = 5

    def __init__(self, check: Callable[[str], None]) -> None:
        self._check = check

    def redirect_request(  # noqa: PLR0917 - the signature is the base class's
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        self._check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class WebReader:
    """Reads articles and feeds from addresses, one at a time, politely.

    It waits `min_delay_seconds` between requests, gives up after `timeout_seconds` in all or
    `largest_bytes`, and keeps answers for `keep_hours` in `cache` (None: no cache). Addresses other than http and
    https, and hosts inside the own network, are refused unless `allow_private`. Not safe to share between threads.
    """

    def __init__(
        self,
        *,
        cache: Path | None = None,
        keep_hours: float = 24.0,
        min_delay_seconds: float = 1.0,
        timeout_seconds: float = 20.0,
        largest_bytes: int = LARGEST_ANSWER_BYTES,
        user_agent: str = USER_AGENT,
        allow_private: bool = False,
    ) -> None:
        self._cache = cache
        self._keep_seconds = keep_hours * 3600
        self._min_delay_seconds = min_delay_seconds
        self._timeout_seconds = timeout_seconds
        self._largest_bytes = largest_bytes
        self._user_agent = user_agent
        self._allow_private = allow_private
        self._last_request = float("-inf")

    def articles(self, url: str, *, source_id: str | None = None) -> list[Article]:
        """The articles at an address: one of a page or text, all of a feed.

        `retrieved_at` is set, in UTC. Raises UnreadableArticle, naming the address, for one that is refused, not
        reached in time, too large, or without text.
        """
        try:
            data = self._bytes(url)
            retrieved_at = dt.datetime.now(dt.UTC)
            text = decode(data, html=True)
            if is_feed(text):
                return articles_from_feed(text, source_id=source_id)
            read = article_from_html if "<" in text[:2000] else article_from_text
            return [read(text, source_id=source_id, url=url, retrieved_at=retrieved_at)]
        except UnreadableArticle as reason:
            raise UnreadableArticle(f"{url}: {reason}") from None

    def _bytes(self, url: str) -> bytes:
        self._check(url)
        kept = self._cache / hashlib.sha256(url.encode()).hexdigest() if self._cache else None
        if kept and kept.exists() and time.time() - kept.stat().st_mtime < self._keep_seconds:
            return kept.read_bytes()
        data = self._fetched(url)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
        return data

    def _check(self, url: str) -> None:
        """Refuses what is no public web address: a file, another scheme, a host of the own network."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError:
            raise UnreadableArticle("is no web address") from None
        if parts.scheme not in ("http", "https") or not host:
            raise UnreadableArticle("is no http or https address")
        if self._allow_private:
            return
        try:
            found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
        except OSError:
            raise UnreadableArticle(f"the host {host} is not found") from None
        if not all(ipaddress.ip_address(entry[4][0]).is_global for entry in found):
            raise UnreadableArticle(f"the host {host} lies in a private network")

    def _fetched(self, url: str) -> bytes:
        wait = self._last_request + self._min_delay_seconds - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        deadline = time.monotonic() + self._timeout_seconds
        request = urllib.request.Request(
            url, headers={"User-Agent": self._user_agent, "Accept": "text/html,application/xml,text/plain"}
        )
        opener = urllib.request.build_opener(_CheckedRedirects(self._check))
        try:
            with opener.open(request, timeout=self._timeout_seconds) as answer:
                return self._limited(answer, deadline)
        except urllib.error.HTTPError as error:
            raise UnreadableArticle(f"the server answered {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            if isinstance(error, UnreadableArticle):
                raise
            reason = getattr(error, "reason", None) or error
            raise UnreadableArticle(f"cannot be reached ({reason})") from None
        finally:
            self._last_request = time.monotonic()

    def _limited(self, answer: IO[bytes], deadline: float) -> bytes:
        parts: list[bytes] = []
        length = 0
        while chunk := answer.read(_CHUNK_BYTES):
            parts.append(chunk)
            length += len(chunk)
            if length > self._largest_bytes:
                raise UnreadableArticle(f"is larger than {self._largest_bytes / 1e6:.0f} MB")
            if time.monotonic() > deadline:
                raise UnreadableArticle(f"took longer than {self._timeout_seconds:.0f} s")
        return b"".join(parts)
