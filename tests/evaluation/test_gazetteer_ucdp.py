"""How often the gazetteer places the names of UCDP GED's Syrian events within 5 km.

The names are what `where_coordinates` says (where_prec 1 and 2), with and without the province; no name of that file
was taken into the gazetteer. Floors only rise. Printed are also the figures by rows, where a town of a hundred events
counts a hundred times.
"""

import csv
import json
from collections import Counter

import pytest

from geo.gazetteer import open_gazetteer
from geo.gazetteer.distance import distance_m
from geo.gazetteer.loading import add_country
from geo.geocoding import geocoded
from geo.model import LonLat
from geo.resources import PROJECT_ROOT

SHARED = PROJECT_ROOT.parent / "shared"
EVENTS = SHARED / "corpora" / "ucdp_ged_syria.csv"
COUNTRY_FILE = SHARED / "gazetteer" / "SY.txt"
WITHIN_M = 5_000

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not (EVENTS.exists() and COUNTRY_FILE.exists()), reason="UCDP's events are not at hand"),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_HOME", str(tmp_path_factory.mktemp("home")))
        add_country("SY", COUNTRY_FILE)
        yield open_gazetteer(layers=["curated", "outlines", "SY"], on_progress=lambda _: None)


@pytest.fixture(scope="module")
def named():
    """`(name, province, precision, point) -> events`."""
    with EVENTS.open(encoding="utf-8", newline="") as file:
        return Counter(
            (
                row["where_coordinates"],
                row["adm_1"],
                row["where_prec"],
                LonLat(float(row["longitude"]), float(row["latitude"])),
            )
            for row in csv.DictReader(file)
            if row["where_prec"] in {"1", "2"}
        )


def shares(named, gazetteer, *, with_province):
    """`{what is counted: (best within 5 km, any of five)}`."""
    questions = sorted({(name, province if with_province else "") for name, province, _, _ in named})
    rows = [{"name": name, "within": province, "country": "SY"} for name, province in questions]
    answers = {}
    for question, row in zip(questions, geocoded(rows, gazetteer), strict=True):
        points = [LonLat(one["longitude"], one["latitude"]) for one in json.loads(row["candidates"] or "[]")]
        best = LonLat(float(row["longitude"]), float(row["latitude"])) if row["latitude"] else None
        answers[question] = best, points
    counted = {"names": Counter(), "names by precision": Counter(), "events": Counter()}
    seen = set()
    for (name, province, precision, point), events in named.items():
        best, points = answers[name, province if with_province else ""]
        top = best is not None and distance_m(best, point) <= WITHIN_M
        five = top or any(distance_m(other, point) <= WITHIN_M for other in points)
        for what, key, weight in (
            ("names", (name, province), 1),
            ("names by precision", (name, province, precision), 1),
            ("events", None, events),
        ):
            if key is None or (what, key) not in seen:
                seen.add((what, key))
                counted[what].update({"all": weight, "top": weight * top, "five": weight * five})
    return {what: (count["top"] / count["all"], count["five"] / count["all"]) for what, count in counted.items()}


FLOORS = {
    True: {"names": (0.759, 0.803), "names by precision": (0.786, 0.83), "events": (0.92, 0.936)},
    False: {"names": (0.659, 0.775), "names by precision": (0.686, 0.803), "events": (0.865, 0.92)},
}


@pytest.mark.parametrize("with_province", [True, False], ids=["with the province", "without"])
def test_places_of_ucdp_within_5_km(named, gazetteer, with_province):
    measured = shares(named, gazetteer, with_province=with_province)
    for what, (top, five) in measured.items():
        print(f"{'with' if with_province else 'without'} province, {what}: first {top:.3f}, any of five {five:.3f}")
    for what, (top, five) in FLOORS[with_province].items():
        assert measured[what][0] >= top, what
        assert measured[what][1] >= five, what
