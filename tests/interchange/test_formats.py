import datetime as dt
import json
from dataclasses import replace

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import BadTable
from geo.interchange import export_events, guess_format, pattern_csv, read_file, take_in
from geo.model import EVENT_COLUMNS, DatePrec, Kind, ReportedEvent, Stance, Status, WherePrec
from geo.store import EventFilter, open_store, table_from_events

FULL = ReportedEvent(
    "e1", "jnn", "a1", Kind.CAPTURED, Stance.ASSERTED, url="https://example.org/?a=1&b=2", actor="ISIS", opponent="SDF",
    attributed_to="SOHR", place_id="p:1", place_name="Dayr az-Zawr", place_mention='Deir "Ezzur",\nthe city',
    latitude=35.33, longitude=40.14, where_prec=WherePrec.EXACT, radius_m=5000.0, published_on=dt.date(2016, 12, 12),
    date_start=dt.date(2016, 12, 8), date_end=dt.date(2016, 12, 11), date_prec=DatePrec.FEW_DAYS,
    quote="“They took it,” he said; دير الزور fell.", char_start=3, char_end=44, rule="took", status=Status.EDITED,
    reviewer="ann", reviewed_at=dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC), note="a, b; c",
)  # fmt: skip
BARE = ReportedEvent("e2", "alalam", "a2", Kind.OTHER)
ROUND_TRIPS = ("csv", "geojson", "parquet")


def make_store(path, *events):
    store = open_store(f"sqlite:///{path}")
    if events:
        store.add_events(table_from_events(events))
    return store


@pytest.fixture
def filled(tmp_path):
    return make_store(tmp_path / "store.sqlite", FULL, BARE)


@pytest.mark.parametrize("form", ROUND_TRIPS)
def test_what_goes_out_comes_back_the_same(filled, tmp_path, form):
    out = tmp_path / f"events.{form}"
    export_events(filled, out, form)
    assert guess_format(out) == form
    other = make_store(tmp_path / "other.sqlite")
    assert take_in(other, read_file(out, "auto")) == 2
    assert other.event("e1") == FULL
    assert other.event("e2") == BARE


@pytest.mark.parametrize("form", ["csv", "geojson", "parquet", "acled", "ucdp", "lpf"])
def test_undated_and_unplaced_events_go_out_and_are_counted(filled, tmp_path, form):
    report = export_events(filled, tmp_path / "out", form)
    assert (report.events, report.notes["undated"], report.notes["unplaced"]) == (2, 1, 1)
    assert "e2" in (tmp_path / "out").read_text(encoding="utf-8", errors="replace") or form == "parquet"


def test_geojson_is_drawn_by_others_with_empty_geometry_where_nothing_places_it(filled, tmp_path):
    out = tmp_path / "out.geojson"
    export_events(filled, out, "geojson", settings={"carry_forward_days": 180})
    frame = gpd.read_file(out).set_index("event_id")
    assert frame.geometry["e1"].coords[0] == (40.14, 35.33)
    assert frame.geometry["e2"] is None
    document = json.loads(out.read_text(encoding="utf-8"))
    assert list(document["features"][0]["properties"]) == list(EVENT_COLUMNS)
    assert document["metadata"]["settings"] == {"carry_forward_days": 180}
    assert document["metadata"]["attribution"]


def test_parquet_is_geoparquet(filled, tmp_path):
    out = tmp_path / "out.parquet"
    export_events(filled, out, "parquet")
    frame = gpd.read_parquet(out).set_index("event_id")
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry["e1"].coords[0] == (40.14, 35.33)
    assert frame.geometry["e2"] is None
    assert "attribution" in json.loads(pq.read_schema(out).metadata[b"dateline"])


def test_csv_has_its_notes_beside_it(filled, tmp_path):
    export_events(filled, tmp_path / "out.csv", "csv", EventFilter(sources=("jnn",), first_day=dt.date(2016, 1, 1)))
    notes = json.loads((tmp_path / "out.csv.meta.json").read_text(encoding="utf-8"))
    assert notes["events"] == 1
    assert notes["settings"] == {"sources": ["jnn"], "first_day": "2016-01-01"}
    first = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.replace('"', "").split(",") == list(EVENT_COLUMNS)


def test_linked_places_bound_the_time_and_keep_missing_places(filled, tmp_path):
    export_events(filled, tmp_path / "out.lpf", "lpf")
    full, bare = json.loads((tmp_path / "out.lpf").read_text(encoding="utf-8"))["features"]
    bounds = {"earliest": "2016-12-08", "latest": "2016-12-11"}
    assert full["when"] == {"timespans": [{"start": bounds, "end": bounds}], "label": "[2016-12-08..2016-12-11]"}
    assert full["geometry"]["coordinates"] == [40.14, 35.33]
    assert bare["geometry"] is None
    assert "when" not in bare


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("x.csv", "a,b\n1,2\n", "no column event_id, source_id, kind", id="other table"),
        pytest.param("x.csv", "", "not a table", id="empty"),
        pytest.param("x.geojson", "{", "not JSON", id="broken JSON"),
        pytest.param("x.geojson", "[1]", "no features", id="no collection"),
        pytest.param("x.parquet", "PAR1", "not a readable Parquet file", id="broken Parquet"),
    ],
)
def test_files_of_another_kind_are_refused_in_one_line(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadTable, match=words) as refused:
        read_file(path, "auto")
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadTable, match=r"nothing\.csv: cannot be read"):
        read_file(tmp_path / "nothing.csv", "csv")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"kind": "seized"}, (1, "kind"), id="kind"),
        pytest.param({"latitude": "north"}, (1, "latitude"), id="latitude"),
        pytest.param({"date_end": "soon"}, (1, "date_end"), id="day"),
        pytest.param({"event_id": ""}, (1, "event_id"), id="no id"),
        pytest.param({"event_id": "e2"}, (2, "event_id"), id="the same id twice"),
        pytest.param({"reviewed_at": "yesterday"}, (1, "reviewed_at"), id="time"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(tmp_path, change, problem):
    cells = {"event_id": "e1", "source_id": "a", "kind": "clash", "latitude": "", "date_end": "", "reviewed_at": ""}
    lines = [",".join(cells), ",".join((cells | change).values()), ",".join((cells | {"event_id": "e2"}).values())]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    preview = read_file(path, "csv")
    assert [(found.row, found.column) for found in preview.problems] == [problem]
    assert preview.table.num_rows == 1
    assert preview.summary()["problems"] == 1


def test_an_unknown_format_and_an_unwritable_file_are_said(filled, tmp_path):
    with pytest.raises(BadTable, match="'xlsx' is none of csv"):
        export_events(filled, tmp_path / "x", "xlsx")
    with pytest.raises(BadTable, match="cannot be written"):
        export_events(filled, tmp_path / "no" / "folder" / "x.csv", "csv")


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)
maybe = st.none() | words.filter(bool)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@st.composite
def events(draw):
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    span = draw(st.none() | st.tuples(days, days).map(sorted))
    return replace(
        FULL,
        kind=draw(st.sampled_from(Kind)), stance=draw(st.sampled_from(Stance)), status=draw(st.sampled_from(Status)),
        actor=draw(maybe), opponent=draw(maybe), place_name=draw(maybe), quote=draw(words), note=draw(words),
        latitude=point[0] if point else None, longitude=point[1] if point else None,
        date_start=span[0] if span else None, date_end=span[1] if span else None, published_on=draw(st.none() | days),
    )  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=events(), form=st.sampled_from(ROUND_TRIPS))
def test_any_event_survives_the_round_trip(tmp_path_factory, event, form):
    folder = tmp_path_factory.mktemp("trip")
    store = make_store(folder / "a.sqlite", event)
    export_events(store, folder / f"out.{form}", form)
    other = make_store(folder / "b.sqlite")
    take_in(other, read_file(folder / f"out.{form}", form))
    assert other.event("e1") == event
    store.close()
    other.close()


def test_the_pattern_to_fill_in_is_understood_as_it_is(tmp_path):
    path = tmp_path / "pattern.csv"
    path.write_text(pattern_csv(), encoding="utf-8")
    preview = read_file(path, "auto")
    assert not preview.problems
    store = make_store(tmp_path / "store.sqlite")
    assert take_in(store, preview) == 2
    assert store.event("example-1").date_end == dt.date(2016, 12, 11)
    assert store.event("example-2").latitude is None
