"""Files of fixed content: answered from memory, kept by browsers; all else is left to the app."""

import asyncio
import socket

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from geo.feed import KeptFiles, SendAtOnce, modules_behind

FILES = {
    "js/index.AbCd_123.js": 'import{a}from"./part.00000001.js";import"./side.00000002.js";',
    "js/part.00000001.js": 'import{b}from"./gone.00000003.js";',
    "js/side.00000002.js": "",
    "js/plain.js": "no hash",
    "css/index.AbCd_123.css": "a{}",
    "js/large.00000004.js": " " * 3000,
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def client(client_of, folder):
    kept = Middleware(KeptFiles, folders={"/static": folder, "/nowhere": folder / "gone"}, most_bytes=2000)
    return client_of(Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("app"))], middleware=[kept]))


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("js/index.AbCd_123.js", "text/javascript; charset=utf-8"), ("css/index.AbCd_123.css", "text/css; charset=utf-8")],
)
def test_a_file_with_a_hash_in_its_name_is_kept_for_a_year(client, path, media_type):
    for _ in range(2):
        got = client.get(f"/static/{path}")
        assert got.text == FILES[path]
        assert got.headers["content-type"] == media_type
        assert got.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/plain.js", {}),
        ("/static/js/large.00000004.js", {}),
        ("/static/js/../js/index.AbCd_123.js/", {}),
        ("/elsewhere/js/index.AbCd_123.js", {}),
        ("/static/js/index.AbCd_123.js", {"range": "bytes=0-3"}),
        ("/static/js/index.AbCd_123.js", {"if-none-match": '"known"'}),
    ],
    ids=["no hash", "large", "no such file", "another folder", "a part", "asked whether it changed"],
)
def test_all_else_is_left_to_the_app(client, path, headers):
    assert client.get(path, headers=headers).text == "app"


def test_a_module_comes_with_all_that_it_imports(folder):
    assert modules_behind(folder / "js", ["index", "never"]) == [
        "index.AbCd_123.js", "part.00000001.js", "side.00000002.js",
    ]  # fmt: skip


def test_a_connection_sends_what_it_is_given_at_once():
    class Transport:
        def __init__(self, connection):
            self.connection = connection

        def get_extra_info(self, name):
            return {"socket": self.connection}.get(name)

    class Cycle:
        def __init__(self, transport):
            self.transport = transport

        async def receive(self):
            return {}

    passed = []

    async def app(scope, receive, send):
        passed.append(scope["type"])

    async def bare():
        return {}

    with socket.socket() as connection:
        assert not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        asyncio.run(SendAtOnce(app)({"type": "http"}, Cycle(Transport(connection)).receive, None))
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    asyncio.run(SendAtOnce(app)({"type": "websocket"}, Cycle(Transport(connection)).receive, None))  # closed
    asyncio.run(SendAtOnce(app)({"type": "http"}, bare, None))
    assert passed == ["http", "websocket", "http"]
