import datetime as dt
import gzip
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette

from geo.feed import routes, unpack_columns
from geo.feed.encoded import EncodedCache
from geo.mapping.linking import linked_address, modules_stamp
from geo.model import Article, DatePrec, Kind, ReportedEvent, Source, Stance, Status, WherePrec
from geo.resources import data_path
from geo.store import open_store
from geo.synthetic import synthetic_events

D = dt.date
ARTICLE = Article("a1", "jnn", "Rebels took Saraqib. They took it.", title="Saraqib falls", url="https://x.org/1",
                  source_name="Jihan News", published_on=D(2016, 12, 12))  # fmt: skip
TOOK = ReportedEvent(
    "e1", "jnn", "a1", Kind.CAPTURED, actor="Syrian opposition", place_id="p:1", place_name="Saraqib", latitude=35.86,
    longitude=36.8, where_prec=WherePrec.EXACT, radius_m=2000.0, date_start=D(2016, 12, 11), date_end=D(2016, 12, 11),
    date_prec=DatePrec.DAY, published_on=D(2016, 12, 12), quote="Rebels took Saraqib", char_end=19,
    more_quotes=((21, 33),),
)  # fmt: skip
UNDATED = ReportedEvent("e2", "jnn", "a1", Kind.SHELLING, Stance.PLANNED, quote="They took it", char_start=21,
                        char_end=33)  # fmt: skip
OTHER = replace(TOOK, event_id="12", source_id="alalam", article_id="a2", kind=Kind.HOLDS, actor="Syrian government",
                date_start=D(2016, 12, 20), date_end=D(2016, 12, 20), more_quotes=())  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def store(home):
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    store.add_article(ARTICLE, [TOOK, UNDATED])
    store.add_article(replace(ARTICLE, article_id="a2", source_id="alalam", source_name="Alalam"), [OTHER])
    yield store
    store.close()


@pytest.fixture
def client(store, client_of):
    return client_of(Starlette(routes=routes(lambda: store)))


def rows(answer):
    assert answer.status_code == 200, answer.text
    header, columns = unpack_columns(answer.content)
    return header, columns["row"].tolist()


def test_events_travel_zipped_with_a_strong_etag(client):
    answer = client.get("/feed/events")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["vary"] == "Accept-Encoding"
    header, found = rows(answer)
    assert header["count"] == 3
    assert sorted(found) == [1, 2, 3]


def test_who_takes_no_gzip_gets_the_same_columns_plain(client):
    zipped = client.get("/feed/events")
    plain = client.get("/feed/events", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content == zipped.content
    assert plain.headers["etag"] != zipped.headers["etag"]


@pytest.mark.parametrize("spell", ["{}", "W/{}", '"other", {}', "*"], ids=["same", "weak", "list", "any"])
def test_who_has_it_is_told_so(client, spell):
    etag = client.get("/feed/events").headers["etag"]
    answer = client.get("/feed/events", headers={"If-None-Match": spell.format(etag)})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == etag


def test_any_change_in_the_store_changes_the_etag_and_the_answer(client, store):
    before = client.get("/feed/events").headers["etag"]
    store.review("e1", {"status": "rejected"}, reviewer="ann")
    answer = client.get("/feed/events", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert sorted(rows(answer)[1]) == [2, 3]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("source=jnn", [1, 2], id="one source"),
        pytest.param("source=jnn,alalam", [1, 2, 3], id="two in one"),
        pytest.param("source=jnn&source=alalam", [1, 2, 3], id="two repeated"),
        pytest.param("kind=captured", [1], id="kind"),
        pytest.param("actor=Syrian+government", [3], id="actor"),
        pytest.param("stance=planned", [2], id="stance"),
        pytest.param("status=rejected", [], id="status"),
        pytest.param("from=2016-12-12", [3], id="from"),
        pytest.param("to=2016-12-12", [1], id="to"),
        pytest.param("to=2016-12-12&undated=1", [1, 2], id="to, undated too"),
        pytest.param("from=2016-12-12&to=2016-12-12&by=published", [1, 3], id="by publication"),
        pytest.param("bbox=36,35,37,36", [1, 3], id="inside"),
        pytest.param("bbox=0,0,1,1", [], id="outside"),
        pytest.param("place=p:1", [1, 3], id="place"),
        pytest.param("text=TOOK+it", [2], id="text"),
        pytest.param("source=&kind=&from=", [1, 2, 3], id="empty means all"),
    ],
)
def test_filters(client, query, expected):
    assert sorted(rows(client.get(f"/feed/events?{query}"))[1]) == expected


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("/feed/events?kind=seized", "kind='seized'", id="kind"),
        pytest.param("/feed/events?from=yesterday", "write YYYY-MM-DD", id="day"),
        pytest.param("/feed/events?from=2016-12-02&to=2016-12-01", "after the last day", id="backwards"),
        pytest.param("/feed/events?from=2016-12-02&from=2016-12-03", "given twice", id="twice"),
        pytest.param("/feed/events?bbox=1,2,3", "west,south,east,north", id="bbox of three"),
        pytest.param("/feed/events?bbox=nan,0,1,1", "in degrees", id="bbox of no number"),
        pytest.param("/feed/events?bbox=0,10,1,5", "in degrees", id="bbox upside down"),
        pytest.param("/feed/events?by=read", "neither happened nor published", id="by"),
        pytest.param("/feed/events?undated=maybe", "neither 0 nor 1", id="flag"),
        pytest.param("/feed/events?drop=table", "unknown parameter 'drop'", id="foreign"),
        pytest.param("/feed/events?parquet=../../etc/passwd", "not a .parquet file", id="path out of the home"),
        pytest.param("/feed/events?parquet=no.parquet", "no such file", id="no such file"),
        pytest.param("/feed/events?parquet=x%00.parquet", "zero byte", id="zero byte"),
        pytest.param("/feed/events/e1?x=1", "unknown parameter 'x'", id="foreign on an event"),
        pytest.param("/feed/holdings?min_date_prec=9", "no date_prec", id="min_date_prec"),
        pytest.param("/feed/holdings?on=2016-01-01", "unknown parameter 'on'", id="foreign on holdings"),
    ],
)
def test_queries_that_cannot_be_understood_get_one_line(client, url, words):
    answer = client.get(url)
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.text.count("\n") == 1


def test_a_damaged_parquet_file_is_a_bad_query(client, home):
    (home / "broken.parquet").write_bytes(b"PAR1 and nothing else")
    answer = client.get("/feed/events?parquet=broken.parquet")
    assert answer.status_code == 400
    assert "not a readable Parquet file" in answer.text


@pytest.mark.parametrize("asked", ["e1", "1"], ids=["by id", "by row"])
def test_one_event_whole(client, asked):
    body = client.get(f"/feed/events/{asked}").json()
    assert (body["event_id"], body["row"], body["date_start"], body["where_prec"]) == ("e1", 1, "2016-12-11", 1)
    assert body["article"] == {"article_id": "a1", "title": "Saraqib falls", "url": "https://x.org/1",
                               "published_on": "2016-12-12"}  # fmt: skip
    assert (body["source"]["name"], body["source"]["colour"]) == ("Jihan News", "#3c60b4")
    assert body["more_quotes"] == [{"char_start": 21, "char_end": 33, "quote": "They took it"}]
    assert [(other["event_id"], other["source_id"]) for other in body["neighbours"]] == [("12", "alalam")]


def test_an_id_of_digits_is_found_when_no_row_has_that_number(client):
    assert client.get("/feed/events/12").json()["event_id"] == "12"


@pytest.mark.parametrize("asked", ["nothing", "99", "99999999999999999999"])
def test_an_unknown_event_is_not_found(client, asked):
    answer = client.get(f"/feed/events/{asked}")
    assert answer.status_code == 404
    assert answer.text.count("\n") == 1


def test_a_parquet_file_is_served_like_the_store(client, home):
    table = synthetic_events(500, seed=3)
    pq.write_table(table, home / "load.parquet", row_group_size=100)
    header, found = rows(client.get("/feed/events?parquet=load.parquet"))
    assert header["count"] == 500
    for position in (0, 250, 499):
        detail = client.get(f"/feed/events/{found[position]}?parquet=load.parquet").json()
        assert detail["event_id"] == table["event_id"][found[position]].as_py()
    assert client.get("/feed/events/500?parquet=load.parquet").status_code == 404


def test_holdings_are_spans_with_the_events_they_rest_on(client, store):
    store.set_source(Source("jnn", "JNN", colour="#abcdef"))
    answer = client.get("/feed/holdings")
    assert answer.headers["content-encoding"] == "gzip"
    header, columns = unpack_columns(answer.content)
    words = header["dictionaries"]
    spans = {
        (words["sources"][source]["id"], words["places"][place]["name"], words["holders"][holder]["name"], int(event))
        for source, place, holder, event in zip(
            columns["source"], columns["place"], columns["holder"], columns["event"], strict=True
        )
    }
    assert spans == {("jnn", "Saraqib", "Syrian opposition", 1), ("alalam", "Saraqib", "Syrian government", 3)}
    assert columns["to"].tolist() == [32767, 32767]
    assert {column["name"]: column["dtype"] for column in header["columns"]} == {
        "place": "u4", "source": "u1", "state": "u1", "holder": "u2", "besieger": "u2", "from": "i2", "to": "i2",
        "claim": "i2", "since": "i2", "event": "u4",
    }  # fmt: skip
    assert words["places"][0]["lon"] == pytest.approx(36.8)


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 2), ("without=jnn", 1), ("reviewed=1", 0), ("by=published", 2), ("min_date_prec=1", 2)],
    ids=["all", "without one", "reviewed only", "published", "dated to the day"],
)
def test_holdings_follow_the_assumptions(client, query, count):
    header, _ = unpack_columns(client.get(f"/feed/holdings?{query}").content)
    assert header["count"] == count


@pytest.mark.skipif(not any(data_path("basemap").glob("basemap.json*")), reason="data/basemap is not built")
def test_the_basemap_is_served_zipped_and_cached(client):
    answer = client.get("/feed/basemap")
    assert answer.headers["content-encoding"] == "gzip"
    header, arrays = unpack_columns(answer.content)
    assert {name for name, _ in header["layers"]} >= {"countries", "provinces"}
    assert len(arrays["points"]) == 2 * arrays["shape_starts"][-1]
    again = client.get("/feed/basemap", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("/leaflet/leaflet.js", "text/javascript; charset=utf-8"), ("/leaflet/leaflet.css", "text/css; charset=utf-8"),
     ("/leaflet/images/layers.png", "image/png")],
)  # fmt: skip
def test_leaflet_comes_from_its_wheel_with_sure_types(client, path, media_type):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "max-age" in answer.headers["cache-control"]
    again = client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_the_map_comes_as_one_module_that_is_kept_for_as_long_as_it_stays_the_same(client):
    address = linked_address("/assets")
    answer = client.get(f"{address}/main.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "export const { start }" in answer.text
    assert answer.headers["cache-control"] == "private, max-age=31536000"
    assert client.get(f"{address}/loader.worker.js").status_code == 200
    sheet = client.get(f"{address}/dateline.css")
    assert (sheet.status_code, sheet.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert client.get(f"{address}/passwd").status_code == 404


def test_a_page_of_an_older_program_gets_the_modules_of_now_and_asks_again(client):
    answer = client.get("/assets/linked/0123456789abcdef/main.js")
    assert "export const { start }" in answer.text
    assert answer.headers["cache-control"] == "private, no-cache"
    same = {"If-None-Match": answer.headers["etag"]}
    assert client.get("/assets/linked/0123456789abcdef/main.js", headers=same).status_code == 304


def test_a_changed_file_gives_the_modules_another_address(tmp_path):
    (tmp_path / "main.js").write_text("export const a = 1;\n")
    before = modules_stamp(tmp_path)
    assert modules_stamp(tmp_path) == before
    (tmp_path / "main.js").write_text("export const a = 2;\n")
    changed = modules_stamp(tmp_path)
    (tmp_path / "dateline.css").write_text("a{}")
    assert len({before, changed, modules_stamp(tmp_path)}) == 3


def test_nothing_outside_the_asset_folders_is_served(client):
    for path in ("/leaflet/../__init__.py", "/assets/../__init__.py", "/assets/%2e%2e/model.py", "/leaflet/x.js"):
        assert client.get(path).status_code == 404


def test_the_cache_builds_once_and_stays_within_its_bytes():
    cache = EncodedCache(limit_bytes=10)
    built = []

    def build(name, size):
        built.append(name)
        return name.encode() * size

    for name in ("a", "a", "b", "c", "a", "d"):
        cache.get(name, lambda name=name: build(name, 5))
    assert built == ["a", "b", "c", "a", "d"]
    cache.get("e", lambda: build("e", 11))
    cache.get("e", lambda: build("e", 11))
    assert built[-2:] == ["e", "e"]


def test_a_failed_build_is_tried_again():
    cache = EncodedCache()
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: bytes(1 // 0))
    assert cache.get("a", lambda: b"x") == b"x"


def test_gzip_is_what_the_standard_library_reads(client):
    assert gzip.decompress(client.get("/feed/events").raw)[:4] == b"DLN1"


def test_rejected_events_are_asked_for_by_name(client, store):
    store.review("e1", {"status": Status.REJECTED}, reviewer="ann")
    assert rows(client.get("/feed/events?status=rejected"))[1] == [1]
