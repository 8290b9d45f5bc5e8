"""`python -m geo extract`: the JSON contract, several files, bad files, explanations."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import geo.cli.extract as command
from geo import cli
from geo.gazetteer import LayeredGazetteer, open_gazetteer
from geo.model import EVENT_COLUMNS

Run = Callable[..., tuple[int, str, str]]
STORY = """source: reuters
published: 2016-12-12
title: Palmyra
---
DAMASCUS - The Syrian Observatory for Human Rights said Islamic State captured Palmyra from the army on Sunday.
The army plans to retake Palmyra. Russian jets bombed Idlib province, killing 12 people.
"""


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> LayeredGazetteer:
    return open_gazetteer(tmp_path_factory.mktemp("gazetteer"), layers=["curated"])


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], curated: LayeredGazetteer) -> Run:
    monkeypatch.setattr(command, "open_gazetteer", lambda: curated)

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", "extract", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_json_of_one_file_keeps_the_contract(run: Run, story: Path) -> None:
    code, out, err = run("--json", story)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert set(found) == {"article", "mentions", "events"}
    assert found["article"]["source_id"] == "reuters"
    assert found["article"]["published_on"] == "2016-12-12"
    assert {"text", "start", "end", "role", "place_id", "name", "kind", "latitude", "longitude", "where_prec"} == set(
        found["mentions"][0]
    )
    text = story.read_text(encoding="utf-8")
    taken = next(event for event in found["events"] if event["kind"] == "captured" and event["stance"] == "asserted")
    assert set(taken) <= {*EVENT_COLUMNS, "more_quotes"}
    assert (taken["actor"], taken["opponent"], taken["place_name"]) == ("ISIS", "Syrian government", "Palmyra")
    assert (taken["date_start"], taken["date_end"], taken["date_prec"]) == ("2016-12-11", "2016-12-11", 1)
    assert taken["attributed_to"] == "SOHR"
    assert taken["quote"] in text
    planned = next(event for event in found["events"] if event["stance"] == "planned")
    assert (planned["kind"], planned["actor"]) == ("captured", "Syrian government")
    province = next(event for event in found["events"] if event["kind"] == "airstrike")
    assert province["where_prec"] == 4


def test_offsets_slice_the_text(run: Run, story: Path) -> None:
    from geo.reading import article_from_file

    text = article_from_file(story).text
    found = json.loads(run("--json", story)[1])
    for mention in found["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for event in found["events"]:
        assert text[event["char_start"] : event["char_end"]] == event["quote"]


def test_several_files_are_a_list_and_out_writes_one_a_stem(run: Run, story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The army captured Palmyra in March 2016.", encoding="utf-8")
    assert len(json.loads(run("--json", story, other)[1])) == 2
    code, out, _ = run("--json", "--out", tmp_path / "out", story, other)
    assert (code, out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["other.json", "story.json"]
    assert json.loads((tmp_path / "out" / "story.json").read_text("utf-8"))["article"]["source_id"] == "reuters"


def test_options_win_over_the_header(run: Run, story: Path) -> None:
    found = json.loads(run("--json", "--source", "mine", "--published", "2016-12-19", story)[1])
    assert (found["article"]["source_id"], found["article"]["published_on"]) == ("mine", "2016-12-19")
    taken = next(event for event in found["events"] if event["kind"] == "captured" and event["stance"] == "asserted")
    assert taken["date_start"] == "2016-12-18"


def test_a_bad_file_gives_one_line_and_exit_code_2_and_the_others_are_done(
    run: Run, story: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("--json", tmp_path / "empty.txt", tmp_path / "absent.txt", story)
    assert code == 2
    lines = err.splitlines()
    assert len(lines) == 2
    assert "empty.txt" in lines[0]
    assert "absent.txt" in lines[1]
    assert json.loads(out)[0]["article"]["source_id"] == "reuters"


def test_explain_gives_rule_anchor_and_candidates(run: Run, story: Path) -> None:
    code, out, _ = run("--explain", story)
    assert code == 0
    assert "[Palmyra]{" in out
    assert "rule     captured:clears:active 'capture ~ from'" in out
    assert "by 'Sunday' (relative" in out
    assert re.search(r"\n      [01]\.\d\d     Palmyra \(", out)
    assert "'Sunday' " in out.split("\nDates (")[1].split("\nEvents (")[0]
    assert "cited" in out.split("\nEvents (")[1]
    assert max(map(len, out.splitlines())) < 200


def test_the_plain_list_names_day_kind_and_parties(run: Run, story: Path) -> None:
    out = run(story)[1]
    assert "2016-12-11 to 2016-12-11" in out
    assert "Palmyra: ISIS / Syrian government" in out
