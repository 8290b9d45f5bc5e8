/**
 * Discs of uncertainty: the areas in which events lie "somewhere", each drawn once with how many it holds.
 */

import { UNKNOWN_DAY } from "./dates.js";
import { circleOf, paintCircle } from "./disc_painter.js";
import { planePerMetre, planeX, planeY } from "./mercator.js";
import { lookOfCode } from "./marks.js";
import { pixelOfColour } from "./sprites.js";
import { spanOfMode } from "./timeline.js";
import { Words } from "./words.js";

const NEAR_DEGREES = 0.02;
const SHARE_WIDE = 0.3;
/** Dashes tell one circle from a line on the map; of many they would be a flicker. */
const MOST_DASHED = 16;
const MOST_FILLED = 24;
const MOST_LABELLED = 24;
/** Of many discs, how much is left of their rims, and of their insides; of very many the insides are left out. */
const LEAST_INSIDE = 0.5;
const LEAST_RIM = 0.5;
const LEAST_RADIUS_PX = 7;
const LEAST_LABELLED_PX = 16;
/** Of the letters, and how far beneath the rim they stand. */
const LABEL_PX = 11;
const RIM_PX = 1.1;
/** Device pixels; an area's edge is vaguer than that, and few radii are laid out quickly. */
const RADIUS_STEP_PX = 0.5;
const DASH = { on: 3.5, off: 3 };
/** More discs at once than this would only be a haze: then those of most reports are drawn. */
const MOST_DRAWN = 40;

export class DiscLayer {
  /** @param {import("./prepare.js").Prepared} prepared */
  constructor(prepared) {
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
    /** The circles on the sheet, CSS pixels. */
    this.circleX = new Float32Array(discs.lon.length);
    this.circleY = new Float32Array(discs.lon.length);
    this.circleR = new Float32Array(discs.lon.length);
    /** @type {Map<number, import("./disc_painter.js").Circle>} by radius; on every other zoom radii are others */
    this.circles = new Map();
    /** @type {number[]} those that can be seen in the present view, the largest first */
    this.inView = [];
    /** @type {number[]} of these those that hold something */
    this.seen = [];
    /** @type {number[]} of these those that are drawn */
    this.drawn = [];
    this.counted = new Uint32Array(discs.lon.length);
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
    /** Red, green and blue by palette index, as a pixel keeps them. */
    this.inks = Uint32Array.from(palette, (colour) => pixelOfColour(colour) & 0xffffff);
    this.theme = theme;
    const { rows } = this.discs;
    const timeline = /** @type {import("./timeline.js").Timeline} */ (this.prepared.timelines[by]);
    if (this.timeline !== timeline) {
      this.timeline = timeline;
      this.lo = new Int32Array(rows.length);
      this.hi = new Int32Array(rows.length);
      for (let at = 0; at < rows.length; at += 1) {
        this.lo[at] = timeline.lo[rows[at]];
        this.hi[at] = timeline.hi[rows[at]];
      }
    }
    // Days and codes side by side in the order of the discs' rows: a step reads all of them.
    this.rowCodes ??= new Uint16Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) this.rowCodes[at] = codes[rows[at]];
  }

  /** @param {import("./mercator.js").View} view */
  takeView(view) {
    this.view = view;
    const { scale, left, top, ratio, width, height } = view;
    for (let disc = 0; disc < this.x.length; disc += 1) {
      this.circleX[disc] = (this.x[disc] * scale + left) / ratio;
      this.circleY[disc] = (this.y[disc] * scale + top) / ratio;
      this.circleR[disc] = Math.max(LEAST_RADIUS_PX, (this.reach[disc] * scale) / ratio);
    }
    if (this.scale !== scale) this.circles.clear();
    this.scale = scale;
    this.inView = this.order.filter((disc) => this.isInView(disc, width / ratio, height / ratio));
  }

  /**
   * Finds which discs hold something.
   * @param {import("./state.js").MapState} state
   */
  show(state) {
    this.state = state;
    const { counts, tops, rowCodes, lo, hi } = this;
    const { rows, of } = this.discs;
    if (!rowCodes || !lo || !hi) return;
    const [from, to] = spanOfMode(state);
    counts.fill(0);
    for (let at = 0; at < of.length; at += 1) {
      if (lo[at] > to || hi[at] < from || rowCodes[at] === 0 || hi[at] === UNKNOWN_DAY) continue;
      counts[of[at]] += 1;
      tops[of[at]] = rows[at];
    }
    this.choose();
  }

  /** @param {import("./raster.js").Picture} picture */
  paint(picture) {
    const { inks, drawn, view } = this;
    if (!inks || !view) return;
    const { ratio } = view;
    const least = Math.min(view.width, view.height) / ratio;
    const dash = drawn.length <= MOST_DASHED ? { on: DASH.on * ratio, off: DASH.off * ratio } : null;
    const crowd = Math.max(LEAST_RIM, this.crowd());
    for (let at = drawn.length - 1; at >= 0; at -= 1) {
      const disc = drawn[at];
      const [x, y] = [Math.floor(this.circleX[disc] * ratio), Math.floor(this.circleY[disc] * ratio)];
      // A disc as large as the view tells nothing by its inside, and would tint all else.
      const wide = this.circleR[disc] > least * SHARE_WIDE;
      paintCircle(picture, this.circleOf(disc, ratio), x, y, {
        dash, colour: inks[this.colourOf(disc)], rimAlpha: (wide ? 0.4 : 0.75) * crowd,
        insideAlpha: wide ? 0 : this.strengthOf(disc) / 100,
      });
    }
  }

  /** @param {import("./raster.js").Picture} picture takes the words beside discs */
  write(picture) {
    const { drawn, view, inks, theme } = this;
    if (!view || !inks || !theme || drawn.length > MOST_LABELLED) return;
    const { ratio } = view;
    if (this.words?.ratio !== ratio) this.words = new Words(ratio, LABEL_PX);
    const halo = pixelOfColour(theme.land) & 0xffffff;
    for (const disc of drawn) {
      if (this.circleR[disc] < LEAST_LABELLED_PX) continue;
      const name = this.names?.get(disc);
      const texts = [`somewhere ${name ? `in ${name}` : "here"} · `, ...String(this.counts[disc])];
      const baseline = (this.circleY[disc] + this.circleR[disc] + LABEL_PX) * ratio;
      this.words.write(picture, texts, this.circleX[disc] * ratio, baseline, { colour: inks[this.colourOf(disc)], halo });
    }
  }

  /** @param {number} disc @param {number} width @param {number} height of the sheet, CSS pixels */
  isInView(disc, width, height) {
    const [x, y, r] = [this.circleX[disc], this.circleY[disc], this.circleR[disc]];
    return x + r > 0 && y + r > 0 && x - r < width && y - r < height && r < width * 1.5;
  }

  /** @param {number} disc @param {number} ratio */
  circleOf(disc, ratio) {
    const r = Math.round((this.circleR[disc] * ratio) / RADIUS_STEP_PX) * RADIUS_STEP_PX;
    const known = this.circles.get(r);
    if (known) return known;
    const circle = circleOf(r, RIM_PX * ratio);
    this.circles.set(r, circle);
    return circle;
  }

  /** @param {number} disc @returns {number} index into the palette */
  colourOf(disc) {
    return lookOfCode(this.codes?.[this.tops[disc]] ?? 1).colour;
  }

  /** @param {number} disc @returns {number} how strong its inside is, in hundredths */
  strengthOf(disc) {
    if (this.circleR[disc] < 14) return 30;
    if (this.drawn.length > MOST_FILLED) return 0;
    return Math.round(Math.min(16, 7 + 2 * Math.log2(1 + this.counts[disc])) * this.crowd());
  }

  /** @returns {number} how much fainter discs are for being many, so that those that overlap do not hide the map */
  crowd() {
    return Math.max(LEAST_INSIDE, Math.min(1, MOST_LABELLED / Math.max(1, this.drawn.length)));
  }

  /** Fills `drawn` with the discs that hold something just now and can be seen, the largest first. */
  choose() {
    const { counts, seen, drawn, inView } = this;
    seen.length = 0;
    for (const disc of inView) if (counts[disc] > 0) seen.push(disc);
    drawn.length = 0;
    if (seen.length <= MOST_DRAWN) {
      for (const disc of seen) drawn.push(disc);
      return;
    }
    const counted = this.counted.subarray(0, seen.length);
    for (let at = 0; at < seen.length; at += 1) counted[at] = counts[seen[at]];
    counted.sort();
    const least = counted[seen.length - MOST_DRAWN];
    let room = MOST_DRAWN;
    for (const disc of seen) if (counts[disc] > least) room -= 1;
    for (const disc of seen) {
      if (counts[disc] < least || (counts[disc] === least && (room -= 1) < 0)) continue;
      drawn.push(disc);
    }
  }

  /** @returns {number} how many discs hold something and can be seen, and are left out all the same */
  get leftOut() {
    return this.seen.length - this.drawn.length;
  }

  /**
   * The smallest disc that holds a point of the map, near its rim or its middle where it is large.
   * @param {number} x CSS pixels @param {number} y
   * @returns {number} -1 for none
   */
  pickAt(x, y) {
    const margin = this.view?.margin ?? 0;
    for (let at = this.drawn.length - 1; at >= 0; at -= 1) {
      const disc = this.drawn[at];
      if (Math.hypot(this.circleX[disc] - x - margin, this.circleY[disc] - y - margin) <= this.circleR[disc]) return disc;
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
}
