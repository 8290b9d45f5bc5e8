/**
 * The layers panel: sources with their groups, kinds, colouring and the assumptions behind the map.
 */

import { element, icon, refill, segments } from "./dom.js";
import { symbolIcon } from "./icons.js";
import { FAMILIES } from "./symbols.js";

/** On a narrower map the panel starts folded. */
const LEAST_WIDTH_OPEN_PX = 1100;
/** What of the state the panel shows; a step in time touches none of it. */
const SHOWN = ["sources", "kinds", "colour_by", "carry", "minprec", "reviewed"];

/**
 * What a click on a name shows: that one alone, or all again where it is alone already.
 * @param {string[] | null} shown @param {string} name
 * @returns {string[] | null}
 */
export function soloOf(shown, name) {
  return shown !== null && shown.length === 1 && shown[0] === name ? null : [name];
}

/**
 * What a checkbox shows: some names more or fewer; null where that makes all of them.
 * @param {string[] | null} shown @param {string[]} all @param {string[]} names @param {boolean} on
 * @returns {string[] | null}
 */
export function toggledOf(shown, all, names, on) {
  const next = new Set(shown ?? all);
  for (const name of names) {
    if (on) next.add(name);
    else next.delete(name);
  }
  return all.every((name) => next.has(name)) ? null : all.filter((name) => next.has(name));
}

/** @returns {boolean} whether the frame is wide enough for the panel to begin unfolded */
export function isOpenAtFirst() {
  return window.innerWidth >= LEAST_WIDTH_OPEN_PX;
}

export class LayersPanel {
  /**
   * @param {import("./state.js").Store} store
   * @param {{id: string, name: string, group?: string | null}[]} sources
   * @param {string[]} kinds the kinds that occur
   * @param {(km: number) => void} onAreas how far from places areas are shaded; 0: not at all
   */
  constructor(store, sources, kinds, onAreas) {
    this.store = store;
    this.onAreas = onAreas;
    this.sources = sources;
    this.kinds = kinds;
    this.body = element("div.dl-panel-body", { id: "dl-panel-body" });
    this.summary = element("span.dl-muted.dl-summary");
    this.opener = element(
      "button.dl-button.dl-opener", { type: "button", "aria-expanded": "false", "aria-controls": "dl-panel-body", onclick: () => this.open(this.element.dataset.open !== "true"), title: "Show or hide the layers" },
      icon("layers"), element("span", {}, "Layers"), this.summary,
    );
    this.element = element("aside.dl-panel", { "aria-label": "Layers" }, this.opener, this.body);
    this.open(isOpenAtFirst());
    this.colourBy = segments(
      "Colour by", [{ value: "actor", label: "actor" }, { value: "source", label: "source" }],
      (value) => store.set({ colour_by: /** @type {any} */ (value) }),
    );
    this.build();
    store.subscribe((state, changed) => {
      if (SHOWN.some((name) => changed.has(name))) this.show(state);
    });
  }

  /** @param {boolean} open */
  open(open) {
    this.element.dataset.open = String(open);
    this.opener.setAttribute("aria-expanded", String(open));
  }

  build() {
    const groups = [...new Set(this.sources.map((source) => source.group || ""))].sort();
    /** @type {Map<string, {row: any, box: any, count: any}>} */
    this.rows = new Map();
    /** @type {{box: any, ids: string[]}[]} */
    this.groupBoxes = [];
    const list = element("div.dl-rows.dl-sources");
    for (const group of groups) {
      const members = this.sources.filter((source) => (source.group || "") === group);
      if (group) {
        const ids = members.map((source) => source.id);
        const box = element("input", { type: "checkbox", "aria-label": `Group ${group}`, onchange: () => this.toggle(ids, box.checked) });
        this.groupBoxes.push({ box, ids });
        list.append(element("label.dl-group", {}, box, element("span", { dir: "auto" }, group)));
      }
      for (const source of members) list.append(this.sourceRow(source));
    }
    this.familyRows = FAMILIES.map((family, at) => ({ family, at, kinds: family.kinds.filter((kind) => this.kinds.includes(kind)) }))
      .filter(({ kinds }) => kinds.length > 0)
      .map((entry) => {
        const box = element("input", { type: "checkbox", "aria-label": entry.family.label, onchange: () => this.toggleKinds(entry.kinds, box.checked) });
        const symbol = element("span.dl-symbol");
        const row = element("div.dl-row", {}, box, symbol, element("button.dl-name", { type: "button", title: entry.kinds.join(", ").replaceAll("_", " "), onclick: () => this.soloKinds(entry.kinds) }, entry.family.label));
        return { ...entry, box, symbol, row };
      });
    this.carry = element("input.dl-number", { type: "number", min: "1", max: "36500", "aria-label": "Days after which a claim is stale", onchange: () => this.store.set({ carry: Math.max(1, Number(this.carry.value) || 180) }) });
    this.minprec = element(
      "select.dl-select", { "aria-label": "Least precise date that counts", onchange: () => this.store.set({ minprec: Number(this.minprec.value) }) },
      ...["a day", "six days", "a week", "a month", "any"].map((label, at) => element("option", { value: String(at + 1) }, label)),
    );
    this.reviewed = element("input", { type: "checkbox", onchange: () => this.store.set({ reviewed: this.reviewed.checked }) });
    const shade = () => this.onAreas(this.areas.checked ? Math.min(200, Math.max(1, Number(this.reach.value) || 25)) : 0);
    this.areas = element("input", { type: "checkbox", "aria-label": "Shade areas", onchange: shade });
    this.reach = element("input.dl-number", { type: "number", min: "1", max: "200", value: "25", "aria-label": "Radius of the shaded areas in km", onchange: shade });
    this.effect = element("p.dl-effect", { role: "status" });
    refill(
      this.body,
      element("div.dl-panel-head", {}, element("h2", {}, "Colour"), this.colourBy.element),
      element("h2", {}, "Sources"), list,
      element("h2", {}, "Reports of"), element("div.dl-rows", {}, ...this.familyRows.map(({ row }) => row)),
      element(
        "details.dl-assumptions", { ontoggle: (/** @type {Event} */ event) => /** @type {Element} */ (event.target).scrollIntoView({ block: "nearest" }) },
        element("summary", {}, "Assumptions"),
        element("label", {}, "A claim is stale after", element("span", {}, this.carry, " days")),
        element("label", {}, "Dates at least as precise as", this.minprec),
        element("label.dl-check", {}, this.reviewed, "Only reviewed reports"),
        element("label.dl-check", {}, this.areas, element("span", {}, "Shade areas within ", this.reach, " km")),
        this.effect,
      ),
    );
  }

  /** @param {{id: string, name: string}} source */
  sourceRow(source) {
    const box = element("input.dl-swatch-box", { type: "checkbox", "aria-label": source.name, onchange: () => this.toggle([source.id], box.checked) });
    const count = element("span.dl-count");
    const row = element(
      "div.dl-row", { "data-source": source.id },
      box,
      element("button.dl-name", { type: "button", title: `Only ${source.name}; again for all`, dir: "auto", onclick: () => this.store.set({ sources: soloOf(this.store.get().sources, source.id) }) }, source.name),
      count,
    );
    this.rows?.set(source.id, { row, box, count });
    return row;
  }

  /** @param {string[]} ids @param {boolean} on */
  toggle(ids, on) {
    this.store.set({ sources: toggledOf(this.store.get().sources, this.sources.map((source) => source.id), ids, on) });
  }

  /** @param {string[]} kinds @param {boolean} on */
  toggleKinds(kinds, on) {
    this.store.set({ kinds: toggledOf(this.store.get().kinds, this.kinds, kinds, on) });
  }

  /** @param {string[]} kinds */
  soloKinds(kinds) {
    const { kinds: shown } = this.store.get();
    const alone = shown !== null && shown.length === kinds.length && kinds.every((kind) => shown.includes(kind));
    this.store.set({ kinds: alone ? null : kinds });
  }

  /**
   * @param {{counts: number[], colours: string[], theme: import("./theme.js").Theme}} content counts of all events by
   *   source, whatever is shown
   */
  take({ counts, colours, theme }) {
    this.sources.forEach((source, at) => {
      const parts = this.rows?.get(source.id);
      if (!parts) return;
      parts.box.style.setProperty("--swatch", colours[at]);
      parts.count.textContent = counts[at].toLocaleString("en");
    });
    for (const { symbol, at } of this.familyRows ?? []) refill(symbol, symbolIcon(at, theme.ink, 15));
    this.show(this.store.get());
  }

  /** @param {import("./state.js").MapState} state */
  show(state) {
    const shown = state.sources && new Set(state.sources);
    for (const [id, { row, box }] of this.rows ?? []) {
      box.checked = shown === null || shown.has(id);
      row.dataset.off = String(!box.checked);
    }
    for (const { box, ids } of this.groupBoxes ?? []) {
      const on = ids.filter((id) => shown === null || shown.has(id)).length;
      box.checked = on === ids.length;
      box.indeterminate = on > 0 && on < ids.length;
    }
    for (const { box, row, kinds } of this.familyRows ?? []) {
      const on = kinds.filter((kind) => state.kinds === null || state.kinds.includes(kind)).length;
      box.checked = on === kinds.length;
      box.indeterminate = on > 0 && on < kinds.length;
      row.dataset.off = String(on === 0);
    }
    this.summarise(state);
    this.colourBy.choose(state.colour_by);
    if (document.activeElement !== this.carry) this.carry.value = String(state.carry);
    this.minprec.value = String(state.minprec);
    this.reviewed.checked = state.reviewed;
  }

  /** @param {import("./state.js").MapState} state */
  summarise({ sources }) {
    const all = this.among ?? this.sources.map(({ id }) => id);
    const on = sources === null ? all.length : all.filter((id) => sources.includes(id)).length;
    this.summary.textContent = `${on < all.length ? `${on} of ` : ""}${all.length} ${all.length === 1 ? "source" : "sources"}`;
  }

  /** @param {string[]} ids the sources that take part; the rows of others are put away */
  limit(ids) {
    this.among = ids;
    this.summarise(this.store.get());
    for (const [id, { row }] of this.rows ?? []) row.hidden = !ids.includes(id);
    for (const { box, ids: members } of this.groupBoxes ?? []) box.parentElement.hidden = !members.some((id) => ids.includes(id));
  }

  /** @param {string} words what the last change of an assumption did */
  sayEffect(words) {
    if (this.effect.textContent !== words) this.effect.textContent = words;
  }
}
