/**
 * Where the map looks first: at the view that was asked for, else at the places that are spoken of on the day.
 */

import { accordAt, emptyDay, holdingsOn, isStale } from "./holdings.js";

const SAMPLED = 1000;
const OUTERMOST_SHARE = 0.1;
/** A place that lies this many times further off than half of the others do is a far capital, not the war. */
const FAR_TIMES = 4;
const FAR_LEAST_DEGREES = 5;
/** From this `where_prec` on (UCDP) a place is an area: its ring marks no point that a map must show. */
const AREA_PREC = 3;
const CLOSEST_ZOOM = 8;
/** Room for a ring with its name, CSS pixels. */
const RING_PX = 26;
/** What stands along the edges, CSS pixels: buttons above and on the left, the legend's two lines and the small print. */
const EDGES = { wide: { top: 52, side: 54, bottom: 82, panel: 228 }, narrow: { top: 54, side: 10, bottom: 64, panel: 0 } };

/** @typedef {[[number, number], [number, number]]} Bounds south-west and north-east, latitude first */

/**
 * Bounds of all but the outermost tenth of the points on each side: a report from a far capital moves no map.
 * @param {ArrayLike<number>} lons @param {ArrayLike<number>} lats NaN where there is no point
 * @returns {Bounds | null} null where nothing has a point
 */
export function middleBounds(lons, lats) {
  const stride = Math.max(1, Math.floor(lons.length / SAMPLED));
  const most = Math.ceil(lons.length / stride);
  const [allX, allY] = [new Float64Array(most), new Float64Array(most)];
  let count = 0;
  for (let at = 0; at < lons.length; at += stride) {
    if (lons[at] !== lons[at]) continue;
    allX[count] = lons[at];
    allY[count] = lats[at];
    count += 1;
  }
  if (count === 0) return null;
  const x = allX.subarray(0, count).sort();
  const y = allY.subarray(0, count).sort();
  const low = Math.floor(x.length * OUTERMOST_SHARE);
  const high = x.length - 1 - low;
  return [[y[low], x[low]], [y[high], x[high]]];
}

/** @param {number[]} values @returns {number} */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * @param {{lon: number, lat: number}[]} places
 * @returns {{lon: number, lat: number}[]} without those that lie far from all the others
 */
function together(places) {
  if (places.length < 3) return places;
  const [lon, lat] = [median(places.map((place) => place.lon)), median(places.map((place) => place.lat))];
  const apart = places.map((place) => Math.hypot(place.lon - lon, place.lat - lat));
  const far = Math.max(FAR_LEAST_DEGREES, FAR_TIMES * median(apart));
  return places.filter((_, at) => apart[at] <= far);
}

/** @param {Bounds | null} bounds @param {{lon: number, lat: number}[]} places @returns {Bounds | null} with them inside */
function widened(bounds, places) {
  let wide = bounds;
  for (const { lon, lat } of places) {
    const [[south, west], [north, east]] = wide ?? [[lat, lon], [lat, lon]];
    wide = [[Math.min(south, lat), Math.min(west, lon)], [Math.max(north, lat), Math.max(east, lon)]];
  }
  return wide;
}

/**
 * Bounds of the places with a live claim on the day: all that are disputed or open, and the others but for far ones.
 * @param {import("./holdings.js").Holdings} holdings @param {Uint8Array} shown by source
 * @param {import("./state.js").MapState} state
 * @returns {Bounds | null} null where no claim is live
 */
export function boundsOfDay(holdings, shown, { day, carry, place: open }) {
  const on = emptyDay(holdings);
  holdingsOn(holdings, day, shown, carry, null, on);
  const live = [];
  const needed = [];
  for (let index = 0; index < on.placeCount; index += 1) {
    const place = holdings.places[on.places[index]];
    if (place.lon === null || place.lat === null) continue;
    const spans = on.arcs.subarray(on.starts[index], on.starts[index + 1]);
    if (place.id === open || accordAt(holdings, on, index) === "disagree") needed.push(place);
    else if ((place.where_prec ?? 1) < AREA_PREC && spans.some((span) => !isStale(holdings, span, on))) live.push(place);
  }
  return widened(null, [...together(live), ...needed]);
}

/**
 * Moves a map, where it must, until a point lies clear of what stands over it.
 * @param {any} map @param {{lat: number, lon: number}} place @param {(Element | null)[]} over legend, card, panel
 */
export function showClear(map, { lat, lon }, over) {
  const around = map.getContainer().getBoundingClientRect();
  const { top } = EDGES.wide;
  const room = { left: RING_PX, top, right: RING_PX, bottom: RING_PX };
  for (const part of over) {
    const box = part?.getBoundingClientRect();
    if (!box || box.width === 0) continue;
    // A broad one takes the lower edge; a narrow one the side it stands on.
    if (box.width > around.width * 0.6) room.bottom = Math.max(room.bottom, around.bottom - box.top + RING_PX);
    else if (box.left - around.left < around.width / 3) room.left = Math.max(room.left, box.right - around.left + RING_PX);
    else room.right = Math.max(room.right, around.right - box.left + RING_PX);
  }
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  const clear = x >= room.left && x <= around.width - room.right && y >= room.top && y <= around.height - room.bottom;
  const free = { width: around.width - room.left - room.right, height: around.height - room.top - room.bottom };
  if (clear || free.width <= 0 || free.height <= 0) return;
  // To the middle of what is free: at its edge the marks around the ring would lie under the card again.
  map.panBy([x - room.left - free.width / 2, y - room.top - free.height / 2]);
}

/**
 * @param {any} map @param {Bounds | null} bounds @param {{wide: boolean, panel: boolean}} room whether there is room on
 *   both sides, and whether the layers panel takes some
 */
export function lookAt(map, bounds, { wide, panel }) {
  if (bounds === null) {
    map.setView([25, 20], 2, { animate: false });
    return;
  }
  const { top, side, bottom, panel: panelWidth } = wide ? EDGES.wide : EDGES.narrow;
  map.fitBounds(bounds, {
    animate: false, maxZoom: CLOSEST_ZOOM, paddingTopLeft: [side + RING_PX, top + RING_PX],
    paddingBottomRight: [(panel ? panelWidth : 0) + RING_PX * 3, bottom + RING_PX],
  });
}
