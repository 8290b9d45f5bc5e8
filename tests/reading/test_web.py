import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.errors import UnreadableArticle
from geo.reading.web import WebReader

STORY = "<p>The army entered the town of Hama on Friday after a week of heavy fighting, a monitor said.</p>" * 3
PAGE = (
    "<html><head><meta property='article:published_time' content='2016-10-29'><title>Town falls</title></head>"
    f"<body><article>{STORY}</article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """A small site: a page, a redirect to it, one out of the web, an error, an answer without an end."""

    def do_GET(self) -> None:
        self.server.requests.append((self.path, self.headers["User-Agent"]))  # type: ignore[attr-defined]
        if self.path == "/page":
            self._answer(200, PAGE.encode())
        elif self.path == "/moved":
            self._answer(302, b"", {"Location": "/page"})
        elif self.path == "/away":
            self._answer(302, b"", {"Location": "file:///etc/hostname"})
        elif self.path == "/large":
            self._answer(200, b"<p>" + b"a" * 200_000)
        elif self.path == "/binary":
            self._answer(200, b"\x89PNG\r\n\x1a\n" + bytes(100))
        else:
            self._answer(404, b"")

    def _answer(self, code: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the class gives it
        pass


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.requests = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def address(site: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{site.server_port}{path}"


def reader(**options: object) -> WebReader:
    return WebReader(allow_private=True, min_delay_seconds=0.0, timeout_seconds=5.0, **options)  # type: ignore[arg-type]


def test_a_page_is_read_with_its_address_and_the_time(site: ThreadingHTTPServer) -> None:
    (article,) = reader().articles(address(site, "/page"), source_id="sana")
    assert (article.title, article.source_id, article.url) == ("Town falls", "sana", address(site, "/page"))
    assert article.published_on == dt.date(2016, 10, 29)
    assert article.retrieved_at is not None
    assert site.requests[0][1].startswith("Dateline/")  # type: ignore[attr-defined]


def test_a_redirect_is_followed(site: ThreadingHTTPServer) -> None:
    assert reader().articles(address(site, "/moved"))[0].title == "Town falls"


def test_answers_are_kept(site: ThreadingHTTPServer, tmp_path: Path) -> None:
    for _ in range(2):
        reader(cache=tmp_path).articles(address(site, "/page"))
    assert len(site.requests) == 1  # type: ignore[attr-defined]


REFUSED = {
    "missing": ("/none", "the server answered 404"),
    "redirect out of the web": ("/away", "the server answered 302"),
    "too large": ("/large", "larger than"),
    "binary": ("/binary", "is binary"),
}


@pytest.mark.parametrize(("path", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_is_named(site: ThreadingHTTPServer, path: str, reason: str) -> None:
    url = address(site, path)
    with pytest.raises(UnreadableArticle, match=reason) as caught:
        reader(largest_bytes=100_000).articles(url)
    assert str(caught.value).startswith(f"{url}: ")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "example.org", "http://", "http://[::"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UnreadableArticle, match="address"):
        WebReader().articles(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.1.1", "[::1]"])
def test_hosts_of_the_own_network_are_refused(host: str) -> None:
    with pytest.raises(UnreadableArticle, match="private network"):
        WebReader().articles(f"http://{host}:9/a")


def test_a_closed_port_is_told(site: ThreadingHTTPServer) -> None:
    url = address(site, "/page")
    site.shutdown()
    site.server_close()
    with pytest.raises(UnreadableArticle, match="cannot be reached"):
        reader().articles(url)
