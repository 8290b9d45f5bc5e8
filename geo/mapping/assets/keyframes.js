/**
 * Pictures of "up to" at every so many events, made in a worker: a step back starts from the nearest of them.
 */

import { nearestFrame } from "./keyframe_plan.js";

/**
 * @typedef {Object} Frame
 * @property {number} rows how many rows of the timeline's order it shows
 * @property {Uint32Array} pixels
 */

/**
 * @typedef {Object} Plan
 * @property {number} generation
 * @property {import("./mercator.js").View} view
 * @property {Int32Array} centres @property {Uint16Array} codes
 * @property {import("./timeline.js").Timeline} timeline
 * @property {import("./sprites.js").Stamps} stamps
 */

/** Fewer rows than this are stamped faster than a picture is copied. */
const LEAST_ROWS = 8000;
/** A view that does not rest so long is not worth its pictures, in milliseconds. */
const REST_MS = 250;

export class Keyframes {
  constructor() {
    this.worker = new Worker(new URL("./keyframe.worker.js", import.meta.url), { type: "module" });
    /** @type {Frame[]} */
    this.frames = [];
    this.generation = -1;
    /** @type {Uint32Array | null} */
    this.sentRows = null;
    this.worker.onmessage = ({ data }) => {
      if (data.generation === this.generation) this.frames.push(data.frame);
      else this.giveBack([data.frame]);
    };
  }

  /** @param {Plan} plan */
  plan({ generation, view, centres, codes, timeline, stamps }) {
    // What is void goes back to be written over: four dozen pictures of three megabytes are no litter to leave.
    const spent = this.frames;
    this.frames = [];
    this.generation = generation;
    clearTimeout(this.timer);
    this.giveBack(spent);
    if (timeline.all.rows.length < LEAST_ROWS) return;
    this.timer = setTimeout(() => {
      const rows = this.sentRows === timeline.all.rows ? null : timeline.all.rows;
      this.sentRows = timeline.all.rows;
      this.worker.postMessage({ generation, width: view.width, height: view.height, rows, centres, codes, stamps });
    }, REST_MS);
  }

  /** @param {Frame[]} frames are handed over */
  giveBack(frames) {
    if (frames.length === 0) return;
    this.worker.postMessage({ spent: frames }, frames.map(({ pixels }) => pixels.buffer));
  }

  /**
   * The latest picture of at most `rows` rows.
   * @param {number} generation @param {number} rows
   * @returns {Frame | null}
   */
  nearest(generation, rows) {
    return generation === this.generation ? nearestFrame(this.frames, rows) : null;
  }

  stop() {
    clearTimeout(this.timer);
    this.worker.terminate();
  }
}
