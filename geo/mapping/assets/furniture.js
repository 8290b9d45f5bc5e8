/**
 * What stands over the map: the panel of layers, the legend, cards, the list of keys. It is built when the first frame is
 * drawn: a reader waits for the map, not for the rows of a list.
 */

import { element } from "./dom.js";
import { Inspector } from "./inspector.js";
import { HelpOverlay, listenForKeys } from "./keys.js";
import { LayersPanel, toggledOf } from "./layers_panel.js";
import { Legend } from "./legend.js";

/**
 * @typedef {Object} Furniture
 * @property {LayersPanel} panel @property {Legend} legend @property {HelpOverlay} help @property {Inspector} inspector
 */

/**
 * Portions of building it.
 * @param {import("./dateline_map.js").DatelineMap} app @returns {Generator<void, Furniture>} in its place on the stage
 */
export function* furnishing(app) {
  const { store, stage, events, scrubber } = app;
  const { sources = [], kinds = [] } = events.dictionaries;
  const panel = new LayersPanel(store, sources, kinds, (km) => {
    app.view.takeReach(km);
    app.draw();
  });
  if (app.comparison) panel.open(false);
  yield;
  if (events.count === 0) stage.append(element("p.dl-notice", {}, "No reports yet. Add articles, and they appear here."));
  const legend = new Legend();
  const help = new HelpOverlay();
  yield;
  // It listens on the map at once, so no breath comes after it.
  const inspector = new Inspector(app);
  stage.append(legend.element, legend.settings, panel.element, ...inspector.elements, help.element);
  listenForKeys(document, {
    step: (direction) => scrubber.step(direction),
    stepMonths: (months) => scrubber.stepMonths(months),
    toggle: () => scrubber.toggle(),
    stretchWindow: (factor) => scrubber.stretchWindow(factor),
    zoomTime: (factor) => scrubber.lanes.zoom(factor),
    nextDisagreement: () => app.disagreements.next(),
    allSources: () => store.set({ sources: null }),
    help: () => help.open(!help.isOpen),
    close() {
      if (!help.isOpen) return inspector.close();
      help.open(false);
      return true;
    },
    toggleSource(at) {
      if (!sources[at]) return;
      const all = sources.map((/** @type {any} */ entry) => entry.id);
      const { sources: shown } = store.get();
      store.set({ sources: toggledOf(shown, all, [all[at]], !(shown === null || shown.includes(all[at]))) });
    },
  });
  return { panel, legend, help, inspector };
}
