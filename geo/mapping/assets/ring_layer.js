/**
 * The rings of the places that sources make claims about, on one sheet beneath the marks.
 */

import { Extent } from "./extent.js";
import { accordAt, emptyDay, holdingsOn } from "./holdings.js";
import { OFF_SHEET, pixelsOf } from "./mercator.js";
import { blendSprite, clearBox, clearRaster, createRaster, pickNear } from "./raster.js";
import { RingDots } from "./ring_dots.js";
import { RingLooks } from "./ring_looks.js";
import { RingPainter } from "./ring_painter.js";
import { RingsAhead } from "./rings_ahead.js";
import { Sheet } from "./sheet.js";
import { spriteCanvas, spriteOf } from "./sprites.js";

/** More places than this on the sheet are drawn as dots. */
const MOST_RINGS = 500;
const MARGIN = 40;
/** What matters most lies on top where rings meet; beneath all a dot for each place that is spoken of on other days. */
const LAYER_OF_ACCORD = { silent: 1, single: 2, agree: 2, disagree: 3 };
const SILENT_LAYER = 0;
const LAYERS = 4;
/** The key of the dot of a silent place; those of rings are 0 or more. */
const SILENT = -1;
/** From this `where_prec` on (UCDP) a place is an area. */
const AREA_PREC = 3;
/** When more rings than this change, the whole sheet is drawn anew. */
const MOST_PATCHES = 12;

/** @param {import("./raster.js").Box} a @param {import("./raster.js").Box} b @returns {boolean} */
function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export class RingLayer {
  /**
   * @param {any} L @param {any} map @param {import("./holdings.js").Holdings} holdings @param {{pane?: string, gate?: import("./sheet.js").Gate}} [options]
   */
  constructor(L, map, holdings, { pane = "dl-rings", gate } = {}) {
    this.takeHoldings(holdings);
    this.ahead = new RingsAhead(this);
    this.sheet = new Sheet(
      L, map, { pane, order: 435, margin: MARGIN, readable: true, follows: true, gate }, (view) => this.takeView(view),
    );
  }

  /** @param {import("./holdings.js").Holdings} holdings */
  takeHoldings(holdings) {
    this.holdings = holdings;
    this.pixels = new Int32Array(holdings.places.length);
    this.on = emptyDay(holdings);
    this.shown = new Uint8Array(holdings.sources.length).fill(1);
    this.among = new Uint32Array(0);
    this.dots = new RingDots();
    if (this.theme) this.takeTheme(this.theme);
    if (this.view) this.takeView(this.view);
  }

  /** @param {import("./theme.js").Theme} theme */
  takeTheme(theme) {
    this.theme = theme;
    this.looks = new RingLooks(this.holdings, theme);
    this.painter = undefined;
    this.drawn = false;
  }

  /** @returns {string[] | undefined} by holder */
  get colours() {
    return this.looks?.colours;
  }

  /** @param {string[] | null} sources the ids that are visible; null: all */
  takeSources(sources) {
    const wanted = sources && new Set(sources);
    this.shown = Uint8Array.from(this.holdings.sources, ({ id }) => (wanted === null || wanted.has(id) ? 1 : 0));
  }

  /** @param {import("./mercator.js").View} view */
  takeView(view) {
    if (this.view?.ratio !== view.ratio) this.painter = undefined;
    this.view = view;
    if (!this.raster || this.raster.width !== view.width || this.raster.height !== view.height) {
      this.raster = createRaster(view.width, view.height);
      /** Where rings are on the sheet, and where in the picture. */
      this.onSheet = new Extent(view.width, view.height);
      this.painted = new Extent(view.width, view.height);
    }
    const on = pixelsOf(this.holdings.points, view, this.pixels, 0);
    this.among = new Uint32Array(on);
    let at = 0;
    this.pixels.forEach((pixel, place) => {
      if (pixel !== OFF_SHEET) this.among[at++] = place;
    });
    /** What is drawn of each place in view: the key of its look, its sprite, how high it lies. */
    this.keys = new Float64Array(on);
    this.layers = new Uint8Array(on);
    /** @type {import("./sprites.js").Sprite[]} */
    this.sprites = new Array(on);
    /** How far from its middle each drawn sprite reaches. */
    this.halves = new Uint8Array(on);
    this.drawn = false;
    this.boxed = false;
    if (this.state) this.show(this.state);
  }

  /** The map rests: what is to come is prepared. */
  rest() {
    if (this.state && this.painter && this.among.length <= MOST_RINGS) this.ahead.begin(this.state);
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.ahead.stop();
    this.state = state;
    const { raster, view, holdings, on, onSheet, painted } = this;
    if (!raster || !onSheet || !painted || !view || !this.theme) return;
    if (this.among.length > MOST_RINGS) {
      on.placeCount = 0;
      on.day = state.day;
      raster.pixels.fill(0);
      this.boxed = false;
      this.drawn = false;
      this.dots.draw(raster, view, this, state);
      this.sheet.context.putImageData(raster.image, 0, 0);
      onSheet.take(0, 0, view.width, view.height);
      return;
    }
    holdingsOn(holdings, state.day, this.shown, state.carry, this.among, on);
    const patches = this.patchesFor(state);
    if (patches === null) {
      this.clearDrawn(raster);
      painted.forget();
      this.drawWithin(null);
      onSheet.turnTo(painted, this.sheet.context, raster.image);
    } else {
      for (const box of patches) {
        clearBox(raster, box);
        this.drawWithin(box);
        this.sheet.context.putImageData(raster.image, 0, 0, box.left, box.top, box.right - box.left, box.bottom - box.top);
        onSheet.take(box.left, box.top, box.right, box.bottom);
      }
    }
    this.drawn = true;
  }

  /**
   * Clears what was drawn: of few rings only their squares.
   * @param {import("./raster.js").Raster} raster
   */
  clearDrawn(raster) {
    const { among, halves } = this;
    if (!this.boxed || !halves) clearRaster(raster);
    else for (let at = 0; at < among.length; at += 1) clearBox(raster, this.boxOf(at, halves[at]));
    this.boxed = true;
  }

  /**
   * Finds what each place shows now, and where that is not what is drawn.
   * @param {import("./state.js").MapState} state
   * @returns {import("./raster.js").Box[] | null} boxes that do not meet; null: the whole sheet
   */
  patchesFor(state) {
    const { among, on } = this;
    const keys = /** @type {Float64Array} */ (this.keys);
    const layers = /** @type {Uint8Array} */ (this.layers);
    const sprites = /** @type {import("./sprites.js").Sprite[]} */ (this.sprites);
    const painter = this.painterNow();
    if (painter.tidy()) this.drawn = false;
    let count = 0;
    /** @type {import("./raster.js").Box[]} */
    const boxes = [];
    // Both lists stand in the order of places.
    for (let at = 0, index = 0; at < among.length; at += 1) {
      const told = index < on.placeCount && on.places[index] === among[at];
      const arcs = told ? this.looks?.take(on, index) ?? 0 : 0;
      const key = told ? this.keyOf(on, index, arcs, state.place) : SILENT;
      const layer = told ? LAYER_OF_ACCORD[accordAt(this.holdings, on, index)] : SILENT_LAYER;
      if (!this.drawn || key !== keys[at] || layer !== layers[at]) {
        if (this.drawn && count <= MOST_PATCHES) this.addBox(boxes, at, sprites[at].half);
        sprites[at] = told ? painter.sprites.get(key) ?? this.paint(key, on, index, arcs, state.place) : this.silentDot();
        if (this.drawn && count <= MOST_PATCHES) this.addBox(boxes, at, sprites[at].half);
        keys[at] = key;
        layers[at] = layer;
        count += 1;
      }
      if (told) index += 1;
    }
    return this.drawn && count <= MOST_PATCHES ? boxes : null;
  }

  /**
   * Adds the box of a place's sprite; boxes that meet become one.
   * @param {import("./raster.js").Box[]} boxes @param {number} at position among the places in view @param {number} half
   */
  addBox(boxes, at, half) {
    const box = this.boxOf(at, half);
    for (let other = boxes.length - 1; other >= 0; other -= 1) {
      if (!meet(box, boxes[other])) continue;
      const [met] = boxes.splice(other, 1);
      box.left = Math.min(box.left, met.left);
      box.top = Math.min(box.top, met.top);
      box.right = Math.max(box.right, met.right);
      box.bottom = Math.max(box.bottom, met.bottom);
      other = boxes.length;
    }
    boxes.push(box);
  }

  /**
   * @param {number} at position among the places in view @param {number} half
   * @returns {import("./raster.js").Box} within the sheet
   */
  boxOf(at, half) {
    const { width, height } = /** @type {import("./mercator.js").View} */ (this.view);
    const pixel = this.pixels[this.among[at]];
    const y = Math.floor(pixel / width);
    const x = pixel - y * width;
    return {
      left: Math.max(0, x - half), top: Math.max(0, y - half),
      right: Math.min(width, x + half + 1), bottom: Math.min(height, y + half + 1),
    };
  }

  /** @param {import("./raster.js").Box | null} box null: the whole sheet */
  drawWithin(box) {
    const { among, pixels, raster } = this;
    const { width } = /** @type {import("./mercator.js").View} */ (this.view);
    const layers = /** @type {Uint8Array} */ (this.layers);
    const sprites = /** @type {import("./sprites.js").Sprite[]} */ (this.sprites);
    if (!raster) return;
    for (let layer = 0; layer < LAYERS; layer += 1) {
      for (let at = 0; at < among.length; at += 1) {
        if (layers[at] !== layer) continue;
        const { half } = sprites[at];
        const y = Math.floor(pixels[among[at]] / width);
        const x = pixels[among[at]] - y * width;
        if (box && (x + half < box.left || x - half >= box.right || y + half < box.top || y - half >= box.bottom)) continue;
        if (this.halves) this.halves[at] = half;
        if (!box) this.painted?.take(x - half, y - half, x + half + 1, y + half + 1);
        blendSprite(raster, sprites[at], x, y, among[at] + 1, box);
      }
    }
  }

  painterNow() {
    const theme = /** @type {import("./theme.js").Theme} */ (this.theme);
    const { inks, patterns } = /** @type {RingLooks} */ (this.looks);
    const { ratio } = /** @type {import("./mercator.js").View} */ (this.view);
    this.painter ??= new RingPainter(ratio, { inks, land: theme.land, accent: theme.accent, patterns });
    return this.painter;
  }

  /** A dot for a place that is spoken of on other days: silence is seen. */
  silentDot() {
    const painter = this.painterNow();
    const { ratio } = /** @type {import("./mercator.js").View} */ (this.view);
    this.canvas ??= spriteCanvas();
    const dot = painter.sprites.get(SILENT) ?? spriteOf(this.canvas, Math.ceil(4 * ratio), (context) => {
      context.beginPath();
      context.arc(0, 0, 2.4 * ratio, 0, Math.PI * 2);
      context.fillStyle = this.theme?.muted ?? "";
      context.strokeStyle = this.theme?.land ?? "";
      context.lineWidth = 1.2 * ratio;
      context.stroke();
      context.fill();
    });
    painter.sprites.set(SILENT, dot);
    return dot;
  }

  /**
   * Has the ring of a place on a day painted, if it is not yet.
   * @param {import("./holdings.js").DayHoldings} on @param {number} index of the place in `on.places`
   * @param {string | null} open
   */
  makeReady(on, index, open) {
    const arcs = this.looks?.take(on, index) ?? 0;
    const key = this.keyOf(on, index, arcs, open);
    if (!this.painterNow().sprites.has(key)) this.paint(key, on, index, arcs, open);
  }

  /**
   * One number for all that a ring's look depends on.
   * @param {import("./holdings.js").DayHoldings} on @param {number} index of the place in `on.places`
   * @param {number} arcs @param {string | null} open
   */
  keyOf(on, index, arcs, open) {
    const looks = /** @type {RingLooks} */ (this.looks);
    let high = 17;
    let low = looks.siege(on, index);
    for (let at = 0; at < arcs; at += 1) {
      high = Math.imul(high ^ looks.arcs[at], 16777619) >>> 0;
      low = (Math.imul(low, 31) + looks.arcs[at]) >>> 0;
    }
    const place = this.holdings.places[on.places[index]];
    const size = (this.among.length > 150 ? 2 : (this.view?.zoom ?? 0) < 6 ? 1 : 0);
    const flags = (place.id === open ? 1 : 0) + ((place.where_prec ?? 1) >= AREA_PREC ? 2 : 0) + size * 4;
    return (high * 131072 + ((low ^ (low >>> 15)) & 131071)) * 12 + flags;
  }

  /**
   * The sprite of a ring that was not painted before; an area's is small and thin: it marks no point.
   * @param {number} key @param {import("./holdings.js").DayHoldings} on @param {number} index of the place in `on.places`
   * @param {number} arcs @param {string | null} open
   * @returns {import("./sprites.js").Sprite}
   */
  paint(key, on, index, arcs, open) {
    const looks = /** @type {RingLooks} */ (this.looks);
    const place = this.holdings.places[on.places[index]];
    const isArea = (place.where_prec ?? 1) >= AREA_PREC;
    const crowd = (this.among.length > 150 ? 0.72 : (this.view?.zoom ?? 0) < 6 ? 0.85 : 1) * (isArea ? 0.8 : 1);
    const r = (arcs > 1 ? 9.4 : 7) * crowd;
    const width = (arcs > 1 ? 5 : 4.6) * crowd * (isArea ? 0.6 : 1);
    const siege = looks.siege(on, index);
    return this.painterNow().paint(key, looks.arcs, arcs, { r, width, siege, isOpen: place.id === open });
  }

  /**
   * The place whose ring is at a point of the map.
   * @param {number} x CSS pixels @param {number} y @param {number} slop
   * @returns {number} -1 for none
   */
  pickAt(x, y, slop) {
    if (!this.raster || !this.view) return -1;
    const { ratio, margin } = this.view;
    const [px, py, reach] = [Math.round((x + margin) * ratio), Math.round((y + margin) * ratio), Math.round(slop * ratio)];
    if (this.among.length > MOST_RINGS) return this.dots.pickAt(this.view, this, px, py, reach);
    return pickNear(this.raster, px, py, reach);
  }

  remove() {
    this.ahead.stop();
    this.sheet.remove();
  }
}
