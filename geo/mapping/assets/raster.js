/**
 * Marks written straight into a picture's pixels, and beside it, at the same pixels, the row that each shows:
 * what lies under the pointer then costs nothing to know.
 */

import { pixelOver } from "./blending.js";
import { FAMILIES } from "./symbols.js";

const LOOKS_A_COLOUR = FAMILIES.length * 2;

/**
 * @typedef {Object} Raster
 * @property {number} width @property {number} height
 * @property {ImageData} image
 * @property {Uint32Array} pixels the image's pixels
 * @property {Uint32Array} picks row + 1 at each pixel, 0 where nothing is drawn
 */

/**
 * @typedef {Object} Box device pixels; right and bottom lie outside
 * @property {number} left @property {number} top @property {number} right @property {number} bottom
 */

/** @param {number} width @param {number} height @returns {Raster} */
export function createRaster(width, height) {
  const image = new ImageData(width, height);
  return { width, height, image, pixels: new Uint32Array(image.data.buffer), picks: new Uint32Array(width * height) };
}

/** @param {Raster} raster */
export function clearRaster(raster) {
  raster.pixels.fill(0);
  raster.picks.fill(0);
}

/**
 * Clears a small box.
 * @param {Raster} raster @param {Box} box within the raster
 */
export function clearBox({ width, pixels, picks }, { left, top, right, bottom }) {
  for (let y = top; y < bottom; y += 1) {
    // Rows of some thirty pixels: calls of `fill` would take longer.
    const end = y * width + right;
    for (let at = y * width + left; at < end; at += 1) {
      pixels[at] = 0;
      picks[at] = 0;
    }
  }
}

/**
 * @param {Raster} target @param {{pixels: Uint32Array, picks: Uint32Array}} source
 * @param {import("./extent.js").Extent} extent beyond its rows both are empty
 */
export function copyRaster(target, source, { width, top, bottom }) {
  if (top >= bottom) return;
  const [from, to] = [top * width, bottom * width];
  target.pixels.set(source.pixels.subarray(from, to), from);
  target.picks.set(source.picks.subarray(from, to), from);
}

/**
 * @typedef {Object} Marks what the dense strokes read
 * @property {Uint32Array} rows @property {Int32Array} centres by row @property {Uint16Array} codes by row
 * @property {import("./sprites.js").Stamps} stamps
 */

/**
 * Stamps `rows[from..to)` in their order, each over what is there.
 * @param {Raster} raster @param {Marks} marks @param {number} from @param {number} to
 */
export function stampOver({ pixels, picks }, { rows, centres, codes, stamps }, from, to) {
  const { steps, colours } = stamps;
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    const centre = centres[row];
    const code = codes[row];
    if (centre < 0 || code === 0) continue;
    const list = steps[(code - 1) % LOOKS_A_COLOUR];
    const colour = colours[((code - 1) / LOOKS_A_COLOUR) | 0];
    const pick = row + 1;
    for (let step = 0; step < list.length; step += 1) {
      const pixel = centre + list[step];
      pixels[pixel] = colour;
      picks[pixel] = pick;
    }
  }
}

/**
 * Stamps `rows[from..to)` from the last to the first, each only where nothing is drawn yet. The result is the same
 * picture as stamping forward, but what is finished first is what lies on top, so it can be done in portions.
 * @param {Raster} raster @param {Marks} marks @param {number} from @param {number} to @param {boolean} pale
 * @param {Uint16Array | null} [seen] by pixel the shapes that were stamped there, a bit each, from portion to portion:
 *   an equal one beneath is hidden whole. Of a million events few thousand stamps are left.
 */
export function stampBeneath({ pixels, picks }, { rows, centres, codes, stamps }, from, to, pale, seen = null) {
  const { steps } = stamps;
  const colours = pale ? stamps.paleColours : stamps.colours;
  for (let at = to - 1; at >= from; at -= 1) {
    const row = rows[at];
    const centre = centres[row];
    const code = codes[row];
    if (centre < 0 || code === 0) continue;
    const shape = (code - 1) % LOOKS_A_COLOUR;
    if (seen !== null) {
      if (seen[centre] & (1 << shape)) continue;
      seen[centre] |= 1 << shape;
    }
    const list = steps[shape];
    const colour = colours[((code - 1) / LOOKS_A_COLOUR) | 0];
    const pick = row + 1;
    for (let step = 0; step < list.length; step += 1) {
      const pixel = centre + list[step];
      if (picks[pixel] !== 0) continue;
      pixels[pixel] = colour;
      picks[pixel] = pick;
    }
  }
}

/**
 * Stamps beneath what is there and remembers which pixels that took, so that they can be given back.
 */
export class Underlay {
  constructor() {
    this.pixels = new Uint32Array(4096);
    this.count = 0;
  }

  /** @param {Raster} raster @param {Marks} marks @param {number} count of the marks' rows */
  stamp({ pixels, picks }, { rows, centres, codes, stamps }, count) {
    const { steps, paleColours } = stamps;
    for (let at = count - 1; at >= 0; at -= 1) {
      const row = rows[at];
      const centre = centres[row];
      const code = codes[row];
      if (centre < 0 || code === 0) continue;
      const list = steps[(code - 1) % LOOKS_A_COLOUR];
      const colour = paleColours[((code - 1) / LOOKS_A_COLOUR) | 0];
      if (this.count + list.length > this.pixels.length) this.grow();
      for (let step = 0; step < list.length; step += 1) {
        const pixel = centre + list[step];
        if (picks[pixel] !== 0) continue;
        pixels[pixel] = colour;
        picks[pixel] = row + 1;
        this.pixels[this.count++] = pixel;
      }
    }
  }

  grow() {
    const before = this.pixels;
    this.pixels = new Uint32Array(before.length * 2);
    this.pixels.set(before);
  }

  /** @param {Raster} raster whose pixels are given back */
  lift({ pixels, picks }) {
    for (let at = 0; at < this.count; at += 1) {
      pixels[this.pixels[at]] = 0;
      picks[this.pixels[at]] = 0;
    }
    this.count = 0;
  }
}

/**
 * Lays one smooth sprite over the picture, centre at x, y; what falls beyond the edge or the box is cut.
 * @param {Raster} raster @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y
 * @param {number} pick row + 1 @param {Box | null} [box]
 */
export function blendSprite({ width, height, pixels, picks }, sprite, x, y, pick, box = null) {
  const { half, size } = sprite;
  const firstX = Math.max(0, (box ? box.left : 0) + half - x);
  const lastX = Math.min(size, (box ? box.right : width) - x + half);
  const lastY = Math.min(size, (box ? box.bottom : height) - y + half);
  for (let sy = Math.max(0, (box ? box.top : 0) + half - y); sy < lastY; sy += 1) {
    let from = sy * size + firstX;
    let to = (y - half + sy) * width + x - half + firstX;
    for (let sx = firstX; sx < lastX; sx += 1, from += 1, to += 1) {
      const source = sprite.pixels[from];
      const alpha = source >>> 24;
      if (alpha === 0) continue;
      if (alpha >= 90) picks[to] = pick;
      const under = pixels[to];
      pixels[to] = alpha === 255 || under === 0 ? source : pixelOver(under, source, alpha);
    }
  }
}

/**
 * The row on top at a pixel, or the nearest one within `slop`.
 * @param {Raster} raster @param {number} x @param {number} y @param {number} slop device pixels
 * @returns {number} -1 where there is none
 */
export function pickNear({ width, height, picks }, x, y, slop) {
  let best = -1;
  let bestDistance = slop * slop + 1;
  for (let dy = -slop; dy <= slop; dy += 1) {
    for (let dx = -slop; dx <= slop; dx += 1) {
      const px = x + dx;
      const py = y + dy;
      const distance = dx * dx + dy * dy;
      if (distance >= bestDistance || px < 0 || py < 0 || px >= width || py >= height) continue;
      const pick = picks[py * width + px];
      if (pick === 0) continue;
      best = pick - 1;
      bestDistance = distance;
    }
  }
  return best;
}
