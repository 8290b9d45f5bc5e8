/**
 * Two maps moved and zoomed as one, each with its own sources: side by side, or one over the other with a swipe line.
 * To the page it is one view.
 */

import { element } from "./dom.js";
import { MapView } from "./map_view.js";

/**
 * @typedef {Object} Comparison
 * @property {{name: string, sources: string[]}} left @property {{name: string, sources: string[]}} right
 * @property {"side" | "swipe"} view
 * @property {number} swipe 0..1: where the line stands
 */

const STEP = 0.02;

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
    this.maps = [map, twin];
    this.parts = this.maps.map((one) => new MapView(L, one, { ...data, keyframes: null }));
    this.names = [element("span.dl-side.dl-side-left", { dir: "auto" }), element("span.dl-side.dl-side-right", { dir: "auto" })];
    this.line = this.makeLine();
    this.stage.append(...this.names, this.line);
    this.keepInStep();
    this.arrange();
  }

  /** Either map takes on where the other one goes. */
  keepInStep() {
    let leading = false;
    this.maps.forEach((one, at) => {
      one.on("move zoom", () => {
        if (leading) return;
        leading = true;
        this.maps[1 - at].setView(one.getCenter(), one.getZoom(), { animate: false });
        leading = false;
      });
    });
    new ResizeObserver(() => this.maps.forEach((one) => one.invalidateSize({ pan: false }))).observe(this.stage);
  }

  makeLine() {
    const line = element("div.dl-swipe", {
      role: "slider", tabindex: "0", "data-own-keys": true, "aria-label": "Swipe line", "aria-valuemin": "0", "aria-valuemax": "100",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -1, End: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        this.swipeTo(this.comparison.swipe + step);
      },
      onpointerdown: (/** @type {PointerEvent} */ event) => {
        event.stopPropagation();
        line.setPointerCapture(event.pointerId);
      },
      onpointermove: (/** @type {PointerEvent} */ event) => {
        if (!line.hasPointerCapture(event.pointerId)) return;
        const box = this.stage.getBoundingClientRect();
        this.swipeTo((event.clientX - box.left) / box.width);
      },
    });
    return line;
  }

  /** @param {number} share 0..1 of the stage's width */
  swipeTo(share) {
    const swipe = Math.min(1, Math.max(0, share));
    this.comparison = { ...this.comparison, swipe };
    this.arrange();
    this.onChange({ swipe });
  }

  /** @param {Partial<Comparison>} changes other sets, another arrangement */
  takeComparison(changes) {
    this.comparison = { ...this.comparison, ...changes };
    this.arrange();
  }

  arrange() {
    const { view, swipe, left, right } = this.comparison;
    this.stage.dataset.compare = view;
    this.stage.style.setProperty("--swipe", `${(swipe * 100).toFixed(2)}%`);
    this.line.setAttribute("aria-valuenow", String(Math.round(swipe * 100)));
    this.line.hidden = view !== "swipe";
    this.names[0].textContent = left.name;
    this.names[1].textContent = right.name;
    for (const one of this.maps) one.invalidateSize({ pan: false });
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
