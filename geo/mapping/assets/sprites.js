/**
 * Marks as pixels: smooth ones with transparency for few marks, and bare lists of pixels for very many.
 */

import { FAMILIES, paintSymbol } from "./symbols.js";
import { lookOfCode } from "./marks.js";
import { mixColours, rgbFromHex } from "./theme.js";

/**
 * @typedef {Object} Sprite a square picture of one mark, its centre at `half, half`
 * @property {number} half @property {number} size in device pixels
 * @property {Int32Array} pixels as ImageData keeps them: alpha in the highest byte; signed as in `Picture`
 */

/** @param {string} hex @returns {number} an opaque pixel as ImageData keeps it, little-endian */
export function pixelOfColour(hex) {
  const [red, green, blue] = rgbFromHex(hex);
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** @returns {OffscreenCanvasRenderingContext2D} a canvas to paint sprites on, one after the other */
export function spriteCanvas() {
  return /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
  );
}

/**
 * @param {OffscreenCanvasRenderingContext2D} context of `spriteCanvas`
 * @param {number} half @param {(context: OffscreenCanvasRenderingContext2D) => void} paint around 0,0
 * @returns {Sprite}
 */
export function spriteOf(context, half, paint) {
  const size = half * 2 + 1;
  if (context.canvas.width !== size) context.canvas.width = context.canvas.height = size;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size, size);
  context.save();
  context.translate(half + 0.5, half + 0.5);
  paint(context);
  context.restore();
  const image = context.getImageData(0, 0, size, size);
  return { half, size, pixels: new Int32Array(image.data.buffer) };
}

/**
 * Smooth marks without their colours, painted when first asked for: white where the mark's own colour belongs, black where
 * the rim's does. A canvas takes far longer to paint one than it takes to colour it.
 * @param {{r: number, ratio: number}} look r: half a mark's width in CSS pixels
 * @returns {{of: (family: number, hollow: boolean, pale: boolean) => Sprite}}
 */
export function symbolMasks({ r, ratio }) {
  /** @type {Sprite[]} */
  const made = [];
  const canvas = spriteCanvas();
  const half = Math.ceil((r + 2) * ratio);
  return {
    of(family, hollow, pale) {
      const key = family * 4 + (hollow ? 2 : 0) + (pale ? 1 : 0);
      made[key] ??= spriteOf(canvas, half, (context) => {
        context.scale(ratio, ratio);
        context.globalAlpha = pale ? 0.42 : 1;
        paintSymbol(context, family, { r, colour: "#ffffff", rim: "#000000", hollow });
      });
      return made[key];
    },
  };
}

/** @param {number} own 0..255 @param {number} rim @param {number} part of its own, 0..1 */
function mixed(own, rim, part) {
  return Math.round(rim + (own - rim) * part);
}

/**
 * Smooth sprites by code, made when first asked for.
 * @param {{masks: ReturnType<typeof symbolMasks>, palette: string[], rim: string}} look
 * @returns {{of: (code: number, pale: boolean) => Sprite}}
 */
export function smoothSprites({ masks, palette, rim }) {
  /** @type {(Sprite | undefined)[]} */
  const made = [];
  const [rimRed, rimGreen, rimBlue] = rgbFromHex(rim);
  return {
    of(code, pale) {
      const key = code * 2 + (pale ? 1 : 0);
      const known = made[key];
      if (known) return known;
      const { colour, family, hollow } = lookOfCode(code);
      const { half, size, pixels } = masks.of(family, hollow, pale);
      const [red, green, blue] = rgbFromHex(palette[colour]);
      const sprite = { half, size, pixels: new Int32Array(pixels.length) };
      for (let at = 0; at < pixels.length; at += 1) {
        if (pixels[at] === 0) continue;
        const part = (pixels[at] & 255) / 255;
        sprite.pixels[at] = (pixels[at] & 0xff000000) | (mixed(blue, rimBlue, part) << 16) | (mixed(green, rimGreen, part) << 8)
          | mixed(red, rimRed, part);
      }
      made[key] = sprite;
      return sprite;
    },
  };
}

/**
 * @typedef {Object} Stamps bare marks for the dense tier
 * @property {Int32Array[]} steps by family * 2 + hollow: steps from the centre's pixel to each pixel of the mark
 * @property {Uint16Array} hides by the same, a bit each: the marks that one on top of them hides whole, itself among them
 * @property {number} inset how near the sheet's edge a centre may lie
 * @property {Uint32Array} colours opaque pixels by palette index
 * @property {Uint32Array} paleColours
 */

/**
 * Stamps for a sheet of `width` device pixels.
 * @param {{palette: string[], land: string, r: number, width: number}} look r: half a mark's width, device pixels
 * @returns {Stamps}
 */
export function bareStamps({ palette, land, r, width }) {
  const half = Math.ceil(r);
  const canvas = spriteCanvas();
  const steps = [];
  for (let family = 0; family < FAMILIES.length; family += 1) {
    for (const hollow of [false, true]) {
      const sprite = spriteOf(canvas, half, (context) => {
        paintSymbol(context, family, { r, colour: "#000000", rim: "rgba(0,0,0,0)", hollow });
      });
      const list = [];
      for (let at = 0; at < sprite.pixels.length; at += 1) {
        if (sprite.pixels[at] >>> 24 < 110) continue;
        list.push((Math.floor(at / sprite.size) - half) * width + (at % sprite.size) - half);
      }
      steps.push(Int32Array.from(list.length ? list : [0]));
    }
  }
  const pixelsOfMark = steps.map((list) => new Set(list));
  const hides = Uint16Array.from(pixelsOfMark, (mark) =>
    steps.reduce((bits, other, at) => (other.every((pixel) => mark.has(pixel)) ? bits | (1 << at) : bits), 0));
  return {
    steps,
    hides,
    inset: half + 1,
    colours: Uint32Array.from(palette, pixelOfColour),
    paleColours: Uint32Array.from(palette, (colour) => pixelOfColour(mixColours(colour, land, 0.55))),
  };
}
