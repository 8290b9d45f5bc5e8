/**
 * An element of the page with its attributes, listeners and children. It stands before every component's own script, which
 * cannot import another (`pages/parts/component.py`).
 */

/** @param {string} tag @param {Record<string, any>} options @param {...(Node | string | null)} children @returns {any} */
function element(tag, options = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  made.className = classes.join(" ");
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
