/**
 * Rings painted pixel by pixel into sprites: the picture of `ring_sprites.js` without a canvas, ten times as fast, for
 * while a user scrubs nearly every ring may differ from the one before.
 */

import { dashed, share } from "./dashes.js";
import { gapBetween, LOOK } from "./ring_sprites.js";
import { rgbFromHex } from "./theme.js";

const TURN = Math.PI * 2;
/** Of the ring's land-coloured ground: as in `paintRing`. */
const GROUND = { beyond: 1.2, alpha: 0.92 };
const SIEGE = { beyond: 3.4, dot: 0.8, apart: 3.5 };
const OPEN = { beyond: 2.4, width: 2 };
const NO_DASH = { on: 0, off: 0 };
const CHANGING_DASH = { on: 2.4, off: 1.8 };
const NOTCHES = { on: 1.3, off: 2.1 };
const HOLES = { on: 1.2, off: 3 };
/** By pattern the land-coloured line on an arc: its part of the arc's width, what it is wider than that, its dash. */
const PATTERN_LINES = [
  { part: 0, beyond: 0, dash: NO_DASH }, { part: 0.34, beyond: 0, dash: NOTCHES },
  { part: 0.26, beyond: 0, dash: NO_DASH }, { part: 1, beyond: 0.5, dash: HOLES },
];
/** Instead of the pattern of an arc that is more, or less, than one unbroken line. */
const NOT_SIMPLE = 255;
/** With more pixels than this kept in sprites, some 8,000 rings where a screen is not fine, all are written over. */
const MOST_PIXELS = 6_000_000;
/** So many sprites share one array of pixels. */
const SHEET_OF = 64;

/**
 * @typedef {Object} Template what the pixels of a ring's square have in common, whatever arcs it has
 * @property {number} half @property {number} size
 * @property {Int32Array} at positions of the pixels that the ring or what surrounds it touches
 * @property {Float32Array} distance from the middle, CSS pixels
 * @property {Float32Array} turn 0..1 clockwise from the top
 * @property {Int32Array} bare the square's pixels where no arc is: the land's colour
 * @property {Float32Array} ground how much of each of those pixels the land's colour covers
 * @property {Float32Array} across how much of each an unbroken line of the ring's width covers
 * @property {Float32Array[]} patterned the same of the land-coloured line of each pattern, were it unbroken
 * @property {Int32Array} lined indexes into those, of the pixels that an arc can touch
 * @property {import("./sprites.js").Sprite[]} free sprites of this size, to be written anew
 */

export class RingPainter {
  /**
   * @param {number} ratio device pixels to a CSS pixel
   * @param {{inks: Int32Array, land: string, accent: string, patterns: Uint8Array}} look inks: `0xrrggbb` by
   *   `holder * 2 + stale`, patterns by holder
   */
  constructor(ratio, { inks, land, accent, patterns }) {
    this.ratio = ratio;
    this.inks = inks;
    this.patterns = patterns;
    this.land = rgbFromHex(land);
    this.accent = rgbFromHex(accent);
    /** @type {Map<number, Template>} */
    this.templates = new Map();
    /** @type {Map<number, import("./sprites.js").Sprite>} */
    this.sprites = new Map();
    /** @type {[import("./sprites.js").Sprite, Template][]} */
    this.taken = [];
    this.kept = 0;
    this.begins = new Float32Array(256);
    this.ends = new Float32Array(256);
    /** By arc: the pattern on its one unbroken line, or that it is no such line. */
    this.simplePattern = new Uint8Array(256);
  }

  /**
   * Room for a sprite under a key, reused where it can be.
   * @param {Template} template @param {number} key
   * @returns {import("./sprites.js").Sprite}
   */
  sprite(template, key) {
    const { half, size, free } = template;
    if (free.length === 0) {
      const area = size * size;
      const all = new Int32Array(area * SHEET_OF);
      for (let at = 0; at < SHEET_OF; at += 1) free.push({ half, size, pixels: all.subarray(at * area, (at + 1) * area) });
    }
    const made = /** @type {import("./sprites.js").Sprite} */ (free.pop());
    this.sprites.set(key, made);
    this.taken.push([made, template]);
    this.kept += size * size;
    return made;
  }

  /** @returns {number} how much of the room for sprites is taken, 1: all of it */
  get fullness() {
    return this.kept / MOST_PIXELS;
  }

  /** Gives the sprites back for others to be written over, where there are many. @returns {boolean} whether it did */
  tidy() {
    if (this.fullness < 1) return false;
    for (const [sprite, template] of this.taken) template.free.push(sprite);
    this.taken.length = 0;
    this.kept = 0;
    this.sprites.clear();
    return true;
  }

  /**
   * @param {number} r @param {number} width CSS pixels @param {boolean} surrounded by a siege or as the open place
   * @returns {Template}
   */
  template(r, width, surrounded) {
    const key = (Math.round(r * 100) * 10000 + Math.round(width * 100)) * 2 + (surrounded ? 1 : 0);
    const known = this.templates.get(key);
    if (known) return known;
    const { ratio } = this;
    const beyond = surrounded ? Math.max(width / 2 + SIEGE.beyond + 1, width + OPEN.beyond + 1) : width / 2 + GROUND.beyond;
    const half = Math.ceil((r + beyond) * ratio + 0.5);
    const size = half * 2 + 1;
    const at = [];
    for (let pixel = 0; pixel < size * size; pixel += 1) {
      if (Math.hypot((pixel % size) - half, Math.floor(pixel / size) - half) <= (r + beyond) * ratio + 0.5) at.push(pixel);
    }
    const xOf = (/** @type {number} */ pixel) => (pixel % size) - half;
    const yOf = (/** @type {number} */ pixel) => Math.floor(pixel / size) - half;
    const distance = Float32Array.from(at, (pixel) => Math.hypot(xOf(pixel), yOf(pixel)) / ratio);
    const outer = r + width / 2 + GROUND.beyond;
    const ground = distance.map((rho) => GROUND.alpha * share((outer - rho) * ratio + 0.5));
    const across = distance.map((rho) => this.line(rho, 0, r, width, NO_DASH));
    const bare = new Int32Array(size * size);
    const [red, green, blue] = this.land;
    ground.forEach((alpha, index) => {
      if (alpha > 0) bare[at[index]] = ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    });
    const made = {
      half, size, at: Int32Array.from(at), free: [], distance, ground, across, bare,
      patterned: PATTERN_LINES.map(({ part, beyond }) => distance.map((rho) => this.line(rho, 0, r, width * part + beyond, NO_DASH))),
      turn: Float32Array.from(at, (pixel) => (Math.atan2(yOf(pixel), xOf(pixel)) / TURN + 1.25) % 1),
      lined: Int32Array.from([...at.keys()].filter((index) => across[index] > 0)),
    };
    this.templates.set(key, made);
    return made;
  }

  /**
   * Paints a ring of arcs.
   * @param {number} key under which the sprite is kept
   * @param {Int32Array} looks `holder * 16 + LOOK` flags of each arc, clockwise from the top; holders without a name are
   *   the last of the inks @param {number} count
   * @param {{r: number, width: number, siege: number, isOpen: boolean}} ring siege: `0xrrggbb`, -1 for none
   * @returns {import("./sprites.js").Sprite}
   */
  paint(key, looks, count, { r, width, siege, isOpen }) {
    const { ratio, begins, ends } = this;
    const template = this.template(r, width, siege >= 0 || isOpen);
    const sprite = this.sprite(template, key);
    const { at, distance, turn, ground, across, patterned, lined } = template;
    const { pixels } = sprite;
    pixels.set(template.bare);
    const { simplePattern } = this;
    for (let arc = 0; arc < count; arc += 1) {
      const look = looks[arc];
      const gap = this.gapAfter(look, looks[(arc + 1) % count], count);
      ends[arc] = gap;
      begins[(arc + 1) % count] = gap;
      const simple = (look & (LOOK.changing | LOOK.contested | LOOK.nobody)) === 0;
      simplePattern[arc] = simple ? (count > 1 ? this.patterns[look >> 4] : 0) : NOT_SIMPLE;
    }
    const [landRed, landGreen, landBlue] = this.land;
    for (let place = 0; place < lined.length; place += 1) {
      const index = lined[place];
      const rho = distance[index];
      const arc = Math.min(count - 1, Math.floor(turn[index] * count));
      const look = looks[arc];
      const angle = (turn[index] - arc / count) * TURN;
      const along = angle - begins[arc];
      let strong = count === 1 ? 1 : this.between(angle, begins[arc], TURN / count - ends[arc], rho, count);
      const pattern = simplePattern[arc];
      if (pattern !== NOT_SIMPLE) {
        strong *= across[index];
        if (pattern !== 0) {
          const covered = patterned[pattern][index];
          const { dash } = PATTERN_LINES[pattern];
          if (covered > 0) strong *= 1 - (dash.on === 0 ? covered : covered * dashed(along * r, dash, ratio));
        }
      } else strong *= this.inked(look, rho, along, r, width) * (count > 1 ? 1 - this.pattern(look, rho, along * r, r, width) : 1);
      if (strong === 0) continue;
      const ink = this.inkOf(look);
      const kept = ground[index] * (1 - strong);
      const sum = strong + kept;
      const red = (((ink >> 16) & 255) * strong + landRed * kept) / sum;
      const green = (((ink >> 8) & 255) * strong + landGreen * kept) / sum;
      const blue = ((ink & 255) * strong + landBlue * kept) / sum;
      pixels[at[index]] = ((Math.round(sum * 255) << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
    }
    if (isOpen) this.encircle(sprite, template, r + width + OPEN.beyond);
    if (siege >= 0) this.besiege(sprite, template, r + width / 2 + SIEGE.beyond, siege);
    return sprite;
  }

  /** @param {number} look @param {number} next @param {number} count of arcs @returns {number} radians, half the gap */
  gapAfter(look, next, count) {
    return gapBetween(this.inks[(look >> 4) * 2], look, this.inks[(next >> 4) * 2], next, count);
  }

  /** @param {number} look @returns {number} `0xrrggbb` */
  inkOf(look) {
    return this.inks[(look >> 4) * 2 + (look & LOOK.stale)];
  }

  /**
   * How much of a pixel lies between an arc's ends.
   * @param {number} angle @param {number} begin @param {number} end radians @param {number} rho @param {number} count
   */
  between(angle, begin, end, rho, count) {
    const { ratio } = this;
    const first = begin === 0 ? 1 : share((angle - begin) * rho * ratio + 0.5);
    const last = end === TURN / count ? 1 : share((end - angle) * rho * ratio + 0.5);
    return first * last;
  }

  /**
   * How much of a pixel the lines of an arc cover.
   * @param {number} look @param {number} rho @param {number} angle from the arc's begin @param {number} r @param {number} width
   */
  inked(look, rho, angle, r, width) {
    const dash = look & LOOK.changing ? CHANGING_DASH : NO_DASH;
    if (look & LOOK.nobody) return this.line(rho, angle * r, r, Math.max(1, width * 0.3), dash);
    if (look & LOOK.contested) {
      const [outer, inner] = [r + width / 2 - 0.7, r - width / 2 + 0.7];
      return Math.max(this.line(rho, angle * outer, outer, 1.4, dash), this.line(rho, angle * inner, inner, 1.4, dash));
    }
    return this.line(rho, angle * r, r, width, dash);
  }

  /**
   * How much of a pixel the land-coloured pattern of an arc's holder covers.
   * @param {number} look @param {number} rho @param {number} along @param {number} r @param {number} width
   */
  pattern(look, rho, along, r, width) {
    if (look & (LOOK.nobody | LOOK.contested)) return 0;
    const { part, beyond, dash } = PATTERN_LINES[this.patterns[look >> 4]];
    if (part === 0) return 0;
    return this.line(rho, along, r, width * part + beyond, dash === NO_DASH && look & LOOK.changing ? CHANGING_DASH : dash);
  }

  /**
   * @param {number} rho @param {number} along CSS pixels @param {number} radius @param {number} width
   * @param {{on: number, off: number}} dash
   */
  line(rho, along, radius, width, dash) {
    const { ratio } = this;
    const thick = width * ratio;
    const across = Math.min(1, thick, share(thick / 2 - Math.abs(rho - radius) * ratio + 0.5));
    return across === 0 || dash.on === 0 ? across : across * dashed(along, dash, ratio);
  }

  /**
   * The line around the place that is open, beneath what is painted.
   * @param {import("./sprites.js").Sprite} sprite @param {Template} template @param {number} radius
   */
  encircle({ pixels }, { at, distance }, radius) {
    const [red, green, blue] = this.accent;
    for (let index = 0; index < at.length; index += 1) {
      const alpha = this.line(distance[index], 0, radius, OPEN.width, NO_DASH);
      if (alpha === 0 || pixels[at[index]] !== 0) continue;
      pixels[at[index]] = ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    }
  }

  /**
   * The dots around a place under siege.
   * @param {import("./sprites.js").Sprite} sprite @param {Template} template @param {number} radius @param {number} ink
   */
  besiege({ pixels }, { at, distance, turn }, radius, ink) {
    const bgr = ((ink & 255) << 16) | (ink & 0xff00) | (ink >> 16);
    for (let index = 0; index < at.length; index += 1) {
      // As on a canvas, dots are counted from the east.
      const along = ((turn[index] + 0.75) % 1) * TURN * radius;
      const from = Math.abs(along - Math.round(along / SIEGE.apart) * SIEGE.apart);
      const alpha = share((SIEGE.dot - Math.hypot(from, distance[index] - radius)) * this.ratio + 0.5);
      if (alpha > 0) pixels[at[index]] = ((Math.round(alpha * 255) << 24) | bgr) >>> 0;
    }
  }
}
