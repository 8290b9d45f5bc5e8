/**
 * From the columns of events and the state to one small number a row: 0 where a filter hides the row, else the
 * look of its mark (colour, family of kind, hollow or full). Drawing needs nothing else of a row but its place.
 */

import { NOBODY } from "./columns.js";
import { FAMILIES, familyOf } from "./symbols.js";
import { coloursOf } from "./theme.js";

const LOOKS_A_COLOUR = FAMILIES.length * 2;
/** So many actors or sources have a colour of their own in a code of 16 bits; later ones share that of nobody. */
export const MOST_COLOURS = Math.floor(65535 / LOOKS_A_COLOUR) - 1;
/** The `date_prec` beyond which there is none. */
const LEAST_PRECISE = 5;

/**
 * @typedef {Object} Look
 * @property {number} colour index into `palette.colours`
 * @property {number} family
 * @property {boolean} hollow
 */

/** @param {number} code not 0 @returns {Look} */
export function lookOfCode(code) {
  const rest = (code - 1) % LOOKS_A_COLOUR;
  return { colour: Math.floor((code - 1) / LOOKS_A_COLOUR), family: rest >> 1, hollow: (rest & 1) === 1 };
}

/**
 * The colours that codes point to: one an actor or one a source, and the last for nobody and what is past `MOST_COLOURS`.
 * @param {import("./columns.js").Columns} events
 * @param {"actor" | "source"} colourBy
 * @param {import("./theme.js").Theme} theme
 * @returns {string[]}
 */
export function paletteOf(events, colourBy, theme) {
  const entries = (colourBy === "source" ? events.dictionaries.sources : events.dictionaries.actors) ?? [];
  return [...coloursOf(entries.slice(0, MOST_COLOURS), theme), theme.nobody];
}

/**
 * @param {string[]} all @param {string[] | null} shown @returns {Uint8Array} 1 where shown
 */
function shownFlags(all, shown) {
  const wanted = shown && new Set(shown);
  return Uint8Array.from(all, (name) => (wanted === null || wanted.has(name) ? 1 : 0));
}

/** The looks of all rows, and of them the codes that filters let through; made once for each way of colouring. */
export class CodeBook {
  /** @param {import("./columns.js").Columns} events */
  constructor(events) {
    this.events = events;
    /** @type {{actor?: Uint16Array, source?: Uint16Array}} */
    this.looks = {};
    this.codes = new Uint16Array(events.count);
  }

  /**
   * The code of every row as if no filter hid it.
   * @param {"actor" | "source"} colourBy @returns {Uint16Array}
   */
  looksBy(colourBy) {
    const known = this.looks[colourBy];
    if (known) return known;
    const { source, kind, stance, actor } = this.events.arrays;
    const { sources = [], kinds = [], stances = [], actors = [] } = this.events.dictionaries;
    const lookOfKind = Uint8Array.from(kinds, (name) => familyOf(name) * 2 + 1);
    const hollowOf = Uint8Array.from(stances, (name) => (name === "asserted" ? 0 : 1));
    const bySource = colourBy === "source";
    const nobody = Math.min(bySource ? sources.length : actors.length, MOST_COLOURS);
    const looks = new Uint16Array(this.events.count);
    for (let row = 0; row < looks.length; row += 1) {
      const named = bySource ? source[row] : actor[row];
      const colour = named < nobody ? named : nobody; // NOBODY is past all
      looks[row] = colour * LOOKS_A_COLOUR + lookOfKind[kind[row]] + hollowOf[stance[row]];
    }
    this.looks[colourBy] = looks;
    return looks;
  }

  /**
   * The code of every row, whether or not it has a point or a day.
   * @param {import("./state.js").MapState} state @param {Uint16Array} [into]
   * @returns {Uint16Array} `into`, else one array that every call fills anew
   */
  codesFor(state, into = this.codes) {
    const looks = this.looksBy(state.colour_by);
    const { source, kind, prec } = this.events.arrays;
    const { sources = [], kinds = [] } = this.events.dictionaries;
    const sourceShown = shownFlags(sources.map((/** @type {any} */ entry) => entry.id), state.sources);
    if (state.kinds === null && state.minprec >= LEAST_PRECISE) {
      for (let row = 0; row < into.length; row += 1) into[row] = sourceShown[source[row]] === 0 ? 0 : looks[row];
      return into;
    }
    const kindShown = shownFlags(kinds, state.kinds);
    for (let row = 0; row < into.length; row += 1) {
      const hidden = sourceShown[source[row]] === 0 || kindShown[kind[row]] === 0 || prec[row] >> 4 > state.minprec;
      into[row] = hidden ? 0 : looks[row];
    }
    return into;
  }
}
