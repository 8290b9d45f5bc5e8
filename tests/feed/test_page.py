"""The map as one file: whole, self-contained, and refused where it would be too large."""

import re
from pathlib import Path

import pytest

from geo.errors import BadQuery
from geo.feed import page
from geo.model import Article, Kind, ReportedEvent
from geo.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(f"sqlite:///{tmp_path / 'page.sqlite'}")
    text = "Rebels captured Saraqib, </script> activists said."
    article = Article("a1", "wire", text, title="T", source_name="The Wire")
    event = ReportedEvent(
        "e1", "wire", "a1", Kind.CAPTURED, actor="Syrian rebels", place_id="p1", place_name="Saraqib",
        latitude=35.86, longitude=36.8, quote=text,
    )  # fmt: skip
    opened.add_article(article, [event])
    return opened


def test_one_file_that_asks_for_nothing(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    assert page.write_page(store, out, title="A & B") == out.stat().st_size
    written = out.read_text(encoding="utf-8")
    assert "<title>A &amp; B</title>" in written
    assert "Rebels captured Saraqib" in written
    assert "Saraqib, </script>" not in written
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(?!data:)', written)


def test_too_many_events_are_refused_in_words(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_EVENTS", 0)
    with pytest.raises(BadQuery, match="choose fewer"):
        page.write_page(store, tmp_path / "map.html")
    assert not (tmp_path / "map.html").exists()
