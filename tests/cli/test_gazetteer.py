import csv
import io
import json
import sys

import pytest
from click.testing import CliRunner

from geo.cli import group, main
from geo.errors import BadQuery
from geo.gazetteer import layers as layers_module
from geo.gazetteer import opening

ROW = "\t".join(
    [
        "1",
        "Tall Test",
        "Tall Test",
        "تل تست",
        "35.5",
        "36.5",
        "P",
        "PPL",
        "SY",
        "",
        "12",
        "",
        "",
        "",
        "900",
        "",
        "",
        "",
        "",
    ]
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command line with a home folder of its own, and without the world layer, which takes half a minute."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    all_layers = layers_module.all_layers
    monkeypatch.setattr(
        opening, "all_layers", lambda: [layer for layer in all_layers() if layer.layer_id in {"curated", "SY", "mine"}]
    )
    runner = CliRunner()
    return lambda *words: runner.invoke(group, [*map(str, words)])


@pytest.fixture
def country_file(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(ROW + "\n", "utf-8")
    return path


def test_add_search_list_remove(run, country_file):
    added = run("gazetteer", "add", "SY", "--file", country_file)
    assert added.exit_code == 0, added.output
    assert "SY: 1 places" in added.output
    assert "geonames:1" in run("gazetteer", "search", "تل تست").output
    assert "geonames:1" in run("gazetteer", "search", "تل", "تست").output
    assert "Tall Test (village, SY)" in run("gazetteer", "search", "tell test", "--country", "sy").output
    listed = run("gazetteer", "list").output
    assert [line.split()[0] for line in listed.splitlines()[1:]] == [
        "corrections",
        "curated",
        "outlines",
        "SY",
        "world",
    ]
    assert "CC BY 4.0" in listed
    assert "removed" in run("gazetteer", "remove", "SY").output
    assert run("gazetteer", "search", "Tall Test Nowhere").exit_code == 1
    for told in (("--country", "Atlantis"), ("--within", "Nowhere"), ("--kind", "banana")):
        refused = run("gazetteer", "search", "Tall Test", *told)
        assert isinstance(refused.exception, BadQuery)
        assert told[1] in str(refused.exception)


def test_a_table_by_its_columns(run, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("village,y,x\nQarat Unheard,35.1,36.1\n", "utf-8")
    added = run("gazetteer", "add", "mine", "--file", path, "--columns", "name=village,lat=y,lon=x", "--licence", "CC0")
    assert added.exit_code == 0, added.output
    assert "35.1000, 36.1000" in run("gazetteer", "search", "Qarat Unheard").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gazetteer", "add", "SY", "--file", "nowhere.txt"], "nowhere.txt is no file"),
        (["gazetteer", "remove", "IQ"], "no added layer 'IQ'"),
        (["gazetteer", "corrections", "import", "nowhere.csv"], "nowhere.csv"),
        (["geocode", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_errors_are_told(run, words, message):
    result = run(*words)
    assert result.exit_code != 0
    assert message in str(result.exception)


def test_geocode_prints_the_rows_with_their_places(run, tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,country\nSaraqeb,SY\nQqzzxxvv,\n", "utf-8")
    result = run("geocode", path)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0]["place_id"] == "curated:sy-saraqib"
    assert json.loads(rows[0]["candidates"])[0]["name"] == "Saraqib"
    assert rows[1]["place_id"] == ""
    assert "1 of 2 names placed" in result.stderr


def test_corrections_travel_as_csv(run, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("name,latitude,longitude,scope,scope_id\nQantara,35.0,36.88,source,jnn\n", "utf-8")
    assert "1 corrections read, 1 in all" in run("gazetteer", "corrections", "import", path).output
    out = tmp_path / "out.csv"
    assert "1 corrections written" in run("gazetteer", "corrections", "export", out).output
    (row,) = csv.DictReader(out.open(encoding="utf-8"))
    assert (row["name"], row["scope"], row["scope_id"]) == ("Qantara", "source", "jnn")


def test_a_file_that_cannot_be_written_is_told_in_a_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    target = tmp_path / "a file" / "mine.csv"
    target.parent.write_text("no folder")
    monkeypatch.setattr(sys, "argv", ["geo", "gazetteer", "corrections", "export", str(target)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith(f"dateline: {tmp_path}")
