import pytest

from geo.gazetteer.asking import asked_of


@pytest.mark.parametrize(
    ("words", "names", "kind"),
    [
        ("Teir Maaleh village", ("Teir Maaleh",), "village"),
        ("village of Sneisil", ("Sneisil",), "village"),
        ("Homs Governorate", ("Homs",), "province"),
        ("army airport in Deir al-Zor", ("Deir al-Zor airbase", "Deir al-Zor"), "airbase"),
        ("Kobane/Ayn al Arab town", ("Kobane", "Ayn al Arab"), "town"),
        ("Sayqal/Sein Military Airbase", ("Sayqal airbase", "Sein airbase", "Sayqal", "Sein"), "airbase"),
        ("Taybah farms (Mayadin)", ("Taybah", "Mayadin"), None),
        ("Tishreen oil field", ("Tishreen",), "other"),
        ("Tallbisah-Al Ghantu road", ("Tallbisah-Al Ghantu", "Tallbisah", "Al Ghantu"), "road"),
        ("Eastern Ghariyah town", ("Eastern Ghariyah", "Ghariyah sharqi", "Ghariyah"), "town"),
        ("مدينة حلب", ("حلب",), "city"),
        ("Aleppo", ("Aleppo",), None),
        ("village", ("village",), None),
        ("City", ("City",), None),
    ],
)
def test_asked_of(words, names, kind):
    asked = asked_of(words)
    assert (asked.names, asked.kind) == (names, kind)
