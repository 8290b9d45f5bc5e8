"""Repeats inside an article, and parties that only the text around a sentence gives."""

import datetime as dt
from typing import Any

import pytest

from geo.extraction.inference import INFERRED_NOTE, fill_parties
from geo.extraction.merging import merge_repeats
from geo.model import DatePrec, Kind, ReportedEvent, Stance

MONDAY, TUESDAY = dt.date(2016, 12, 12), dt.date(2016, 12, 13)


def event(number: int, **given: Any) -> ReportedEvent:
    values: dict[str, Any] = {
        "event_id": f"e{number}", "source_id": "s", "article_id": "a", "kind": Kind.CAPTURED, "actor": "ISIS",
        "place_id": "palmyra", "char_start": number * 100, "char_end": number * 100 + 50,
        "rule": "captured:takes:active 'capture'",
    }  # fmt: skip
    return ReportedEvent(**{**values, **given})


def test_a_repeat_keeps_both_quotes_the_stated_day_and_every_party() -> None:
    first = event(1, date_start=MONDAY, date_end=TUESDAY, date_prec=DatePrec.FEW_DAYS)
    second = event(2, date_start=MONDAY, date_end=MONDAY, date_prec=DatePrec.DAY, opponent="Syrian government")
    (merged,) = merge_repeats([first, second])
    assert (merged.char_start, merged.more_quotes) == (100, ((200, 250),))
    assert (merged.date_start, merged.date_end, merged.opponent) == (MONDAY, MONDAY, "Syrian government")


APART = [
    ("another place", {"place_id": "raqqa"}),
    ("another kind", {"kind": Kind.LOST}),
    ("another party", {"actor": "Syrian government"}),
    ("another stance", {"stance": Stance.PLANNED}),
    ("another source", {"attributed_to": "SOHR"}),
    ("another day", {"date_start": TUESDAY, "date_end": TUESDAY}),
]


@pytest.mark.parametrize("given", [row[1] for row in APART], ids=[row[0] for row in APART])
def test_what_differs_stays_apart(given: dict[str, Any]) -> None:
    first = event(1, date_start=MONDAY, date_end=MONDAY, attributed_to="SANA")
    second = event(2, **{"date_start": MONDAY, "date_end": MONDAY, "attributed_to": "SANA", **given})
    assert len(merge_repeats([first, second])) == 2


def test_a_stated_day_dates_the_same_change_told_by_another_source() -> None:
    vague = event(1, date_start=MONDAY, date_end=TUESDAY, date_prec=DatePrec.FEW_DAYS, attributed_to="SOHR")
    exact = event(2, date_start=MONDAY, date_end=MONDAY, date_prec=DatePrec.DAY, attributed_to="SANA")
    first, second = merge_repeats([vague, exact])
    assert (first.date_end, second.date_end) == (MONDAY, MONDAY)


def test_an_agentless_capture_is_theirs_who_gained_last() -> None:
    filled = fill_parties([event(1), event(2, actor=None, place_id="raqqa")])
    assert (filled[1].actor, filled[1].note) == ("ISIS", INFERRED_NOTE)


def test_an_agentless_recapture_is_theirs_who_lost_the_place() -> None:
    lost = event(1, opponent="Syrian government")
    again = event(2, actor=None, rule="captured:takes:passive 'recapture'")
    assert fill_parties([lost, again])[1].actor == "Syrian government"


def test_a_loss_names_loser_and_gainer() -> None:
    gained = event(1, opponent="Syrian government")
    loss = event(2, kind=Kind.LOST, actor=None, place_id="raqqa", rule="lost:loses:noun 'loss'")
    filled = fill_parties([gained, loss])[1]
    assert (filled.actor, filled.opponent) == ("Syrian government", "ISIS")


def test_where_nobody_gains_nobody_is_named() -> None:
    alone = event(1, actor=None)
    assert fill_parties([alone]) == [alone]


def test_a_success_is_its_speakers_unless_the_lead_says_otherwise() -> None:
    lead, freed = event(1), event(2, actor=None, place_id="raqqa", attributed_to="army", rule="captured:takes 'free'")
    assert fill_parties([freed], speakers={"army": "Syrian government"})[0].actor == "Syrian government"
    assert fill_parties([lead, freed], speakers={"army": "Syrian government"})[1].actor is None
    assert fill_parties([lead, freed], speakers={"army": "ISIS"})[1].actor == "ISIS"


def test_nobody_is_inferred_for_a_change_of_another_time_or_by_somebody_unknown() -> None:
    lead = event(1, date_start=MONDAY, date_end=MONDAY)
    old = event(2, actor=None, place_id="raqqa", date_start=dt.date(2014, 1, 1), date_end=dt.date(2014, 1, 31))
    assert fill_parties([lead, old])[1].actor is None
    named = event(3, actor=None, place_id="raqqa", date_start=MONDAY, date_end=MONDAY)
    assert fill_parties([lead, named], named={"e3"})[1].actor is None
