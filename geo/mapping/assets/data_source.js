/**
 * Where the map's data come from: the feed, or the page itself where it carries them.
 */

import { readBasemap } from "./basemap.js";
import { answerOf, bytesFromBase64, decodeColumns, fetchColumns } from "./columns.js";
import { inTurns } from "./pace.js";
import { preparing } from "./prepare.js";

/**
 * @typedef {Object} DataSource
 * @property {boolean} workers whether modules may be started as workers (not in a page from a file)
 * @property {(state: import("./state.js").MapState) => Promise<{events: import("./columns.js").Columns, prepared: import("./prepare.js").Prepared}>} events
 * @property {(state: import("./state.js").MapState) => Promise<import("./columns.js").Columns>} holdings
 * @property {() => Promise<import("./basemap.js").Read>} basemap
 * @property {(row: number) => Promise<any>} detail
 */

/** Which columns are asked for: what the browser has kept may be of an older program. */
const BASEMAP_FORM = 2;
/** As sent, in bytes: some 20,000 events. */
const MANY_BYTES = 400_000;

/** @param {string} url @returns {Promise<any>} */
async function fetchJson(url) {
  const answer = await answerOf(url);
  return answer.json();
}

/**
 * Columns and index of a feed's events; of many of them in a worker, so that the page stays awake.
 * @param {string} url
 * @returns {Promise<{events: import("./columns.js").Columns, prepared: import("./prepare.js").Prepared}>}
 */
async function eventsFrom(url) {
  const answer = await answerOf(url);
  // Starting a worker takes longer than indexing some ten thousand rows; it starts while the body is still on its way.
  const many = Number(answer.headers.get("content-length") ?? MANY_BYTES) >= MANY_BYTES;
  const worker = many && answer.body ? new Worker(new URL("./loader.worker.js", import.meta.url), { type: "module" }) : null;
  if (worker && answer.body) return indexedIn(worker, answer.body.getReader());
  return preparedInTurns(decodeColumns(await answer.arrayBuffer()));
}

/** @param {import("./columns.js").Columns} events */
async function preparedInTurns(events) {
  return { events, prepared: await inTurns(preparing(events)) };
}

/**
 * @param {Worker} worker
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader of the body, whose pieces are handed over as they come: the page
 *   would not answer while it puts tens of megabytes together
 * @returns {Promise<any>}
 */
async function indexedIn(worker, reader) {
  const indexed = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message || "the loader could not be started"));
  });
  const handOver = async () => {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      worker.postMessage(piece.value, [piece.value.buffer]);
    }
    worker.postMessage(null);
    return indexed;
  };
  try {
    // What goes wrong in the worker is told at once, what goes wrong on the wire too.
    return await Promise.race([handOver(), indexed]);
  } finally {
    worker.terminate();
    reader.cancel().catch(() => {});
  }
}

/**
 * @param {string} feed address of the feed, for example `/feed`
 * @param {Record<string, string>} [query] further parameters of the events' address
 * @returns {DataSource}
 */
export function feedSource(feed, query = {}) {
  const address = (/** @type {string} */ path, /** @type {Record<string, string>} */ parameters) => {
    const search = new URLSearchParams(parameters).toString();
    return `${feed}/${path}${search ? `?${search}` : ""}`;
  };
  return {
    workers: true,
    events: (state) =>
      eventsFrom(address("events", { ...query, ...(state.reviewed ? { status: "accepted,edited" } : {}) })),
    holdings: (state) =>
      fetchColumns(address("holdings", {
        by: state.by,
        ...(state.minprec < 5 ? { min_date_prec: String(state.minprec) } : {}),
        ...(state.reviewed ? { reviewed: "1" } : {}),
      })),
    basemap: async () => readBasemap(await fetchColumns(`${feed}/basemap?v=${BASEMAP_FORM}`)),
    detail: (row) => fetchJson(`${feed}/events/${row}${query.parquet ? `?parquet=${encodeURIComponent(query.parquet)}` : ""}`),
  };
}

/**
 * @param {{events: string, holdings: Record<string, string>, basemap: string, details: Record<string, any>}} embedded
 *   columns as base64; holdings by `happened` and `published`
 * @returns {DataSource}
 */
export function embeddedSource(embedded) {
  return {
    workers: false,
    events: () => preparedInTurns(decodeColumns(bytesFromBase64(embedded.events))),
    holdings: async (state) => decodeColumns(bytesFromBase64(embedded.holdings[state.by])),
    basemap: async () => readBasemap(decodeColumns(bytesFromBase64(embedded.basemap))),
    async detail(row) {
      const detail = embedded.details[row];
      if (!detail) throw new Error("this page carries no text for the report");
      return detail;
    },
  };
}

const NO_SPANS = Object.fromEntries(
  ["place", "source", "state", "holder", "besieger", "from", "to", "claim", "event"].map((name) => [name, new Uint32Array(0)]),
);

/**
 * What sources say of who holds what; without an answer the map still shows its reports, and the console says why.
 * @param {DataSource} source @param {import("./state.js").MapState} state
 * @returns {Promise<import("./columns.js").Columns>}
 */
export async function holdingsOrNone(source, state) {
  try {
    return await source.holdings(state);
  } catch (error) {
    console.warn(`no holdings: ${error instanceof Error ? error.message : error}`);
    return { count: 0, header: {}, dictionaries: {}, arrays: NO_SPANS };
  }
}
