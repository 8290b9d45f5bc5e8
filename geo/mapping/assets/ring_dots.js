/**
 * Places too many to draw as rings: a dot each, of one colour or, where live claims differ, of two halves.
 */

import { pixelOver } from "./blending.js";
import { emptyLeading, firstDaysOf, leadingAnswers } from "./leading_answers.js";
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

export class RingDots {
  constructor() {
    this.found = emptyLeading(0);
  }

  /**
   * What stays from day to day: the look of a dot on this sheet, and in these colours.
   * @param {import("./mercator.js").View} view @param {import("./ring_layer.js").RingLayer} layer
   */
  prepare(view, { colours = [], theme, holdings, among }) {
    if (this.colours !== colours && theme) {
      this.colours = colours;
      const all = [...colours, theme.nobody];
      this.inks = Uint32Array.from(all, pixelOfColour);
      this.faintInks = Uint32Array.from(all, (colour) => pixelOfColour(mixColours(colour, theme.land, 0.62)));
    }
    if (this.width !== view.width || this.ratio !== view.ratio) {
      this.width = view.width;
      this.ratio = view.ratio;
      this.steps = dotSteps(RADIUS_PX * view.ratio, view.width);
    }
    if (this.holdings !== holdings) {
      this.holdings = holdings;
      this.firstDays = firstDaysOf(holdings);
    }
    if (this.found.first.length < among.length) this.found = emptyLeading(among.length);
  }

  /**
   * Draws beneath what the picture shows.
   * @param {import("./raster.js").Picture} picture @param {import("./mercator.js").View} view
   * @param {import("./ring_layer.js").RingLayer} layer @param {import("./state.js").MapState} state
   */
  draw({ width, height, signed }, view, layer, state) {
    this.prepare(view, layer);
    const { inks, faintInks, firstDays, steps } = this;
    if (!inks || !faintInks || !firstDays || !steps) return;
    const { among, holdings, shown, pixels } = layer;
    leadingAnswers(holdings, firstDays, state.day, shown, state.carry, among, this.found);
    const { first, second, faint } = this.found;
    const { left, right, reach } = steps;
    const lowest = reach * (view.width + 1);
    const highest = width * height - lowest;
    const nobody = inks.length - 1;
    const { holder } = holdings.arrays;
    for (let round = 1; round >= 0; round -= 1) {
      for (let at = among.length - 1; at >= 0; at -= 1) {
        const one = first[at];
        const other = second[at];
        const centre = pixels[among[at]];
        if (one < 0 || (other >= 0 ? 1 : 0) !== round || centre === OFF_SHEET || centre < lowest || centre >= highest) continue;
        const ink = (faint[at] === 1 ? faintInks : inks)[Math.min(holder[one], nobody)];
        stamp(signed, centre, left, ink);
        stamp(signed, centre, right, round === 1 ? inks[Math.min(holder[other], nobody)] : ink);
      }
    }
  }

  /**
   * The place whose dot is nearest to a pixel.
   * @param {import("./mercator.js").View} view @param {import("./ring_layer.js").RingLayer} layer
   * @param {number} x @param {number} y @param {number} slop beyond a dot's rim, device pixels
   * @returns {number} -1 for none
   */
  pickAt(view, { among, pixels }, x, y, slop) {
    let best = -1;
    let nearest = (RADIUS_PX * view.ratio + slop) ** 2 + 1;
    for (let at = 0; at < among.length; at += 1) {
      if (!(this.found.first[at] >= 0)) continue;
      const row = Math.floor(pixels[among[at]] / view.width);
      const dy = row - y;
      const dx = pixels[among[at]] - row * view.width - x;
      const apart = dx * dx + dy * dy;
      if (apart >= nearest) continue;
      nearest = apart;
      best = among[at];
    }
    return best;
  }
}

/** @param {Int32Array} pixels @param {number} centre @param {Int32Array} steps @param {number} ink opaque */
function stamp(pixels, centre, steps, ink) {
  for (let at = 0; at < steps.length; at += 1) {
    const above = pixels[centre + steps[at]];
    if (above >>> 24 !== 255) pixels[centre + steps[at]] = above === 0 ? ink : pixelOver(ink, above, above >>> 24);
  }
}
