"""The ASGI app: Streamlit's pages, and beside them the routes that the map reads. No logic here.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

import sys
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))  # pages are run as scripts, and import `geo` and `pages.parts` from here

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from geo.feed import FrontPage, routes  # noqa: E402
from geo.memory import use_system_allocator  # noqa: E402
from geo.resources import store_url  # noqa: E402
from geo.store import Store, open_store  # noqa: E402

use_system_allocator()
_store_at = lru_cache(maxsize=4)(open_store)


def current_store() -> Store:
    """The store that the environment names now, opened once."""
    return _store_at(store_url())


PAGE_PATHS = ("map", "compare", "place", "articles", "data", "method")
app = st.App(
    ROOT / "pages" / "frame.py",
    routes=routes(current_store),
    middleware=[Middleware(FrontPage, title="Dateline", page_paths=PAGE_PATHS)],
)
