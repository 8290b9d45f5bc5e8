"""Values of date phrases on the AQUAINT TimeML corpus, scored as TempEval-3 scores them.

Gold are the TIMEX3 elements inside `<TEXT>`, of every type (DATE, TIME, DURATION, SET); the document's creation time
is given, not scored. A phrase counts as found where its span overlaps a gold one (one to one, largest overlap
first); its value counts where the TIMEX3 value is the same, character by character. Value F1 takes found phrases with
the right value as hits. The corpus was looked at while the rules were written: no part of it was held out.

`python tests/evaluation/test_dates.py` prints the table; `--wrong` adds every phrase missed, added or misread.
"""

import datetime as dt
import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from geo.extraction.dates import DateMention, find_dates
from geo.extraction.sentences import split_sentences
from geo.resources import PROJECT_ROOT

CORPUS = PROJECT_ROOT.parent / "shared" / "corpora" / "dates" / "aquaint"
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')

# Measured, rounded down; a floor is raised when the program gets better and never lowered.
VALUE_F1_FLOOR = 0.78


class GoldDate(NamedTuple):
    start: int
    end: int
    value: str


class Document(NamedTuple):
    name: str
    text: str
    created: dt.date
    gold: list[GoldDate]


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def span_f1(self) -> float:
        return 2 * self.matched / (self.gold + self.found)

    @property
    def value_f1(self) -> float:
        return 2 * self.right / (self.gold + self.found)

    @property
    def value_accuracy(self) -> float:
        return self.right / self.matched


def documents() -> Iterator[Document]:
    for path in sorted(CORPUS.glob("*.tml")):
        raw = path.read_text(encoding="utf-8")
        created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        assert created
        assert body
        yield Document(path.stem, *_unmarked(body[1], dt.date.fromisoformat(created[1])))


def _unmarked(marked: str, created: dt.date) -> tuple[str, dt.date, list[GoldDate]]:
    """The text without its marks, and the TIMEX3 elements as offsets in it."""
    parts: list[str] = []
    gold: list[GoldDate] = []
    opened: list[tuple[int, str]] = []
    length = at = 0
    for tag in _TAG.finditer(marked):
        parts.append(html.unescape(marked[at : tag.start()]))
        length += len(parts[-1])
        at = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if tag[1]:
            start, value = opened.pop()
            gold.append(GoldDate(start, length, value))
        else:
            opened.append((length, dict(_ATTRIBUTE.findall(tag[3]))["value"]))
    parts.append(html.unescape(marked[at:]))
    return "".join(parts), created, gold


def score(document: Document, tally: Tally) -> None:
    found = find_dates(document.text, split_sentences(document.text), published_on=document.created)
    overlaps = sorted(
        (
            (min(g.end, d.end) - max(g.start, d.start), -i, -j)
            for i, g in enumerate(document.gold)
            for j, d in enumerate(found)
            if d.start < g.end and g.start < d.end
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    tally.gold += len(document.gold)
    tally.found += len(found)
    tally.matched += len(pairs)
    for i, wanted in enumerate(document.gold):
        got = found[pairs[i]] if i in pairs else None
        if got and got.value == wanted.value:
            tally.right += 1
        else:
            tally.wrong.append(_line(document, wanted, got))
    tally.wrong += [_line(document, None, d) for j, d in enumerate(found) if j not in taken]


def _line(document: Document, wanted: GoldDate | None, got: DateMention | None) -> str:
    at = wanted or got
    assert at
    context = " ".join(document.text[max(0, at.start - 50) : at.end + 20].split())
    values = f"gold {wanted.value if wanted else '-'} got {got.value if got else '-'}"
    return f"{document.name} {document.created} {values} | {context}"


def measured() -> Tally:
    tally = Tally()
    for document in documents():
        score(document, tally)
    return tally


needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the AQUAINT TimeML corpus is not at {CORPUS}")


@needs_corpus
@pytest.mark.evaluation
def test_value_f1_holds_its_floor() -> None:
    assert measured().value_f1 >= VALUE_F1_FLOOR


if __name__ == "__main__":
    if not Path(CORPUS).is_dir():
        sys.exit(f"the AQUAINT TimeML corpus is not at {CORPUS}")
    result = measured()
    if "--wrong" in sys.argv:
        print(*result.wrong, sep="\n")
    print(
        f"gold {result.gold} found {result.found} | span F1 {result.span_f1:.3f} | "
        f"value accuracy {result.value_accuracy:.3f} | value F1 {result.value_f1:.3f}"
    )
