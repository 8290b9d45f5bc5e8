/**
 * What lies under the pointer, in words: for the small card, the list of a cluster and the card of a place.
 */

import { NOBODY } from "./columns.js";
import { UNKNOWN_DAY, wordsFromAge, wordsFromDay, wordsFromSpan } from "./dates.js";
import { element } from "./dom.js";
import { accordAt, holdingsOn, isStale, STATE } from "./holdings.js";
import { wordsFromKind } from "./symbols.js";

const MOST_LISTED = 200;
/** The besieger of a siege whose besieger no report names. */
const UNNAMED = "unnamed";

/**
 * @typedef {Object} Scene what words are made from
 * @property {import("./columns.js").Columns} events
 * @property {import("./holdings.js").Holdings} holdings
 * @property {Uint8Array} shown by source of the holdings: 1 where it is shown
 * @property {import("./state.js").MapState} state
 * @property {string[]} sourceColours
 * @property {import("./theme.js").Theme} theme
 * @property {import("./one_event.js").Groups} [groups] reports accepted as one event
 */

/** @param {Scene} scene @param {number} row @returns {string} */
function actorOf({ events }, row) {
  const actor = events.arrays.actor[row];
  return actor === NOBODY ? "nobody named" : events.dictionaries.actors[actor].name;
}

/** @param {Scene} scene @param {number} row */
function sourceOf({ events }, row) {
  return events.dictionaries.sources[events.arrays.source[row]];
}

/** @param {Scene} scene @param {number} row @returns {string} for example `captured · ISIS` */
export function rowInWords(scene, row) {
  const { events } = scene;
  const kind = wordsFromKind(events.dictionaries.kinds[events.arrays.kind[row]]);
  const stance = events.dictionaries.stances[events.arrays.stance[row]];
  return `${kind}${stance === "asserted" ? "" : ` (${stance})`} · ${actorOf(scene, row)}`;
}

/** @param {Scene} scene @param {number} row */
function whenInWords({ events }, row) {
  return wordsFromSpan(events.arrays.first[row], events.arrays.last[row]);
}

/** @param {string[]} words @returns {{word: string, count: number}[]} most frequent first */
function tally(words) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
}

/** @param {Scene} scene @param {number[]} rows @returns {string} for example `12 clash · 3 airstrike · 2 more kinds` */
export function kindsInWords({ events }, rows) {
  const counts = tally(rows.map((row) => wordsFromKind(events.dictionaries.kinds[events.arrays.kind[row]])));
  const said = counts.slice(0, 3).map(({ word, count }) => `${count} ${word}`);
  if (counts.length > 3) said.push(`${counts.length - 3} more kinds`);
  return said.join(" · ");
}

/**
 * @param {Scene} scene @param {NonNullable<import("./map_view.js").Under>} under
 * @returns {import("./cards.js").Tip}
 */
export function tipFor(scene, under) {
  if (under.kind === "place") return placeTip(scene, under.place);
  const { rows } = under;
  if (rows.length === 1) {
    const [row] = rows;
    const place = scene.holdings.places[placeNear(scene, row)];
    return {
      title: place ? `${place.name} · ${rowInWords(scene, row)}` : rowInWords(scene, row),
      lines: [{ text: whenInWords(scene, row) }, { text: sourceOf(scene, row).name }],
    };
  }
  const sources = new Set(rows.map((row) => sourceOf(scene, row).name));
  if (isOneEvent(scene, rows)) {
    const place = scene.holdings.places[placeNear(scene, rows[0])];
    return {
      title: place ? `${place.name} · ${rowInWords(scene, rows[0])}` : rowInWords(scene, rows[0]),
      lines: [{ text: whenInWords(scene, rows[0]) }, { text: `one event, told by ${[...sources].join(", ")}` }, { text: "click for each report" }],
    };
  }
  return {
    title: `${rows.length.toLocaleString("en")} reports ${under.kind === "disc" ? "somewhere in this area" : "here"}`,
    lines: [
      { text: kindsInWords(scene, rows) },
      { text: sources.size === 1 ? [...sources][0] : `${sources.size} sources` },
      { text: "click for the list" },
    ],
  };
}

/**
 * Whether rows are reports that a reader has accepted as one event.
 * @param {Scene} scene @param {number[]} rows @returns {boolean}
 */
export function isOneEvent({ groups = [] }, rows) {
  return rows.length > 1 && groups.some((group) => rows.every((row) => group.includes(row)));
}

/** @param {Scene} scene @param {number} row @returns {number} the claimed place at the row's point, or -1 */
function placeNear({ events, holdings }, row) {
  const { lon, lat } = events.arrays;
  return holdings.places.findIndex(
    (entry) => Math.abs((entry.lon ?? 999) - lon[row]) < 1e-3 && Math.abs((entry.lat ?? 999) - lat[row]) < 1e-3,
  );
}

/**
 * The claimed place that something under the pointer belongs to.
 * @param {Scene} scene @param {NonNullable<import("./map_view.js").Under>} under
 * @returns {number} its number in the holdings, -1 for none
 */
export function placeOf(scene, under) {
  return under.kind === "place" ? under.place : placeNear(scene, under.rows[0]);
}

/**
 * Where something under the pointer lies.
 * @param {Scene} scene @param {NonNullable<import("./map_view.js").Under>} under
 * @returns {{lon: number, lat: number}}
 */
export function pointOf({ events, holdings }, under) {
  if (under.kind === "place") return holdings.places[under.place];
  const [row] = under.rows;
  return { lon: events.arrays.lon[row], lat: events.arrays.lat[row] };
}

/** @param {Scene} scene @param {number} span @returns {string} for example `ISIS` */
export function holderInWords({ holdings }, span) {
  const { holder, state } = holdings.arrays;
  const name = holder[span] === NOBODY ? "" : holdings.holders[holder[span]].name;
  switch (state[span]) {
    case STATE.contested: return "contested";
    case STATE.changing: return name || "changing hands";
    case STATE.nobody: return "holder not named";
    default: return name;
  }
}

/**
 * What a source says of a place, in the panel's words.
 * @param {Scene} scene @param {number} span @param {boolean} stale
 * @returns {string} for example `says so since 4 Dec 2016 · claim 4 days old`
 */
function claimInWords({ holdings, state: { day } }, span, stale) {
  const { since: begun, claim, state, besieger } = holdings.arrays;
  const known = begun[span] !== UNKNOWN_DAY;
  const since = known ? ` since ${wordsFromDay(begun[span])}` : "";
  const said = {
    [STATE.holds]: () => `says so${since}`,
    [STATE.contested]: () => `says it is contested${since}`,
    [STATE.changing]: () => `says it changed hands ${changeInWords(begun[span], claim[span])}`,
    [STATE.nobody]: () => `says its holder left${known ? ` on ${wordsFromDay(begun[span])}` : ""}, names no new one`,
  }[/** @type {0 | 1 | 2 | 3} */ (state[span])]();
  return [said, `claim ${wordsFromAge(day - claim[span])}`, stale && "stale", siegeInWords(holdings, besieger[span])].filter(Boolean).join(" · ");
}

/** @param {number} first @param {number} last days @returns {string} for example `between 1 and 31 Mar 2016` */
function changeInWords(first, last) {
  if (first === UNKNOWN_DAY) return `by ${wordsFromDay(last)}`;
  return first === last ? `on ${wordsFromDay(last)}` : `between ${wordsFromDay(first)} and ${wordsFromDay(last)}`;
}

/** @param {import("./holdings.js").Holdings} holdings @param {number} besieger @returns {string} */
function siegeInWords(holdings, besieger) {
  if (besieger === NOBODY) return "";
  const { name } = holdings.holders[besieger];
  return name === UNNAMED ? "under siege, besieger not named" : `under siege by ${name}`;
}

/**
 * What the sources shown say of a place on the day, whether or not it is in view.
 * @param {Scene} scene @param {number} place
 */
function saidOf({ holdings, shown, state }, place) {
  const end = holdings.starts[place + 1];
  const on = {
    arcs: new Uint32Array(end - holdings.starts[place]), starts: new Uint32Array(2), places: new Uint32Array(1),
    placeCount: 0, day: 0, carry: 0,
  };
  holdingsOn(holdings, state.day, shown, state.carry, Uint32Array.of(place), on);
  const spans = [...on.arcs.subarray(0, on.starts[on.placeCount])];
  return { on, spans, accord: on.placeCount === 0 ? /** @type {const} */ ("silent") : accordAt(holdings, on, 0) };
}

/** @param {Scene} scene @param {number} place @returns {import("./cards.js").Tip} */
function placeTip(scene, place) {
  const { holdings, state } = scene;
  const { on, spans, accord } = saidOf(scene, place);
  const live = spans.filter((span) => !isStale(holdings, span, on));
  const told = tally((live.length ? live : spans).map((span) => holderInWords(scene, span)));
  const lines = told.slice(0, 3).map(({ word, count }) => ({ text: `${word}: ${count} ${count === 1 ? "source" : "sources"}` }));
  if (accord === "disagree") lines.push(/** @type {any} */ ({ text: "sources disagree", tone: "warning" }));
  if (spans.length === 0) lines.push({ text: "nothing said of it on this day" });
  else if (live.length === 0) lines.push({ text: `every claim is older than ${state.carry} days` });
  return { title: holdings.places[place].name, lines };
}

/**
 * The content of a card that lists many reports.
 * @param {Scene} scene @param {number[]} rows @param {import("./cards.js").Card} card @param {string} title
 * @returns {Node[]}
 */
export function listOfRows(scene, rows, card, title) {
  const listed = rows.slice(0, MOST_LISTED);
  return [
    element("h3", {}, title),
    element("p.dl-when", {}, kindsInWords(scene, rows)),
    element(
      "ul.dl-list", {},
      ...listed.map((row) =>
        card.listItem(row, {
          title: rowInWords(scene, row),
          note: `${sourceOf(scene, row).name} · ${whenInWords(scene, row)}`,
          colour: scene.sourceColours[scene.events.arrays.source[row]],
        }),
      ),
    ),
    ...(rows.length > listed.length ? [element("p.dl-muted", {}, `and ${(rows.length - listed.length).toLocaleString("en")} more; zoom in to part them`)] : []),
  ];
}

/**
 * The content of the card of a place: one row a source, and who is silent.
 * @param {Scene} scene @param {number} place @param {import("./cards.js").Card} card
 * @returns {Node[]}
 */
export function cardOfPlace(scene, place, card) {
  const { shown, holdings, state } = scene;
  const { source, event } = holdings.arrays;
  const { on, spans, accord } = saidOf(scene, place);
  const speaking = spans.filter((span) => !isStale(holdings, span, on)).length;
  // One settled claim beside others that are changing: the badge must not say that one source speaks.
  const single = speaking > 1 ? "changing hands" : "one source";
  const badge = { agree: "sources agree", disagree: "sources disagree", single, silent: "nobody now" }[accord];
  const colourOf = (/** @type {string} */ id) => {
    const at = scene.events.dictionaries.sources.findIndex((/** @type {any} */ entry) => entry.id === id);
    return scene.sourceColours[at];
  };
  const told = new Set(spans.map((span) => source[span]));
  const silent = holdings.sources.filter((_, at) => !told.has(at) && shown[at] === 1).map((entry) => entry.name);
  return [
    element("h3", { dir: "auto" }, holdings.places[place].name, element("span.dl-badge", { "data-accord": accord }, badge)),
    element("p.dl-when", {}, `On ${wordsFromDay(state.day)}`),
    element(
      "ul.dl-list", {},
      ...spans.map((span) => {
        return card.listItem(event[span], {
          title: `${holdings.sources[source[span]].name} says ${holderInWords(scene, span)}`,
          note: claimInWords(scene, span, isStale(holdings, span, on)),
          colour: colourOf(holdings.sources[source[span]].id),
        });
      }),
    ),
    ...(silent.length ? [element("p.dl-muted", { dir: "auto" }, `Silent: ${silent.join(", ")}`)] : []),
  ];
}
