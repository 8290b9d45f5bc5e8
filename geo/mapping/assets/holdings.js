/**
 * Who says who holds what on a day: the answer that the rings draw, from the spans that /feed/holdings sent.
 *
 * Spans stand in order of place, source and first day. One pass over the spans of the places in view answers a
 * day; 1,600,000 spans take some 4 ms.
 */

import { NOBODY } from "./columns.js";
import { planePoints } from "./mercator.js";

export const STATE = { holds: 0, contested: 1, changing: 2, nobody: 3 };

/**
 * Answers in three ranks: who holds a place or that it is contested; to whom it is changing hands; that somebody left
 * it. Those of a lower rank contradict nobody and are compared only where no source says more.
 */
export const CHANGING = 20000;
const NOBODY_NAMED = 40000;
const NO_HOLDER = 19998;
const CONTESTED = 19999;

/**
 * @typedef {Object} Holdings
 * @property {number} count spans
 * @property {any[]} places @property {any[]} sources @property {any[]} holders
 * @property {Uint32Array} starts `starts[p]..starts[p + 1]` are the spans of place p
 * @property {Uint16Array} answers by span: what it says of the place, equal for names of one side
 * @property {import("./mercator.js").PlanePoints} points of the places
 * @property {Record<string, any>} arrays
 */

/** @param {import("./columns.js").Columns} columns @returns {Holdings} */
export function holdingsFromColumns(columns) {
  const { places = [], sources = [], holders = [] } = columns.dictionaries;
  const starts = new Uint32Array(places.length + 1);
  for (const place of columns.arrays.place) starts[place + 1] += 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
  const ofHolder = Uint16Array.from(holders, (/** @type {any} */ holder, /** @type {number} */ at) =>
    holder.side ? holders.findIndex((/** @type {any} */ other) => other.side === holder.side) : at);
  const { state, holder } = columns.arrays;
  const answers = new Uint16Array(columns.count);
  for (let span = 0; span < columns.count; span += 1) {
    const named = holder[span] === NOBODY ? NO_HOLDER : ofHolder[holder[span]];
    if (state[span] === STATE.contested) answers[span] = CONTESTED;
    else if (state[span] === STATE.holds) answers[span] = named;
    else answers[span] = named + (state[span] === STATE.changing ? CHANGING : NOBODY_NAMED);
  }
  const degrees = (/** @type {string} */ name) =>
    Float64Array.from(places, (/** @type {any} */ place) => place[name] ?? NaN);
  return {
    count: columns.count,
    places,
    sources,
    holders,
    starts,
    answers,
    points: planePoints(degrees("lon"), degrees("lat")),
    arrays: columns.arrays,
  };
}

/**
 * @typedef {Object} DayHoldings what the sources say of each place; `arcs` are spans, reused from day to day
 * @property {Uint32Array} arcs
 * @property {Uint32Array} starts `starts[i]..starts[i + 1]` are the arcs of `places[i]`
 * @property {Uint32Array} places
 * @property {number} placeCount
 * @property {number} day @property {number} carry
 */

/** @param {Holdings} holdings @returns {DayHoldings} */
export function emptyDay(holdings) {
  return {
    arcs: new Uint32Array(holdings.count),
    starts: new Uint32Array(holdings.places.length + 1),
    places: new Uint32Array(holdings.places.length),
    placeCount: 0,
    day: 0,
    carry: 0,
  };
}

/**
 * Fills `into` with the spans that hold on a day, place by place; places of which nobody says anything are left out.
 * @param {Holdings} holdings @param {number} day @param {Uint8Array} shown by source: 1 where it is visible
 * @param {number} carry days after which a claim is stale
 * @param {Uint32Array | null} among the places to look at; null: all
 * @param {DayHoldings} into
 */
export function holdingsOn(holdings, day, shown, carry, among, into) {
  const { starts, arrays } = holdings;
  const { from, to, source } = arrays;
  const placeTotal = among ? among.length : holdings.places.length;
  let arcs = 0;
  let places = 0;
  for (let at = 0; at < placeTotal; at += 1) {
    const place = among ? among[at] : at;
    const end = starts[place + 1];
    const before = arcs;
    for (let span = starts[place]; span < end; span += 1) {
      if (from[span] <= day && to[span] >= day && shown[source[span]] === 1) into.arcs[arcs++] = span;
    }
    if (arcs === before) continue;
    into.places[places] = place;
    into.starts[places] = before;
    places += 1;
  }
  into.starts[places] = arcs;
  into.placeCount = places;
  into.day = day;
  into.carry = carry;
}

/** @param {Holdings} holdings @param {number} span @param {DayHoldings} on @returns {boolean} */
export function isStale(holdings, span, on) {
  return on.day - holdings.arrays.claim[span] > on.carry;
}

/**
 * What a span answers to "who holds it", as one number: equal answers are equal numbers.
 * @param {Holdings} holdings @param {number} span
 * @returns {number} -1 where it gives no answer: nobody is said to hold, or the place is changing hands
 */
export function answerOf(holdings, span) {
  const answer = holdings.answers[span];
  return answer < CHANGING ? answer : -1;
}

/** @param {number} answer @returns {number} 0 for the answers that say most */
function rankOf(answer) {
  if (answer < CHANGING) return 0;
  return answer < NOBODY_NAMED ? 1 : 2;
}

/**
 * What live claims of the visible sources make of a place together.
 * @param {Holdings} holdings @param {DayHoldings} on @param {number} index of the place in `on.places`
 * @returns {"agree" | "disagree" | "single" | "silent"}
 */
export function accordAt(holdings, on, index) {
  let best = 3;
  let live = 0;
  let first = -1;
  let differs = false;
  for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
    const span = on.arcs[at];
    if (isStale(holdings, span, on)) continue;
    const answer = holdings.answers[span];
    const rank = rankOf(answer);
    if (rank > best) continue;
    if (rank < best) [best, live, first, differs] = [rank, 0, answer, false];
    live += 1;
    differs ||= answer !== first;
  }
  if (differs) return "disagree";
  if (live === 0) return "silent";
  return live === 1 ? "single" : "agree";
}

/**
 * The days on which a disagreement begins, in order, each with its place.
 * @param {Holdings} holdings @param {Uint8Array} shown @param {number} carry
 * @returns {{day: number, place: number}[]}
 */
export function disagreementStarts(holdings, shown, carry) {
  const { starts, arrays } = holdings;
  const { from, to, claim, source } = arrays;
  /** @type {{day: number, place: number}[]} */
  const found = [];
  for (let place = 0; place < holdings.places.length; place += 1) {
    /** @type {{day: number, answer: number, change: number}[]} */
    const turns = [];
    for (let span = starts[place]; span < starts[place + 1]; span += 1) {
      const answer = answerOf(holdings, span);
      const last = Math.min(to[span], claim[span] + carry);
      if (answer < 0 || shown[source[span]] === 0 || last < from[span]) continue;
      turns.push({ day: from[span], answer, change: 1 }, { day: last + 1, answer, change: -1 });
    }
    if (turns.length < 4) continue;
    turns.sort((a, b) => a.day - b.day);
    /** @type {Map<number, number>} */
    const live = new Map();
    let disagreed = false;
    for (let at = 0; at < turns.length;) {
      const { day } = turns[at];
      for (; at < turns.length && turns[at].day === day; at += 1) {
        const { answer, change } = turns[at];
        const count = (live.get(answer) ?? 0) + change;
        if (count === 0) live.delete(answer);
        else live.set(answer, count);
      }
      if (live.size > 1 && !disagreed) found.push({ day, place });
      disagreed = live.size > 1;
    }
  }
  return found.sort((a, b) => a.day - b.day || a.place - b.place);
}

/**
 * How many places have a holder said of them by a live claim on a day.
 * @param {Holdings} holdings @param {number} day @param {Uint8Array} shown @param {number} carry
 * @returns {number}
 */
export function placesWithHolder(holdings, day, shown, carry) {
  const on = emptyDay(holdings);
  holdingsOn(holdings, day, shown, carry, null, on);
  let count = 0;
  for (let index = 0; index < on.placeCount; index += 1) {
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      if (holdings.arrays.state[span] !== STATE.holds || isStale(holdings, span, on)) continue;
      count += 1;
      break;
    }
  }
  return count;
}
