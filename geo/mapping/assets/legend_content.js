/**
 * What the legend has to explain: a look at what the map shows just now.
 */

import { NOBODY } from "./columns.js";
import { accordAt, holdingsOn, isStale, STATE } from "./holdings.js";
import { lookOfCode, MOST_COLOURS } from "./marks.js";
import { OFF_SHEET } from "./mercator.js";
import { PATTERNS } from "./ring_sprites.js";

/**
 * The looks of the marks in view, with how many there are.
 * @param {import("./event_layer.js").EventLayer} layer
 * @returns {{looks: Map<number, number>, pale: boolean}}
 */
function looksSeen(layer) {
  const { centres, codes } = layer;
  // By code: a million rows are counted in few milliseconds.
  const counts = new Uint32Array(65536);
  let palest = 0;
  for (const { rows, count, pale } of layer.runs()) {
    for (let at = 0; at < count; at += 1) {
      if (centres[rows[at]] === OFF_SHEET || codes[rows[at]] === 0) continue;
      counts[codes[rows[at]]] += 1;
      if (pale) palest += 1;
    }
  }
  /** @type {Map<number, number>} */
  const looks = new Map();
  counts.forEach((count, code) => count > 0 && looks.set(code, count));
  return { looks, pale: palest > 0 };
}

/** @typedef {import("./legend.js").LegendContent & {disputed: number}} Content */

/**
 * @param {import("./map_view.js").MapView[]} views @param {import("./columns.js").Columns} events
 * @param {import("./state.js").MapState} state @param {import("./theme.js").Theme} theme
 * @returns {Content} of all of them together
 */
export function legendContent(views, events, state, theme) {
  return views.map((view) => contentOf(view, events, state, theme)).reduce(merged);
}

/** @param {Content} one @param {Content} other @returns {Content} */
function merged(one, other) {
  const byName = (/** @type {any[]} */ entries) => [...new Map(entries.map((entry) => [entry.name, entry])).values()];
  const either = (/** @type {"split" | "stale" | "changing" | "siege" | "hollow" | "pale" | "areas"} */ name) =>
    one[name] || other[name];
  return {
    holders: byName([...one.holders, ...other.holders]),
    colours: byName([...one.colours, ...other.colours]),
    families: [...new Set([...one.families, ...other.families])].sort((a, b) => a - b),
    split: either("split"), stale: either("stale"), changing: either("changing"), siege: either("siege"),
    hollow: either("hollow"), pale: either("pale"), areas: either("areas"),
    reports: one.reports + other.reports,
    leftOut: one.leftOut + other.leftOut,
    disputed: one.disputed + other.disputed,
  };
}

/**
 * @param {import("./map_view.js").MapView} view @param {import("./columns.js").Columns} events
 * @param {import("./state.js").MapState} state @param {import("./theme.js").Theme} theme
 * @returns {Content}
 */
function contentOf(view, events, state, theme) {
  const { rings, events: layer } = view;
  const { holdings, on } = rings;
  const { holder, state: states, besieger } = holdings.arrays;
  /** @type {Map<number, number>} */
  const holders = new Map();
  const content = { split: false, stale: false, changing: false, siege: false, disputed: 0 };
  holdingsOn(holdings, state.day, rings.shown, state.carry, rings.among, on);
  for (let index = 0; index < on.placeCount; index += 1) {
    if (accordAt(holdings, on, index) === "disagree") content.disputed += 1;
    const first = on.arcs[on.starts[index]];
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const span = on.arcs[at];
      if (holder[span] !== NOBODY) holders.set(holder[span], (holders.get(holder[span]) ?? 0) + 1);
      if (holder[span] !== holder[first]) content.split = true;
      if (states[span] === STATE.changing) content.changing = true;
      if (besieger[span] !== NOBODY) content.siege = true;
      if (isStale(holdings, span, on)) content.stale = true;
    }
  }
  const { looks, pale } = looksSeen(layer);
  /** @type {Map<number, number>} */
  const colours = new Map();
  const families = new Set();
  let hollow = false;
  for (const [code, count] of looks) {
    const look = lookOfCode(code);
    colours.set(look.colour, (colours.get(look.colour) ?? 0) + count);
    families.add(look.family);
    hollow ||= look.hollow;
  }
  const entries = (state.colour_by === "source" ? events.dictionaries.sources : events.dictionaries.actors) ?? [];
  const byCount = (/** @type {Map<number, number>} */ counts) => [...counts].sort((a, b) => b[1] - a[1]).map(([at]) => at);
  return {
    ...content,
    pale,
    hollow,
    holders: byCount(holders).map((at) => ({
      name: holdings.holders[at].name, colour: rings.colours?.[at] ?? theme.nobody, pattern: at % PATTERNS,
    })),
    colours: byCount(colours).map((at) => ({
      name: at === MOST_COLOURS ? "others, or nobody named" : entries[at]?.name ?? "nobody named", colour: layer.palette?.[at] ?? theme.nobody,
    })),
    families: [...families].sort((a, b) => a - b),
    areas: view.areas.reachKm > 0,
    reports: view.areas.reports,
    leftOut: view.discs.leftOut,
  };
}
