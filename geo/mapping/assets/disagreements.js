/**
 * From one disagreement to the next: the days on which the sources that are shown begin to differ about a place.
 */

export class Disagreements {
  /** @param {import("./dateline_map.js").DatelineMap} app */
  constructor(app) {
    this.app = app;
    this.key = "";
    /** @type {{day: number, place: number}[]} in the order of their days */
    this.list = [];
  }

  /** Other holdings, or other sets of sources, are there. */
  forget() {
    this.key = "";
  }

  /** Goes to the next day on which one begins, from the last one back to the first, and opens the place. */
  next() {
    const { app } = this;
    const { carry, sources, by, day } = app.store.get();
    const key = JSON.stringify([carry, sources, by, [...app.view.shownSources]]);
    if (this.key !== key) this.list = app.view.disagreementStarts(carry);
    this.key = key;
    const found = this.list.find((entry) => entry.day > day) ?? this.list[0];
    if (!found) {
      app.scrubber.tell("The sources shown never disagree.");
      return;
    }
    app.scrubber.go(found.day);
    app.inspector?.openPlace(found.place);
  }
}
