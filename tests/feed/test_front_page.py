"""The one HTML page: told its base and its title, and nothing else touched."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from geo.feed import FrontPage

HTML = "<html><head><title>Streamlit</title></head><body>\N{EM DASH}</body></html>"


def page(request: Request) -> Response:
    if request.headers.get("if-none-match") == '"kept"':
        return Response(status_code=304)
    return HTMLResponse(HTML, headers={"etag": '"kept"'})


@pytest.fixture
def client(client_of):
    paths = ["/", "/compare", "/elsewhere"]
    routes = [*(Route(path, page) for path in paths), Route("/place", lambda _: JSONResponse({"title": "<title>"}))]
    front = Middleware(FrontPage, title="A & B", page_paths=["compare", "place"])
    return client_of(Starlette(routes=routes, middleware=[front]))


@pytest.mark.parametrize("path", ["/", "/compare", "/compare?day=2016-12-11"])
def test_a_page_is_told_where_its_server_is(client, path):
    got = client.get(path, headers={"if-none-match": '"kept"'})
    assert got.status_code == 200
    assert "<title>A &amp; B</title><script>window.__streamlit" in got.text
    assert "(compare|place)" in got.text
    assert got.text.endswith("<body>\N{EM DASH}</body></html>")
    assert int(got.headers["content-length"]) == len(got.content)
    assert "etag" not in got.headers


def test_a_page_names_ahead_what_it_will_ask_for(client_of):
    front = Middleware(
        FrontPage, title="A", page_paths=["map", "compare"], modules={"map": ["./m.js"], "compare": ["./c.js"]},
        files={"compare": ['./f.js?a="b']},
    )  # fmt: skip
    client = client_of(Starlette(routes=[Route(path, page) for path in ("/", "/compare")], middleware=[front]))
    assert '<link rel="modulepreload" crossorigin href="./m.js"></head>' in client.get("/").text
    compare = client.get("/compare").text
    assert "./m.js" not in compare
    assert 'href="./c.js"><link rel="prefetch" as="script" href="./f.js?a=&quot;b"></head>' in compare


def test_what_is_no_page_passes_through(client):
    assert client.get("/elsewhere").text == HTML
    assert client.get("/elsewhere", headers={"if-none-match": '"kept"'}).status_code == 304
    assert client.get("/place").json() == {"title": "<title>"}
    assert client.get("/gone").status_code == 404


def test_a_header_that_stands_twice_is_kept_twice():
    cookies = [(b"set-cookie", b"one=1"), (b"set-cookie", b"two=2")]

    async def app(scope, receive, send):
        assert scope["headers"] == [(b"accept", b"text/html")]
        headers = [(b"content-type", b"text/html"), *cookies]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": HTML.encode()})

    sent = []

    async def send(message):
        sent.append(message)

    headers = [(b"accept", b"text/html"), (b"range", b"bytes=0-9")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    asyncio.run(FrontPage(app, title="A", page_paths=["compare"])(scope, None, send))
    assert [header for header in sent[0]["headers"] if header[0] == b"set-cookie"] == cookies
    assert sent[1]["body"].startswith(b"<html><head><title>A</title><script>")
