/**
 * The wire format of the feed: a JSON header and typed arrays, as docs/architecture.md sets it out.
 */

import { dayFromIso, UNKNOWN_DAY } from "./dates.js";

const MAGIC = 0x314e4c44; // "DLN1", little-endian

/** Named by the header; all little-endian, as every browser's machine is. */
const ARRAYS = {
  f4: Float32Array,
  f8: Float64Array,
  i1: Int8Array,
  i2: Int16Array,
  i4: Int32Array,
  u1: Uint8Array,
  u2: Uint16Array,
  u4: Uint32Array,
};

/** Columns of days; a feed of another century counts them from another epoch. */
const DAY_COLUMNS = ["first", "last", "published", "from", "to", "claim"];

/** What `to` holds where a span has no end. */
export const OPEN_DAY = 32767;

/** What `actor`, `opponent`, `holder` and `besieger` hold where nobody is named. */
export const NOBODY = 65535;

/**
 * @typedef {Object} Columns
 * @property {number} count rows
 * @property {Record<string, any>} header everything the header said
 * @property {Record<string, any>} dictionaries
 * @property {Record<string, any>} arrays typed arrays by name
 */

/**
 * The columns of one answer of the feed, as views on its bytes.
 * @param {ArrayBuffer} buffer
 * @returns {Columns}
 * @throws {Error} where the bytes are no such answer
 */
export function decodeColumns(buffer) {
  const view = new DataView(buffer);
  if (buffer.byteLength < 8 || view.getUint32(0, true) !== MAGIC) throw new Error("the feed sent no columns");
  const headerLength = view.getUint32(4, true);
  const start = 8 + headerLength;
  if (start > buffer.byteLength) throw new Error("the feed's answer is cut short");
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength)));
  const base = Math.ceil(start / 8) * 8;
  /** @type {Record<string, any>} */
  const arrays = {};
  for (const { name, dtype, offset, length } of header.columns) {
    const TypedArray = ARRAYS[/** @type {keyof typeof ARRAYS} */ (dtype)];
    if (!TypedArray) throw new Error(`the feed sent a column of unknown type ${dtype}`);
    if (base + offset + length * TypedArray.BYTES_PER_ELEMENT > buffer.byteLength) {
      throw new Error(`the feed's column ${name} is cut short`);
    }
    arrays[name] = new TypedArray(buffer, base + offset, length);
  }
  const shift = dayFromIso(header.epoch) ?? 0;
  if (shift !== 0) for (const name of DAY_COLUMNS) if (arrays[name]) arrays[name] = shiftedDays(arrays[name], shift);
  return { count: header.count, header, dictionaries: header.dictionaries ?? {}, arrays };
}

/** @param {Int16Array} days @param {number} shift @returns {Int32Array} unknown and open days stay what they are */
function shiftedDays(days, shift) {
  return Int32Array.from(days, (day) => (day === UNKNOWN_DAY || day === OPEN_DAY ? day : day + shift));
}

/**
 * The answer to a request, which the page may have begun before modules were loaded; an error says what the feed said.
 * @param {string} url
 * @returns {Promise<Response>}
 */
export async function answerOf(url) {
  const begun = /** @type {any} */ (globalThis).dateline?.early;
  const first = begun?.[url];
  if (first) delete begun[url];
  const answer = await (first ?? fetch(url));
  if (!answer.ok) throw new Error(`${(await answer.text()).slice(0, 200) || answer.statusText} (${url})`);
  return answer;
}

/**
 * The columns of one answer of the feed.
 * @param {string} url
 * @returns {Promise<Columns>}
 */
export async function fetchColumns(url) {
  return decodeColumns(await (await answerOf(url)).arrayBuffer());
}

/**
 * The bytes of a base64 text, for pages that carry their data with them.
 * @param {string} text
 * @returns {ArrayBuffer}
 */
export function bytesFromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
}

/**
 * The spans of days by which events are sorted, for the question "what happened" or "what was published".
 * An open end counts as the end that is known: a report "by 8 December" stands on 8 December.
 * @param {Columns} events
 * @param {"happened" | "published"} by
 * @returns {{lo: Int16Array | Int32Array, hi: Int16Array | Int32Array}} UNKNOWN_DAY in both where nothing dates the event
 */
export function spansOf(events, by) {
  const { first, last, published } = events.arrays;
  if (by === "published") return { lo: published, hi: published };
  const lo = new Int32Array(events.count);
  const hi = new Int32Array(events.count);
  for (let row = 0; row < events.count; row += 1) {
    lo[row] = first[row] === UNKNOWN_DAY ? last[row] : first[row];
    hi[row] = last[row] === UNKNOWN_DAY ? first[row] : last[row];
  }
  return { lo, hi };
}
