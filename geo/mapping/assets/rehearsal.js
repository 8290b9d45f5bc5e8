/**
 * Steps that nobody sees, taken while the map rests: a browser compiles what has run a few times, and does so while it
 * runs. Without these it would happen under the reader's finger, whose first steps took two to three times as long as
 * the later ones.
 */

import { whenIdle } from "./pace.js";
import { changesForDay } from "./state.js";

/** So many days, all over the time that reports tell of, are shown. */
const DAYS = 8;
/** A step that would take too long before its keyframes are made is put off so long, in milliseconds, and so often. */
const PUT_OFF_MS = 150;
const MOST_PUT_OFF = 20;

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
   * @param {import("./picture_layer.js").PictureLayer} picture @param {import("./state.js").MapState} state that it shows, and
   *   shows again after each step
   * @param {{minDay: number, maxDay: number}} time
   * @param {{maySkipTo: (day: number) => boolean, others: (() => void)[], then: () => void}} hooks others: rehearse what is
   *   no step, then: called once all is done
   */
  begin(picture, state, { minDay, maxDay }, { maySkipTo, others, then }) {
    this.stop();
    const turn = this.turn;
    if (this.done.has(state.mode)) return then();
    let at = 0;
    let putOff = 0;
    const go = () => whenIdle(() => {
      if (turn !== this.turn) return;
      const day = Math.round(minDay + ((maxDay - minDay) * (at + 0.5)) / DAYS);
      if (!maySkipTo(day) && (putOff += 1) <= MOST_PUT_OFF) return setTimeout(go, PUT_OFF_MS);
      if (maySkipTo(day)) {
        // Both in one task, so that only what was shown before is ever seen.
        picture.show({ ...state, ...changesForDay(state, day) });
        picture.show(state);
      }
      // In a moment of its own: both together could keep a reader waiting.
      whenIdle(() => {
        if (turn !== this.turn) return;
        others[at % others.length]();
        at += 1;
        if (at < DAYS) return go();
        this.done.add(state.mode);
        then();
      });
    });
    go();
  }
}
