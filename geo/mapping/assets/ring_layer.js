/**
 * The rings of the places that sources make claims about, beneath the marks.
 */

import { accordAt, emptyDay, holdingsOn } from "./holdings.js";
import { OFF_SHEET, pixelsOf } from "./mercator.js";
import { blendSprite, Picks } from "./raster.js";
import { RingDots } from "./ring_dots.js";
import { RingLooks } from "./ring_looks.js";
import { RingPainter } from "./ring_painter.js";
import { RingsAhead } from "./rings_ahead.js";
import { spriteCanvas, spriteOf } from "./sprites.js";

/** More places than this on the sheet are drawn as dots. */
const MOST_RINGS = 500;
/** What matters most lies on top where rings meet; beneath all a dot for each place that is spoken of on other days. */
const LAYER_OF_ACCORD = { silent: 1, single: 2, agree: 2, disagree: 3 };
const SILENT_LAYER = 0;
const LAYERS = 4;
/** The key of the dot of a silent place; those of rings are 0 or more. */
const SILENT = -1;
/** From this `where_prec` on (UCDP) a place is an area. */
const AREA_PREC = 3;
export class RingLayer {
  /** @param {import("./holdings.js").Holdings} holdings */
  constructor(holdings) {
    this.takeHoldings(holdings);
    this.ahead = new RingsAhead(this);
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
    const on = pixelsOf(this.holdings.points, view, this.pixels, 0);
    this.among = new Uint32Array(on);
    let at = 0;
    this.pixels.forEach((pixel, place) => {
      if (pixel !== OFF_SHEET) this.among[at++] = place;
    });
    /** What is drawn of each place in view, and how high it lies. @type {import("./sprites.js").Sprite[]} */
    this.sprites = new Array(on);
    this.layers = new Uint8Array(on);
  }

  /** The map rests: what is to come is prepared. */
  rest() {
    if (this.state && this.painter && this.among.length <= MOST_RINGS) this.ahead.begin(this.state);
  }

  /**
   * Finds what is said of each place in view.
   * @param {import("./state.js").MapState} state
   */
  show(state) {
    this.ahead.stop();
    this.state = state;
    const { view, holdings, on, among, layers, sprites } = this;
    if (!view || !this.theme || !layers || !sprites) return;
    on.placeCount = 0;
    on.day = state.day;
    if (among.length > MOST_RINGS) return;
    holdingsOn(holdings, state.day, this.shown, state.carry, among, on);
    const painter = this.painterNow();
    painter.tidy();
    // Both lists stand in the order of places.
    for (let at = 0, index = 0; at < among.length; at += 1) {
      if (index === on.placeCount || on.places[index] !== among[at]) {
        layers[at] = SILENT_LAYER;
        sprites[at] = this.silentDot();
        continue;
      }
      const arcs = this.looks?.take(on, index) ?? 0;
      const key = this.keyOf(on, index, arcs, state.place);
      layers[at] = LAYER_OF_ACCORD[accordAt(holdings, on, index)];
      sprites[at] = painter.sprites.get(key) ?? this.paintSprite(key, on, index, arcs, state.place);
      index += 1;
    }
  }

  /** @param {import("./raster.js").Picture} picture */
  paint(picture) {
    const { view, state } = this;
    if (!view || !state || !this.theme) return;
    if (this.among.length > MOST_RINGS) this.dots.draw(picture, view, this, state);
    else this.eachFromTop((sprite, x, y) => blendSprite(picture, sprite, x, y, true));
  }

  /** @param {(sprite: import("./sprites.js").Sprite, x: number, y: number, place: number) => void} visit */
  eachFromTop(visit) {
    const { among, pixels, layers, sprites, view } = this;
    if (!layers || !sprites || !view) return;
    for (let layer = LAYERS - 1; layer >= 0; layer -= 1) {
      for (let at = among.length - 1; at >= 0; at -= 1) {
        if (layers[at] !== layer) continue;
        const y = Math.floor(pixels[among[at]] / view.width);
        visit(sprites[at], pixels[among[at]] - y * view.width, y, among[at]);
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
    if (!this.painterNow().sprites.has(key)) this.paintSprite(key, on, index, arcs, open);
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
  paintSprite(key, on, index, arcs, open) {
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
    if (!this.view) return -1;
    const { ratio, margin } = this.view;
    const [px, py, reach] = [Math.round((x + margin) * ratio), Math.round((y + margin) * ratio), Math.round(slop * ratio)];
    if (this.among.length > MOST_RINGS) return this.dots.pickAt(this.view, this, px, py, reach);
    const picks = Picks.around(px, py, reach);
    /** @type {Parameters<typeof picks.lay>[]} */
    const all = [];
    this.eachFromTop((sprite, ringX, ringY, place) => all.push([sprite, ringX, ringY, place + 1]));
    for (const one of all.reverse()) picks.lay(...one);
    return picks.nearest();
  }

  remove() {
    this.ahead.stop();
  }
}
