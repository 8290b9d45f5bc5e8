/**
 * Circles written straight into a picture's pixels. A canvas paints circles only when its pixels are asked for, in the
 * midst of a step, and takes several milliseconds for sixty; which pixels a circle covers is found once for each radius
 * here, and a step only colours them.
 */

import { pixelOver } from "./blending.js";
import { dashed, share } from "./dashes.js";

/** Pixels of one circle's edge, filled anew for each. */
let edgeStep = new Int16Array(8192);
let edgeRim = new Uint8Array(8192);
let edgeInside = new Uint8Array(8192);

/**
 * @typedef {Object} Circle a quarter of a circle around the middle of a pixel: the other three mirror it
 * @property {number} r to the middle of the rim
 * @property {Int32Array} starts by row, from the middle one on: where its pixels begin, and where those of the last one end
 * @property {Int16Array} steps how far from the middle column each pixel lies that the rim touches
 * @property {Uint8Array} rim how much of each of them the rim covers, 0..255
 * @property {Uint8Array} inside how much of each of them lies inside the middle of the rim, 0..255
 * @property {Int16Array} within by row: how many pixels from the middle column on lie within the rim
 * @property {Uint8Array | null} dashes as `rim`, for a dashed one, each pixel in all four quarters; made when first asked for
 */

/**
 * @param {number} r to the middle of the rim @param {number} line how wide the rim is, device pixels
 * @returns {Circle}
 */
export function circleOf(r, line) {
  const beyond = r + line / 2 + 0.5;
  const full = Math.max(0, r - line / 2 - 0.5);
  const most = Math.min(1, line);
  const half = line / 2 + 0.5;
  const rows = Math.floor(beyond) + 1;
  const starts = new Int32Array(rows + 1);
  const within = new Int16Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    const square = row * row;
    const last = Math.floor(Math.sqrt(beyond * beyond - square));
    const first = row < full ? Math.floor(Math.sqrt(full * full - square)) + 1 : 0;
    within[row] = first;
    if (count + last - first >= edgeStep.length) grow(count + last - first + 1);
    for (let step = first; step <= last; step += 1) {
      const distance = Math.sqrt(step * step + square);
      const covered = half - (distance > r ? distance - r : r - distance);
      if (covered <= 0) continue;
      edgeStep[count] = step;
      edgeRim[count] = (covered < most ? covered : most) * 255 + 0.5;
      edgeInside[count] = share(r + 0.5 - distance) * 255 + 0.5;
      count += 1;
    }
    starts[row + 1] = count;
  }
  return {
    r, starts, steps: edgeStep.slice(0, count), rim: edgeRim.slice(0, count), inside: edgeInside.slice(0, count), within,
    dashes: null,
  };
}

/** @param {number} least */
function grow(least) {
  const length = Math.max(least, edgeStep.length * 2);
  const [step, rim, inside] = [edgeStep, edgeRim, edgeInside];
  edgeStep = new Int16Array(length);
  edgeRim = new Uint8Array(length);
  edgeInside = new Uint8Array(length);
  edgeStep.set(step);
  edgeRim.set(rim);
  edgeInside.set(inside);
}

/**
 * @param {Circle} circle @param {import("./dashes.js").Dash} dash device pixels, from the east clockwise
 * @returns {Uint8Array} how much of each pixel at the rim the dashes cover: below to the right, below to the left, above
 *   to the right, above to the left
 */
function dashesOf({ r, starts, steps, rim }, dash) {
  const all = new Uint8Array(steps.length * 4);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    for (let at = starts[row]; at < starts[row + 1]; at += 1) {
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const angle = Math.atan2(quarter < 2 ? row : -row, quarter % 2 === 0 ? steps[at] : -steps[at]);
        const along = (angle < 0 ? angle + Math.PI * 2 : angle) * r;
        all[at * 4 + quarter] = rim[at] * dashed(along, dash, 1) + 0.5;
      }
    }
  }
  return all;
}

/**
 * @param {Int32Array} pixels @param {number} at @param {number} colour red, green and blue as a pixel keeps them
 * @param {number} alpha 1..255
 */
function lay(pixels, at, colour, alpha) {
  const above = pixels[at];
  if (above === 0) pixels[at] = (alpha << 24) | colour;
  else if (above >>> 24 !== 255) pixels[at] = pixelOver((alpha << 24) | colour, above, above >>> 24) | 0;
}

/**
 * Lays one colour beneath a run of pixels. Neighbours are mostly alike, for what lies there are insides of circles too: what
 * becomes of one pixel becomes of the next.
 * @param {Int32Array} pixels @param {number} from @param {number} to @param {number} colour @param {number} alpha 1..255
 */
function tint(pixels, from, to, colour, alpha) {
  const alone = (alpha << 24) | colour;
  let above = 0;
  let both = alone;
  for (let at = from; at < to; at += 1) {
    const pixel = pixels[at];
    if (pixel !== above) {
      above = pixel;
      both = pixel === 0 ? alone : pixelOver(alone, pixel, pixel >>> 24) | 0;
    }
    pixels[at] = both;
  }
}

/**
 * Lays a circle beneath what the picture shows; what falls beyond the edge is cut.
 * @param {Pick<import("./raster.js").Picture, "width" | "height" | "signed">} picture @param {Circle} circle
 * @param {number} x @param {number} y the pixel in whose middle its centre lies
 * @param {{colour: number, rimAlpha: number, insideAlpha: number, dash: import("./dashes.js").Dash | null}} look colour:
 *   red, green and blue as a pixel keeps them; alphas 0..1, without an inside 0; dash in device pixels, null: unbroken
 */
export function paintCircle({ width, height, signed: pixels }, circle, x, y, { colour, rimAlpha, insideAlpha, dash }) {
  const { starts, steps, rim, inside, within } = circle;
  const dashes = dash === null ? null : (circle.dashes ??= dashesOf(circle, dash));
  const strong = Math.round(rimAlpha * 256);
  const filled = Math.round(insideAlpha * 255);
  const reach = within.length;
  const whole = dashes === null && x >= reach && y >= reach && x + reach < width && y + reach < height;
  for (let row = 0; row < reach; row += 1) {
    const below = (y + row) * width + x;
    const above = (y - row) * width + x;
    const end = starts[row + 1];
    for (let at = starts[row]; at < end; at += 1) {
      const step = steps[at];
      const fill = filled === 0 ? 0 : (inside[at] * filled + 128) >> 8;
      if (whole) {
        const drawn = (rim[at] * strong) >> 8;
        const alpha = drawn + fill - ((drawn * fill + 128) >> 8);
        if (alpha === 0) continue;
        lay(pixels, below + step, colour, alpha);
        if (step !== 0) lay(pixels, below - step, colour, alpha);
        if (row === 0) continue;
        lay(pixels, above + step, colour, alpha);
        if (step !== 0) lay(pixels, above - step, colour, alpha);
        continue;
      }
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const column = quarter & 1 ? x - step : x + step;
        const line = quarter & 2 ? y - row : y + row;
        const isTwin = (step === 0 && quarter & 1) || (row === 0 && quarter & 2);
        if (isTwin || column < 0 || column >= width || line < 0 || line >= height) continue;
        const drawn = ((dashes === null ? rim[at] : dashes[at * 4 + quarter]) * strong) >> 8;
        const alpha = drawn + fill - ((drawn * fill + 128) >> 8);
        if (alpha > 0) lay(pixels, line * width + column, colour, alpha);
      }
    }
    if (filled === 0 || within[row] === 0) continue;
    const left = Math.min(within[row] - 1, x);
    const right = Math.min(within[row], width - x);
    if (y + row >= 0 && y + row < height) tint(pixels, below - left, below + right, colour, filled);
    if (row > 0 && y - row >= 0 && y - row < height) tint(pixels, above - left, above + right, colour, filled);
  }
}
