/**
 * The legend: only what the map shows just now, and the assumptions it was drawn with.
 */

import { element, refill } from "./dom.js";
import { ringIcon, symbolIcon } from "./icons.js";
import { FAMILIES } from "./symbols.js";

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
 * @property {number} leftOut discs of uncertain places that would be too many to tell apart
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
    this.more = element("button.dl-legend-more", { type: "button", "aria-expanded": "false", hidden: true, onclick: () => this.unfold(this.element.dataset.open !== "true") });
    this.element = element("div.dl-legend", { role: "note", "aria-label": "Legend" }, this.entries, this.more);
    /** What the map was drawn with; no symbol, so it stands apart. */
    this.settings = element("div.dl-settings", { role: "note", "aria-label": "Settings of the map" });
    this.before = "";
    new ResizeObserver(() => this.sayMore()).observe(this.element);
  }

  /** @param {boolean} open whether more than two lines are shown */
  unfold(open) {
    this.element.dataset.open = String(open);
    this.sayMore();
  }

  /** Offers the lines that do not fit, where there are any. */
  sayMore() {
    const open = this.element.dataset.open === "true";
    this.more.hidden = !open && this.entries.scrollHeight <= this.entries.clientHeight + 2;
    this.more.textContent = open ? "less" : "more";
    this.more.setAttribute("aria-expanded", String(open));
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
      items.push(this.item(symbolIcon(family, theme.ink, 14), FAMILIES[family].label));
    }
    const notes = /** @type {[boolean, string, string][]} */ ([
      [content.split, "split", "sources disagree"],
      [content.stale, "faint", `older than ${state.carry} days`],
      [content.changing, "dashed", "changing hands"],
      [content.siege, "dotted", "under siege"],
      [content.hollow, "hollow", "denied, planned, failed"],
      [content.pale, "pale", "day uncertain"],
    ]).filter(([seen]) => seen);
    for (const [, look, meaning] of notes) items.push(this.item(element("em", {}, look), meaning));
    refill(this.entries, ...items);
    // Where nothing is in sight there is nothing to explain.
    this.element.hidden = items.length === 0;
    const areas = `areas drawn from ${content.reports.toLocaleString("en")} reports, not surveyed`;
    const discs = `${content.leftOut.toLocaleString("en")} vague places not drawn, zoom in`;
    const said = [content.areas && areas, content.leftOut > 0 && discs, settingsInWords(state)];
    this.settings.textContent = said.filter(Boolean).join(" · ");
    // What is added to it reaches into the small print of the basemap at the right: it stands above that.
    this.settings.dataset.long = String(said.filter(Boolean).length > 1);
    this.sayMore();
  }

  /** @param {Node} picture @param {string} text */
  item(picture, text) {
    return element("span.dl-legend-item", { title: text }, picture, " ", element("span", { dir: "auto" }, text));
  }
}
