// Faults and warnings, below the editor.

import { make, button } from "./make.js";

const MOST = 200;
const NAMES = { error: "Fault", warning: "Warning", info: "Note" };

export class Problems {
  // `go(place)` shows a place, `mend(note)` carries out what mends it.
  constructor(element, counts, { go, mend }) {
    this.element = element;
    this.counts = counts;
    this.go = go;
    this.mend = mend;
    this.isOpen = true;
    counts.addEventListener("click", () => {
      this.isOpen = !this.isOpen;
      this.settle();
    });
    element.addEventListener("keydown", event => this.step(event));
  }

  show(notes) {
    const told = JSON.stringify(notes);
    if (told === this.told) return;
    this.told = told;
    this.notes = notes;
    const rows = notes.slice(0, MOST).map(note => this.row(note));
    if (notes.length > MOST) rows.push(make("p", { class: "cs-more" }, `and ${notes.length - MOST} more`));
    // Once open it stays, so that the editor does not jump while somebody types.
    if (notes.length) this.wasOpen = true;
    if (!notes.length && this.wasOpen) rows.push(make("p", { class: "cs-none" }, "Nothing is wrong."));
    this.element.replaceChildren(...rows);
    const count = severity => notes.filter(note => note.severity === severity).length;
    const counts = [];
    const add = (many, one) => { if (many) counts.push(`${many} ${one}${many === 1 ? "" : "s"}`); };
    add(count("error"), "fault");
    add(count("warning"), "warning");
    this.counts.textContent = counts.join(", ");
    this.counts.dataset.worst = count("error") ? "error" : "warning";
    this.settle();
  }

  settle() {
    const isEmpty = !this.notes?.length;
    this.counts.hidden = isEmpty;
    this.counts.setAttribute("aria-expanded", String(this.isOpen));
    this.element.hidden = !this.isOpen || !this.wasOpen;
  }

  // Another file: what was told of the last one is gone.
  reset() {
    this.wasOpen = false;
    this.told = null;
    this.show([]);
  }

  row(note) {
    const where = note.file ? `${note.file}:${note.line}` : `line ${note.line}`;
    const main = make("button", { type: "button", class: "cs-problem", on: { click: () => this.go(note) } },
      make("span", { class: `cs-mark cs-${note.severity}`, role: "img", "aria-label": NAMES[note.severity] }),
      make("span", { class: "cs-words" },
        make("span", { class: "cs-message" }, note.message),
        note.label ? make("span", { class: "cs-help" }, note.label) : null,
        note.help ? make("span", { class: "cs-help" }, note.help) : null),
      make("span", { class: "cs-where", title: note.code }, where));
    const related = note.related.map(one => make("button",
      { type: "button", class: "cs-related", on: { click: () => this.go(one) } },
      `${one.file ? `${one.file}:` : "line "}${one.line}: ${one.message}`));
    const fix = note.fix && !note.fix.file ? button(note.fix.title, () => this.mend(note.fix), { class: "cl-button cs-fix" }) : null;
    return make("div", { class: "cs-row" }, main, ...related, fix);
  }

  step(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    const all = [...this.element.querySelectorAll(".cs-problem")];
    const next = all[all.indexOf(document.activeElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
