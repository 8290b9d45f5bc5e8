/**
 * The two answers that differ about each of very many places: all that a dot of two halves can show. Spans are looked
 * up by their first day, for of a place's spans only a few are live on a day.
 */

import { CHANGING } from "./holdings.js";

const FEWEST_DAYS = -32768;
const MOST_LIVE = 1024;

/**
 * @typedef {Object} FirstDays spans of each place in order of their first day
 * @property {Uint32Array} order spans, place by place
 * @property {Int32Array} from their first days
 * @property {Uint16Array} lag by place: the most days from a span's first day to its last claim
 */

/**
 * By counting, in two rounds: 1,600,000 spans take some 40 ms.
 * @param {import("./holdings.js").Holdings} holdings
 * @returns {FirstDays}
 */
export function firstDaysOf({ count, places, starts, arrays }) {
  const { from, claim, place } = arrays;
  const days = new Uint32Array(65537);
  for (let span = 0; span < count; span += 1) days[from[span] - FEWEST_DAYS + 1] += 1;
  for (let day = 1; day < days.length; day += 1) days[day] += days[day - 1];
  const sorted = new Uint32Array(count);
  for (let span = 0; span < count; span += 1) sorted[days[from[span] - FEWEST_DAYS]++] = span;
  const next = starts.slice();
  const order = new Uint32Array(count);
  const first = new Int32Array(count);
  const lag = new Uint16Array(places.length);
  for (const span of sorted) {
    const of = place[span];
    const at = next[of]++;
    order[at] = span;
    first[at] = from[span];
    const days = claim[span] - from[span];
    if (days > lag[of]) lag[of] = days;
  }
  return { order, from: first, lag };
}

/** @param {number} places @returns {Leading} */
export function emptyLeading(places) {
  return { first: new Int32Array(places), second: new Int32Array(places), faint: new Uint8Array(places) };
}

/**
 * @typedef {Object} Leading by position among the places that were asked for
 * @property {Int32Array} first a span, -1 where nobody says anything
 * @property {Int32Array} second a span with another answer, -1 where there is none
 * @property {Uint8Array} faint 1 where no live claim says who holds the place; then `first` is the latest span
 */

const live = new Uint32Array(MOST_LIVE);

/**
 * Fills `into`: of the live claims on a day the first in the order of sources, and the first that contradicts it.
 * @param {import("./holdings.js").Holdings} holdings @param {FirstDays} firstDays
 * @param {number} day @param {Uint8Array} shown by source @param {number} carry days after which a claim is stale
 * @param {Uint32Array} among places @param {Leading} into
 */
export function leadingAnswers(holdings, { order, from, lag }, day, shown, carry, among, { first, second, faint }) {
  const { starts, answers } = holdings;
  const { to, source, claim } = holdings.arrays;
  for (let at = 0; at < among.length; at += 1) {
    const place = among[at];
    const begin = starts[place];
    let low = begin;
    let high = starts[place + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (from[middle] <= day) low = middle + 1;
      else high = middle;
    }
    // Of spans that began before this day none can have a live claim.
    const oldest = day - carry - lag[place];
    let latest = -1;
    let count = 0;
    let one = -1;
    for (let index = low - 1; index >= begin; index -= 1) {
      if (from[index] < oldest && latest >= 0) break;
      const span = order[index];
      if (to[span] < day || shown[source[span]] === 0) continue;
      if (latest < 0) latest = span;
      if (answers[span] >= CHANGING || day - claim[span] > carry || count === MOST_LIVE) continue;
      live[count++] = span;
      if (one < 0 || span < one) one = span;
    }
    let other = -1;
    for (let index = 0; index < count; index += 1) {
      const span = live[index];
      if (answers[span] !== answers[one] && (other < 0 || span < other)) other = span;
    }
    first[at] = one < 0 ? latest : one;
    second[at] = other;
    faint[at] = one < 0 ? 1 : 0;
  }
}
