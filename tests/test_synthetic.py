import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from geo.cli.make_events import make_events
from geo.model import EVENT_COLUMNS
from geo.store import conform_events
from geo.synthetic import SOURCES, synthetic_events


@pytest.fixture(scope="module")
def load():
    return synthetic_events(50_000, seed=1)


def share(table, column, most):
    counts = sorted((entry["counts"] for entry in pc.value_counts(table[column]).to_pylist()), reverse=True)
    return sum(counts[:most]) / sum(counts)


def test_the_same_seed_makes_the_same_events_and_another_makes_others():
    assert synthetic_events(500, seed=4).equals(synthetic_events(500, seed=4))
    assert not synthetic_events(500, seed=4).equals(synthetic_events(500, seed=5))


@pytest.mark.parametrize("count", [0, 1, 17])
def test_any_number_makes_a_valid_table(count):
    table = synthetic_events(count)
    assert table.num_rows == count
    assert table.column_names == list(EVENT_COLUMNS)
    assert conform_events(table).num_rows == count


def test_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="-1 events"):
        synthetic_events(-1)


def test_it_has_the_shape_of_a_war(load):
    assert len(pc.unique(load["source_id"])) == SOURCES
    assert 0.15 < share(load, "source_id", 1) < 0.5  # one loud source
    assert share(load, "place_name", 400) > 0.4  # a tenth of the places with much of the events
    assert share(load, "date_end", 300) > 0.15  # busy days
    assert 0.005 < load["date_start"].null_count / load.num_rows < 0.02
    assert 0.005 < load["latitude"].null_count / load.num_rows < 0.03


def test_spans_and_points_are_possible(load):
    dated = load.filter(pc.is_valid(load["date_start"]))
    assert pc.all(pc.less_equal(dated["date_start"], dated["date_end"])).as_py()
    placed = load.filter(pc.is_valid(load["latitude"]))
    assert pc.min_max(placed["latitude"]).as_py()["min"] > 31
    assert pc.min_max(placed["longitude"]).as_py()["max"] < 43.5
    # Nobody can publish before the event is over.
    both = dated.filter(pc.is_valid(dated["published_on"]))
    assert pc.all(pc.greater_equal(both["published_on"], both["date_end"])).as_py()


def test_the_command_writes_the_file(tmp_path):
    out = tmp_path / "load.parquet"
    done = CliRunner().invoke(make_events, ["100", "--out", str(out), "--seed", "2"])
    assert done.exit_code == 0, done.output
    assert pq.read_table(out)["event_id"].to_pylist() == synthetic_events(100, seed=2)["event_id"].to_pylist()
