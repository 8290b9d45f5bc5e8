"""Whether spellings that the gazetteer does not hold still meet: those a country file tells, left out and asked for.

`SY.txt` gives most places two or three spellings (BGN, French mandate maps, Turkish, press). Each place keeps its own
name and the Arabic one; the others are asked with their province. Right is what lies within 5 km. Rules of sound were
written on the even half of these questions (by the sum of a spelling's bytes) and only measured on the odd one.
"""

import random

import pytest
from rapidfuzz.distance import JaroWinkler

from geo.gazetteer import open_gazetteer
from geo.gazetteer.distance import distance_m
from geo.gazetteer.loading import add_country
from geo.gazetteer.normalise import article_less, fold, has_arabic
from geo.model import LonLat
from geo.resources import PROJECT_ROOT

COUNTRY_FILE = PROJECT_ROOT.parent / "shared" / "gazetteer" / "SY.txt"
WITHIN_M = 5_000
ASKED = 600
LEAST_ALIKE = 0.6
"""Less alike than this are other names of the place, not spellings of its name."""

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not COUNTRY_FILE.exists(), reason="the country gazetteer is not at hand"),
]


def left_out(lines):
    """The lines without Latin spellings beside the name, and the spellings left out: `(spelling, point)`."""
    kept, asked = [], []
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if fields[6] != "A":
            others = fields[3].split(",")
            seen = {article_less(fold(fields[1]))}
            for other in others:
                bare = article_less(fold(other))
                if len(bare) > 3 and not has_arabic(other) and bare.isascii() and bare not in seen:
                    seen.add(bare)
                    if JaroWinkler.similarity(bare, article_less(fold(fields[1]))) >= LEAST_ALIKE:
                        asked.append((other, LonLat(float(fields[5]), float(fields[4]))))
            fields[3] = ",".join(filter(has_arabic, others))
        kept.append("\t".join(fields) + "\n")
    return kept, asked


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    kept, asked = left_out(COUNTRY_FILE.open(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("home")
    (folder / "SY.txt").write_text("".join(kept), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_HOME", str(folder))
        add_country("SY", folder / "SY.txt")
        gazetteer = open_gazetteer(layers=["curated", "outlines", "SY"], on_progress=lambda _: None)
        yield gazetteer, random.Random(4).sample(asked, ASKED)


@pytest.mark.parametrize(("half", "floors"), [(0, (0.76, 0.89)), (1, (0.73, 0.865))], ids=["even half", "odd half"])
def test_spellings_left_out_are_found(questions, half, floors):
    gazetteer, asked = questions
    mine = [(spelling, point) for spelling, point in asked if sum(spelling.encode()) % 2 == half]
    top = five = 0
    for spelling, point in mine:
        areas = [area.place_id for area in gazetteer.area_at(point) if area.kind == "province"]
        found = gazetteer.candidates(spelling, within=areas[0] if areas else None, country="SY")
        near = [distance_m(one.place.lonlat, point) <= WITHIN_M for one in found]
        top, five = top + any(near[:1]), five + any(near)
    print(f"{len(mine)} spellings left out: first {top / len(mine):.3f}, any of five {five / len(mine):.3f}")
    assert top / len(mine) >= floors[0]
    assert five / len(mine) >= floors[1]
