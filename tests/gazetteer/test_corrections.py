import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import BadGazetteerFile, UnknownPlace
from geo.gazetteer import LayeredGazetteer
from geo.gazetteer.corrections import (
    Correction,
    Scope,
    clicked_place,
    forget,
    read_corrections,
    remember,
    write_corrections,
)
from geo.model import LonLat

HAMA_QANTARA = "curated:sy-al-qantarah-al-janubiyah-hama"
CLICKED = clicked_place("Hill 112", LonLat(36.9, 35.0), kind="hill", country="SY")


def corrected(curated, *corrections, **whose):
    return LayeredGazetteer(curated.index, corrections, **whose)


def test_a_picked_place_leads_and_the_others_follow(curated):
    gazetteer = corrected(curated, Correction("Palmyra", curated.place("curated:sy-tartus")))
    first, second = gazetteer.candidates("Palmyra")[:2]
    assert (first.place.name, first.score, first.method) == ("Tartus", 1.0, "correction")
    assert second.place.name == "Palmyra"
    assert second.score < 0.5


@pytest.mark.parametrize(
    ("article", "source", "expected"),
    [("a1", "jnn", "Homs"), ("a2", "jnn", "Hama"), ("a2", "sana", "Idlib"), (None, None, "Idlib")],
    ids=["article", "source", "always", "no context"],
)
def test_the_narrowest_scope_wins(curated, article, source, expected):
    place = {name: curated.place(f"curated:sy-{name.lower()}") for name in ("Homs", "Hama", "Idlib")}
    gazetteer = corrected(
        curated,
        Correction("the town", place["Homs"], Scope.ARTICLE, "a1"),
        Correction("the town", place["Hama"], Scope.SOURCE, "jnn"),
        Correction("The Town", place["Idlib"]),
    )
    assert gazetteer.for_article(article, source).candidates("the town")[0].place.name == expected


def test_a_clicked_place_is_found_again_by_name_and_id(curated):
    gazetteer = corrected(curated, Correction("Hill 112", CLICKED))
    assert gazetteer.has_name("hill 112")
    assert not curated.has_name("hill 112")
    assert gazetteer.place(CLICKED.place_id) == CLICKED
    assert gazetteer.candidates("Hill 112")[0].place.lonlat == (36.9, 35.0)
    with pytest.raises(UnknownPlace):
        curated.place(CLICKED.place_id)


def test_corrections_of_others_cost_nothing(curated):
    gazetteer = corrected(curated, Correction("x", CLICKED, Scope.ARTICLE, "a1"))
    assert gazetteer.for_article("a2", "jnn") is gazetteer


def test_remembered_replaced_and_forgotten(tmp_path):
    path = tmp_path / "corrections.csv"
    first = Correction("Qantara", clicked_place("Qantara", LonLat(36.88, 35.0)), made_on=dt.date(2026, 1, 2))
    again = Correction("al-Qantara", clicked_place("Qantara", LonLat(37.7, 36.6)))
    assert remember([first], path) == (first,)
    assert read_corrections(path) == (first,)
    assert remember([again], path) == (again,)
    assert forget([again.key], path) == ()
    assert read_corrections(path) == ()


@settings(deadline=None)
@given(
    name=st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20).filter(str.strip),
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    scope=st.sampled_from(Scope),
)
def test_csv_round_trip(tmp_path_factory, name, lon, lat, scope):
    path = tmp_path_factory.mktemp("corrections") / "c.csv"
    correction = Correction(
        name.strip(), clicked_place(name, LonLat(lon, lat)), scope, "" if scope is Scope.ALWAYS else "7"
    )
    write_corrections([correction], path)
    (read,) = read_corrections(path)
    assert (read.name, read.place.lonlat, read.scope, read.scope_id) == (
        correction.name, (lon, lat), scope, correction.scope_id,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name,lat\nx,1\n", "no column latitude, longitude"),
        ("name,latitude,longitude\nx,95,1\n", "line 2: latitude 95.0"),
        ("name,latitude,longitude\nx,five,1\n", "line 2: latitude 'five', longitude '1' are no numbers"),
        (f"name,latitude,longitude\n{'x' * 200_000},1,1\n", "is no table: field larger"),
        ("name,latitude,longitude,scope\nx,5,1,article\n", "line 2: scope 'article'"),
        ("name,latitude,longitude,kind\nx,5,1,castle\n", "'castle' is no kind"),
    ],
)
def test_a_wrong_file_is_refused_by_line(tmp_path, text, words):
    path = tmp_path / "c.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadGazetteerFile, match=words):
        read_corrections(path)
