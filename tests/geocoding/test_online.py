import time
from dataclasses import replace

import pytest

from geo.errors import BadQuery, UnknownPlace
from geo.geocoding import OnlineGazetteer, OnlineSettings, WithOnline, read_settings, write_settings
from geo.geocoding.rate import SharedRate
from geo.model import LonLat

PROVIDERS = ["nominatim", "photon", "geonames"]
FAILURES = ["429", "503", "garbage", "html", "slow", "wrong"]


@pytest.fixture
def online(server, tmp_path):
    def make(provider="nominatim", **changes):
        settings = OnlineSettings(
            enabled=True, provider=provider, domain=server.domain, scheme="http", username="tester",
            contact="editor@example.org", timeout_seconds=0.5, min_delay_seconds=0.0,
        )  # fmt: skip
        return OnlineGazetteer(replace(settings, **changes), folder=tmp_path)

    return make


@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_answer_becomes_a_candidate(online, provider):
    gazetteer = online(provider)
    first = gazetteer.candidates("Tall Lost", country="SY")[0]
    assert (first.place.name, first.place.kind, first.method) == ("Tall Lost", "village", provider)
    assert first.place.lonlat == (36.70, 35.80)
    assert first.place.layer == provider
    assert 0.5 < first.score <= 0.7
    assert gazetteer.place(first.place.place_id) == first.place


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_request_says_who_asks_and_what_bounds_it(online, server, provider):
    online(provider).candidates("Tall Lost", country="SY", box=(35.0, 34.0, 38.0, 37.0))
    agent = server.asked[0][2]["User-Agent"]
    assert agent.startswith("dateline/")
    assert "editor@example.org" in agent
    query = server.query()
    assert "Tall Lost" in query.values()
    if provider == "nominatim":
        assert (query["countrycodes"], query["bounded"]) == ("sy", "1")
        assert sorted(map(float, query["viewbox"].split(","))) == [34.0, 35.0, 37.0, 38.0]
    elif provider == "photon":
        assert query["bbox"].split(",")[0].startswith("35")
    else:
        assert (query["country"], query["username"]) == ("SY", "tester")


def test_the_second_time_the_cache_answers_even_across_runs(online, server):
    first = online().candidates("Tall Lost")
    again = online()
    assert again.candidates("TALL LOST") == first
    assert len(server.asked) == 1
    assert again.requests == 0


def test_a_shrug_is_cached_too(online, server):
    server.mode = "empty"
    gazetteer = online()
    assert gazetteer.candidates("Tall Lost") == []
    assert gazetteer.candidates("Tall Lost") == []
    assert len(server.asked) == 1
    assert gazetteer.last_error is None


@pytest.mark.parametrize(
    ("provider", "mode"),
    [(provider, mode) for provider in PROVIDERS for mode in FAILURES if mode != "slow" or provider == "nominatim"],
)
def test_a_failure_is_told_and_not_cached(online, server, provider, mode):
    server.mode = mode
    gazetteer = online(provider)
    assert gazetteer.candidates("Tall Lost") == []
    assert provider in str(gazetteer.last_error)
    server.mode = "well"
    assert gazetteer.candidates("Tall Lost")


@pytest.mark.parametrize("mode", [*FAILURES, "empty"])
def test_nothing_that_happens_online_empties_the_layers(online, server, layers, mode):
    server.mode = mode
    gazetteer = WithOnline(layers, online())
    expected = layers.candidates("Saraqib")
    assert gazetteer.candidates("Tall Quite Lost") == []
    assert gazetteer.candidates("Saraqib") == expected
    assert gazetteer.has_name("Saraqib")
    assert gazetteer.place("curated:sy-saraqib").name == "Saraqib"


def test_after_three_failures_a_run_asks_no_more(online, server):
    server.mode = "503"
    gazetteer = online()
    for number in range(6):
        gazetteer.candidates(f"Lost {number}")
    assert len(server.asked) == 3
    assert not gazetteer.is_asking


def test_the_budget_ends_the_asking(online, server):
    gazetteer = online(budget=2)
    for number in range(5):
        gazetteer.candidates(f"Lost {number}")
    assert len(server.asked) == gazetteer.requests == 2


def test_off_asks_nothing_and_answers_nothing(online, server):
    assert online(enabled=False).candidates("Tall Lost") == []
    assert server.asked == []


def test_only_misses_go_online_bounded_to_the_province(online, server, layers):
    gazetteer = WithOnline(layers, online())
    assert gazetteer.candidates("Saraqib")[0].place.layer == "curated"
    assert server.asked == []
    found = gazetteer.candidates("Tall Quite Lost", within="Idlib province")
    assert found[0].place.layer == "nominatim"
    box = sorted(map(float, server.query()["viewbox"].split(",")))
    assert box[0] == pytest.approx(35.2, abs=0.4)
    assert server.query()["countrycodes"] == "sy"
    assert gazetteer.place(found[0].place.place_id) == found[0].place
    with pytest.raises(UnknownPlace):
        gazetteer.place("osm:n0")


def test_kind_nearness_and_spelling_count(online):
    near = online().candidates("Tall Lost", near=[LonLat(36.7, 35.8)])[0].score
    far = online().candidates("Tall Lost", near=[LonLat(40.0, 35.0)])[0].score
    quarter = online().candidates("Tall Lost", kind="airbase")[0].score
    assert near > far
    assert near > quarter
    assert [one.place.name for one in online().candidates("Tall Lost", fuzzy=False)] == ["Tall Lost"]


def test_two_processes_keep_one_second_apart(tmp_path):
    clock = [100.0]
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        clock[0] += seconds

    for _ in range(3):  # each a process of its own, as far as the files can tell
        with SharedRate(tmp_path, 1.0, now=lambda: clock[0], sleep=sleep).turn():
            clock[0] += 0.2
    assert slept == pytest.approx([1.0, 1.0])


def test_turns_wait_in_real_time(online, server):
    gazetteer = online(min_delay_seconds=0.3)
    for number in range(3):
        gazetteer.candidates(f"Lost {number}")
    gaps = [later[0] - earlier[0] for earlier, later in zip(server.asked, server.asked[1:], strict=False)]
    assert min(gaps) >= 0.29
    assert time.monotonic() >= server.asked[-1][0]


def test_settings_are_off_until_switched_and_survive(tmp_path):
    path = tmp_path / "geocoding.json"
    assert read_settings(path) == OnlineSettings()
    assert not OnlineSettings().enabled
    write_settings(OnlineSettings(enabled=True, provider="photon"), path)
    assert read_settings(path).provider == "photon"
    path.write_text("{broken", "utf-8")
    assert read_settings(path) == OnlineSettings()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"provider": "bing"}, "'bing' is no online geocoder"),
        ({"provider": "geonames", "enabled": True}, "user name"),
        ({"min_delay_seconds": 0.1}, "once in 1 s"),
    ],
)
def test_settings_keep_to_the_rules(fields, words):
    with pytest.raises(BadQuery, match=words):
        OnlineSettings(**fields)


def test_a_broken_cache_is_begun_anew(online, tmp_path):
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 100)
    assert online().candidates("Tall Lost")
