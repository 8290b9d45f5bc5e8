/**
 * The part of a picture that something was drawn on, so that no more than that is cleared and copied.
 */

export class Extent {
  /** @param {number} width @param {number} height of the picture, device pixels */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.forget();
  }

  /** Holds nothing from now on. */
  forget() {
    this.left = this.width;
    this.top = this.height;
    this.right = 0;
    this.bottom = 0;
  }

  /** @returns {boolean} */
  get isEmpty() {
    return this.left >= this.right || this.top >= this.bottom;
  }

  /**
   * Grows to hold a box as well, as far as it lies in the picture.
   * @param {number} left @param {number} top @param {number} right @param {number} bottom device pixels, need not be whole
   */
  take(left, top, right, bottom) {
    this.left = Math.max(0, Math.min(this.left, Math.floor(left)));
    this.top = Math.max(0, Math.min(this.top, Math.floor(top)));
    this.right = Math.min(this.width, Math.max(this.right, Math.ceil(right)));
    this.bottom = Math.min(this.height, Math.max(this.bottom, Math.ceil(bottom)));
  }

  /** @param {number} by pixels that it grows on every side */
  widen(by) {
    if (!this.isEmpty) this.take(this.left - by, this.top - by, this.right + by, this.bottom + by);
  }

  /** @param {Extent} other of a picture of the same size */
  takeAll(other) {
    if (!other.isEmpty) this.take(other.left, other.top, other.right, other.bottom);
  }

  /** @param {Uint32Array} pixels of the picture: what lies in here becomes 0 */
  clear(pixels) {
    const { width, left, right, bottom } = this;
    for (let y = this.top; y < bottom; y += 1) pixels.fill(0, y * width + left, y * width + right);
  }
}
