/**
 * An index of events by day that answers "which lie in this span of days" without looking at all of them.
 *
 * Rows stand in order of their last day. Beside that order they are kept in classes by the length of their
 * span (a day, a week, a month, a year, longer): what may touch a day can end no later than that many days on,
 * so each class gives one short run of candidates.
 *
 * Loops count, and do not iterate: these run once, before the browser has compiled them, and an iterator then makes an
 * object a row.
 */

import { today, UNKNOWN_DAY } from "./dates.js";

const CLASS_LENGTHS = [0, 7, 31, 366, Infinity];

/**
 * @typedef {Object} DayRuns rows in order of their last day, with where each day begins
 * @property {Uint32Array} rows
 * @property {Uint32Array} starts `rows[starts[d - minDay]]` is the first row of day d
 * @property {number} reach the longest span of these rows, in days
 */

/**
 * @typedef {Object} Timeline
 * @property {Int16Array | Int32Array} lo first day by row
 * @property {Int16Array | Int32Array} hi last day by row
 * @property {number} minDay the first day that any event may have
 * @property {number} maxDay
 * @property {DayRuns} all
 * @property {DayRuns[]} classes
 * @property {Uint32Array} undated
 */

/**
 * Rows of `[rows]` in order of their last day, by counting: 1,000,000 take some 20 ms.
 * @param {Uint32Array} rows @param {Int16Array | Int32Array} lo @param {Int16Array | Int32Array} hi
 * @param {number} minDay @param {number} maxDay
 * @returns {DayRuns}
 */
function dayRuns(rows, lo, hi, minDay, maxDay) {
  const starts = new Uint32Array(maxDay - minDay + 2);
  let reach = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    starts[hi[row] - minDay + 1] += 1;
    if (hi[row] - lo[row] > reach) reach = hi[row] - lo[row];
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
  const next = starts.slice();
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) sorted[next[hi[rows[at]] - minDay]++] = rows[at];
  return { rows: sorted, starts, reach };
}

/**
 * The first and last day of all rows, and how many have one.
 * @param {Int16Array | Int32Array} lo @param {Int16Array | Int32Array} hi
 */
function limitsOf(lo, hi) {
  let minDay = Infinity;
  let maxDay = -Infinity;
  let dated = 0;
  for (let row = 0; row < hi.length; row += 1) {
    if (hi[row] === UNKNOWN_DAY) continue;
    dated += 1;
    if (lo[row] < minDay) minDay = lo[row];
    if (hi[row] > maxDay) maxDay = hi[row];
  }
  return dated === 0 ? { minDay: today(), maxDay: today(), dated } : { minDay, maxDay, dated };
}

/**
 * Dated and undated rows apart, and of each dated one the class of its length.
 * @param {Int16Array | Int32Array} lo @param {Int16Array | Int32Array} hi @param {number} dated
 */
function classed(lo, hi, dated) {
  const count = hi.length;
  const all = new Uint32Array(dated);
  const undated = new Uint32Array(count - dated);
  const sizes = CLASS_LENGTHS.map(() => 0);
  let datedAt = 0;
  let undatedAt = 0;
  const classOf = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    if (hi[row] === UNKNOWN_DAY) {
      undated[undatedAt++] = row;
      continue;
    }
    const length = hi[row] - lo[row];
    let of = 0;
    while (length > CLASS_LENGTHS[of]) of += 1;
    classOf[row] = of;
    sizes[of] += 1;
    all[datedAt++] = row;
  }
  return { all, undated, classOf, sizes };
}

/**
 * The rows of each class.
 * @param {Uint32Array} all @param {Uint8Array} classOf @param {number[]} sizes
 */
function membersOf(all, classOf, sizes) {
  const members = sizes.map((size) => new Uint32Array(size));
  const filled = sizes.map(() => 0);
  for (let at = 0; at < all.length; at += 1) members[classOf[all[at]]][filled[classOf[all[at]]]++] = all[at];
  return members;
}

/**
 * Builds an index in portions, each one look at all rows.
 * @param {Int16Array | Int32Array} lo first day by row, UNKNOWN_DAY where undated
 * @param {Int16Array | Int32Array} hi last day by row
 * @returns {Generator<void, Timeline>}
 */
export function* buildingTimeline(lo, hi) {
  const { minDay, maxDay, dated } = limitsOf(lo, hi);
  yield;
  const { all, undated, classOf, sizes } = classed(lo, hi, dated);
  yield;
  const members = membersOf(all, classOf, sizes);
  yield;
  const inOrder = dayRuns(all, lo, hi, minDay, maxDay);
  const classes = [];
  for (const rows of members) {
    if (rows.length === 0) continue;
    yield;
    classes.push(dayRuns(rows, lo, hi, minDay, maxDay));
  }
  return { lo, hi, minDay, maxDay, all: inOrder, classes, undated };
}

/**
 * Where the rows that end on or after `day` begin in `runs.rows`.
 * @param {Timeline} timeline @param {DayRuns} runs @param {number} day
 * @returns {number}
 */
export function startOfDay(timeline, runs, day) {
  if (day <= timeline.minDay) return 0;
  if (day > timeline.maxDay) return runs.rows.length;
  return runs.starts[day - timeline.minDay];
}

/**
 * @typedef {Object} Found rows, reused from call to call
 * @property {Uint32Array} definite rows that lie in the span for certain
 * @property {number} definiteCount
 * @property {Uint32Array} possible rows that may lie in it: some of their days do, some do not
 * @property {number} possibleCount
 */

/** @param {number} count @returns {Found} */
export function emptyFound(count) {
  return {
    definite: new Uint32Array(count),
    definiteCount: 0,
    possible: new Uint32Array(count),
    possibleCount: 0,
  };
}

/**
 * Fills `found` with the rows whose span meets `from..to` (both included) and whose code is not 0.
 * @param {Timeline} timeline
 * @param {number} from -Infinity for "up to"
 * @param {number} to
 * @param {Uint16Array} codes 0 for what a filter hides
 * @param {Found} found
 * @param {boolean} [onlyPossible] leave out the definite ones, where the caller has them already
 */
export function findInSpan(timeline, from, to, codes, found, onlyPossible = false) {
  const { lo, hi } = timeline;
  let definite = 0;
  let possible = 0;
  if (from === -Infinity) {
    const end = onlyPossible ? 0 : startOfDay(timeline, timeline.all, to + 1);
    for (let at = 0; at < end; at += 1) {
      const row = timeline.all.rows[at];
      if (codes[row] !== 0) found.definite[definite++] = row;
    }
  }
  for (const runs of timeline.classes) {
    const begin = startOfDay(timeline, runs, from === -Infinity ? to + 1 : from);
    const end = startOfDay(timeline, runs, to + runs.reach + 1);
    for (let at = begin; at < end; at += 1) {
      const row = runs.rows[at];
      if (lo[row] > to || codes[row] === 0) continue;
      if (lo[row] >= from && hi[row] <= to) found.definite[definite++] = row;
      else found.possible[possible++] = row;
    }
  }
  found.definiteCount = definite;
  found.possibleCount = possible;
}

/**
 * The first and last day that a mode looks at.
 * @param {{mode: string, day: number, from: number, to: number}} state
 * @returns {[number, number]}
 */
export function spanOfMode(state) {
  if (state.mode === "upto") return [-Infinity, state.day];
  if (state.mode === "window") return [state.from, state.to];
  return [state.day, state.day];
}
