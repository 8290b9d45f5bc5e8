/**
 * What the other side of a comparison says of the place under the pointer, and where that place is: a ring around it
 * and a small card beside it. The place that is open has a ring on both maps.
 */

import { Tooltip } from "./cards.js";
import { placeOf, pointOf, tipFor } from "./reports.js";

const RING_PX = 34;
const OPEN = "open";

/** A ring around one point of one map; the map itself keeps it in its place. */
class Ring {
  /** @param {any} L @param {any} map @param {string} [look] */
  constructor(L, map, look = "") {
    this.map = map;
    const icon = L.divIcon({ className: `dl-echo ${look && `dl-echo-${look}`}`, iconSize: [RING_PX, RING_PX] });
    this.marker = L.marker([0, 0], { icon, interactive: false, keyboard: false });
  }

  /** @param {{lon: number, lat: number}} point */
  show({ lon, lat }) {
    this.marker.setLatLng([lat, lon]);
    this.marker.addTo(this.map);
  }

  hide() {
    this.marker.remove();
  }
}

/**
 * @typedef {Object} Across what the other side says, and where on its map, CSS pixels
 * @property {import("./map_view.js").MapView} other @property {import("./cards.js").Tip} tip
 * @property {number} x @property {number} y
 * @property {string[] | null} names of this side and of the other, where both maps lie over each other
 */

/**
 * One small card for two maps that lie over each other.
 * @param {import("./cards.js").Tip} here @param {import("./cards.js").Tip} across @param {string[]} names of the sides
 * @returns {import("./cards.js").Tip}
 */
export function onBothSides(here, across, [name, nameAcross]) {
  const said = across.lines.length ? across.lines : [{ text: across.title }];
  return {
    title: here.title,
    lines: [{ text: name, tone: "side" }, ...here.lines, { text: nameAcross, tone: "side" }, ...said],
  };
}

export class Counterpart {
  /** @param {import("./dateline_map.js").DatelineMap} app */
  constructor(app) {
    this.app = app;
    this.tooltip = new Tooltip();
    const { parts } = app.view;
    this.rings = parts.length > 1 ? parts.map(({ map }) => new Ring(app.L, map)) : [];
    this.open = parts.length > 1 ? parts.map(({ map }) => new Ring(app.L, map, OPEN)) : [];
    app.store.subscribe((state, changed) => changed.has("place") && this.markOpen(state.place));
    this.markOpen(app.store.get().place);
  }

  /** @param {string | null} id of the place that is open */
  markOpen(id) {
    const place = this.app.holdings.places.find((entry) => entry.id === id);
    for (const ring of this.open) {
      if (place && place.lat !== null && place.lon !== null) ring.show(place);
      else ring.hide();
    }
  }

  /**
   * Rings the place on the other map.
   * @param {import("./map_view.js").MapView} part whose map is pointed at
   * @param {NonNullable<import("./map_view.js").Under>} under
   * @returns {Across | null} null where there is no other side
   */
  find(part, under) {
    const { app } = this;
    const at = app.view.parts.findIndex((one) => one !== part);
    if (at < 0) return null;
    const other = app.view.parts[at];
    const point = pointOf(app.scene(part), under);
    this.rings[at].show(point);
    this.rings[1 - at].hide();
    const { x, y } = other.map.latLngToContainerPoint([point.lat, point.lon]);
    const place = placeOf(app.scene(part), under);
    const there = place >= 0 ? /** @type {const} */ ({ kind: "place", place }) : other.under(x, y);
    const tip = there ? tipFor(app.scene(other), there) : { title: "Nothing reported here", lines: [] };
    const { view, left, right } = /** @type {import("./compared_views.js").Comparison} */ (app.comparison);
    const names = at === 1 ? [left.name, right.name] : [right.name, left.name];
    return { other, tip, x, y, names: view === "swipe" ? names : null };
  }

  hide() {
    this.tooltip.hide();
    for (const ring of this.rings) ring.hide();
  }
}
