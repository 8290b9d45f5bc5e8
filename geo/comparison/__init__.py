"""Accounts side by side: what two sets of sources say differently, and which of their reports may be one event."""

from geo.comparison.agreement import agreement_matrix
from geo.comparison.answers import CONTRADICTED_BY, DENIED_BY, DENIES, claims_answered
from geo.comparison.coverage import coverage_by_month, kinds_by_source
from geo.comparison.differences import differences
from geo.comparison.groups import counted_once, event_groups, group_id_of
from geo.comparison.lag import lag_between, reporting_lag, who_is_first
from geo.comparison.origins import Text, origins_of, shared_texts
from geo.comparison.same_event import Closeness, same_event_proposals
from geo.comparison.wording import wordings

__all__ = [
    "CONTRADICTED_BY",
    "DENIED_BY",
    "DENIES",
    "Closeness",
    "Text",
    "agreement_matrix",
    "claims_answered",
    "counted_once",
    "coverage_by_month",
    "differences",
    "event_groups",
    "group_id_of",
    "kinds_by_source",
    "lag_between",
    "origins_of",
    "reporting_lag",
    "same_event_proposals",
    "shared_texts",
    "who_is_first",
    "wordings",
]
