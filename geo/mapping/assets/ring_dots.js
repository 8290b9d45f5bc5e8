/**
 * Places too many to draw as rings: a dot each, of one colour or, where live claims differ, of two halves.
 */

import { leadingAnswers } from "./holdings.js";
import { OFF_SHEET } from "./mercator.js";
import { pixelOfColour } from "./sprites.js";
import { mixColours } from "./theme.js";

const RADIUS_PX = 3.2;

/**
 * The steps from a dot's centre to the pixels of its left and its right half.
 * @param {number} radius device pixels @param {number} width of the sheet
 * @returns {{left: Int32Array, right: Int32Array, reach: number}}
 */
export function dotSteps(radius, width) {
  const reach = Math.ceil(radius);
  const left = [];
  const right = [];
  for (let y = -reach; y <= reach; y += 1) {
    for (let x = -reach; x <= reach; x += 1) {
      if (x * x + y * y > radius * radius) continue;
      (x <= 0 ? left : right).push(y * width + x);
    }
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right), reach };
}

/** @param {number} places */
function answersFor(places) {
  return { first: new Int32Array(places), second: new Int32Array(places), faint: new Uint8Array(places) };
}

export class RingDots {
  constructor() {
    this.found = answersFor(0);
  }

  /**
   * @param {import("./raster.js").Raster} raster empty @param {import("./mercator.js").View} view
   * @param {import("./ring_layer.js").RingLayer} layer @param {import("./state.js").MapState} state
   */
  draw(raster, view, layer, state) {
    const { among, holdings, shown, pixels, colours, theme } = layer;
    if (!colours || !theme) return;
    if (this.found.first.length < among.length) this.found = answersFor(among.length);
    leadingAnswers(holdings, state.day, shown, state.carry, among, this.found);
    const { first, second, faint } = this.found;
    const inks = Uint32Array.from([...colours, theme.nobody], pixelOfColour);
    const faintInks = Uint32Array.from([...colours, theme.nobody], (colour) =>
      pixelOfColour(mixColours(colour, theme.land, 0.62)));
    const { left, right, reach } = dotSteps(RADIUS_PX * view.ratio, view.width);
    const lowest = reach * (view.width + 1);
    const highest = pixelsIn(raster) - lowest;
    const { holder } = holdings.arrays;
    for (const disputed of [false, true]) {
      for (let at = 0; at < among.length; at += 1) {
        const one = first[at];
        const other = second[at];
        const centre = pixels[among[at]];
        if (one < 0 || other >= 0 !== disputed || centre === OFF_SHEET || centre < lowest || centre >= highest) continue;
        const ink = (faint[at] === 1 ? faintInks : inks)[Math.min(holder[one], colours.length)];
        stamp(raster, centre, left, ink, among[at] + 1);
        stamp(raster, centre, right, disputed ? inks[Math.min(holder[other], colours.length)] : ink, among[at] + 1);
      }
    }
  }
}

/** @param {import("./raster.js").Raster} raster @returns {number} */
function pixelsIn({ width, height }) {
  return width * height;
}

/**
 * @param {import("./raster.js").Raster} raster @param {number} centre @param {Int32Array} steps @param {number} ink
 * @param {number} pick
 */
function stamp({ pixels, picks }, centre, steps, ink, pick) {
  for (let at = 0; at < steps.length; at += 1) {
    pixels[centre + steps[at]] = ink;
    picks[centre + steps[at]] = pick;
  }
}
