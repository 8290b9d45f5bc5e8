/**
 * The rings of days to come, painted while the map rests: a step then finds them at hand. A look lasts from one change
 * of what is said of a place to the next, so each place has no more of them than that.
 */

import { holdingsOn } from "./holdings.js";
import { whenIdle } from "./pace.js";

/** Of the sprites that are kept, so many are left for what is not foreseen. */
const SHARE_AHEAD = 0.85;

/**
 * The days on which what is said of a place, or how stale it is, begins to be another.
 * @param {import("./holdings.js").Holdings} holdings @param {number} place @param {Uint8Array} shown by source
 * @param {number} carry days after which a claim is stale
 * @returns {Set<number>}
 */
export function turningDays({ starts, arrays }, place, shown, carry) {
  const { from, to, claim, source } = arrays;
  const days = new Set();
  for (let span = starts[place]; span < starts[place + 1]; span += 1) {
    if (shown[source[span]] === 0) continue;
    days.add(from[span]).add(to[span] + 1);
    if (claim[span] + carry < to[span]) days.add(claim[span] + carry + 1);
  }
  return days;
}

export class RingsAhead {
  /** @param {import("./ring_layer.js").RingLayer} layer */
  constructor(layer) {
    this.layer = layer;
    /** @type {any} what was painted for, last */
    this.done = {};
    /** Counts up whenever what is under way is void. */
    this.turn = 0;
  }

  /** Leaves off, for something is shown. */
  stop() {
    this.turn += 1;
  }

  /** @param {import("./state.js").MapState} state on which the map rests */
  begin({ carry, place }) {
    this.stop();
    const { among, shown, holdings } = this.layer;
    const wanted = { among, shown, holdings, carry, place, painter: this.layer.painter };
    if (Object.entries(wanted).every(([name, value]) => this.done[name] === value)) return;
    this.go(this.turn, wanted, this.looks(wanted));
  }

  /** @param {number} turn @param {any} wanted @param {Iterator<void>} looks */
  go(turn, wanted, looks) {
    whenIdle((isTimeLeft) => {
      if (turn !== this.turn) return;
      do {
        if (!looks.next().done) continue;
        this.done = wanted;
        return;
      } while (isTimeLeft());
      this.go(turn, wanted, looks);
    });
  }

  /**
   * Paints one look with each step.
   * @param {{among: Uint32Array, shown: Uint8Array, carry: number, place: string | null}} wanted
   */
  *looks({ among, shown, carry, place: open }) {
    const { layer } = this;
    const { holdings } = layer;
    const one = new Uint32Array(1);
    let room = 0;
    for (const place of among) room = Math.max(room, holdings.starts[place + 1] - holdings.starts[place]);
    const on = { arcs: new Uint32Array(room), starts: new Uint32Array(2), places: new Uint32Array(1), placeCount: 0, day: 0, carry };
    for (const place of among) {
      one[0] = place;
      for (const day of turningDays(holdings, place, shown, carry)) {
        holdingsOn(holdings, day, shown, carry, one, on);
        if (on.placeCount === 0) continue;
        layer.makeReady(on, 0, open);
        if (layer.painterNow().fullness > SHARE_AHEAD) return;
        yield;
      }
    }
  }
}
