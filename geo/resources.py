"""Where the program's own data lie, and where it keeps what it makes."""

import os
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def data_path(*parts: str) -> Path:
    """The path of a file or folder below `data/`, as shipped with the program."""
    return PROJECT_ROOT.joinpath("data", *parts)


def home_path(*parts: str) -> Path:
    """The path below the folder for what the program makes (store, compiled indexes, caches).

    `DATELINE_HOME` names that folder; without it, it is `.dateline` beside `app.py`. The folder is
    created where it is missing; what `parts` name is not.
    """
    home = Path(os.environ.get("DATELINE_HOME") or PROJECT_ROOT / ".dateline")
    home.mkdir(parents=True, exist_ok=True)
    return home.joinpath(*parts)


def store_url() -> str:
    """The SQLAlchemy URL of the store: `DATELINE_STORE`, else an SQLite file in the home folder."""
    return os.environ.get("DATELINE_STORE") or f"sqlite:///{home_path('store.sqlite')}"
