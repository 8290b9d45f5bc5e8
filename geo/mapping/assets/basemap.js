/**
 * The vector basemap on one canvas: sea, land, provinces, borders, rivers and lakes, drawn from the feed's columns.
 */

import { breath, whenIdle } from "./pace.js";
import { Sheet } from "./sheet.js";

/** So many points tell which countries a map is about. */
const SAMPLED = 120;

/**
 * @typedef {Object} Shape one ring or line on the plane
 * @property {Float32Array} points x, y, x, y ...
 * @property {number[]} box minX, minY, maxX, maxY
 */

/** @typedef {{shapes: Shape[], box: number[]}} Feature box around all of its shapes */

/**
 * The features of each layer, from what /feed/basemap sent; shapes are views of its arrays.
 * @param {import("./columns.js").Columns} columns
 * @returns {Record<string, Feature[]>} by the layer's name
 */
export function layersOf(columns) {
  /** @type {Record<string, Feature[]>} */
  const layers = {};
  const { points, boxes, shape_starts: shapeStarts, feature_starts: featureStarts } = columns.arrays;
  const shapes = new Array(shapeStarts.length - 1);
  for (let shape = 0; shape < shapes.length; shape += 1) {
    shapes[shape] = {
      points: points.subarray(shapeStarts[shape] * 2, shapeStarts[shape + 1] * 2),
      box: [boxes[shape * 4], boxes[shape * 4 + 1], boxes[shape * 4 + 2], boxes[shape * 4 + 3]],
    };
  }
  let feature = 0;
  for (const [name, count] of columns.header.layers) {
    layers[name] = [];
    for (let at = 0; at < count; at += 1, feature += 1) {
      const own = shapes.slice(featureStarts[feature], featureStarts[feature + 1]);
      layers[name].push({ shapes: own, box: boxAround(own) });
    }
  }
  return layers;
}

/** @typedef {{columns: import("./columns.js").Columns, layers: Record<string, Feature[]>}} Read what /feed/basemap sent, ready to be drawn */

/** @param {import("./columns.js").Columns} columns @returns {Read} */
export function readBasemap(columns) {
  return { columns, layers: layersOf(columns) };
}

/** @param {Shape[]} shapes @returns {number[]} */
function boxAround(shapes) {
  const around = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of shapes) {
    around[0] = Math.min(around[0], box[0]);
    around[1] = Math.min(around[1], box[1]);
    around[2] = Math.max(around[2], box[2]);
    around[3] = Math.max(around[3], box[3]);
  }
  return around;
}

/** @param {Feature} feature @param {number} x @param {number} y on the plane @returns {boolean} */
export function featureHolds(feature, x, y) {
  const [left, top, right, bottom] = feature.box;
  if (x < left || x > right || y < top || y > bottom) return false;
  let inside = false;
  for (const { points, box } of feature.shapes) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    for (let at = 0, before = points.length - 2; at < points.length; before = at, at += 2) {
      const y1 = points[at + 1];
      const y2 = points[before + 1];
      if (y1 > y !== y2 > y && x < ((points[before] - points[at]) * (y - y1)) / (y2 - y1) + points[at]) {
        inside = !inside;
      }
    }
  }
  return inside;
}

/**
 * The countries in which a sixth or more of the points lie: the ones that the map is about.
 * @param {Feature[]} countries @param {import("./mercator.js").PlanePoints} points
 * @returns {Set<Feature>}
 */
export function countriesOf(countries, points) {
  /** @type {Map<Feature, number>} */
  const tally = new Map();
  let looked = 0;
  const stride = Math.max(1, Math.floor(points.x.length / SAMPLED));
  for (let at = 0; at < points.x.length; at += stride) {
    if (points.x[at] !== points.x[at]) continue;
    const x = points.x[at] + points.centreX;
    const y = points.y[at] + points.centreY;
    const country = countries.find((feature) => featureHolds(feature, x, y));
    looked += 1;
    if (country) tally.set(country, (tally.get(country) ?? 0) + 1);
  }
  return new Set([...tally].filter(([, count]) => count >= looked / 6).map(([country]) => country));
}

/**
 * Adds the shapes that meet the view to the context's path; points nearer than a pixel are skipped.
 * @param {CanvasRenderingContext2D} context @param {Iterable<Feature>} features
 * @param {import("./mercator.js").View} view @param {boolean} close
 */
export function traceFeatures(context, features, view, close) {
  const { scale, left, top, width, height } = view;
  for (const { shapes } of features) {
    for (const { points, box } of shapes) {
      if (box[2] * scale + left < 0 || box[0] * scale + left > width) continue;
      if (box[3] * scale + top < 0 || box[1] * scale + top > height) continue;
      if ((box[2] - box[0]) * scale < 0.8 && (box[3] - box[1]) * scale < 0.8) continue;
      let beforeX = points[0] * scale + left;
      let beforeY = points[1] * scale + top;
      context.moveTo(beforeX, beforeY);
      for (let at = 2; at < points.length; at += 2) {
        const x = points[at] * scale + left;
        const y = points[at + 1] * scale + top;
        if (Math.abs(x - beforeX) + Math.abs(y - beforeY) < 1 && at < points.length - 2) continue;
        context.lineTo(x, y);
        beforeX = x;
        beforeY = y;
      }
      if (close) context.closePath();
    }
  }
}

export class Basemap {
  /**
   * @param {any} L @param {any} map @param {Record<string, Feature[]>} layers of `layersOf`
   * @param {import("./mercator.js").PlanePoints} points of the events, to know which countries matter
   * @param {import("./sheet.js").Gate} [gate]
   */
  constructor(L, map, layers, points, gate) {
    const { countries = [], provinces = [], borders = [], disputed = [], rivers = [], lakes = [] } = layers;
    this.countries = countries;
    this.provinces = provinces;
    this.borders = borders;
    this.disputed = disputed;
    this.rivers = rivers;
    this.lakes = lakes;
    this.focus = countriesOf(this.countries, points);
    this.sheet = new Sheet(L, map, { pane: "dl-basemap", order: 210, margin: 240, lazy: true, opaque: true, gate }, () => this.draw());
  }

  /** @param {import("./theme.js").Theme} theme */
  takeTheme(theme) {
    this.theme = theme;
    this.draw();
  }

  /** Draws for the first time, no more than is seen, in portions between which the page can answer. */
  async wake() {
    const { sheet } = this;
    const { margin } = sheet;
    sheet.margin = 0;
    this.waking = true;
    sheet.reset();
    const { view } = sheet;
    sheet.margin = margin;
    this.drawGround();
    await breath();
    this.waking = false;
    // Another size meanwhile means empty paper.
    if (sheet.view !== view) return this.draw();
    this.drawLines();
    this.isCut = true;
  }

  /** The map rests: what lies beyond its edges is drawn too. */
  rest() {
    if (this.isCut) whenIdle(() => this.sheet.map._animatingZoom || this.sheet.reset());
    this.isCut = false;
  }

  draw() {
    if (this.waking) return;
    this.drawGround();
    this.drawLines();
  }

  drawGround() {
    const { theme } = this;
    const { view, context } = this.sheet;
    if (!theme || !view) return;
    context.fillStyle = theme.sea;
    context.fillRect(0, 0, view.width, view.height);
    context.lineJoin = "round";
    this.fill(this.countries.filter((country) => !this.focus.has(country)), theme.otherLand);
    this.fill(this.focus, theme.land);
  }

  /** Over the ground; then the sheet is shown. */
  drawLines() {
    const { theme } = this;
    const { view, context } = this.sheet;
    if (!theme || !view) return;
    if (view.zoom >= 4.5) this.stroke(this.provinces, theme.province, view.zoom >= 6 ? 1 : 0.6, true);
    this.fill(this.lakes, theme.sea);
    this.stroke(this.lakes, theme.river, 0.8, true);
    if (view.zoom >= 4) this.stroke(this.rivers, theme.river, view.zoom >= 7 ? 1.7 : 1.1, false);
    if (this.borders.length > 0) this.stroke(this.borders, theme.border, 1.2, false);
    else this.stroke(this.countries, theme.border, 1, true);
    context.setLineDash([4 * view.ratio, 3 * view.ratio]);
    this.stroke(this.disputed, theme.border, 1, false);
    context.setLineDash([]);
    this.sheet.turn();
  }

  /** @param {Iterable<Feature>} features @param {string} colour */
  fill(features, colour) {
    const { context, view } = this.sheet;
    context.beginPath();
    traceFeatures(context, features, /** @type {any} */ (view), true);
    context.fillStyle = colour;
    context.fill("evenodd");
  }

  /** @param {Iterable<Feature>} features @param {string} colour @param {number} width @param {boolean} close */
  stroke(features, colour, width, close) {
    const { context } = this.sheet;
    const view = /** @type {import("./mercator.js").View} */ (this.sheet.view);
    context.beginPath();
    traceFeatures(context, features, view, close);
    context.strokeStyle = colour;
    context.lineWidth = width * view.ratio;
    context.stroke();
  }

  remove() {
    this.sheet.remove();
  }
}
