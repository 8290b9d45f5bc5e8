/**
 * What the map needs of the feed's columns before the first frame: places on the plane, days indexed, discs. Runs in a
 * worker for large feeds, for a million rows take half a second.
 */

import { spansOf } from "./columns.js";
import { tallying } from "./lane_counts.js";
import { planePoints } from "./mercator.js";
import { atOnce } from "./pace.js";
import { spotsOf } from "./spread.js";
import { buildingTimeline } from "./timeline.js";

/** From this `where_prec` on (UCDP) a row tells of an area and has no point of its own. */
const AREA_PREC = 3;
const LEAST_AREA_HECTOMETRES = 20;
/** Discs nearer to each other than this share of their radius are one. */
const SHARE_MERGED = 0.25;
/** With more discs than this they tell nothing; then their events have marks too, so that none is lost. */
const MOST_DISCS = 1500;

/**
 * @typedef {Object} Discs areas in which events lie "somewhere"
 * @property {Float32Array} lon @property {Float32Array} lat
 * @property {Uint16Array} radius hundreds of metres
 * @property {Uint32Array} rows rows of events in discs
 * @property {Uint32Array} of the disc of each of these rows
 * @property {boolean} alone whether the events in discs have no marks
 */

/**
 * @typedef {Object} Prepared
 * @property {number} count
 * @property {import("./mercator.js").PlanePoints} points every row
 * @property {import("./mercator.js").PlanePoints} markPoints rows drawn as marks; NaN for those in discs
 * @property {Uint8Array} spots
 * @property {Discs} discs
 * @property {import("./lane_counts.js").Tally} tally of all rows by the day on which they happened
 * @property {{happened: import("./timeline.js").Timeline, published: import("./timeline.js").Timeline | null}} timelines
 */

/** @param {import("./columns.js").Columns} events @returns {Discs} */
function discsOf(events) {
  const { lon, lat, radius, prec } = events.arrays;
  let count = 0;
  for (let row = 0; row < events.count; row += 1) if ((prec[row] & 15) >= AREA_PREC && lon[row] === lon[row]) count += 1;
  const rows = new Uint32Array(count);
  const of = new Uint32Array(count);
  /** @type {Map<number, number>} */
  const known = new Map();
  /** @type {number[]} */
  const first = [];
  let at = 0;
  for (let row = 0; row < events.count; row += 1) {
    if ((prec[row] & 15) < AREA_PREC || lon[row] !== lon[row]) continue;
    const reach = Math.max(radius[row], LEAST_AREA_HECTOMETRES);
    const cell = (reach / 1110) * SHARE_MERGED;
    const x = Math.round((lon[row] + 180) / cell) & 0xffff;
    const y = Math.round((lat[row] + 90) / cell) & 0xffff;
    const key = (x * 65536 + y) * 65536 + reach;
    let disc = known.get(key);
    if (disc === undefined) {
      disc = first.length;
      known.set(key, disc);
      first.push(row);
    }
    rows[at] = row;
    of[at++] = disc;
  }
  return {
    lon: Float32Array.from(first, (row) => lon[row]),
    lat: Float32Array.from(first, (row) => lat[row]),
    radius: Uint16Array.from(first, (row) => Math.max(radius[row], LEAST_AREA_HECTOMETRES)),
    rows,
    of,
    alone: first.length <= MOST_DISCS,
  };
}

/**
 * Prepares in portions, so that a page can answer between them.
 * @param {import("./columns.js").Columns} events
 * @returns {Generator<void, Prepared>}
 */
export function* preparing(events) {
  const { lon, lat } = events.arrays;
  const points = planePoints(lon, lat);
  const discs = discsOf(events);
  const markX = points.x.slice();
  if (discs.alone) for (let at = 0; at < discs.rows.length; at += 1) markX[discs.rows[at]] = NaN;
  yield;
  const spots = spotsOf(lon, lat);
  const { lo, hi } = spansOf(events, "happened");
  const happened = yield* buildingTimeline(lo, hi);
  yield;
  const tally = yield* tallying(events, happened, null);
  return {
    count: events.count, points, markPoints: { ...points, x: markX }, spots, discs, tally,
    timelines: { happened, published: null },
  };
}

/**
 * @param {import("./columns.js").Columns} events
 * @returns {Prepared}
 */
export function prepareEvents(events) {
  return atOnce(preparing(events));
}

/**
 * The index for what is asked for; that for "published" is made when it is first wanted, in portions.
 * @param {import("./columns.js").Columns} events @param {Prepared} prepared @param {"happened" | "published"} by
 * @returns {Generator<void, import("./timeline.js").Timeline>}
 */
export function* indexing(events, prepared, by) {
  if (by === "happened") return prepared.timelines.happened;
  if (prepared.timelines.published === null) {
    const { lo, hi } = spansOf(events, "published");
    prepared.timelines.published = yield* buildingTimeline(lo, hi);
  }
  return prepared.timelines.published;
}

/**
 * @param {import("./columns.js").Columns} events @param {Prepared} prepared @param {"happened" | "published"} by
 * @returns {import("./timeline.js").Timeline} of `indexing`, at once
 */
export function timelineFor(events, prepared, by) {
  return atOnce(indexing(events, prepared, by));
}
