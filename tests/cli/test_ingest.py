import json
import sys

import pytest

from geo import cli, gazetteer


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    return gazetteer.open_gazetteer(tmp_path_factory.mktemp("gazetteer"), layers=["curated"])


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, curated):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(gazetteer, "open_gazetteer", lambda: curated)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("source: reuters\npublished: 2016-12-12\n---\nRebels captured Saraqib on 11 December.\n", "utf-8")
    return path


def test_ingest_sources_and_export_together(run, story, tmp_path):
    code, out, err = run("ingest", story)
    assert (code, err) == (0, "")
    assert "1 articles, 1 events" in out
    code, out, _ = run("sources", "--json")
    assert json.loads(out) == [{"source_id": "reuters", "name": "Reuters", "articles": 1, "events": 1}]
    code, out, _ = run("export", "--format", "geojson", "--out", tmp_path / "x.geojson")
    assert code == 0
    (feature,) = json.loads((tmp_path / "x.geojson").read_text("utf-8"))["features"]
    assert feature["properties"]["kind"] == "captured"
    assert run("ingest", story)[1].count("1 were there already") == 1


def test_a_bad_file_ends_in_2_with_one_line_and_the_other_goes_in(run, story, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("ingest", tmp_path / "empty.txt", story)
    assert code == 2
    assert err == f"dateline: {tmp_path / 'empty.txt'}: is empty\n"
    assert "1 articles, 1 events" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["export", "--out", "x.csv", "--kinds", "seized"], "'seized' is none of", id="kind"),
        pytest.param(["export", "--out", "no/such/x.csv"], "cannot be written", id="folder"),
        pytest.param(["sources", "--store", "mysql://x"], "a store is sqlite", id="store"),
        pytest.param(["import", "nothing.csv"], "cannot be read", id="file"),
        pytest.param(["make-events", "5", "--out", "no/such/x.parquet"], "cannot be written", id="make-events"),
    ],
)
def test_errors_are_one_line_and_2(run, words, said):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("dateline: ")
    assert err.count("\n") == 1


def test_import_previews_and_takes_in_all_or_nothing(run, tmp_path):
    table = tmp_path / "events.csv"
    table.write_text("event_id,source_id,kind,latitude,longitude\ne1,a,clash,35,36\ne2,a,clash,north,36\n", "utf-8")
    code, out, err = run("import", table, "--dry-run")
    assert code == 2
    assert (json.loads(out)["understood"], json.loads(out)["problems"]) == (1, 1)
    assert "row 2, latitude: 'north'" in err
    assert run("import", table)[0] == 2
    assert json.loads(run("sources", "--json")[1]) == []
    assert run("import", table, "--skip-problems")[:2][0] == 0
    assert json.loads(run("sources", "--json")[1])[0]["events"] == 1
