/**
 * Where marks of one place stand: events of a place share its point, so they are set around it, each always at the
 * same spot, and none of them hides the ring that says who holds the place.
 */

/** A row that stands on its point, for it is the only one there. */
export const ALONE = 255;

const SPOTS = 40;
const NAME_HALF_ANGLE = 0.6;
/** At zoom 8, CSS pixels: clear of a ring, whose radius is about ten. */
const FIRST_RADIUS_PX = 17;
const GOLDEN_ANGLE = 2.399963229728653;

/**
 * The spot of every row around its point: rows of one point are numbered in their order.
 * @param {Float32Array} lon @param {Float32Array} lat
 * @returns {Uint8Array} 0..39, or ALONE
 */
export function spotsOf(lon, lat) {
  const count = lon.length;
  const spots = new Uint8Array(count).fill(ALONE);
  // An open-addressing table keyed by the point's bits: a Map of a million keys takes ten times as long.
  let size = 1024;
  while (size < count * 2) size *= 2;
  const heads = new Int32Array(size).fill(-1);
  const seen = new Uint32Array(size);
  const lonBits = new Uint32Array(lon.buffer, lon.byteOffset, count);
  const latBits = new Uint32Array(lat.buffer, lat.byteOffset, count);
  for (let row = 0; row < count; row += 1) {
    if (lon[row] !== lon[row]) continue;
    let slot = (Math.imul(lonBits[row], 0x9e3779b1) ^ Math.imul(latBits[row], 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (heads[slot] >= 0 && (lonBits[heads[slot]] !== lonBits[row] || latBits[heads[slot]] !== latBits[row])) {
      slot = (slot + 1) & (size - 1);
    }
    if (heads[slot] < 0) {
      heads[slot] = row;
    } else {
      if (spots[heads[slot]] === ALONE) spots[heads[slot]] = 0;
      spots[row] = (seen[slot] += 1) % SPOTS;
    }
  }
  return spots;
}

/**
 * The steps from a place's point to each spot.
 * @param {number} ratio device pixels to a CSS pixel @param {number} zoom
 * @returns {{x: Int16Array, y: Int16Array}} device pixels; the entry at ALONE is 0
 */
export function spotSteps(ratio, zoom) {
  const x = new Int16Array(256);
  const y = new Int16Array(256);
  const reach = ratio * Math.min(1.15, Math.max(0.7, 0.7 + (zoom - 6) * 0.15));
  for (let spot = 0; spot < SPOTS; spot += 1) {
    const radius = (FIRST_RADIUS_PX + 5.5 * Math.floor(spot / 10)) * reach;
    // East of the place stands its name.
    const angle = NAME_HALF_ANGLE + ((spot * GOLDEN_ANGLE) % (Math.PI * 2)) * (1 - NAME_HALF_ANGLE / Math.PI);
    x[spot] = Math.round(Math.cos(angle) * radius);
    y[spot] = Math.round(Math.sin(angle) * radius);
  }
  return { x, y };
}
