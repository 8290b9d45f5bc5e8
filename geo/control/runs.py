"""Spans to runs: the lanes of a flip timeline, one bar for as long as a source's answer stays the same."""

import numpy as np
import pandas as pd

RUN_COLUMNS = (
    "place_id", "place_name", "source_id", "state", "holder", "besieger", "previous", "from", "to", "certain_from",
    "certain_to", "claim", "n_claims", "event_ids",
)  # fmt: skip
"""The columns of a table of runs."""


def holder_runs(spans: pd.DataFrame) -> pd.DataFrame:
    """Spans that follow each other with the same state, holder and besieger as one row each, in the same order.

    `from` and `to` are the first and last day (`to` NaT: open). The source's own claims speak of the days from
    `certain_from` to `certain_to`; the days beyond are carried forward. A row that is `changing` is the uncertain edge
    between its neighbours. `n_claims` counts the claims of the run, `event_ids` names them. A gap in days parts runs.
    """
    if not len(spans):
        return pd.DataFrame(columns=list(RUN_COLUMNS))
    same = np.ones(len(spans) - 1, bool)
    for name in ("place_id", "source_id", "state", "holder", "besieger"):
        codes = pd.factorize(spans[name])[0]
        same &= codes[1:] == codes[:-1]
    day = np.timedelta64(1, "D")
    same &= (spans["to"].to_numpy()[:-1] + day) == spans["from"].to_numpy()[1:]
    begins = np.flatnonzero(np.append(True, ~same))
    ends = np.append(begins[1:], len(spans)) - 1
    runs = spans.iloc[begins].reset_index(drop=True)
    for name in ("to", "certain_to", "claim"):
        runs[name] = spans[name].to_numpy()[ends]
    lists = spans["event_ids"].to_numpy()
    named = [
        list(dict.fromkeys(event for at in range(first, last + 1) for event in lists[at]))
        for first, last in zip(begins, ends, strict=True)
    ]
    runs["event_ids"] = pd.Series(named, dtype=object)
    runs["n_claims"] = [len(events) for events in named]
    return runs[list(RUN_COLUMNS)]
