import json

import pytest

from geo.errors import BadTable
from geo.geocoding import geocoded, read_names
from geo.geocoding.batch import ADDED_COLUMNS, BatchNotes


def table(tmp_path, text):
    path = tmp_path / "names.csv"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "place_id", "method"),
    [
        ({"name": "Saraqeb"}, "curated:sy-saraqib", "exact"),
        ({"name": "Mansoura", "within": "Raqqa Governorate", "country": "sy"}, "curated:sy-al-mansoura-raqqa", "exact"),
        ({"name": "Eastern Ghouta"}, "curated:sy-eastern-ghouta", "exact"),
        ({"name": "10 km east of Palmyra"}, "curated:sy-palmyra", "relative: distance and direction"),
        ({"name": "Ashrafiyah quarter of Aleppo"}, "curated:sy-ashrafiyah-aleppo", "exact"),
        ({"name": "a compound outside Saraqib"}, "curated:sy-saraqib", "beside"),
        ({"name": "Armoured Vehicle Base Saraqib", "country": "SY"}, "curated:sy-saraqib", "beside"),
        ({"name": "Saraqib village II"}, "curated:sy-saraqib", "exact"),
        ({"name": "Khan Shaykhun", "within": "muhafazat Idlib", "country": "sy"}, "curated:sy-khan-shaykhun", "exact"),
        ({"name": "خان شيخون", "within": "محافظة إدلب", "country": "سوريا"}, "curated:sy-khan-shaykhun", "exact"),
        ({"name": "Old City of Mosul", "within": "Ninewa", "country": "IRQ"}, "curated:iq-old-city-of-mosul", "exact"),
        ({"name": "", "within": "Homs oblast", "country": "SYR"}, "area:SY-homs", "area alone"),
        ({"name": "", "country": "Iraq"}, "country:IQ", "area alone"),
        ({"name": "Qqzzxxvv"}, "", "no candidate"),
        ({"name": "  "}, "", "no name"),
    ],
)
def test_rows(layers, row, place_id, method):
    (told,) = geocoded([row], layers)
    assert (told["place_id"], told["method"]) == (place_id, method)
    assert told["name"] == row["name"]
    if place_id:
        assert -90 <= float(told["latitude"]) <= 90
        assert 0 < float(told["score"]) <= 1


def test_candidates_are_json_best_first(layers):
    (told,) = geocoded([{"name": "Mansoura"}], layers)
    candidates = json.loads(told["candidates"])
    assert candidates[0]["place_id"] == told["place_id"]
    assert len(candidates) <= 5
    assert {"name", "kind", "latitude", "longitude", "score", "method"} <= set(candidates[0])


def test_what_is_computed_comes_first_and_what_it_leans_on_behind(layers):
    (told,) = geocoded([{"name": "between Hama and Homs"}], layers)
    first, *behind = json.loads(told["candidates"])
    assert first["method"] == told["method"] == "relative: between"
    assert {"curated:sy-hama", "curated:sy-homs"} == {one["place_id"] for one in behind[:2]}


def test_areas_countries_and_kinds_that_are_not_known_are_told(layers):
    notes = BatchNotes()
    rows = [
        {"name": "Saraqib", "within": "Nowhere", "country": "Atlantis"},
        {"name": "Hama", "country": "atlantis ", "kind": "banana"},
        {"name": "Hama", "kind": "Military Airport"},
    ]
    placed = list(geocoded(rows, layers, notes=notes))
    assert [row["place_id"] for row in placed] == ["curated:sy-saraqib", "curated:sy-hama", "curated:sy-hama-airbase"]
    assert notes.lines() == [
        "1 row: no country 'Atlantis' is known; looked up without it",
        "1 row: no country 'atlantis' is known; looked up without it",
        "1 row: no area 'Nowhere' is known; looked up without it",
        "1 row: no kind 'banana' is known; looked up without it",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"name,within\nHoms,Homs\n",
        '\ufeffName;Within\n"Homs";Homs\n'.encode(),
        b"NAME\tWITHIN\r\nHoms\tHoms\r\n",
        "name,within\nHoms,Homs\n".encode("utf-16"),
        b'name, within\n"Homs",Homs,too many\n',
    ],
    ids=["plain", "BOM, semicolons, quotes", "tabs and CRLF", "UTF-16", "spaces and a value too many"],
)
def test_tables_as_programs_write_them(tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    columns, rows = read_names(path)
    assert columns == ["name", "within"]
    assert rows == [{"name": "Homs", "within": "Homs"}]


def test_extra_columns_and_order_survive(layers, tmp_path):
    columns, rows = read_names(table(tmp_path, "id,name,note\n1,Homs,a\n2,,b\n3,Hama\n"))
    assert columns == ["id", "name", "note"]
    told = list(geocoded(rows, layers))
    assert [row["id"] for row in told] == ["1", "2", "3"]
    assert [bool(row["place_id"]) for row in told] == [True, False, True]
    assert all(set(ADDED_COLUMNS) <= set(row) for row in told)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"title\nx\n", "no column 'name'"), (b"", "no header"), (b"name\n\xff\xfe\n", "not UTF-8")],
)
def test_what_is_no_table_is_refused(tmp_path, content, words):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(BadTable, match=words):
        read_names(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadTable, match=r"nowhere\.csv"):
        read_names(tmp_path / "nowhere.csv")
