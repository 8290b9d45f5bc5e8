/**
 * The two looks, and the colours of sources and actors in each.
 */

/** @typedef {Record<string, string> & {name: "light" | "dark"}} Theme */

/** @type {Theme} */
const LIGHT = {
  name: "light",
  background: "#fbfaf8", paper: "#ffffff", ink: "#1d2433", muted: "#6b7280", line: "#e6e3dd",
  sea: "#dfe8ec", land: "#f7f4ec", otherLand: "#eeebe2", border: "#b9b3a4", province: "#d5cfc0",
  river: "#a9c4d4", accent: "#2f5fa8", nobody: "#7d8494", warning: "#9a3412",
};

/** @type {Theme} */
const DARK = {
  name: "dark",
  background: "#12161f", paper: "#1a202c", ink: "#e9ecf2", muted: "#98a2b3", line: "#2b3343",
  sea: "#0f1620", land: "#232a36", otherLand: "#1b212c", border: "#475065", province: "#38414f",
  river: "#2f4a5e", accent: "#8ab4f8", nobody: "#98a2b3", warning: "#fdba74",
};

/** Twelve hues that stay apart for the three common kinds of colour blindness when they differ in lightness too. */
const SOURCE_HUES = [
  "#4c78a8", "#f58518", "#54a24b", "#b279a2", "#9d755d", "#72b7b2",
  "#e45756", "#8c6bb1", "#bab000", "#3a7ca5", "#d67195", "#637939",
];

/** @param {"light" | "dark"} name @returns {Theme} */
export function themeNamed(name) {
  return name === "dark" ? DARK : LIGHT;
}

/**
 * The theme that is asked for: `light`, `dark`, or what Streamlit's page or the system shows.
 * @param {string | undefined} asked
 * @returns {"light" | "dark"}
 */
export function chooseTheme(asked) {
  if (asked === "light" || asked === "dark") return asked;
  try {
    if (window.parent !== window) {
      const page = window.parent.document.querySelector(".stApp");
      const shown = page && window.parent.getComputedStyle(page).backgroundColor.match(/[\d.]+/g);
      if (shown && shown.length >= 3 && shown[3] !== "0") {
        return Number(shown[0]) + Number(shown[1]) + Number(shown[2]) < 384 ? "dark" : "light";
      }
    }
  } catch {
    // The parent is of another origin: only the system's wish can be known.
  }
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @param {string} hex `#rgb` or `#rrggbb` @returns {[number, number, number]} 0..255 */
export function rgbFromHex(hex) {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex ?? "")?.[1];
  if (!digits) return [125, 132, 148];
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const part = (/** @type {number} */ at) => parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** @param {number[]} rgb 0..255 @returns {string} */
function hexFromRgb(rgb) {
  return `#${rgb.map((part) => Math.round(Math.min(255, Math.max(0, part))).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {string} hex @returns {number} 0..1, the lightness L* of CIELAB over 100 */
export function lightnessOf(hex) {
  const [red, green, blue] = rgbFromHex(hex).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance) / 100;
}

/** @param {string} a @param {string} b @param {number} share of b @returns {string} */
export function mixColours(a, b, share) {
  const other = rgbFromHex(b);
  return hexFromRgb(rgbFromHex(a).map((part, at) => part + (other[at] - part) * share));
}

/**
 * A colour of an actor or a source as it can be seen on the theme's land: lighter on dark ground, where a very
 * dark one turns very light, and darker on light ground where it would vanish.
 * @param {string} hex @param {Theme} theme
 * @returns {string}
 */
export function colourOn(hex, theme) {
  const lightness = lightnessOf(hex);
  if (theme.name === "dark") {
    if (lightness < 0.25) return mixColours(hex, "#ffffff", 0.8);
    return lightness < 0.72 ? mixColours(hex, "#ffffff", 0.3) : hex;
  }
  return lightness > 0.85 ? mixColours(hex, "#000000", 0.3) : hex;
}

/**
 * The colours of dictionary entries in their order: their own, else one by position.
 * @param {{colour?: string | null}[]} entries @param {Theme} theme
 * @returns {string[]}
 */
export function coloursOf(entries, theme) {
  return entries.map((entry, at) => {
    const round = Math.floor(at / SOURCE_HUES.length);
    const hue = SOURCE_HUES[at % SOURCE_HUES.length];
    const own = entry.colour || (round === 0 ? hue : mixColours(hue, round % 2 ? "#000000" : "#ffffff", 0.28));
    return colourOn(own, theme);
  });
}
