/**
 * One map with its layers: basemap, names, discs, rings and marks; what lies under the pointer; nothing of time
 * controls or panels. The map page has one, a comparison has two.
 */

import { AreaLayer } from "./areas.js";
import { Basemap } from "./basemap.js";
import { DiscLayer } from "./disc_layer.js";
import { EventLayer } from "./event_layer.js";
import { disagreementStarts } from "./holdings.js";
import { LabelLayer, labelsOf, mergeLabels } from "./labels.js";
import { PictureLayer } from "./picture_layer.js";
import { foldedCodes, groupsOf, paintBadges } from "./one_event.js";
import { breath } from "./pace.js";
import { Rehearsal } from "./rehearsal.js";
import { RingLayer } from "./ring_layer.js";

const PICK_SLOP_PX = 6;
const TOUCH_SLOP_PX = 14;
const MOST_CLAIMED_NAMES = 1500;
/** From this `where_prec` on (UCDP) a place is an area. */
const AREA_PREC = 3;

/**
 * @typedef {{kind: "rows", rows: number[]} | {kind: "place", place: number} | {kind: "disc", rows: number[]} | null} Under
 */

export class MapView {
  /**
   * @param {any} L @param {any} map
   * @param {{prepared: import("./prepare.js").Prepared, events: import("./columns.js").Columns, holdings: import("./holdings.js").Holdings, basemap: import("./basemap.js").Read | null,
   *   keyframes?: import("./keyframes.js").Keyframes | null}} data
   */
  constructor(L, map, { prepared, events, holdings, basemap, keyframes = null }) {
    this.L = L;
    this.map = map;
    this.keyframes = keyframes;
    this.holdings = holdings;
    /** Thousands of names; read when they are first drawn. @type {import("./labels.js").Label[]} */
    this.baseLabels = [];
    this.readLabels = () => (basemap ? labelsOf(basemap.columns) : []);
    /** Whether names are drawn: not before the first frame. */
    this.awake = false;
    /** Closed until everything is in place, so that nothing is drawn twice while the page opens. */
    this.gate = { open: false };
    const { gate } = this;
    this.basemap = new Basemap(L, map, basemap?.layers ?? {}, prepared.points, gate);
    this.labels = new LabelLayer(L, map, gate);
    this.discs = new DiscLayer(prepared);
    this.rings = new RingLayer(holdings);
    this.events = this.makeEvents(prepared);
    this.picture = new PictureLayer(L, map, { layers: () => [this.events, this.rings, this.discs], gate });
    // After the picture, for it shades by the places that the rings have found in view.
    this.areas = new AreaLayer(L, map, this.basemap, this.rings, gate);
    this.rehearsal = new Rehearsal();
    map.on("movestart", () => this.rehearsal.stop());
    this.takeGroups(events);
  }

  /** The maps that make up this view: itself. A comparison has two. */
  get parts() {
    return [this];
  }

  /** @returns {Uint8Array} by source of the holdings: 1 where it is shown */
  get shownSources() {
    return this.rings.shown;
  }

  /**
   * The days on which the sources that are shown begin to disagree about a place.
   * @param {number} carry days after which a claim is stale @returns {{day: number, place: number}[]}
   */
  disagreementStarts(carry) {
    return disagreementStarts(this.holdings, this.shownSources, carry);
  }

  /** @param {number} km how far from places areas are shaded; 0: not at all */
  takeReach(km) {
    this.areas.takeReach(km);
  }

  /**
   * @param {import("./prepare.js").Prepared} prepared other events, to be followed by `takeLook`
   * @param {import("./columns.js").Columns} events
   */
  takeEvents(prepared, events) {
    this.events.remove();
    this.discs = new DiscLayer(prepared);
    this.events = this.makeEvents(prepared);
    this.takeGroups(events);
    this.takeLabels();
    const { view } = this.picture.sheet;
    if (view) for (const layer of [this.discs, this.events]) layer.takeView(view);
  }

  /** @param {import("./prepare.js").Prepared} prepared */
  makeEvents(prepared) {
    const events = new EventLayer(prepared, this.keyframes, () => this.picture.draw());
    return Object.assign(events, { crown: () => this.paintBadges() });
  }

  /** Draws for the first time what it was told so far. */
  async wake() {
    this.gate.open = true;
    await this.basemap.wake();
    await breath();
    await this.picture.wake();
  }

  /** Names, and areas, for the first time. */
  async wakeNames() {
    this.awake = true;
    this.baseLabels = this.readLabels();
    await breath();
    this.takeLabels();
    for (const layer of [this.areas, this.labels]) {
      await breath();
      layer.sheet.reset();
    }
  }

  /** @param {import("./theme.js").Theme} theme */
  takeTheme(theme) {
    this.theme = theme;
    this.map.getContainer().style.background = theme.sea;
    this.basemap.takeTheme(theme);
    this.rings.takeTheme(theme);
    this.takeLabels();
  }

  takeLabels() {
    if (!this.theme) return;
    const claimed = this.holdings.places
      .map((place, at) => ({ place, spans: this.holdings.starts[at + 1] - this.holdings.starts[at] }))
      .filter(({ place }) => place.lon !== null && place.lat !== null)
      .map(({ place, spans }) => ({
        name: place.name, lon: place.lon, lat: place.lat, kind: /** @type {const} */ ("claimed"), min_zoom: 0, rank: spans,
        area: (place.where_prec ?? 1) >= AREA_PREC,
      }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, MOST_CLAIMED_NAMES);
    this.discs.takeNames(claimed.filter(({ area }) => area));
    if (this.awake) this.labels.take(mergeLabels(this.baseLabels, claimed), this.theme);
  }

  /** @param {import("./holdings.js").Holdings} holdings @param {string[] | null} sources */
  takeHoldings(holdings, sources) {
    this.holdings = holdings;
    this.rings.takeHoldings(holdings);
    this.areas.forget();
    this.rings.takeSources(sources);
    this.takeLabels();
  }

  /** @param {import("./columns.js").Columns} events */
  takeGroups(events) {
    this.groups = groupsOf(events);
    this.columns = events;
    this.standsFor = new Map();
  }

  /** Says beside each mark that stands for several reports of one event how many sources they come from. */
  paintBadges() {
    const { events, standsFor, theme } = this;
    const { context, view } = this.picture.sheet;
    if (!standsFor || standsFor.size === 0 || !theme || !view || events.tier !== "smooth") return;
    const marks = [];
    const sourceOfRow = this.columns.arrays.source;
    for (const [row, members] of standsFor) {
      const at = events.placeOnSheet(row);
      if (at) marks.push({ ...at, sources: new Set(members.map((/** @type {number} */ one) => sourceOfRow[one])).size });
    }
    paintBadges(context, marks, view.ratio, theme);
  }

  /**
   * @param {Parameters<EventLayer["takeLook"]>[0] & {sources: string[] | null, mode: import("./state.js").MapState["mode"]}} look
   */
  takeLook(look) {
    const { codes, shown } = foldedCodes(look.codes, this.groups, this.columns, look);
    this.standsFor = shown;
    this.events.takeLook({ ...look, codes });
    this.discs.takeLook({ ...look, codes });
    this.rings.takeSources(look.sources);
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    this.rehearsal.stop();
    this.areas.show(state);
    this.picture.show(state);
  }

  /**
   * Nothing moves for a while: what the next steps need is prepared.
   * @param {(state: import("./state.js").MapState) => void} rehearse what belongs to no map and is rehearsed as well
   */
  rest(rehearse) {
    if (!this.state) return;
    this.basemap.rest();
    const { events, rings, picture } = this;
    const { state } = this;
    this.rehearsal.begin(picture, state, events.timeline, {
      maySkipTo: (day) => events.maySkipTo(day),
      others: [() => events.rehearse(), () => rehearse(state)],
      then: () => rings.rest(),
    });
  }

  /**
   * What lies at a point of the map: marks first, then rings, then discs.
   * @param {number} x CSS pixels @param {number} y @param {{touch?: boolean}} [options]
   * @returns {Under}
   */
  under(x, y, { touch = false } = {}) {
    const slop = touch ? TOUCH_SLOP_PX : PICK_SLOP_PX;
    // What is hit goes before what is only near: marks stand so close around a ring that they would take every click on it.
    for (const reach of [0, slop]) {
      const row = this.events.pickAt(x, y, reach);
      if (row >= 0) {
        const around = this.events.rowsAround(row, this.events.tier === "smooth" ? 2 : 5);
        return { kind: "rows", rows: around.flatMap((one) => this.standsFor.get(one) ?? [one]) };
      }
      const place = this.rings.pickAt(x, y, reach);
      if (place >= 0) return { kind: "place", place };
    }
    const disc = this.discs.pickAt(x, y);
    return disc >= 0 ? { kind: "disc", rows: this.discs.rowsIn(disc) } : null;
  }

  remove() {
    this.rehearsal.stop();
    for (const layer of [this.basemap, this.labels, this.rings, this.areas, this.events, this.picture]) layer.remove();
    this.keyframes?.stop();
  }
}
