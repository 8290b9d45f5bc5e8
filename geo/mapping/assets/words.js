/**
 * Short words written pixel by pixel into a picture: those that a step may change everywhere. A canvas writes words only when
 * its pixels are asked for, in the midst of a step; here each piece of a text is painted once, whatever its colour.
 */

import { blendTint } from "./raster.js";
import { spriteCanvas } from "./sprites.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
/** Around each letter, so that it can be read on anything. */
const HALO_PX = 3;

/**
 * @typedef {Object} Piece of a text, painted
 * @property {number} advance device pixels to where the next one begins
 * @property {import("./raster.js").Mask} letters @property {import("./raster.js").Mask} halo
 */

export class Words {
  /** @param {number} ratio device pixels to a CSS pixel @param {number} size of the letters, CSS pixels */
  constructor(ratio, size) {
    this.ratio = ratio;
    this.size = size;
    this.context = spriteCanvas();
    /** @type {Map<string, Piece>} */
    this.pieces = new Map();
  }

  /** @param {string} text @returns {Piece} */
  piece(text) {
    const known = this.pieces.get(text);
    if (known) return known;
    const { context, ratio, size } = this;
    const font = `${size * ratio}px ${FONT}`;
    context.font = font;
    const advance = context.measureText(text).width;
    const edge = Math.ceil(HALO_PX * ratio);
    const width = Math.ceil(advance) + edge * 2;
    const above = Math.ceil(size * ratio) + edge;
    const height = above + Math.ceil((size * ratio) / 2) + edge;
    Object.assign(context.canvas, { width, height });
    Object.assign(context, { font, lineJoin: "round", lineWidth: HALO_PX * ratio });
    const painted = (/** @type {"fillText" | "strokeText"} */ how) => {
      context.clearRect(0, 0, width, height);
      context[how](text, edge, above);
      const { data } = context.getImageData(0, 0, width, height);
      return { width, height, left: edge, top: above, alphas: Uint8Array.from({ length: width * height }, (_, at) => data[at * 4 + 3]) };
    };
    const made = { advance, halo: painted("strokeText"), letters: painted("fillText") };
    this.pieces.set(text, made);
    return made;
  }

  /**
   * Writes pieces of a text side by side over what the picture shows.
   * @param {import("./raster.js").Picture} picture
   * @param {string[]} texts @param {number} middle @param {number} baseline device pixels
   * @param {{colour: number, halo: number}} inks red, green and blue as a pixel keeps them
   */
  write(picture, texts, middle, baseline, { colour, halo }) {
    const pieces = texts.map((text) => this.piece(text));
    const begin = middle - pieces.reduce((sum, { advance }) => sum + advance, 0) / 2;
    const y = Math.round(baseline);
    for (const part of /** @type {["halo", "letters"]} */ (["halo", "letters"])) {
      let x = begin;
      for (const piece of pieces) {
        blendTint(picture, piece[part], Math.round(x), y, part === "halo" ? halo : colour);
        x += piece.advance;
      }
    }
  }
}
