/**
 * What lies under the pointer: the small card on hover, the larger one on a click, lists of clusters and the tray.
 */

import { Card, Tooltip } from "./cards.js";
import { Counterpart, onBothSides } from "./counterpart.js";
import { cardOfPlace, isOneEvent, listOfRows, placeOf, tipFor } from "./reports.js";
import { timelineFor } from "./prepare.js";

/** How long the pointer rests on a report before its place is asked for, in milliseconds. */
const REST_MS = 140;

/**
 * @param {Tooltip} tooltip @param {import("./map_view.js").MapView} part @param {import("./cards.js").Tip} tip
 * @param {number} x @param {number} y CSS pixels of the part's map
 */
function showOn(tooltip, part, tip, x, y) {
  const container = part.map.getContainer();
  const { offsetLeft, offsetTop, offsetParent } = container;
  const room = { x: offsetParent?.clientWidth ?? 0, y: offsetParent?.clientHeight ?? 0 };
  tooltip.show(tip, x + offsetLeft, y + offsetTop, room);
}

export class Inspector {
  /** @param {import("./dateline_map.js").DatelineMap} app */
  constructor(app) {
    this.app = app;
    this.tooltip = new Tooltip();
    this.card = new Card({
      onClose: () => app.store.set({ place: null }),
      onOpenRow: (row) => this.openReport(row),
    });
    this.counterpart = new Counterpart(app);
    this.elements = [this.tooltip.element, this.counterpart.tooltip.element, this.card.element];
    /** How often the tray was asked for; Python opens its own list beside the map. */
    this.trayAsked = 0;
    for (const part of app.view.parts) this.listen(part);
  }

  /** @param {import("./map_view.js").MapView} part */
  listen(part) {
    const { map } = part;
    let waiting = false;
    map.on("mousemove", (/** @type {any} */ event) => {
      this.pointer = event.containerPoint;
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (this.pointer && !map.dragging?._draggable?._moving) this.hover(part, this.pointer);
      });
    });
    map.on("mouseout movestart", () => {
      this.pointer = undefined;
      this.hide();
    });
    map.on("click", (/** @type {any} */ event) => {
      const touch = event.originalEvent?.pointerType === "touch";
      // A hover that waits for its frame would lay the small card over the large one.
      this.pointer = undefined;
      const under = part.under(event.containerPoint.x, event.containerPoint.y, { touch });
      this.hide();
      if (under) this.open(under);
      else this.close();
    });
  }

  hide() {
    clearTimeout(this.nameTimer);
    this.tooltip.hide();
    this.counterpart.hide();
  }

  /** @param {import("./map_view.js").MapView} part @param {{x: number, y: number}} point CSS pixels of its map */
  hover(part, { x, y }) {
    const { app, tooltip } = this;
    const under = part.under(x, y);
    part.map.getContainer().style.cursor = under ? "pointer" : "";
    if (!under) {
      this.hide();
      return;
    }
    const tip = tipFor(app.scene(part), under);
    const across = this.counterpart.find(part, under);
    const show = (/** @type {import("./cards.js").Tip} */ said) =>
      showOn(tooltip, part, across?.names ? onBothSides(said, across.tip, across.names) : said, x, y);
    show(tip);
    if (across && !across.names) showOn(this.counterpart.tooltip, across.other, across.tip, across.x, across.y);
    this.addPlaceName(part, under, tip, show);
  }

  /**
   * The columns name no places, so the name of a lone report's place is asked for when the pointer rests on it.
   * @param {import("./map_view.js").MapView} part @param {NonNullable<import("./map_view.js").Under>} under
   * @param {import("./cards.js").Tip} tip @param {(tip: import("./cards.js").Tip) => void} show
   */
  addPlaceName(part, under, tip, show) {
    clearTimeout(this.nameTimer);
    if (under.kind === "place" || under.rows.length !== 1 || placeOf(this.app.scene(part), under) >= 0) return;
    const id = this.app.events.arrays.row[under.rows[0]];
    this.nameTimer = setTimeout(async () => {
      const asked = this.pointer;
      const detail = await this.app.source.detail(id).catch(() => null);
      const name = detail?.place_name || detail?.place_mention;
      if (!name || this.tooltip.element.hidden || this.pointer !== asked) return;
      show({ ...tip, title: `${name} · ${tip.title}` });
    }, REST_MS);
  }

  /** @returns {boolean} whether there was something to close */
  close() {
    const { store } = this.app;
    if (this.card.isOpen) this.card.close();
    else if (store.get().place !== null) store.set({ place: null });
    else return false;
    return true;
  }

  /** @param {NonNullable<import("./map_view.js").Under>} under */
  open(under) {
    if (under.kind === "place") {
      this.openPlace(under.place);
    } else if (under.rows.length === 1) {
      this.openReport(this.app.events.arrays.row[under.rows[0]]);
    } else {
      if (isOneEvent(this.app.scene(), under.rows)) {
        this.openList(under.rows, `One event, ${under.rows.length} reports`);
        return;
      }
      const where = under.kind === "disc" ? "somewhere in this area" : "here";
      this.openList(under.rows, `${under.rows.length.toLocaleString("en")} reports ${where}`);
    }
  }

  /** @param {number[]} rows @param {string} title */
  openList(rows, title) {
    this.card.open(listOfRows(this.app.scene(), rows, this.card, title));
  }

  /** @param {number} place its number in the holdings */
  openPlace(place) {
    const { app } = this;
    app.store.set({ place: app.holdings.places[place].id });
    app.flush();
    this.card.open(cardOfPlace(app.scene(), place, this.card), place);
    app.showPlace(app.store.get());
  }

  /** The card of a place tells of the day that is shown, also while time plays. */
  followDay() {
    const { app, card } = this;
    if (!card.isOpen || card.place === null) return;
    const { day, carry, by } = app.store.get();
    const told = JSON.stringify([day, carry, by, [...app.view.shownSources]]);
    if (told === this.told) return;
    this.told = told;
    card.refresh(cardOfPlace(app.scene(), card.place, card));
  }

  /** @param {number} id what /feed/events/{id} knows the report by */
  async openReport(id) {
    const { app, card } = this;
    card.sayLoading("Fetching the report …");
    try {
      const event = await app.source.detail(id);
      const { sources } = app.events.dictionaries;
      const at = sources.findIndex((/** @type {any} */ entry) => entry.id === event.source_id);
      for (const other of [...(event.answers ?? []), ...(event.neighbours ?? [])]) {
        other.source_name ??= sources.find((/** @type {any} */ entry) => entry.id === other.source_id)?.name;
      }
      card.showEvent(event, app.sourceColours?.[at] ?? app.theme.muted);
    } catch (error) {
      card.sayLoading(`The report could not be fetched: ${error instanceof Error ? error.message : error}`);
    }
  }

  openTray() {
    const { events, prepared, store, codes } = this.app;
    const { lon } = events.arrays;
    const timeline = timelineFor(events, prepared, store.get().by);
    const rows = [...timeline.undated].filter((row) => codes[row] !== 0);
    for (const row of timeline.all.rows) if (lon[row] !== lon[row] && codes[row] !== 0) rows.push(row);
    this.trayAsked += 1;
    this.openList(rows, `${rows.length.toLocaleString("en")} reports without a day or a place`);
    this.app.settleSoon();
  }
}
