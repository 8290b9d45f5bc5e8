"""Who says who holds what: claims to spans of days, spans to the answer for one day, and sources side by side.

The rules are told in words, each with a small history, in `docs/control.md`.
"""

from geo.accounts.sides import side_lookup
from geo.control.accord import accord_on, silent_sources
from geo.control.areas import area_differences
from geo.control.assumptions import Assumptions, Effect, assumptions_effect
from geo.control.claims import CLAIM_COLUMNS, claims_from_events
from geo.control.disagreements import disagreements
from geo.control.holdings import CARRY_FORWARD_DAYS, HOLDING_COLUMNS, holdings_on
from geo.control.runs import holder_runs
from geo.control.spans import SPAN_COLUMNS, STATES, holding_spans
from geo.control.statements import UNNAMED

__all__ = [
    "CARRY_FORWARD_DAYS",
    "CLAIM_COLUMNS",
    "HOLDING_COLUMNS",
    "SPAN_COLUMNS",
    "STATES",
    "UNNAMED",
    "Assumptions",
    "Effect",
    "accord_on",
    "area_differences",
    "assumptions_effect",
    "claims_from_events",
    "disagreements",
    "holder_runs",
    "holding_spans",
    "holdings_on",
    "side_lookup",
    "silent_sources",
]
