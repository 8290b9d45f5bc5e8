/**
 * What the map shows, as one plain object, and who wants to know when it changes.
 *
 * Days are numbers inside and ISO dates outside (in the page's URL and in what goes to Python).
 */

import { dayFromIso, isoFromDay } from "./dates.js";

/**
 * @typedef {Object} MapState
 * @property {number} day @property {number} from @property {number} to
 * @property {"day" | "window" | "upto"} mode
 * @property {"happened" | "published"} by
 * @property {string[] | null} sources null: all of them
 * @property {string[] | null} kinds null: all of them
 * @property {"actor" | "source"} colour_by
 * @property {string | null} place the place_id that is open
 * @property {number | null} lat @property {number | null} lon @property {number | null} zoom
 * @property {number} carry days after which a claim is stale
 * @property {number} speed days a second in play
 * @property {number} minprec 1 day .. 5 year: the least precise date that still counts
 * @property {boolean} reviewed only accepted and edited events
 */

const MODES = ["day", "window", "upto"];
const DEFAULT_WINDOW_DAYS = 30;

/** @type {MapState} */
const DEFAULTS = {
  day: 0,
  from: 1 - DEFAULT_WINDOW_DAYS,
  to: 0,
  mode: "window",
  by: "happened",
  sources: null,
  kinds: null,
  colour_by: "actor",
  place: null,
  lat: null,
  lon: null,
  zoom: null,
  carry: 180,
  speed: 30,
  minprec: 5,
  reviewed: false,
};

/** @param {any} value @param {number} low @param {number} high @param {any} otherwise */
function numberBetween(value, low, high, otherwise) {
  return typeof value === "number" && value >= low && value <= high ? value : otherwise;
}

/** @param {any} value @returns {string[] | null} */
function namesOrAll(value) {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : null;
}

/**
 * A state from what came from outside; whatever is missing or wrong keeps the value of `base`.
 * @param {Record<string, any>} outside dates as ISO text
 * @param {MapState} [base]
 * @returns {MapState}
 */
export function stateFromOutside(outside, base = DEFAULTS) {
  const known = (/** @type {string} */ name) => Object.hasOwn(outside, name);
  const day = dayFromIso(outside.day) ?? base.day;
  const moved = day - base.day;
  const from = Math.min(dayFromIso(outside.from) ?? base.from + moved, day);
  const to = Math.max(dayFromIso(outside.to) ?? base.to + moved, day);
  return {
    day,
    from,
    to,
    mode: MODES.includes(outside.mode) ? outside.mode : base.mode,
    by: ["happened", "published"].includes(outside.by) ? outside.by : base.by,
    sources: known("sources") ? namesOrAll(outside.sources) : base.sources,
    kinds: known("kinds") ? namesOrAll(outside.kinds) : base.kinds,
    colour_by: ["actor", "source"].includes(outside.colour_by) ? outside.colour_by : base.colour_by,
    place: known("place") ? outside.place || null : base.place,
    lat: numberBetween(outside.lat, -90, 90, base.lat),
    lon: numberBetween(outside.lon, -540, 540, base.lon),
    zoom: numberBetween(outside.zoom, 0, 22, base.zoom),
    carry: numberBetween(outside.carry, 1, 36500, base.carry),
    speed: numberBetween(outside.speed, 0.1, 3650, base.speed),
    minprec: numberBetween(outside.minprec, 1, 5, base.minprec),
    reviewed: typeof outside.reviewed === "boolean" ? outside.reviewed : base.reviewed,
  };
}

/** @param {MapState} state @returns {Record<string, any>} dates as ISO text, numbers short */
export function stateToOutside(state) {
  const short = (/** @type {number | null} */ value, /** @type {number} */ digits) =>
    value === null ? null : Number(value.toFixed(digits));
  return {
    ...state,
    day: isoFromDay(state.day),
    from: isoFromDay(state.from),
    to: isoFromDay(state.to),
    lat: short(state.lat, 4),
    lon: short(state.lon, 4),
    zoom: short(state.zoom, 2),
  };
}

/**
 * The changes that set the day: the window moves along and keeps its width.
 * @param {MapState} state @param {number} day
 * @returns {Partial<MapState>}
 */
export function changesForDay(state, day) {
  const moved = day - state.day;
  return { day, from: state.from + moved, to: state.to + moved };
}

/**
 * The changes that set the window; the day stays in it.
 * @param {MapState} state @param {number} from @param {number} to
 * @returns {Partial<MapState>}
 */
export function changesForWindow(state, from, to) {
  const [low, high] = from <= to ? [from, to] : [to, from];
  return { from: low, to: high, day: Math.min(Math.max(state.day, low), high) };
}

/**
 * A holder of one state that tells its listeners which properties changed.
 * @param {MapState} initial
 */
export function createStore(initial) {
  let current = Object.freeze({ ...initial });
  /** @type {Set<(state: MapState, changed: Set<string>) => void>} */
  const listeners = new Set();
  return {
    /** @returns {MapState} */
    get: () => current,
    /** @param {Partial<MapState>} changes */
    set(changes) {
      const changed = new Set(
        Object.keys(changes).filter((name) => {
          const key = /** @type {keyof MapState} */ (name);
          return JSON.stringify(changes[key]) !== JSON.stringify(current[key]);
        }),
      );
      if (changed.size === 0) return;
      current = Object.freeze({ ...current, ...changes });
      for (const listener of [...listeners]) listener(current, changed);
    },
    /**
     * @param {(state: MapState, changed: Set<string>) => void} listener
     * @returns {() => void} stops listening
     */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
