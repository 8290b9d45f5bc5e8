/**
 * The line between two maps that lie over each other: pulled by a mouse or a finger, moved by the arrow keys.
 */

import { element } from "./dom.js";

const STEP = 0.02;
const WIDE_STEP = 0.1;
/** By key: how far the line goes; the ends are further than any line is long. */
const STEPS = {
  ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -WIDE_STEP, PageUp: WIDE_STEP, Home: -1, End: 1,
};

export class SwipeLine {
  /**
   * @param {HTMLElement} stage what the line divides
   * @param {(share: number) => void} onMove told 0..1 of the stage's width
   */
  constructor(stage, onMove) {
    this.stage = stage;
    this.onMove = onMove;
    this.share = 0.5;
    this.element = element("div.dl-swipe", {
      role: "slider", tabindex: "0", "data-own-keys": true, "aria-label": "Swipe line", "aria-orientation": "horizontal",
      "aria-valuemin": "0", "aria-valuemax": "100", onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.grasp(event),
      onpointermove: (/** @type {PointerEvent} */ event) => this.pull(event),
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.go(this.share + step);
  }

  /** @param {PointerEvent} event */
  grasp(event) {
    event.stopPropagation();
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    // A line that is grasped beside its middle does not jump there.
    this.grip = event.clientX - this.x();
  }

  /** @param {PointerEvent} event */
  pull(event) {
    if (!this.element.hasPointerCapture(event.pointerId)) return;
    const box = this.stage.getBoundingClientRect();
    this.go((event.clientX - (this.grip ?? 0) - box.left) / box.width);
  }

  /** @returns {number} CSS pixels of the window */
  x() {
    const box = this.stage.getBoundingClientRect();
    return box.left + this.share * box.width;
  }

  /** @param {number} share */
  go(share) {
    this.onMove(Math.min(1, Math.max(0, share)));
  }

  /** @param {number} share @param {{left: string, right: string}} names what lies on either side */
  show(share, { left, right }) {
    this.share = share;
    const percent = Math.round(share * 100);
    this.element.setAttribute("aria-valuenow", String(percent));
    this.element.setAttribute("aria-valuetext", `${percent} percent ${left}, ${100 - percent} percent ${right}`);
  }
}
