/**
 * From what sources say of a place on a day to the arcs of its ring, as numbers: nothing is made anew from day to day.
 */

import { NOBODY } from "./columns.js";
import { isStale, STATE } from "./holdings.js";
import { LOOK, PATTERNS } from "./ring_sprites.js";
import { coloursOf, mixColours, rgbFromHex } from "./theme.js";

/** With more claims than this an arc stands for several sources that say the same. */
const MOST_ARCS = 12;
/** How much of the land's colour a stale arc takes. */
const FAINT = 0.62;

/** @param {string} hex @returns {number} `0xrrggbb` */
function inkOfColour(hex) {
  const [red, green, blue] = rgbFromHex(hex);
  return (red << 16) | (green << 8) | blue;
}

export class RingLooks {
  /** @param {import("./holdings.js").Holdings} holdings @param {import("./theme.js").Theme} theme */
  constructor(holdings, theme) {
    this.holdings = holdings;
    this.colours = coloursOf(holdings.holders, theme);
    const all = [...this.colours, theme.nobody];
    /** `0xrrggbb` by holder * 2 + stale; the last holder is nobody. */
    this.inks = Int32Array.from(all.flatMap((colour) => [colour, mixColours(colour, theme.land, FAINT)]), inkOfColour);
    /** Holders of one colour have one number, and numbers follow the colours' order. */
    const distinct = [...new Set(all)].sort();
    this.colourOf = Uint16Array.from(all, (colour) => distinct.indexOf(colour));
    this.patterns = Uint8Array.from(all, (_, at) => (at < this.colours.length ? at % PATTERNS : 0));
    this.siegeInk = inkOfColour(theme.ink);
    this.told = new Uint16Array(distinct.length);
    this.arcs = new Int32Array(Math.max(1, holdings.sources.length));
    this.ranks = new Float64Array(this.arcs.length);
  }

  /** @param {number} span @param {import("./holdings.js").DayHoldings} on @returns {number} `holder * 16 + LOOK` flags */
  lookOf(span, on) {
    const { holder, state } = this.holdings.arrays;
    const named = holder[span] === NOBODY ? this.colours.length : holder[span];
    const said = state[span];
    return named * 16 + (isStale(this.holdings, span, on) ? LOOK.stale : 0) + (said === STATE.changing ? LOOK.changing : 0)
      + (said === STATE.contested ? LOOK.contested : 0) + (said === STATE.nobody ? LOOK.nobody : 0);
  }

  /**
   * Fills `arcs` with the looks of a place's arcs, clockwise from the top: equal holders side by side, the most told
   * first, sources in their order within; one arc where all say the same.
   * @param {import("./holdings.js").DayHoldings} on @param {number} index of the place in `on.places`
   * @returns {number} how many arcs there are
   */
  take(on, index) {
    const { arcs, ranks, told, colourOf } = this;
    const begin = on.starts[index];
    const count = Math.min(on.starts[index + 1] - begin, arcs.length);
    let same = true;
    for (let at = 0; at < count; at += 1) {
      const look = this.lookOf(on.arcs[begin + at], on);
      arcs[at] = look;
      same &&= look === arcs[0];
      told[colourOf[look >> 4]] += 1;
    }
    if (!same) {
      for (let at = 0; at < count; at += 1) {
        const colour = colourOf[arcs[at] >> 4];
        ranks[at] = (arcs[at] & LOOK.stale ? 0.5 : 0) - told[colour] + colour / 131072;
      }
    }
    for (let at = 0; at < count; at += 1) told[colourOf[arcs[at] >> 4]] = 0;
    if (same) return 1;
    for (let at = 1; at < count; at += 1) {
      const [rank, look] = [ranks[at], arcs[at]];
      let to = at;
      for (; to > 0 && ranks[to - 1] > rank; to -= 1) {
        ranks[to] = ranks[to - 1];
        arcs[to] = arcs[to - 1];
      }
      ranks[to] = rank;
      arcs[to] = look;
    }
    return count > MOST_ARCS ? this.share(count) : count;
  }

  /**
   * Keeps every so-manieth of many arcs, so that shares stay what they are to a twelfth; no holder is lost.
   * @param {number} count @returns {number}
   */
  share(count) {
    const { arcs, colourOf } = this;
    let kept = 0;
    let owed = 0;
    let beforeColour = -1;
    let beforeStale = -1;
    for (let at = 0; at < count; at += 1) {
      const look = arcs[at];
      const colour = colourOf[look >> 4];
      const stale = look & LOOK.stale;
      owed += MOST_ARCS / count;
      const begins = colour !== beforeColour || stale !== beforeStale;
      const alone = begins && (at + 1 === count || colourOf[arcs[at + 1] >> 4] !== colour);
      beforeColour = colour;
      beforeStale = stale;
      if (owed < 1 && !alone) continue;
      owed = Math.max(0, owed - 1);
      arcs[kept++] = look;
    }
    return kept;
  }

  /**
   * @param {import("./holdings.js").DayHoldings} on @param {number} index of the place in `on.places`
   * @returns {number} `0xrrggbb` of who besieges it by a live claim, -1 for nobody
   */
  siege(on, index) {
    const { besieger } = this.holdings.arrays;
    for (let at = on.starts[index]; at < on.starts[index + 1]; at += 1) {
      const named = besieger[on.arcs[at]];
      if (named === NOBODY || isStale(this.holdings, on.arcs[at], on)) continue;
      return named < this.colours.length ? this.inks[named * 2] : this.siegeInk;
    }
    return -1;
  }
}
