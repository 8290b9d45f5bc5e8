/**
 * The map's plane: EPSG:3857 scaled to 0..1, kept as 32-bit numbers around a centre so that they stay exact to
 * a fraction of a pixel at every zoom.
 */

/** @param {number} lon degrees @returns {number} 0..1 */
export function planeX(lon) {
  return lon / 360 + 0.5;
}

/** @param {number} lat degrees, cut at Mercator's edge @returns {number} 0..1, southwards */
export function planeY(lat) {
  const sine = Math.sin((Math.max(-85.0511287, Math.min(85.0511287, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** @param {number} lat @returns {number} how much of the plane one metre takes there */
export function planePerMetre(lat) {
  return 1 / (40075016.686 * Math.cos((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180));
}

/**
 * @typedef {Object} PlanePoints
 * @property {Float32Array} x offsets from `centreX`; NaN where there is no point
 * @property {Float32Array} y
 * @property {number} centreX @property {number} centreY
 */

/**
 * Points on the plane.
 * @param {ArrayLike<number>} lon @param {ArrayLike<number>} lat
 * @returns {PlanePoints}
 */
export function planePoints(lon, lat) {
  let sumX = 0;
  let sumY = 0;
  let placed = 0;
  const x = new Float32Array(lon.length);
  const y = new Float32Array(lon.length);
  for (let at = 0; at < lon.length; at += 97) {
    if (lon[at] !== lon[at]) continue;
    sumX += planeX(lon[at]);
    sumY += planeY(lat[at]);
    placed += 1;
  }
  const centreX = placed ? sumX / placed : 0.5;
  const centreY = placed ? sumY / placed : 0.5;
  for (let at = 0; at < lon.length; at += 1) {
    x[at] = planeX(lon[at]) - centreX;
    y[at] = planeY(lat[at]) - centreY;
  }
  return { x, y, centreX, centreY };
}

/**
 * @typedef {Object} View a sheet's picture of the plane; all lengths in device pixels
 * @property {number} width @property {number} height
 * @property {number} ratio device pixels to a CSS pixel
 * @property {number} scale device pixels over the whole plane
 * @property {number} left the plane's left edge, from the sheet's left edge (negative when zoomed in)
 * @property {number} top
 * @property {number} zoom
 * @property {number} margin CSS pixels that the sheet reaches beyond the map on each side
 */

/** Where a sheet has no pixel for a row. */
export const OFF_SHEET = -1;

/**
 * Fills `pixels` with `y * width + x` of every point, or OFF_SHEET beyond `inset` from the sheet's edge.
 * @param {PlanePoints} points @param {View} view @param {Int32Array} pixels @param {number} inset
 * @param {import("./extent.js").Extent | null} [extent] grows to hold the lines of the sheet on which they lie
 * @returns {number} how many lie on the sheet
 */
export function pixelsOf(points, view, pixels, inset, extent = null) {
  const { x, y, centreX, centreY } = points;
  const { width, height, scale } = view;
  const left = centreX * scale + view.left;
  const top = centreY * scale + view.top;
  const right = width - inset;
  const bottom = height - inset;
  let on = 0;
  let least = width * height;
  let most = -1;
  for (let at = 0; at < pixels.length; at += 1) {
    const px = x[at] * scale + left;
    const py = y[at] * scale + top;
    // Written so that NaN falls through to OFF_SHEET.
    if (px >= inset && px < right && py >= inset && py < bottom) {
      const pixel = Math.imul(py, width) + (px | 0);
      pixels[at] = pixel;
      on += 1;
      if (pixel < least) least = pixel;
      if (pixel > most) most = pixel;
    } else {
      pixels[at] = OFF_SHEET;
    }
  }
  if (on > 0) extent?.take(0, Math.floor(least / width), width, Math.floor(most / width) + 1);
  return on;
}
