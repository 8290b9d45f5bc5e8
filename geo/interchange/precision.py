"""Codes of precision between conventions, and what they mean on the ground.

UCDP's codes are the finer ones. To ACLED each has one counterpart; from ACLED the coarsest UCDP code that it may
stand for is taken, so that nothing comes in more exact than it was.
"""

from collections.abc import Mapping

RADIUS_M_OF_WHERE_PREC: Mapping[int, float] = {
    1: 2_000.0,
    2: 25_000.0,
    3: 25_000.0,
    4: 75_000.0,
    5: 150_000.0,
    6: 300_000.0,
    7: 100_000.0,
}
"""How far from the point an event may lie where only the code is known: for 2 the 25 km of UCDP GED's codebook,
for areas a middling size."""

GEO_PRECISION_OF_WHERE_PREC: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
"""UCDP `where_prec` to ACLED `geo_precision`: 1 town, 2 part of a region, 3 larger region."""

TIME_PRECISION_OF_DATE_PREC: Mapping[int, int] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
"""UCDP `date_prec` to ACLED `time_precision`: 1 day, 2 week, 3 month."""

WHERE_PREC_OF_GEO_PRECISION: Mapping[int, int] = {1: 1, 2: 3, 3: 4}
DATE_PREC_OF_TIME_PRECISION: Mapping[int, int] = {1: 1, 2: 3, 3: 4}
