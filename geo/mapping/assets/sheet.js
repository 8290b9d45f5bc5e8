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
 * @property {boolean} [follows] draws anew while the map is dragged, as long as that is quick
 */

/** A sheet that takes longer waits until the map rests, in milliseconds. */
const QUICK_MS = 5;

export class Sheet {
  /**
   * @param {any} L Leaflet @param {any} map @param {SheetOptions} options
   * @param {(view: import("./mercator.js").View) => void} onView draws; called when the view has changed
   */
  constructor(L, map, { pane, order, margin, maxRatio = 2, readable = false, follows = false }, onView) {
    this.L = L;
    this.map = map;
    this.margin = margin;
    this.maxRatio = maxRatio;
    this.onView = onView;
    const holder = map.getPane(pane) ?? map.createPane(pane);
    holder.style.zIndex = String(order);
    holder.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated";
    holder.appendChild(this.canvas);
    this.context = /** @type {CanvasRenderingContext2D} */ (
      this.canvas.getContext("2d", { willReadFrequently: readable })
    );
    this.stretch = this.stretch.bind(this);
    this.reset = this.reset.bind(this);
    map.on("zoomanim", this.stretch);
    map.on("moveend resize viewreset", this.reset);
    this.follow = this.follow.bind(this);
    if (follows) map.on("move", this.follow);
  }

  /** While the map is dragged: what comes in from beyond the edge is drawn too. */
  follow() {
    if (this.zoom !== this.map.getZoom() || (this.lastMs ?? 0) > QUICK_MS || this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      if (this.zoom === this.map.getZoom() && !this.map._animatingZoom) this.reset();
    });
  }

  /** Draws anew for the map's present view. */
  reset() {
    const { map, L, margin, canvas } = this;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const ratio = Math.min(window.devicePixelRatio || 1, this.maxRatio);
    const width = Math.round((size.x + margin * 2) * ratio);
    const height = Math.round((size.y + margin * 2) * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / ratio}px`;
      canvas.style.height = `${height / ratio}px`;
    }
    const corner = map.containerPointToLayerPoint([-margin, -margin]);
    L.DomUtil.setPosition(canvas, corner);
    this.corner = map.layerPointToLatLng(corner);
    this.zoom = map.getZoom();
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
    this.map.off("moveend resize viewreset", this.reset);
    this.canvas.remove();
  }
}
