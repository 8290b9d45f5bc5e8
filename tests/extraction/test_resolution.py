"""Which place a name means: the order of evidence, in small articles over a small gazetteer."""

import pytest

from geo.extraction.mentions import mentions_from_article
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, Candidate, LonLat, Mention, Place, WherePrec
from tests.extraction.small_gazetteer import SmallGazetteer


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def locations(text: str, lexicon: Lexicon, gazetteer: SmallGazetteer | None = None) -> list[Mention]:
    found = mentions_from_article(Article("a", "s", text), gazetteer or SmallGazetteer(), lexicon)
    return [mention for mention in found if mention.role == "location"]


MEANINGS = {
    "container decides": ("Rebels took Al-Nayrab in Idlib province in Syria.", "Al-Nayrab", "nayrab-idlib"),
    "another container": (
        "Rebels shelled the Al-Nayrab camp in Aleppo province in Syria.",
        "Al-Nayrab camp",
        "nayrab-aleppo",
    ),
    "neighbour in the sentence": ("The Syrian army took Saraqib and Al-Nayrab.", "Al-Nayrab", "nayrab-idlib"),
    "bare name is the city": ("Rebels left Idlib in Syria.", "Idlib", "idlib"),
    "word after it asks for the province": ("Rebels left Idlib province in Syria.", "Idlib", "p:idlib"),
    "word before it asks for the province": ("Rebels left the province of Idlib in Syria.", "Idlib", "p:idlib"),
    "plural after a list": ("Syria's army advanced in Aleppo and Idlib provinces.", "Aleppo", "p:aleppo"),
    "countryside is the province": ("Syria's army advanced in the Homs countryside.", "Homs", "p:homs"),
    "north of the province": ("Syria's army advanced in northern Aleppo.", "Aleppo", "p:aleppo"),
    "east of the city": ("Syria's army bombed eastern Aleppo.", "Aleppo", "aleppo"),
    "city said": ("Syria's army entered the city of Homs.", "Homs", "homs"),
    "short form of a longer name": ("Syria's army cut Castello Road. Rebels on Castello fled.", "Castello", "castello"),
}


@pytest.mark.parametrize(("text", "name", "place_id"), MEANINGS.values(), ids=MEANINGS)
def test_meaning(text: str, name: str, place_id: str, lexicon: Lexicon) -> None:
    found = [mention for mention in locations(text, lexicon) if mention.text == name]
    assert [mention.place.place_id if mention.place else None for mention in found][-1:] == [place_id]


PRECISIONS = {
    "a town": ("Rebels left Saraqib in Syria.", "Saraqib", WherePrec.EXACT),
    "a province": ("Rebels left Idlib province in Syria.", "Idlib", WherePrec.FIRST_ORDER_AREA),
    "a country": ("Rebels fought in Syria.", "Syria", WherePrec.COUNTRY),
    "east of a town": ("Rebels fought east of Saraqib in Syria.", "Saraqib", WherePrec.NEAR),
}


@pytest.mark.parametrize(("text", "name", "prec"), PRECISIONS.values(), ids=PRECISIONS)
def test_precision(text: str, name: str, prec: WherePrec, lexicon: Lexicon) -> None:
    assert {mention.where_prec for mention in locations(text, lexicon) if mention.text == name} == {prec}


def test_distance_and_direction_move_the_point_unless_they_place_another_name(lexicon: Lexicon) -> None:
    alone = next(
        m for m in locations("A convoy in Syria was hit. It was 12 km south of Aleppo.", lexicon) if m.text == "Aleppo"
    )
    assert alone.lonlat is not None
    assert alone.lonlat.lat == pytest.approx(36.2 - 12 / 111.2, abs=0.01)
    assert alone.where_prec is WherePrec.NEAR
    other = next(m for m in locations("Syria's army took Salma, 12 km south of Aleppo.", lexicon) if m.text == "Aleppo")
    assert other.lonlat == LonLat(37.15, 36.2)


def test_every_candidate_is_kept_with_score_and_evidence(lexicon: Lexicon) -> None:
    found = next(
        m for m in locations("Rebels took Al-Nayrab in Idlib province in Syria.", lexicon) if m.text == "Al-Nayrab"
    )
    assert [c.place.place_id for c in found.candidates] == ["nayrab-idlib", "nayrab-aleppo"]
    assert 1 >= found.candidates[0].score > found.candidates[1].score >= 0
    assert "inside the area that the text names" in found.candidates[0].evidence
    assert "outside the area that the text names" in found.candidates[1].evidence


def test_small_town_abroad_is_no_answer(lexicon: Lexicon) -> None:
    text = "In Syria the army left Idlib, Saraqib and Homs in Syria. Rebels entered the village of Many."
    many = [m for m in locations(text, lexicon) if m.text == "Many"]
    assert all(m.place is None for m in many)


def test_what_was_picked_by_hand_wins(lexicon: Lexicon) -> None:
    picked = Place("picked", "Saraqib", LonLat(1.0, 2.0), "village", "FR")

    class Corrected(SmallGazetteer):
        def candidates(self, name: str, **asked: object) -> list[Candidate]:  # type: ignore[override]
            found = super().candidates(name)
            return [Candidate(picked, 1.0, "correction"), *found] if name == "Saraqib" else found

    found = locations("Rebels left Saraqib in Idlib province in Syria.", lexicon, Corrected())
    assert next(m.place for m in found if m.text == "Saraqib") is picked
