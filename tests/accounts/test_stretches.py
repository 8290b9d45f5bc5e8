"""Which rows fall into which stretches of days."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.accounts.stretches import Stretches, rows_within
from geo.days import covered

SPANS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 20), st.integers(-2, 6)), max_size=10)


def arrays(spans) -> Stretches:
    columns = np.array([(key, first, first + length) for key, first, length in spans], np.int64).reshape(-1, 3)
    return Stretches(columns[:, 0], columns[:, 1], columns[:, 2])


@given(SPANS, SPANS)
def test_rows_within_are_all_that_share_a_day(rows, others) -> None:
    told, stretches = arrays(rows), Stretches(*covered(*arrays(others)))
    found = list(zip(*(part.tolist() for part in rows_within(told, stretches)), strict=True))
    expected = [
        (stretch, row)
        for stretch, (place, begin, end) in enumerate(zip(*stretches, strict=True))
        for row, (key, first, last) in enumerate(zip(*told, strict=True))
        if place == key and first <= last and first <= end and last >= begin
    ]
    assert found == expected
