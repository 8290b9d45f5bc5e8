/**
 * Discs of uncertainty: the areas in which events lie "somewhere", each drawn once with how many it holds.
 */

import { UNKNOWN_DAY } from "./dates.js";
import { planePerMetre, planeX, planeY } from "./mercator.js";
import { lookOfCode } from "./marks.js";
import { Sheet } from "./sheet.js";
import { spanOfMode } from "./timeline.js";

const NEAR_DEGREES = 0.02;
const SHARE_WIDE = 0.3;
const MOST_DASHED = 40;
const MOST_LABELLED = 24;
const LEAST_RADIUS_PX = 7;
/** More discs at once than this would only be a haze: then those of most reports are drawn. */
const MOST_DRAWN = 150;

export class DiscLayer {
  /**
   * @param {any} L @param {any} map @param {import("./prepare.js").Prepared} prepared @param {{pane?: string}} [options]
   */
  constructor(L, map, prepared, { pane = "dl-discs" } = {}) {
    const { discs } = prepared;
    this.discs = discs;
    this.prepared = prepared;
    this.counts = new Uint32Array(discs.lon.length);
    this.tops = new Uint32Array(discs.lon.length);
    this.x = Float64Array.from(discs.lon, planeX);
    this.y = Float64Array.from(discs.lat, planeY);
    this.reach = Float64Array.from(discs.radius, (radius, at) => radius * 100 * planePerMetre(discs.lat[at]));
    /** The largest first, so that small ones lie on top. */
    this.order = [...discs.radius.keys()].sort((a, b) => discs.radius[b] - discs.radius[a]);
    /** @type {number[]} */
    this.drawn = [];
    this.sheet = new Sheet(L, map, { pane, order: 432, margin: 60, follows: true }, () => this.state && this.show(this.state));
  }

  /**
   * @param {{name: string, lon: number, lat: number}[]} areas that are known by name; discs at their points bear it
   */
  takeNames(areas) {
    /** @type {Map<number, string>} */
    this.names = new Map();
    for (let disc = 0; disc < this.discs.lon.length; disc += 1) {
      const area = areas.find((entry) => Math.abs(entry.lon - this.discs.lon[disc]) < NEAR_DEGREES
        && Math.abs(entry.lat - this.discs.lat[disc]) < NEAR_DEGREES);
      if (area) this.names.set(disc, area.name);
    }
  }

  /** @param {{codes: Uint16Array, palette: string[], theme: import("./theme.js").Theme, by: "happened" | "published"}} look */
  takeLook({ codes, palette, theme, by }) {
    this.codes = codes;
    this.palette = palette;
    this.theme = theme;
    this.timeline = this.prepared.timelines[by];
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    const { discs, counts, tops, codes, timeline } = this;
    if (!codes || !timeline) return;
    const [from, to] = spanOfMode(state);
    counts.fill(0);
    for (let at = 0; at < discs.rows.length; at += 1) {
      const row = discs.rows[at];
      if (codes[row] === 0 || timeline.lo[row] > to || timeline.hi[row] < from || timeline.hi[row] === UNKNOWN_DAY) continue;
      counts[discs.of[at]] += 1;
      tops[discs.of[at]] = row;
    }
    this.draw();
  }

  draw() {
    const { view, context } = this.sheet;
    const { theme, palette, codes, counts } = this;
    if (!view || !theme || !palette || !codes) return;
    const { ratio } = view;
    const width = view.width / ratio;
    const height = view.height / ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.drawn = this.discsToDraw(width, height);
    const dashed = this.drawn.length <= MOST_DASHED;
    context.lineWidth = 1.1;
    for (const disc of this.drawn) {
      const { x, y, r } = this.circleOf(disc);
      const colour = palette[lookOfCode(codes[this.tops[disc]]).colour];
      context.beginPath();
      context.arc(x, y, r, 0, Math.PI * 2);
      context.fillStyle = colour;
      // A disc as large as the view tells nothing by its inside, and would tint all else.
      const wide = r > Math.min(width, height) * SHARE_WIDE;
      context.globalAlpha = r < 14 ? 0.3 : Math.min(0.16, 0.07 + 0.02 * Math.log2(1 + counts[disc]));
      if (!wide) context.fill();
      context.strokeStyle = colour;
      context.globalAlpha = wide ? 0.4 : 0.75;
      context.setLineDash(dashed ? [3.5, 3] : []);
      context.stroke();
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
    if (this.drawn.length <= MOST_LABELLED) for (const disc of this.drawn) this.label(context, disc);
  }

  /**
   * The discs that hold something just now and can be seen, the largest first.
   * @param {number} width @param {number} height of the sheet, CSS pixels
   * @returns {number[]}
   */
  discsToDraw(width, height) {
    const { counts } = this;
    const seen = this.order.filter((disc) => {
      if (counts[disc] === 0) return false;
      const { x, y, r } = this.circleOf(disc);
      return x + r > 0 && y + r > 0 && x - r < width && y - r < height && r < width * 1.5;
    });
    if (seen.length <= MOST_DRAWN) return seen;
    const least = seen.map((disc) => counts[disc]).sort((a, b) => b - a)[MOST_DRAWN];
    return seen.filter((disc) => counts[disc] > least).slice(0, MOST_DRAWN);
  }

  /** @param {CanvasRenderingContext2D} context @param {number} disc */
  label(context, disc) {
    const { x, y, r } = this.circleOf(disc);
    if (r < 16) return;
    const { theme, palette, codes } = this;
    const name = this.names?.get(disc);
    const text = `somewhere ${name ? `in ${name}` : "here"} · ${this.counts[disc]}`;
    context.font = "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
    context.textAlign = "center";
    context.lineJoin = "round";
    context.strokeStyle = theme?.land ?? "";
    context.lineWidth = 3;
    context.strokeText(text, x, y + r + 11);
    context.fillStyle = palette?.[lookOfCode(codes?.[this.tops[disc]] ?? 1).colour] ?? "";
    context.fillText(text, x, y + r + 11);
  }

  /** @param {number} disc @returns {{x: number, y: number, r: number}} CSS pixels on the sheet */
  circleOf(disc) {
    const { scale, left, top, ratio } = /** @type {import("./mercator.js").View} */ (this.sheet.view);
    return {
      x: (this.x[disc] * scale + left) / ratio,
      y: (this.y[disc] * scale + top) / ratio,
      r: Math.max(LEAST_RADIUS_PX, (this.reach[disc] * scale) / ratio),
    };
  }

  /**
   * The smallest disc that holds a point of the map, near its rim or its middle where it is large.
   * @param {number} x CSS pixels @param {number} y
   * @returns {number} -1 for none
   */
  pickAt(x, y) {
    const margin = this.sheet.view?.margin ?? 0;
    for (let at = this.drawn.length - 1; at >= 0; at -= 1) {
      const circle = this.circleOf(this.drawn[at]);
      if (Math.hypot(circle.x - x - margin, circle.y - y - margin) <= circle.r) return this.drawn[at];
    }
    return -1;
  }

  /** @param {number} disc @returns {number[]} the rows shown in it */
  rowsIn(disc) {
    const { discs, codes, timeline, state } = this;
    if (!codes || !timeline || !state) return [];
    const [from, to] = spanOfMode(state);
    const rows = [];
    for (let at = 0; at < discs.rows.length; at += 1) {
      const row = discs.rows[at];
      if (discs.of[at] !== disc || codes[row] === 0 || timeline.lo[row] > to || timeline.hi[row] < from) continue;
      if (timeline.hi[row] === UNKNOWN_DAY) continue;
      rows.push(row);
    }
    return rows.reverse();
  }

  remove() {
    this.sheet.remove();
  }
}
