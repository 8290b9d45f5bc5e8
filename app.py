"""The ASGI app: Streamlit's pages, and beside them the routes that the map reads. No logic here.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # pages are run as scripts, and import `geo` and `pages.parts` from here

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from geo.feed import FrontPage, KeptFiles, SendAtOnce, routes  # noqa: E402
from geo.memory import use_system_allocator  # noqa: E402
from pages.parts.opening import FRAME_AT, STREAMLIT_FILES, frame_files, frame_scripts, page_scripts, read_ahead  # noqa: E402
from pages.parts.resources import shared_store  # noqa: E402

use_system_allocator()


@asynccontextmanager
async def reading_ahead(_: st.App) -> AsyncIterator[None]:
    """While the server runs; what the first page needs is read beside its first answers."""
    threading.Thread(target=read_ahead, name="read-ahead", daemon=True).start()
    yield


PAGE_PATHS = ("map", "compare", "place", "articles", "data", "method")
app = st.App(
    ROOT / "pages" / "frame.py",
    lifespan=reading_ahead,
    routes=routes(shared_store),
    middleware=[
        Middleware(SendAtOnce),
        Middleware(KeptFiles, folders={"/static": STREAMLIT_FILES, f"/{FRAME_AT}": frame_files()}),
        Middleware(FrontPage, title="Dateline", page_paths=PAGE_PATHS, modules=page_scripts(), files=frame_scripts()),
    ],
)
