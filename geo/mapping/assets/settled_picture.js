/**
 * The picture of "up to": the marks that had happened by a day. A step forward only adds to it, a step back starts from the
 * nearest keyframe, and where there is none it is filled in from the top down, in portions between which the page can answer.
 * Beneath it lies what may have happened by then, for as long as that day is shown.
 */

import { Extent } from "./extent.js";
import { taskBegan } from "./pace.js";
import { stampBeneath, stampOver, Underlay } from "./raster.js";

const PORTION = 30000;
/** More stamps than this are faster stamped with a look at what is hidden. */
export const MANY_STAMPS = 30000;
/** A picture is copied in the time in which so many rows are stamped. */
const ROWS_WORTH_A_COPY = 4000;
/** How long after the beginning of a task filling in goes on, and how long at least, in milliseconds. */
const MOST_BLOCKED_MS = 36;
const LEAST_FILLED_MS = 6;

/**
 * @typedef {Object} Ordered what is stamped
 * @property {import("./raster.js").Marks} marks of all dated rows, in the order of their last day
 * @property {Uint32Array} possible rows that may have happened @property {number} possibleCount
 */

export class SettledPicture {
  /**
   * @param {(rows: number) => import("./keyframes.js").Frame | null} nearest the keyframe of most rows, but no more than these
   * @param {() => void} onMore called when there is more to be seen of the day that was asked for
   */
  constructor(nearest, onMore) {
    this.nearest = nearest;
    this.onMore = onMore;
    /** How many rows of the order it shows, or will once it is whole; -1: it belongs to another look or view. */
    this.rows = -1;
    /** Rows from here on are filled in; -1: it is whole. */
    this.fillFrom = -1;
    this.turn = 0;
    this.underlay = new Underlay();
  }

  /**
   * @param {{width: number, height: number}} view
   * @param {Extent} extent where marks can lie in this view: no other rows of pixels are cleared or copied
   */
  takeView({ width, height }, extent) {
    this.extent = extent;
    if (this.painted?.width !== width || this.painted.height !== height) {
      this.pixels = new Uint32Array(width * height);
      this.painted = new Extent(width, height);
      /** Which shapes are hidden at each pixel by what was stamped there. */
      this.seen = new Uint16Array(width * height);
    }
    this.underlay.count = 0;
    this.clear();
    this.forget();
  }

  /** What was stamped is void: other marks are to follow. */
  forget() {
    this.rows = -1;
    this.fillFrom = -1;
    this.turn += 1;
  }

  /** @returns {boolean} */
  get isWhole() {
    return this.fillFrom < 0;
  }

  clear() {
    if (this.pixels) this.painted?.clear(this.pixels);
    this.painted?.forget();
  }

  /**
   * Shows so many rows of the order, and what may have happened beneath.
   * @param {number} rows @param {Ordered} ordered
   */
  show(rows, ordered) {
    const { pixels, underlay } = this;
    if (!pixels) return;
    this.ordered = ordered;
    underlay.lift(pixels);
    // One for this very day that is being filled in goes on as it is.
    if (this.isWhole || this.rows !== rows) this.bringTo(rows);
    this.layUnderlay();
  }

  /** @param {import("./raster.js").Picture} picture still empty */
  paint(picture) {
    const { pixels, extent } = this;
    if (!pixels || !extent || extent.isEmpty) return;
    const [begin, end] = [extent.top * picture.width, extent.bottom * picture.width];
    picture.pixels.set(pixels.subarray(begin, end), begin);
  }

  /** @param {number} rows */
  bringTo(rows) {
    const { pixels, extent, ordered } = this;
    if (!pixels || !extent || !ordered) return;
    const frame = this.nearest(rows);
    const isBack = !this.isWhole || this.rows > rows || this.rows < 0;
    if (isBack || (frame && frame.rows - this.rows > ROWS_WORTH_A_COPY)) {
      this.fillFrom = -1;
      this.turn += 1;
      if (frame) {
        const [begin, end] = [extent.top * extent.width, extent.bottom * extent.width];
        if (end > begin) pixels.set(frame.pixels.subarray(begin, end), begin);
        this.rows = frame.rows;
      } else {
        this.clear();
        this.rows = 0;
      }
    }
    if (this.rows === 0 && rows > MANY_STAMPS) {
      this.seen?.fill(0);
      this.fillFrom = rows;
      this.fill();
    } else {
      stampOver(pixels, ordered.marks, this.rows, rows);
    }
    this.rows = rows;
  }

  /** Lays what may have happened beneath the rest. */
  layUnderlay() {
    const { pixels, extent, ordered } = this;
    if (!pixels || !extent || !ordered) return;
    this.underlay.stamp(pixels, { ...ordered.marks, rows: ordered.possible }, ordered.possibleCount);
    this.painted?.takeAll(extent);
  }

  /** Fills in from the top down for as long as the page may wait, and goes on after a breath. */
  fill() {
    const { pixels, ordered, seen = null } = this;
    if (!pixels || !ordered) return;
    const enough = Math.max(taskBegan() + MOST_BLOCKED_MS, performance.now() + LEAST_FILLED_MS);
    while (this.fillFrom > 0 && performance.now() < enough) {
      const begin = Math.max(0, this.fillFrom - PORTION);
      stampBeneath(pixels, ordered.marks, begin, this.fillFrom, false, seen);
      this.fillFrom = begin;
    }
    const turn = (this.turn += 1);
    if (this.fillFrom > 0) setTimeout(() => this.turn === turn && this.goOn(), 0);
    else this.fillFrom = -1;
  }

  goOn() {
    if (this.pixels) this.underlay.lift(this.pixels);
    this.fill();
    this.layUnderlay();
    this.onMore();
  }
}
