import asyncio
import gzip
import json
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

import pytest


@dataclass
class Answer:
    status_code: int = 0
    headers: dict = field(default_factory=dict)
    raw: bytes = b""

    @property
    def content(self):
        return gzip.decompress(self.raw) if self.headers.get("content-encoding") == "gzip" else self.raw

    @property
    def text(self):
        return self.content.decode()

    def json(self):
        return json.loads(self.content)


class Client:
    """A browser's part of HTTP, spoken to an ASGI app in this process."""

    def __init__(self, app):
        self.app = app

    def get(self, url, headers=None):
        parts = urlsplit(url)
        given = {name.lower(): value for name, value in (headers or {}).items()}
        asked = {"accept-encoding": "gzip, deflate, br"} | given
        scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": unquote(parts.path),
            "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
            "server": ("localhost", 80), "client": ("localhost", 1),
        }  # fmt: skip
        answer = Answer()

        requests = [{"type": "http.request", "body": b"", "more_body": False}]

        async def receive():
            if not requests:
                await asyncio.Event().wait()  # the client stays on the line
            return requests.pop()

        async def send(message):
            if message["type"] == "http.response.start":
                answer.status_code = message["status"]
                answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            else:
                answer.raw += message.get("body", b"")

        asyncio.run(self.app(scope, receive, send))
        return answer


@pytest.fixture
def client_of():
    return Client
