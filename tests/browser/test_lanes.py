"""The lanes: what is counted for them, by day and source, and what is painted of it."""

import math
import random
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

Events = list[tuple[int, int, int]]
DAYS, SOURCES, DATED_REACH = 200, 5, 6
TALLY = """
  const { atOnce } = await import("/assets/pace.js");
  const { countLanes, tallying } = await import("/assets/lane_counts.js");
  const { buildingTimeline } = await import("/assets/timeline.js");
  const column = (at) => Int32Array.from(events, (event) => event[at]);
  const timeline = atOnce(buildingTimeline(column(1), column(2)));
  const tally = atOnce(tallying({
    dictionaries: { sources: Array.from({ length: sources }, (_, id) => ({ id })) },
    arrays: { source: column(0), lon: new Float32Array(events.length) },
  }, timeline, null));
"""


@pytest.fixture(scope="module")
def page(browser: Browser, map_address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(map_address)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def events() -> Events:
    """Source, first and last day; the first and the last day of all have one each."""
    random.seed(11)
    made = [(0, 0, 0), (1, DAYS - 1, DAYS - 1)]
    for _ in range(300):
        first = random.randrange(DAYS)
        made.append((random.randrange(SOURCES), first, min(DAYS - 1, first + random.choice([0, 0, 2, 6, 7, 30, 90]))))
    return made


@pytest.mark.parametrize("hidden", [[], [2], [0, 1, 2], [0, 1, 2, 3, 4]], ids=["none", "few", "most", "all"])
def test_counts_are_those_of_the_sources_shown(
    page: Page, events: list[tuple[int, int, int]], hidden: list[int]
) -> None:
    script = f"""async ({{ events, sources, hidden }}) => {{
      {TALLY}
      const {{ total, begunBy, endingBy }} = countLanes(tally, (at) => !hidden.includes(at));
      return {{ total: [...total], begunBy: [...begunBy], endingBy: [...endingBy] }};
    }}"""
    counted = page.evaluate(script, {"events": events, "sources": SOURCES, "hidden": hidden})
    shown = [(first, last) for source, first, last in events if source not in hidden]
    days = range(DAYS)
    assert counted["total"] == [
        sum(last == day and last - first <= DATED_REACH for first, last in shown) for day in days
    ]
    assert counted["begunBy"] == [sum(first <= day for first, _ in shown) for day in days]
    assert counted["endingBy"] == [sum(last <= day for _, last in shown) for day in days]


@pytest.mark.parametrize(
    ("first", "last"), [(0, DAYS - 1), (40, 69), (-30, DAYS + 20)], ids=["all", "a part", "beyond"]
)
def test_bars_are_as_tall_as_what_their_days_hold(page: Page, events: Events, first: int, last: int) -> None:
    """Full colour where dated events lie, faint where only long spans do, nothing elsewhere."""
    width, tall = 3 * (last - first + 1), 20
    script = f"""async ({{ events, sources, time }}) => {{
      {TALLY}
      const {{ paintLanes }} = await import("/assets/lane_bars.js");
      const {{ themeNamed }} = await import("/assets/theme.js");
      const ids = [...Array(sources).keys()];
      const image = paintLanes({{
        names: ids.map(String), counts: countLanes(tally, () => true), colours: ids.map(() => "#ff0000"),
        shown: ids.map(() => true), theme: themeNamed("light"),
      }}, time);
      return {{ width: image.width, height: image.height, alphas: [...image.data].filter((_, at) => at % 4 === 3) }};
    }}"""
    time = {"first": first, "last": last, "width": width, "laneHeight": tall, "ratio": 1}
    image: dict[str, Any] = page.evaluate(script, {"events": events, "sources": SOURCES, "time": time})
    assert (image["width"], image["height"]) == (width, SOURCES * tall)
    rows = [image["alphas"][at : at + width] for at in range(0, len(image["alphas"]), width)]
    for source in range(SOURCES):
        for day in range(first, last + 1):
            spans = [(begin, end) for of, begin, end in events if of == source]
            dated = sum(end == day and end - begin <= DATED_REACH for begin, end in spans)
            thin = sum(
                1 / (end - begin + 1) for begin, end in spans if begin <= day <= end and end - begin > DATED_REACH
            )
            column = [rows[source * tall + y][3 * (day - first) + 1] for y in range(tall)]
            assert column[tall - 1] == 255  # the line beneath
            most = max(min(tall - 3, 2.5 + math.log2(1 + dated) * 2.1) if dated else 0,
                       min(tall - 4, 1.5 + math.log2(1 + thin * 4) * 2) if thin > 0.004 else 0)  # fmt: skip
            assert sum(alpha > 0 for alpha in column[:-1]) == pytest.approx(math.ceil(most), abs=1)
            assert column[tall - 2] == pytest.approx(255 if dated else 255 * 0.28 if thin > 0.004 else 0, abs=2)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ([0] * 5, [100, 104]),
        ([3] * 10, [100, 109]),
        ([1, *[0] * 60, *[50] * 20], [161, 180]),
        ([*[50] * 20, *[0] * 60, 1], [100, 119]),
        ([7, *[0] * 60, *[50] * 5], [100, 165]),
    ],
    ids=["nothing", "even", "a stray day before", "a stray day after", "too many to be strays"],
)
def test_lanes_begin_with_the_usual_time(page: Page, total: list[int], expected: list[int]) -> None:
    script = """async (total) =>
      (await import("/assets/lane_counts.js")).usualDays({ minDay: 100, days: total.length, total })"""
    assert page.evaluate(script, total) == expected
