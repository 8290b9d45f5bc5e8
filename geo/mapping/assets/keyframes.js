/**
 * Pictures of "up to" at every so many events, made in a worker: a step back starts from the nearest of them.
 */

import { nearestFrame } from "./keyframe_plan.js";

/**
 * @typedef {Object} Frame
 * @property {number} rows how many rows of the timeline's order it shows
 * @property {Uint32Array} pixels @property {Uint32Array} picks
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
const LEAST_ROWS = 60000;

export class Keyframes {
  constructor() {
    this.worker = new Worker(new URL("./keyframe.worker.js", import.meta.url), { type: "module" });
    /** @type {Frame[]} */
    this.frames = [];
    this.generation = -1;
    /** @type {Uint32Array | null} */
    this.sentRows = null;
    this.worker.onmessage = ({ data }) => {
      if (data.generation !== this.generation) return;
      this.frames.push(data.frame);
    };
  }

  /** @param {Plan} plan */
  plan({ generation, view, centres, codes, timeline, stamps }) {
    this.frames = [];
    this.generation = generation;
    clearTimeout(this.timer);
    if (timeline.all.rows.length < LEAST_ROWS) return;
    // The map may still be on the move: only a view that rests is worth its pictures.
    this.timer = setTimeout(() => {
      const rows = this.sentRows === timeline.all.rows ? null : timeline.all.rows;
      this.sentRows = timeline.all.rows;
      this.worker.postMessage({ generation, width: view.width, height: view.height, rows, centres, codes, stamps });
    }, 60);
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
