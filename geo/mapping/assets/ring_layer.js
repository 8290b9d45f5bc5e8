/**
 * The rings of the places that sources make claims about, on one sheet beneath the marks.
 */

import { NOBODY } from "./columns.js";
import { accordAt, answerOf, emptyDay, holdingsOn, isStale, STATE } from "./holdings.js";
import { OFF_SHEET, pixelsOf } from "./mercator.js";
import { blendSprite, clearRaster, createRaster, pickNear } from "./raster.js";
import { dotSprite, paintRing, PATTERNS } from "./ring_sprites.js";
import { Sheet } from "./sheet.js";
import { spriteOf } from "./sprites.js";
import { coloursOf } from "./theme.js";

/** More places than this on the sheet are drawn as dots. */
const MOST_RINGS = 700;
const MARGIN = 40;
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

export class RingLayer {
  /**
   * @param {any} L @param {any} map @param {import("./holdings.js").Holdings} holdings @param {{pane?: string}} [options]
   */
  constructor(L, map, holdings, { pane = "dl-rings" } = {}) {
    this.takeHoldings(holdings);
    this.shown = new Uint8Array(holdings.sources.length).fill(1);
    this.sheet = new Sheet(L, map, { pane, order: 435, margin: MARGIN, readable: true }, (view) => this.takeView(view));
  }

  /** @param {import("./holdings.js").Holdings} holdings */
  takeHoldings(holdings) {
    this.holdings = holdings;
    this.pixels = new Int32Array(holdings.places.length);
    this.on = emptyDay(holdings);
    this.shown = new Uint8Array(holdings.sources.length).fill(1);
    this.among = new Uint32Array(0);
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
    holdingsOn(holdings, state.day, this.shown, state.carry, this.among, on);
    clearRaster(raster);
    this.asDots = this.among.length > MOST_RINGS;
    for (const disputed of [false, true]) {
      for (let index = 0; index < on.placeCount; index += 1) {
        if ((accordAt(holdings, on, index) === "disagree") !== disputed) continue;
        const pixel = this.pixels[on.places[index]];
        const y = Math.floor(pixel / view.width);
        const sprite = this.asDots ? this.dotAt(index) : this.ringAt(index, state.place);
        if (sprite) blendSprite(raster, sprite, pixel - y * view.width, y, on.places[index] + 1);
      }
    }
    this.sheet.context.putImageData(raster.image, 0, 0);
  }

  /** @param {number} index of the place in `on.places` @param {string | null} open @returns {import("./sprites.js").Sprite} */
  ringAt(index, open) {
    const { holdings, on } = this;
    const { holder, besieger, state } = holdings.arrays;
    let high = 17;
    let low = 3;
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      const look = holder[span] * 8 + state[span] * 2 + (isStale(holdings, span, on) ? 1 : 0);
      high = Math.imul(high ^ look, 16777619) >>> 0;
      low = (Math.imul(low, 31) + look + besieger[span] * 7) >>> 0;
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
    return same ? arcs.slice(0, 1) : inOrderOfHolders(arcs);
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
    return spriteOf(Math.ceil((r + width + 6) * ratio), (context) => {
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

  /** @param {number} index @returns {import("./sprites.js").Sprite | null} */
  dotAt(index) {
    const { holdings, on, colours, theme, view } = this;
    const { holder } = holdings.arrays;
    let left = -1;
    let right = -1;
    let leftAnswer = -1;
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      if (isStale(holdings, span, on)) continue;
      const answer = answerOf(holdings, span);
      if (answer < 0) continue;
      if (left < 0) [left, leftAnswer] = [holder[span], answer];
      else if (right < 0 && answer !== leftAnswer) right = holder[span];
    }
    if (!theme || !view || !colours) return null;
    if (right < 0) right = left;
    const key = -2 - ((left + 1) * 65537 + right + 1);
    const known = this.sprites?.get(key);
    if (known) return known;
    const colourOf = (/** @type {number} */ of) => (of < 0 ? theme.line : colours[of] ?? theme.nobody);
    const sprite = dotSprite(colourOf(left), colourOf(right), 3.2, view.ratio, theme);
    this.sprites?.set(key, sprite);
    return sprite;
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
