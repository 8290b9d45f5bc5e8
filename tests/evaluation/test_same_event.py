"""How many of the proposed pairs are one event, on the 789 articles on Syria, by pairs that were read by hand.

`same_event_pairs.csv` holds 110 pairs drawn at random from the proposals at the default setting: for either report
the article, the span of its sentence in the article's text, the place and the kind, and whether the two sentences, read
with their places, tell of one event (103 of them do). A pair counts as "no" where the reports are of different places
of one series (two towns shelled in one night), of cause and answer (a killing and the raids that avenge it), or where
it cannot be told.

Extraction changes, so a proposal is judged by the pair of the file whose sentences it overlaps at the same places.

`python tests/evaluation/test_same_event.py` prints the figures.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from geo.accounts import side_lookup
from geo.comparison import same_event_proposals
from geo.resources import PROJECT_ROOT

CORPUS = PROJECT_ROOT.parent / "shared" / "corpora" / "syria_articles.csv"
PAIRS = Path(__file__).parent / "same_event_pairs.csv"
LEAST_JUDGED = 60

# Measured, rounded down; a floor is raised when the program gets better and never lowered.
PRECISION_FLOOR = 0.9

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.skipif(not CORPUS.is_file(), reason=f"needs {CORPUS.name} in the shared folder beside the project"),
]


class Report(NamedTuple):
    article: str
    start: int
    end: int
    place: str
    kind: str

    def overlaps(self, other: "Report") -> bool:
        """Whether both are of one place and half of the shorter sentence is in the other."""
        common = min(self.end, other.end) - max(self.start, other.start)
        shorter = min(self.end - self.start, other.end - other.start)
        return self.article == other.article and self.place == other.place and 2 * common >= shorter


@cache
def judged() -> list[tuple[Report, Report, bool]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        verdict = {"yes": True, "no": False}
        return [(_report(row, "a"), _report(row, "b"), verdict[row["same"]]) for row in csv.DictReader(file)]


def _report(row: dict[str, str], side: str) -> Report:
    return Report(
        row[f"article_{side}"], int(row[f"start_{side}"]), int(row[f"end_{side}"]), row[f"place_{side}"],
        row[f"kind_{side}"],
    )  # fmt: skip


@cache
def corpus_events() -> pd.DataFrame:
    from geo.extraction import extract
    from geo.gazetteer import open_gazetteer
    from geo.lexicon import load_lexicon
    from geo.reading import article_from_text
    from geo.store import table_from_events

    gazetteer, lexicon = open_gazetteer(), load_lexicon()
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = {row["article_id"]: row for row in csv.DictReader(file)}
    events: list[Any] = []
    for article_id, row in rows.items():
        day = dt.date.fromisoformat(row["published"])
        article = article_from_text(row["text"], source_id=row["source"], title=row["title"], published_on=day)
        events += extract(replace(article, article_id=article_id), gazetteer, lexicon).events
    return table_from_events(events).to_pandas(date_as_object=False)


def proposed() -> Iterator[tuple[Report, Report]]:
    from geo.lexicon import load_lexicon

    events = corpus_events().set_index("event_id", drop=False)
    for row in same_event_proposals(corpus_events(), side_of=side_lookup(load_lexicon())).itertuples():
        yield _of_event(events.loc[row.event_a]), _of_event(events.loc[row.event_b])


def _of_event(event: Any) -> Report:
    place = event["place_name"] if isinstance(event["place_name"], str) else event["place_mention"]
    return Report(event["article_id"], event["char_start"], event["char_end"], place, event["kind"])


def judgement(one: Report, other: Report) -> bool | None:
    """What the file says of a proposal: of its very kinds, else of its sentences if that is of one mind."""
    found = [
        (same, {first.kind, second.kind} == {one.kind, other.kind})
        for first, second, same in judged()
        if (first.overlaps(one) and second.overlaps(other)) or (first.overlaps(other) and second.overlaps(one))
    ]
    for verdicts in ({same for same, exact in found if exact}, {same for same, _ in found}):
        if len(verdicts) == 1:
            return verdicts.pop()
    return None


@cache
def measured() -> dict[str, float]:
    verdicts = [judgement(one, other) for one, other in proposed()]
    known = [verdict for verdict in verdicts if verdict is not None]
    return {"proposals": len(verdicts), "judged": len(known), "precision": sum(known) / max(len(known), 1)}


def test_the_file_holds_a_hundred_pairs_of_different_articles() -> None:
    assert len(judged()) >= 100
    assert all(first.article != second.article and first.end > first.start for first, second, _ in judged())


def test_proposals_are_one_event() -> None:
    figures = measured()
    assert figures["judged"] >= LEAST_JUDGED
    assert figures["precision"] >= PRECISION_FLOOR


if __name__ == "__main__":
    print(measured())
