/**
 * What the map needs of the feed's columns before the first frame: places on the plane, days indexed, discs. Runs in a
 * worker for large feeds, for a million rows take half a second.
 */

import { spansOf } from "./columns.js";
import { planePoints } from "./mercator.js";
import { spotsOf } from "./spread.js";
import { buildTimeline } from "./timeline.js";

/** From this `where_prec` on (UCDP) a row tells of an area and has no mark; "near a point" has a mark and a halo. */
const AREA_PREC = 3;
const NEAR_PREC = 2;
const LEAST_AREA_HECTOMETRES = 20;

/**
 * @typedef {Object} Discs areas in which events lie "somewhere"
 * @property {Float32Array} lon @property {Float32Array} lat
 * @property {Uint16Array} radius hundreds of metres
 * @property {Uint8Array} halo 1 for the surroundings of a point, whose events have marks of their own
 * @property {Uint32Array} rows rows of events in discs
 * @property {Uint32Array} of the disc of each of these rows
 */

/**
 * @typedef {Object} Prepared
 * @property {number} count
 * @property {import("./mercator.js").PlanePoints} points every row
 * @property {import("./mercator.js").PlanePoints} markPoints rows drawn as marks; NaN for those in discs
 * @property {Uint8Array} spots
 * @property {Discs} discs
 * @property {{happened: import("./timeline.js").Timeline, published: import("./timeline.js").Timeline | null}} timelines
 */

/** @param {import("./columns.js").Columns} events @returns {Discs} */
function discsOf(events) {
  const { lon, lat, radius, prec } = events.arrays;
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {number[]} */
  const rows = [];
  /** @type {number[]} */
  const of = [];
  /** @type {number[]} */
  const first = [];
  for (let row = 0; row < events.count; row += 1) {
    const where = prec[row] & 15;
    if (where < NEAR_PREC || lon[row] !== lon[row]) continue;
    if (where < AREA_PREC && radius[row] < LEAST_AREA_HECTOMETRES) continue;
    const key = `${where < AREA_PREC} ${lon[row]} ${lat[row]} ${radius[row]}`;
    let disc = known.get(key);
    if (disc === undefined) {
      disc = first.length;
      known.set(key, disc);
      first.push(row);
    }
    rows.push(row);
    of.push(disc);
  }
  return {
    lon: Float32Array.from(first, (row) => lon[row]),
    lat: Float32Array.from(first, (row) => lat[row]),
    radius: Uint16Array.from(first, (row) => Math.max(radius[row], LEAST_AREA_HECTOMETRES)),
    halo: Uint8Array.from(first, (row) => ((prec[row] & 15) < AREA_PREC ? 1 : 0)),
    rows: Uint32Array.from(rows),
    of: Uint32Array.from(of),
  };
}

/**
 * @param {import("./columns.js").Columns} events
 * @returns {Prepared}
 */
export function prepareEvents(events) {
  const { lon, lat } = events.arrays;
  const points = planePoints(lon, lat);
  const discs = discsOf(events);
  const markX = points.x.slice();
  discs.rows.forEach((row, at) => {
    if (discs.halo[discs.of[at]] === 0) markX[row] = NaN;
  });
  const { lo, hi } = spansOf(events, "happened");
  return {
    count: events.count,
    points,
    markPoints: { ...points, x: markX },
    spots: spotsOf(lon, lat),
    discs,
    timelines: { happened: buildTimeline(lo, hi), published: null },
  };
}

/**
 * The index for "published", made when it is first asked for.
 * @param {import("./columns.js").Columns} events @param {Prepared} prepared @param {"happened" | "published"} by
 * @returns {import("./timeline.js").Timeline}
 */
export function timelineFor(events, prepared, by) {
  if (by === "happened") return prepared.timelines.happened;
  if (prepared.timelines.published === null) {
    const { lo, hi } = spansOf(events, "published");
    prepared.timelines.published = buildTimeline(lo, hi);
  }
  return prepared.timelines.published;
}
