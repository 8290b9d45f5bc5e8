/**
 * Two maps moved and zoomed as one, each with its own sources: side by side, or one over the other with a swipe line.
 * To the page it is one view.
 */

import { contradictionStarts } from "./contradictions.js";
import { element, segments } from "./dom.js";
import { keepInStep } from "./in_step.js";
import { MapView } from "./map_view.js";
import { SwipeLine } from "./swipe_line.js";

/**
 * @typedef {Object} Comparison
 * @property {{name: string, sources: string[]}} left @property {{name: string, sources: string[]}} right
 * @property {"side" | "swipe"} view
 * @property {number} swipe 0..1: where the line stands
 */

/** @param {Comparison} comparison @returns {string[]} the sources of both sets, each once */
export function sourcesCompared({ left, right }) {
  return [...new Set([...left.sources, ...right.sources])];
}

/**
 * The codes of the rows of some sources; 0 for the others.
 * @param {Uint16Array} codes @param {ArrayLike<number>} sourceOfRow @param {Uint8Array} wanted by source
 * @returns {Uint16Array}
 */
export function codesOfSources(codes, sourceOfRow, wanted) {
  const mine = new Uint16Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) if (wanted[sourceOfRow[row]] === 1) mine[row] = codes[row];
  return mine;
}

export class ComparedViews {
  /**
   * @param {any} L @param {any} map the left one, in its place on the stage
   * @param {ConstructorParameters<typeof MapView>[2] & {events: import("./columns.js").Columns}} data
   * @param {Comparison} comparison @param {(changes: Partial<Comparison>) => void} onChange
   */
  constructor(L, map, data, comparison, onChange) {
    this.comparison = comparison;
    this.onChange = onChange;
    this.events = data.events;
    const container = map.getContainer();
    this.stage = /** @type {HTMLElement} */ (container.parentElement);
    const other = element("div.dl-map.dl-map-right");
    container.classList.add("dl-map", "dl-map-left");
    container.after(other);
    const { zoomControl, attributionControl, ...options } = map.options;
    const twin = L.map(other, { ...options, zoomControl: false, attributionControl: false });
    twin.setView(map.getCenter(), map.getZoom(), { animate: false });
    // Zoom buttons and attribution belong to both maps, so they stand over both.
    this.stage.append(container.querySelector(".leaflet-control-container"));
    this.maps = [map, twin];
    this.parts = this.maps.map((one) => new MapView(L, one, { ...data, keyframes: null }));
    this.names = [element("span.dl-side.dl-side-left", { dir: "auto" }), element("span.dl-side.dl-side-right", { dir: "auto" })];
    this.line = new SwipeLine(this.stage, (swipe) => this.change({ swipe }));
    this.layout = segments(
      "Layout", [{ value: "side", label: "Two maps", title: "Two maps beside each other" }, { value: "swipe", label: "Swipe", title: "One map with a line to pull" }],
      (view) => this.change({ view: /** @type {any} */ (view) }),
    );
    this.layout.element.classList.add("dl-layout");
    this.stage.append(...this.names, this.line.element, this.layout.element);
    keepInStep(/** @type {[any, any]} */ (this.maps));
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(this.stage);
    this.arrange();
  }

  /** @param {Partial<Comparison>} changes made by the user on the stage */
  change(changes) {
    this.takeComparison(changes);
    this.onChange(changes);
  }

  /** @param {Partial<Comparison>} changes other sets, another arrangement */
  takeComparison(changes) {
    this.comparison = { ...this.comparison, ...changes };
    this.arrange();
  }

  arrange() {
    const { view, swipe, left, right } = this.comparison;
    const turned = this.stage.dataset.compare !== view;
    this.stage.dataset.compare = view;
    this.stage.style.setProperty("--swipe", `${(swipe * 100).toFixed(2)}%`);
    this.line.show(swipe, { left: left.name, right: right.name });
    this.line.element.hidden = view !== "swipe";
    this.layout.choose(view);
    for (const [at, { name }] of [left, right].entries()) {
      this.names[at].textContent = name;
      this.names[at].title = name;
    }
    if (turned) this.keepCentre();
  }

  /** The maps have another size now; what was in their middle stays there. */
  keepCentre() {
    const [map] = this.maps;
    const centre = map.getCenter();
    for (const one of this.maps) one.invalidateSize({ pan: false });
    map.setView(centre, map.getZoom(), { animate: false });
  }

  /**
   * The days on which the two sets begin to differ about a place.
   * @param {number} carry days after which a claim is stale @returns {{day: number, place: number}[]}
   */
  disagreementStarts(carry) {
    const [left, right] = this.parts.map((part) => part.rings.shown);
    return contradictionStarts(this.parts[0].holdings, left, right, carry);
  }

  /**
   * The sources of a side that are shown.
   * @param {"left" | "right"} side @param {string[] | null} shown
   */
  sourcesOf(side, shown) {
    const { sources } = this.comparison[side];
    return shown === null ? sources : sources.filter((id) => shown.includes(id));
  }

  /** @param {Parameters<MapView["takeLook"]>[0]} look */
  takeLook(look) {
    const all = this.events.dictionaries.sources ?? [];
    for (const [at, side] of /** @type {["left", "right"]} */ (["left", "right"]).entries()) {
      const sources = this.sourcesOf(side, look.sources);
      const wanted = Uint8Array.from(all, (/** @type {any} */ entry) => (sources.includes(entry.id) ? 1 : 0));
      const codes = codesOfSources(look.codes, this.events.arrays.source, wanted);
      this.parts[at].takeLook({ ...look, codes, sources });
    }
  }

  /** Draws for the first time. */
  async wake() {
    for (const part of this.parts) await part.wake();
  }

  /** Names, for the first time. */
  async wakeNames() {
    for (const part of this.parts) await part.wakeNames();
  }

  /** @param {import("./theme.js").Theme} theme */
  takeTheme(theme) {
    for (const part of this.parts) part.takeTheme(theme);
  }

  /** @param {import("./holdings.js").Holdings} holdings @param {string[] | null} sources */
  takeHoldings(holdings, sources) {
    this.parts[0].takeHoldings(holdings, this.sourcesOf("left", sources));
    this.parts[1].takeHoldings(holdings, this.sourcesOf("right", sources));
  }

  /** @param {import("./prepare.js").Prepared} prepared @param {import("./columns.js").Columns} events */
  takeEvents(prepared, events) {
    this.events = events;
    for (const part of this.parts) part.takeEvents(prepared, events);
  }

  /** @param {number} km */
  takeReach(km) {
    for (const part of this.parts) part.takeReach(km);
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    for (const part of this.parts) part.show(state);
  }

  /** @returns {Uint8Array} by source of the holdings: 1 where either side shows it */
  get shownSources() {
    const [left, right] = this.parts.map((part) => part.rings.shown);
    return left.map((shown, at) => shown | right[at]);
  }
}
