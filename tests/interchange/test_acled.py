import csv
import datetime as dt
from dataclasses import replace

import pytest

from geo.errors import BadTable
from geo.interchange import export_events, read_file, take_in
from geo.model import DatePrec, Kind, ReportedEvent, WherePrec
from geo.store import open_store, table_from_events

HEADER = ("event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,location,"
          "latitude,longitude,geo_precision,source,notes,fatalities")  # fmt: skip


def row(number=1, *, day="12 March 2016", time=1, event="Battles", sub="Armed clash", actor1="A", inter1="State forces",
        actor2="B", inter2="Rebel group", geo=1, source="SOHR; Reuters"):  # fmt: skip
    sides = f"{actor1},{inter1},{actor2},{inter2}"
    return f"SYR{number},{day},{time},{event},{sub},{sides},Town,35,36,{geo},{source},Note,3"


@pytest.fixture
def write(tmp_path):
    def write(*rows):
        path = tmp_path / "acled.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(["12 March 2016"], ["2016-03-12"], id="in words"),
        pytest.param(["2016-03-12"], ["2016-03-12"], id="ISO"),
        pytest.param(["03/04/2016", "25/04/2016"], ["2016-04-03", "2016-04-25"], id="day first"),
        pytest.param(["03/04/2016", "04/25/2016"], ["2016-03-04", "2016-04-25"], id="month first"),
        pytest.param(["03-04-2016", "25-04-2016"], ["2016-04-03", "2016-04-25"], id="dashes"),
        pytest.param(["04/04/2016"], ["2016-04-04"], id="the same either way"),
    ],
)
def test_both_orders_of_days_are_read(write, days, expected):
    preview = read_file(write(*(row(n, day=day) for n, day in enumerate(days))), "acled")
    assert [str(day) for day in preview.table["date_start"].to_pylist()] == expected


def test_ambiguous_days_are_asked_about(write):
    path = write(row(1, day="03/04/2016"))
    with pytest.raises(BadTable, match="03/04/2016 can be read two ways"):
        read_file(path, "acled")
    assert str(read_file(path, "acled", order="mdy").table["date_start"][0]) == "2016-03-04"
    assert str(read_file(path, "acled", order="dmy").table["date_start"][0]) == "2016-04-03"


def test_both_orders_in_one_file_are_refused(write):
    with pytest.raises(BadTable, match="both orders"):
        read_file(write(row(1, day="25/04/2016"), row(2, day="04/25/2016")), "acled")


def test_a_day_that_does_not_exist_is_a_problem_of_its_row(write):
    preview = read_file(write(row(1), row(2, day="31 February 2016")), "acled")
    assert [(problem.row, problem.column) for problem in preview.problems] == [(2, "event_date")]


@pytest.mark.parametrize(
    ("precision", "span", "date_prec"),
    [
        pytest.param(1, ("2016-03-12", "2016-03-12"), 1, id="day"),
        pytest.param(2, ("2016-03-09", "2016-03-15"), 3, id="week"),
        pytest.param(3, ("2016-03-01", "2016-03-31"), 4, id="month"),
    ],
)
def test_time_precision_widens_the_span(write, precision, span, date_prec):
    event = read_file(write(row(time=precision)), "acled").table.to_pylist()[0]
    assert (str(event["date_start"]), str(event["date_end"]), event["date_prec"]) == (*span, date_prec)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({}, ("clash", "A", "B"), id="clash"),
        pytest.param({"sub": "Government regains territory"}, ("captured", "A", "B"), id="the state is first"),
        pytest.param(
            {"sub": "Government regains territory", "inter1": "Rebel group", "inter2": "State forces"},
            ("captured", "B", "A"), id="the state is second",
        ),
        pytest.param({"sub": "Non-state actor overtakes territory"}, ("captured", "B", "A"), id="rebels are second"),
        pytest.param(
            {"event": "Explosions/Remote violence", "sub": "Air/drone strike"}, ("airstrike", "A", "B"), id="air"
        ),
        pytest.param({"event": "Protests", "sub": "Peaceful protest"}, ("other", "A", "B"), id="protest"),
        pytest.param({"event": "Explosions/Remote violence", "sub": ""}, ("bombing", "A", "B"), id="event type only"),
    ],
)  # fmt: skip
def test_sub_events_become_kinds(write, cells, expected):
    event = read_file(write(row(**cells)), "acled").table.to_pylist()[0]
    assert (event["kind"], event["actor"], event["opponent"]) == expected


def test_acled_stays_home_unless_asked(write, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    take_in(store, read_file(write(row()), "acled"))
    own = ReportedEvent("e1", "jnn", "a1", Kind.CAPTURED, rule="took")
    store.add_events(table_from_events([own]))
    for form in ("csv", "geojson", "parquet", "acled", "ucdp", "lpf"):
        report = export_events(store, tmp_path / f"out.{form}", form)
        assert (report.events, report.left_out_acled) == (1, 1)
        assert b"SYR1" not in (tmp_path / f"out.{form}").read_bytes()
    report = export_events(store, tmp_path / "all.csv", "csv", with_acled=True)
    assert (report.events, report.left_out_acled) == (2, 0)
    assert any("ACLED" in line for line in report.notes["attribution"])


@pytest.mark.parametrize(
    ("where", "date", "codes"),
    [
        pytest.param(WherePrec.EXACT, DatePrec.DAY, ("1", "1"), id="exact"),
        pytest.param(WherePrec.NEAR, DatePrec.FEW_DAYS, ("2", "2"), id="near"),
        pytest.param(WherePrec.FIRST_ORDER_AREA, DatePrec.YEAR, ("3", "3"), id="province and year"),
        pytest.param(None, None, ("", ""), id="neither"),
    ],
)
def test_precision_becomes_coarser_on_the_way_out(tmp_path, where, date, codes):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    event = ReportedEvent("e1", "jnn", "a1", Kind.SHELLING, where_prec=where, date_prec=date)
    placed = replace(event, latitude=35.0, longitude=36.0, date_start=dt.date(2016, 3, 2), date_end=dt.date(2016, 3, 3))
    store.add_events(table_from_events([placed if where else event]))
    export_events(store, tmp_path / "out.csv", "acled")
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        written = next(csv.DictReader(file))
    assert (written["geo_precision"], written["time_precision"]) == codes
    assert written["event_date"] == ("02 March 2016" if where else "")
