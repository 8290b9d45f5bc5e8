/**
 * Stamps the events of a view in their order and keeps a copy of the picture at every so many of them.
 */

import { keyframeRows } from "./keyframe_plan.js";
import { stampOver } from "./raster.js";

/** @type {Uint32Array} */
let rows = new Uint32Array(0);
let wanted = -1;
/** Arrays of pictures that are void, to be written over. @type {Uint32Array[]} */
let spare = [];

/** @param {Uint32Array} source @returns {Uint32Array} a copy */
function copyOf(source) {
  const copy = spare.pop() ?? new Uint32Array(source.length);
  copy.set(source);
  return copy;
}

self.onmessage = async ({ data }) => {
  if (data.spent) {
    for (const { pixels } of data.spent) spare.push(pixels);
    return;
  }
  if (data.rows) rows = data.rows;
  wanted = data.serial;
  const { width, height, centres, codes, stamps } = data;
  const pixels = new Uint32Array(width * height);
  spare = spare.filter((array) => array.length === width * height);
  let stamped = 0;
  for (const target of keyframeRows(rows.length, width * height)) {
    stampOver(pixels, { rows, centres, codes, stamps }, stamped, target);
    stamped = target;
    const frame = { rows: target, pixels: copyOf(pixels) };
    self.postMessage({ serial: data.serial, frame }, { transfer: [frame.pixels.buffer] });
    // Lets a newer plan in, which makes this one void.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (wanted !== data.serial) return;
  }
};
