import pytest

from geo.gazetteer.asking import area_spellings, asked_of


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


@pytest.mark.parametrize(
    ("words", "names", "beside"),
    [
        ("Ashrafiyah quarter of Aleppo", ("Ashrafiyah",), ("Aleppo",)),
        ("a compound outside Barisha village", ("a compound",), ("Barisha",)),
        ("al-Zahraa neighbourhood in Homs city", ("al-Zahraa",), ("Homs",)),
        ("Military Hospital Harasta", ("Military Hospital",), ("Harasta",)),
        ("Adra Prison Complex", ("Adra Prison Complex",), ()),
        ("Deir ez-Zor Airport Road", ("Deir ez-Zor",), ()),
        ("village of Sneisil", ("Sneisil",), ()),
        ("town of Hit", ("Hit",), ()),
        ("Ras al-Ayn", ("Ras al-Ayn",), ()),
        ("Bab al-Khayr village II", ("Bab al-Khayr",), ()),
        ("Brigade 52", ("Brigade 52",), ()),
    ],
)
def test_what_it_lies_by(words, names, beside):
    asked = asked_of(words)
    assert (asked.names, asked.beside) == (names, beside)


@pytest.mark.parametrize(
    ("within", "spelling"),
    [
        ("Northern Darfur", "North Darfur"),
        ("South Kordofan state", "Southern Kordofan state"),
        ("Kharkivska oblast", "Kharkiv"),
        ("Ariha district, Idlib", "Idlib"),
    ],
)
def test_areas_are_spelled_in_other_forms(within, spelling):
    assert spelling in list(area_spellings(within))
