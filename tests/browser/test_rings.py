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


def test_dots_show_the_answers_that_a_look_at_every_span_finds(page: Page) -> None:
    """Places too many for rings: of live claims the first, and the first that contradicts it."""
    wrong = page.evaluate(
        """async () => {
          const { emptyLeading, firstDaysOf, leadingAnswers } = await import("/assets/leading_answers.js");
          const { CHANGING } = await import("/assets/holdings.js");
          let seed = 5;
          const dice = (n) => { seed = (seed * 16807) % 2147483647; return seed % n; };
          const places = 60, sources = 6;
          const spans = [];
          for (let place = 0; place < places; place += 1) {
            for (let source = 0; source < sources; source += 1) {
              let day = 100 + dice(200);
              for (let at = dice(4); at > 0; at -= 1) {
                const to = dice(3) === 0 ? day : day + dice(150);
                const said = dice(8);
                const answer = said < 3 ? said : said === 7 ? CHANGING + 1 : 0;
                spans.push({ place, source, from: day, to, claim: day + dice(to - day + 1), answer });
                day = to + 1 + dice(60);
              }
            }
          }
          const column = (name, type) => type.from(spans, (span) => span[name]);
          const starts = new Uint32Array(places + 1);
          for (const { place } of spans) starts[place + 1] += 1;
          for (let at = 1; at <= places; at += 1) starts[at] += starts[at - 1];
          const holdings = {
            count: spans.length, places: new Array(places), starts, answers: column("answer", Uint16Array),
            arrays: { place: column("place", Uint32Array), source: column("source", Uint8Array),
              from: column("from", Int16Array), to: column("to", Int16Array), claim: column("claim", Int16Array) },
          };
          const among = Uint32Array.from({ length: places }, (_, at) => at);
          const found = emptyLeading(places);
          const days = firstDaysOf(holdings);
          let wrong = 0;
          for (let round = 0; round < 300; round += 1) {
            const day = 80 + dice(600), carry = [1, 30, 180][dice(3)];
            const shown = Uint8Array.from({ length: sources }, () => (dice(4) ? 1 : 0));
            leadingAnswers(holdings, days, day, shown, carry, among, found);
            for (let place = 0; place < places; place += 1) {
              const on = spans.map((span, at) => ({ ...span, at })).filter((span) =>
                span.place === place && shown[span.source] && span.from <= day && span.to >= day);
              const live = on.filter((span) => span.answer < CHANGING && day - span.claim <= carry);
              const other = live.find((span) => span.answer !== live[0].answer);
              const latest = Math.max(...on.map((span) => span.from));
              const fits = live.length ? found.first[place] === live[0].at && found.faint[place] === 0
                : on.length ? spans[found.first[place]].from === latest && found.faint[place] === 1
                  : found.first[place] === -1;
              if (!fits || found.second[place] !== (other ? other.at : -1)) wrong += 1;
            }
          }
          return wrong;
        }"""
    )
    assert wrong == 0


PAINTED = {
    "one": [0], "stale": [1], "two": [0, 16], "three patterns": [0, 16, 32, 48], "changing": [2, 16],
    "contested": [4], "left": [8, 0], "many": [0] * 9 + [16] * 3, "stale among fresh": [0, 1, 16, 17],
}  # fmt: skip


@pytest.mark.parametrize("siege", [False, True], ids=["", "under siege"])
@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("name", PAINTED)
def test_painted_rings_look_like_those_of_the_legend(page: Page, name: str, ratio: int, siege: bool) -> None:
    """The painter writes pixels itself; the canvas is what it is held against."""
    apart = page.evaluate(
        """async ({ looks, ratio, siege }) => {
          const { RingPainter } = await import("/assets/ring_painter.js");
          const { LOOK, paintRing } = await import("/assets/ring_sprites.js");
          const { spriteCanvas, spriteOf } = await import("/assets/sprites.js");
          const { mixColours, themeNamed } = await import("/assets/theme.js");
          const theme = themeNamed("light");
          const colours = ["#c4473a", "#23283a", "#2a8f7a", "#dba52b"];
          const inkOf = (colour) => parseInt(colour.slice(1), 16);
          const faint = (colour) => mixColours(colour, theme.land, 0.62);
          const inks = Int32Array.from([...colours, theme.nobody].flatMap((colour) => [colour, faint(colour)]), inkOf);
          const patterns = Uint8Array.of(0, 1, 2, 3, 0);
          const painter = new RingPainter(ratio, { inks, land: theme.land, accent: theme.accent, patterns });
          const [r, width] = looks.length > 1 ? [9.4, 5] : [7, 4.6];
          const ring = { r, width, siege: siege ? inkOf("#dba52b") : -1, isOpen: false };
          const mine = painter.paint(1, Int32Array.from(looks), looks.length, ring);
          const arcs = looks.map((look) => ({
            colour: colours[look >> 4], pattern: look >> 4,
            stale: !!(look & LOOK.stale), changing: !!(look & LOOK.changing),
            contested: !!(look & LOOK.contested), nobody: !!(look & LOOK.nobody),
          }));
          const kept = spriteOf(spriteCanvas(), mine.half, (context) => {
            context.scale(ratio, ratio);
            paintRing(context, arcs, { r, width, theme, siege: siege ? "#dba52b" : null });
          });
          let sum = 0, inked = 0;
          const onWhite = (pixel, shift) => 255 + (((pixel >>> shift) & 255) - 255) * ((pixel >>> 24) / 255);
          for (let at = 0; at < mine.pixels.length; at += 1) {
            if (kept.pixels[at] === 0 && mine.pixels[at] === 0) continue;
            inked += 1;
            for (const shift of [0, 8, 16]) {
              sum += Math.abs(onWhite(mine.pixels[at], shift) - onWhite(kept.pixels[at], shift)) / 3;
            }
          }
          return sum / inked;
        }""",
        {"looks": PAINTED[name], "ratio": ratio, "siege": siege},
    )
    # Dots of a pixel and a half differ by how their edges are smoothed.
    assert apart < (11 if siege and ratio == 1 else 8)


def test_rings_painted_ahead_are_those_that_steps_ask_for(page: Page) -> None:
    """While the map rests the looks of all days are painted; then no day finds one missing."""
    ahead, painted = page.evaluate(
        """async () => {
          const app = window.dateline.map;
          const { rings } = app.view;
          app.store.set({ mode: "day", sources: null, place: null });
          app.flush();
          rings.rest();
          for (let at = 0; at < 200 && rings.ahead.done.painter !== rings.painter; at += 1) {
            await new Promise((done) => setTimeout(done, 50));
          }
          const ahead = rings.painter.sprites.size;
          const { paint } = rings.painter;
          let painted = 0;
          rings.painter.paint = (...all) => { painted += 1; return paint.apply(rings.painter, all); };
          const [low, high] = app.scrubber.lanes.limits;
          for (let day = low; day < high; day += 13) { app.scrubber.go(day); app.flush(); }
          delete rings.painter.paint;
          return [ahead, painted];
        }"""
    )
    assert ahead > 30
    assert painted == 0


def test_an_answer_that_a_later_question_has_overtaken_is_void(page: Page) -> None:
    taken = page.evaluate(
        """async () => {
          const app = window.dateline.map;
          const [source, take] = [app.source, app.takeHoldings];
          const answer = [];
          const taken = [];
          app.source = { ...source, holdings: () => new Promise((resolve) => answer.push(resolve)) };
          app.takeHoldings = (columns) => taken.push(columns);
          app.reloadHoldings(app.store.get());
          app.reloadHoldings(app.store.get());
          answer[1]("of the later question");
          answer[0]("of the earlier question");
          await new Promise((resolve) => setTimeout(resolve, 0));
          Object.assign(app, { source, takeHoldings: take });
          return taken;
        }"""
    )
    assert taken == ["of the later question"]
