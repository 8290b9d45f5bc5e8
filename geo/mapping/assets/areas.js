/**
 * The areas layer: the surroundings of places shaded by who is said to hold them. Each place has its Voronoi cell, cut
 * at a radius and at the borders of the countries the map is about. It is drawn from reports, not surveyed, and where
 * nobody says anything of a place there is nothing.
 */

import { traceFeatures } from "./basemap.js";
import { answerOf, holdingsOn, isStale } from "./holdings.js";
import { planePerMetre } from "./mercator.js";
import { Sheet } from "./sheet.js";

/** Sides of the polygon that stands for the circle at which a cell is cut. */
const CIRCLE_SIDES = 36;
const MOST_CELLS = 2500;
const AREA_PREC = 3;

/**
 * The part of a convex polygon nearer to `x, y` than to `otherX, otherY`.
 * @param {number[]} polygon x, y, x, y ... @param {number} x @param {number} y @param {number} otherX @param {number} otherY
 * @returns {number[]}
 */
export function nearerHalf(polygon, x, y, otherX, otherY) {
  const normalX = otherX - x;
  const normalY = otherY - y;
  const limit = (otherX * otherX + otherY * otherY - x * x - y * y) / 2;
  /** @type {number[]} */
  const kept = [];
  for (let at = 0; at < polygon.length; at += 2) {
    const ax = polygon[at];
    const ay = polygon[at + 1];
    const bx = polygon[(at + 2) % polygon.length];
    const by = polygon[(at + 3) % polygon.length];
    const a = ax * normalX + ay * normalY - limit;
    const b = bx * normalX + by * normalY - limit;
    if (a <= 0) kept.push(ax, ay);
    if (a < 0 !== b < 0 && a !== b) {
      const share = a / (a - b);
      kept.push(ax + (bx - ax) * share, ay + (by - ay) * share);
    }
  }
  return kept;
}

/**
 * The cell of each point among the others, no larger than its own circle.
 * @param {{x: number, y: number, reach: number}[]} points
 * @returns {number[][]} polygons x, y, x, y ...
 */
export function voronoiCells(points) {
  const widest = points.reduce((most, { reach }) => Math.max(most, reach), 0);
  const cell = widest * 2 || 1;
  /** @type {Map<string, number[]>} */
  const grid = new Map();
  points.forEach(({ x, y }, at) => {
    const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
    const list = grid.get(key);
    if (list) list.push(at);
    else grid.set(key, [at]);
  });
  return points.map(({ x, y, reach }, at) => {
    /** @type {number[]} */
    let polygon = [];
    for (let side = 0; side < CIRCLE_SIDES; side += 1) {
      const angle = (side / CIRCLE_SIDES) * Math.PI * 2;
      polygon.push(x + Math.cos(angle) * reach, y + Math.sin(angle) * reach);
    }
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const other of grid.get(`${Math.floor(x / cell) + dx} ${Math.floor(y / cell) + dy}`) ?? []) {
          const { x: otherX, y: otherY } = points[other];
          if (other === at || (otherX === x && otherY === y)) continue;
          if (Math.hypot(otherX - x, otherY - y) < reach * 2) polygon = nearerHalf(polygon, x, y, otherX, otherY);
        }
      }
    }
    return polygon;
  });
}

export class AreaLayer {
  /**
   * @param {any} L @param {any} map @param {import("./basemap.js").Basemap} basemap
   * @param {import("./ring_layer.js").RingLayer} rings @param {import("./sheet.js").Gate} [gate]
   */
  constructor(L, map, basemap, rings, gate) {
    this.basemap = basemap;
    this.rings = rings;
    this.reachKm = 0;
    /** How many reports the last picture rests on. */
    this.reports = 0;
    /** @type {Map<number, number[]>} */
    this.cells = new Map();
    this.sheet = new Sheet(L, map, { pane: "dl-areas", order: 420, margin: 60, gate }, () => this.state && this.show(this.state));
  }

  /** @param {number} km 0: off */
  takeReach(km) {
    this.reachKm = km;
    this.cells.clear();
  }

  /** Forgets the cells, for other places are on the map. */
  forget() {
    this.cells.clear();
  }

  /** Cells of all places that are points: those of areas have none. */
  makeCells() {
    const { holdings } = this.rings;
    const { points } = holdings;
    /** @type {number[]} */
    const places = [];
    holdings.places.forEach((place, at) => {
      if (place.lon !== null && place.lat !== null && (place.where_prec ?? 1) < AREA_PREC) places.push(at);
    });
    if (places.length > MOST_CELLS) {
      const spansOf = (/** @type {number} */ at) => holdings.starts[at + 1] - holdings.starts[at];
      places.sort((a, b) => spansOf(b) - spansOf(a)).splice(MOST_CELLS);
    }
    const shapes = voronoiCells(
      places.map((at) => ({
        x: points.x[at], y: points.y[at], reach: this.reachKm * 1000 * planePerMetre(holdings.places[at].lat),
      })),
    );
    places.forEach((place, at) => this.cells.set(place, shapes[at]));
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    const { view, context } = this.sheet;
    if (!view) return;
    this.reports = 0;
    // A sheet that shows nothing still costs half a millisecond a frame where there is no GPU.
    this.sheet.canvas.hidden = this.reachKm <= 0;
    if (this.reachKm <= 0 || !this.rings.colours) return;
    context.clearRect(0, 0, view.width, view.height);
    if (this.cells.size === 0) this.makeCells();
    context.save();
    if (this.basemap.focus.size > 0) {
      context.beginPath();
      traceFeatures(context, this.basemap.focus, view, true);
      context.clip("evenodd");
    }
    const { on } = this.rings;
    holdingsOn(this.rings.holdings, state.day, this.rings.shown, state.carry, this.rings.among, on);
    for (let index = 0; index < on.placeCount; index += 1) this.shade(index);
    context.restore();
  }

  /** @param {number} index of the place in the rings' day */
  shade(index) {
    const { holdings, on, colours } = this.rings;
    const cell = this.cells.get(on.places[index]);
    if (!cell || cell.length < 6 || !colours) return;
    /** @type {Map<number, {colour: string, freshest: number}>} */
    const answers = new Map();
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      const answer = answerOf(holdings, span);
      if (answer < 0 || isStale(holdings, span, on)) continue;
      const age = on.day - holdings.arrays.claim[span];
      const colour = colours[holdings.arrays.holder[span]] ?? "#888888";
      const known = answers.get(answer);
      answers.set(answer, { colour: known?.colour ?? colour, freshest: Math.min(known?.freshest ?? age, age) });
      this.reports += 1;
    }
    if (answers.size === 0) return;
    const told = [...answers.values()];
    const { context } = this.sheet;
    const view = /** @type {import("./mercator.js").View} */ (this.sheet.view);
    const left = holdings.points.centreX * view.scale + view.left;
    const top = holdings.points.centreY * view.scale + view.top;
    context.beginPath();
    for (let at = 0; at < cell.length; at += 2) context.lineTo(cell[at] * view.scale + left, cell[at + 1] * view.scale + top);
    context.closePath();
    const age = Math.min(...told.map(({ freshest }) => Math.max(0, freshest)));
    context.globalAlpha = 0.34 * (1 - 0.75 * Math.min(1, age / Math.max(1, on.carry)));
    context.fillStyle = told.length === 1 ? told[0].colour : this.hatch(told.map(({ colour }) => colour), view.ratio);
    context.fill();
  }

  /**
   * Stripes in the colours of those who are said to hold a place.
   * @param {string[]} colours @param {number} ratio
   * @returns {CanvasPattern}
   */
  hatch(colours, ratio) {
    const band = Math.round(5 * ratio);
    const size = band * colours.length;
    const tile = new OffscreenCanvas(size, size);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (tile.getContext("2d"));
    for (let y = 0; y < size; y += 1) {
      for (let x = 0; x < size; x += 1) {
        context.fillStyle = colours[Math.floor(((x + y) % size) / band)];
        context.fillRect(x, y, 1, 1);
      }
    }
    return /** @type {CanvasPattern} */ (this.sheet.context.createPattern(tile, "repeat"));
  }

  remove() {
    this.sheet.remove();
  }
}
