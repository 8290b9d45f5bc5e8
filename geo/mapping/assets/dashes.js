/**
 * How much of a pixel a line covers, for what is painted pixel by pixel.
 */

/** @typedef {{on: number, off: number}} Dash lengths along the line */

/** @param {number} value @returns {number} 0..1 */
export function share(value) {
  return value <= 0 ? 0 : value >= 1 ? 1 : value;
}

/**
 * How much of a pixel a dashed line covers along its length.
 * @param {number} along from the line's begin @param {Dash} dash in the same unit
 * @param {number} ratio device pixels to that unit
 * @returns {number} 0..1
 */
export function dashed(along, { on, off }, ratio) {
  const period = on + off;
  const at = along - Math.floor(along / period) * period;
  const inside = at < on ? Math.min(at, on - at) : -Math.min(at - on, period - at);
  return share(inside * ratio + 0.5);
}
