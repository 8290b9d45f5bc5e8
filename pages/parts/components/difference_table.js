/**
 * The differences between two sets of sources as a table: filtered and sorted by the page, a row opens on both maps.
 *
 * A component of Streamlit's (`st.components.v2`), run anew with every run of the page. What the reader asks for
 * (`asked`) is told to the page, which answers with other rows; `opened` names the row that shall be shown.
 */

const COLUMNS = [
  { by: "place_name", words: "Place" }, { by: "from", words: "Days" }, { by: "days", words: "Length" },
  { by: "first", words: "left" }, { by: "second", words: "right" }, { by: "difference", words: "Difference" },
];
const TYPING_MS = 250;

/**
 * @typedef {{holder: string, colour: string, sources: {name: string, colour: string}[], origins: number}} Said
 * @typedef {{id: string, place: string, link: string, days: string, length: string, first: Said[], second: Said[],
 *   kind: string, note: string}} Row
 * @typedef {{scope: "day" | "period", kinds: string[], text: string, by: string, down: boolean, most: number}} Asked
 * @typedef {{asked: Asked, day: string, kinds: {id: string, words: string, help: string, count: number}[], rows: Row[],
 *   total: number, most: number, chosen: string | null, left: string, right: string, empty: string}} Data
 */

/** @type {WeakMap<object, Table>} */
const tables = new WeakMap();

/** @param {any} component */
export default function differenceTable({ data, parentElement, setStateValue, setTriggerValue }) {
  const table = tables.get(parentElement) ?? new Table(parentElement);
  tables.set(parentElement, table);
  table.tell = (/** @type {Asked} */ asked) => setStateValue("asked", asked);
  table.open = (/** @type {string} */ id) => setTriggerValue("opened", id);
  table.take(data);
  return () => {
    table.remove();
    tables.delete(parentElement);
  };
}

class Table {
  /** @param {any} root the shadow root */
  constructor(root) {
    this.scope = element("div.scope", { role: "group", "aria-label": "Days" });
    this.kinds = element("div.kinds", { role: "group", "aria-label": "Kinds of difference" });
    this.search = element("input", {
      type: "search", maxlength: "80", placeholder: "Find a place", "aria-label": "Find a place", oninput: () => this.typed(), onkeydown: (/** @type {Event} */ e) => e.stopPropagation(),
    });
    this.note = element("p.note", { role: "status" });
    this.body = element("div.body", { tabindex: "-1", "data-own-keys": true });
    this.element = element("div.table", {}, element("div.tools", {}, this.scope, this.kinds, this.search), this.note, this.body);
    root.append(this.element);
  }

  remove() {
    clearTimeout(this.timer);
    this.element.remove();
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask({ text: this.search.value }), TYPING_MS);
  }

  /** @param {Partial<Asked>} change */
  ask(change) {
    this.asked = { ...this.asked, ...change };
    this.waiting = JSON.stringify(this.asked);
    this.drawTools();
    this.tell(this.asked);
  }

  /** @param {Data} data */
  take(data) {
    const text = JSON.stringify(data);
    if (text === this.taken) return;
    this.taken = text;
    this.data = data;
    // An answer to an earlier question does not undo a later one.
    if (this.waiting === undefined || this.waiting === JSON.stringify(data.asked)) {
      this.waiting = undefined;
      this.asked = data.asked;
    }
    if (this.search.getRootNode().activeElement !== this.search) this.search.value = data.asked.text;
    this.drawTools();
    this.drawRows();
  }

  drawTools() {
    const { data, asked } = this;
    this.scope.replaceChildren(...[["day", data.day], ["period", "whole period"]].map(([scope, words]) => element("button", {
      type: "button", "aria-pressed": String(scope === asked.scope), onclick: () => this.ask({ scope: /** @type {any} */ (scope) }),
    }, words)));
    this.kinds.replaceChildren(...data.kinds.map(({ id, words, help, count }) => element("button", {
      type: "button", title: help, "data-kind": id, "aria-pressed": String(asked.kinds.includes(id)),
      onclick: () => this.ask({
        kinds: data.kinds.map((kind) => kind.id).filter((kind) => asked.kinds.includes(kind) !== (kind === id)),
      }),
    }, words, element("small", {}, count.toLocaleString("en")))));
  }

  drawRows() {
    const { data, asked } = this;
    const { rows, total } = data;
    const shown = rows.length < total ? `, ${rows.length.toLocaleString("en")} of them shown` : "";
    this.note.textContent = total
      ? `${total.toLocaleString("en")} difference${total === 1 ? "" : "s"} ${asked.scope === "day" ? "on this day" : "over the whole period"}${shown}. Choose a row to see the place on both maps.`
      : data.empty;
    const { scrollTop } = this.body;
    this.body.replaceChildren();
    if (!rows.length) return;
    const head = element("tr", {}, ...COLUMNS.map(({ by, words }) => {
      const name = { left: data.left, right: data.right }[words] ?? words;
      const sorted = asked.by === by;
      return element("th", { scope: "col", "data-by": by, "aria-sort": sorted ? (asked.down ? "descending" : "ascending") : "none" },
        element("button", { type: "button", title: `Sort by ${name.toLowerCase()}`, onclick: () => this.ask({ by, down: sorted ? !asked.down : by === "days" }) }, name));
    }));
    this.body.append(element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows.map((row) => this.row(row)))));
    if (rows.length < Math.min(total, data.most)) {
      const more = Math.min(200, data.most - asked.most);
      this.body.append(element("button.more", { type: "button", onclick: () => this.ask({ most: asked.most + more }) }, `Show ${more} more`));
    }
    this.body.scrollTop = scrollTop;
  }

  /** @param {Row} row */
  row({ id, place, link, days, length, first, second, kind, note }) {
    const words = this.data.kinds.find((entry) => entry.id === kind)?.words ?? kind;
    return element(
      "tr", {
        tabindex: "0", "data-id": id, "aria-selected": String(id === this.data.chosen),
        onclick: (/** @type {MouseEvent} */ event) => !(/** @type {Element} */ (event.target)).closest("a") && this.open(id),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event, id),
      },
      element("td.place", {}, element("strong", { dir: "auto" }, place), element("a", { href: link, target: "_self", title: `${place}: its whole history` }, "history")),
      element("td.days", {}, days), element("td.length", {}, length),
      element("td.said", { "data-side": this.data.left }, ...first.map(said)), element("td.said", { "data-side": this.data.right }, ...second.map(said)),
      element("td.kind", {}, element("span", { "data-kind": kind, title: note || null }, words), note ? element("small", { dir: "auto" }, note) : null),
    );
  }

  /** @param {KeyboardEvent} event @param {string} id */
  onKey(event, id) {
    const row = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.target !== row) return;
    if (event.key === "Enter" || event.key === " ") this.open(id);
    else if (event.key === "ArrowDown") /** @type {any} */ (row.nextElementSibling)?.focus();
    else if (event.key === "ArrowUp") /** @type {any} */ (row.previousElementSibling)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @param {Said} answer @returns {Node} who holds it, after whom */
function said({ holder, colour, sources, origins }) {
  const one = origins < sources.length ? ` · ${origins === 1 ? "one origin" : `${origins} origins`}` : "";
  return element(
    "div", {}, element("b", { style: `--holder:${colour}`, dir: "auto" }, holder),
    ...sources.map(({ name, colour: own }, at) =>
      element("span", { dir: "auto" }, element("i", { style: `background:${own}` }), name, at === sources.length - 1 ? one : ",")),
  );
}
