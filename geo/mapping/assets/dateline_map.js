/**
 * The map page: one map view, the scrubber, the panels, and one state that all of them follow.
 */

import { today, wordsFromDay } from "./dates.js";
import { holdingsOrNone } from "./data_source.js";
import { Counter } from "./counter.js";
import { ComparedViews, sourcesCompared } from "./compared_views.js";
import { Disagreements } from "./disagreements.js";
import { furnishing } from "./furniture.js";
import { holdingsFromColumns, placesWithHolder } from "./holdings.js";
import { Keyframes } from "./keyframes.js";
import { isOpenAtFirst } from "./layers_panel.js";
import { legendContent } from "./legend_content.js";
import { MapView } from "./map_view.js";
import { paletteOf } from "./marks.js";
import { repeatsOn } from "./one_event.js";
import { atOnce, breath, inTurns, taskBegan } from "./pace.js";
import { boundsOfDay, lookAt, middleBounds, showClear } from "./placing.js";
import { Recounting } from "./recounting.js";
import { Scrubber } from "./scrubber.js";
import { changesForDay, createStore, stateFromOutside } from "./state.js";
import { coloursOf, themeNamed } from "./theme.js";

const SETTLE_MS = 120;
/** While time plays, legend and an open card follow so often. */
const LEGEND_APART_MS = 400;
const NARROW_PX = 700;
const LOOKS = ["sources", "kinds", "colour_by", "minprec", "by"];

export class DatelineMap {
  /**
   * @param {any} L @param {any} map
   * @param {{root: HTMLElement, stage: HTMLElement, source: import("./data_source.js").DataSource,
   *   asked: Record<string, any>, comparison?: import("./compared_views.js").Comparison | null}} options
   */
  constructor(L, map, { root, stage, source, asked, comparison = null }) {
    this.comparison = comparison;
    this.L = L;
    this.map = map;
    this.root = root;
    this.stage = stage;
    this.source = source;
    this.asked = asked;
    this.theme = themeNamed(/** @type {any} */ (root.dataset.theme));
    this.settledAt = 0;
    /** How often the feed was asked: an answer that comes after that of a later question is void. */
    this.asks = { events: 0, holdings: 0 };
    this.disagreements = new Disagreements(this);
    this.recounting = new Recounting(this);
    /** @type {(state: import("./state.js").MapState, more: () => Record<string, any>, playing: boolean) => void} */
    this.onSettled = () => {};
    /** @type {Set<string>} */
    this.dirty = new Set();
  }

  /** Up to the first frame: the map with all marks, and time. `finish` is to follow. */
  async load() {
    const wanted = stateFromOutside(this.asked);
    const [{ events, prepared }, holdingColumns, basemap] = await Promise.all([
      this.source.events(wanted), holdingsOrNone(this.source, wanted), this.source.basemap(),
    ]);
    this.takeEvents(events, prepared, new Counter(events, prepared));
    await breath();
    this.holdings = holdingsFromColumns(holdingColumns);
    this.store = createStore(this.firstState());
    await breath();
    this.view = this.makeView(basemap);
    await breath();
    if (basemap?.columns.header.attribution) this.map.attributionControl?.addAttribution(basemap.columns.header.attribution);
    this.buildScrubber();
    await breath();
    this.store.subscribe((state, changed) => this.follow(state, changed));
    this.takeColours(/** @type {any} */ (this.theme.name));
    await breath();
    const opened = this.store.get();
    await inTurns(this.takingLooks());
    if (this.store.get() !== opened) this.takeLooks();
    await breath();
    // Their names take the room, their bars come after the first frame.
    this.lanesToCome = this.takingLanes();
    this.lanesToCome.next();
    await breath();
    this.view.show(this.store.get());
    await breath();
    // Lanes have taken their room: what was asked for goes to the middle of what is left.
    this.placeMap();
    await this.view.wake();
    this.map.on("moveend", () => this.rememberView());
  }

  /** What a reader looks at next: the lanes' bars, the panel of layers, names on the map, the legend. */
  async finish() {
    if (this.lanesToCome) await inTurns(this.lanesToCome);
    this.lanesToCome = undefined;
    Object.assign(this, await inTurns(furnishing(this)));
    await breath();
    this.takePanelColours();
    if (this.comparison) this.panel.limit(sourcesCompared(this.comparison));
    await breath();
    await this.view.wakeNames();
  }

  /** @param {import("./basemap.js").Read | null} basemap @returns {MapView | ComparedViews} */
  makeView(basemap) {
    const data = { prepared: this.prepared, holdings: this.holdings, basemap, events: this.events };
    if (this.comparison) {
      return new ComparedViews(this.L, this.map, data, this.comparison, (changes) => {
        this.comparison = { ...this.comparison, ...changes };
        this.settleSoon();
      });
    }
    return new MapView(this.L, this.map, { ...data, keyframes: this.source.workers ? new Keyframes() : null });
  }

  /** @param {Partial<import("./compared_views.js").Comparison>} changes from outside: other sets, another arrangement */
  takeComparison(changes) {
    if (!(this.view instanceof ComparedViews)) return;
    this.comparison = { ...this.comparison, ...changes };
    this.disagreements.forget();
    this.view.takeComparison(changes);
    this.takeLooks();
    this.draw();
  }

  /**
   * @param {import("./columns.js").Columns} events @param {import("./prepare.js").Prepared} prepared
   * @param {Counter} counter of them
   */
  takeEvents(events, prepared, counter) {
    this.events = events;
    this.prepared = prepared;
    this.counter = counter;
  }

  /** The state that was asked for; without a day, the last one with reports, else today. */
  firstState() {
    const state = stateFromOutside(this.asked);
    const { maxDay, all } = this.prepared.timelines.happened;
    if (this.asked.day) return state;
    return { ...state, ...changesForDay(state, all.rows.length === 0 ? today() : maxDay) };
  }

  /** Looks at what was asked for, else at the places that are spoken of on the day, clear of legend and panel. */
  placeMap() {
    this.map.invalidateSize({ pan: false });
    const state = this.store.get();
    const { lat, lon, zoom } = state;
    if (lat !== null && lon !== null && zoom !== null) {
      this.map.setView([lat, lon], zoom, { animate: false });
      return;
    }
    const spoken = boundsOfDay(this.holdings, this.view.shownSources, state);
    const { arrays } = this.events;
    lookAt(this.map, spoken ?? middleBounds(arrays.lon, arrays.lat), {
      wide: this.root.clientWidth > NARROW_PX, panel: !this.comparison && isOpenAtFirst(),
    });
  }

  buildScrubber() {
    this.scrubber = new Scrubber(this.store, {
      onNextDisagreement: () => this.disagreements.next(),
      onHelp: () => this.help?.open(!this.help.isOpen),
      onTray: () => this.inspector?.openTray(),
      onPlaying: () => this.settleSoon(),
    });
    this.root.append(this.scrubber.element);
    // Before the map finds its size: folded controls take other room.
    this.scrubber.foldFor(this.stage);
  }

  /** @param {"light" | "dark"} name */
  takeTheme(name) {
    this.takeColours(name);
    this.takePanelColours();
    this.takeLooks();
    this.draw();
  }

  /** @param {"light" | "dark"} name of the theme whose colours layers take; looks are to follow */
  takeColours(name) {
    this.theme = themeNamed(name);
    this.root.dataset.theme = name;
    this.sourceColours = coloursOf(this.events.dictionaries.sources ?? [], this.theme);
    this.view.takeTheme(this.theme);
  }

  takePanelColours() {
    this.panel.take({
      counts: (this.events.dictionaries.sources ?? []).map((/** @type {any} */ entry) => entry.events ?? 0),
      colours: this.sourceColours, theme: this.theme,
    });
  }

  /** Follows filters and colours: codes and layers at once, the lanes a little later. */
  takeLooks() {
    atOnce(this.takingLooks());
    if (this.scrubber.lanes.content && (!this.dirtyDays || this.recounting.isLong)) this.recounting.later(this.counted);
    else this.takeLanes();
    this.dirtyDays = false;
  }

  /** Codes, counts and layers, in portions between which a page that opens can answer. @returns {Generator<void>} */
  *takingLooks() {
    taskBegan();
    const state = this.store.get();
    const { counter } = this;
    const sources = this.sourcesShown(state);
    this.codes = counter.codesFor(state, sources);
    yield;
    this.recounting.putOff();
    /** Whether lanes and counts are those of the present filters. */
    this.counted = counter.knows(state) || counter.lanes === undefined || this.dirtyDays;
    if (this.counted) {
      yield* counter.tallyingFor(state);
      counter.count(state, sources);
    }
    yield;
    this.view.takeLook({
      codes: this.codes, palette: paletteOf(this.events, state.colour_by, this.theme), theme: this.theme,
      by: state.by, mode: state.mode, peak: (at) => counter.peakOf(at), sources: state.sources,
    });
  }

  /**
   * The sources that are shown: in a comparison only those of its sets.
   * @param {import("./state.js").MapState} state @returns {string[] | null} null: all of them
   */
  sourcesShown({ sources }) {
    if (!this.comparison) return sources;
    const both = sourcesCompared(this.comparison);
    this.panel?.limit(both);
    return sources === null ? both : both.filter((id) => sources.includes(id));
  }

  takeLanes() {
    atOnce(this.takingLanes());
  }

  /** The lanes, in portions. @returns {Generator<void>} */
  *takingLanes() {
    const content = this.counter.laneContent(this.comparison && sourcesCompared(this.comparison));
    if (!content) return;
    yield* this.scrubber.taking({ ...content, colours: content.sources.map((at) => this.sourceColours[at]), theme: this.theme });
    this.scrubber.sayTray(this.counter.trayInWords());
  }

  /** @param {import("./state.js").MapState} state @param {Set<string>} changed */
  follow(state, changed) {
    for (const name of changed) this.dirty.add(name);
    if (changed.has("by")) this.dirtyDays = true;
    if (changed.has("reviewed")) this.reload(state);
    else if (changed.has("by") || changed.has("minprec")) this.reloadHoldings(state);
    if (["lat", "lon", "zoom"].some((name) => changed.has(name))) this.moveTo(state);
    if (changed.has("place")) this.showPlace(state);
    this.frame ??= requestAnimationFrame(() => this.flush());
  }

  /** Draws what has changed since the last frame, at once. */
  flush() {
    cancelAnimationFrame(this.frame ?? 0);
    this.frame = undefined;
    if (this.dirtyDays && this.recounting.isLong && !this.counter.knows(this.store.get())) return void this.recounting.days();
    const regrouped = this.dirty.has("mode") && this.view.parts[0].groups.length > 0;
    const looks = regrouped || LOOKS.some((name) => this.dirty.has(name));
    const before = this.dirty;
    this.dirty = new Set();
    if (looks) this.takeLooks();
    if (before.size > 0) this.draw();
    if (!this.panel) return;
    if (before.has("carry") || before.has("sources")) this.sayEffect();
    else if (before.has("day")) this.panel.sayEffect("");
  }

  draw() {
    // By other days nothing is drawn before they are counted: then all of it is.
    if (this.recounting.isUnderWay) return;
    this.view.show(this.store.get());
    this.settleSoon();
  }

  settleSoon() {
    const { playing } = this.scrubber;
    clearTimeout(this.settleTimer);
    const wait = playing ? LEGEND_APART_MS - (performance.now() - this.settledAt) : SETTLE_MS;
    this.settleTimer = setTimeout(() => this.settle(), Math.max(wait, 0));
    this.onSettled(this.store.get(), () => ({
      visible: this.visibleCount(), disputed: this.disputed ?? 0, tray: this.inspector.trayAsked, playing,
      ...(this.comparison ? { compare: { view: this.comparison.view, swipe: this.comparison.swipe } } : {}),
    }), playing);
  }

  /** @returns {number} how many reports the day, the window and the filters show */
  visibleCount() {
    const state = this.store.get();
    return this.counter.visible(state) - repeatsOn(state, this.events, this.counter.codes, this.view.parts[0].groups);
  }

  /** What may lag a little behind the finger: the legend, and what is spoken. */
  async settle() {
    if (!this.legend) return;
    this.settledAt = performance.now();
    const state = this.store.get();
    this.inspector.followDay();
    const content = legendContent(this.view.parts, this.events, state, this.theme);
    this.disputed = content.disputed;
    await breath();
    this.legend.show(content, state, this.theme);
    this.held = placesWithHolder(this.holdings, state.day, this.view.shownSources, state.carry);
    if (this.scrubber.playing) return;
    const visible = this.visibleCount();
    for (const part of this.view.parts) part.rest((shown) => this.counter.rehearse(shown));
    const disputed = `${content.disputed} ${content.disputed === 1 ? "place" : "places"} disputed`;
    this.scrubber.say(`${wordsFromDay(state.day)}: ${visible.toLocaleString("en")} ${visible === 1 ? "report" : "reports"}, ${disputed}`);
  }

  /** Says what a change of assumptions did, measured against the map as it last rested. */
  sayEffect() {
    if (!this.panel || this.held === undefined) return;
    const state = this.store.get();
    const change = placesWithHolder(this.holdings, state.day, this.view.shownSources, state.carry) - this.held;
    const [one, many] = change < 0 ? ["loses its", "lose their"] : ["gains a", "gain a"];
    const places = Math.abs(change) === 1 ? `1 place ${one}` : `${Math.abs(change).toLocaleString("en")} places ${many}`;
    this.panel.sayEffect(change === 0 ? "" : `${places} holder on this day`);
  }

  /** @param {import("./state.js").MapState} state */
  reloadHoldings(state) {
    const turn = (this.asks.holdings += 1);
    holdingsOrNone(this.source, state).then((columns) => turn === this.asks.holdings && this.takeHoldings(columns));
  }

  /** @param {import("./columns.js").Columns} columns */
  takeHoldings(columns) {
    this.holdings = holdingsFromColumns(columns);
    this.disagreements.forget();
    this.view.takeHoldings(this.holdings, this.store.get().sources);
    this.draw();
    this.sayEffect();
  }

  /** @param {import("./state.js").MapState} state */
  async reload(state) {
    const [turn, holdingsTurn] = [(this.asks.events += 1), (this.asks.holdings += 1)];
    const [{ events, prepared }, columns] = await Promise.all([this.source.events(state), holdingsOrNone(this.source, state)]);
    const counter = new Counter(events, prepared);
    await inTurns(counter.tallyingFor(this.store.get()));
    if (turn !== this.asks.events) return;
    this.takeEvents(events, prepared, counter);
    this.dirtyDays = true;
    this.view.takeEvents(prepared, events);
    this.takeLooks();
    if (holdingsTurn === this.asks.holdings) this.takeHoldings(columns);
    else this.draw();
  }

  rememberView() {
    const centre = this.map.getCenter();
    this.ownMove = true;
    this.store.set({ lat: centre.lat, lon: centre.lng, zoom: this.map.getZoom() });
    this.ownMove = false;
  }

  /** @param {import("./state.js").MapState} state */
  moveTo({ lat, lon, zoom }) {
    if (this.ownMove || lat === null || lon === null || zoom === null) return;
    this.map.setView([lat, lon], zoom);
  }

  /** @param {MapView | ComparedViews} [view] one of two maps; without it all of them @returns {import("./reports.js").Scene} */
  scene(view = this.view) {
    return {
      events: this.events, holdings: this.holdings, shown: view.shownSources, state: this.store.get(),
      sourceColours: this.sourceColours ?? [], theme: this.theme, groups: view.parts[0].groups,
    };
  }

  /**
   * Brings the place that is open into view, clear of legend, panel and card.
   * @param {import("./state.js").MapState} state
   */
  showPlace(state) {
    const place = this.holdings.places.find((entry) => entry.id === state.place);
    if (!this.panel || !place || place.lat === null || place.lon === null) return;
    const panel = this.panel.element.dataset.open === "true" ? this.panel.element : null;
    showClear(this.map, place, [this.legend.element, this.inspector.card.element, panel]);
  }
}
