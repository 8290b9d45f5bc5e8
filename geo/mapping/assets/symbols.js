/**
 * The shapes of marks: one a family of kinds, so that colour alone never carries the meaning.
 */

/**
 * @typedef {Object} Family
 * @property {string} id @property {string} label
 * @property {string[]} kinds
 */

/** In the order of the legend; the position of a family is its number in a mark's code. @type {Family[]} */
export const FAMILIES = [
  { id: "takeover", label: "change of hands", kinds: ["captured", "lost", "withdrew"] },
  { id: "hold", label: "holds, contested", kinds: ["holds", "contested", "repelled"] },
  { id: "siege", label: "siege", kinds: ["besieged", "siege_lifted"] },
  { id: "strike", label: "strike", kinds: ["airstrike", "shelling", "bombing"] },
  { id: "clash", label: "clash", kinds: ["clash", "offensive"] },
  { id: "people", label: "people", kinds: ["casualties", "displacement", "evacuation"] },
  { id: "calm", label: "ceasefire", kinds: ["ceasefire"] },
  { id: "other", label: "other", kinds: ["other"] },
];

/** @param {string} kind @returns {number} the number of its family; unknown kinds are `other` */
export function familyOf(kind) {
  const at = FAMILIES.findIndex((family) => family.kinds.includes(kind));
  return at < 0 ? FAMILIES.length - 1 : at;
}

/** @param {string} kind @returns {string} as it is written on screen */
export function wordsFromKind(kind) {
  return kind.replaceAll("_", " ");
}

/**
 * Draws the outline of a family's shape around 0,0 into a path; `r` is about half its width.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | Path2D} path
 * @param {number} family @param {number} r
 * @returns {boolean} whether the shape is made of strokes and has no inside
 */
export function traceSymbol(path, family, r) {
  switch (FAMILIES[family].id) {
    case "takeover": // a pennant
      path.moveTo(-r * 0.7, -r);
      path.lineTo(r, -r * 0.25);
      path.lineTo(-r * 0.7, r * 0.5);
      path.lineTo(-r * 0.7, r);
      path.lineTo(-r * 1.0, r);
      path.lineTo(-r * 1.0, -r);
      path.closePath();
      return false;
    case "hold":
      path.arc(0, 0, r * 0.8, 0, Math.PI * 2);
      path.closePath();
      return false;
    case "siege": // a broken circle
      path.arc(0, 0, r * 0.85, -Math.PI * 0.25, Math.PI * 1.25);
      return true;
    case "strike":
      path.moveTo(0, -r);
      path.lineTo(r, 0);
      path.lineTo(0, r);
      path.lineTo(-r, 0);
      path.closePath();
      return false;
    case "clash":
      path.moveTo(-r * 0.8, -r * 0.8);
      path.lineTo(r * 0.8, r * 0.8);
      path.moveTo(r * 0.8, -r * 0.8);
      path.lineTo(-r * 0.8, r * 0.8);
      return true;
    case "people":
      path.moveTo(-r * 0.9, r * 0.75);
      path.lineTo(0, -r * 0.85);
      path.lineTo(r * 0.9, r * 0.75);
      path.closePath();
      return false;
    case "calm":
      path.moveTo(-r * 0.85, -r * 0.4);
      path.lineTo(r * 0.85, -r * 0.4);
      path.moveTo(-r * 0.85, r * 0.4);
      path.lineTo(r * 0.85, r * 0.4);
      return true;
    default: // a small square
      path.moveTo(-r * 0.65, -r * 0.65);
      path.lineTo(r * 0.65, -r * 0.65);
      path.lineTo(r * 0.65, r * 0.65);
      path.lineTo(-r * 0.65, r * 0.65);
      path.closePath();
      return false;
  }
}

/**
 * Paints one mark around 0,0 with a rim in the paper's colour, so that neighbours stay apart.
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {number} family
 * @param {{r: number, colour: string, rim: string, hollow: boolean}} look
 *   hollow: a report that says it did not, or not yet, happen
 */
export function paintSymbol(context, family, { r, colour, rim, hollow }) {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.beginPath();
  const strokes = traceSymbol(context, family, r);
  const width = Math.max(1.4, r * 0.42);
  context.strokeStyle = rim;
  context.lineWidth = strokes ? width + 2.4 : 2.4;
  context.stroke();
  context.strokeStyle = colour;
  if (strokes) {
    context.lineWidth = hollow ? width * 0.55 : width;
    if (hollow) context.setLineDash([r * 0.5, r * 0.55]);
    context.stroke();
    context.setLineDash([]);
  } else if (hollow) {
    context.fillStyle = rim;
    context.fill();
    context.lineWidth = Math.max(1.1, r * 0.26);
    context.stroke();
  } else {
    context.fillStyle = colour;
    context.fill();
  }
}
