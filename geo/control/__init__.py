"""Who says who holds what: claims to spans of days, spans to the answer for one day."""

from geo.control.claims import claims_from_events
from geo.control.holdings import holdings_on
from geo.control.spans import holding_spans

__all__ = ["claims_from_events", "holding_spans", "holdings_on"]
