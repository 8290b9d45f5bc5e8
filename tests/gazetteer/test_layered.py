import threading

import pytest

from geo.errors import UnknownPlace
from geo.gazetteer.catalogue import unresolved_names
from geo.gazetteer.distance import distance_m
from geo.gazetteer.opening import open_gazetteer
from geo.model import LonLat


def best(gazetteer, name, **told):
    found = gazetteer.candidates(name, **told)
    return found[0].place.place_id if found else None


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Deir Ezzur", "curated:sy-deir-ez-zor"),
        ("Deir ez-Zor", "curated:sy-deir-ez-zor"),
        ("Dayr az Zawr", "curated:sy-deir-ez-zor"),
        ("دير الزور", "curated:sy-deir-ez-zor"),
        ("Ma'aret al-Nauman", "curated:sy-maarrat-al-numan"),
        ("Maarrat an-Numan", "curated:sy-maarrat-al-numan"),
        ("Kuweires", "curated:sy-kuweires-airbase"),
        ("Kweiris military airport", "curated:sy-kuweires-airbase"),
        ("Hmeymim", "curated:sy-hmeimim-airbase"),
        ("Lattakia", "curated:sy-latakia"),
        ("Serekaniye", "curated:sy-ras-al-ayn"),
        ("Halep", "curated:sy-aleppo"),
        ("Palmyra", "curated:sy-palmyra"),
        ("تدمر", "curated:sy-palmyra"),
        ("al-Assi river", "curated:sy-orontes-river"),
        ("Lugansk People's Republic", "area:UA-luhansk"),
        ("Donbass", "curated:ua-donbas"),
        ("Xyzzyplugh", None),
        ("", None),
        ("—", None),
    ],
)  # fmt: skip
def test_spellings_meet(curated, name, place_id):
    assert best(curated, name) == place_id


@pytest.mark.parametrize(
    ("name", "told", "place_id"),
    [
        pytest.param("Aleppo", {}, "curated:sy-aleppo", id="city before province"),
        pytest.param("Aleppo", {"kind": "province"}, "area:SY-aleppo", id="kind told"),
        pytest.param("Aleppo province", {}, "area:SY-aleppo", id="kind in the words"),
        pytest.param("Mansoura", {"within": "Raqqa province"}, "curated:sy-al-mansoura-raqqa", id="within by name"),
        pytest.param("Mansoura", {"within": "area:SY-aleppo"}, "curated:sy-al-mansoura-aleppo", id="within by id"),
        pytest.param("Zahraa", {"near": [LonLat(36.99, 36.38)]}, "curated:sy-al-zahraa-aleppo-countryside", id="near"),
        pytest.param("Tripoli", {"country": "LY"}, "curated:ly-tripoli", id="country"),
        pytest.param("Jobar", {"within": "Eastern Ghouta"}, "curated:sy-jobar", id="region is a circle"),
        pytest.param(
            "Neirab", {"within": "Idlib", "kind": "village"}, "curated:sy-al-nayrab-idlib", id="Idlib's Nayrab"
        ),
        pytest.param("Neirab airport", {}, "curated:sy-aleppo-international-airport", id="Aleppo's Nayrab"),
    ],
)
def test_what_is_told_narrows(curated, name, told, place_id):
    assert best(curated, name, **told) == place_id


def test_scores_fall_and_say_why(curated):
    found = curated.candidates("Rabia", limit=10)
    assert len(found) > 1
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 1 for one in found)
    assert all(one.evidence for one in found)
    assert len({one.place.place_id for one in found}) == len(found)


def test_limit_and_fuzzy(curated):
    assert len(curated.candidates("Mansoura", limit=1)) == 1
    assert curated.candidates("Sarakhib", fuzzy=False) == []
    assert best(curated, "Sarakib") == "curated:sy-saraqib"
    assert best(curated, "Sraqeb") == "curated:sy-saraqib"


@pytest.mark.parametrize(
    ("name", "known"),
    [("Saraqib", True), ("SARAQIB", True), ("al-Saraqib", True), ("سراقب", True), ("Sarakhib", False), ("", False),
     ("Ezzor", False), ("As Saraqib", True), ("At Saraqib", False), ("'", False)],
)  # fmt: skip
def test_has_name(curated, name, known):
    assert curated.has_name(name) is known


def test_areas_hold_places_and_points(curated):
    manbij = curated.place("curated:sy-manbij")
    assert manbij.areas == ("area:SY-aleppo", "country:SY")
    assert [area.place_id for area in curated.area_at(manbij.lonlat)] == ["area:SY-aleppo", "country:SY"]
    assert curated.area_at(LonLat(-30.0, 0.0)) == ()
    outline = curated.outline("area:SY-aleppo")
    assert outline is not None
    assert outline.geom_type in {"Polygon", "MultiPolygon"}
    assert curated.outline("curated:sy-manbij") is None


@pytest.mark.parametrize(
    "within", ["Aleppo province", "Aleppo Governorate", "محافظة حلب", "area:SY-aleppo", "Halab province"]
)
def test_areas_are_named_in_many_ways(curated, within):
    area = curated.area_named(within)
    assert area is not None
    assert area.place_id == "area:SY-aleppo"


def test_an_unknown_area_narrows_nothing(curated):
    assert curated.area_named("Nowhere province") is None
    assert best(curated, "Saraqib", within="Nowhere province") == "curated:sy-saraqib"


def test_unknown_ids_say_what_to_do(curated):
    with pytest.raises(UnknownPlace, match="gazetteer search"):
        curated.place("geonames:none")


def test_every_place_is_found_by_its_own_name_and_id(curated):
    records = curated.index.records
    for number in range(len(records)):
        place = records.place(number)
        assert curated.place(place.place_id) == place
        assert curated.has_name(place.name), place
        near = curated.candidates(place.name, limit=60, kind=place.kind, country=place.country or None)
        assert any(distance_m(one.place.lonlat, place.lonlat) < 60_000 for one in near), place


def test_threads_share_one_gazetteer(curated):
    names = ["Aleppo", "Deir Ezzur", "Mayadeen", "Kafr Zeita", "حلب"] * 40
    expected = [best(curated, name) for name in names]
    got: list[list[str | None]] = []
    threads = [threading.Thread(target=lambda: got.append([best(curated, name) for name in names])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 6


def test_two_that_open_at_once_build_once(tmp_path):
    said: list[str] = []
    opened: list[object] = []

    def work():
        opened.append(open_gazetteer(tmp_path, layers=["curated"], on_progress=said.append))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 3
    assert sum("done" in line for line in said) == 1
    assert len(list(tmp_path.glob("index-*.bin"))) == 1


def test_unresolved_names_are_ranked_by_what_waits(curated):
    rows = [("Kafr Foo", 2), ("Sarakib", 3), ("KAFR FOO", 4), ("", 9)]
    ranked = unresolved_names(rows, curated)
    assert [(row.name, row.events) for row in ranked] == [("Kafr Foo", 6), ("Sarakib", 3)]
    assert ranked[1].candidates[0].place.place_id == "curated:sy-saraqib"
