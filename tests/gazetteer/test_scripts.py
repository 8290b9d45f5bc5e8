"""Spellings of one place in the scripts and transliterations in which wars are reported, over all layers."""

import pytest
from shapely.geometry import Point

from geo.gazetteer import open_gazetteer


@pytest.fixture(scope="module")
def world():
    return open_gazetteer()


@pytest.mark.parametrize(
    ("country", "name", "spellings"),
    [
        ("UA", "Kyiv", "Kiev Київ Киев"),
        ("UA", "Kharkiv", "Kharkov Харків Харьков"),
        ("UA", "Mykolaiv", "Mykolayiv Nikolaev Миколаїв Николаев"),
        ("UA", "Dnipro", "Dnepr Dnepropetrovsk Дніпро"),
        ("UA", "Lviv", "Lvov Lemberg Львів Львов"),
        ("UA", "Zaporizhzhia", "Zaporozhye Запоріжжя Запорожье"),
        ("UA", "Bakhmut", "Artemivsk Artyomovsk Бахмут"),
        ("UA", "Avdiivka", "Avdeevka Авдіївка"),
        ("UA", "Lysychansk", "Lisichansk Лисичанськ"),
        ("SY", "Qamishli", "Qamishlo Qamişlo Kamışlı Al-Kamishly القامشلي"),
        ("SY", "Al-Hasakah", "Hesekê Haseke Hassakeh الحسكة Хасака"),
        ("SY", "Ras al-Ayn", "Serêkaniyê Serekaniye Resulayn Ras-el-Ain رأس_العين"),
        ("SY", "Khan Shaykhun", "Han_Şeyhun Khan_Sheikhoun Khan-Cheikhoun خان_شيخون"),
        ("SY", "Maarrat al-Numan", "Ma'aret_al-Nauman Maaret_el-Numan Maaret_en-Nouman معرة_النعمان"),
        ("SY", "Deir ez-Zor", "Deir_Ezzur Dayr_az_Zawr Deyrizor Deir-ez-Zour دير_الزور Дейр-эз-Зор"),
        ("SY", "Jisr al-Shughur", "Jisr_ash_Shughur Cisr_eş-Şuğur Jisr_ech-Choughour جسر_الشغور"),
        ("IQ", "Mosul", "Musul Mûsil الموصل Мосул"),
        ("IQ", "Erbil", "Arbil Hewlêr أربيل"),
        ("AF", "Kunduz", "Konduz Qunduz کندز"),
        ("AF", "Mazar-i-Sharif", "Mazar-e_Sharif مزار_شریف"),
        ("AF", "Kandahar", "Qandahar کندهار قندهار"),
        ("ET", "Mekelle", "Mek'ele Mekele መቀሌ"),
        ("ET", "Aksum", "Axum አክሱም"),
        ("MM", "Yangon", "Rangoon ရန်ကုန်"),
        ("MM", "Mawlamyine", "Moulmein"),
        ("YE", "Hodeidah", "Al_Hudaydah Hudaida الحديدة"),
        ("SD", "El Fasher", "Al-Fashir Al_Fasher الفاشر"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_spellings_are_one_place(world, country, name, spellings):
    wanted = world.candidates(name, country=country, kind="city", limit=1)[0].place
    for spelling in spellings.split():
        found = world.candidates(spelling.replace("_", " "), country=country, kind="city", limit=1)
        assert found, spelling
        assert found[0].place.place_id == wanted.place_id, (spelling, found[0].place.name)


@pytest.mark.parametrize(
    ("country", "within", "inside"),
    [
        ("UA", "Kharkiv oblast", (36.25, 49.99)), ("UA", "Харківська область", (36.25, 49.99)),
        ("UA", "Kharkivska", (36.25, 49.99)), ("AF", "Nangarhar province", (70.45, 34.43)),
        ("SD", "Northern Darfur state", (25.35, 13.63)), ("YE", "Hodeidah governorate", (43.3, 14.2)),
        ("IQ", "Ninewa", (43.1, 36.3)), ("CD", "North Kivu province", (29.2, -1.2)),
        ("MM", "Arakan state", (93.2, 20.6)),
        ("PK", "Khyber Pakhtunkhwa", (72.3, 34.2)), ("SO", "Lower Shabelle", (44.6, 1.8)), ("ET", "ትግራይ", (39.4, 13.7)),
        ("SY", "ريف دمشق", (36.6, 33.7)), ("SY", "wilayat Halab", (37.2, 36.2)),
    ],
)  # fmt: skip
def test_provinces_of_the_world(world, country, within, inside):
    found = world.area_named(within, country=country)
    assert found is not None
    outline = world.outline(found.place_id)
    assert outline is not None
    assert outline.contains(Point(inside))
