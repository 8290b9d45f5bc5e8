/**
 * What lies under the pointer: the small card on hover, the larger one on a click, lists of clusters and the tray.
 */

import { Card, Tooltip } from "./cards.js";
import { cardOfPlace, listOfRows, tipFor } from "./reports.js";
import { timelineFor } from "./prepare.js";

export class Inspector {
  /** @param {import("./dateline_map.js").DatelineMap} app */
  constructor(app) {
    this.app = app;
    this.tooltip = new Tooltip();
    this.card = new Card({
      onClose: () => app.store.set({ place: null }),
      onOpenRow: (row) => this.openReport(row),
    });
    this.elements = [this.tooltip.element, this.card.element];
    /** How often the tray was asked for; Python opens its own list beside the map. */
    this.trayAsked = 0;
    this.listen();
  }

  listen() {
    const { map } = this.app;
    let waiting = false;
    map.on("mousemove", (/** @type {any} */ event) => {
      this.pointer = event.containerPoint;
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (this.pointer && !map.dragging?._draggable?._moving) this.hover(this.pointer);
      });
    });
    map.on("mouseout movestart", () => {
      this.pointer = undefined;
      this.tooltip.hide();
    });
    map.on("click", (/** @type {any} */ event) => {
      const touch = event.originalEvent?.pointerType === "touch";
      const under = this.app.view.under(event.containerPoint.x, event.containerPoint.y, { touch });
      this.tooltip.hide();
      if (under) this.open(under);
      else this.close();
    });
  }

  /** @param {{x: number, y: number}} point CSS pixels of the map */
  hover({ x, y }) {
    const { app, tooltip } = this;
    const under = app.view.under(x, y);
    app.map.getContainer().style.cursor = under ? "pointer" : "";
    if (under) tooltip.show(tipFor(app.scene(), under), x, y, app.map.getSize());
    else tooltip.hide();
  }

  /** @returns {boolean} whether there was something to close */
  close() {
    if (!this.card.isOpen) return false;
    this.card.close();
    return true;
  }

  /** @param {NonNullable<import("./map_view.js").Under>} under */
  open(under) {
    if (under.kind === "place") {
      this.openPlace(under.place);
    } else if (under.rows.length === 1) {
      this.openReport(this.app.events.arrays.row[under.rows[0]]);
    } else {
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
    this.card.open(cardOfPlace(app.scene(), place, this.card));
  }

  /** @param {number} id what /feed/events/{id} knows the report by */
  async openReport(id) {
    const { app, card } = this;
    card.sayLoading("Fetching the report …");
    try {
      const event = await app.source.detail(id);
      const { sources } = app.events.dictionaries;
      const at = sources.findIndex((/** @type {any} */ entry) => entry.id === event.source_id);
      for (const other of event.neighbours ?? []) {
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
