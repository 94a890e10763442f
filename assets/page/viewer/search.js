// A field that lists the facts that hold its words, and leads to them.
(parts => {
  const { make, count } = parts;
  const MOST = 60;

  parts.Search = class Search {
    constructor(viewer) {
      this.viewer = viewer;
      this.found = [];
      this.at = -1;
      const id = `${viewer.name}-found`;
      this.field = make("input", {
        type: "search", class: "cl-field", placeholder: "Search", autocomplete: "off", spellcheck: false,
        role: "combobox", "aria-label": "Search the facts", "aria-expanded": "false", "aria-controls": id,
        "aria-autocomplete": "list",
        on: {
          input: () => this.look(),
          focus: () => this.field.value && this.look(),
          blur: () => setTimeout(() => this.list.contains(document.activeElement) || this.close(), 120),
          keydown: event => this.key(event),
        },
      });
      this.list = make("ul", { class: "cl-list", id, role: "listbox", "aria-label": "Facts found", hidden: true });
      this.note = make("p", { class: "cl-list-note", hidden: true });
      this.drop = make("div", { class: "cl-drop", hidden: true }, this.list, this.note);
      this.element = make("div", { class: "cl-search" }, this.field, make("kbd", { class: "cl-hint", "aria-hidden": "true" }, "/"), this.drop);
    }

    look() {
      const query = this.field.value.trim();
      if (!query) return this.close();
      this.found = this.viewer.story.search(query);
      this.at = -1;
      const shown = this.found.slice(0, MOST);
      this.list.replaceChildren(...shown.map((fact, index) => make("li", {
        class: "cl-option", role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", "data-fact": fact.id,
        on: {
          pointerdown: event => event.preventDefault(),
          click: () => this.take(index),
        },
      }, make("span", { class: "cl-row-what" }, fact.what), make("span", { class: "cl-row-date" }, fact.date))));
      const rest = this.found.length - shown.length;
      const told = this.found.length ? count(this.found.length, "fact") : "Nothing found";
      this.note.textContent = rest ? `${told}, the first ${MOST} listed` : told;
      this.list.hidden = !shown.length;
      this.note.hidden = false;
      this.drop.hidden = false;
      this.field.setAttribute("aria-expanded", String(shown.length > 0));
      this.field.removeAttribute("aria-activedescendant");
      this.viewer.announce(this.note.textContent);
    }

    close() {
      this.drop.hidden = true;
      this.field.setAttribute("aria-expanded", "false");
      this.field.removeAttribute("aria-activedescendant");
      this.at = -1;
    }

    mark(index) {
      this.list.children[this.at]?.setAttribute("aria-selected", "false");
      const many = this.list.children.length;
      this.at = many ? (index + many) % many : -1;
      const option = this.list.children[this.at];
      if (!option) return;
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.field.setAttribute("aria-activedescendant", option.id);
    }

    take(index) {
      const fact = this.found[index];
      if (!fact) return;
      this.close();
      this.viewer.choose(fact, { focus: true });
    }

    key(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (this.drop.hidden) this.look();
        else this.mark(event.key === "ArrowDown" ? this.at + 1 : this.at < 0 ? -1 : this.at - 1);
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.take(Math.max(0, this.at));
      } else if (event.key === "Escape") {
        event.stopPropagation();
        if (!this.drop.hidden) this.close();
        else if (this.field.value) this.field.value = "";
        else this.viewer.stage.element.focus();
        event.preventDefault();
      }
    }
  };
})(globalThis.Causeline.parts);
