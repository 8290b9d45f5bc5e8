import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.model import EVENT_COLUMNS, Article
from geo.store import EventFilter, open_store, snapshot
from geo.synthetic import synthetic_events


@pytest.fixture
def url(database_url, monkeypatch):
    monkeypatch.setattr(snapshot, "_FILE_FROM_ROWS", 50)
    monkeypatch.setattr(snapshot, "_BATCH_ROWS", 32)
    return database_url


def columns_file(folder):
    (file,) = folder.glob("*.columns.parquet")
    return file


def by_hand(store):
    """All events, read one by one from the database."""
    ids = [store.event_id_of_row(row) for row in store.event_arrow(columns=("row",))["row"].to_pylist()]
    return {event_id: store.event(event_id) for event_id in ids}


def assert_as_in_the_database(store):
    events = by_hand(store)
    for row in store.event_arrow().to_pylist():
        event = events.pop(row["event_id"])
        assert row == {name: getattr(event, name) for name in EVENT_COLUMNS}
    assert not events


def test_a_large_table_lies_in_a_file_beside_the_store_and_stays_true(url, tmp_path):
    store = open_store(url)
    store.add_events(synthetic_events(120))
    assert_as_in_the_database(store)
    file = columns_file(tmp_path)
    made = file.stat().st_mtime_ns
    store.review("s0-7", {"place_name": "elsewhere", "status": "edited"}, reviewer="ann")
    store.remove_article("synthetic-9")
    store.add_events(synthetic_events(3, seed=5))
    assert store.event_arrow().num_rows == 122
    assert store.event_arrow(columns=("row",))["row"].to_pylist() == sorted(set(range(1, 124)) - {10})
    assert_as_in_the_database(store)
    assert file.stat().st_mtime_ns == made, "a few changes are laid over the file, not written into it"


def test_many_changes_make_the_file_anew(url, tmp_path):
    store = open_store(url)
    store.add_events(synthetic_events(60))
    store.event_arrow()
    file = columns_file(tmp_path)
    assert pq.read_metadata(file).num_rows == 60
    store.add_events(synthetic_events(70, seed=5))
    assert_as_in_the_database(store)
    assert pq.read_metadata(file).num_rows == 130


def test_a_store_opened_again_reads_the_file_and_what_came_after_it(url):
    first = open_store(url)
    first.add_events(synthetic_events(80))
    first.event_arrow()
    first.review("s0-3", {"note": "seen"}, reviewer="ann")
    first.close()
    second = open_store(url)
    assert second.event_arrow(EventFilter(event_ids=("s0-3",)), columns=("note",))["note"].to_pylist() == ["seen"]
    assert_as_in_the_database(second)


@pytest.mark.parametrize("damage", ["broken", "of another store", "gone"])
def test_a_file_that_is_not_this_stores_is_not_believed(url, tmp_path, damage):
    store = open_store(url)
    store.add_events(synthetic_events(80))
    store.event_arrow()
    store.close()
    file = columns_file(tmp_path)
    if damage == "broken":
        file.write_bytes(b"PAR1 nothing")
    elif damage == "gone":
        file.unlink()
    else:
        table = pq.read_table(file)
        notes = {**(table.schema.metadata or {}), b"store_id": b"other"}
        pq.write_table(table.slice(0, 5).replace_schema_metadata(notes), file)
    again = open_store(url)
    assert again.event_arrow().num_rows == 80
    assert_as_in_the_database(again)


def test_a_file_that_cannot_be_written_only_costs_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "_FILE_FROM_ROWS", 50)
    (tmp_path / "store.sqlite.columns.parquet").mkdir()
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.add_events(synthetic_events(80))
    assert_as_in_the_database(store)


def test_two_open_stores_see_each_others_changes(url):
    first, second = open_store(url), open_store(url)
    first.add_events(synthetic_events(80))
    assert second.event_arrow().num_rows == 80
    second.review("s0-1", {"note": "seen"}, reviewer="ann")
    assert "seen" in first.event_arrow(columns=("note",))["note"].to_pylist()


def test_encoded_and_plain_columns_say_the_same(url):
    store = open_store(url)
    store.add_events(synthetic_events(80))
    encoded = store.event_arrow(columns=("kind", "actor"), encoded=True)
    assert pa.types.is_dictionary(encoded["kind"].type)
    assert store.event_arrow(columns=("kind", "actor")).to_pylist() == encoded.to_pylist()


def test_what_is_arranged_leaves_the_fingerprint_of_events(url):
    store = open_store(url)
    store.add_events(synthetic_events(20))
    first = store.events_fingerprint()
    store.set_source_set("agencies", ("source-01", "source-02"))
    store.decide_same_event("g", ["e1", "e2"], "accepted")
    assert store.events_fingerprint() == first
    store.add_events(synthetic_events(30, seed=1))
    assert store.events_fingerprint() != first
    store.close()


def test_an_article_that_takes_the_place_of_another_changes_what_names_the_events(url):
    store = open_store(url)
    told, other = (Article(article_id=name, source_id="jnn", text=name, sha256=name) for name in ("told", "other"))
    store.add_article(told, [])
    first = store.events_fingerprint()
    store.remove_article(told.article_id)
    store.add_article(other, [])
    assert store.events_fingerprint() != first
    store.close()


def test_a_filter_reads_a_file_in_parts_to_the_same_rows(url, monkeypatch):
    monkeypatch.setattr(snapshot, "_BATCH_ROWS", 40)
    store = open_store(url)
    store.add_events(synthetic_events(300))
    whole = store.event_arrow(columns=("row", "kind", "source_id"))
    some = store.event_arrow(EventFilter(kinds=("clash",), sources=("source-01", "source-03")), columns=("row",))
    expected = [
        row["row"]
        for row in whole.to_pylist()
        if row["kind"] == "clash" and row["source_id"] in ("source-01", "source-03")
    ]
    assert some["row"].to_pylist() == expected
    assert store.event_arrow(EventFilter(text="no such words"), columns=("row",)).num_rows == 0
    store.close()
