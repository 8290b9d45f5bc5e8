/**
 * How many events each source tells of on each day, under the present filters: what the lanes draw, what the step
 * buttons look for and what a screen reader hears.
 */

/** Spans up to this many days count as dated; longer ones are spread thinly over their days. */
const DATED_REACH_DAYS = 6;
/** So many are counted in some ten milliseconds. */
const ROWS_A_PORTION = 400_000;

/**
 * @typedef {Object} Tally what each source tells of, whether or not it is shown; it changes with other filters alone
 * @property {number} minDay @property {number} days
 * @property {Uint32Array[]} dated by source: events by their last day
 * @property {Float32Array[]} vague by source: events of long spans, each spread evenly over its days; how much more each day
 *   has than the day before, for to sum up the days of all sources takes longer than to count the events
 * @property {Uint32Array[]} begun by source: how many events begin on each day
 * @property {Uint32Array[]} ended by source: how many events of any precision end on each day
 * @property {Uint32Array} undated by source @property {Uint32Array} unplaced by source
 * @property {number} undatedTotal
 * @property {{total: Uint32Array, begun: Uint32Array, ended: Uint32Array}} sums of all sources: dated, begun and ended
 */

/**
 * @typedef {Object} LaneCounts
 * @property {number} minDay @property {number} days
 * @property {Uint32Array[]} dated by source, empty for those that are not shown
 * @property {Float32Array[]} vague by source, as of a tally: how much more each day has than the day before
 * @property {Uint32Array} total by day, all sources, dated events
 * @property {Float64Array} endingBy how many events of any precision end on or before each day
 * @property {Float64Array} begunBy how many begin on or before each day
 * @property {number} undated @property {number} undatedShown @property {number} unplacedShown
 */

/**
 * The lanes of some sources only; what is counted over all sources stays.
 * @param {LaneCounts} counts @param {number[]} lanes numbers of sources
 * @returns {LaneCounts}
 */
export function lanesAmong(counts, lanes) {
  return { ...counts, dated: lanes.map((at) => counts.dated[at]), vague: lanes.map((at) => counts.vague[at]) };
}

/**
 * Counts some of the dated rows.
 * @param {Tally} tally @param {import("./timeline.js").Timeline} timeline @param {ArrayLike<number>} source by row
 * @param {Uint16Array | null} codes @param {number} from @param {number} to of the timeline's order
 */
function countRows({ minDay, dated, vague, begun, ended, sums }, { lo, hi, all: { rows } }, source, codes, from, to) {
  // Counted, not iterated, as in timeline.js.
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    if (codes !== null && codes[row] === 0) continue;
    const of = source[row];
    const first = lo[row] - minDay;
    const last = hi[row] - minDay;
    begun[of][first] += 1;
    ended[of][last] += 1;
    sums.begun[first] += 1;
    sums.ended[last] += 1;
    if (last - first <= DATED_REACH_DAYS) {
      dated[of][last] += 1;
      sums.total[last] += 1;
    } else {
      const share = 1 / (last - first + 1);
      vague[of][first] += share;
      vague[of][last + 1] -= share;
    }
  }
}

/**
 * Counts in portions.
 * @param {import("./columns.js").Columns} events
 * @param {import("./timeline.js").Timeline} timeline
 * @param {Uint16Array | null} codes 0 for rows that a filter hides, sources apart (rows without a point count too); null:
 *   none is hidden
 * @returns {Generator<void, Tally>}
 */
export function* tallying(events, timeline, codes) {
  const sources = events.dictionaries.sources?.length ?? 0;
  const { source, lon } = events.arrays;
  const { minDay } = timeline;
  const days = timeline.maxDay - minDay + 1;
  const perDay = () => Array.from({ length: sources }, () => new Uint32Array(days));
  /** @type {Tally} */
  const tally = {
    minDay, days, dated: perDay(), begun: perDay(), ended: perDay(),
    vague: Array.from({ length: sources }, () => new Float32Array(days + 1)),
    sums: { total: new Uint32Array(days), begun: new Uint32Array(days), ended: new Uint32Array(days) },
    undated: new Uint32Array(sources), unplaced: new Uint32Array(sources), undatedTotal: timeline.undated.length,
  };
  const { length } = timeline.all.rows;
  for (let from = 0; from < length; from += ROWS_A_PORTION) {
    countRows(tally, timeline, source, codes, from, Math.min(length, from + ROWS_A_PORTION));
    yield;
  }
  for (const row of timeline.undated) if (codes === null || codes[row] !== 0) tally.undated[source[row]] += 1;
  for (let row = 0; row < lon.length; row += 1) {
    if (lon[row] !== lon[row] && (codes === null || codes[row] !== 0)) tally.unplaced[source[row]] += 1;
  }
  return tally;
}

/** @param {Uint32Array | Float64Array} sums grow by what each day has @param {ArrayLike<number>} days @param {1 | -1} sign */
function addDays(sums, days, sign) {
  for (let day = 0; day < sums.length; day += 1) sums[day] += sign * days[day];
}

/**
 * The counts of the sources that are shown; no look at single events.
 * @param {Tally} tally @param {(at: number) => boolean} isShown
 * @returns {LaneCounts}
 */
export function countLanes(tally, isShown) {
  const { minDay, days } = tally;
  const shown = tally.dated.map((_, of) => isShown(of));
  // Fewer are left out than shown, or the other way round: what is less is counted.
  const fromAll = shown.filter((is) => !is).length < shown.length / 2;
  const sums = fromAll ? tally.sums : null;
  const total = sums ? sums.total.slice() : new Uint32Array(days);
  const begunBy = sums ? Float64Array.from(sums.begun) : new Float64Array(days);
  const endingBy = sums ? Float64Array.from(sums.ended) : new Float64Array(days);
  const noDated = new Uint32Array(days);
  const noVague = new Float32Array(days + 1);
  let undatedShown = 0;
  let unplacedShown = 0;
  shown.forEach((is, of) => {
    if (is) {
      undatedShown += tally.undated[of];
      unplacedShown += tally.unplaced[of];
    }
    if (is === fromAll) return;
    addDays(total, tally.dated[of], fromAll ? -1 : 1);
    addDays(begunBy, tally.begun[of], fromAll ? -1 : 1);
    addDays(endingBy, tally.ended[of], fromAll ? -1 : 1);
  });
  for (let day = 1; day < days; day += 1) {
    begunBy[day] += begunBy[day - 1];
    endingBy[day] += endingBy[day - 1];
  }
  return {
    minDay, days, total, endingBy, begunBy, undatedShown, unplacedShown, undated: tally.undatedTotal,
    dated: tally.dated.map((lane, of) => (shown[of] ? lane : noDated)),
    vague: tally.vague.map((lane, of) => (shown[of] ? lane : noVague)),
  };
}

/** Of the dated events, how many may lie before and after the usual time: a stray date of 1967 is worth no half of the lanes. */
const STRAY_SHARE = 0.01;
/** Lanes begin with the usual time only where it is much shorter than all of it. */
const WORTH_A_CLOSER_LOOK = 0.66;

/**
 * The days in which nearly all dated events lie, where these are much fewer than all days; else all days.
 * @param {LaneCounts} counts
 * @returns {[number, number]} first and last day, inclusive
 */
export function usualDays({ minDay, days, total }) {
  let sum = 0;
  for (let at = 0; at < total.length; at += 1) sum += total[at];
  const most = sum * STRAY_SHARE;
  let first = 0;
  for (let before = total[0]; first < days - 1 && before <= most; first += 1) before += total[first + 1];
  let last = days - 1;
  for (let after = total[last]; last > first && after <= most; last -= 1) after += total[last - 1];
  if (sum === 0 || last - first + 1 > days * WORTH_A_CLOSER_LOOK) return [minDay, minDay + days - 1];
  return [minDay + first, minDay + last];
}

/** @param {Float64Array} sums @param {number} at @returns {number} */
function sumAt(sums, at) {
  return at < 0 ? 0 : sums[Math.min(at, sums.length - 1)] ?? 0;
}

/**
 * How many events meet the days `from..to`: those begun by `to` less those ended before `from`.
 * @param {LaneCounts} counts @param {number} from -Infinity for "up to" @param {number} to
 * @returns {number}
 */
export function countBetween(counts, from, to) {
  const begun = sumAt(counts.begunBy, to - counts.minDay);
  return from === -Infinity ? begun : begun - sumAt(counts.endingBy, from - 1 - counts.minDay);
}

/**
 * The most events that a span of `width` days can meet, wherever it lies.
 * @param {LaneCounts} counts @param {number} width days
 * @returns {number}
 */
export function mostBetween(counts, width) {
  let most = 0;
  for (let at = 0; at < counts.days; at += 1) {
    const here = sumAt(counts.begunBy, at + width - 1) - sumAt(counts.endingBy, at - 1);
    if (here > most) most = here;
  }
  return most;
}

/**
 * The next day on which a dated event falls.
 * @param {LaneCounts} counts @param {number} day @param {1 | -1} direction
 * @returns {number | null} null where there is none further on
 */
export function nextDayWithEvents(counts, day, direction) {
  const start = direction > 0 ? Math.max(day - counts.minDay + 1, 0) : Math.min(day - counts.minDay - 1, counts.days - 1);
  for (let at = start; at >= 0 && at < counts.days; at += direction) {
    if (counts.total[at] > 0) return counts.minDay + at;
  }
  return null;
}

/**
 * The lanes from top to bottom: sources that are switched off stand last.
 * @param {{id: string}[]} sources @param {(at: number) => boolean} isShown
 * @param {string[] | null} compared the only ones that take part, in the order of their sets; null: all
 * @returns {number[]} positions among the sources
 */
export function lanesInOrder(sources, isShown, compared) {
  const all = compared ? compared.map((id) => sources.findIndex((source) => source.id === id)) : [...sources.keys()];
  const known = all.filter((at) => at >= 0);
  return [...known.filter(isShown), ...known.filter((at) => !isShown(at))];
}
