import io
import zipfile

import pytest

from geo.errors import BadGazetteerFile, UnknownPlace
from geo.gazetteer import open_gazetteer
from geo.gazetteer.catalogue import layer_table
from geo.gazetteer.layers import added_layers
from geo.gazetteer.loading import add_country, add_table, remove_layer
from geo.gazetteer.tables import Columns, columns_from_text


def geonames_row(
    number="1", name="Tall Test", others="", lat="35.5", lon="36.5", code="PPL", country="SY", population="0"
):
    return "\t".join(
        [
            number,
            name,
            name,
            others,
            lat,
            lon,
            "P",
            code,
            country,
            "",
            "09",
            "",
            "",
            "",
            population,
            "",
            "",
            "UTC",
            "2024-01-01",
        ]
    )


GOOD = "\n".join(
    [
        geonames_row(),
        geonames_row("2", "Big Town", "Kabir,المدينة الكبيرة", population="20000"),
        geonames_row("3", "Border Gate", code="GATE"),
    ]
)


@pytest.fixture
def country_file(tmp_path):
    def write(text, name="SY.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_country_becomes_a_layer(home, country_file):
    layer = add_country("sy", country_file(GOOD))
    assert (layer.layer_id, layer.count, layer.licence, layer.attribution) == ("SY", 3, "CC BY 4.0", "GeoNames")
    gazetteer = open_gazetteer(layers=["SY"], on_progress=lambda _: None)
    town = gazetteer.candidates("Big Town")[0].place
    assert (town.place_id, town.kind, town.population, town.layer) == ("geonames:2", "town", 20_000, "SY")
    assert gazetteer.candidates("المدينة الكبيرة")[0].place == town
    assert gazetteer.place("geonames:3").kind == "crossing"


def test_the_index_is_rebuilt_when_and_only_when_layers_change(home, country_file):
    said = []
    add_country("SY", country_file(GOOD))
    open_gazetteer(layers=["SY"], on_progress=said.append)
    built = len(said)
    assert built > 0
    open_gazetteer(layers=["SY"], on_progress=said.append)
    assert len(said) == built
    add_country("SY", country_file(GOOD + "\n" + geonames_row("4", "Newcomer")))
    assert open_gazetteer(layers=["SY"], on_progress=said.append).has_name("Newcomer")
    assert len(said) > built


@pytest.mark.parametrize("left", [0, 5, -100], ids=["empty", "its first bytes", "all but its end"])
def test_half_an_index_is_built_anew(home, country_file, left):
    add_country("SY", country_file(GOOD))
    open_gazetteer(layers=["SY"], on_progress=lambda _: None)
    (index,) = home.glob("gazetteer/index-*.bin")
    index.write_bytes(index.read_bytes()[:left])
    assert open_gazetteer(layers=["SY"], on_progress=lambda _: None).place("geonames:3").kind == "crossing"


def test_a_zip_holds_the_country_beside_a_readme(home, tmp_path):
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about GeoNames")
        archive.writestr("SY.txt", GOOD)
    assert add_country("SY", path).count == 3


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", "\0" * 30_000_000)
    return packed.getvalue()


def zipped(at=None, *, sign=None, directory=None):
    """A country in a zip, one byte of it changed, and the same in the zip's directory where that holds it, too."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", GOOD)
    content = bytearray(packed.getvalue())
    if at is not None:
        content[at] = content[at] ^ 0xFF if sign is None else sign
    if directory is not None:
        content[content.index(b"PK\x01\x02") + directory] = sign
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param(
            "SY.txt", b"a,b,c\n1,2,3\n", "2 broken lines.*line 1: 1 columns where GeoNames has 19", id="a csv"
        ),
        pytest.param("SY.txt", geonames_row(lat="95").encode(), "line 1: latitude 95", id="latitude"),
        pytest.param("SY.txt", geonames_row(lat="x").encode(), "line 1: latitude 'x', longitude", id="no number"),
        pytest.param("SY.txt", geonames_row(name="").encode(), "line 1: no name", id="no name"),
        pytest.param("SY.txt", geonames_row(country="IQ").encode(), "places of IQ, not of SY", id="another country"),
        pytest.param("SY.txt", b"", "holds no places", id="empty"),
        pytest.param("SY.txt", b"\xff\xfe\x00broken", "not UTF-8", id="binary"),
        pytest.param("SY.zip", bomb(), "zip bomb", id="bomb"),
        pytest.param("SY.zip", b"PK\x05\x06" + b"\0" * 18, "0 tables", id="empty zip"),
        pytest.param("SY.zip", zipped()[:-40], "no zip, or a part of one", id="half a zip"),
        pytest.param("SY.zip", zipped(at=60), "broken zip", id="a zip with a wrong byte"),
        pytest.param("SY.zip", zipped(at=6, sign=1, directory=8), "cannot be unpacked.*password", id="a locked zip"),
        pytest.param("SY.zip", zipped(at=8, sign=99, directory=10), "cannot be unpacked", id="an odd way of packing"),
    ],
)
def test_a_wrong_file_is_refused_whole(home, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadGazetteerFile, match=words):
        add_country("SY", path)
    assert added_layers() == []


def test_a_broken_line_keeps_the_layer_that_was_there(home, country_file):
    add_country("SY", country_file(GOOD))
    with pytest.raises(BadGazetteerFile, match="line 2"):
        add_country("SY", country_file(GOOD.splitlines()[0] + "\nbroken"))
    assert added_layers()[0].count == 3


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        pytest.param("name,lat,lon\nTall Test,35.5,36.5\n", "plain", ("Tall Test", "village", ""), id="plain"),
        pytest.param("name;latitude;lng\nTall Test;35.5;36.5\n", "plain", ("Tall Test", "village", ""), id="semi"),
        pytest.param(
            "id,name,placetype,lat,lon,iso,name_ara\n85,Tall Test,locality,35.5,36.5,SY,تل\n", "wof",
            ("Tall Test", "town", "SY"), id="Who's On First",
        ),
        pytest.param(
            "admin1Pcode,admin4Pcode,admin4Name_en,admin4Name_ar,latitude,longitude,iso2\n"
            "SY02,C1001,Tall Test,تل,35.5,36.5,SY\n", "ocha", ("Tall Test", "village", "SY"), id="OCHA",
        ),
        pytest.param(
            "ADM1_EN,ADM3_EN,ADM3_AR,ADM3_PCODE,iso2,POINT_X,POINT_Y\nAleppo,Tall Test,تل,SY0203,SY,36.5,35.5\n",
            "ocha", ("Tall Test", "village", "SY"), id="OCHA's other style, its deepest level",
        ),
        pytest.param(
            "village\ty\tx\tsort\nTall Test\t35.5\t36.5\tairport\n",
            columns_from_text("name=village,lat=y,lon=x,kind=sort"), ("Tall Test", "airbase", ""), id="named columns",
        ),
        pytest.param(
            "Name;Latitude;Longitude\nTall Test;35,5;36,5\n", "plain", ("Tall Test", "village", ""),
            id="decimal commas",
        ),
    ],
)  # fmt: skip
def test_tables_of_many_kinds(home, country_file, text, columns, expected):
    add_table("mine", country_file(text, "mine.csv"), columns=columns, licence="CC0")
    place = open_gazetteer(layers=["mine"], on_progress=lambda _: None).candidates("Tall Test")[0].place
    assert (place.name, place.kind, place.country) == expected
    assert place.lonlat == (36.5, 35.5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title,lat,lon\nx,1,2\n", "no column 'name'; it has title, lat, lon"),
        ("name,lat,lon\nx,1\n", "line 2: not 3 columns"),
        ("name,lat,lon\nx,1,2\n,1,2\ny,100,2\n", "2 broken lines.*line 3: no name; line 4: latitude 100"),
        ("id,name,lat,lon\n1,x,1,2\n1,y,1,2\n", "1 rows repeat an id"),
        ("name,lat,lon\n", "holds no places"),
        ("", "is empty"),
        ("\0\0\0\n", "no column 'name'; it has [?]{3}[.] Name"),
        (f"name,lat,lon\n{'x' * 200_000},1,2\n", "is no table: field larger"),
    ],
)
def test_a_wrong_table_is_refused_by_line(home, country_file, text, words):
    with pytest.raises(BadGazetteerFile, match=words):
        add_table("mine", country_file(text, "mine.csv"), columns=Columns(place_id="id"))
    assert added_layers() == []


@pytest.mark.parametrize("layer_id", ["curated", "world", "../etc", "a b", ""])
def test_a_layer_cannot_take_such_a_name(home, country_file, layer_id):
    with pytest.raises(BadGazetteerFile, match="cannot name a layer"):
        add_table(layer_id, country_file("name,lat,lon\nx,1,2\n", "mine.csv"))


def test_layers_are_listed_in_order_and_removed(home, country_file):
    add_country("SY", country_file(GOOD))
    add_table("mine", country_file("name,lat,lon\nx,1,2\n", "mine.csv"), licence="ODbL", attribution="Me")
    assert [layer.layer_id for layer in layer_table()] == ["corrections", "curated", "outlines", "mine", "SY", "world"]
    assert remove_layer("mine").count == 1
    with pytest.raises(UnknownPlace, match="added are: SY"):
        remove_layer("mine")
