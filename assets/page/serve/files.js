// Which file is open; where a folder is served, a list to choose another.

import { make } from "./make.js";

export class Files {
  constructor(root, { open, create }) {
    this.root = root;
    this.opened = open;
    this.create = create;
    this.path = null;
    this.state = { files: [], only: null };
  }

  show(state) {
    this.state = state;
    this.draw();
  }

  select(path) {
    this.path = path;
    this.draw();
  }

  mark(isDirty) {
    if (this.label) this.label.dataset.dirty = String(isDirty);
  }

  draw() {
    const { files, only } = this.state;
    if (only && (this.path === only || this.path === null)) {
      this.label = make("span", { class: "cs-name" }, only);
      this.root.replaceChildren(this.label);
      return;
    }
    const list = only ? [only, this.path] : files;
    const NEW = "\0new";
    const options = list.map(path => make("option", { value: path, selected: path === this.path }, path));
    if (!only) options.push(make("option", { value: NEW }, "New file…"));
    if (this.path === null) options.unshift(make("option", { value: "", selected: true, disabled: true }, "Choose a file"));
    this.label = make("select", {
      class: "cs-name cs-choose", "aria-label": "File", title: "Another file (Alt-O)",
      on: {
        change: event => {
          const { value } = event.target;
          event.target.value = this.path ?? "";
          if (value === NEW) this.create();
          else if (value) this.opened(value);
        },
      },
    }, options);
    this.root.replaceChildren(this.label);
  }

  open() {
    if (this.label?.localName !== "select") return;
    this.label.focus();
    this.label.showPicker?.();
  }
}
