/**
 * Two sets of sources with a shelf of the others between them: chips that mouse, finger or keys move from one to another.
 *
 * A component of Streamlit's (`st.components.v2`): it is run anew with every run of the page, in the same element. The
 * sets live here from the first run on; the page is told of each change (`sets`), and of sets to keep or forget by name.
 */

const SIDES = /** @type {const} */ (["left", "right"]);
const ZONES = /** @type {const} */ (["left", "shelf", "right"]);
const WORDS = { left: "Left", right: "Right", shelf: "Not compared" };
const DRAG_PX = 5;
/** So long a finger rests on a chip before it drags it: a finger that moves sooner scrolls. */
const HOLD_MS = 220;

/**
 * @typedef {{id: string, name: string, colour: string, events: number}} Source
 * @typedef {{begun: number, sources: Source[], left: string[], right: string[], saved: {name: string, ids: string[],
 *   own: boolean}[]}} Data `own`: saved by the reader, not one of the groups
 */

/** @type {WeakMap<object, Board>} */
const boards = new WeakMap();

/** @param {any} component */
export default function sourceBoard({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = boards.get(parentElement) ?? new Board(parentElement);
  boards.set(parentElement, board);
  board.tell = setStateValue;
  board.ask = setTriggerValue;
  board.take(data);
  return () => {
    board.remove();
    boards.delete(parentElement);
  };
}

/** @param {number} count @param {string} noun */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Says that there is more to scroll to: the last row fades out while it is not the last one.
 * @param {HTMLElement} chips
 */
function showMore(chips) {
  const below = chips.scrollHeight - chips.clientHeight - chips.scrollTop > 4;
  const beside = chips.scrollWidth - chips.clientWidth - chips.scrollLeft > 4;
  chips.dataset.more = below ? "below" : beside ? "beside" : "";
}

class Board {
  /** @param {any} root the shadow root */
  constructor(root) {
    this.root = root;
    this.begun = -1;
    /** @type {{left: string[], right: string[]}} */
    this.sets = { left: [], right: [] };
    this.zones = Object.fromEntries(ZONES.map((zone) => [zone, this.makeZone(zone)]));
    this.spoken = element("div.spoken", { role: "status", "aria-live": "polite" });
    this.menu = element("div.menu", { hidden: true, onkeydown: (/** @type {KeyboardEvent} */ e) => this.onMenuKey(e) });
    this.element = element("div.board", { "data-own-keys": true }, ...Object.values(this.zones), this.menu, this.spoken);
    this.outside = (/** @type {Event} */ event) => {
      if (!event.composedPath().includes(this.menu)) this.closeMenu();
    };
    document.addEventListener("pointerdown", this.outside);
    root.append(this.element);
  }

  remove() {
    document.removeEventListener("pointerdown", this.outside);
    this.drop(null);
    this.element.remove();
  }

  /** @param {"left" | "shelf" | "right"} zone */
  makeZone(zone) {
    const head = element("header", {}, element("h3", {}, WORDS[zone]), element("small"));
    if (zone === "shelf") {
      head.append(element("button.swap", { type: "button", title: "Swap the two sides", onclick: () => this.swap() }, "⇄ Swap"));
    } else {
      head.append(element("button.saved", {
        type: "button", "aria-haspopup": "true", title: "Sets saved by name", onclick: (/** @type {Event} */ e) => this.openSaved(zone, e.currentTarget),
      }, "Saved sets"));
    }
    const chips = element("div.chips", { role: "list" });
    chips.addEventListener("scroll", () => showMore(chips), { passive: true });
    new ResizeObserver(() => showMore(chips)).observe(chips);
    return element("section.zone", { "data-zone": zone, "aria-label": WORDS[zone] }, head, chips);
  }

  /** @param {Data} data */
  take(data) {
    this.sources = data.sources;
    this.saved = data.saved;
    if (data.begun !== this.begun) {
      this.begun = data.begun;
      this.sets = { left: [...data.left], right: [...data.right] };
    }
    const text = JSON.stringify([data.sources, this.sets]);
    if (text !== this.drawn && !this.drag) this.draw();
  }

  /** @param {string} id @returns {string[]} the zones in which a source stands */
  zonesOf(id) {
    const sides = SIDES.filter((side) => this.sets[side].includes(id));
    return sides.length ? sides : ["shelf"];
  }

  draw() {
    this.drawn = JSON.stringify([this.sources, this.sets]);
    const known = new Map(this.sources.map((source) => [source.id, source]));
    const inZone = {
      ...Object.fromEntries(SIDES.map((side) => [side, this.sets[side].map((id) => known.get(id)).filter(Boolean)])),
      shelf: this.sources.filter(({ id }) => this.zonesOf(id)[0] === "shelf"),
    };
    for (const zone of ZONES) {
      const members = /** @type {Source[]} */ (inZone[zone]);
      const events = members.reduce((sum, source) => sum + source.events, 0);
      const [title, note] = this.zones[zone].querySelectorAll("h3, small");
      title.textContent = WORDS[zone];
      note.textContent = members.length ? [counted(members.length, "source"), zone !== "shelf" && counted(events, "report")].filter(Boolean).join(" · ") : "";
      this.zones[zone].lastChild.replaceChildren(
        ...(members.length ? members.map((source) => this.chip(source, zone)) : [
          element("p.empty", {}, zone === "shelf" ? "Every source is on a side." : "Drag sources here, or click one and choose a side."),
        ]),
      );
      showMore(/** @type {HTMLElement} */ (this.zones[zone].lastChild));
    }
  }

  /** @param {Source} source @param {string} zone */
  chip({ id, name, colour, events }, zone) {
    const both = zone !== "shelf" && this.zonesOf(id).length === 2;
    const made = element(
      "button.chip", {
        type: "button", "data-id": id, "data-both": both, "aria-haspopup": "menu",
        title: `${name}: ${counted(events, "report")}. Drag it to another side, or click for its choices (Shift with an arrow moves it).`,
        onpointerdown: (/** @type {PointerEvent} */ event) => this.grasp(event, id, zone),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.onChipKey(event, id, zone),
        onclick: (/** @type {MouseEvent} */ event) => this.onChipClick(event, id, zone),
      },
      element("i", { style: `background:${colour}` }), element("span", { dir: "auto" }, name), both ? element("em", {}, "both") : null,
    );
    return element("div", { role: "listitem" }, made);
  }

  /** @param {string} id @param {string[]} zones where it shall stand; the shelf: on no side */
  put(id, zones) {
    for (const side of SIDES) {
      const others = this.sets[side].filter((other) => other !== id);
      const stays = this.sets[side].includes(id);
      if (zones.includes(side)) this.sets[side] = stays ? this.sets[side] : [...this.sets[side], id];
      else this.sets[side] = others;
    }
    const { name } = /** @type {Source} */ (this.sources.find((source) => source.id === id));
    this.changed(`${name}: ${zones.length === 2 ? "on both sides" : WORDS[zones[0]]}`);
  }

  swap() {
    this.sets = { left: this.sets.right, right: this.sets.left };
    this.changed("The two sides are swapped");
  }

  /** @param {string} words */
  changed(words) {
    this.draw();
    this.spoken.textContent = words;
    this.tell("sets", this.sets);
  }

  // Dragging

  /** @param {PointerEvent} event @param {string} id @param {string} zone */
  grasp(event, id, zone) {
    if (event.button !== 0) return;
    this.drop(null); // a second finger ends the first one's drag
    this.closeMenu();
    this.dragged = false;
    const chip = /** @type {HTMLElement} */ (event.currentTarget);
    const touch = event.pointerType !== "mouse";
    this.drag = { id, zone, chip, touch, x: event.clientX, y: event.clientY, pointer: event.pointerId, ghost: null, timer: 0 };
    if (touch) this.drag.timer = window.setTimeout(() => this.lift(), HOLD_MS);
    this.listeners = {
      pointermove: (/** @type {PointerEvent} */ e) => this.move(e),
      pointerup: (/** @type {PointerEvent} */ e) => this.drop(e),
      pointercancel: () => this.drop(null),
      keydown: (/** @type {KeyboardEvent} */ e) => e.key === "Escape" && this.drop(null),
      // A lifted chip keeps the finger: the page does not scroll under it.
      touchmove: (/** @type {TouchEvent} */ e) => this.drag?.ghost && e.preventDefault(),
    };
    for (const [name, listener] of Object.entries(this.listeners)) {
      window.addEventListener(name, /** @type {any} */ (listener), { passive: false });
    }
  }

  lift() {
    const { drag } = this;
    if (!drag || drag.ghost) return;
    const box = drag.chip.getBoundingClientRect();
    drag.ghost = /** @type {HTMLElement} */ (drag.chip.cloneNode(true));
    drag.ghost.classList.add("ghost");
    drag.grip = { x: drag.x - box.left, y: drag.y - box.top };
    this.element.append(drag.ghost);
    this.element.dataset.dragging = "true";
    drag.chip.dataset.lifted = "true";
    this.hover(drag.x, drag.y);
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.ghost) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < DRAG_PX) return;
      if (drag.touch) {
        this.drop(null);
        return;
      }
      this.lift();
    }
    this.hover(event.clientX, event.clientY);
  }

  /** @param {number} x @param {number} y */
  hover(x, y) {
    const { drag } = this;
    drag.ghost.style.transform = `translate(${x - drag.grip.x}px, ${y - drag.grip.y}px)`;
    drag.over = ZONES.find((zone) => {
      const box = this.zones[zone].getBoundingClientRect();
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    });
    for (const zone of ZONES) this.zones[zone].dataset.over = String(zone === drag.over && zone !== drag.zone);
  }

  /** @param {PointerEvent | null} event null: given up */
  drop(event) {
    const { drag } = this;
    for (const [name, listener] of Object.entries(this.listeners ?? {})) window.removeEventListener(name, /** @type {any} */ (listener));
    this.listeners = null;
    this.drag = null;
    if (!drag) return;
    clearTimeout(drag.timer);
    if (!drag.ghost) return;
    // The click that follows a drag opens no menu.
    this.dragged = true;
    setTimeout(() => {
      this.dragged = false;
    });
    drag.ghost.remove();
    delete this.element.dataset.dragging;
    delete drag.chip.dataset.lifted;
    for (const zone of ZONES) delete this.zones[zone].dataset.over;
    if (!event || !drag.over || drag.over === drag.zone) return;
    const elsewhere = this.zonesOf(drag.id).filter((zone) => zone !== drag.zone && zone !== "shelf");
    // With Ctrl or Alt it stays where it was as well: a source may stand on both sides.
    const copied = (event.ctrlKey || event.altKey) && drag.zone !== "shelf" && drag.over !== "shelf";
    if (copied) this.put(drag.id, [...SIDES]);
    else if (drag.over === "shelf") this.put(drag.id, elsewhere.length ? elsewhere : ["shelf"]);
    else this.put(drag.id, [...new Set([drag.over, ...elsewhere])]);
  }

  // Keys and choices

  /** @param {MouseEvent} event @param {string} id @param {string} zone */
  onChipClick(event, id, zone) {
    if (this.dragged) return;
    const now = this.zonesOf(id);
    const choices = [
      { words: "Left", zones: ["left"] }, { words: "Right", zones: ["right"] },
      { words: "Both sides", zones: ["left", "right"] }, { words: "Not compared", zones: ["shelf"] },
    ];
    this.openMenu(event.currentTarget, "Where it stands", choices.map(({ words, zones }) => {
      const chosen = String(zones) === String(now);
      return element("button", {
        type: "button", role: "menuitemradio", "aria-checked": String(chosen),
        onclick: () => {
          this.closeMenu();
          this.put(id, zones);
          this.focusChip(id, zones[0]);
        },
      }, words);
    }));
  }

  /** @param {KeyboardEvent} event @param {string} id @param {string} zone */
  onChipKey(event, id, zone) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.shiftKey) {
      const to = ZONES[ZONES.indexOf(/** @type {any} */ (zone)) + step];
      if (!to) return;
      this.put(id, [to]);
      this.focusChip(id, to);
      return;
    }
    const chips = [...this.element.querySelectorAll(".zone .chip")];
    chips[chips.indexOf(event.currentTarget) + step]?.focus();
  }

  /** @param {string} id @param {string} zone */
  focusChip(id, zone) {
    this.zones[zone].querySelector(`.chip[data-id="${CSS.escape(id)}"]`)?.focus();
  }

  /** @param {any} opener @param {string} label @param {Node[]} content */
  openMenu(opener, label, content) {
    this.opener = opener;
    this.menu.replaceChildren(...content);
    this.menu.setAttribute("role", "menu");
    this.menu.setAttribute("aria-label", label);
    this.menu.hidden = false;
    const [box, room] = [opener.getBoundingClientRect(), this.element.getBoundingClientRect()];
    const left = Math.max(0, Math.min(box.left - room.left, room.width - this.menu.offsetWidth));
    this.menu.style.transform = `translate(${Math.round(left)}px, ${Math.round(box.bottom - room.top + 4)}px)`;
    (this.menu.querySelector("[aria-checked=true]") ?? this.menu.querySelector("button, input"))?.focus({ preventScroll: true });
  }

  closeMenu() {
    if (this.menu.hidden) return;
    this.menu.hidden = true;
    this.menu.replaceChildren();
  }

  /** @param {KeyboardEvent} event */
  onMenuKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") {
      this.closeMenu();
      this.opener?.focus();
    }
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...this.menu.querySelectorAll("button, input")];
    const at = items.indexOf(this.root.activeElement) + step;
    items[(at + items.length) % items.length]?.focus();
  }

  /** @param {"left" | "right"} side @param {any} opener */
  openSaved(side, opener) {
    const members = this.sets[side];
    const rows = this.saved.map(({ name, ids, own }) => element(
      "div.row", {},
      element("button", {
        type: "button", role: "menuitem",
        onclick: () => {
          this.closeMenu();
          this.sets[side] = [...ids];
          this.changed(`${WORDS[side]}: ${name}`);
        },
      }, element("span", { dir: "auto" }, name), element("small", {}, own ? counted(ids.length, "source") : `group of ${ids.length}`)),
      own ? element("button.forget", {
        type: "button", title: `Forget "${name}"`, "aria-label": `Forget ${name}`,
        onclick: () => {
          this.closeMenu();
          this.ask("forget", name);
        },
      }, "×") : null,
    ));
    const name = element("input", { type: "text", maxlength: "60", placeholder: "a name, for example state media", "aria-label": "Name of the set" });
    const form = element(
      "form", {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          if (!name.value.trim() || !members.length) return;
          this.closeMenu();
          this.ask("save", { name: name.value.trim(), ids: members });
          this.spoken.textContent = `Saved as ${name.value.trim()}`;
        },
      },
      name, element("button.primary", { type: "submit", disabled: !members.length }, "Save"),
    );
    this.openMenu(opener, `Saved sets for the ${side}`, [
      rows.length ? element("p", {}, `Put on the ${side}`) : element("p", {}, "No set is saved yet. Groups given on the Data page stand here too."), ...rows,
      element("p", {}, members.length ? `Save what is on the ${side}` : `Nothing on the ${side} to save`), members.length ? form : "",
      members.length ? element("button.clear", {
        type: "button", role: "menuitem",
        onclick: () => {
          this.closeMenu();
          this.sets[side] = [];
          this.changed(`${WORDS[side]} is empty`);
        },
      }, `Empty the ${side}`) : "",
    ]);
  }
}
