/**
 * Small pictures for legends and lists. They are images: of every canvas in a page the browser asks anew for each frame, and
 * lays it and what lies above it apart from the rest.
 */

import { element } from "./dom.js";
import { paintRing } from "./ring_sprites.js";
import { paintSymbol } from "./symbols.js";

/** Addresses of pictures by what they show. @type {Map<string, string>} */
const painted = new Map();
const paper = document.createElement("canvas");

/**
 * @param {unknown} look all that the picture depends on @param {number} size CSS pixels
 * @param {(context: CanvasRenderingContext2D) => void} paint around 0,0, in CSS pixels
 * @returns {HTMLImageElement}
 */
function iconOf(look, size, paint) {
  const ratio = Math.min(window.devicePixelRatio || 1, 3);
  const key = JSON.stringify([look, size, ratio]);
  let src = painted.get(key);
  if (src === undefined) {
    paper.width = paper.height = Math.round(size * ratio);
    const context = /** @type {CanvasRenderingContext2D} */ (paper.getContext("2d", { willReadFrequently: true }));
    context.scale(ratio, ratio);
    context.translate(size / 2, size / 2);
    paint(context);
    src = paper.toDataURL();
    painted.set(key, src);
  }
  return element("img.dl-picture", { src, width: size, height: size, alt: "", decoding: "sync", "aria-hidden": "true" });
}

/** @param {number} family @param {string} colour @param {number} size CSS pixels */
export function symbolIcon(family, colour, size) {
  return iconOf(["symbol", family, colour], size, (context) => {
    paintSymbol(context, family, { r: size * 0.34, colour, rim: "transparent", hollow: false });
  });
}

/** @param {import("./ring_sprites.js").Arc[]} arcs @param {import("./theme.js").Theme} theme @param {number} [size] CSS pixels */
export function ringIcon(arcs, theme, size = 16) {
  return iconOf(["ring", arcs, theme.name], size, (context) => {
    paintRing(context, arcs, { r: size * 0.31, width: size * 0.22, theme: { ...theme, land: theme.paper }, siege: null });
  });
}
