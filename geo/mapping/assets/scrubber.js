/**
 * The scrubber: play, steps, the date, modes, and the lanes beneath them.
 */

import { addMonths, dayFromTyped, wordsFromDay } from "./dates.js";
import { element, icon, refill, segments } from "./dom.js";
import { nextDayWithEvents } from "./lane_counts.js";
import { Lanes } from "./lanes.js";
import { changesForDay, changesForWindow } from "./state.js";

/** Of the frame: beneath it the controls do not fit into one row; the style sheet folds at the same width. */
const NARROW_PX = 800;
/** How long a sentence that explains why nothing happened stays, in milliseconds. */
const TOLD_MS = 4000;
const SPEEDS = [
  { days: 1, label: "1 d/s" },
  { days: 7, label: "7 d/s" },
  { days: 30, label: "30 d/s" },
  { days: 90, label: "90 d/s" },
  { days: 365, label: "1 y/s" },
];

export class Scrubber {
  /**
   * @param {import("./state.js").Store} store
   * @param {{onNextDisagreement: () => void, onHelp: () => void, onTray: () => void, onPlaying: () => void}} actions
   */
  constructor(store, { onNextDisagreement, onHelp, onTray, onPlaying }) {
    this.store = store;
    this.playing = false;
    this.onPlaying = onPlaying;
    this.lanes = new Lanes({
      onDay: (day) => this.go(day),
      onWindow: (from, to) => store.set(changesForWindow(store.get(), from, to)),
    });
    this.playButton = element(
      "button.dl-button.dl-primary", { type: "button", "aria-label": "Play", title: "Play (space)", onclick: () => this.toggle() },
      icon("play"),
    );
    this.date = element("input.dl-date", {
      type: "text", "aria-label": "Date; type another to go there", spellcheck: "false", autocomplete: "off", size: 11,
      onchange: () => this.takeTyped(), onfocus: () => this.date.select(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        // Left on Enter, so that the arrows and the space bar work again at once.
        if (event.key === "Enter" && this.takeTyped()) this.date.blur();
        if (event.key === "Escape") this.showDate();
        event.stopPropagation();
      },
    });
    this.mode = segments(
      "What the day shows",
      [
        { value: "day", label: "day", title: "Only the day" },
        { value: "window", label: "window", title: "The days of the window" },
        { value: "upto", label: "up to", title: "Everything up to the day" },
      ],
      (value) => store.set({ mode: /** @type {any} */ (value) }),
    );
    this.by = segments(
      "Which date counts",
      [
        { value: "happened", label: "happened", title: "By the day it is said to have happened" },
        { value: "published", label: "published", title: "By the day it was published: what a reader could know" },
      ],
      (value) => store.set({ by: /** @type {any} */ (value) }),
    );
    this.speed = element(
      "select.dl-select", { "aria-label": "Speed of play", title: "Speed of play: days a second",
        onchange: () => store.set({ speed: Number(this.speed.value) }) },
      ...SPEEDS.map(({ days, label }) => element("option", { value: String(days) }, label)),
    );
    this.tray = element("button.dl-tray", { type: "button", onclick: onTray, hidden: true });
    this.nextDisagreement = element(
      "button.dl-button.dl-wide", { type: "button", "aria-label": "Next disagreement", title: "Go to the next day on which a disagreement begins (n)", onclick: onNextDisagreement },
      icon("split"), element("span.dl-next", {}, "next", element("span.dl-long", {}, " disagreement")), element("kbd", {}, "n"),
    );
    this.help = element("button.dl-button.dl-help-button", { type: "button", "aria-label": "Keys", title: "Keys (?)", onclick: onHelp }, "?");
    this.extras = element("span.dl-extras", { id: "dl-extras" }, this.speed);
    this.moreButton = element(
      "button.dl-button.dl-more-button", { type: "button", "aria-label": "More", "aria-expanded": "false", "aria-controls": "dl-extras", onclick: () => this.openMore(this.extras.dataset.open !== "true") },
      "⋯",
    );
    this.live = element("div.dl-spoken", { "aria-live": "polite", role: "status" });
    const controls = element(
      "div.dl-controls", {},
      element(
        "div.dl-transport", {},
        this.stepButton(-1), this.playButton, this.stepButton(1), this.date,
      ),
      this.mode.element, this.by.element,
      this.extras, element("span.dl-grow"), this.nextDisagreement, this.help, this.moreButton,
    );
    this.controls = controls;
    this.element = element("section.dl-scrubber", { "aria-label": "Time" }, controls, this.lanes.element, this.live);
    store.subscribe((state, changed) => this.show(state, changed));
  }

  /**
   * On a narrow frame speed, tray and help stand in a row of their own that "more" opens; else the tray lies on the map.
   * @param {HTMLElement} stage
   */
  foldFor(stage) {
    const narrow = window.matchMedia(`(max-width: ${NARROW_PX}px)`);
    const fold = () => {
      if (narrow.matches) {
        this.extras.append(this.tray, this.help);
      } else {
        this.controls.insertBefore(this.help, this.moreButton);
        stage.append(this.tray);
      }
    };
    narrow.addEventListener("change", fold);
    fold();
  }

  /** @param {boolean} open the row that a phone folds away */
  openMore(open) {
    this.extras.dataset.open = String(open);
    this.moreButton.setAttribute("aria-expanded", String(open));
  }

  /** @param {1 | -1} direction */
  stepButton(direction) {
    const label = direction > 0 ? "Next day with events" : "Previous day with events";
    return element(
      "button.dl-button", { type: "button", "aria-label": label, title: `${label} (${direction > 0 ? "→" : "←"})`, onclick: () => this.step(direction) },
      icon(direction > 0 ? "next" : "previous"),
    );
  }

  /** @param {Parameters<Lanes["name"]>[0]} content @returns {Generator<void>} portions of taking it: the bars come last */
  *taking(content) {
    this.counts = content.counts;
    this.lanes.name(content);
    this.show(this.store.get(), new Set(["day", "mode", "by", "speed"]));
    yield;
    this.lanes.draw();
  }

  /** @param {string} text what lies in the tray; empty hides it */
  sayTray(text) {
    refill(this.tray, text);
    this.tray.hidden = text === "";
  }

  /** @param {number} day kept within what there is */
  go(day) {
    const [low, high] = this.lanes.limits ?? [day, day];
    this.store.set(changesForDay(this.store.get(), Math.min(Math.max(Math.round(day), low), high)));
  }

  /** @param {1 | -1} direction */
  step(direction) {
    if (!this.counts) return;
    const day = nextDayWithEvents(this.counts, this.store.get().day, direction);
    if (day !== null) this.go(day);
  }

  /** @param {number} months */
  stepMonths(months) {
    this.go(addMonths(this.store.get().day, months));
  }

  /** @param {number} factor */
  stretchWindow(factor) {
    const { from, to, day } = this.store.get();
    const length = Math.max(1, Math.round((to - from + 1) * factor + (factor > 1 ? 1 : 0)));
    this.store.set({ mode: "window", from: Math.min(day, to - length + 1), to });
  }

  /** @returns {boolean} whether what was typed is a date */
  takeTyped() {
    const day = dayFromTyped(this.date.value);
    if (day === null) {
      this.date.setAttribute("aria-invalid", "true");
      this.tell(`“${this.date.value}” is no date; type one like 11 Dec 2016, Dec 2016 or 2016-12-11.`);
    } else this.go(day);
    this.showDate();
    return day !== null;
  }

  showDate() {
    const words = wordsFromDay(this.store.get().day);
    if (this.date.value !== words) this.date.value = words;
    if (this.date.hasAttribute("aria-invalid")) setTimeout(() => this.date.removeAttribute("aria-invalid"), 900);
  }

  /** @param {import("./state.js").MapState} state @param {Set<string>} changed */
  show(state, changed) {
    this.mode.choose(state.mode);
    const width = state.to - state.from + 1;
    this.mode.rename("window", state.mode === "window" ? `window ${width} d` : "window");
    this.by.choose(state.by);
    if (changed.has("speed")) {
      const nearest = SPEEDS.reduce((best, speed) =>
        Math.abs(speed.days - state.speed) < Math.abs(best.days - state.speed) ? speed : best);
      this.speed.value = String(nearest.days);
    }
    if (document.activeElement !== this.date || changed.has("day")) this.showDate();
    this.lanes.show(state);
    const { cursor, limits } = this.lanes;
    cursor.setAttribute("aria-valuenow", String(state.day));
    cursor.setAttribute("aria-valuetext", wordsFromDay(state.day));
    if (limits && this.limitsTold !== limits) {
      cursor.setAttribute("aria-valuemin", String(limits[0]));
      cursor.setAttribute("aria-valuemax", String(limits[1]));
      this.limitsTold = limits;
    }
  }

  /** @param {string} words what a screen reader hears once the scrubber rests */
  say(words) {
    if (this.live.textContent === words) return;
    this.live.textContent = words;
    delete this.live.dataset.shown;
  }

  /** @param {string} words why a key or a date did nothing, for the eye too */
  tell(words) {
    clearTimeout(this.telling);
    this.say(words);
    this.live.dataset.shown = "true";
    this.telling = setTimeout(() => delete this.live.dataset.shown, TOLD_MS);
  }

  toggle() {
    if (this.playing) this.stop();
    else this.play();
  }

  play() {
    const [, high] = this.lanes.limits ?? [0, 0];
    if (this.store.get().day >= high && this.counts) this.go(this.counts.minDay);
    this.playing = true;
    this.showPlaying();
    let before = performance.now();
    let owed = 0;
    const frame = (/** @type {number} */ now) => {
      if (!this.playing) return;
      owed += (Math.min(now - before, 250) / 1000) * this.store.get().speed;
      before = now;
      const days = Math.floor(owed);
      if (days > 0) {
        owed -= days;
        const { day } = this.store.get();
        this.go(day + days);
        if (this.store.get().day === day) this.stop();
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  stop() {
    this.playing = false;
    this.showPlaying();
  }

  showPlaying() {
    this.playButton.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    this.playButton.setAttribute("aria-pressed", String(this.playing));
    refill(this.playButton, icon(this.playing ? "pause" : "play"));
    this.onPlaying();
  }
}
