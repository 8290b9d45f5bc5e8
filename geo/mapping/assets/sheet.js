/**
 * One canvas over a Leaflet map: it keeps its place while the map is dragged, stretches while a zoom is animated,
 * and asks to be drawn anew when the map has come to rest.
 */

/**
 * @typedef {Object} SheetOptions
 * @property {string} pane name of the Leaflet pane; it is made where it is missing
 * @property {number} order the pane's z-index
 * @property {number} margin CSS pixels beyond the map on each side
 * @property {number} [maxRatio] device pixels to a CSS pixel at most
 * @property {boolean} [readable] the canvas takes whole pictures, so keep it in main memory
 * @property {boolean} [lazy] may lag a few frames behind a move: what is drawn is moved or stretched meanwhile. It is drawn
 *   out of sight and handed over by `turn`: where there is no GPU, browsers copy every other canvas for each frame, changed
 *   or not
 * @property {boolean} [opaque] of a lazy sheet: it is drawn on everywhere, so that nothing beneath it need be looked at
 * @property {Gate} [gate] nothing is drawn while it is closed
 * @property {boolean} [follows] draws anew while the map is dragged, as long as that is quick
 */

/** @typedef {{open: boolean}} Gate of the sheets of one map */

/** A sheet that takes longer waits until the map rests, in milliseconds. */
const QUICK_MS = 12;
/** A lazy sheet that still covers the map is drawn anew once the map has rested so long, in milliseconds. */
const LAG_MS = 120;

export class Sheet {
  /**
   * @param {any} L Leaflet @param {any} map @param {SheetOptions} options
   * @param {(view: import("./mercator.js").View) => void} onView draws; called when the view has changed
   */
  constructor(L, map, { pane, order, margin, maxRatio = 2, readable = false, follows = false, lazy = false, opaque = false, gate = { open: true } }, onView) {
    this.L = L;
    this.map = map;
    this.margin = margin;
    this.maxRatio = maxRatio;
    this.onView = onView;
    this.gate = gate;
    this.lazy = lazy;
    const holder = map.getPane(pane) ?? map.createPane(pane);
    holder.style.zIndex = String(order);
    holder.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated";
    holder.appendChild(this.canvas);
    this.paper = lazy ? new OffscreenCanvas(1, 1) : this.canvas;
    this.context = /** @type {CanvasRenderingContext2D} */ (this.paper.getContext("2d", { willReadFrequently: readable }));
    this.front = lazy ? this.canvas.getContext("bitmaprenderer", { alpha: !opaque }) : null;
    this.stretch = this.stretch.bind(this);
    this.reset = this.reset.bind(this);
    this.follow = this.follow.bind(this);
    this.lag = this.lag.bind(this);
    map.on("zoomanim", this.stretch);
    map.on("resize", this.reset);
    // Leaflet tells of "viewreset" only right after "moveend".
    map.on("moveend", lazy ? this.lag : this.reset);
    if (follows) map.on("move", this.follow);
    if (lazy) map.on("move", this.lag);
  }

  /** While the map is dragged: what comes in from beyond the edge is drawn too. */
  follow() {
    if (this.zoom !== this.map.getZoom() || (this.lastMs ?? 0) > QUICK_MS || this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      if (this.zoom === this.map.getZoom() && !this.map._animatingZoom) this.reset();
    });
  }

  /** Moves or stretches what is drawn to where it belongs now, and draws anew a little later. */
  lag() {
    const { map, view } = this;
    if (!view || !this.gate.open || map._animatingZoom) return;
    const moved = this.zoom !== map.getZoom() || this.origin !== map.getPixelOrigin();
    if (moved) {
      const scale = map.getZoomScale(map.getZoom(), this.zoom);
      this.L.DomUtil.setTransform(this.canvas, map.latLngToLayerPoint(this.corner), scale);
      this.origin = map.getPixelOrigin();
    }
    const soon = this.zoom !== map.getZoom() || !this.covers();
    if (this.lagging && !(soon && !this.lagsSoon)) return;
    clearTimeout(this.lagging);
    this.lagsSoon = soon;
    this.lagging = setTimeout(() => {
      this.lagging = undefined;
      if (!map._animatingZoom) this.reset();
    }, soon ? 0 : LAG_MS);
  }

  /** @returns {boolean} whether the map shows nothing beyond what is drawn */
  covers() {
    const { map } = this;
    const at = map.latLngToContainerPoint(this.corner);
    const size = map.getSize();
    const view = /** @type {import("./mercator.js").View} */ (this.view);
    return at.x <= 0 && at.y <= 0 && at.x + view.width / view.ratio >= size.x && at.y + view.height / view.ratio >= size.y;
  }

  /** Draws anew for the map's present view. */
  reset() {
    clearTimeout(this.lagging);
    this.lagging = undefined;
    // A move ends with both events: it is drawn once.
    cancelAnimationFrame(this.waiting ?? 0);
    this.waiting = 0;
    const { map, L, margin, canvas, paper } = this;
    if (!this.gate.open) return;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const ratio = Math.min(window.devicePixelRatio || 1, this.maxRatio);
    const width = Math.round((size.x + margin * 2) * ratio);
    const height = Math.round((size.y + margin * 2) * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = paper.width = width;
      canvas.height = paper.height = height;
      canvas.style.width = `${width / ratio}px`;
      canvas.style.height = `${height / ratio}px`;
    }
    const corner = map.containerPointToLayerPoint([-margin, -margin]);
    L.DomUtil.setPosition(canvas, corner);
    this.corner = map.layerPointToLatLng(corner);
    this.zoom = map.getZoom();
    this.origin = map.getPixelOrigin();
    const zoomScale = 256 * 2 ** this.zoom;
    const origin = map.getPixelOrigin();
    const copies = Math.round(map.getCenter().lng / 360);
    this.view = {
      width,
      height,
      ratio,
      zoom: this.zoom,
      margin,
      scale: zoomScale * ratio,
      left: (copies * zoomScale - origin.x - corner.x) * ratio,
      top: (-origin.y - corner.y) * ratio,
    };
    const begin = performance.now();
    this.onView(this.view);
    this.lastMs = performance.now() - begin;
  }

  /** Of a lazy sheet: shows what was drawn; the next drawing begins on empty paper. */
  turn() {
    if (this.paper instanceof OffscreenCanvas) this.front?.transferFromImageBitmap(this.paper.transferToImageBitmap());
  }

  /** @param {{zoom: number, center: any}} change */
  stretch(change) {
    if (this.corner === undefined || this.zoom === undefined) return;
    const scale = this.map.getZoomScale(change.zoom, this.zoom);
    const corner = this.map._latLngToNewLayerPoint(this.corner, change.zoom, change.center);
    this.L.DomUtil.setTransform(this.canvas, corner, scale);
  }

  remove() {
    cancelAnimationFrame(this.waiting ?? 0);
    this.map.off("move", this.follow);
    this.map.off("zoomanim", this.stretch);
    this.map.off("moveend resize", this.reset);
    this.map.off("moveend move", this.lag);
    clearTimeout(this.lagging);
    this.canvas.remove();
  }
}
