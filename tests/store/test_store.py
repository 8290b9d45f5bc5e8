import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from geo.errors import BadQuery, BadTable, StoreError, UnknownRecord
from geo.model import (
    EVENT_COLUMNS,
    Article,
    Candidate,
    DatePrec,
    Kind,
    LonLat,
    Mention,
    Place,
    ReportedEvent,
    Role,
    Source,
    Status,
    WherePrec,
)
from geo.store import EventFilter, open_store, table_from_events

TEXT = "Rebels took Saraqib on Monday. The army still holds Idlib city, a source said."
PLACE = Place("p:1", "Saraqib", LonLat(36.8, 35.86), "town", country="SY", areas=("a:1",), other_names=("Sarakeb",))
ARTICLE = Article(
    "a1", "jnn", TEXT, title="Saraqib falls", url="https://example.org/1", published_on=dt.date(2016, 12, 12),
    sha256="aa", source_name="Jihan News", origin="file.txt", body_end=40, excluded=((3, 5),),
    retrieved_at=dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
)  # fmt: skip
TOOK = ReportedEvent(
    "e1", "jnn", "a1", Kind.CAPTURED, actor="Syrian opposition", place_id="p:1", place_name="Saraqib",
    place_mention="Saraqib", latitude=35.86, longitude=36.8, where_prec=WherePrec.EXACT, radius_m=2000.0,
    date_start=dt.date(2016, 12, 11), date_end=dt.date(2016, 12, 12), date_prec=DatePrec.FEW_DAYS,
    published_on=dt.date(2016, 12, 12), quote="Rebels took Saraqib on Monday", char_end=29, rule="took",
    more_quotes=((31, 40),),
)  # fmt: skip
HOLDS = ReportedEvent("e2", "jnn", "a1", Kind.HOLDS, actor="Syrian government", quote="The army still holds Idlib city",
                      char_start=31, char_end=62, rule="holds")  # fmt: skip


@pytest.fixture
def store(database_url):
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture
def filled(store):
    store.add_article(ARTICLE, [TOOK, HOLDS])
    return store


def test_what_goes_in_comes_out_whole(store):
    mention = Mention(
        "Saraqib", 12, 19, Role.LOCATION, PLACE, WherePrec.EXACT, 2000.0, PLACE.lonlat,
        (Candidate(PLACE, 0.9, "exact", ("in Idlib",)),), "note",
    )  # fmt: skip
    store.add_article(ARTICLE, [TOOK, HOLDS], [mention])
    assert store.article("a1") == ARTICLE
    assert store.event("e1") == TOOK
    assert store.events_of_article("a1") == [TOOK, HOLDS]
    assert store.mentions("a1") == [mention]
    assert store.sources()[0].name == "Jihan News"


def test_the_same_article_again_changes_nothing(filled):
    before = filled.fingerprint()
    assert not filled.add_article(ARTICLE, [TOOK, HOLDS])
    assert filled.fingerprint() == before


def test_every_write_makes_a_revision(filled):
    revision = filled.revision
    filled.review("e1", {"note": "seen"}, reviewer="ann")
    assert filled.revision == revision + 1


def test_fresh_extraction_replaces_what_nobody_reviewed_and_keeps_row_numbers(filled):
    row = filled.row_of_event("e1")
    other = replace(HOLDS, event_id="e3", kind=Kind.CONTESTED)
    assert filled.add_article(ARTICLE, [replace(TOOK, actor="HTS"), other])
    assert {event.event_id for event in filled.events_of_article("a1")} == {"e1", "e3"}
    assert filled.event("e1").actor == "HTS"
    assert filled.row_of_event("e1") == row


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.EDITED, Status.REJECTED])
def test_reviewed_events_outlive_fresh_extraction(filled, status):
    filled.review("e1", {"status": status, "kind": "contested"}, reviewer="ann")
    same_report_with_other_id = replace(TOOK, event_id="e9")
    filled.add_article(ARTICLE, [same_report_with_other_id])
    events = filled.events_of_article("a1")
    assert [(event.event_id, event.status, event.kind) for event in events] == [("e1", status, Kind.CONTESTED)]


def test_a_changed_text_moves_reviewed_quotes_with_it(filled):
    filled.review("e1", {"status": "accepted"}, reviewer="ann")
    filled.review("e2", {"status": "accepted"}, reviewer="ann")
    text = "Update. Rebels took Saraqib on Monday. Nothing more."
    filled.add_article(replace(ARTICLE, text=text, sha256="bb"), [])
    took, holds = filled.event("e1"), filled.event("e2")
    assert text[took.char_start : took.char_end] == took.quote
    assert "earlier text" in holds.note


def test_review_and_undo_go_back_step_by_step(filled):
    filled.review("e2", {"place_name": "Idlib", "latitude": 35.93, "longitude": 36.63, "date_start": "2016-12-10",
                         "date_end": dt.date(2016, 12, 12)}, reviewer="ann")  # fmt: skip
    filled.review("e2", {"status": "rejected"}, reviewer="bob")
    assert filled.event("e2").status is Status.REJECTED
    back = filled.undo("e2")
    assert (back.status, back.reviewer, back.latitude) == (Status.EDITED, "ann", 35.93)
    assert filled.undo("e2") == HOLDS
    assert [review.undone for review in filled.reviews("e2")] == [True, True]
    with pytest.raises(UnknownRecord, match="no review to undo"):
        filled.undo("e2")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"quote": "x"}, "quote cannot be changed", id="a quote is the article's"),
        pytest.param({"kind": "seized"}, "kind='seized'", id="unknown kind"),
        pytest.param({"kind": None}, "kind cannot be empty", id="no kind"),
        pytest.param({"latitude": 91, "longitude": 0}, "latitude=91", id="latitude off the globe"),
        pytest.param({"latitude": float("nan"), "longitude": 0}, "latitude=nan", id="not a number"),
        pytest.param({"latitude": None}, "both latitude and longitude", id="half a point"),
        pytest.param({"date_start": "2016-12-13"}, "after the last day", id="begins after its end"),
        pytest.param({"date_end": "12/13/2016"}, "date_end='12/13/2016'", id="no ISO day"),
    ],
)
def test_impossible_reviews_change_nothing(filled, changes, words):
    before = filled.fingerprint()
    with pytest.raises(BadQuery, match=words):
        filled.review("e1", changes, reviewer="ann")
    assert filled.fingerprint() == before
    assert filled.event("e1") == TOOK


@pytest.mark.parametrize("ask", ["event", "article", "mentions", "undo"])
def test_unknown_records_are_said_to_be_unknown(store, ask):
    with pytest.raises(UnknownRecord, match="nothing"):
        getattr(store, ask)("nothing")


def test_an_article_goes_in_whole_or_not_at_all(store):
    broken = replace(TOOK, event_id=None)
    with pytest.raises(StoreError):
        store.add_article(ARTICLE, [HOLDS, broken])
    assert (store.articles(), store.sources(), store.revision) == ([], [], 0)


def test_events_are_a_geodataframe_with_gaps_kept(filled):
    events = filled.events()
    assert list(events.columns) == [*EVENT_COLUMNS, "geometry"]
    assert events.crs.to_epsg() == 4326
    assert events.geometry.isna().tolist() == [False, True]
    assert (events.geometry.iloc[0].x, events.geometry.iloc[0].y) == (36.8, 35.86)
    assert events["date_end"].tolist()[0] == dt.datetime(2016, 12, 12)  # noqa: DTZ001
    assert events["date_end"].isna().tolist() == [False, True]


def test_an_empty_store_has_empty_tables(store):
    assert store.events().empty
    assert store.event_arrow().column_names == list(EVENT_COLUMNS)
    assert store.source_counts() == []


def test_removing_an_article_removes_its_events_from_the_columns(filled):
    assert filled.event_arrow().num_rows == 2
    filled.remove_article("a1")
    assert filled.event_arrow().num_rows == 0
    with pytest.raises(UnknownRecord):
        filled.event_id_of_row(1)


def test_row_numbers_are_never_given_twice(filled):
    gone = filled.row_of_event("e2")
    filled.remove_article("a1")
    filled.add_article(ARTICLE, [replace(HOLDS, event_id="e7")])
    assert filled.row_of_event("e7") > gone


def test_sources_keep_their_colour_until_the_user_sets_one(store):
    for name in ("a", "b"):
        store.set_source(Source(name, name.upper()))
    first, second = store.sources()
    store.set_source(Source("a", "A", group="agencies", colour="#123456"))
    assert store.sources() == [Source("a", "A", "agencies", "#123456"), second]
    store.set_source(Source("a", "A"))
    assert store.sources() == [first, second]
    with pytest.raises(BadQuery, match="#rrggbb"):
        store.set_source(Source("a", "A", colour="red"))


def test_source_sets_and_same_event_decisions_are_kept(store):
    store.set_source_set("agencies", ["b", "a"])
    store.set_source_set("none", [])
    assert store.source_sets() == {"agencies": ("b", "a")}
    store.decide_same_event("g1", ["e1", "e2"], "accepted")
    store.decide_same_event("g1", ["e1", "e3"], "rejected")
    assert store.same_event_decisions() == [("g1", "e1", "rejected"), ("g1", "e3", "rejected")]
    store.decide_same_event("g1", [], "open")
    assert store.same_event_decisions() == []


def test_a_table_of_events_goes_in_all_or_none(store):
    table = table_from_events([TOOK, replace(TOOK, event_id="e5", source_id="alalam")])
    assert store.add_events(table) == 2
    assert [row["events"] for row in store.source_counts()] == [1, 1]
    twice = table_from_events([TOOK, TOOK])
    with pytest.raises(BadTable, match="twice"):
        store.add_events(twice)
    assert store.add_events(table_from_events([replace(TOOK, actor="X")])) == 1
    assert store.event("e1").actor == "X"


def test_a_table_never_overwrites_what_was_reviewed(filled):
    filled.review("e1", {"status": "accepted"}, reviewer="ann")
    filled.add_events(table_from_events([replace(TOOK, actor="X")]))
    assert filled.event("e1").actor == "Syrian opposition"


def test_a_store_of_a_later_version_is_refused_in_words(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(url).close()
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE state SET schema_version = 99"))
    with pytest.raises(StoreError, match="version 99, this program knows version 1"):
        open_store(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("mysql://localhost/x", "a store is sqlite", id="another database"),
        pytest.param("no url at all", "not a store's address", id="nonsense"),
        pytest.param("sqlite:////proc/nowhere/x.sqlite", "cannot be opened", id="no such folder"),
    ],
)
def test_addresses_that_cannot_be_opened_say_why(url, words):
    with pytest.raises(StoreError, match=words):
        open_store(url)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "notes.sqlite"
    path.write_text("These are notes, not a database, and long enough to be looked at. " * 20)
    with pytest.raises(StoreError, match="cannot be opened: file is not a database"):
        open_store(f"sqlite:///{path}")


def test_tables_of_another_program_are_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    with create_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE article (x INTEGER)"))
    with pytest.raises(StoreError, match="another program"):
        open_store(url)


def test_filters_reach_the_events(filled):
    chosen = EventFilter(kinds=("captured",))
    assert filled.event_arrow(chosen, columns=("event_id",))["event_id"].to_pylist() == ["e1"]
    assert filled.event_arrow(EventFilter(text="army"), columns=("row",))["row"].to_pylist() == [2]
    with pytest.raises(BadQuery, match="no column 'colour'"):
        filled.event_arrow(columns=("colour",))


def test_claims_are_the_asserted_events_of_control_kinds(filled):
    strike = replace(TOOK, event_id="e5", kind=Kind.AIRSTRIKE)
    planned = replace(TOOK, event_id="e6", stance="planned")
    filled.add_events(table_from_events([strike, planned]))
    assert filled.claims_arrow()["event_id"].to_pylist() == ["e1", "e2"]
    assert filled.claims_arrow(EventFilter(place_ids=("p:1",)))["event_id"].to_pylist() == ["e1"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        pytest.param(EventFilter(event_ids=("e2", "nothing")), ["e2"], id="by id"),
        pytest.param(EventFilter(article_ids=("a1",), kinds=("holds",)), ["e2"], id="by article and kind"),
        pytest.param(EventFilter(place_ids=("p:1",), sources=("alalam",)), [], id="by place and source"),
    ],
)
def test_narrow_filters_ask_the_database_and_say_the_same(filled, chosen, expected):
    assert chosen.narrowest() is not None
    table = filled.event_arrow(chosen)
    assert table["event_id"].to_pylist() == expected
    everything = filled.event_arrow()
    assert table.schema == everything.schema


def test_articles_are_listed_newest_first_with_what_waits_for_review(filled):
    filled.add_article(replace(ARTICLE, article_id="a2", published_on=None), [])
    filled.add_article(replace(ARTICLE, article_id="a3", published_on=dt.date(2017, 1, 1)), [])
    filled.review("e1", {"status": "accepted"}, reviewer="ann")
    told = [(article.article_id, article.events, article.unreviewed) for article in filled.articles()]
    assert told == [("a3", 0, 0), ("a1", 2, 1), ("a2", 0, 0)]
    assert filled.source_counts() == [{"source_id": "jnn", "name": "Jihan News", "articles": 3, "events": 2}]
