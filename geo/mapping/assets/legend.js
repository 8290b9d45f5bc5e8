/**
 * The legend: only what the map shows just now, and the assumptions it was drawn with.
 */

import { element, refill } from "./dom.js";
import { FAMILIES, symbolIcon } from "./symbols.js";
import { ringIcon } from "./ring_sprites.js";

const MOST_ENTRIES = 5;
const MOST_OTHERS = 3;
const PRECISIONS = ["", "dates of one day only", "dates within six days", "dates within a week", "dates within a month", ""];

/**
 * @typedef {Object} LegendContent
 * @property {{name: string, colour: string, pattern: number}[]} holders in the rings that are seen
 * @property {{name: string, colour: string}[]} colours of the marks that are seen
 * @property {number[]} families of the marks that are seen
 * @property {boolean} hollow whether a mark of a denied, planned or failed thing is seen
 * @property {boolean} pale whether a mark is seen whose day is uncertain
 * @property {boolean} split @property {boolean} stale @property {boolean} changing @property {boolean} siege
 * @property {boolean} areas @property {number} reports
 */

/** @param {import("./state.js").MapState} state @returns {string} the settings as they are printed on the map */
export function settingsInWords(state) {
  const parts = [`carry forward ${state.carry} days`, state.by === "published" ? "by day of publication" : "reported claims only"];
  if (PRECISIONS[state.minprec]) parts.push(PRECISIONS[state.minprec]);
  if (state.reviewed) parts.push("reviewed reports only");
  return parts.join(" · ");
}

export class Legend {
  constructor() {
    this.entries = element("div.dl-legend-entries");
    this.settings = element("div.dl-legend-settings");
    this.element = element("div.dl-legend", { role: "note", "aria-label": "Legend" }, this.entries, this.settings);
    this.before = "";
  }

  /** @param {LegendContent} content @param {import("./state.js").MapState} state @param {import("./theme.js").Theme} theme */
  show(content, state, theme) {
    const key = JSON.stringify([content, theme.name, settingsInWords(state)]);
    if (key === this.before) return;
    this.before = key;
    const items = [];
    const holderNames = new Set(content.holders.map(({ name }) => name));
    for (const { name, colour, pattern } of content.holders.slice(0, MOST_ENTRIES)) {
      items.push(this.item(ringIcon([{ colour, pattern: content.split ? pattern : 0 }], theme), name));
    }
    const others = content.colours.filter((entry) => !holderNames.has(entry.name));
    for (const { name, colour } of others.slice(0, MOST_OTHERS)) {
      items.push(this.item(element("i.dl-swatch", { style: { background: colour } }), name));
    }
    const left = Math.max(0, content.holders.length - MOST_ENTRIES) + Math.max(0, others.length - MOST_OTHERS);
    if (left > 0) items.push(element("span.dl-muted", {}, `and ${left} more`));
    for (const family of content.families) {
      items.push(this.item(symbolIcon(family, theme.ink, { size: 14 }), FAMILIES[family].label));
    }
    const notes = [
      content.split && "split ring: sources disagree",
      content.stale && `faint ring: claim older than ${state.carry} days`,
      content.changing && "dashed: changing hands",
      content.siege && "dotted: siege",
      content.hollow && "hollow: denied, planned, failed",
      content.pale && "pale: day uncertain",
      content.areas && `areas drawn from ${content.reports.toLocaleString("en")} reports, not surveyed`,
    ].filter(Boolean);
    refill(this.entries, ...items);
    this.settings.textContent = [...notes, settingsInWords(state)].join(" · ");
  }

  /** @param {Node} picture @param {string} text */
  item(picture, text) {
    return element("span.dl-legend-item", {}, picture, element("span", { dir: "auto" }, text));
  }
}
