/**
 * The entry: builds the map page inside its frame and keeps layers, scrubber and panels in step.
 */

import { createReporter, keepFrameHeight, takeCommands, watchTheme } from "./bridge.js";
import { embeddedSource, feedSource } from "./data_source.js";
import { element } from "./dom.js";
import { DatelineMap } from "./dateline_map.js";
import { firstFrame } from "./pace.js";
import { stateFromOutside } from "./state.js";
import { chooseTheme } from "./theme.js";
import { rememberInHash, stateFromHash } from "./url.js";

/**
 * @typedef {Object} Config
 * @property {string} [feed] address of the feed
 * @property {any} [embedded] the data themselves, in a page that stands alone
 * @property {Record<string, string>} [query] further parameters for the feed's events
 * @property {Record<string, any>} [state]
 * @property {number | null} [height] CSS pixels; null: three quarters of the page
 * @property {"light" | "dark" | "auto"} [theme]
 * @property {import("./compared_views.js").Comparison | null} [compare] two maps in step
 */

/**
 * Hands over an array for nothing. Chromium compiles what reads arrays in the belief that none that has views is ever handed
 * over (to a worker), and throws all of it away once one is: that happened under the reader's hand, when the first keyframes
 * were given back.
 */
function handOverOnce() {
  const { port1 } = new MessageChannel();
  const spare = new Uint32Array(1024);
  spare.subarray(1, 2);
  port1.postMessage(spare, [spare.buffer]);
  port1.close();
}

/**
 * Starts the map in the page. There is one in a page; `window.dateline` is its only global.
 * @param {any} L Leaflet @param {any} map @param {Config} config
 * @returns {Promise<DatelineMap>}
 */
export async function start(L, map, config) {
  handOverOnce();
  const page = /** @type {any} */ (window);
  const entry = (page.dateline ??= { pending: [] });
  const streamlit = page.Streamlit;
  const root = element("div.dl-root", { "data-theme": chooseTheme(config.theme) });
  const stage = element("div.dl-stage");
  const notice = element("div.dl-notice", { role: "status" }, "Loading reports …");
  const container = map.getContainer();
  const aside = [...document.body.children].find((child) => child.contains(container));
  document.body.prepend(root);
  stage.append(container);
  // What held the map until now (streamlit-folium's two columns) is empty.
  if (aside && aside !== container) aside.classList.add("dl-aside");
  root.append(stage, notice);
  // Half a map in frame after frame would take the page as long as building it.
  stage.dataset.building = "true";
  Object.assign(container.style, { width: "100%", height: "100%" });
  map.attributionControl?.setPrefix(false);

  const source = config.embedded ? embeddedSource(config.embedded) : feedSource(config.feed ?? "/feed", config.query);
  keepFrameHeight(streamlit, root, config.embedded ? window.innerHeight : config.height ?? null, () => map.invalidateSize({ pan: false }));
  try {
    const asked = { ...config.state, ...(config.embedded ? stateFromHash(window.location.hash) : {}) };
    const app = new DatelineMap(L, map, { root, stage, source, asked, comparison: config.compare });
    await app.load();
    delete stage.dataset.building;
    notice.remove();
    entry.early = {};
    entry.map = app;
    await firstFrame();
    await app.finish();
    const reporter = createReporter(streamlit);
    app.onSettled = (state, more, playing) => {
      reporter.later(state, () => ({ ...more(), serial: entry.seen ?? 0 }), playing);
      if (config.embedded && !playing) rememberInHash(state);
    };
    takeCommands(entry, ({ state, compare, reload }) => {
      if (compare) app.takeComparison(compare);
      if (reload) app.reload(app.store.get());
      app.store.set(stateFromOutside(state, app.store.get()));
    });
    const followTheme = () => app.takeTheme(chooseTheme(config.theme));
    watchTheme(followTheme);
    if (chooseTheme(config.theme) !== root.dataset.theme) followTheme();
    app.settleSoon();
    root.dataset.ready = "true";
    return app;
  } catch (error) {
    notice.dataset.tone = "warning";
    const what = entry.map ? "The map could not be made ready" : "The map could not load its reports";
    notice.textContent = `${what}: ${error instanceof Error ? error.message : error}. Reload the page to try again.`;
    root.append(notice);
    throw error;
  }
}
