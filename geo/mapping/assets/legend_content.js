/**
 * What the legend has to explain: a look at what the map shows just now.
 */

import { NOBODY } from "./columns.js";
import { accordAt, isStale, STATE } from "./holdings.js";
import { lookOfCode } from "./marks.js";
import { OFF_SHEET } from "./mercator.js";
import { PATTERNS } from "./ring_sprites.js";
import { spanOfMode } from "./timeline.js";

/** Rows looked at before the rest is taken to look alike. */
const MOST_LOOKED_AT = 200000;

/**
 * @param {import("./map_view.js").MapView} view @param {import("./columns.js").Columns} events
 * @param {Uint16Array} codes @param {import("./state.js").MapState} state @param {import("./theme.js").Theme} theme
 * @returns {import("./legend.js").LegendContent & {disputed: number}}
 */
export function legendContent(view, events, codes, state, theme) {
  const { rings, events: layer } = view;
  const { holdings, on } = rings;
  const { holder, state: states, besieger } = holdings.arrays;
  /** @type {Map<number, number>} */
  const holders = new Map();
  const content = { split: false, stale: false, changing: false, siege: false, disputed: 0 };
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
  /** @type {Map<number, number>} */
  const looks = new Map();
  let looked = 0;
  const [from, to] = spanOfMode(state);
  let pale = false;
  layer.eachShown((row) => {
    if (looked > MOST_LOOKED_AT || layer.centres[row] === OFF_SHEET) return;
    looked += 1;
    looks.set(codes[row], (looks.get(codes[row]) ?? 0) + 1);
    if (layer.timeline.lo[row] < from || layer.timeline.hi[row] > to) pale = true;
  });
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
      name: entries[at]?.name ?? "nobody named", colour: layer.palette?.[at] ?? theme.nobody,
    })),
    families: [...families].sort((a, b) => a - b),
    areas: false,
    reports: 0,
  };
}
