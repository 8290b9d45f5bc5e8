/**
 * Where the map's data come from: the feed, or the page itself where it carries them.
 */

import { bytesFromBase64, decodeColumns, fetchColumns } from "./columns.js";
import { prepareEvents } from "./prepare.js";

/**
 * @typedef {Object} DataSource
 * @property {boolean} workers whether modules may be started as workers (not in a page from a file)
 * @property {(state: import("./state.js").MapState) => Promise<{events: import("./columns.js").Columns, prepared: import("./prepare.js").Prepared}>} events
 * @property {(state: import("./state.js").MapState) => Promise<import("./columns.js").Columns>} holdings
 * @property {() => Promise<any>} basemap
 * @property {(row: number) => Promise<any>} detail
 */

/** @param {string} url @returns {Promise<any>} */
async function fetchJson(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error((await answer.text()).slice(0, 200) || answer.statusText);
  return answer.json();
}

/**
 * Columns and index of a feed's events, made in a worker so that the page stays awake.
 * @param {string} url
 */
function eventsFromWorker(url) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./loader.worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message || "the loader could not be started"));
    };
    worker.postMessage({ url: new URL(url, document.baseURI).href });
  });
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
      eventsFromWorker(address("events", { ...query, ...(state.reviewed ? { status: "accepted,edited" } : {}) })),
    holdings: (state) =>
      fetchColumns(address("holdings", {
        by: state.by,
        ...(state.minprec < 5 ? { min_date_prec: String(state.minprec) } : {}),
        ...(state.reviewed ? { reviewed: "1" } : {}),
      })),
    basemap: () => fetchJson(`${feed}/basemap`),
    detail: (row) => fetchJson(`${feed}/events/${row}${query.parquet ? `?parquet=${encodeURIComponent(query.parquet)}` : ""}`),
  };
}

/**
 * @param {{events: string, holdings: Record<string, string>, basemap: any, details: Record<string, any>}} embedded
 *   columns as base64; holdings by `happened` and `published`
 * @returns {DataSource}
 */
export function embeddedSource(embedded) {
  return {
    workers: false,
    async events() {
      const events = decodeColumns(bytesFromBase64(embedded.events));
      return { events, prepared: prepareEvents(events) };
    },
    holdings: async (state) => decodeColumns(bytesFromBase64(embedded.holdings[state.by])),
    basemap: async () => embedded.basemap,
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
