"""Answers that leave the server as they are written."""

import contextlib
import socket
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class SendAtOnce:
    """ASGI middleware that switches off the wait for more to send (Nagle's algorithm) on each connection.

    asyncio does that itself for sockets of which it knows that they speak TCP; the one that Streamlit opens does not
    say so (`proto` is 0). An answer is written as head and body, and the body then waits 40 ms for the browser to
    acknowledge the head: half a second over the eighty files of a page, and as much again over its messages. The
    connection is found by way of uvicorn's `receive`; with another server nothing is changed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option, and pass the request on."""
        if scope["type"] in ("http", "websocket"):
            _send_at_once(getattr(getattr(receive, "__self__", None), "transport", None))
        await self.app(scope, receive, send)


def _send_at_once(transport: Any) -> None:
    connection = transport.get_extra_info("socket") if transport is not None else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        with contextlib.suppress(OSError):  # a connection that the browser has closed meanwhile
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
