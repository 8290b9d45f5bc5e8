import math

import pytest

from geo.gazetteer.distance import bearing_degrees, distance_m
from geo.gazetteer.relative import relation_of, relative_place
from geo.model import LonLat, WherePrec

ALEPPO = LonLat(37.152, 36.202)


@pytest.mark.parametrize(
    ("words", "rule", "name", "metres", "bearing"),
    [
        ("12 km south of Aleppo", "distance", "Aleppo", 12_000, 180),
        ("about 5 kilometers north-east of Palmyra", "distance", "Palmyra", 5_000, 45),
        ("3.5 miles west of Mosul", "distance", "Mosul", 5632.7, 270),
        ("12km to the southwest of Hama", "distance", "Hama", 12_000, 225),
        ("ten miles from Mosul", "away", "Mosul", 16_093.4, None),
        ("twenty kilometres east of Palmyra", "distance", "Palmyra", 20_000, 90),
        ("15 kilometers (9 miles) west of Mosul", "distance", "Mosul", 15_000, 270),
        ("the Damascus-Homs highway", "between", "Damascus", None, None),
        ("east of the Euphrates", "direction", "Euphrates", None, 90),
        ("Silos east of Palmyra", "direction", "Palmyra", None, 90),
        ("Aleppo's western countryside", "side", "Aleppo", None, 270),
        ("the southern outskirts of Homs", "side of", "Homs", None, 180),
        ("northern Hama", "side", "Hama", None, 0),
        ("near Kafr Zita", "around", "Kafr Zita", None, None),
        ("the outskirts of Homs", "around", "Homs", None, None),
    ],
)
def test_relation_of(words, rule, name, metres, bearing):
    relation = relation_of(words)
    assert relation is not None
    assert (relation.rule, relation.name, relation.bearing) == (rule, name, bearing)
    assert relation.metres == (None if metres is None else pytest.approx(metres, rel=1e-3))


@pytest.mark.parametrize("words", ["Aleppo", "West Bank", "South Sudan", "", "between", "12 km"])
def test_no_relation(words):
    assert relation_of(words) is None


def test_a_distance_moves_the_point_and_keeps_it_imprecise(curated):
    told = relative_place("12 km south of Aleppo", curated, country="SY")
    assert told is not None
    assert distance_m(ALEPPO, told.lonlat) == pytest.approx(12_000, rel=0.01)
    assert math.isclose(bearing_degrees(ALEPPO, told.lonlat), 180, abs_tol=1)
    assert told.where_prec is WherePrec.NEAR
    assert told.radius_m > 3000


def test_between_lies_half_way_and_reaches_both(curated):
    told = relative_place("between Palmyra and Al-Sukhnah", curated)
    assert told is not None
    ends = [anchor.lonlat for anchor in told.anchors]
    assert distance_m(told.lonlat, ends[0]) == pytest.approx(distance_m(told.lonlat, ends[1]), rel=0.01)
    assert all(distance_m(told.lonlat, end) <= told.radius_m * 1.01 for end in ends)


def test_a_side_of_a_province_stays_a_province(curated):
    told = relative_place("southern Aleppo province", curated)
    assert told is not None
    assert told.where_prec is WherePrec.FIRST_ORDER_AREA
    assert told.lonlat.lat < told.anchors[0].lonlat.lat
    assert "area:SY-aleppo" in [area.place_id for area in curated.area_at(told.lonlat)]


@pytest.mark.parametrize("words", ["Eastern Ghouta", "Northern Syria", "12 km south of Nowhereabad", "Homs"])
def test_names_and_unknown_anchors_are_not_computed(curated, words):
    assert relative_place(words, curated) is None
