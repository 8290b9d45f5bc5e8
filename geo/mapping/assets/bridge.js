/**
 * The door to Python: what the map hands out once it rests, and the commands that come in. See docs/map.md.
 */

import { stateToOutside } from "./state.js";

const SETTLE_MS = 150;
const SHARE_OF_HEIGHT = 0.75;
const LEAST_HEIGHT_PX = 460;
const LANES_PX = 190;
const BELOW_PX = 12;
const NARROW_PX = 700;

/**
 * Tells Streamlit the state, when it has rested for a while and differs from what was told last. While time plays it
 * is told once, at the start: the page would always be late.
 * @param {any} streamlit the component's own object, or undefined outside of a page
 */
export function createReporter(streamlit) {
  let told = "";
  let timer = 0;
  let played = false;
  const tell = (/** @type {Record<string, any>} */ value) => {
    const text = JSON.stringify(value);
    if (text === told) return;
    told = text;
    streamlit?.setComponentValue(value);
  };
  return {
    /**
     * @param {import("./state.js").MapState} state @param {() => Record<string, any>} more told beside the state
     * @param {boolean} playing
     */
    later(state, more, playing) {
      clearTimeout(timer);
      if (playing && !played) tell({ ...stateToOutside(state), ...more() });
      else if (!playing) timer = window.setTimeout(() => tell({ ...stateToOutside(state), ...more() }), SETTLE_MS);
      played = playing;
    },
  };
}

/**
 * Keeps the frame as high as it should be: three quarters of the page's height for the map and the scrubber's lanes
 * beneath, but no more than is left under the frame's upper edge; three quarters for both together on a phone.
 * @param {any} streamlit @param {HTMLElement} root @param {number | null} height CSS pixels; null: by the page
 * @param {() => void} onResize
 */
export function keepFrameHeight(streamlit, root, height, onResize) {
  const page = sameOriginParent();
  const fit = () => {
    const wanted = height ?? heightIn(page);
    root.style.height = `${wanted}px`;
    streamlit?.setFrameHeight(wanted);
    onResize();
  };
  fit();
  (page ?? window).addEventListener("resize", fit);
  // streamlit-folium gives the frame its own height back with some runs of the page.
  if (page) window.addEventListener("resize", () => {
    const wanted = Math.round(root.getBoundingClientRect().height);
    if (window.innerHeight < wanted) streamlit?.setFrameHeight(wanted);
  });
  new ResizeObserver(onResize).observe(root);
}

/** @param {Window | null} page @returns {number} CSS pixels */
function heightIn(page) {
  const room = page ? page.innerHeight : window.innerHeight;
  if (window.innerWidth < NARROW_PX) return Math.max(LEAST_HEIGHT_PX, Math.round(room * SHARE_OF_HEIGHT));
  const frame = page && window.frameElement;
  const above = frame ? frame.getBoundingClientRect().top + scrolledBy(frame) : 0;
  const left = room - Math.max(0, above) - BELOW_PX;
  return Math.max(LEAST_HEIGHT_PX, Math.round(Math.min(room * SHARE_OF_HEIGHT + LANES_PX, left)));
}

/** @param {Element} frame @returns {number} how far the page around it is scrolled, CSS pixels */
function scrolledBy(frame) {
  let sum = 0;
  for (let at = frame.parentElement; at; at = at.parentElement) sum += at.scrollTop;
  return sum;
}

/** @returns {Window | null} the page around the frame, where it may be touched */
function sameOriginParent() {
  try {
    return window.parent !== window && window.parent.document ? window.parent : null;
  } catch {
    return null;
  }
}

/**
 * Watches the page's theme: Streamlit changes it without reloading the frame.
 * @param {() => void} onChange
 */
export function watchTheme(onChange) {
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange);
  const page = sameOriginParent()?.document.querySelector(".stApp");
  if (page) new MutationObserver(onChange).observe(page, { attributes: true, attributeFilter: ["class", "style"] });
}

/**
 * Runs commands from Python in their order, each once: those that came before the map was ready, and later ones.
 * A command is `{serial, state, compare, reload}`; a serial that was seen is passed over, for Streamlit may send it again.
 * @param {{pending: any[], drain?: () => void, seen?: number}} entry the page's `window.dateline`
 * @param {(command: {state: Record<string, any>, compare?: Record<string, any>, reload?: boolean}) => void} apply
 */
export function takeCommands(entry, apply) {
  entry.drain = () => {
    for (const command of entry.pending.splice(0)) {
      if (command.serial <= (entry.seen ?? 0)) continue;
      entry.seen = command.serial;
      apply(command);
    }
  };
  entry.drain();
}
