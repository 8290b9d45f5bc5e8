/**
 * Where the map looks first: at the view that was asked for, else at where the reports are.
 */

const SAMPLED = 4000;
const OUTERMOST_SHARE = 0.1;

/**
 * Bounds of all but the outermost tenth of the points on each side: a report from a far capital moves no map.
 * @param {ArrayLike<number>} lons @param {ArrayLike<number>} lats NaN where there is no point
 * @returns {[[number, number], [number, number]] | null} Leaflet's order; null where nothing has a point
 */
export function middleBounds(lons, lats) {
  const stride = Math.max(1, Math.floor(lons.length / SAMPLED));
  const x = [];
  const y = [];
  for (let at = 0; at < lons.length; at += stride) {
    if (lons[at] !== lons[at]) continue;
    x.push(lons[at]);
    y.push(lats[at]);
  }
  if (x.length === 0) return null;
  x.sort((a, b) => a - b);
  y.sort((a, b) => a - b);
  const low = Math.floor(x.length * OUTERMOST_SHARE);
  const high = x.length - 1 - low;
  const [dx, dy] = [(x[high] - x[low]) * 0.08, (y[high] - y[low]) * 0.08];
  return [[y[low] - dy, x[low] - dx], [y[high] + dy, x[high] + dx]];
}

/**
 * @param {any} map @param {import("./state.js").MapState} state @param {import("./columns.js").Columns} events
 * @param {{wide: boolean, panel: boolean}} room whether the legend and the layers panel take room from the map
 */
export function placeMap(map, { lat, lon, zoom }, events, { wide, panel }) {
  if (lat !== null && lon !== null && zoom !== null) {
    map.setView([lat, lon], zoom, { animate: false });
    return;
  }
  const bounds = middleBounds(events.arrays.lon, events.arrays.lat);
  if (bounds === null) {
    map.setView([25, 20], 2, { animate: false });
    return;
  }
  map.fitBounds(bounds, {
    animate: false, maxZoom: 9, paddingTopLeft: [wide ? 50 : 16, 16], paddingBottomRight: [panel ? 235 : 16, wide ? 80 : 60],
  });
}
