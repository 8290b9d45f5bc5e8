/**
 * Marks written straight into a picture's pixels, and beside it, at the same pixels, the row that each shows:
 * what lies under the pointer then costs nothing to know.
 */

import { pixelOver } from "./blending.js";
import { FAMILIES } from "./symbols.js";

const LOOKS_A_COLOUR = FAMILIES.length * 2;
/** Paler pixels of a sprite than this alpha are its edge, and not picked. */
const LEAST_PICKED = 90;

/**
 * @typedef {Object} Raster
 * @property {number} width @property {number} height
 * @property {ImageData} image
 * @property {Uint32Array} pixels the image's pixels
 * @property {Uint32Array} picks row + 1 at each pixel, 0 where nothing is drawn
 */

/**
 * @typedef {Object} Picture what a sheet shows
 * @property {number} width @property {number} height
 * @property {ImageData} image
 * @property {Uint32Array} pixels the image's pixels
 * @property {Int32Array} signed the same: with numbers past the half of 32 bits browsers reckon far more slowly
 */

/** @param {number} width @param {number} height @returns {Raster} */
export function createRaster(width, height) {
  const image = new ImageData(width, height);
  return { width, height, image, pixels: new Uint32Array(image.data.buffer), picks: new Uint32Array(width * height) };
}

/** @param {number} width @param {number} height @returns {Picture} */
export function createPicture(width, height) {
  const image = new ImageData(width, height);
  const { buffer } = image.data;
  return { width, height, image, pixels: new Uint32Array(buffer), signed: new Int32Array(buffer) };
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
 * @param {{pixels: Uint32Array, picks: Uint32Array}} raster @param {Marks} marks @param {number} from @param {number} to
 * @param {boolean} pale
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
 * Lays one smooth sprite over the picture, centre at x, y; what falls beyond the edge is cut.
 * @param {Picture} picture @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y
 */
export function blendOver({ width, height, signed }, { half, size, pixels }, x, y) {
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
      const under = signed[to];
      signed[to] = alpha === 255 || under === 0 ? source : pixelOver(under, source, alpha) | 0;
    }
  }
}

/**
 * Lays one smooth sprite beneath what the picture shows, centre at x, y; what falls beyond the edge is cut.
 * @param {Picture} picture @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y
 */
export function blendBeneath({ width, height, signed }, { half, size, pixels }, x, y) {
  const firstX = Math.max(0, half - x);
  const lastX = Math.min(size, width - x + half);
  const lastY = Math.min(size, height - y + half);
  for (let sy = Math.max(0, half - y); sy < lastY; sy += 1) {
    let from = sy * size + firstX;
    let to = (y - half + sy) * width + x - half + firstX;
    for (let sx = firstX; sx < lastX; sx += 1, from += 1, to += 1) {
      const source = pixels[from];
      if (source === 0) continue;
      const above = signed[to];
      if (above === 0) signed[to] = source;
      else if (above >>> 24 !== 255) signed[to] = pixelOver(source, above, above >>> 24) | 0;
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

/** Which of some sprites is on top at each pixel: found when first asked for, for a step needs no answer to that. */
export class Picks {
  /** @param {number} width @param {number} height of the picture */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.picks = new Uint32Array(width * height);
    this.known = false;
  }

  /** The picture is another. */
  forget() {
    this.known = false;
  }

  /**
   * @param {(lay: (sprite: import("./sprites.js").Sprite, x: number, y: number, pick: number) => void) => void} layAll lays
   *   all sprites, the one on top last; pick: row + 1
   * @returns {this}
   */
  find(layAll) {
    if (this.known) return this;
    this.picks.fill(0);
    layAll((sprite, x, y, pick) => this.lay(sprite, x, y, pick));
    this.known = true;
    return this;
  }

  /** @param {import("./sprites.js").Sprite} sprite @param {number} x @param {number} y @param {number} pick */
  lay({ half, size, pixels }, x, y, pick) {
    const { width, height, picks } = this;
    const firstX = Math.max(0, half - x);
    const lastX = Math.min(size, width - x + half);
    const lastY = Math.min(size, height - y + half);
    for (let sy = Math.max(0, half - y); sy < lastY; sy += 1) {
      const shift = (y - half + sy) * width + x - half - sy * size;
      for (let at = sy * size + firstX; at < sy * size + lastX; at += 1) {
        if (pixels[at] >>> 24 >= LEAST_PICKED) picks[shift + at] = pick;
      }
    }
  }
}

/**
 * The row on top at a pixel, or the nearest one within `slop`.
 * @param {{width: number, height: number, picks: Uint32Array}} raster @param {number} x @param {number} y
 * @param {number} slop device pixels
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
