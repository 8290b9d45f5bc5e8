/**
 * The events of a map as marks: which of them a day shows, drawn in one of two ways.
 *
 * Few marks are smooth and set around their places; many are bare stamps on their points. Which way is taken depends
 * on how many the present filter, view and mode can show at most, so that nothing changes its look while a user scrubs.
 *
 * In "up to" mode with many marks, what had happened by the day is kept as a picture of its own (`SettledPicture`).
 */

import { Extent } from "./extent.js";
import { OFF_SHEET, pixelsOf } from "./mercator.js";
import { taskBegan } from "./pace.js";
import { blendSprite, Picks, stampBeneath } from "./raster.js";
import { MANY_STAMPS, SettledPicture } from "./settled_picture.js";
import { spotSteps } from "./spread.js";
import { bareStamps, smoothSprites, symbolMasks } from "./sprites.js";
import { emptyFound, findInSpan, spanOfMode, startOfDay } from "./timeline.js";

const MOST_SMOOTH = 2500;
/** Half a smooth mark's width, CSS pixels. */
const SMOOTH_R_PX = 5.2;
/** So many rows teach the browser what to compile. */
const REHEARSED_ROWS = 20000;
/** How far from its place a stamp reaches at most, CSS pixels. */
const STAMP_REACH_PX = 4;
const NOT_PLANNED = -1;

export class EventLayer {
  /**
   * @param {import("./prepare.js").Prepared} prepared @param {import("./keyframes.js").Keyframes | null} keyframes
   * @param {() => void} onMore called when there is more to paint of what was shown
   */
  constructor(prepared, keyframes, onMore) {
    this.prepared = prepared;
    this.keyframes = keyframes;
    this.centres = new Int32Array(prepared.count);
    this.found = emptyFound(prepared.count);
    this.timeline = prepared.timelines.happened;
    /** @type {Uint16Array} */
    this.codes = new Uint16Array(prepared.count);
    this.settled = new SettledPicture((rows) => this.keyframes?.nearest(this.planned, rows) ?? null, onMore);
    /** The serial of the keyframes for what is drawn. */
    this.planned = NOT_PLANNED;
    this.tierKey = "";
    this.tier = "smooth";
  }

  /**
   * @param {{codes: Uint16Array, palette: string[], theme: import("./theme.js").Theme, by: "happened" | "published",
   *   peak: (state: import("./state.js").MapState) => number}} look
   *   peak: how many marks the state's mode can show at most on any day
   */
  takeLook({ codes, palette, theme, by, peak }) {
    this.codes = codes;
    this.palette = palette;
    this.theme = theme;
    this.timeline = /** @type {import("./timeline.js").Timeline} */ (this.prepared.timelines[by]);
    this.peak = peak;
    this.plan();
  }

  /** @param {import("./mercator.js").View} view */
  takeView(view) {
    taskBegan();
    this.view = view;
    const extent = new Extent(view.width, view.height);
    this.rowsOnSheet = pixelsOf(this.prepared.markPoints, view, this.centres, 8, extent);
    extent.widen(STAMP_REACH_PX * view.ratio);
    this.settled.takeView(view, extent);
    this.plan();
  }

  /** Decides how marks are drawn and forgets what was drawn so far. */
  plan() {
    this.settled.forget();
    this.tierKey = "";
    this.planned = NOT_PLANNED;
  }

  /** @param {import("./state.js").MapState} state */
  chooseTier(state) {
    const { view, theme, palette } = this;
    if (!view || !theme || !palette || !this.peak) return;
    const most = Math.min(this.peak(state), this.rowsOnSheet ?? 0);
    const size = most > 60000 ? 1.6 : most > 12000 ? 2.4 : 3.2;
    const tier = most <= MOST_SMOOTH ? "smooth" : "bare";
    const key = tier === "smooth" ? tier : `${tier} ${size} ${state.mode === "upto"}`;
    if (key === this.tierKey) return;
    this.tierKey = key;
    this.tier = tier;
    this.planned = NOT_PLANNED;
    this.settled.forget();
    if (tier === "smooth") {
      if (this.masksRatio !== view.ratio) this.masks = symbolMasks({ r: SMOOTH_R_PX, ratio: view.ratio });
      this.masksRatio = view.ratio;
      this.sprites = smoothSprites({ masks: /** @type {ReturnType<typeof symbolMasks>} */ (this.masks), palette, rim: theme.land });
      this.steps = spotSteps(view.ratio, view.zoom);
    } else {
      this.stamps = this.stampsOf({ palette, land: theme.land, r: size * view.ratio, width: view.width });
      if (state.mode === "upto" && this.keyframes) this.planned = this.keyframes.plan({
        view, centres: this.centres, codes: this.codes, timeline: this.timeline, stamps: this.stamps,
      });
    }
  }

  /**
   * Stamps of a look; those made last are kept, for a canvas takes some milliseconds to paint them and most views want the same.
   * @param {Parameters<typeof bareStamps>[0]} look
   */
  stampsOf(look) {
    const key = JSON.stringify(look);
    if (this.stampsKey !== key) this.madeStamps = bareStamps(look);
    this.stampsKey = key;
    return /** @type {import("./sprites.js").Stamps} */ (this.madeStamps);
  }

  /**
   * Finds what the state shows.
   * @param {import("./state.js").MapState} state
   */
  show(state) {
    this.state = state;
    if (!this.view || !this.theme) return;
    this.chooseTier(state);
    const [from, to] = spanOfMode(state);
    const { timeline, codes, found } = this;
    const isSettled = this.isSettled(state);
    findInSpan(timeline, from, to, codes, found, isSettled);
    if (!isSettled) return;
    const { possible, possibleCount } = found;
    this.settled.show(startOfDay(timeline, timeline.all, to + 1), { marks: this.marks(timeline.all.rows), possible, possibleCount });
  }

  /** @param {import("./state.js").MapState} state @returns {boolean} whether the settled picture is what it shows */
  isSettled(state) {
    return this.tier === "bare" && state.mode === "upto";
  }

  /** @param {import("./raster.js").Picture} picture still empty */
  paint(picture) {
    const { state, settled, found } = this;
    if (!state || !this.view || !this.theme) return;
    const { definite, definiteCount, possible, possibleCount } = found;
    if (this.isSettled(state)) {
      settled.paint(picture);
    } else if (this.tier === "smooth") {
      this.eachSmooth((sprite, x, y) => blendSprite(picture, sprite, x, y, false));
    } else {
      const seen = definiteCount > MANY_STAMPS ? settled.seen ?? null : null;
      seen?.fill(0);
      stampBeneath(picture.pixels, this.marks(definite), 0, definiteCount, false, seen);
      stampBeneath(picture.pixels, this.marks(possible), 0, possibleCount, true);
    }
  }

  /**
   * Which row is on top at each pixel of a box.
   * @param {Picks} picks still empty @returns {Picks}
   */
  fill(picks) {
    if (!this.view || !this.state) return picks;
    if (this.tier === "smooth") this.eachSmooth((sprite, x, y, pick) => picks.lay(sprite, x, y, pick));
    else for (const { rows, count } of this.runs()) picks.stamp(this.marks(rows), count, this.view.width);
    return picks;
  }

  /**
   * The rows that are shown, those that only may have happened first; codes tell which of them filters hide.
   * @returns {{rows: Uint32Array, count: number, pale: boolean}[]}
   */
  runs() {
    const { found, state, timeline } = this;
    if (!state) return [];
    const possible = { rows: found.possible, count: found.possibleCount, pale: true };
    if (!this.isSettled(state)) return [possible, { rows: found.definite, count: found.definiteCount, pale: false }];
    return [possible, { rows: timeline.all.rows, count: startOfDay(timeline, timeline.all, state.day + 1), pale: false }];
  }

  /** @param {Uint32Array} rows @returns {import("./raster.js").Marks} */
  marks(rows) {
    const stamps = /** @type {import("./sprites.js").Stamps} */ (this.stamps);
    return { rows, centres: this.centres, codes: this.codes, stamps };
  }

  /**
   * The smooth marks, the one on top last.
   * @param {(sprite: import("./sprites.js").Sprite, x: number, y: number, pick: number) => void} visit pick: row + 1
   */
  eachSmooth(visit) {
    const { view, sprites, steps, prepared, centres, codes, found } = this;
    if (!view || !sprites || !steps) return;
    const { spots } = prepared;
    for (const pale of [true, false]) {
      const rows = pale ? found.possible : found.definite;
      const count = pale ? found.possibleCount : found.definiteCount;
      for (let at = 0; at < count; at += 1) {
        const row = rows[at];
        const centre = centres[row];
        if (centre === OFF_SHEET) continue;
        const y = Math.floor(centre / view.width);
        const spot = spots[row];
        visit(sprites.of(codes[row], pale), centre - y * view.width + steps.x[spot], y + steps.y[spot], row + 1);
      }
    }
  }

  /** What a move of the map or another filter will ask for, done with some rows on paper that nobody sees. */
  rehearse() {
    const { view, timeline, prepared } = this;
    if (!view || !this.stamps) return;
    const pixels = new Uint32Array(view.width * view.height);
    const rows = Math.min(timeline.all.rows.length, REHEARSED_ROWS);
    stampBeneath(pixels, this.marks(timeline.all.rows), 0, rows, false, new Uint16Array(pixels.length));
    pixelsOf(prepared.markPoints, view, new Int32Array(rows), 8, new Extent(view.width, view.height));
  }

  /** @param {number} day @returns {boolean} whether a skip to it and back again takes no more than a step */
  maySkipTo(day) {
    const { state, timeline, planned } = this;
    if (!state || !this.settledWhole) return false;
    if (this.tier === "smooth" || state.mode !== "upto") return true;
    return [day, state.day].every((wanted) => {
      const rows = startOfDay(timeline, timeline.all, wanted + 1);
      return rows - (this.keyframes?.nearest(planned, rows)?.rows ?? 0) <= MANY_STAMPS;
    });
  }

  /**
   * Where a smooth mark stands on the sheet, in device pixels; null where it is not drawn.
   * @param {number} row @returns {{x: number, y: number} | null}
   */
  placeOnSheet(row) {
    const { view, steps, centres, found, prepared } = this;
    if (!view || !steps || centres[row] === OFF_SHEET) return null;
    const drawn = found.definite.subarray(0, found.definiteCount).includes(row) || found.possible.subarray(0, found.possibleCount).includes(row);
    if (!drawn) return null;
    const y = Math.floor(centres[row] / view.width);
    const spot = prepared.spots[row];
    return { x: centres[row] - y * view.width + steps.x[spot], y: y + steps.y[spot] };
  }

  /** @returns {boolean} whether the picture is whole */
  get settledWhole() {
    return this.settled.isWhole;
  }

  /**
   * The row on top at a point of the map, or the nearest within `slop`.
   * @param {number} x CSS pixels from the map's left edge @param {number} y @param {number} slop CSS pixels
   * @returns {number} -1 for none
   */
  pickAt(x, y, slop) {
    if (!this.view) return -1;
    const { ratio, margin } = this.view;
    const box = Picks.around(Math.round((x + margin) * ratio), Math.round((y + margin) * ratio), Math.round(slop * ratio));
    return this.fill(box).nearest();
  }

  /**
   * Calls back with every row that is shown, top first.
   * @param {(row: number) => void} visit
   */
  eachShown(visit) {
    for (const { rows, count } of this.runs().reverse()) {
      for (let at = count - 1; at >= 0; at -= 1) if (this.codes[rows[at]] !== 0) visit(rows[at]);
    }
  }

  /**
   * The rows shown whose point lies within `reach` of a row's point, that row first.
   * @param {number} row @param {number} reach CSS pixels
   * @returns {number[]}
   */
  rowsAround(row, reach) {
    const view = /** @type {import("./mercator.js").View} */ (this.view);
    const { width, ratio } = view;
    const x = this.centres[row] % width;
    const y = Math.floor(this.centres[row] / width);
    const limit = (reach * ratio) ** 2;
    const around = [row];
    this.eachShown((other) => {
      const centre = this.centres[other];
      if (centre === OFF_SHEET || other === row) return;
      const dy = Math.floor(centre / width) - y;
      const dx = (centre % width) - x;
      if (dx * dx + dy * dy <= limit) around.push(other);
    });
    return around;
  }

  remove() {
    this.settled.forget();
  }
}
