/**
 * Names on the map: places that someone makes claims about first, then what the basemap names, as many as fit
 * without touching. They depend on the view alone, so they stand still while a user scrubs.
 */

import { planeX, planeY } from "./mercator.js";
import { Sheet } from "./sheet.js";

/**
 * @typedef {Object} Label
 * @property {string} name
 * @property {number} lon @property {number} lat
 * @property {"claimed" | "town" | "country" | "province" | "river"} kind
 * @property {boolean} [area] the name of a province or a country, not of a point
 * @property {number} min_zoom
 * @property {number} rank higher goes first
 * @property {boolean} [large] a claimed place that is a large town of the basemap
 * @property {Label[]} [same] the claimed places that a town is; its name is left out where one of theirs stands
 * @property {number} [x] @property {number} [y] on the plane, found when first needed
 */

const MOST_CLAIMED_NAMES = 160;
const MOST_RINGS_KEPT_CLEAR = 400;
/** Inhabitants from which on the name of a claimed town may lie on rings beside it: better than no name. */
const LARGE_TOWN = 100_000;
/** Of the sheet beyond the map, CSS pixels. */
const LABEL_MARGIN = 120;
const KM_A_DEGREE = 111.2;
const SAME_TOWN_KM = 8;
/** So near to each other two points are one town, whatever it is called. */
const SAME_SPOT_KM = 2;
/** Claimed places are looked up by the tenth of a degree in which they lie. */
const BANDS_A_DEGREE = 10;

/** @param {string} name @returns {string} what is left of a name in any spelling: its consonants, without the article */
function boneOf(name) {
  const plain = name.normalize("NFD").replace(/[\u0300-\u036f‘’ʻʼ'`]/g, "").toLowerCase();
  return plain.replace(/^a[a-z]{1,2}[ -](?=[a-z])/, "").replace(/[^a-z]|[aeiouyw]/g, "").replace(/(.)\1+/g, "$1").replace(/(?<=.)h$/, "");
}

/** @param {Label} town @param {Label} place @returns {boolean} whether a town of the basemap is this claimed place */
function isSame(town, place) {
  const apart = Math.hypot((place.lon - town.lon) * Math.cos((town.lat * Math.PI) / 180), place.lat - town.lat) * KM_A_DEGREE;
  if (apart > SAME_TOWN_KM) return false;
  return apart < SAME_SPOT_KM || boneOf(town.name).slice(0, 3) === boneOf(place.name).slice(0, 3);
}

/**
 * The labels of a map in the order in which they claim their room: places with claims first, of them the large towns
 * of the basemap before others. A town that is a claimed place keeps its own name for where the other finds no room.
 * @param {Label[]} base in that order @param {Label[]} claimed
 * @returns {Label[]}
 */
export function mergeLabels(base, claimed) {
  const provinces = claimed.filter(({ area }) => area);
  const points = claimed.filter(({ area }) => !area).map((label) => ({ ...label }));
  /** @type {Map<number, Label[]>} */
  const bands = new Map();
  for (const place of points) {
    const band = Math.floor(place.lat * BANDS_A_DEGREE);
    for (const near of [band - 1, band, band + 1]) bands.set(near, [...(bands.get(near) ?? []), place]);
  }
  const left = [];
  for (const label of base) {
    if (label.kind === "province" && provinces.some((other) => other.name.startsWith(label.name)
      && Math.abs(other.lon - label.lon) < 1 && Math.abs(other.lat - label.lat) < 1)) continue;
    if (label.kind !== "town") {
      left.push(label);
      continue;
    }
    const same = bands.get(Math.floor(label.lat * BANDS_A_DEGREE))?.filter((place) => isSame(label, place)) ?? [];
    for (const place of same) {
      place.rank += Math.log2(1 + label.rank);
      place.large ||= label.rank >= LARGE_TOWN;
    }
    left.push(same.length ? { ...label, same } : label);
  }
  return [...[...points, ...provinces].sort((a, b) => b.rank - a.rank), ...left];
}

/** @param {Label} label @param {import("./theme.js").Theme} theme */
function looksOf({ kind, area }, theme) {
  const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  switch (kind) {
    case "claimed": return { font: `${area ? "italic " : ""}500 12.5px ${family}`, colour: theme.ink, halo: 3.5, upper: false };
    case "country": return { font: `500 11px ${family}`, colour: theme.muted, halo: 0, upper: true };
    case "province": return { font: `italic 11px ${family}`, colour: theme.muted, halo: 0, upper: false };
    case "river": return { font: `italic 10.5px ${family}`, colour: theme.river, halo: 0, upper: false };
    default: return { font: `11px ${family}`, colour: theme.muted, halo: 2.5, upper: false };
  }
}

/**
 * The names of the basemap, in the order in which they claim their room.
 * @param {import("./columns.js").Columns} columns of /feed/basemap
 * @returns {Label[]}
 */
export function labelsOf({ header, arrays }) {
  const { label_lon: lon, label_lat: lat, label_kind: kind, label_min_zoom: zoom, label_rank: rank } = arrays;
  if (lon.length === 0) return [];
  return header.label_names.split("\n").map((/** @type {string} */ name, /** @type {number} */ at) => ({
    name, lon: lon[at], lat: lat[at], kind: header.label_kinds[kind[at]], min_zoom: zoom[at], rank: rank[at],
  }));
}

export class LabelLayer {
  /** @param {any} L @param {any} map @param {import("./sheet.js").Gate} [gate] */
  constructor(L, map, gate) {
    /** @type {(Label & {label: Label, x: number, y: number})[]} with the label itself, which others refer to */
    this.labels = [];
    this.sheet = new Sheet(L, map, { pane: "dl-labels", order: 446, margin: LABEL_MARGIN, lazy: true, gate }, () => this.draw());
  }

  /** @param {Label[]} labels in order of right of way @param {import("./theme.js").Theme} theme */
  take(labels, theme) {
    this.labels = labels;
    for (const label of labels) {
      label.x ??= planeX(label.lon);
      label.y ??= planeY(label.lat);
    }
    this.theme = theme;
    this.draw();
  }

  draw() {
    const { view, context } = this.sheet;
    const { theme } = this;
    if (!view || !theme) return;
    const { ratio, scale, left, top, width, height } = view;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    /** @type {number[][]} */
    const taken = [];
    /** @type {number[][]} */
    const rings = [];
    const clearOf = (/** @type {number[][]} */ others, /** @type {number[]} */ box) =>
      others.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    const inView = this.labels.filter((label) => label.kind === "claimed").map((label) => ({
      x: (label.x * scale + left) / ratio, y: (label.y * scale + top) / ratio,
    })).filter(({ x, y }) => x > 0 && y > 0 && x < width / ratio && y < height / ratio);
    if (inView.length <= MOST_RINGS_KEPT_CLEAR) for (const { x, y } of inView) rings.push([x - 11, y - 9, x + 11, y + 9]);
    /** @type {Set<Label>} */
    const named = new Set();
    for (const label of this.labels) {
      if (label.kind !== "claimed" && view.zoom < label.min_zoom) continue;
      const x = (label.x * scale + left) / ratio;
      const y = (label.y * scale + top) / ratio;
      if (x < 0 || y < 0 || x > width / ratio || y > height / ratio) continue;
      if (label.kind === "claimed" && named.size > MOST_CLAIMED_NAMES) continue;
      if (label.same?.some((place) => named.has(place))) continue;
      const looks = looksOf(label, theme);
      context.font = looks.font;
      context.letterSpacing = looks.upper ? "2px" : "0px";
      const text = looks.upper ? label.name.toUpperCase() : label.name;
      const length = context.measureText(text).width;
      const point = label.kind === "claimed" || label.kind === "town";
      const gap = label.kind === "claimed" ? 15 : 6;
      const spots = point
        ? [[x + gap, y], [x - gap - length, y], [x - length / 2, y - gap - 5], [x - length / 2, y + gap + 5]]
        : [[x - length / 2, y]];
      if (label.large) spots.push([x + 2 * gap, y], [x - 2 * gap - length, y], [x + gap, y - gap], [x - gap - length, y - gap]);
      const boxOf = (/** @type {number[]} */ [at, line]) => [at - 2, line - 8, at + length + 2, line + 8];
      const cut = (/** @type {number[]} */ [at]) => at < LABEL_MARGIN || at + length > width / ratio - LABEL_MARGIN;
      // Half a name misleads; the names of points beyond the edge are cut all the same, they come in with a pan.
      const beyond = x < LABEL_MARGIN || x > width / ratio - LABEL_MARGIN;
      const open = (point && !beyond ? spots.filter((at) => !cut(at)) : spots).filter((at) => clearOf(taken, boxOf(at)));
      const spot = open.find((at) => clearOf(rings, boxOf(at))) ?? (label.large ? open[0] : undefined);
      if (!spot) continue;
      taken.push(boxOf(spot));
      if (label.kind === "claimed") named.add(label);
      if (label.kind === "town") {
        context.fillStyle = theme.muted;
        context.beginPath();
        context.arc(x, y, 1.6, 0, Math.PI * 2);
        context.fill();
      }
      if (looks.halo > 0) {
        context.strokeStyle = theme.land;
        context.globalAlpha = 0.85;
        context.lineWidth = looks.halo;
        context.strokeText(text, spot[0], spot[1]);
        context.globalAlpha = 1;
      }
      context.fillStyle = looks.colour;
      context.fillText(text, spot[0], spot[1]);
    }
    this.sheet.turn();
  }

  remove() {
    this.sheet.remove();
  }
}
