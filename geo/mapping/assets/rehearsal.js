/**
 * Steps that nobody sees, taken while the map rests: a browser compiles what has run a few times, and does so while it
 * runs. Without these it would happen under the reader's finger, whose first steps took two to three times as long as
 * the later ones.
 */

import { whenIdle } from "./dom.js";
import { changesForDay } from "./state.js";

/** So many days, all over the time that reports tell of, are shown by each layer. */
const DAYS = 6;

/** @typedef {{show: (state: import("./state.js").MapState) => void, maySkipTo?: (day: number) => boolean}} Layer */

export class Rehearsal {
  constructor() {
    /** Modes in which steps were taken. @type {Set<string>} */
    this.done = new Set();
    /** Counts up whenever what is under way is void. */
    this.turn = 0;
  }

  /** Leaves off, for something is shown. */
  stop() {
    this.turn += 1;
  }

  /**
   * @param {Layer[]} layers @param {import("./state.js").MapState} state that they show, and show again after each step
   * @param {{minDay: number, maxDay: number}} time @param {() => void} then called once all steps are taken
   */
  begin(layers, state, { minDay, maxDay }, then) {
    this.stop();
    const turn = this.turn;
    if (this.done.has(state.mode)) return then();
    let at = 0;
    const go = () => whenIdle(() => {
      if (turn !== this.turn) return;
      const layer = layers[Math.floor(at / DAYS)];
      const day = Math.round(minDay + ((maxDay - minDay) * ((at % DAYS) + 0.5)) / DAYS);
      if (layer.maySkipTo?.(day) ?? true) {
        // Both in one task, so that only what was shown before is ever seen.
        layer.show({ ...state, ...changesForDay(state, day) });
        layer.show(state);
      }
      at += 1;
      if (at < layers.length * DAYS) return go();
      this.done.add(state.mode);
      then();
    });
    go();
  }
}
