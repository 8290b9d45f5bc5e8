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
    /** Started when it is first needed: a page that opens has both hands full. @type {Worker | null} */
    this.worker = null;
    /** @type {Frame[]} */
    this.frames = [];
    /** Of the last plan. */
    this.serial = 0;
    /** @type {Uint32Array | null} */
    this.sentRows = null;
  }

  /** @returns {Worker} */
  started() {
    const worker = new Worker(new URL("./keyframe.worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.serial === this.serial) this.frames.push(data.frame);
      else this.giveBack([data.frame]);
    };
    return worker;
  }

  /** @param {Plan} plan @returns {number} the serial by which its pictures are asked for */
  plan({ view, centres, codes, timeline, stamps }) {
    // What is void goes back to be written over: four dozen pictures of three megabytes are no litter to leave.
    const spent = this.frames;
    this.frames = [];
    this.serial += 1;
    const { serial } = this;
    clearTimeout(this.timer);
    this.giveBack(spent);
    if (timeline.all.rows.length < LEAST_ROWS) return serial;
    this.timer = setTimeout(() => {
      const rows = this.sentRows === timeline.all.rows ? null : timeline.all.rows;
      this.sentRows = timeline.all.rows;
      this.worker ??= this.started();
      this.worker.postMessage({ serial, width: view.width, height: view.height, rows, centres, codes, stamps });
    }, REST_MS);
    return serial;
  }

  /** @param {Frame[]} frames are handed over */
  giveBack(frames) {
    if (frames.length === 0) return;
    this.worker?.postMessage({ spent: frames }, frames.map(({ pixels }) => pixels.buffer));
  }

  /**
   * The latest picture of at most `rows` rows.
   * @param {number} serial @param {number} rows
   * @returns {Frame | null}
   */
  nearest(serial, rows) {
    return serial === this.serial ? nearestFrame(this.frames, rows) : null;
  }

  stop() {
    clearTimeout(this.timer);
    this.worker?.terminate();
  }
}
