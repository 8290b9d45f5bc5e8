"""The rings against geo.control: on any day the browser reads from the spans what the library answers."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Page

from geo.accounts.sides import side_lookup
from geo.control import accord_on, claims_from_events, holding_spans, holdings_on
from geo.lexicon import load_lexicon
from geo.store import Store, open_store
from geo.synthetic import synthetic_events
from tests.browser.map_server import chromium, map_app, serving

pytestmark = pytest.mark.browser

DAYS = [dt.date(2012, 3, 1) + dt.timedelta(days=at * 173) for at in range(18)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('rings') / 'store.sqlite'}")
    store.add_events(synthetic_events(6000, seed=11))
    yield store
    store.close()


@pytest.fixture(scope="module")
def page(store: Store) -> Iterator[Page]:
    with serving(map_app(lambda: store)) as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1000, "height": 800})
        page.goto(url)
        page.wait_for_selector(".dl-root[data-ready]")
        yield page


def told_by_the_browser(page: Page, day: dt.date, by: str, carry: int) -> dict[str, Any]:
    """By place: its accord, and (source, state, holder, stale) of every source that says something."""
    found: dict[str, Any] = page.evaluate(
        """async ([day, by, carry]) => {
          const { accordAt, emptyDay, holdingsFromColumns, holdingsOn, isStale } = await import("/assets/holdings.js");
          const { dayFromIso } = await import("/assets/dates.js");
          const columns = await window.dateline.map.source.holdings({ by, minprec: 5, reviewed: false });
          const holdings = holdingsFromColumns(columns);
          const on = emptyDay(holdings);
          holdingsOn(holdings, dayFromIso(day), new Uint8Array(holdings.sources.length).fill(1), carry, null, on);
          const { source, state, holder } = holdings.arrays;
          const told = {};
          for (let index = 0; index < on.placeCount; index += 1) {
            const says = [...on.arcs.subarray(on.starts[index], on.starts[index + 1])].map((span) => [
              holdings.sources[source[span]].id, columns.dictionaries.states[state[span]],
              holdings.holders[holder[span]]?.name ?? null, isStale(holdings, span, on)]);
            told[holdings.places[on.places[index]].id] = [accordAt(holdings, on, index), says];
          }
          return told;
        }""",
        [day.isoformat(), by, carry],
    )
    return {place: (accord, sorted(map(tuple, says))) for place, (accord, says) in found.items()}


@pytest.mark.parametrize(("by", "carry"), [("happened", 180), ("published", 180), ("happened", 30)])
def test_the_browser_says_what_the_library_says(page: Page, store: Store, by: str, carry: int) -> None:
    side_of = side_lookup(load_lexicon())
    spans = holding_spans(claims_from_events(store.event_arrow()), by=by, side_of=side_of)
    spoken = 0
    disputed = 0
    for day in DAYS:
        holdings = holdings_on(spans, day, by=by, carry_forward_days=carry)
        accords = accord_on(holdings, side_of=side_of)
        said: dict[str, list[tuple[Any, ...]]] = {}
        for row in holdings.itertuples(index=False):
            holder = row.holder if isinstance(row.holder, str) else None
            said.setdefault(row.place_id, []).append((row.source_id, row.state, holder, bool(row.stale)))
        expected = {place: (accord, sorted(said[place])) for place, accord in
                    zip(accords["place_id"], accords["accord"], strict=True)}  # fmt: skip
        assert told_by_the_browser(page, day, by, carry) == expected
        spoken += len(expected)
        disputed += sum(accord == "disagree" for accord, _ in expected.values())
    assert spoken > 50
    assert disputed > 3


def test_next_disagreement_goes_where_one_begins(page: Page, store: Store) -> None:
    """Each day that `n` leads to is the first on which the library, too, sees that place disputed."""
    starts = page.evaluate(
        """async () => {
          const { disagreementStarts } = await import("/assets/holdings.js");
          const { isoFromDay } = await import("/assets/dates.js");
          const { holdings, view } = window.dateline.map;
          return disagreementStarts(holdings, view.shownSources, 180).map(({ day, place }) =>
            [isoFromDay(day), holdings.places[place].id]);
        }"""
    )
    assert starts == sorted(starts, key=lambda start: start[0])
    side_of = side_lookup(load_lexicon())
    spans = holding_spans(claims_from_events(store.event_arrow()), side_of=side_of)
    for text, place in starts[:: max(1, len(starts) // 12)]:
        day = dt.date.fromisoformat(text)
        for date, disputed in ((day, True), (day - dt.timedelta(days=1), False)):
            accords = accord_on(holdings_on(spans, date), side_of=side_of).set_index("place_id")["accord"]
            assert (accords.get(place) == "disagree") is disputed, (date, place)
    assert len(starts) > 5
