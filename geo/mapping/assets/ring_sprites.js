/**
 * Rings as pictures: one arc a source, coloured and patterned by the holder it names.
 */

import { mixColours } from "./theme.js";

/**
 * @typedef {Object} Arc
 * @property {string} colour of the holder
 * @property {number} pattern 0 plain, 1 notched, 2 dotted, 3 hollow
 * @property {boolean} [stale] @property {boolean} [changing] @property {boolean} [contested] @property {boolean} [nobody]
 */

export const PATTERNS = 4;
/** What is said of an arc beside its holder, as flags of one number. */
export const LOOK = { stale: 1, changing: 2, contested: 4, nobody: 8 };
const MOST_PARTED_ARCS = 8;

/**
 * Paints a ring around 0,0.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Arc[]} arcs clockwise from the top; one arc is a whole ring
 * @param {{r: number, width: number, theme: import("./theme.js").Theme, siege: string | null}} look r: to the middle of
 *   the line
 */
export function paintRing(context, arcs, { r, width, theme, siege }) {
  context.beginPath();
  context.arc(0, 0, r + width / 2 + 1.2, 0, Math.PI * 2);
  context.fillStyle = theme.land;
  context.globalAlpha = 0.92;
  context.fill();
  context.globalAlpha = 1;
  const share = (Math.PI * 2) / arcs.length;
  arcs.forEach((arc, at) => {
    const begin = -Math.PI / 2 + at * share;
    const before = arcs[(at + arcs.length - 1) % arcs.length];
    const after = arcs[(at + 1) % arcs.length];
    const end = begin + share - gapOf(arc, after, arcs.length);
    paintArc(context, arc, begin + gapOf(before, arc, arcs.length), end, r, width, theme, arcs.length > 1);
  });
  if (siege) {
    context.beginPath();
    context.arc(0, 0, r + width / 2 + 3.4, 0, Math.PI * 2);
    context.lineWidth = 1.6;
    context.lineCap = "round";
    context.setLineDash([0.1, 3.4]);
    context.strokeStyle = siege;
    context.stroke();
    context.setLineDash([]);
    context.lineCap = "butt";
  }
}

/** @param {Arc} one @param {Arc} other @param {number} count of arcs @returns {number} radians */
function gapOf(one, other, count) {
  const flags = (/** @type {Arc} */ arc) => (arc.contested ? LOOK.contested : 0) + (arc.nobody ? LOOK.nobody : 0);
  return gapBetween(one.colour, flags(one), other.colour, flags(other), count);
}

/**
 * Half the gap between neighbours: wide where the holder changes, none between many that agree.
 * @param {string | number} ink @param {number} flags of `LOOK` @param {string | number} otherInk @param {number} otherFlags
 * @param {number} count of arcs
 * @returns {number} radians
 */
export function gapBetween(ink, flags, otherInk, otherFlags, count) {
  if (count < 2) return 0;
  const same = ink === otherInk && ((flags ^ otherFlags) & (LOOK.contested | LOOK.nobody)) === 0;
  if (!same) return Math.min(0.11, 1 / count);
  return count > MOST_PARTED_ARCS ? 0 : 0.06;
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Arc} arc @param {number} begin @param {number} end radians @param {number} r @param {number} width
 * @param {import("./theme.js").Theme} theme @param {boolean} split
 */
function paintArc(context, arc, begin, end, r, width, theme, split) {
  const colour = arc.nobody ? theme.nobody : arc.colour;
  const line = (/** @type {number} */ radius, /** @type {number} */ thickness, /** @type {string} */ style) => {
    context.beginPath();
    context.arc(0, 0, radius, begin, end);
    context.lineWidth = thickness;
    context.strokeStyle = style;
    context.stroke();
  };
  context.lineCap = "butt";
  const ink = arc.stale ? mixColours(colour, theme.land, 0.62) : colour;
  if (arc.changing) context.setLineDash([2.4, 1.8]);
  if (arc.nobody) {
    line(r, Math.max(1, width * 0.3), ink);
  } else if (arc.contested) {
    line(r + width / 2 - 0.7, 1.4, ink);
    line(r - width / 2 + 0.7, 1.4, ink);
  } else {
    line(r, width, ink);
    if (split && arc.pattern === 1) {
      context.setLineDash([1.3, 2.1]);
      line(r, width * 0.34, theme.land);
    } else if (split && arc.pattern === 2) {
      line(r, width * 0.26, theme.land);
    } else if (split && arc.pattern === 3) {
      context.setLineDash([1.2, 3]);
      line(r, width + 0.5, theme.land);
    }
  }
  context.setLineDash([]);
}
