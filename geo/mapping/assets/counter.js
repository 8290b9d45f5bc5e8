/**
 * What the filters let through: the code of every row, and the counts that lanes, steps and sizes of marks rest on.
 */

import { countBetween, countLanes, lanesAmong, lanesInOrder, mostBetween, tallying } from "./lane_counts.js";
import { CodeBook } from "./marks.js";
import { atOnce } from "./pace.js";
import { indexing } from "./prepare.js";
import { spanOfMode } from "./timeline.js";

/** So many rows teach the browser what to compile. */
const REHEARSED_ROWS = 20000;

/** A tally of forty sources takes some three megabytes for a dozen years, and fifteen for sixty. */
const MOST_TALLIES = 4;

/** @param {Pick<import("./state.js").MapState, "kinds" | "minprec" | "by">} state @returns {string} what a tally depends on: not the sources */
function tallyKey({ kinds, minprec, by }) {
  return JSON.stringify([kinds, minprec, by]);
}

export class Counter {
  /** @param {import("./columns.js").Columns} events @param {import("./prepare.js").Prepared} prepared */
  constructor(events, prepared) {
    this.events = events;
    this.prepared = prepared;
    this.codeBook = new CodeBook(events);
    /**
     * What is counted without a look at all rows; at first what the loader counted while the page was busy. The ones used
     * last stand last.
     * @type {Map<string, import("./lane_counts.js").Tally>}
     */
    this.tallies = new Map([[tallyKey({ kinds: null, minprec: 5, by: "happened" }), prepared.tally]]);
    /** @type {Map<number, number>} */
    this.peaks = new Map();
  }

  /**
   * @param {import("./state.js").MapState} state @param {string[] | null} sources that are shown; null: all
   * @returns {Uint16Array} the code of every row, one array that every call fills anew
   */
  codesFor(state, sources) {
    this.codes = this.codeBook.codesFor({ ...state, sources });
    return this.codes;
  }

  /**
   * What another choice of sources will ask for, done with some rows, into nothing.
   * @param {import("./state.js").MapState} state
   */
  rehearse(state) {
    this.codeBook.codesFor({ ...state, sources: [] }, new Uint16Array(Math.min(this.events.count, REHEARSED_ROWS)));
    countLanes([...this.tallies.values()].at(-1), () => true);
  }

  /** @param {import("./state.js").MapState} state @returns {boolean} whether it can be counted without a look at all rows */
  knows(state) {
    return this.tallies.has(tallyKey(state));
  }

  /**
   * Looks at all rows, in portions, where that was not done for these filters.
   * @param {import("./state.js").MapState} state
   * @returns {Generator<void, import("./lane_counts.js").Tally>}
   */
  *tallyingFor(state) {
    const key = tallyKey(state);
    const known = this.tallies.get(key);
    if (known) {
      this.tallies.delete(key);
      this.tallies.set(key, known);
      return known;
    }
    const { events, prepared, tallies } = this;
    const timeline = yield* indexing(events, prepared, state.by);
    const codes = this.codeBook.codesFor({ ...state, sources: null }, new Uint16Array(events.count));
    yield;
    const tally = yield* tallying(events, timeline, codes);
    tallies.set(key, tally);
    if (tallies.size > MOST_TALLIES) tallies.delete([...tallies.keys()][0]);
    return tally;
  }

  /**
   * Counts anew; a change of sources asks for no look at single events.
   * @param {import("./state.js").MapState} state @param {string[] | null} sources that are shown; null: all
   */
  count(state, sources) {
    this.isShown = this.shownTest(sources);
    this.lanes = countLanes(atOnce(this.tallyingFor(state)), this.isShown);
    this.peaks.clear();
  }

  /** @param {string[] | null} chosen null: all @returns {(at: number) => boolean} whether a source is shown */
  shownTest(chosen) {
    const { sources = [] } = this.events.dictionaries;
    const shown = chosen && new Set(chosen);
    return (at) => shown === null || shown.has(sources[at].id);
  }

  /** @param {import("./state.js").MapState} state @returns {number} how many marks its mode can show at most at once */
  peakOf(state) {
    const width = state.mode === "upto" ? -1 : state.mode === "day" ? 1 : state.to - state.from + 1;
    const known = this.peaks.get(width);
    if (known !== undefined) return known;
    if (!this.lanes) return 0;
    const peak = width < 0 ? countBetween(this.lanes, -Infinity, Infinity) : mostBetween(this.lanes, width);
    this.peaks.set(width, peak);
    return peak;
  }

  /** @param {import("./state.js").MapState} state @returns {number} how many reports it shows */
  visible(state) {
    const [from, to] = spanOfMode(state);
    return this.lanes ? countBetween(this.lanes, from, to) : 0;
  }

  /**
   * What the lanes show, from top to bottom; null before anything was counted.
   * @param {string[] | null} compared the only sources that take part; null: all
   */
  laneContent(compared) {
    const { lanes: counts, isShown } = this;
    if (!counts || !isShown) return null;
    const { sources = [] } = this.events.dictionaries;
    const lanes = lanesInOrder(sources, isShown, compared);
    return {
      sources: lanes, counts: lanesAmong(counts, lanes), names: lanes.map((at) => sources[at].name),
      shown: lanes.map(isShown),
    };
  }

  /** @returns {string} what has no day or no place, empty where there is nothing */
  trayInWords() {
    const { undatedShown = 0, unplacedShown = 0 } = this.lanes ?? {};
    const parts = [undatedShown && `${undatedShown.toLocaleString("en")} undated`, unplacedShown && `${unplacedShown.toLocaleString("en")} unplaced`];
    return parts.filter(Boolean).join(" · ");
  }
}
