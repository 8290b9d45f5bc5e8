"""Places of other wars, with the curated places and no country file: what the names of a sentence come to.

Each row: the sentence, a name in it, and the id of the curated place that it means ("" for a name that nobody knows,
with the id of the place that it is shown in).
"""

import pytest

from geo.extraction.mentions import mentions_from_article
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, Mention, Role, WherePrec

PLACES = {
    "quarter of Mosul": (
        "Fighting went on in the Gogjali and Karama districts of Mosul in Iraq.",
        "Gogjali",
        "iq-gogjali",
    ),
    "another in the list": (
        "Fighting went on in the Gogjali and Karama districts of Mosul in Iraq.",
        "Karama",
        "iq-karama-mosul",
    ),
    "quarter of Tripoli": ("Shells fell on the Abu Salim district of Tripoli in Libya.", "Abu Salim", "ly-abu-salim"),
    "namesake quarter": (
        "Shells fell on the Qusour quarter of Deir ez-Zor in Syria.",
        "Qusour",
        "sy-al-qusour-deir-ez-zor",
    ),
    "bridge": ("The army of Sudan retook the Halfaya Bridge in Khartoum North.", "Halfaya Bridge", "sd-halfaya-bridge"),
    "camp": ("The RSF attacked Zamzam camp, south of El Fasher, in Sudan.", "Zamzam camp", "sd-zamzam-camp"),
    "old name": ("Ukraine said its troops had left Artemivsk.", "Artemivsk", "ua-bakhmut"),
    "another old name": ("Ukraine said its troops had left Krasny Liman.", "Krasny Liman", "ua-lyman"),
    "numbered place": ("Fighters in Yemen shelled the Kilo 16 area east of Hodeidah.", "Kilo 16", "ye-kilo-16"),
    "river with its article": ("Ukraine's army crossed the Dnipro near Kherson.", "Dnipro", "ua-dnipro-river"),
    "river within a name": ("Ships in the Gulf of Aden were warned by Yemen.", "Gulf of Aden", "xx-gulf-of-aden"),
    "spelling of Tigray": ("Forces of Ethiopia left Mekele.", "Mekele", "et-mekelle"),
    "Congo": ("Rebels in Congo took Sake, west of Goma.", "Sake", "cd-sake"),
    "Myanmar": ("The army of Myanmar lost Kyauktaw in Rakhine State.", "Kyauktaw", "mm-kyauktaw"),
    "Bosnia": ("Serb forces in Bosnia shelled Dobrinja in Sarajevo.", "Dobrinja", "ba-dobrinja"),
    "Afghan airfield": ("The Taliban attacked Kunduz airport in Afghanistan.", "Kunduz airport", "af-kunduz-airport"),
}


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return open_gazetteer(tmp_path_factory.mktemp("gazetteer"), layers=["curated"])


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def mentions(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Mention]:
    return mentions_from_article(Article("a", "s", text), gazetteer, lexicon)


@pytest.mark.parametrize(("text", "name", "place_id"), PLACES.values(), ids=PLACES.keys())
def test_places(text: str, name: str, place_id: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    found = {mention.text: mention for mention in mentions(text, gazetteer, lexicon)}
    mention = next(found[text] for text in found if text.startswith(name))
    assert mention.place is not None
    assert mention.place.place_id == f"curated:{place_id}"


def test_a_name_in_another_name_is_no_mention(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    found = mentions("A ship in the Gulf of Aden was hit by Yemen.", gazetteer, lexicon)
    assert [mention.text for mention in found] == ["Gulf of Aden", "Yemen"]


def test_outskirts_are_the_towns_and_countryside_is_the_provinces(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    text = "Syria's army fought on the outskirts of Aleppo and in the countryside of Aleppo."
    first, second = [mention for mention in mentions(text, gazetteer, lexicon) if mention.text == "Aleppo"]
    assert first.place is not None
    assert second.place is not None
    assert (first.place.kind, first.where_prec) == ("city", WherePrec.NEAR)
    assert (second.place.kind, second.where_prec) == ("province", WherePrec.FIRST_ORDER_AREA)


def test_an_unknown_quarter_is_shown_in_the_town_that_it_is_said_to_be_in(
    gazetteer: Gazetteer, lexicon: Lexicon
) -> None:
    found = mentions("A bomb exploded in the Qusour district of Damascus in Syria.", gazetteer, lexicon)
    (unknown,) = [mention for mention in found if mention.text == "Qusour"]
    (damascus,) = [mention for mention in found if mention.text == "Damascus"]
    assert unknown.place is None
    assert unknown.lonlat == damascus.lonlat
    assert unknown.where_prec is WherePrec.NEAR
    assert unknown.note.endswith("shown in Damascus")


def test_a_person_between_commas_before_a_word_of_speech_is_no_place(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    text = "The deputy governor of Jawzjan province, Malia, told reporters in Afghanistan."
    assert "Malia" not in {m.text for m in mentions(text, gazetteer, lexicon) if m.role is Role.LOCATION}
