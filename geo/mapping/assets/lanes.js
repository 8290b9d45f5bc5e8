/**
 * The lanes: one thin line of counts a source over time, with the day and the window on it.
 *
 * The bars are drawn when filters or the time axis change; a step only moves the cursor.
 */

import { axisTicks, partsOfDay } from "./dates.js";
import { element, refill } from "./dom.js";
import { paintLanes } from "./lane_bars.js";
import { usualDays } from "./lane_counts.js";

/** Lanes get thinner, down to the least height, until all of them fit; then they scroll. CSS pixels. */
const LANE_HEIGHT = { most: 17, least: 11 };
const ROOM = { wide: 133, narrow: 92 };
const NARROW_PX = 700;
const SHORTEST_VIEW_DAYS = 14;
/** Room on the axis for the year that lies beyond an end of it. */
const BEYOND_PX = 48;

export class Lanes {
  /**
   * @param {{onDay: (day: number) => void, onWindow: (from: number, to: number) => void}} listeners
   */
  constructor({ onDay, onWindow }) {
    this.onDay = onDay;
    this.onWindow = onWindow;
    this.first = 0;
    this.last = 1;
    /** Of the plot, CSS pixels; kept, for asking the page for it in every step costs a layout. */
    this.width = 1;
    this.names = element("div.dl-lane-names");
    this.canvas = element("canvas.dl-lane-bars", { "aria-hidden": "true" });
    this.scroller = element("div.dl-lane-scroll", { onscroll: () => this.sayMore() }, this.names, this.canvas);
    this.more = element("button.dl-lanes-more", { type: "button", hidden: true, title: "Scroll through the sources", onclick: () => this.turn() });
    this.laneHeight = LANE_HEIGHT.most;
    this.window = element("div.dl-window", {}, element("i.dl-edge.dl-edge-from"), element("i.dl-edge.dl-edge-to"));
    this.cursor = element("div.dl-cursor", {
      role: "slider", tabindex: "0", "aria-label": "Day", "aria-orientation": "horizontal",
    });
    this.plot = element("div.dl-lane-plot", {}, this.window, this.cursor);
    this.axis = element("div.dl-axis", { "aria-hidden": "true" });
    this.earlier = this.beyondButton("dl-earlier");
    this.later = this.beyondButton("dl-later");
    this.element = element(
      "div.dl-lanes", {}, this.scroller, this.plot, this.more, this.axis, this.earlier, this.later,
    );
    this.listen();
    new ResizeObserver(() => this.plot.clientWidth !== this.width && this.draw()).observe(this.plot);
  }

  /**
   * Takes what lanes are to show: their names find their place, the bars come with `draw`.
   * @param {{counts: import("./lane_counts.js").LaneCounts, names: string[], colours: string[], shown: boolean[],
   *   theme: import("./theme.js").Theme}} content
   */
  name(content) {
    const before = this.content;
    this.content = content;
    const { minDay, days } = content.counts;
    if (!before || before.counts.minDay !== minDay || before.counts.days !== days) {
      const pad = Math.max(3, Math.round(days * 0.01));
      this.limits = [minDay - pad, minDay + days - 1 + pad];
      const [first, last] = usualDays(content.counts);
      const air = Math.max(3, Math.round((last - first) * 0.03));
      this.first = Math.max(first - air, this.limits[0]);
      this.last = Math.min(last + air, this.limits[1]);
    }
    this.nameLanes(content);
    if (before?.names.join() !== content.names.join()) this.scroller.scrollTop = 0;
    this.fit();
    this.width = Math.max(1, this.plot.clientWidth);
  }

  /**
   * Names stand from filter to filter: only their order changes, and which of them are off.
   * @param {{names: string[], colours: string[], shown: boolean[]}} content
   */
  nameLanes({ names, colours, shown }) {
    /** @type {Map<string, HTMLElement>} */
    const known = new Map([...this.names.children].map((child) => [child.dataset.key, child]));
    const rows = names.map((name, at) => {
      const key = `${colours[at]} ${name}`;
      const row = known.get(key) ?? element(
        "div.dl-lane-name", { title: name, "data-key": key },
        element("i.dl-swatch", { style: { background: colours[at] } }), element("span", { dir: "auto" }, name),
      );
      known.delete(key);
      row.dataset.off = String(!shown[at]);
      return row;
    });
    if (rows.length !== this.names.children.length || rows.some((row, at) => this.names.children[at] !== row)) refill(this.names, ...rows);
  }

  /** @param {string} name of its class @returns {HTMLButtonElement} says that there is time out of sight, and shows all of it */
  beyondButton(name) {
    return element(`button.dl-beyond.${name}`, {
      type: "button", hidden: true, title: "Show all of the time that reports tell of",
      onclick: () => this.limits && this.look(this.limits[0], this.limits[1]),
    });
  }

  /** Names the years that lie out of sight at either end. */
  sayBeyond() {
    const [low, high] = this.limits ?? [this.first, this.last];
    const { minDay, days } = /** @type {NonNullable<typeof this.content>} */ (this.content).counts;
    this.earlier.hidden = this.first <= low || minDay >= this.first;
    this.earlier.textContent = `◂ ${partsOfDay(minDay).year}`;
    this.later.hidden = this.last >= high || minDay + days - 1 <= this.last;
    this.later.textContent = `${partsOfDay(minDay + days - 1).year} ▸`;
  }

  /** Thin enough for all, or as thin as can be read. */
  fit() {
    const room = window.innerWidth > NARROW_PX ? ROOM.wide : ROOM.narrow;
    const count = Math.max(1, this.content?.names.length ?? 1);
    this.laneHeight = Math.min(LANE_HEIGHT.most, Math.max(LANE_HEIGHT.least, Math.floor((room / count) * 2) / 2));
    this.canvas.style.height = `${count * this.laneHeight}px`;
    this.element.style.setProperty("--lane", `${this.laneHeight}px`);
    this.element.style.setProperty("--lane-text", `${Math.min(12, Math.max(9, this.laneHeight - 1))}px`);
    this.scroller.style.maxHeight = `${Math.floor(room / this.laneHeight) * this.laneHeight}px`;
  }

  /** Says how many lanes lie out of sight. */
  sayMore() {
    const { scroller } = this;
    const below = Math.round((scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop) / this.laneHeight);
    const above = Math.round(scroller.scrollTop / this.laneHeight);
    this.more.hidden = below <= 0 && above <= 0;
    this.more.textContent = below > 0 ? `${below} more ▾` : `${above} more ▴`;
  }

  /** Brings the lanes into sight that are below, from the last ones back to the first. */
  turn() {
    const { scroller } = this;
    const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
    scroller.scrollTop = atEnd ? 0 : scroller.scrollTop + scroller.clientHeight;
  }

  /** @param {number} day @returns {number} CSS pixels from the plot's left edge */
  xOf(day) {
    return ((day - this.first + 0.5) / (this.last - this.first + 1)) * this.width;
  }

  /** @param {number} x @returns {number} */
  dayAt(x) {
    const day = Math.floor(this.first + (x / this.width) * (this.last - this.first + 1));
    return Math.min(Math.max(day, this.limits?.[0] ?? day), this.limits?.[1] ?? day);
  }

  draw() {
    const { content, canvas } = this;
    this.fit();
    this.width = Math.max(1, this.plot.clientWidth);
    if (!content || this.width === 1) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const { first, last, width, laneHeight } = this;
    const image = paintLanes(content, { first, last, width, laneHeight, ratio });
    canvas.width = image.width;
    canvas.height = image.height;
    // Handed over, as what stays the same for long is on the map (see `Sheet`).
    const paper = new OffscreenCanvas(image.width, image.height);
    const context = /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (paper.getContext("2d", { willReadFrequently: true })));
    context.putImageData(image, 0, 0);
    canvas.getContext("bitmaprenderer").transferFromImageBitmap(paper.transferToImageBitmap());
    this.sayBeyond();
    const room = [this.earlier.hidden ? 0 : BEYOND_PX, this.width - (this.later.hidden ? 26 : BEYOND_PX + 26)];
    const inRoom = (/** @type {{day: number}} */ { day }) => this.xOf(day) >= room[0] && this.xOf(day) < room[1];
    refill(
      this.axis,
      ...axisTicks(this.first, this.last, this.width).filter(inRoom).map((tick) =>
        element("span", { style: { left: `${this.xOf(tick.day)}px` }, "data-major": tick.major }, tick.label),
      ),
    );
    this.sayMore();
    if (this.state) this.show(this.state);
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    if (!this.limits) return;
    if (state.day < this.first || state.day > this.last) {
      const length = this.last - this.first;
      const first = Math.round(state.day - length / 2);
      this.look(first, first + length);
      return;
    }
    const x = this.xOf(state.day);
    this.cursor.style.transform = `translateX(${x}px)`;
    const from = state.mode === "upto" ? -4 : this.xOf(state.from) - this.dayWidth / 2;
    const to = state.mode === "upto" ? x : this.xOf(state.to) + this.dayWidth / 2;
    const left = Math.max(from, -4);
    const right = Math.min(to, this.width + 4);
    const hidden = state.mode === "day" || right < left;
    if (this.window.dataset.mode !== state.mode) this.window.dataset.mode = state.mode;
    if (this.window.hidden !== hidden) this.window.hidden = hidden;
    if (hidden) return;
    this.window.style.transform = `translateX(${left}px)`;
    this.window.style.width = `${right - left}px`;
  }

  get dayWidth() {
    return this.width / (this.last - this.first + 1);
  }

  /**
   * Shows another part of time, within what there is.
   * @param {number} first @param {number} last
   */
  look(first, last) {
    const [low, high] = this.limits ?? [first, last];
    const length = Math.min(Math.max(last - first, SHORTEST_VIEW_DAYS), high - low);
    this.first = Math.min(Math.max(Math.round(first), low), high - length);
    this.last = this.first + Math.round(length);
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  /** @param {number} factor below 1 zooms in @param {number} [x] the point that stays, CSS pixels */
  zoom(factor, x = this.state ? this.xOf(this.state.day) : this.width / 2) {
    const day = this.first + (x / this.width) * (this.last - this.first);
    this.look(day - (day - this.first) * factor, day + (this.last - day) * factor);
  }

  listen() {
    const { plot } = this;
    /** @type {Map<number, number>} */
    const pointers = new Map();
    /** @type {null | {kind: string, grab: number, from: number, to: number, apart: number}} */
    let drag = null;
    const xOf = (/** @type {PointerEvent | WheelEvent} */ event) => event.clientX - plot.getBoundingClientRect().left;
    plot.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      const x = xOf(event);
      pointers.set(event.pointerId, x);
      plot.setPointerCapture(event.pointerId);
      const state = this.state;
      if (!state) return;
      const [from, to] = [this.xOf(state.from) - this.dayWidth / 2, this.xOf(state.to) + this.dayWidth / 2];
      const slop = event.pointerType === "touch" ? 14 : 6;
      const nearCursor = Math.abs(x - this.xOf(state.day)) < slop;
      let kind = "day";
      if (state.mode === "window" && !nearCursor) {
        if (Math.abs(x - from) < slop) kind = "from";
        else if (Math.abs(x - to) < slop) kind = "to";
        else if (x > from && x < to) kind = "window";
      }
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        kind = "pinch";
        drag = { kind, grab: (a + b) / 2, from: this.first, to: this.last, apart: Math.abs(a - b) };
        return;
      }
      drag = { kind, grab: this.dayAt(x), from: state.from, to: state.to, apart: 0 };
      if (kind === "day") this.onDay(this.dayAt(x));
      this.cursor.focus({ preventScroll: true });
      event.preventDefault();
    });
    plot.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      const x = xOf(event);
      this.hint(event, x);
      if (!drag || !pointers.has(event.pointerId)) return;
      pointers.set(event.pointerId, x);
      const day = this.dayAt(x);
      const state = this.state;
      if (!state) return;
      if (drag.kind === "day") this.onDay(day);
      else if (drag.kind === "from") this.onWindow(Math.min(day, drag.to), drag.to);
      else if (drag.kind === "to") this.onWindow(drag.from, Math.max(day, drag.from));
      else if (drag.kind === "window") this.onDay(state.day + (day - drag.grab) - (state.from - drag.from));
      else if (drag.kind === "pinch" && pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        const factor = drag.apart / Math.max(20, Math.abs(a - b));
        const middle = drag.from + (drag.grab / this.width) * (drag.to - drag.from);
        this.look(middle - (middle - drag.from) * factor, middle + (drag.to - middle) * factor);
      }
    });
    const end = (/** @type {PointerEvent} */ event) => {
      pointers.delete(event.pointerId);
      drag = null;
    };
    plot.addEventListener("pointerup", end);
    plot.addEventListener("pointercancel", end);
    plot.addEventListener("dblclick", () => this.limits && this.look(this.limits[0], this.limits[1]));
    plot.addEventListener(
      "wheel",
      (/** @type {WheelEvent} */ event) => {
        event.preventDefault();
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
        if (sideways !== 0) {
          const days = (sideways / this.width) * (this.last - this.first);
          this.look(this.first + days, this.last + days);
        } else {
          this.zoom(event.deltaY < 0 ? 0.8 : 1.25, xOf(event));
        }
      },
      { passive: false },
    );
  }

  /** @param {PointerEvent} event @param {number} x */
  hint(event, x) {
    const { state } = this;
    if (!state || event.buttons !== 0) return;
    const near = (/** @type {number} */ day, /** @type {number} */ shift) =>
      Math.abs(x - this.xOf(day) - shift * this.dayWidth) < 6;
    const edge = state.mode === "window" && (near(state.from, -0.5) || near(state.to, 0.5)) && !near(state.day, 0);
    this.plot.style.cursor = edge ? "ew-resize" : "";
    const { year } = partsOfDay(this.dayAt(x));
    this.plot.dataset.year = String(year);
  }
}
