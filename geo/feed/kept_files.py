"""Files whose names hold a hash of what is in them, answered from memory; and which of them a page will ask for."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from geo.feed.files import media_type_of

_HASHED = re.compile(r"\.[\w-]{8}\.(?:js|css|woff2)$")
_CACHED = b"public, max-age=31536000, immutable"
_LEFT_TO_THE_APP = frozenset({b"range", b"if-none-match", b"if-modified-since", b"if-range"})
_STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([\w.-]+\.js)["']""")


class KeptFiles:
    """ASGI middleware that answers files of fixed content from memory, and lets browsers keep them for a year.

    A page of Streamlit is some eighty files; opening each in a thread takes the server longer than reading them takes
    the browser. `folders` maps the beginning of a path (`/static`) to the folder that lies there. A file is read when
    it is first asked for; those of more than `most_bytes` and everything without a hash in its name are left to the
    app, and so are folders that are not there.
    """

    def __init__(self, app: ASGIApp, *, folders: Mapping[str, Path], most_bytes: int = 1 << 20) -> None:
        self.app = app
        self.files = {
            f"{prefix}/{file.relative_to(folder).as_posix()}": file
            for prefix, folder in folders.items()
            for file in folder.rglob("*")
            if _HASHED.search(file.name) and file.stat().st_size <= most_bytes
        }
        self.kept: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a plain GET of such a file; pass on everything else."""
        path = scope.get("path", "")
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or path not in self.files
            or any(name in _LEFT_TO_THE_APP for name, _ in scope["headers"])
        ):
            await self.app(scope, receive, send)
            return
        body = self.kept.get(path)
        if body is None:
            body = self.kept[path] = self.files[path].read_bytes()
        headers = [
            (b"content-type", (media_type_of(path) or "application/octet-stream").encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", _CACHED),
            (b"x-content-type-options", b"nosniff"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def modules_behind(folder: Path, names: Iterable[str]) -> list[str]:
    """The modules `<name>.<hash>.js` of a folder with all that they import, as file names; what is missing is left out.

    A bundler splits a page's script into modules that are asked for one after the other, each when the one before it
    has run; named in the page's head, they come at once.
    """
    found: dict[str, None] = {}
    waiting = [file.name for name in names for file in sorted(folder.glob(f"{name}.*.js")) if _HASHED.search(file.name)]
    while waiting:
        name = waiting.pop(0)
        if name not in found and (folder / name).is_file():
            found[name] = None
            waiting += _STATIC_IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return list(found)
