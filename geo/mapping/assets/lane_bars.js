/**
 * The bars of the lanes, written pixel by pixel: a canvas works off forty thousand small rectangles only when its picture is
 * taken, in one go of fifty milliseconds.
 */

import { rgbFromHex } from "./theme.js";

/** Marks that a lane's share of long spans is fainter than what is dated. */
const THIN_ALPHA = { shown: 0.28, off: 0.1 };
const DATED_ALPHA = { shown: 1, off: 0.25 };
const LEAST_BAR_PX = 2.5;
/** Fewer events of long spans than this on a bar's days are not drawn. */
const LEAST_THIN = 0.004;

/**
 * @typedef {Object} LaneTime the part of time that lanes show, and how large
 * @property {number} first day @property {number} last day
 * @property {number} width @property {number} laneHeight CSS pixels @property {number} ratio device pixels to a CSS pixel
 */

/** @param {string} colour @returns {number} red, green and blue as a pixel keeps them */
function inkOf(colour) {
  const [red, green, blue] = rgbFromHex(colour);
  return (blue << 16) | (green << 8) | red;
}

/**
 * Fills a box over what a lane shows; its edges may lie between pixels, its lower one may not.
 * @param {Int32Array} pixels @param {number} stride pixels a row @param {{left: number, right: number, top: number, bottom: number}} box device pixels
 * @param {number} ink of the whole lane @param {number} alpha 0..1
 */
function fillBox(pixels, stride, { left, right, top, bottom }, ink, alpha) {
  const lastX = Math.min(Math.ceil(right), stride);
  const firstY = Math.max(0, Math.floor(top));
  for (let x = Math.max(0, Math.floor(left)); x < lastX; x += 1) {
    const across = alpha * 255 * (Math.min(right, x + 1) - Math.max(left, x));
    for (let y = firstY; y < bottom; y += 1) {
      const above = y < top ? across * (y + 1 - top) : across;
      const under = pixels[y * stride + x] >>> 24;
      pixels[y * stride + x] = (Math.round(above + under * (1 - above / 255)) << 24) | ink;
    }
  }
}

/**
 * @param {NonNullable<import("./lanes.js").Lanes["content"]>} content @param {LaneTime} time
 * @returns {ImageData} one lane below the other, each on a thin line
 */
export function paintLanes({ names, counts, colours, shown, theme }, { first, last, width, laneHeight, ratio }) {
  const image = new ImageData(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(names.length * laneHeight * ratio)));
  const stride = image.width;
  const pixels = new Int32Array(image.data.buffer);
  const step = Math.max(LEAST_BAR_PX, width / (last - first + 1));
  const bars = Math.ceil(width / step);
  const daysABar = (last - first + 1) / (width / step);
  const line = (255 << 24) | inkOf(theme.line);
  for (let lane = 0; lane < names.length; lane += 1) {
    const base = (lane + 1) * laneHeight - 1;
    const bottom = Math.round(base * ratio);
    pixels.fill(line, bottom * stride, Math.round((base + 1) * ratio) * stride);
    const ink = inkOf(colours[lane]);
    const [thinAlpha, datedAlpha] = shown[lane] ? [THIN_ALPHA.shown, DATED_ALPHA.shown] : [THIN_ALPHA.off, DATED_ALPHA.off];
    const dated = counts.dated[lane];
    const vague = counts.vague[lane];
    let thinly = 0;
    let summed = 0;
    for (let bar = 0; bar < bars; bar += 1) {
      const begin = Math.max(0, Math.round(first + bar * daysABar) - counts.minDay);
      const end = Math.min(Math.round(first + (bar + 1) * daysABar) - counts.minDay, counts.days);
      let sum = 0;
      let thin = 0;
      for (; summed < begin; summed += 1) thinly += vague[summed];
      for (let day = begin; day < end; day += 1) sum += dated[day];
      for (; summed < end; summed += 1) {
        thinly += vague[summed];
        thin += thinly;
      }
      const left = bar * step * ratio;
      if (thin > LEAST_THIN) {
        const tall = Math.min(laneHeight - 4, 1.5 + Math.log2(1 + thin * 4) * 2);
        fillBox(pixels, stride, { left, right: left + step * ratio, top: bottom - tall * ratio, bottom }, ink, thinAlpha);
      }
      if (sum > 0) {
        const tall = Math.min(laneHeight - 3, 2.5 + Math.log2(1 + sum) * 2.1);
        fillBox(pixels, stride, { left, right: left + Math.max(step - 0.6, 1.8) * ratio, top: bottom - tall * ratio, bottom }, ink, datedAlpha);
      }
    }
  }
  return image;
}
