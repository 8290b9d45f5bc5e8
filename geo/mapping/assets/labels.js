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
 */

const MOST_CLAIMED_NAMES = 160;
const MOST_RINGS_KEPT_CLEAR = 400;
const KIND_ORDER = { claimed: 0, country: 1, town: 2, province: 3, river: 4 };

/** @param {Label[]} labels @returns {Label[]} in the order in which they claim their room */
function sortLabels(labels) {
  return [...labels].sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || b.rank - a.rank);
}

/**
 * The labels of the basemap that do not repeat a claimed place.
 * @param {Label[]} base @param {Label[]} claimed
 * @returns {Label[]}
 */
export function mergeLabels(base, claimed) {
  const taken = (/** @type {Label} */ label) => {
    if (label.kind !== "town" && label.kind !== "province") return false;
    const reach = label.kind === "town" ? 0.06 : 1;
    return claimed.some((other) => {
      if (Math.abs(other.lon - label.lon) > reach || Math.abs(other.lat - label.lat) > reach) return false;
      return label.kind === "town" || (other.area === true && other.name.startsWith(label.name));
    });
  };
  return sortLabels([...claimed, ...base.filter((label) => !taken(label))]);
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

export class LabelLayer {
  /** @param {any} L @param {any} map */
  constructor(L, map) {
    /** @type {(Label & {x: number, y: number})[]} */
    this.labels = [];
    this.sheet = new Sheet(L, map, { pane: "dl-labels", order: 446, margin: 120 }, () => this.draw());
  }

  /** @param {Label[]} labels in order of right of way @param {import("./theme.js").Theme} theme */
  take(labels, theme) {
    this.labels = labels.map((label) => ({ ...label, x: planeX(label.lon), y: planeY(label.lat) }));
    this.theme = theme;
    this.draw();
  }

  draw() {
    const { view, context } = this.sheet;
    const { theme } = this;
    if (!view || !theme) return;
    const { ratio, scale, left, top, width, height } = view;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textBaseline = "middle";
    context.lineJoin = "round";
    /** @type {number[][]} */
    const taken = [];
    const free = (/** @type {number[]} */ box) =>
      taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
    const inView = this.labels.filter((label) => label.kind === "claimed").map((label) => ({
      x: (label.x * scale + left) / ratio, y: (label.y * scale + top) / ratio,
    })).filter(({ x, y }) => x > 0 && y > 0 && x < width / ratio && y < height / ratio);
    if (inView.length <= MOST_RINGS_KEPT_CLEAR) for (const { x, y } of inView) taken.push([x - 11, y - 9, x + 11, y + 9]);
    let claimedShown = 0;
    for (const label of this.labels) {
      if (label.kind !== "claimed" && view.zoom < label.min_zoom) continue;
      const x = (label.x * scale + left) / ratio;
      const y = (label.y * scale + top) / ratio;
      if (x < 0 || y < 0 || x > width / ratio || y > height / ratio) continue;
      if (label.kind === "claimed" && claimedShown > MOST_CLAIMED_NAMES) continue;
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
      const spot = spots.find(([at, line]) => free([at - 2, line - 8, at + length + 2, line + 8]));
      if (!spot) continue;
      taken.push([spot[0] - 2, spot[1] - 8, spot[0] + length + 2, spot[1] + 8]);
      if (label.kind === "claimed") claimedShown += 1;
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
  }

  remove() {
    this.sheet.remove();
  }
}
