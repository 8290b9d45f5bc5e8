"""Which place a verb belongs to, on the corpus of verbs and their places, beside "the next name after the verb".

Only rows that mark a place are scored: a third of the corpus has a verb with an empty mark or none where the text
does name the place. A mark counts as found when a place of ours overlaps it. Names are our own, not given.
`python tests/evaluation/test_verb_places.py` prints the table.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from geo.extraction.mentions import mentions_from_article
from geo.extraction.sentences import split_sentences
from geo.extraction.slots import Slots
from geo.extraction.units import PLACE, Spans, units_of
from geo.extraction.verb_places import places_of_verb
from geo.gazetteer import Gazetteer, open_gazetteer
from geo.lexicon import Lexicon, load_lexicon
from geo.model import Article, Mention, Role
from geo.resources import PROJECT_ROOT

CORPUS = PROJECT_ROOT.parent / "shared" / "corpora" / "event_location" / "verb_locations.jsonl"
EVERY = 4
"""Each fourth row is enough for two digits and keeps the run short."""
FLOOR = 0.73
Span = tuple[int, int]

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus of verbs and places is not at hand"),
]


class Score(NamedTuple):
    """Places found, ours and marked."""

    found: int = 0
    ours: int = 0
    marked: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.ours + self.marked) if self.ours + self.marked else 0.0

    def plus(self, ours: Sequence[Span], marked: Sequence[Span]) -> "Score":
        found = sum(any(a < d and c < b for c, d in ours) for a, b in marked)
        return Score(self.found + found, self.ours + len(ours), self.marked + len(marked))


def rows() -> list[dict[str, Any]]:
    with CORPUS.open(encoding="utf-8") as lines:
        every = [json.loads(line) for line in lines]
    return [row for row in every if marks(row, "LOCATION") and len(marks(row, "VERB")) == 1][::EVERY]


def marks(row: dict[str, Any], label: str) -> list[Span]:
    spans = row.get("spans", [])
    return [(span["start"], span["end"]) for span in spans if span["label"] == label and span["end"] > span["start"]]


def linked(text: str, verb: Span, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Span]:
    for sentence in split_sentences(text):
        if not sentence.start <= verb[0] < sentence.end:
            continue
        units = units_of(sentence, Spans(lexicon.find_phrases(text), mentions), lexicon)
        at = next((k for k, unit in enumerate(units) if unit.start <= verb[0] < unit.end), None)
        if at is not None:
            return [(u.start, u.end) for u in places_of_verb(Slots(units, lexicon), at) if u.tag == PLACE]
    return []


def measure(gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Score, Score]:
    """Our score and that of the next name after the verb."""
    ours, naive = Score(), Score()
    for row in rows():
        text, (verb,) = row["text"], marks(row, "VERB")
        mentions = mentions_from_article(Article("row", "corpus", text), gazetteer, lexicon)
        named = [(m.start, m.end) for m in mentions if m.role is Role.LOCATION]
        ours = ours.plus(linked(text, verb, mentions, lexicon), marks(row, "LOCATION"))
        naive = naive.plus([span for span in named if span[0] >= verb[1]][:1], marks(row, "LOCATION"))
    return ours, naive


def test_verbs_find_their_places(tmp_path_factory: pytest.TempPathFactory) -> None:
    gazetteer = open_gazetteer(tmp_path_factory.mktemp("gazetteer"), on_progress=lambda _: None)
    ours, naive = measure(gazetteer, load_lexicon())
    print(f"\nverb-place links: F1 {ours.f1:.3f} {ours}, next name {naive.f1:.3f}")
    assert ours.f1 >= FLOOR
    assert ours.f1 > naive.f1


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for score in measure(open_gazetteer(Path(folder)), load_lexicon()):
            print(f"{score.f1:.3f} {score}")
