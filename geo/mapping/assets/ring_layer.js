/**
 * The rings of the places that sources make claims about, on one sheet beneath the marks.
 */

import { NOBODY } from "./columns.js";
import { accordAt, emptyDay, holdingsOn, isStale, STATE } from "./holdings.js";
import { OFF_SHEET, pixelsOf } from "./mercator.js";
import { blendSprite, clearRaster, createRaster, pickNear } from "./raster.js";
import { RingDots } from "./ring_dots.js";
import { paintRing, PATTERNS } from "./ring_sprites.js";
import { Sheet } from "./sheet.js";
import { spriteCanvas, spriteOf } from "./sprites.js";
import { coloursOf } from "./theme.js";

/** More places than this on the sheet are drawn as dots. */
const MOST_RINGS = 500;
/** With more claims than this an arc stands for several sources that say the same. */
const MOST_ARCS = 12;
const MARGIN = 40;
/** What matters most lies on top where rings meet. */
const LAYER_OF_ACCORD = { silent: 0, single: 1, agree: 1, disagree: 2 };
/** The key of the dot of a silent place among the sprites; rings have keys from 0 on. */
const SILENT = -1;
/** From this `where_prec` on (UCDP) a place is an area. */
const AREA_PREC = 3;

/**
 * Arcs with equal holders side by side, the most told holder first; sources keep their order within.
 * @param {import("./ring_sprites.js").Arc[]} arcs
 */
function inOrderOfHolders(arcs) {
  /** @type {Map<string, number>} */
  const told = new Map();
  for (const { colour } of arcs) told.set(colour, (told.get(colour) ?? 0) + 1);
  const rank = (/** @type {import("./ring_sprites.js").Arc} */ arc) => -(told.get(arc.colour) ?? 0) + (arc.stale ? 0.5 : 0);
  return arcs.sort((a, b) => rank(a) - rank(b) || a.colour.localeCompare(b.colour));
}

/**
 * Every so-manieth of many arcs, so that shares stay what they are to a twelfth; no holder is lost.
 * @param {import("./ring_sprites.js").Arc[]} arcs in order of holders
 */
function shared(arcs) {
  if (arcs.length <= MOST_ARCS) return arcs;
  const kept = [];
  let owed = 0;
  arcs.forEach((arc, at) => {
    owed += MOST_ARCS / arcs.length;
    const begins = at === 0 || arcs[at - 1].colour !== arc.colour || arcs[at - 1].stale !== arc.stale;
    const alone = begins && (at + 1 === arcs.length || arcs[at + 1].colour !== arc.colour);
    if (owed < 1 && !alone) return;
    owed = Math.max(0, owed - 1);
    kept.push(arc);
  });
  return kept;
}

export class RingLayer {
  /**
   * @param {any} L @param {any} map @param {import("./holdings.js").Holdings} holdings @param {{pane?: string}} [options]
   */
  constructor(L, map, holdings, { pane = "dl-rings" } = {}) {
    this.canvas = spriteCanvas();
    this.takeHoldings(holdings);
    this.shown = new Uint8Array(holdings.sources.length).fill(1);
    this.sheet = new Sheet(L, map, { pane, order: 435, margin: MARGIN, readable: true, follows: true }, (view) => this.takeView(view));
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
    this.colours = coloursOf(this.holdings.holders, theme);
    this.forgetSprites();
  }

  /** @param {string[] | null} sources the ids that are visible; null: all */
  takeSources(sources) {
    const wanted = sources && new Set(sources);
    this.shown = Uint8Array.from(this.holdings.sources, ({ id }) => (wanted === null || wanted.has(id) ? 1 : 0));
  }

  forgetSprites() {
    /** @type {Map<number, import("./sprites.js").Sprite>} */
    this.sprites = new Map();
  }

  /** @param {import("./mercator.js").View} view */
  takeView(view) {
    this.view = view;
    if (!this.raster || this.raster.width !== view.width || this.raster.height !== view.height) {
      this.raster = createRaster(view.width, view.height);
    }
    const on = pixelsOf(this.holdings.points, view, this.pixels, 0);
    this.among = new Uint32Array(on);
    let at = 0;
    this.pixels.forEach((pixel, place) => {
      if (pixel !== OFF_SHEET) this.among[at++] = place;
    });
    this.forgetSprites();
    if (this.state) this.show(this.state);
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    const { raster, view, holdings, on } = this;
    if (!raster || !view || !this.theme) return;
    clearRaster(raster);
    if (this.among.length > MOST_RINGS) {
      on.placeCount = 0;
      this.dots.draw(raster, view, this, state);
      this.sheet.context.putImageData(raster.image, 0, 0);
      return;
    }
    holdingsOn(holdings, state.day, this.shown, state.carry, this.among, on);
    this.showSilent(raster, view);
    for (const layer of [0, 1, 2]) {
      for (let index = 0; index < on.placeCount; index += 1) {
        if (LAYER_OF_ACCORD[accordAt(holdings, on, index)] !== layer) continue;
        const pixel = this.pixels[on.places[index]];
        const y = Math.floor(pixel / view.width);
        blendSprite(raster, this.ringAt(index, state.place), pixel - y * view.width, y, on.places[index] + 1);
      }
    }
    this.sheet.context.putImageData(raster.image, 0, 0);
  }

  /**
   * A dot for each place that is spoken of on other days: silence is seen.
   * @param {import("./raster.js").Raster} raster @param {import("./mercator.js").View} view
   */
  showSilent(raster, view) {
    const { on, among } = this;
    const ratio = view.ratio;
    const known = this.sprites?.get(SILENT);
    const dot = known ?? spriteOf(this.canvas, Math.ceil(4 * ratio), (context) => {
      context.beginPath();
      context.arc(0, 0, 2.4 * ratio, 0, Math.PI * 2);
      context.fillStyle = this.theme?.muted ?? "";
      context.strokeStyle = this.theme?.land ?? "";
      context.lineWidth = 1.2 * ratio;
      context.stroke();
      context.fill();
    });
    this.sprites?.set(SILENT, dot);
    // Both lists stand in the order of places.
    for (let at = 0, index = 0; at < among.length; at += 1) {
      if (index < on.placeCount && on.places[index] === among[at]) {
        index += 1;
        continue;
      }
      const pixel = this.pixels[among[at]];
      const y = Math.floor(pixel / view.width);
      blendSprite(raster, dot, pixel - y * view.width, y, among[at] + 1);
    }
  }

  /** @param {number} index of the place in `on.places` @param {string | null} open @returns {import("./sprites.js").Sprite} */
  ringAt(index, open) {
    const { holdings, on } = this;
    const { holder, besieger, state } = holdings.arrays;
    const count = on.starts[index + 1] - on.starts[index];
    let high = 17;
    let low = 3;
    if (count <= MOST_ARCS) {
      for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
        const span = on.arcs[at];
        const look = holder[span] * 8 + state[span] * 2 + (isStale(holdings, span, on) ? 1 : 0);
        high = Math.imul(high ^ look, 16777619) >>> 0;
        low = (Math.imul(low, 31) + look + besieger[span] * 7) >>> 0;
      }
    } else {
      for (const { colour, pattern, stale, changing, contested, nobody } of this.arcsAt(index)) {
        const flags = (stale ? 1 : 0) + (changing ? 2 : 0) + (contested ? 4 : 0) + (nobody ? 8 : 0);
        const look = Number.parseInt(colour.slice(1), 16) * 64 + pattern * 16 + flags;
        high = Math.imul(high ^ look, 16777619) >>> 0;
        low = (Math.imul(low, 31) + look) >>> 0;
      }
      low = (low + (this.siegeAt(index) ? 77 : 0)) >>> 0;
    }
    const place = holdings.places[on.places[index]];
    const isOpen = place.id === open;
    const isArea = (place.where_prec ?? 1) >= AREA_PREC;
    const key = (high * 524288 + (low & 524287)) * 4 + (isOpen ? 1 : 0) + (isArea ? 2 : 0);
    const known = this.sprites?.get(key);
    if (known) return known;
    const sprite = this.paint(this.arcsAt(index), this.siegeAt(index), { isOpen, isArea });
    this.sprites?.set(key, sprite);
    return sprite;
  }

  /** @param {number} index @returns {import("./ring_sprites.js").Arc[]} one where all sources say the same */
  arcsAt(index) {
    const { holdings, on, colours } = this;
    const { holder, state } = holdings.arrays;
    /** @type {import("./ring_sprites.js").Arc[]} */
    const arcs = [];
    let same = true;
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      const first = on.arcs[on.starts[index]];
      same &&= holder[span] === holder[first] && state[span] === state[first];
      arcs.push({
        colour: holder[span] === NOBODY ? "" : colours?.[holder[span]] ?? "",
        pattern: holder[span] === NOBODY ? 0 : holder[span] % PATTERNS,
        stale: isStale(holdings, span, on),
        changing: state[span] === STATE.changing,
        contested: state[span] === STATE.contested,
        nobody: state[span] === STATE.nobody,
      });
    }
    for (const arc of arcs) if (arc.colour === "") arc.colour = this.theme?.nobody ?? "";
    same &&= arcs.every((arc) => arc.stale === arcs[0].stale);
    return same ? arcs.slice(0, 1) : shared(inOrderOfHolders(arcs));
  }

  /** @param {number} index @returns {string | null} the colour of who besieges it, by a live claim */
  siegeAt(index) {
    const { holdings, on, colours, theme } = this;
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const besieger = holdings.arrays.besieger[on.arcs[at]];
      if (besieger !== NOBODY && !isStale(holdings, on.arcs[at], on)) return colours?.[besieger] ?? theme?.ink ?? null;
    }
    return null;
  }

  /**
   * @param {import("./ring_sprites.js").Arc[]} arcs @param {string | null} siege
   * @param {{isOpen: boolean, isArea: boolean}} look an area's ring is small and thin: it marks no point
   * @returns {import("./sprites.js").Sprite}
   */
  paint(arcs, siege, { isOpen, isArea }) {
    const theme = /** @type {import("./theme.js").Theme} */ (this.theme);
    const { ratio, zoom } = /** @type {import("./mercator.js").View} */ (this.view);
    const crowd = (this.among.length > 150 ? 0.72 : zoom < 6 ? 0.85 : 1) * (isArea ? 0.8 : 1);
    const r = (arcs.length > 1 ? 9.4 : 7) * crowd;
    const width = (arcs.length > 1 ? 5 : 4.6) * crowd * (isArea ? 0.6 : 1);
    return spriteOf(this.canvas, Math.ceil((r + width + 6) * ratio), (context) => {
      context.scale(ratio, ratio);
      if (isOpen) {
        context.beginPath();
        context.arc(0, 0, r + width + 2.4, 0, Math.PI * 2);
        context.strokeStyle = theme.accent;
        context.lineWidth = 2;
        context.stroke();
      }
      paintRing(context, arcs, { r, width, theme, siege });
    });
  }

  /**
   * The place whose ring is at a point of the map.
   * @param {number} x CSS pixels @param {number} y @param {number} slop
   * @returns {number} -1 for none
   */
  pickAt(x, y, slop) {
    if (!this.raster || !this.view) return -1;
    const { ratio, margin } = this.view;
    return pickNear(this.raster, Math.round((x + margin) * ratio), Math.round((y + margin) * ratio), Math.round(slop * ratio));
  }

  remove() {
    this.sheet.remove();
  }
}
