/**
 * Marks, rings and discs in one picture on one sheet. Where there is no GPU a browser copies each canvas that has changed
 * before it takes another change, and lays all of them over each other for every frame: for three sheets that took as long
 * as all the drawing on them.
 */

import { breath } from "./pace.js";
import { createPicture } from "./raster.js";
import { Sheet } from "./sheet.js";

/** Holds the rings and marks of places just beyond the edge. CSS pixels. */
const MARGIN = 24;

/**
 * @typedef {Object} Layer
 * @property {(view: import("./mercator.js").View) => void} takeView
 * @property {(state: import("./state.js").MapState) => void} show finds what is to be painted
 * @property {(picture: import("./raster.js").Picture) => void} paint beneath what the picture shows
 * @property {(picture: import("./raster.js").Picture) => void} [write] words over the whole picture
 * @property {(context: CanvasRenderingContext2D) => void} [crown] what only a canvas can draw, over everything
 */

export class PictureLayer {
  /**
   * @param {any} L @param {any} map
   * @param {{layers: () => Layer[], gate: import("./sheet.js").Gate, pane?: string}} options layers: those on top first
   */
  constructor(L, map, { layers, gate, pane = "dl-events" }) {
    this.layers = layers;
    this.sheet = new Sheet(
      L, map, { pane, order: 440, margin: MARGIN, readable: true, follows: true, gate }, (view) => this.takeView(view),
    );
  }

  /** @param {import("./mercator.js").View} view */
  takeView(view) {
    if (this.picture?.width !== view.width || this.picture.height !== view.height) this.picture = createPicture(view.width, view.height);
    if (this.waking) return;
    for (const layer of this.layers()) layer.takeView(view);
    if (this.state) this.show(this.state);
  }

  /** Draws for the first time, in portions between which the page can answer. */
  async wake() {
    this.waking = true;
    this.sheet.reset();
    const { view } = this.sheet;
    for (const layer of this.layers()) {
      if (view) layer.takeView(view);
      await breath();
    }
    for (const layer of this.layers()) {
      if (this.state) layer.show(this.state);
      await breath();
    }
    this.waking = false;
    // The map may have got another size or place meanwhile.
    if (this.sheet.view && this.sheet.view !== view) this.takeView(this.sheet.view);
    else this.draw();
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    this.state = state;
    for (const layer of this.layers()) layer.show(state);
    this.draw();
  }

  draw() {
    const { picture, sheet } = this;
    if (!picture || this.waking) return;
    picture.pixels.fill(0);
    const layers = this.layers();
    for (const layer of layers) layer.paint(picture);
    for (const layer of layers) layer.write?.(picture);
    sheet.context.putImageData(picture.image, 0, 0);
    for (const layer of layers) layer.crown?.(sheet.context);
  }

  remove() {
    this.sheet.remove();
  }
}
