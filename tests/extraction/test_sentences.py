import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.extraction.sentences import LONGEST_SENTENCE, split_sentences

CASES = {
    "plain": ("The army left. Rebels came.", ["The army left.", "Rebels came."]),
    "country as acronym goes on": ("The U.S. Army left Kunduz.", ["The U.S. Army left Kunduz."]),
    "country as acronym ends": (
        "It was left to the U.S. The army went.",
        ["It was left to the U.S.", "The army went."],
    ),
    "rank and initial": ("Gen. A. Karim spoke. He left.", ["Gen. A. Karim spoke.", "He left."]),
    "hour goes on": ("At 5 p.m. Kyiv time it fell.", ["At 5 p.m. Kyiv time it fell."]),
    "hour ends": ("It fell at 5 p.m. The army left.", ["It fell at 5 p.m.", "The army left."]),
    "decimal": ("It lies 3.5 km away. It fell.", ["It lies 3.5 km away.", "It fell."]),
    "number sign": ("Brigade No. 5 left. No. The town held.", ["Brigade No. 5 left.", "No.", "The town held."]),
    "no space after the full stop": ("left the province.The army came", ["left the province.", "The army came"]),
    "no space, quotation ends": ("left the town.”The army came", ["left the town.”", "The army came"]),
    "web address": ("See www.alalam.ir for more.", ["See www.alalam.ir for more."]),
    "month abbreviated": (
        "On Feb. 26 it fell. By Mon. Sirte had too.",
        ["On Feb. 26 it fell.", "By Mon. Sirte had too."],
    ),
    "quotation mark after the full stop": ('"It fell." He left.', ['"It fell."', "He left."]),
    "question and exclamation": ("Did it fall?! Yes… It did.", ["Did it fall?!", "Yes…", "It did."]),
    "heading without full stop": ("Army takes Sirte\nThe army took it.", ["Army takes Sirte", "The army took it."]),
    "footnote mark": ("It fell.[12] Then it rose.", ["It fell.[12]", "Then it rose."]),
    "Arabic": ("سقطت المدينة. انسحب الجيش؟ نعم.", ["سقطت المدينة.", "انسحب الجيش؟", "نعم."]),
    "Cyrillic": ("Армия ушла. Город пал.", ["Армия ушла.", "Город пал."]),
    "nothing": ("", []),
    "only space": (" \n\t ", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_splits(text: str, expected: list[str]) -> None:
    assert [s.text for s in split_sentences(text)] == expected


def test_hard_wrapped_lines_run_on_and_blank_lines_part_paragraphs() -> None:
    text = "The army\nsaid that it\nhad left the\ntown.\n\nIt had\nnot."
    found = split_sentences(text)
    assert [(s.text, s.paragraph) for s in found] == [
        ("The army\nsaid that it\nhad left the\ntown.", 0),
        ("It had\nnot.", 1),
    ]


def test_a_part_of_the_text_keeps_offsets_of_the_whole() -> None:
    text = "Menu. Home. The army left. Rebels came. Share."
    found = split_sentences(text, 12, 39)
    assert [s.text for s in found] == ["The army left.", "Rebels came."]
    assert all(text[s.start : s.end] == s.text for s in found)


def test_a_quotation_over_two_sentences_is_in_both() -> None:
    text = "He said: “It fell. We left.” It was late."
    found = split_sentences(text)
    assert [[text[a:b] for a, b in s.quotes] for s in found] == [["It fell."], ["We left."], []]
    assert found[0].is_quoted(text.index("fell"))
    assert not found[0].is_quoted(0)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Left open. It ends with the paragraph', ["Left open.", "It ends with the paragraph"]),
        ("the 'Ayn spring and the people‘s ‘Ayn al-Arab’ town", []),
        ("‘We have taken the whole town,’ he said", ["We have taken the whole town,"]),
        ("«Всё взято», сказал он", ["Всё взято"]),
    ],
    ids=["open", "apostrophes", "single", "guillemets"],
)
def test_quotes(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for s in split_sentences(text) for a, b in s.quotes] == quoted


@given(st.text(st.characters(codec="utf-8") | st.sampled_from('."“”\nAa ')))
def test_any_text_is_covered_in_order_without_loss(text: str) -> None:
    found = split_sentences(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in found)
    at = 0
    for s in found:
        assert text[at : s.start].strip() == ""
        assert len(s.text) <= LONGEST_SENTENCE
        assert all(s.start <= a <= b <= s.end for a, b in s.quotes)
        at = s.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("unit", ["x", "A.", '"', "\n ", "a. B", "“", ". "], ids=repr)
def test_long_monotonous_text_takes_linear_time(unit: str) -> None:
    # A guard against quadratic growth, which takes minutes here; processor time, for machines are busy.
    started = time.process_time()
    split_sentences(unit * (300_000 // len(unit)))
    assert time.process_time() - started < 20
