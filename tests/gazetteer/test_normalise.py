import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.normalise import article_less, fold, words_without_articles
from geo.gazetteer.skeleton import packed, skeleton


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param("  Deir   ez-Zor ", "deir ez zor", id="spaces and hyphens"),
        pytest.param("Ma‘arrat an-Nu‘mān", "maarrat an numan", id="ayn and macron"),
        pytest.param("Çobanbey", "cobanbey", id="Turkish cedilla"),
        pytest.param("Łódź", "lodz", id="Polish stroke"),
        pytest.param("ALEPPO", "aleppo", id="capitals"),
        pytest.param("دَيْر الزُّور", "دير الزور", id="Arabic vowel signs"),
        pytest.param("إدلب", "ادلب", id="Arabic hamza"),
        pytest.param("حماة", "حماه", id="Arabic ta marbuta"),
        pytest.param("Харьков", "харьков", id="Cyrillic stays"),
        pytest.param("東京", "東京", id="Han stays"),
        pytest.param("—", "", id="punctuation alone"),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        pytest.param("Al-Bab", "bab", id="al"),
        pytest.param("Deir ez-Zor", "deirzor", id="sun letter inside"),
        pytest.param("Deir Ezzor", "deirzor", id="glued sun letter"),
        pytest.param("Assafira", "safira", id="glued at the beginning"),
        pytest.param("As Homs", "ashoms", id="English word before another letter"),
        pytest.param("At Tanf", "tanf", id="sun letter agrees"),
        pytest.param("الرقة", "رقه", id="Arabic article"),
        pytest.param("Abul Duhur", "abuduhur", id="glued abu"),
        pytest.param("El", "el", id="an article alone is a name"),
    ],
)
def test_article_less(name, bare):
    assert article_less(fold(name)) == bare


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_words_are_never_empty(text):
    assert all(words_without_articles(fold(text)))


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("Deir Ezzur", "Deir ez-Zor", "Dayr az Zawr", "دير الزور"), id="Deir ez-Zor"),
        pytest.param(("Ma'aret al-Nauman", "Maarrat an-Numan", "معرة النعمان"), id="Maarrat al-Numan"),
        pytest.param(("Kuweires", "Kweiris", "كويرس"), id="Kuweires"),
        pytest.param(("Hmeymim", "Hmeimim", "حميميم"), id="Hmeimim"),
        pytest.param(("Khirbet Ghazaleh", "Kherbet Ghazala", "خربة غزالة"), id="construct state"),
        pytest.param(("Ouadi Barada", "Wadi Barada", "وادي بردى"), id="French ou"),
        pytest.param(("Al-Shaykh Maskin", "Sheikh Miskin", "الشيخ مسكين"), id="Sheikh Miskin"),
        pytest.param(("Manbij", "Menbij", "Membij", "منبج"), id="n before b"),
        pytest.param(("Харків", "Kharkiv"), id="Cyrillic"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(names):
    assert len({skeleton(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("Homs", "Hama"), ("Saraqib", "Sarmin"), ("Idlib", "Aleppo"), ("Raqqa", "Rastan"), ("Darayya", "Daraa al-Balad")],
)
def test_other_names_have_other_skeletons(first, second):
    assert skeleton(first) != skeleton(second)


@given(st.text(alphabet="bdfghjklmnqrstcxwyza", min_size=1, max_size=12))
def test_packed_skeletons_fit_the_index(signs):
    assert 0 < packed(signs) < 2**64
