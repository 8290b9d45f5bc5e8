/**
 * Circles written straight into a picture's pixels. A canvas paints circles only when its pixels are asked for, in the
 * midst of a step, and takes several milliseconds for sixty; which pixels a circle covers is found once a view here, and
 * a step only colours them.
 */

import { pixelOver } from "./blending.js";
import { dashed, share } from "./dashes.js";

/** Circles that are less far off lie on the same pixels. */
const NEAR_PX = 0.02;

/** Pixels of one circle's edge, filled anew for each. */
let edgeAt = new Int32Array(8192);
let edgeRim = new Uint8Array(8192);
let edgeInside = new Uint8Array(8192);

/**
 * @typedef {Object} Circle which pixels it covers, as far as they lie in the picture
 * @property {Int32Array} at positions of the pixels that the rim touches
 * @property {Uint8Array} rim how much of each of them the rim covers, 0..255
 * @property {Uint8Array} inside how much of each of them lies inside the middle of the rim, 0..255
 * @property {Int32Array} spans begin and end of each row of pixels within the rim
 * @property {Uint8Array | null} dashes as `rim`, for a dashed one; made when it is first asked for
 * @property {number} x @property {number} y @property {number} r
 * @property {boolean} cut whether a part of it lies beyond the picture's edge
 */

/**
 * @param {{width: number, height: number}} picture
 * @param {number} x @param {number} y of the centre, device pixels from the picture's upper left corner
 * @param {number} r to the middle of the rim @param {number} line how wide the rim is, device pixels
 * @returns {Circle}
 */
export function circleOn({ width, height }, x, y, r, line) {
  const beyond = r + line / 2 + 0.5;
  const within = Math.max(0, r - line / 2 - 0.5);
  const most = Math.min(1, line);
  const half = line / 2 + 0.5;
  const first = Math.max(0, Math.floor(y - beyond));
  const last = Math.min(height - 1, Math.floor(y + beyond));
  const spans = new Int32Array(Math.max(0, last - first + 1) * 2);
  let spanned = 0;
  let count = 0;
  for (let row = first; row <= last; row += 1) {
    const dy = row + 0.5 - y;
    const square = dy * dy;
    if (square >= beyond * beyond) continue;
    const outer = Math.sqrt(beyond * beyond - square);
    const inner = square < within * within ? Math.sqrt(within * within - square) : 0;
    const begin = row * width;
    const left = Math.max(0, Math.floor(x - outer));
    const right = Math.min(width, Math.ceil(x + outer));
    // Of a row that meets the inside: the rim to the left of it, the inside, the rim to the right.
    let innerLeft = Math.min(right, Math.max(left, Math.ceil(x - inner)));
    let innerRight = Math.min(right, Math.max(left, Math.floor(x + inner)));
    if (innerRight <= innerLeft) innerLeft = innerRight = right;
    else {
      spans[spanned++] = begin + innerLeft;
      spans[spanned++] = begin + innerRight;
    }
    if (count + right - left > edgeAt.length) grow(count + right - left);
    for (let column = left; column < right; column += 1) {
      if (column === innerLeft) {
        column = innerRight;
        if (column >= right) break;
      }
      const dx = column + 0.5 - x;
      const distance = Math.sqrt(dx * dx + square);
      const covered = half - (distance > r ? distance - r : r - distance);
      if (covered <= 0) continue;
      edgeAt[count] = begin + column;
      edgeRim[count] = (covered < most ? covered : most) * 255 + 0.5;
      edgeInside[count] = share(r + 0.5 - distance) * 255 + 0.5;
      count += 1;
    }
  }
  const cut = first > y - beyond || last < y + beyond - 1 || x - beyond < 0 || x + beyond > width;
  return {
    cut, x, y, r, at: edgeAt.slice(0, count), rim: edgeRim.slice(0, count), inside: edgeInside.slice(0, count),
    spans: spans.subarray(0, spanned), dashes: null,
  };
}

/**
 * The circle of another view of the same picture: one that has only moved by whole pixels takes its pixels along.
 * @param {Circle} circle @param {{width: number, height: number}} picture
 * @param {number} x @param {number} y @param {number} r where it is now, device pixels @param {number} line
 * @returns {Circle | null} null where it must be found anew
 */
export function circleMoved(circle, { width, height }, x, y, r, line) {
  const [dx, dy] = [Math.round(x - circle.x), Math.round(y - circle.y)];
  const beyond = r + line / 2 + 1;
  const whole = Math.abs(x - circle.x - dx) < NEAR_PX && Math.abs(y - circle.y - dy) < NEAR_PX && Math.abs(r - circle.r) < NEAR_PX;
  if (!whole || circle.cut || x < beyond || y < beyond || x + beyond > width || y + beyond > height) return null;
  const step = dy * width + dx;
  const { at, spans } = circle;
  for (let index = 0; index < at.length; index += 1) at[index] += step;
  for (let index = 0; index < spans.length; index += 1) spans[index] += step;
  circle.x += dx;
  circle.y += dy;
  return circle;
}

/** @param {number} least */
function grow(least) {
  const length = Math.max(least, edgeAt.length * 2);
  const [at, rim, inside] = [edgeAt, edgeRim, edgeInside];
  edgeAt = new Int32Array(length);
  edgeRim = new Uint8Array(length);
  edgeInside = new Uint8Array(length);
  edgeAt.set(at);
  edgeRim.set(rim);
  edgeInside.set(inside);
}

/**
 * @param {Circle} circle @param {number} width of the picture @param {import("./dashes.js").Dash} dash device pixels, from
 *   the east clockwise
 * @returns {Uint8Array} how much of each pixel at the rim the dashes cover
 */
function dashesOf(circle, width, dash) {
  const { at, rim, x, y, r } = circle;
  return rim.map((covered, index) => {
    const row = Math.floor(at[index] / width);
    const angle = Math.atan2(row + 0.5 - y, at[index] - row * width + 0.5 - x);
    return covered * dashed((angle < 0 ? angle + Math.PI * 2 : angle) * r, dash, 1) + 0.5;
  });
}

/**
 * Lays a circle over the picture.
 * @param {{width: number, pixels: Uint32Array}} picture @param {Circle} circle
 * @param {{colour: number, rimAlpha: number, insideAlpha: number, dash: import("./dashes.js").Dash | null}} look colour:
 *   red, green and blue as a pixel keeps them; alphas 0..1, without an inside 0; dash in device pixels, null: unbroken
 */
export function paintCircle({ width, pixels }, circle, { colour, rimAlpha, insideAlpha, dash }) {
  const { at, inside, spans } = circle;
  const rim = dash === null ? circle.rim : (circle.dashes ??= dashesOf(circle, width, dash));
  const strong = Math.round(rimAlpha * 256);
  const filled = Math.round(insideAlpha * 255);
  if (filled === 0) {
    for (let index = 0; index < at.length; index += 1) {
      const alpha = (rim[index] * strong) >> 8;
      if (alpha === 0) continue;
      const pixel = at[index];
      const under = pixels[pixel];
      pixels[pixel] = under === 0 ? (alpha << 24) | colour : pixelOver(under, colour, alpha);
    }
    return;
  }
  for (let index = 0; index < at.length; index += 1) {
    const line = (rim[index] * strong) >> 8;
    const fill = (inside[index] * filled + 128) >> 8;
    const alpha = line + fill - ((line * fill + 128) >> 8);
    if (alpha === 0) continue;
    const pixel = at[index];
    const under = pixels[pixel];
    pixels[pixel] = under === 0 ? (alpha << 24) | colour : pixelOver(under, colour, alpha);
  }
  const plain = (filled << 24) | colour;
  for (let row = 0; row < spans.length; row += 2) {
    const end = spans[row + 1];
    for (let pixel = spans[row]; pixel < end; pixel += 1) {
      const under = pixels[pixel];
      pixels[pixel] = under === 0 ? plain : pixelOver(under, colour, filled);
    }
  }
}
