"""A small server for the map alone: the real feed and assets, and a page that holds the folium map."""

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator

import uvicorn
from branca.element import Element
from playwright.sync_api import Browser, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from geo.feed import routes
from geo.mapping import MapState, SideBySide, event_map
from geo.store import Store

CHROMIUM_ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def map_app(open_store: Callable[[], Store], *, holdings: bytes | None = None) -> Starlette:
    """The feed's routes and `/`, which shows the map; its query takes the names of a MapState, `theme`, `height`,
    `parquet`, and `left`, `right` and `view` for two maps.

    `holdings` are answered at `/feed/holdings` instead of the store's own.
    """
    extra = [Route("/feed/holdings", lambda _request: Response(holdings))] if holdings is not None else []

    def page(request: Request) -> HTMLResponse:
        params = dict(request.query_params)
        theme = params.pop("theme", "light")
        query = {"parquet": params.pop("parquet")} if "parquet" in params else {}
        height = int(params.pop("height")) if "height" in params else None
        compare = None
        if "left" in params:
            compare = SideBySide(
                tuple(params.pop("left").split(",")), tuple(params.pop("right").split(",")), left_name="One account",
                right_name="Another", view="swipe" if params.pop("view", "") == "swipe" else "side",
            )  # fmt: skip
        built = event_map(
            MapState.from_query(params), feed_url="/feed", assets_url="/assets", leaflet_url="/leaflet",
            theme=theme if theme in ("light", "dark") else "auto", query=query, height=height, compare=compare,
        )  # fmt: skip
        built.get_root().header.add_child(Element('<link rel="icon" href="data:,">'))
        return HTMLResponse(built.get_root().render())

    return Starlette(routes=[*extra, *routes(open_store), Route("/", page)])


def chromium_path() -> str | None:
    """The system's Chromium; None where only Playwright's own can be used."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(CHROMIUM_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """The address of the app while it is served on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        if time.monotonic() > deadline or not thread.is_alive():
            raise RuntimeError("the test server did not start")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
