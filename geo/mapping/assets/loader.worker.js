/**
 * Indexes events away from the page's own thread, and hands the arrays over without copying.
 */

import { decodeColumns } from "./columns.js";
import { prepareEvents } from "./prepare.js";

/** @param {any} value @param {Set<ArrayBuffer>} found */
function collectBuffers(value, found) {
  if (ArrayBuffer.isView(value)) found.add(/** @type {ArrayBuffer} */ (value.buffer));
  else if (value && typeof value === "object") for (const part of Object.values(value)) collectBuffers(part, found);
}

self.onmessage = ({ data }) => {
  try {
    const events = decodeColumns(data);
    const prepared = prepareEvents(events);
    /** @type {Set<ArrayBuffer>} */
    const buffers = new Set();
    collectBuffers(events.arrays, buffers);
    collectBuffers(prepared, buffers);
    self.postMessage({ events, prepared }, { transfer: [...buffers] });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
