"""The reader's assumptions in words, and what a change of them does."""

import pytest

from geo.control import Assumptions, assumptions_effect
from geo.errors import BadQuery
from tests.control.histories import claims, day

WORDS = {
    "as reported of the day; a claim counts for 180 days": Assumptions(),
    "as published by the day; a claim counts for 1 day": Assumptions(by="published", carry_forward_days=1),
    "as reported of the day; a claim counts for 180 days; only claims dated to the month or better": Assumptions(
        min_date_prec=4
    ),
    "as reported of the day; a claim counts for 180 days; reviewed claims only; without a, b": Assumptions(
        reviewed_only=True, without=("a", "b")
    ),
}


@pytest.mark.parametrize(("words", "assumptions"), WORDS.items(), ids=range(len(WORDS)))
def test_words(words: str, assumptions: Assumptions) -> None:
    assert assumptions.words() == words


REFUSED = {"view": {"by": "x"}, "days": {"carry_forward_days": -1}, "precision": {"min_date_prec": 9}}


@pytest.mark.parametrize("settings", REFUSED.values(), ids=REFUSED.keys())
def test_nonsense_is_refused(settings) -> None:
    with pytest.raises(BadQuery):
        Assumptions(**settings)


TABLE = (
    "holds A 5 place lost", "holds A 90 place kept", "holds A 90 place moved", "holds B 95 place moved source t",
    "holds A 90 place settled status accepted", "holds B 91 place settled source t",
)  # fmt: skip
EFFECTS = {
    "no change": (Assumptions(), "nothing changes on this day"),
    "shorter memory": (Assumptions(carry_forward_days=50), "1 place loses its holder"),
    "without a source": (Assumptions(without=("t",)), "2 places have other holders, 2 places are no longer disputed"),
    "reviewed only": (
        Assumptions(reviewed_only=True),
        "3 places lose their holder, 1 place has other holders, 2 places are no longer disputed",
    ),
}


@pytest.mark.parametrize(("after", "words"), EFFECTS.values(), ids=EFFECTS.keys())
def test_effect(after: Assumptions, words: str) -> None:
    table = claims(*TABLE)
    before = Assumptions().holdings(table, day(100))
    assert assumptions_effect(before, after.holdings(table, day(100))).words() == words


def test_the_way_back_gains() -> None:
    table = claims(*TABLE)
    narrow, wide = (one.holdings(table, day(100)) for one in (Assumptions(reviewed_only=True), Assumptions()))
    effect = assumptions_effect(narrow, wide)
    assert effect.gain_holder == ("kept", "lost", "moved")
    assert effect.begin_to_disagree == ("moved", "settled")
    assert effect.words().startswith("3 places gain a holder")


def test_one_side_is_one_holder() -> None:
    table = claims("holds army 5", "holds government 6 source t")
    before, after = (one.holdings(table, day(8)) for one in (Assumptions(), Assumptions(without=("t",))))
    assert assumptions_effect(before, after).change_holder == ("p",)
    assert assumptions_effect(before, after, side_of=lambda name: "state").words() == "nothing changes on this day"
