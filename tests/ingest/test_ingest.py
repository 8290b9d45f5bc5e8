import csv
from pathlib import Path

import pytest

from geo.gazetteer import open_gazetteer
from geo.ingest import articles_in_file, ensure_sample, ingest_paths
from geo.lexicon import load_lexicon
from geo.resources import data_path
from geo.store import open_store

STORY = "source: {source}\npublished: 2016-12-12\n---\nRebels captured the town of Saraqib on 11 December 2016.\n"


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return {
        "gazetteer": open_gazetteer(tmp_path_factory.mktemp("gazetteer"), layers=["curated"]),
        "lexicon": load_lexicon(),
    }


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def take_in(store, rules):
    def take_in(*paths, **options):
        return ingest_paths(paths, store=store, **rules, **options)

    return take_in


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "b.txt").write_text(STORY.format(source="reuters"), encoding="utf-8")
    (folder / "deep" / "a.txt").write_text(STORY.format(source="sana"), encoding="utf-8")
    (folder / "deep" / ".hidden" / "c.txt").write_text(STORY.format(source="tass"), encoding="utf-8")
    (folder / "deep" / "notes.md").write_text("Notes, no article.", encoding="utf-8")
    return folder


def test_folders_are_read_through_and_events_come_out_dated_and_placed(take_in, store, folder):
    report = take_in(folder)
    assert (report.articles, report.added, report.failures, report.skipped_files) == (2, 2, (), 1)
    events = store.events()
    captured = events[events["kind"] == "captured"]
    assert sorted(captured["source_id"]) == ["reuters", "sana"]
    assert {str(day.date()) for day in captured["date_end"]} == {"2016-12-11"}
    assert captured.geometry.notna().all()
    for event in events.itertuples():
        text = store.article(event.article_id).text
        assert text[event.char_start : event.char_end] == event.quote


def test_the_same_again_changes_nothing(take_in, store, folder):
    take_in(folder)
    before = store.fingerprint()
    report = take_in(folder, folder / "b.txt")
    assert (report.articles, report.added) == (2, 0)
    assert store.fingerprint() == before


BAD = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "is binary, not text"),
    "latin.txt": ("Dörfer um Aleppo wurden beschossen, hieß es gestern. ".encode("latin-1") * 5, "is not UTF-8"),
    "huge.txt": (b"Aleppo was calm. " * 3_100_000, "MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_its_reason_and_the_others_go_in(take_in, store, folder, name):
    data, words = BAD[name]
    (folder / name).write_bytes(data)
    report = take_in(folder)
    assert report.articles == 2
    (failure,) = report.failures
    assert failure.where.endswith(name)
    assert words in failure.reason
    assert "\n" not in failure.reason


def test_a_missing_file_is_a_failure_too(take_in, tmp_path):
    report = take_in(tmp_path / "nothing.txt")
    assert [failure.reason for failure in report.failures] == ["no such file"]


def test_a_table_holds_an_article_a_row_and_bad_rows_are_named(take_in, store, tmp_path):
    path = tmp_path / "articles.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["article_id", "source", "published", "title", "text"])
        writer.writerow(["7", "reuters", "2016-12-12", "Town falls", "Rebels captured Saraqib, a source said.\nMore."])
        writer.writerow(["8", "sana", "sometime", "Quiet", "The army held Palmyra."])
        writer.writerow(["9", "tass", "", "", ""])
    report = take_in(path)
    assert report.articles == 1
    assert [failure.where.rsplit(" ", 1)[1] for failure in report.failures] == ["2", "3"]
    assert "write YYYY-MM-DD" in report.failures[0].reason
    (article,) = store.articles()
    assert (article.source_id, article.origin, article.title) == ("reuters", "7", "Town falls")
    assert str(article.published_on) == "2016-12-12"


def test_a_long_article_leaves_the_limit_of_cells_as_it_was(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(f"text\n{'Rebels captured Saraqib. ' * 10_000}\n\nThe army held Palmyra.\n", "utf-8")
    before = csv.field_size_limit(131_072)
    try:
        read = [(article, csv.field_size_limit()) for _, article in articles_in_file(path)]
    finally:
        csv.field_size_limit(before)
    assert [len(article.text) > 131_072 for article, _ in read] == [True, False]
    assert {limit for _, limit in read} == {131_072}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"a,b\n1,2\n", "no column text", id="no text"),
        pytest.param(b"", "no column text", id="empty"),
        pytest.param("text\nD\u00f6rfer\n".encode("latin-1"), "not UTF-8", id="latin-1"),
    ],
)
def test_a_table_that_holds_no_articles_is_refused(take_in, tmp_path, content, words):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    report = take_in(path)
    assert report.articles == 0
    assert words in report.failures[0].reason


def test_options_win_over_the_files(take_in, store, folder):
    import datetime as dt

    take_in(folder / "b.txt", source_id="jnn", published_on=dt.date(2016, 12, 20))
    (article,) = store.articles()
    assert (article.source_id, article.published_on) == ("jnn", dt.date(2016, 12, 20))


def test_progress_is_told_and_a_cancelled_ingest_keeps_whole_articles(take_in, store, folder):
    told = []
    report = take_in(folder, on_progress=lambda done, total, name: told.append((done, total, Path(name).name)))
    assert not report.was_cancelled
    assert told == [(0, 2, "b.txt"), (1, 2, "a.txt"), (2, 2, "")]
    store.remove_article(report.article_ids[0])
    store.remove_article(report.article_ids[1])
    answers = iter([False, True])
    report = take_in(folder, cancelled=lambda: next(answers))
    assert (report.articles, report.was_cancelled) == (1, True)
    assert len(store.articles()) == 1


def test_one_article_that_trips_the_rules_does_not_stop_the_others(take_in, store, folder, monkeypatch):
    from geo import extraction

    extract = extraction.extract

    def trips(article, gazetteer, lexicon):
        if article.source_id == "reuters":
            raise ZeroDivisionError("by nothing")
        return extract(article, gazetteer, lexicon)

    monkeypatch.setattr(extraction, "extract", trips)
    report = take_in(folder)
    assert report.articles == 1
    assert report.failures[0].reason == "internal error while extracting (ZeroDivisionError: by nothing)"
    assert [article.source_id for article in store.articles()] == ["sana"]


def test_a_newcomer_gets_the_sample_once(store, rules):
    assert ensure_sample(store, **rules)
    with data_path("sample", "sources.csv").open(encoding="utf-8") as file:
        names = {row["source_id"]: row["name"] for row in csv.DictReader(file)}
    assert len(store.articles()) == len(list(data_path("sample").glob("*.txt")))
    assert {source.source_id: source.name for source in store.sources()} == {
        source.source_id: names[source.source_id] for source in store.sources()
    }
    before = store.fingerprint()
    assert not ensure_sample(store, **rules)
    assert store.fingerprint() == before
