import csv
import json

import pytest

from geo.errors import BadTable
from geo.interchange import export_events, guess_format, read_file, take_in
from geo.lexicon import load_lexicon
from geo.resources import PROJECT_ROOT
from geo.store import open_store

REAL = PROJECT_ROOT.parent / "shared" / "corpora" / "ucdp_ged_syria.csv"
HEADER = ("id,type_of_violence,side_a,side_b,source_office,source_date,source_headline,where_prec,where_coordinates,"
          "latitude,longitude,date_prec,date_start,date_end,best,low,high,deaths_a,deaths_b,deaths_civilians,"
          "deaths_unknown")  # fmt: skip
ROW = ("7,1,Government of Syria,IS,SOHR;SOHR;Airwars,2016-01-03;2016-01-04,Raid,4,Homs,34.7,36.7,2,"
       "2016-01-02,2016-01-03,5,4,6,1,2,1,1")  # fmt: skip


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    yield store
    store.close()


@pytest.fixture
def write(tmp_path):
    def write(*rows, header=HEADER):
        path = tmp_path / "ged.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def read_one(path, **options):
    preview = read_file(path, "ucdp", **options)
    assert not preview.problems
    return preview.table.to_pylist()[0]


def test_a_row_becomes_an_event_with_its_codes_kept(write):
    event = read_one(write(ROW), lexicon=load_lexicon())
    assert (event["event_id"], event["kind"], event["source_id"]) == ("ucdp-7", "clash", "sohr")
    assert (event["where_prec"], event["date_prec"], event["radius_m"]) == (4, 2, 75_000)
    assert (str(event["date_start"]), str(event["date_end"])) == ("2016-01-02", "2016-01-03")
    assert str(event["published_on"]) == "2016-01-03"
    assert event["attributed_to"] == "SOHR; Airwars"
    assert (event["actor"], event["opponent"]) == ("Syrian government", "ISIS")
    assert event["rule"] == "import:ucdp"


@pytest.mark.parametrize(
    ("violence", "kind"), [("1", "clash"), ("2", "clash"), ("3", "casualties")], ids=["state", "non-state", "one-sided"]
)
def test_kinds_of_violence(write, violence, kind):
    assert read_one(write(ROW.replace("7,1,", f"7,{violence},", 1)))["kind"] == kind


@pytest.mark.parametrize(
    ("broken", "column", "words"),
    [
        pytest.param(ROW.replace("34.7", "134.7"), "latitude", "no number from -90 to 90", id="latitude"),
        pytest.param(ROW.replace("2016-01-02", "02/01/2016"), "date_start", "write YYYY-MM-DD", id="day"),
        pytest.param(ROW.replace("2016-01-02", "2016-01-09"), "date_start", "after date_end", id="backwards"),
        pytest.param(ROW.replace(",4,Homs", ",9,Homs"), "where_prec", "none of 1 2 3", id="where_prec"),
        pytest.param(ROW.replace("7,1,", ",1,", 1), "id", "is empty", id="no id"),
        pytest.param(ROW.replace("34.7,", ",", 1), "latitude", "go together", id="half a point"),
    ],
)
def test_rows_that_cannot_be_understood_are_named_and_nothing_goes_in(write, store, broken, column, words):
    preview = read_file(write(ROW.replace("7,", "8,", 1), broken), "ucdp")
    assert [(problem.row, problem.column) for problem in preview.problems] == [(2, column)]
    assert words in preview.problems[0].reason
    with pytest.raises(BadTable, match="nothing was imported"):
        take_in(store, preview)
    assert store.event_arrow().num_rows == 0
    assert take_in(store, preview, skip_problems=True) == 1


def test_deaths_and_codes_survive_the_way_out(write, store, tmp_path):
    take_in(store, read_file(write(ROW), "ucdp"))
    out = tmp_path / "out.csv"
    export_events(store, out, "ucdp")
    with out.open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    with write(ROW).open(encoding="utf-8") as file:
        before = next(csv.DictReader(file))
    kept = set(before) - {"source_office", "source_date"}
    assert {name: row[name] for name in kept} == {name: before[name] for name in kept}
    assert row["source_office"] == "SOHR; Airwars"
    notes = json.loads((tmp_path / "out.csv.meta.json").read_text(encoding="utf-8"))
    assert any("CC BY 4.0" in line and "UCDP" in line for line in notes["attribution"])


def test_other_tables_are_refused_in_words(write):
    path = write("1,2", header="a,b")
    with pytest.raises(BadTable, match=r"no column id.*not UCDP GED.*its columns: a, b"):
        read_file(path, "ucdp")


@pytest.mark.skipif(not REAL.is_file(), reason="the UCDP file is not beside the project (../shared/corpora)")
def test_the_real_file_goes_in_whole(store):
    preview = read_file(REAL, guess_format(REAL), lexicon=load_lexicon())
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    assert (preview.rows_read, preview.table.num_rows, preview.problems) == (rows, rows, ())
    assert take_in(store, preview) == rows
    events = store.events()
    assert events.geometry.notna().all()
    assert events.total_bounds.tolist() == pytest.approx([35.6, 32.3, 42.4, 37.3], abs=0.5)
    assert set(events["kind"]) == {"clash", "casualties"}
