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

/** Of the body, as they came. @type {Uint8Array[]} */
const pieces = [];

/** @returns {ArrayBuffer} all pieces in one */
function joined() {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces.splice(0)) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}

/** Takes pieces of a body, then null, which ends it. */
self.onmessage = ({ data }) => {
  if (data !== null) {
    pieces.push(data);
    return;
  }
  try {
    const events = decodeColumns(joined());
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
