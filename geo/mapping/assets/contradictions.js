/**
 * The days on which two sets of sources begin to differ about a place: both speak of it by live claims, and not all
 * of these name one side. The same rule as `geo.comparison.differences`.
 */

import { answerOf } from "./holdings.js";

const LEFT = 1;
const RIGHT = 2;

/**
 * @param {import("./holdings.js").Holdings} holdings
 * @param {Uint8Array} left by source: 1 where it is of the left set @param {Uint8Array} right
 * @param {number} carry days after which a claim is stale
 * @returns {{day: number, place: number}[]} in order of days
 */
export function contradictionStarts(holdings, left, right, carry) {
  const { starts } = holdings;
  const { from, to, claim, source } = holdings.arrays;
  /** @type {{day: number, place: number}[]} */
  const found = [];
  for (let place = 0; place < holdings.places.length; place += 1) {
    /** @type {Turn[]} */
    const turns = [];
    let sides = 0;
    for (let span = starts[place]; span < starts[place + 1]; span += 1) {
      const of = (left[source[span]] ? LEFT : 0) | (right[source[span]] ? RIGHT : 0);
      const last = Math.min(to[span], claim[span] + carry);
      const answer = answerOf(holdings, span);
      if (of === 0 || answer < 0 || last < from[span]) continue;
      sides |= of;
      turns.push({ day: from[span], answer, of, change: 1 }, { day: last + 1, answer, of, change: -1 });
    }
    if (sides !== (LEFT | RIGHT)) continue;
    for (const day of startsAmong(turns)) found.push({ day, place });
  }
  return found.sort((a, b) => a.day - b.day || a.place - b.place);
}

/** @typedef {{day: number, answer: number, of: number, change: 1 | -1}} Turn a claim that begins or ends */

/** @param {Turn[]} turns of one place @returns {number[]} */
function startsAmong(turns) {
  turns.sort((a, b) => a.day - b.day);
  /** @type {Map<number, number>} */
  const answers = new Map();
  const speaking = { [LEFT]: 0, [RIGHT]: 0 };
  const days = [];
  let differed = false;
  for (let at = 0; at < turns.length;) {
    const { day } = turns[at];
    for (; at < turns.length && turns[at].day === day; at += 1) {
      const { answer, of, change } = turns[at];
      const count = (answers.get(answer) ?? 0) + change;
      if (count === 0) answers.delete(answer);
      else answers.set(answer, count);
      if (of & LEFT) speaking[LEFT] += change;
      if (of & RIGHT) speaking[RIGHT] += change;
    }
    const differs = answers.size > 1 && speaking[LEFT] > 0 && speaking[RIGHT] > 0;
    if (differs && !differed) days.push(day);
    differed = differs;
  }
  return days;
}
