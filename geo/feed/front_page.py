"""The first HTML page, on its way to the browser: its title, and where the server is, so that nothing probes for it."""

from collections.abc import Mapping, Sequence
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TITLE, _TITLE_END, _HEAD_END = b"<title>", b"</title>", b"</head>"
_UNWANTED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range"})
"""A page is asked for plain and whole, and never "not modified": the kept copy would lack what is added here."""
_OF_THE_PAGE_AS_IT_WAS = frozenset({b"etag", b"last-modified", b"content-length"})


class FrontPage:
    """ASGI middleware that completes the server's one HTML page.

    Streamlit's script does not know whether `/compare` is a page or a base path, asks for `/compare/_stcore/health`
    and writes the 404 into the console; told its base (`window.__streamlit`, as hosts of Streamlit tell it), it asks
    at the right address at once. `page_paths` are the paths of the pages, one name each; the first is the page at `/`.
    `title` is shown until a page sets its own. `modules` names by page the scripts that it will ask for once it runs,
    as addresses from the page on: the browser fetches them with the first ones. `files` are scripts of the frame that
    a page will open, fetched when there is nothing else to do.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        title: str,
        page_paths: Sequence[str],
        modules: Mapping[str, Sequence[str]] | None = None,
        files: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.app = app
        self.pages = {"": page_paths[0], **{f"/{path}": path for path in page_paths}}
        names = "|".join(page_paths)
        base = f"location.origin + location.pathname.replace(/(^|\\/)({names})\\/?$/, '$1')"
        script = f"<script>window.__streamlit = {{ BACKEND_BASE_URL: {base} }}</script>"
        self.head = f"<title>{escape(title)}</title>{script}".encode()
        self.ahead = {
            path: (
                _links('rel="modulepreload" crossorigin', (modules or {}).get(path, ()))
                + _links('rel="prefetch" as="script"', (files or {}).get(path, ()))
            )
            for path in page_paths
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; of a page asked for, the HTML with the title and the script in its head."""
        page = self.pages.get(scope.get("path", "").rstrip("/"))
        if scope["type"] != "http" or scope["method"] != "GET" or page is None:
            await self.app(scope, receive, send)
            return
        asked = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in _UNWANTED]}
        start: Message | None = None
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body") or start is None:
                return
            headers = list(start["headers"])  # no dict: a header may stand twice
            if any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers):
                before, _, rest = body.partition(_TITLE)
                _, found, after = rest.partition(_TITLE_END)
                if found:
                    head, ended, rest = after.partition(_HEAD_END)
                    ahead = self.ahead[page] if ended else b""
                    body = before + self.head + head + ahead + ended + rest
                    headers = [(name, value) for name, value in headers if name not in _OF_THE_PAGE_AS_IT_WAS]
                    headers.append((b"content-length", str(len(body)).encode()))
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        await self.app(asked, receive, collect)


def _links(attributes: str, addresses: Sequence[str]) -> bytes:
    return "".join(f'<link {attributes} href="{escape(address)}">' for address in addresses).encode()
