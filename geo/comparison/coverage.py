"""How much each source reports, of what and when; months of silence are rows too."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.days import UNKNOWN, day_numbers
from geo.errors import BadQuery
from geo.model import Kind

COVERAGE_COLUMNS = ("month", "source_id", "n", "n_articles")
KIND_COLUMNS = ("source_id", "kind", "n", "share")


def coverage_by_month(
    events: pd.DataFrame, *, by: str = "published", sources: Sequence[str] | None = None
) -> pd.DataFrame:
    """A row a month and source from the first month of any event to the last, months of silence with 0.

    `month` is the first day of the month as datetime64, `n` the number of events, `n_articles` that of articles with an
    event. `by` counts an event in the month of its publication or of the last day on which it can have happened;
    events without that day are left out. `sources` adds sources without any event. Raises BadQuery for another `by`.
    """
    columns = {"published": "published_on", "happened": "date_end"}
    if by not in columns:
        message = f"by={by!r} is no view; it is one of {', '.join(columns)}"
        raise BadQuery(message)
    days = day_numbers(events[columns[by]])
    known = days != UNKNOWN
    month = days[known].astype("datetime64[D]").astype("datetime64[M]")
    if not len(month):
        return pd.DataFrame(columns=list(COVERAGE_COLUMNS))
    source, found = pd.factorize(events["source_id"].astype(object).to_numpy()[known])
    article, articles = pd.factorize(events["article_id"].to_numpy()[known])
    every_month = np.arange(month.min(), month.max() + 1)
    months = pd.DatetimeIndex(every_month.astype("datetime64[s]"))
    cell = (month - month.min()).astype(np.int64) * len(found) + source
    size = len(every_month) * len(found)
    # An event of no article counts, but adds no article.
    of_article = np.unique(cell[article >= 0] * max(len(articles), 1) + article[article >= 0]) // max(len(articles), 1)
    counts = pd.DataFrame(
        {"n": np.bincount(cell, minlength=size), "n_articles": np.bincount(of_article, minlength=size)},
        index=pd.MultiIndex.from_product([months, list(found)]),
    )
    named = sorted({*found, *(sources or ())})
    grid = pd.MultiIndex.from_product([months, named], names=["month", "source_id"])
    return counts.reindex(grid, fill_value=0).reset_index()[list(COVERAGE_COLUMNS)]


def kinds_by_source(events: pd.DataFrame, *, sources: Sequence[str] | None = None) -> pd.DataFrame:
    """A row a source and kind: how many of its events are of that kind, and the share of its events. Zeros included."""
    named = sorted({*events["source_id"].astype(object).unique(), *(sources or ())})
    grid = pd.MultiIndex.from_product([named, [str(kind) for kind in Kind]], names=["source_id", "kind"])
    pairs = pd.DataFrame({name: events[name].astype(object).to_numpy() for name in ("source_id", "kind")})
    table = pairs.groupby(["source_id", "kind"]).size().reindex(grid, fill_value=0).rename("n").reset_index()
    total = table.groupby("source_id")["n"].transform("sum")
    table["share"] = np.round(table["n"] / total.where(total > 0), 4)
    return table[list(KIND_COLUMNS)]
