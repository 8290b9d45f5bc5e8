/**
 * The keyboard, and the list of keys.
 */

import { element, icon } from "./dom.js";

const LIST = [
  ["← →", "previous, next day with events"],
  ["Shift ← →", "a month back, on"],
  ["Space", "play, pause"],
  ["[ ]", "narrower, wider window"],
  ["n", "next day on which a disagreement begins"],
  ["1 … 9", "show or hide a source"],
  ["0", "all sources"],
  ["+ −", "zoom the time axis"],
  ["Esc", "close what is open"],
  ["?", "this list"],
];

/**
 * @typedef {Object} KeyActions
 * @property {(direction: 1 | -1) => void} step @property {(months: number) => void} stepMonths
 * @property {() => void} toggle @property {(factor: number) => void} stretchWindow
 * @property {() => void} nextDisagreement @property {(at: number) => void} toggleSource
 * @property {() => void} allSources @property {() => void} help @property {() => boolean} close
 * @property {(factor: number) => void} zoomTime
 */

/** @returns {Document[]} the document around the frame, so that keys work before the map was clicked */
function pageAround() {
  try {
    return window.parent !== window && window.parent.document ? [window.parent.document] : [];
  } catch {
    return [];
  }
}

/**
 * Listens for keys, here and on the page around; what is typed into a field stays there.
 * @param {EventTarget} target @param {KeyActions} actions
 * @returns {() => void} stops listening
 */
export function listenForKeys(target, actions) {
  const onKey = (/** @type {any} */ event) => {
    // The element itself, also where it is inside a component of the page around.
    const [field] = event.composedPath();
    const typing = field?.matches?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (typing || field?.closest?.("[data-own-keys]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressable = field?.matches?.("button, summary, input[type=checkbox]");
    if (event.key === " " && pressable) return;
    if (!act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const act = (/** @type {KeyboardEvent} */ event) => {
    switch (event.key) {
      case "ArrowLeft": case "ArrowRight": {
        const direction = event.key === "ArrowRight" ? 1 : -1;
        if (event.shiftKey) actions.stepMonths(direction);
        else actions.step(direction);
        return true;
      }
      case " ": actions.toggle(); return true;
      case "[": actions.stretchWindow(1 / 1.5); return true;
      case "]": actions.stretchWindow(1.5); return true;
      case "n": actions.nextDisagreement(); return true;
      case "0": actions.allSources(); return true;
      case "+": case "=": actions.zoomTime(0.7); return true;
      case "-": actions.zoomTime(1 / 0.7); return true;
      case "?": actions.help(); return true;
      case "Escape": return actions.close();
      default:
        if (!/^[1-9]$/.test(event.key)) return false;
        actions.toggleSource(Number(event.key) - 1);
        return true;
    }
  };
  const targets = [target, ...pageAround()];
  const stop = () => targets.forEach((each) => each.removeEventListener("keydown", onKey, true));
  targets.forEach((each) => each.addEventListener("keydown", onKey, true));
  // The page outlives the frame when the reader goes to another page of the app.
  window.addEventListener("pagehide", stop, { once: true });
  return stop;
}

/** The overlay that lists the keys. */
export class HelpOverlay {
  constructor() {
    this.closeButton = element("button.dl-button", { type: "button", "aria-label": "Close", onclick: () => this.open(false) }, icon("close"));
    this.element = element(
      "div.dl-help", { role: "dialog", "aria-label": "Keys", hidden: true },
      element("header", {}, element("h2", {}, "Keys"), this.closeButton),
      element("dl", {}, ...LIST.flatMap(([key, what]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, what)])),
    );
  }

  /** @param {boolean} open */
  open(open) {
    if (open) this.before = document.activeElement;
    this.element.hidden = !open;
    if (open) this.closeButton.focus();
    else if (this.before instanceof HTMLElement) this.before.focus();
  }

  get isOpen() {
    return !this.element.hidden;
  }
}
