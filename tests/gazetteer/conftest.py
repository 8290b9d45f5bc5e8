import csv
from collections.abc import Iterator

import pytest

from geo.gazetteer import open_gazetteer


@pytest.fixture(scope="session")
def curated(tmp_path_factory):
    """The curated places and the outlines, compiled once: no world, so that it takes seconds."""
    folder = tmp_path_factory.mktemp("gazetteer")
    return open_gazetteer(folder, layers=["curated", "outlines"], on_progress=lambda _: None)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of the test's own."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def usual_field_size() -> Iterator[None]:
    """Python's own limit of a table's field, for all of a process: reading articles raises it."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)
