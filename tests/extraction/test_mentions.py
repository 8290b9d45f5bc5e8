"""Roles and names, against a small gazetteer of our own so that nothing depends on what is installed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.extraction.mentions import mentions_from_article
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, LonLat, Mention, Role, WherePrec
from tests.extraction.small_gazetteer import SmallGazetteer


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def read(text: str, lexicon: Lexicon, **fields: int) -> list[Mention]:
    return mentions_from_article(Article("a", "s", text, **fields), SmallGazetteer(), lexicon)


ROLES = {
    "in": ("Fighting in Aleppo went on.", "Aleppo", Role.LOCATION),
    "fell": ("Idlib fell on Saturday to Syrian rebels.", "Idlib", Role.LOCATION),
    "genitive without apostrophe": ("Rebels shelled Aleppos western districts in Syria.", "Aleppo", Role.LOCATION),
    "apposition": (
        "Ukraine won. Snihurivka, north-east of Kherson, was retaken.",
        "Snihurivka",
        Role.LOCATION,
    ),
    "its fate": ("Ukraine said that within days Izium was liberated.", "Izium", Role.LOCATION),
    "government speaks": ("Moscow said on Friday that Syria had asked for help.", "Moscow", Role.ACTOR),
    "government's jets": ("Moscow's jets struck Idlib in Syria.", "Moscow", Role.ACTOR),
    "backed": ("Ankara-backed rebels entered Idlib in Syria.", "Ankara", Role.ACTOR),
    "brokered by": ("A truce in Syria brokered by Moscow and Ankara expired.", "Ankara", Role.ACTOR),
    "which backs": ("Ankara, which backs the rebels in Syria, was silent.", "Ankara", Role.ACTOR),
    "capital as a place": ("A blast shook buildings in Moscow on Friday.", "Moscow", Role.LOCATION),
    "quoted area of": ('Rebels in Syria entered the "safe area" of Saraqib.', "Saraqib", Role.LOCATION),
    "apposed, though it begins with a title": (
        "Syria's army retook Imam Gharbi, a village south of Aleppo.",
        "Gharbi",
        Role.LOCATION,
    ),
    "observatory": ("The Aleppo Media Centre in Syria counted ten strikes.", "Aleppo", Role.ORGANISATION),
    "university of": ("The University of Aleppo in Syria was closed.", "Aleppo", Role.ORGANISATION),
    "party's name": ("Islamic State of Iraq and Syria seized Saraqib.", "Syria", Role.ORGANISATION),
    "person, first name": ("Ahmed Karim told reporters in Aleppo that he left.", "Karim", Role.PERSON),
    "person, title": ("Colonel Karim fled Aleppo.", "Karim", Role.PERSON),
    "person, named before": ("Ahmed Karim left Aleppo. The army wants Karim back.", "Karim", Role.PERSON),
    "place like a person": ("Rebels in Syria took the village of Salma.", "Salma", Role.LOCATION),
    "Abu is no first name here": ("The army entered Abu Kamal in Syria.", "Abu Kamal", Role.LOCATION),
    "Abu is no first name there either": ("Syria accused Abu Kamal's tribes of treason.", "Abu Kamal", Role.LOCATION),
    "capital speaks after a list": (
        "The army left Saraqib, Idlib, Moscow said, and Syria agreed.",
        "Moscow",
        Role.ACTOR,
    ),
    "dateline": ("MOSCOW (Reuters) - The army of Syria left Idlib.", "MOSCOW", Role.BYLINE),
    "dateline with agency": ("Damascus, SANA - The army of Syria left Idlib.", "Damascus", Role.BYLINE),
    "reporting by": ("The army left Idlib.\nReporting by Ahmed Ali in Ankara", "Ankara", Role.BYLINE),
    "a numbered unit": ("The 92nd Aleppo brigade of Syria fought on.", "Aleppo", Role.ORGANISATION),
    "militias of a town": ("Idlib militias fought in Syria.", "Idlib", Role.ORGANISATION),
    "a newspaper": ("The Syria Times reported gains in Idlib.", "Syria", Role.ORGANISATION),
    "a government protests": ("In Syria the army fled, and Ankara protested.", "Ankara", Role.ACTOR),
    "demonym": ("Syrian troops left Idlib.", "Syrian", Role.DEMONYM),
}


@pytest.mark.parametrize(("text", "name", "role"), ROLES.values(), ids=ROLES)
def test_role(text: str, name: str, role: Role, lexicon: Lexicon) -> None:
    found = [mention for mention in read(text, lexicon) if mention.text == name]
    assert [mention.role for mention in found][-1:] == [role]
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    assert all(mention.place is None for mention in found if mention.role is not Role.LOCATION)


NOT_PLACES = {
    "plain word opening a sentence": "Many fled Aleppo in Syria. Many more stayed.",
    "months and days": "In March and on Monday the army left Syria for Homs.",
    "plain word in a heading": "Reading list: how Aleppo fell to the army of Syria.",
}


@pytest.mark.parametrize("text", NOT_PLACES.values(), ids=NOT_PLACES)
def test_plain_words_are_no_places(text: str, lexicon: Lexicon) -> None:
    names = {mention.text for mention in read(text, lexicon) if mention.role is Role.LOCATION}
    assert names <= {"Aleppo", "Syria", "Homs"}
    assert names


LISTS = {
    "commas": ("Clashes hit the towns of Saraqib, Salma and Karim in Syria.", {"Saraqib", "Salma", "Karim", "Syria"}),
    "commas lost": ("Clashes hit the towns of Saraqib Salma and Karim.", {"Saraqib", "Salma", "Karim"}),
    "unknown ones": ("Rebels in Syria took the villages of Zarzan, Qibbeh and Saraqib.",
                     {"Syria", "Zarzan", "Qibbeh", "Saraqib"}),
    "hyphen": ("The Aleppo-Damascus highway in Syria reopened.", {"Aleppo", "Damascus", "Syria"}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS.values(), ids=LISTS)
def test_lists_give_each_name(text: str, names: set[str], lexicon: Lexicon) -> None:
    assert {mention.text for mention in read(text, lexicon) if mention.role is Role.LOCATION} == names


def test_nothing_comes_from_outside_the_body(lexicon: Lexicon) -> None:
    text = "Related: Idlib, Homs. The army entered Aleppo in Syria. Share: Damascus."
    start, end = text.index("The army"), text.index(" Share")
    assert {m.text for m in read(text, lexicon, body_start=start, body_end=end)} == {"Aleppo", "Syria"}


def test_unknown_name_is_held_by_the_area_that_the_text_names(lexicon: Lexicon) -> None:
    found = {m.text: m for m in read("The village of Sneisil in the Homs region of Syria was retaken.", lexicon)}
    sneisil = found["Sneisil"]
    assert sneisil.place is None
    assert (sneisil.where_prec, sneisil.lonlat) == (WherePrec.FIRST_ORDER_AREA, LonLat(38.0, 34.3))
    assert sneisil.radius_m == 9e4
    assert "Homs province" in sneisil.note


@pytest.mark.parametrize("name", ["Ivanivka", "Zelenivka"])
def test_a_village_is_shown_beside_the_town_that_the_text_tells_it_by(lexicon: Lexicon, name: str) -> None:
    """A namesake four hundred kilometres away is not the one meant."""
    found = read(f"Ukraine lost the village of {name}, 8 km east of Borova, on Monday.", lexicon)
    village = next(mention for mention in found if mention.text == name)
    assert village.place is None
    assert village.where_prec is WherePrec.NEAR
    assert village.lonlat is not None
    assert (round(village.lonlat.lon, 2), round(village.lonlat.lat, 2)) == (37.73, 49.38)


def test_a_far_namesake_is_no_place_of_an_article(lexicon: Lexicon) -> None:
    text = "Ukraine said Izium, Kupiansk and Borova were shelled. Fighting went on near Ivanivka."
    village = next(mention for mention in read(text, lexicon) if mention.text == "Ivanivka")
    assert (village.role, village.place) == (Role.LOCATION, None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rebels in Idlib and Saraqib, Homs and Aleppo in Syria took the town of Balad.", None),
        ("Rebels in Idlib and Saraqib, Homs and Aleppo in Syria took the town of Balad in Turkey.", "Balad"),
    ],
    ids=["nothing else there", "its country named"],
)
def test_a_town_abroad_needs_more_than_its_name(lexicon: Lexicon, text: str, place: str | None) -> None:
    town = next(mention for mention in read(text, lexicon) if mention.text == "Balad")
    assert (town.place.name if town.place is not None else None) == place


TAKEN = [
    "In Syria rebels let go of Zarghun on Monday.",
    "In Syria rebels won back Zarghun and another village.",
    "In Syria the army got hold of Zarghun on Monday.",
    "In Syria rebels were driven out of Zarghun.",
    "In Syria rebels seized Zarghun from the army.",
    "In Syria the army cleared Zarghun of rebels.",
    "The army of Syria fought on. Zarghun fell to rebels in May.",
    "The army of Syria fought on. Zarghun had been wrested from rebels in May.",
    "In Syria the troops withdrew from Zarghun on Monday.",
]


@pytest.mark.parametrize("text", TAKEN)
def test_what_only_ground_can_suffer_makes_an_unknown_name_a_place(lexicon: Lexicon, text: str) -> None:
    assert [m.place for m in read(text, lexicon) if m.text == "Zarghun" and m.role is Role.LOCATION] == [None]


@pytest.mark.parametrize(
    "text",
    ["In Syria the police took Zarghun home.", "In Syria they spoke of Zarghun.", "Syria withdrew from Zarghun."],
)
def test_what_anybody_can_suffer_does_not(lexicon: Lexicon, text: str) -> None:
    assert all(m.text != "Zarghun" for m in read(text, lexicon))


def test_a_common_name_alone_keeps_its_place(lexicon: Lexicon) -> None:
    village = next(m for m in read("Ukraine said Ivanivka was shelled.", lexicon) if m.text == "Ivanivka")
    assert village.place is not None


def test_actor_names_are_not_places(lexicon: Lexicon) -> None:
    text = "Islamic State of Iraq and Syria left. Daesh-held Saraqib in Syria was bombed."
    places = [m.text for m in read(text, lexicon) if m.role is Role.LOCATION]
    assert places == ["Saraqib", "Syria"]


def test_ten_thousand_unknown_names_ask_little(lexicon: Lexicon) -> None:
    gazetteer = SmallGazetteer()
    text = "In Syria the villages of " + ", ".join(f"Zarg{i}un" for i in range(10_000)) + " fell."
    found = mentions_from_article(Article("a", "s", text.replace("0", "o")), gazetteer, lexicon)
    assert len(found) > 200
    likeness_budget = 8 + len(text) // 500 + 2 + len(text) // 50_000
    assert gazetteer.asked < 10_200 + likeness_budget


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from("AlepoHmsSyria .,'’-“")))
def test_any_text_gives_mentions_that_are_slices_of_it(text: str) -> None:
    found = mentions_from_article(Article("a", "s", text), SmallGazetteer(), load_lexicon([]))
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
