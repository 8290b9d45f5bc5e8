/**
 * The state in the address of a page that stands alone. In the app the page's own address keeps it.
 */

import { stateToOutside } from "./state.js";

/**
 * The state that an address asks for; what cannot be understood is left out.
 * @param {string} hash for example `#day=2016-12-11&sources=sana,reuters`
 * @returns {Record<string, any>}
 */
export function stateFromHash(hash) {
  /** @type {Record<string, any>} */
  const outside = {};
  for (const [name, text] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (["sources", "kinds"].includes(name)) outside[name] = text === "none" ? [] : text.split(",");
    else if (["lat", "lon", "zoom", "carry", "speed", "minprec"].includes(name)) outside[name] = Number(text);
    else if (name === "reviewed") outside[name] = text === "1";
    else outside[name] = text;
  }
  return outside;
}

/** @param {import("./state.js").MapState} state @returns {string} without the leading `#` */
export function hashFromState(state) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(stateToOutside(state))) {
    if (value === null || value === false) continue;
    if (Array.isArray(value)) search.set(name, value.length ? value.join(",") : "none");
    else search.set(name, value === true ? "1" : String(value));
  }
  return search.toString();
}

/** @param {import("./state.js").MapState} state */
export function rememberInHash(state) {
  try {
    window.history.replaceState(null, "", `#${hashFromState(state)}`);
  } catch {
    // A page opened from a file may be denied this; the view then simply is not kept.
  }
}
