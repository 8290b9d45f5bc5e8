/**
 * Reports that a reader has accepted as one event: they show as one mark with the number of its sources, and count once.
 */

import { UNKNOWN_DAY } from "./dates.js";
import { spanOfMode } from "./timeline.js";

const BADGE_PX = 7;

/**
 * @typedef {number[][]} Groups rows of the columns that are one event, the first to be published first
 */

/**
 * The accepted groups of a feed.
 * @param {import("./columns.js").Columns} events @returns {Groups}
 */
export function groupsOf(events) {
  /** @type {number[][]} row numbers, as /feed/events/{row} knows them */
  const told = events.header?.groups ?? [];
  if (told.length === 0) return [];
  const { row, published } = events.arrays;
  const wanted = new Set(told.flat());
  /** @type {Map<number, number>} */
  const at = new Map();
  for (let index = 0; index < row.length; index += 1) if (wanted.has(row[index])) at.set(row[index], index);
  return told
    .map((members) => members.flatMap((number) => at.get(number) ?? []).sort((a, b) => published[a] - published[b] || a - b))
    .filter((members) => members.length > 1);
}

/**
 * The days of one report.
 * @param {import("./columns.js").Columns} events @param {"happened" | "published"} by @param {number} row
 * @returns {{lo: number, hi: number} | null} inclusive; null where it has none
 */
function daysOf({ arrays: { first, last, published } }, by, row) {
  const [begin, end] = by === "published" ? [published[row], published[row]] : [first[row], last[row]];
  const lo = begin === UNKNOWN_DAY ? end : begin;
  return lo === UNKNOWN_DAY ? null : { lo, hi: end === UNKNOWN_DAY ? lo : end };
}

/**
 * Codes in which of each group one report has a mark: up to a day the first to happen, which is in sight whenever another
 * is; on a day or in a window the one of the longest span, and beside it only those of days on which it is not in sight.
 * @param {Uint16Array} codes 0: not shown @param {Groups} groups @param {import("./columns.js").Columns} events
 * @param {Pick<import("./state.js").MapState, "mode" | "by">} state
 * @returns {{codes: Uint16Array, shown: Map<number, number[]>}} shown: by the row of a mark all the rows it stands for
 */
export function foldedCodes(codes, groups, events, { mode, by }) {
  /** @type {Map<number, number[]>} */
  const shown = new Map();
  if (groups.length === 0) return { codes, shown };
  const folded = codes.slice();
  const { lon } = events.arrays;
  for (const group of groups) {
    const members = group.filter((row) => codes[row] !== 0);
    if (members.length < 2) continue;
    // What has no point or no day has no mark that could stand for the others.
    const marked = members.flatMap((row) => {
      const days = Number.isNaN(lon[row]) ? null : daysOf(events, by, row);
      return days ? [{ row, ...days }] : [];
    });
    if (marked.length === 0) continue;
    const [lead, ...others] = marked.sort(mode === "upto" ? (a, b) => a.lo - b.lo || a.hi - b.hi : (a, b) => b.hi - b.lo - (a.hi - a.lo));
    for (const { row, lo, hi } of others) if (mode === "upto" || (lo >= lead.lo && hi <= lead.hi)) folded[row] = 0;
    shown.set(lead.row, members);
  }
  return { codes: folded, shown };
}

/**
 * How many of the reports that a state shows repeat another one that it shows: a group counts once.
 * @param {import("./state.js").MapState} state @param {import("./columns.js").Columns} events
 * @param {Uint16Array} codes 0: not shown @param {Groups} groups
 * @returns {number}
 */
export function repeatsOn(state, events, codes, groups) {
  if (groups.length === 0) return 0;
  const [from, to] = spanOfMode(state);
  let repeats = 0;
  for (const group of groups) {
    const within = group.filter((row) => {
      const days = codes[row] === 0 ? null : daysOf(events, state.by, row);
      return days !== null && days.hi >= from && days.lo <= to;
    }).length;
    repeats += Math.max(0, within - 1);
  }
  return repeats;
}

/**
 * Writes the number of sources beside the marks that stand for several.
 * @param {CanvasRenderingContext2D} context @param {{x: number, y: number, sources: number}[]} marks device pixels
 * @param {number} ratio device pixels to a CSS pixel @param {import("./theme.js").Theme} theme
 */
export function paintBadges(context, marks, ratio, theme) {
  context.save();
  context.font = `700 ${9.5 * ratio}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = 1.5 * ratio;
  for (const { x, y, sources } of marks) {
    const [middle, height] = [x + 7 * ratio, y - 6 * ratio];
    context.beginPath();
    context.arc(middle, height, BADGE_PX * ratio, 0, 2 * Math.PI);
    context.fillStyle = theme.ink;
    context.strokeStyle = theme.land;
    context.fill();
    context.stroke();
    context.fillStyle = theme.paper;
    context.fillText(String(sources), middle, height + 0.5 * ratio);
  }
  context.restore();
}
