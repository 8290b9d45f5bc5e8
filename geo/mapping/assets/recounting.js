/**
 * Counts that lag behind: those of the lanes until the marks are drawn, those by other days before anything is drawn by them.
 */

import { inTurns } from "./pace.js";

/** Counting waits until the marks are drawn. */
const LATER_MS = 25;
/** More rows than this are counted in portions. */
const AT_ONCE_ROWS = 50_000;

export class Recounting {
  /** @param {import("./dateline_map.js").DatelineMap} app */
  constructor(app) {
    this.app = app;
    /** Whether days are counted by which nothing may be drawn yet. */
    this.isUnderWay = false;
  }

  /** @returns {boolean} whether counting all rows could keep a reader waiting */
  get isLong() {
    return this.app.events.count > AT_ONCE_ROWS;
  }

  /** What was to be counted later is void. */
  putOff() {
    clearTimeout(this.timer);
  }

  /** @param {boolean | undefined} counted whether the present filters are counted, so that only the lanes are to follow */
  later(counted) {
    this.timer = setTimeout(() => this.lanes(counted), LATER_MS);
  }

  /**
   * Follows in the lanes once the marks are drawn. Where these were not counted yet, they may now be fewer or more than
   * their size was chosen for.
   * @param {boolean | undefined} counted
   */
  async lanes(counted) {
    const { app } = this;
    if (app.view.parts.some((part) => !part.events.settledWhole)) return this.later(counted);
    if (!counted) await inTurns(app.counter.tallyingFor(app.store.get()));
    const state = app.store.get();
    // Other filters meanwhile: they are counted in their turn.
    if (!app.counter.knows(state)) return;
    if (!counted) app.counter.count(state, app.sourcesShown(state));
    await inTurns(app.takingLanes());
    if (!counted) app.draw();
  }

  /** Counts by other days, then has all drawn that was asked for meanwhile. */
  async days() {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    const { app } = this;
    try {
      await inTurns(app.counter.tallyingFor(app.store.get()));
    } catch (error) {
      // Not again with every step.
      app.dirtyDays = false;
      app.scrubber.tell(`The reports could not be counted by these days: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.isUnderWay = false;
    }
    app.flush();
  }
}
