"""Every page runs on the sample and says what it must."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

RunPage = Callable[..., AppTest]


def words(test: AppTest) -> str:
    """Everything that the page shows as text."""
    shown = [element.proto.body for element in test.get("html")]
    shown += [element.value for kind in ("markdown", "caption", "title", "info") for element in test.get(kind)]
    return "\n".join(shown)


@pytest.mark.parametrize("page", ["map.py", "compare.py", "place.py", "articles.py", "data.py", "method.py"])
def test_runs(run_page: RunPage, page: str) -> None:
    assert "Claims, not facts." in words(run_page(page))


def test_the_first_page_is_told_of_every_page() -> None:
    root = Path(__file__).parent.parent.parent
    paths = re.findall(r'url_path="(\w+)"', (root / "pages" / "frame.py").read_text(encoding="utf-8"))
    told = re.search(r"^PAGE_PATHS = (.+)$", (root / "app.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert told
    assert list(ast.literal_eval(told[1])) == paths


def test_panel_speaks_of_reports(run_page: RunPage) -> None:
    shown = words(run_page("map.py", day="2016-12-12"))
    assert "On 12 Dec 2016" in shown
    assert "Palmyra" in shown
    assert "says so since" in shown
    assert "Silent:" in shown
    assert "is held by" not in shown


def test_damaged_address_falls_back(run_page: RunPage) -> None:
    shown = words(run_page("map.py", day="2016-13-45", zoom="huge", sources="nobody-known", mode="sideways"))
    assert "On " in shown


def test_article_with_marks(run_page: RunPage) -> None:
    test = run_page("articles.py", view="read")
    shown = words(test)
    assert 'class="dl-place"' in shown
    assert 'class="dl-event"' in shown
    assert test.button(key=next(b.key for b in test.button if b.key and b.key.startswith("accept-")))


def test_review_and_undo(run_page: RunPage) -> None:
    test = run_page("articles.py", view="review")
    key = next(b.key for b in test.button if b.key and b.key.startswith("accept-"))
    event_id = key.removeprefix("accept-")
    test.button(key=key).click().run()
    assert not test.exception
    from pages.parts.resources import shared_store

    assert shared_store().event(event_id).status == "accepted"
    assert shared_store().undo(event_id).status == "unreviewed"


def test_the_queue_is_ordered_by_doubt() -> None:
    import pandas as pd

    from pages.parts.review_queue import by_doubt

    waiting = pd.DataFrame({
        "event_id": ["sure", "vague", "undated", "unplaced"], "place_id": ["p", "p", "p", None],
        "date_start": ["2016-01-01", "2016-01-01", None, None], "where_prec": [1, 4, 1, None],
    })  # fmt: skip
    assert list(waiting["event_id"].iloc[by_doubt(waiting)]) == ["unplaced", "vague", "undated", "sure"]


def test_the_queue_shows_the_chosen_kinds_only(run_page: RunPage) -> None:
    test = run_page("articles.py", view="review")
    whole = len([b for b in test.button if b.label == "Accept"])
    next(box for box in test.selectbox if box.label == "Kinds").set_value("control of places").run()
    assert whole == 12
    next(b for b in test.button if b.label.startswith("Show ")).click().run()
    assert len([b for b in test.button if b.label == "Accept"]) == 24
    shown = words(test)
    assert ">airstrike<" not in shown
    assert "captured" in shown


def test_paste_look_save(run_page: RunPage) -> None:
    test = run_page("articles.py", view="add")
    test.text_area[0].set_value(
        "Army says it has taken Maskanah\n\n3 June 2017\n\n"
        "Government forces captured the town of Maskanah from ISIS on Saturday, the Syrian army said."
    )
    next(box for box in test.text_input if box.label.startswith("Source")).set_value("Test Wire")
    next(b for b in test.button if b.label == "Read").click().run()
    assert not test.exception
    assert "Maskanah" in words(test)
    test.button(key="save-draft").click().run()
    assert not test.exception
    from pages.parts.resources import shared_store

    saved = [a for a in shared_store().articles() if a.source_id == "test-wire"]
    assert [a.events for a in saved if a.events >= 1]
    shared_store().remove_article(saved[0].article_id)


def test_many_drafts_are_saved_at_once_with_what_was_corrected(run_page: RunPage) -> None:
    from geo.reading import article_from_text
    from pages.parts.resources import shared_store

    texts = {day: f"Rebels seized the town of Manbij on {day} June 2014, activists said." for day in (3, 4, 5)}
    test = run_page("articles.py", view="add")
    test.session_state["drafts"] = [
        article_from_text(text, source_id="bulk-wire", title=f"Report {day}") for day, text in texts.items()
    ]
    test.session_state["unread"] = ["table.csv row 4: published 'soon' is no day; write YYYY-MM-DD"]
    test.run()
    assert "3 articles read, nothing saved yet" in words(test)
    assert any("row 4" in code.value for code in test.code)
    next(box for box in test.text_input if box.label == "Source").set_value("Corrected Wire").run()
    next(b for b in test.button if b.label == "Save all 3").click().run()
    assert not test.exception
    saved = [a for a in shared_store().articles() if a.source_id in {"bulk-wire", "corrected-wire"}]
    assert sorted((a.source_id, a.events) for a in saved) == [("bulk-wire", 1), ("bulk-wire", 1), ("corrected-wire", 1)]
    assert any("3 articles (3 events)" in note.value for note in test.success)
    for article in saved:
        shared_store().remove_article(article.article_id)


def test_a_fault_while_saving_leaves_the_drafts_to_be_looked_at(
    run_page: RunPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from geo.reading import article_from_text
    from pages.parts import drafts

    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(drafts, "ingest_article", fail)
    test = run_page("articles.py", view="add")
    test.session_state["drafts"] = [article_from_text(f"Report {n}.", source_id="bulk-wire") for n in (1, 2)]
    test.run()
    next(b for b in test.button if b.label == "Save all 2").click().run()
    assert "the disk is full" in test.exception[0].message
    test.run()
    assert not test.exception
    assert "2 articles read, nothing saved yet" in words(test)
    next(b for b in test.button if b.label == "Discard all").click().run()
    assert not test.session_state["drafts"]


def test_place_page_tells_the_history(run_page: RunPage) -> None:
    shown = words(run_page("place.py", place="curated:sy-palmyra", day="2016-12-12"))
    assert "Palmyra" in shown
    assert "claims on who holds it" in shown
    assert "according to" in shown or "cites no one" in shown


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        pytest.param("differences", "differences in all", id="differences"),
        pytest.param("lanes", "the longest disagreement first", id="lanes"),
        pytest.param("figures", "share on which they name the same side", id="figures"),
        pytest.param("same", "reports that may be one event", id="same event"),
    ],
)
def test_compare_views(run_page: RunPage, view: str, expected: str) -> None:
    shown = words(run_page("compare.py", view=view, left="reuters,unknown-001", right="tass,manar"))
    assert expected in shown
    assert "is held by" not in shown


@pytest.mark.parametrize("section", ["loaded", "import", "export", "gazetteer"])
def test_data_sections(run_page: RunPage, section: str) -> None:
    run_page("data.py", section=section)
