/**
 * The small card under the pointer, and the larger one that a click opens: the quote with where it comes from.
 */

import { wordsFromDay, wordsFromSpan, dayFromIso, UNKNOWN_DAY } from "./dates.js";
import { element, icon, refill } from "./dom.js";
import { wordsFromKind } from "./symbols.js";

/** @typedef {{title: string, lines: {text: string, tone?: string}[]}} Tip */

export class Tooltip {
  constructor() {
    this.element = element("div.dl-tip", { role: "tooltip", hidden: true });
  }

  /** @param {Tip} tip @param {number} x @param {number} y @param {{x: number, y: number}} room CSS pixels of the map */
  show(tip, x, y, room) {
    refill(
      this.element,
      element("strong", { dir: "auto" }, tip.title),
      ...tip.lines.map(({ text, tone }) => element("span", { "data-tone": tone, dir: "auto" }, text)),
    );
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + 16 + width > room.x ? x - 16 - width : x + 16;
    const top = y + 14 + height > room.y ? y - 14 - height : y + 14;
    this.element.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(Math.max(4, top))}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/**
 * A link only where it leads to the web.
 * @param {string | null | undefined} url @param {string} text
 */
function webLink(url, text) {
  return /^https?:\/\//i.test(url ?? "")
    ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text)
    : null;
}

/** @param {string | null | undefined} iso @returns {string} */
function wordsFromIso(iso) {
  const day = dayFromIso(iso);
  return day === null ? "" : wordsFromDay(day);
}

/** @param {any} event with ISO dates @returns {string} */
export function spanInWords(event) {
  return wordsFromSpan(dayFromIso(event.date_start) ?? UNKNOWN_DAY, dayFromIso(event.date_end) ?? UNKNOWN_DAY);
}

/** @param {any} event @returns {string} for example `Palmyra · captured by ISIS from the government` */
export function headlineOf(event) {
  const what = wordsFromKind(event.kind);
  const who = event.actor ? ` · ${event.actor}` : "";
  const whom = event.opponent ? ` / ${event.opponent}` : "";
  return `${what}${who}${whom}`;
}

export class Card {
  /** @param {{onClose: () => void, onOpenRow: (row: number) => void}} listeners */
  constructor({ onClose, onOpenRow }) {
    this.onOpenRow = onOpenRow;
    /** @type {number | null} */
    this.place = null;
    this.onClose = onClose;
    this.body = element("div.dl-card-body");
    this.closeButton = element("button.dl-button.dl-close", { type: "button", "aria-label": "Close", onclick: () => this.close() }, icon("close"));
    this.element = element("article.dl-card", { tabindex: "-1", "aria-label": "Report", hidden: true }, this.closeButton, this.body);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  close() {
    this.element.hidden = true;
    this.onClose();
  }

  /** @param {Node[]} content @param {number | null} [place] the place it is about, where it follows the day */
  open(content, place = null) {
    this.place = place;
    refill(this.body, ...content);
    this.element.hidden = false;
    this.body.scrollTop = 0;
    this.element.focus({ preventScroll: true });
  }

  /**
   * Other content in the same place: what is read on stays in view, and the focus where it is.
   * @param {Node[]} content
   */
  refresh(content) {
    const { scrollTop } = this.body;
    const focused = [...this.body.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement));
    refill(this.body, ...content);
    this.body.scrollTop = scrollTop;
    if (focused >= 0) this.body.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  }

  /** @param {string} words */
  sayLoading(words) {
    this.open([element("p.dl-muted", {}, words)]);
  }

  /**
   * One event whole.
   * @param {any} event as /feed/events/{id} tells it @param {string} colour of its source
   */
  showEvent(event, colour) {
    const stance = event.stance && event.stance !== "asserted" ? ` (${event.stance})` : "";
    const published = wordsFromIso(event.article?.published_on ?? event.published_on);
    const origin = [
      published && `published ${published}`,
      event.attributed_to ? `cites ${event.attributed_to}` : "cites no one",
    ].filter(Boolean).join(" · ");
    const title = event.article?.title;
    this.open([
      element("h3", { dir: "auto" }, event.place_name || event.place_mention || "No place named"),
      element("p.dl-what", { dir: "auto" }, headlineOf(event) + stance),
      element("p.dl-when", {}, `${spanInWords(event)}${areaInWords(event)}`),
      element("blockquote", { dir: "auto" }, event.quote || "No quote is kept for this report."),
      element(
        "p.dl-origin", {}, element("i.dl-swatch", { style: { background: colour } }),
        element("strong", { dir: "auto" }, event.source?.name ?? event.source_id), `, ${origin}`,
      ),
      ...this.answers(event.answers ?? []),
      ...(event.more_quotes ?? []).map((/** @type {any} */ more) => element("blockquote.dl-more", { dir: "auto" }, more.quote)),
      title ? element("p.dl-title", { dir: "auto" }, title) : null,
      element("p.dl-links", {}, webLink(event.article?.url ?? event.url, "open article"), element("span.dl-muted", {}, event.rule ? `found by ${event.rule}` : "")),
      ...this.neighbours(event.neighbours ?? []),
    ].filter((node) => node !== null));
  }

  /**
   * Who denies or contradicts the report, or whose report it denies; each opens the other.
   * @param {any[]} answers @returns {Node[]}
   */
  answers(answers) {
    if (answers.length === 0) return [];
    return [
      element("h4", {}, "Answers to this claim"),
      element("ul.dl-list.dl-answers", {}, ...answers.map((other) => this.listItem(other.row, {
        title: answerInWords(other), note: `${headlineOf(other)} · ${spanInWords(other)}`, quote: other.quote,
      }))),
    ];
  }

  /** @param {any[]} neighbours @returns {Node[]} */
  neighbours(neighbours) {
    if (neighbours.length === 0) return [];
    return [
      element("h4", {}, "Other sources on this place"),
      element("ul.dl-list", {}, ...neighbours.map((other) => this.listItem(other.row, {
        title: `${other.source_name ?? other.source_id} says ${headlineOf(other)}`,
        note: spanInWords(other),
        quote: other.quote,
      }))),
    ];
  }

  /** @param {number} row @param {{title: string, note: string, quote?: string, colour?: string}} content */
  listItem(row, { title, note, quote, colour }) {
    return element(
      "li", {},
      element(
        "button.dl-item", { type: "button", onclick: () => this.onOpenRow(row) },
        colour ? element("i.dl-swatch", { style: { background: colour } }) : null,
        element("span", { dir: "auto" }, title), element("small", {}, note),
        quote ? element("q", { dir: "auto" }, quote) : null,
      ),
    );
  }
}

/** @param {any} answer @returns {string} for example `denied by TASS, published 12 Dec 2016` */
function answerInWords({ relation, source_name: name, source_id: id, published_on: published }) {
  const who = relation === "denies" ? `denies a report of ${name ?? id}` : `${relation} ${name ?? id}`;
  return published ? `${who}, published ${wordsFromIso(published)}` : who;
}

/** @param {any} event @returns {string} how far from its point the event may lie, where that is far */
function areaInWords(event) {
  if (!event.radius_m || event.radius_m < 2500) return "";
  return ` · within ${Math.round(event.radius_m / 1000)} km`;
}
