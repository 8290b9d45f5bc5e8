"""Whom a sentence cites, and who stands behind "it said" and "the group"."""

import pytest

from geo.extraction.attribution import CitationReader, cited_for
from geo.extraction.sentences import split_sentences
from geo.extraction.units import Spans, units_of
from geo.lexicon import Lexicon, load_lexicon

CASES = [
    ("SOHR said the army left.", ["SOHR"]),
    ("The army left, the Syrian Observatory for Human Rights said.", ["SOHR"]),
    ("According to the Syrian Observatory for Human Rights, the army left.", ["SOHR"]),
    ("The army left, said Rami Abdel Rahman, head of the Observatory.", ["SOHR"]),
    ("A military source told Sputnik that the army left.", ["military source (Sputnik)"]),
    ("Sources told Al-Manar that the army left.", ["Al-Manar sources"]),
    ("FARS quoted a military source as saying that the army left.", ["military source (FARS)"]),
    (
        "The Russian defence ministry said its planes struck. It added that a depot burned.",
        ["Russian defence ministry"] * 2,
    ),
    ("Russia's Defense Ministry reported a strike.", ["Russian defence ministry"]),
    ("The army left, state media reported.", ["state media"]),
    ("The army left, residents said.", ["residents"]),
    ("The U.S. Central Command said the coalition struck.", ["US Central Command"]),
    ("SANA reported gains. The agency said three villages fell.", ["SANA", "SANA"]),
    ("A monitoring group said ten died. The Observatory said it was not clear who fired.", ["SOHR", "SOHR"]),
    ("The town was seized by the terrorists, said the Britain-based group.", ["SOHR"]),
    ("According to a statement released by the General Command, the army left.", ["General Command"]),
    ("Ukraine's General Staff said the attack was beaten.", ["Ukrainian General Staff"]),
    ("An AFP correspondent who went there saw smoke.", ["AFP"]),
    (
        "The army left, which rebels captured earlier, said Obeida Hamawi of the Hama Media Center.",
        ["Obeida Hamawi of the Hama Media Center"],
    ),
    ("Ten died, the activist group DeirEzzor 24 said.", ["activist group DeirEzzor 24"]),
    ("The defence ministry nonetheless said the army left.", ["defence ministry"]),
    ("Al-Masdar, a daily close to the government, reported gains.", ["Al-Masdar"]),
    ("Officials rejected reports that the town had fallen.", []),
    ("The army left the town on Monday.", []),
    ("He left. The reported attack shook the town.", []),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_citations(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    reader = CitationReader(lexicon.citing, text)
    spans = Spans(lexicon.find_phrases(text), [], [], "SY")
    found = []
    for sentence in split_sentences(text):
        citations = reader.citations(units_of(sentence, spans, lexicon))
        cited = cited_for(citations, sentence.start)
        found += [cited] if cited else []
    assert found == expected


def test_the_nearest_citation_before_an_event_covers_it(lexicon: Lexicon) -> None:
    text = "SANA said the army took Homs, and Reuters said rebels took Hama."
    reader = CitationReader(lexicon.citing, text)
    (sentence,) = split_sentences(text)
    citations = reader.citations(units_of(sentence, Spans(lexicon.find_phrases(text), [], [], "SY"), lexicon))
    assert cited_for(citations, text.index("took Homs")) == "SANA"
    assert cited_for(citations, text.index("took Hama")) == "Reuters"
