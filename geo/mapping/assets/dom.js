/**
 * Elements made by hand: every text goes in as text, never as markup.
 */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with properties, attributes and children.
 * @param {string} tag for example `button.dl-step`
 * @param {Record<string, any>} [options] `on*` are listeners, `style` an object, other names attributes; null and false
 *   are left out
 * @param {...Child} children
 * @returns {any}
 */
export function element(tag, options = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name || "div");
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(made.style, value);
    else if (key === "value" || key === "checked" || key === "disabled") /** @type {any} */ (made)[key] = value;
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  append(made, children);
  return made;
}

/** @param {Element} parent @param {Child[]} children */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child);
  }
}

/** @param {Element} parent @param {...Child} children what it shall hold instead */
export function refill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

const ICON_PATHS = {
  play: "M5 3.2v13.6L16.5 10z",
  pause: "M5 3.5h3.6v13H5zM11.4 3.5H15v13h-3.6z",
  next: "M3.5 4v12L11 10zM11 4v12l6-6z",
  previous: "M16.5 4v12L9 10zM9 4v12L3 10z",
  close: "M5 4l5 5 5-5 1.2 1.2-5 4.8 5 5L15 16.2l-5-5-5 5L3.8 15l5-5-5-4.8z",
  split: "M9 2.1a8 8 0 0 0 0 15.8v-3.1a5 5 0 0 1 0-9.6zM11.3 5.3a5 5 0 0 1 0 9.4v3.1a8 8 0 0 0 0-15.6z",
  layers: "M10 2.5l8 4-8 4-8-4zM3.8 9.3L10 12.4l6.2-3.1L18 10.2l-8 4-8-4zM3.8 12.9L10 16l6.2-3.1 1.8.9-8 4-8-4z",
};

/** @param {keyof typeof ICON_PATHS} name @returns {SVGElement} */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("dl-icon");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", ICON_PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * A row of buttons of which one is chosen.
 * @param {string} label for screen readers
 * @param {{value: string, label: string, title?: string}[]} choices
 * @param {(value: string) => void} onChoose
 * @returns {{element: HTMLElement, choose: (value: string) => void, rename: (value: string, label: string) => void}}
 */
export function segments(label, choices, onChoose) {
  const buttons = new Map(
    choices.map((choice) => [
      choice.value,
      element("button", { type: "button", title: choice.title, onclick: () => onChoose(choice.value) }, choice.label),
    ]),
  );
  /** @type {string | undefined} */
  let chosen;
  return {
    element: element("div.dl-segments", { role: "group", "aria-label": label }, ...buttons.values()),
    choose(value) {
      if (value === chosen) return;
      chosen = value;
      for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === value));
    },
    rename(value, text) {
      const button = buttons.get(value);
      if (button && button.textContent !== text) button.textContent = text;
    },
  };
}
