"""The app as a user starts it, on a port of its own, and a Chromium that can reach nothing but it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).parent.parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def running_app(store: str, folder: Path) -> Iterator[str]:
    """The address of the app on that store; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DATELINE_STORE": store}
    with (folder / "app.log").open("w") as log:
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
                   "--server.address", "127.0.0.1"]  # fmt: skip
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", server, folder / "app.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"the app did not start:\n{log.read_text()[-3000:]}")


@dataclass
class Visit:
    """A page of the app in the browser, with what went wrong on it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Go to a path of the app and wait until Streamlit has run it."""
        self.page.goto(f"{self.address}/{path}")
        self.page.wait_for_selector("[data-testid=stMainBlockContainer]", timeout=90_000)
        return self.page

    def map_frame(self) -> Any:
        """The frame of the map, once it has drawn."""
        handle = self.page.wait_for_selector("iframe[title*=st_folium]", timeout=90_000)
        frame = handle.content_frame()
        assert frame is not None
        frame.wait_for_selector(".dl-root[data-ready]", timeout=90_000)
        return frame


@contextmanager
def visiting(
    browser: Browser, address: str, *, width: int = 1440, height: int = 900, dark: bool = False
) -> Iterator[Visit]:
    """A visit with every request outside the machine refused and the console listened to."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", has_touch=width < 600
    )
    page = context.new_page()
    visit = Visit(page, address)

    def told(message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error":
            visit.errors.append(f"{message.text} ({where})")

    def route(route: Any, request: Request) -> None:
        if request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            visit.refused.append(request.url)
            route.abort()

    page.on("console", told)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    context.route("**/*", route)
    try:
        yield visit
    finally:
        context.close()
