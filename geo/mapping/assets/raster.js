/**
 * Marks written straight into a picture's pixels, and what of them lies under the pointer.
 */

import { pixelOver } from "./blending.js";
import { FAMILIES } from "./symbols.js";

const LOOKS_A_COLOUR = FAMILIES.length * 2;
/** Paler pixels of a sprite than this alpha are its edge, and not picked. */
const LEAST_PICKED = 90;

/**
 * @typedef {Object} Picture what a sheet shows
 * @property {number} width @property {number} height
 * @property {ImageData} image
 * @property {Uint32Array} pixels the image's pixels
 * @property {Int32Array} signed the same: with numbers past the half of 32 bits browsers reckon far more slowly
 */

/** @param {number} width @param {number} height @returns {Picture} */
export function createPicture(width, height) {
  const image = new ImageData(width, height);
  const { buffer } = image.data;
  return { width, height, image, pixels: new Uint32Array(buffer), signed: new Int32Array(buffer) };
}

/**
 * @typedef {Object} Marks what the dense strokes read
 * @property {Uint32Array} rows @property {Int32Array} centres by row @property {Uint16Array} codes by row
 * @property {import("./sprites.js").Stamps} stamps
 */

/**
 * Stamps `rows[from..to)` in their order, each over what is there.
 * @param {Uint32Array} pixels @param {Marks} marks @param {number} from @param {number} to
 */
export function stampOver(pixels, { rows, centres, codes, stamps }, from, to) {
  const { steps, colours } = stamps;
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    const centre = centres[row];
    const code = codes[row];
    if (centre < 0 || code === 0) continue;
    const list = steps[(code - 1) % LOOKS_A_COLOUR];
    const colour = colours[((code - 1) / LOOKS_A_COLOUR) | 0];
    for (let step = 0; step < list.length; step += 1) pixels[centre + list[step]] = colour;
  }
}

/**
 * Stamps `rows[from..to)` from the last to the first, each only where nothing is drawn yet. The result is the same
 * picture as stamping forward, but what is finished first is what lies on top, so it can be done in portions.
 * @param {Uint32Array} pixels @param {Marks} marks @param {number} from @param {number} to @param {boolean} pale
 * @param {Uint16Array | null} [seen] by pixel the shapes that are hidden beneath those stamped there, a bit each, from
 *   portion to portion. Of a million events some fifty thousand stamps are left.
 */
export function stampBeneath(pixels, { rows, centres, codes, stamps }, from, to, pale, seen = null) {
  const { steps, hides } = stamps;
  const colours = pale ? stamps.paleColours : stamps.colours;
  for (let at = to - 1; at >= from; at -= 1) {
    const row = rows[at];
    const centre = centres[row];
    const code = codes[row];
    if (centre < 0 || code === 0) continue;
    const shape = (code - 1) % LOOKS_A_COLOUR;
    if (seen !== null) {
      if (seen[centre] & (1 << shape)) continue;
      seen[centre] |= hides[shape];
    }
    const list = steps[shape];
    const colour = colours[((code - 1) / LOOKS_A_COLOUR) | 0];
    for (let step = 0; step < list.length; step += 1) {
      if (pixels[centre + list[step]] === 0) pixels[centre + list[step]] = colour;
    }
  }
}

/**
 * Stamps beneath what is there and remembers which pixels that took, so that they can be given back.
 */
export class Underlay {
  constructor() {
    this.taken = new Uint32Array(4096);
    this.count = 0;
  }

  /** @param {Uint32Array} pixels @param {Marks} marks @param {number} count of the marks' rows */
  stamp(pixels, { rows, centres, codes, stamps }, count) {
    const { steps, paleColours } = stamps;
    for (let at = count - 1; at >= 0; at -= 1) {
      const row = rows[at];
      const centre = centres[row];
      const code = codes[row];
      if (centre < 0 || code === 0) continue;
      const list = steps[(code - 1) % LOOKS_A_COLOUR];
      const colour = paleColours[((code - 1) / LOOKS_A_COLOUR) | 0];
      if (this.count + list.length > this.taken.length) this.grow();
      for (let step = 0; step < list.length; step += 1) {
        const pixel = centre + list[step];
        if (pixels[pixel] !== 0) continue;
        pixels[pixel] = colour;
        this.taken[this.count++] = pixel;
      }
    }
  }

  grow() {
    const before = this.taken;
    this.taken = new Uint32Array(before.length * 2);
    this.taken.set(before);
  }

  /** @param {Uint32Array} pixels that are given back */
  lift(pixels) {
    for (let at = 0; at < this.count; at += 1) pixels[this.taken[at]] = 0;
    this.count = 0;
  }
}

/**
 * Lays one smooth sprite over what the picture shows, or beneath it, centre at x, y; what falls beyond the edge is cut.
 * @param {Picture} picture @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y
 * @param {boolean} beneath
 */
export function blendSprite({ width, height, signed }, { half, size, pixels }, x, y, beneath) {
  const firstX = Math.max(0, half - x);
  const lastX = Math.min(size, width - x + half);
  const lastY = Math.min(size, height - y + half);
  for (let sy = Math.max(0, half - y); sy < lastY; sy += 1) {
    let from = sy * size + firstX;
    let to = (y - half + sy) * width + x - half + firstX;
    for (let sx = firstX; sx < lastX; sx += 1, from += 1, to += 1) {
      const source = pixels[from];
      const alpha = source >>> 24;
      if (alpha === 0) continue;
      const there = signed[to];
      const covered = there >>> 24;
      if (there === 0 || (!beneath && alpha === 255)) signed[to] = source;
      else if (!beneath) signed[to] = pixelOver(there, source, alpha) | 0;
      else if (covered !== 255) signed[to] = pixelOver(source, there, covered) | 0;
    }
  }
}

/**
 * @typedef {Object} Mask how much of each pixel is covered
 * @property {number} width @property {number} height
 * @property {number} left @property {number} top where in it its own point lies
 * @property {Uint8Array} alphas
 */

/**
 * Lays one colour through a mask over the picture, the mask's own point at x, y; what falls beyond the edge is cut.
 * @param {Picture} picture @param {Mask} mask @param {number} x @param {number} y
 * @param {number} colour red, green and blue as a pixel keeps them
 */
export function blendTint({ width, height, signed }, mask, x, y, colour) {
  const lastX = Math.min(mask.width, width - x + mask.left);
  const lastY = Math.min(mask.height, height - y + mask.top);
  for (let my = Math.max(0, mask.top - y); my < lastY; my += 1) {
    const shift = (y - mask.top + my) * width + x - mask.left;
    for (let mx = Math.max(0, mask.left - x); mx < lastX; mx += 1) {
      const alpha = mask.alphas[my * mask.width + mx];
      if (alpha === 0) continue;
      const under = signed[shift + mx];
      signed[shift + mx] = alpha === 255 || under === 0 ? (alpha << 24) | colour : pixelOver(under, colour, alpha) | 0;
    }
  }
}

/**
 * Which row's mark is on top at each pixel of a box: found only where and when somebody asks, for a step that kept it for
 * the whole sheet would touch twice the memory.
 */
export class Picks {
  /** @param {number} left @param {number} top @param {number} width @param {number} height of the box on the sheet, device pixels */
  constructor(left, top, width, height) {
    [this.left, this.top, this.width, this.height] = [left, top, width, height];
    /** Row + 1, 0 where nothing is drawn. */
    this.picks = new Uint32Array(width * height);
  }

  /** @param {number} x @param {number} y @param {number} slop device pixels @returns {Picks} of the box around a pixel */
  static around(x, y, slop) {
    return new Picks(x - slop, y - slop, slop * 2 + 1, slop * 2 + 1);
  }

  /**
   * Lays a sprite over those laid before.
   * @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y of its centre on the sheet
   * @param {number} pick row + 1
   */
  lay({ half, size, pixels }, x, y, pick) {
    const { width, height, picks } = this;
    const [left, top] = [x - half - this.left, y - half - this.top];
    const lastX = Math.min(size, width - left);
    const lastY = Math.min(size, height - top);
    for (let sy = Math.max(0, -top); sy < lastY; sy += 1) {
      for (let sx = Math.max(0, -left); sx < lastX; sx += 1) {
        if (pixels[sy * size + sx] >>> 24 >= LEAST_PICKED) picks[(top + sy) * width + left + sx] = pick;
      }
    }
  }

  /**
   * Stamps the first `count` rows over what was laid before.
   * @param {Marks} marks @param {number} count @param {number} sheetWidth device pixels
   */
  stamp({ rows, centres, codes, stamps: { steps, inset } }, count, sheetWidth) {
    const { left, top, width, height, picks } = this;
    const least = Math.max(0, (top - inset) * sheetWidth);
    const most = (top + height + inset) * sheetWidth;
    for (let at = 0; at < count; at += 1) {
      const row = rows[at];
      const centre = centres[row];
      if (centre < least || centre >= most || codes[row] === 0) continue;
      const column = (centre % sheetWidth) - left;
      if (column < -inset || column >= width + inset) continue;
      for (const step of steps[(codes[row] - 1) % LOOKS_A_COLOUR]) {
        const y = Math.floor((centre + step) / sheetWidth);
        const x = centre + step - y * sheetWidth - left;
        if (x >= 0 && x < width && y >= top && y < top + height) picks[(y - top) * width + x] = row + 1;
      }
    }
  }

  /**
   * The row on top at the middle of the box, or the nearest one in it.
   * @returns {number} -1 where there is none
   */
  nearest() {
    const { width, height, picks } = this;
    const slop = (width - 1) / 2;
    let best = -1;
    let bestDistance = slop * slop + 1;
    for (let at = 0; at < width * height; at += 1) {
      if (picks[at] === 0) continue;
      const dy = Math.floor(at / width) - slop;
      const dx = (at % width) - slop;
      if (dx * dx + dy * dy >= bestDistance) continue;
      best = picks[at] - 1;
      bestDistance = dx * dx + dy * dy;
    }
    return best;
  }
}
