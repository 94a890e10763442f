// Choices of actors, tags, kinds of link and confidence: what does not pass is
// faded, or hidden.
(parts => {
  const { make, button, dot, count, DEGREES } = parts;

  const SURE = { certain: "Certain", likely: "Likely", possible: "Possible", disputed: "Disputed" };

  parts.Filter = class Filter {
    constructor(viewer) {
      this.viewer = viewer;
      this.chosen = { actors: new Set(), tags: new Set(), kinds: new Set(), degrees: new Set() };
      this.hide = false;
      this.body = make("div", { class: "cl-filter-body" });
      this.told = make("p", { class: "cl-filter-told" });
      this.hiding = make("input", { type: "checkbox", on: { change: () => {
        this.hide = this.hiding.checked;
        this.apply();
      } } });
      this.reset = button("Show all", () => this.clear(), { disabled: true });
      const id = `${viewer.name}-filter`;
      this.drop = make("div", { class: "cl-drop cl-filter", id, role: "group", "aria-label": "Filter", hidden: true },
        this.body, make("div", { class: "cl-filter-foot" }, make("label", { class: "cl-check" }, this.hiding, "Hide the rest"), this.reset));
      this.opener = button("Filter", () => this.toggle(), { "aria-expanded": "false", "aria-controls": id });
      this.element = make("div", { class: "cl-menu" }, this.opener, this.drop);
      this.element.addEventListener("keydown", event => {
        if (event.key !== "Escape" || this.drop.hidden) return;
        event.stopPropagation();
        this.toggle(false);
        this.opener.focus();
      });
      document.addEventListener("pointerdown", event => {
        if (!this.drop.hidden && !this.element.contains(event.target)) this.toggle(false);
      }, { signal: viewer.gone.signal });
    }

    toggle(open = this.drop.hidden) {
      this.drop.hidden = !open;
      this.opener.setAttribute("aria-expanded", String(open));
    }

    // Offers what this story has; choices that it has no more are dropped.
    offer(story) {
      const tally = values => {
        const many = new Map();
        for (const value of values) many.set(value, (many.get(value) ?? 0) + 1);
        return value => many.get(value) ?? 0;
      };
      const facts = tally(story.facts.flatMap(fact => fact.who));
      const tagged = tally(story.facts.flatMap(fact => fact.tags));
      const kinds = tally(story.links.map(link => link.kind)), degrees = tally(story.links.map(link => link.degree));
      const groups = [
        ["actors", "Actors", story.actors.map((actor, index) => [index, actor.name, facts(index), actor.colors])],
        ["tags", "Tags", story.tags().map(tag => [tag, tag, tagged(tag), null])],
        ["kinds", "Kinds of link", story.kinds.map((kind, index) => [index, kind.name, kinds(index), kind.colors])],
        ["degrees", "Confidence", DEGREES.map(degree => [degree, SURE[degree], degrees(degree), null])],
      ];
      // While somebody types the choices stay, and with them the focus.
      const offered = JSON.stringify(groups);
      if (offered === this.offered) return this.isOn ? this.apply(false) : null;
      this.offered = offered;
      this.body.replaceChildren();
      for (const [field, title, all] of groups) {
        const used = all.filter(([, , many]) => many > 0);
        const values = new Set(used.map(([value]) => value));
        for (const value of this.chosen[field]) if (!values.has(value)) this.chosen[field].delete(value);
        if (!used.length) continue;
        this.body.append(make("fieldset", { class: "cl-choices" }, make("legend", {}, title),
          used.map(([value, label, many, colors]) =>
            this.choice(field, value, label, many, colors && dot(colors, field === "kinds" ? "cl-dash" : "cl-dot")))));
      }
      this.apply(false);
    }

    choice(field, value, label, many, sign) {
      const box = make("input", {
        type: "checkbox", checked: this.chosen[field].has(value), "data-choice": `${field}:${label}`,
        on: { change: () => {
          if (box.checked) this.chosen[field].add(value); else this.chosen[field].delete(value);
          this.apply();
        } },
      });
      return make("label", { class: "cl-check" }, box, sign, make("span", { class: "cl-label" }, label),
        make("span", { class: "cl-many" }, String(many)));
    }

    get isOn() {
      return Object.values(this.chosen).some(set => set.size > 0);
    }

    apply(aloud = true) {
      const { story, stage } = this.viewer;
      const passing = this.isOn ? story.passing(this.chosen) : null;
      this.passing = passing;
      stage.filter(passing, this.hide);
      this.reset.disabled = !this.isOn;
      this.opener.classList.toggle("cl-active", this.isOn);
      const told = text => {
        this.told.textContent = text;
        this.told.hidden = !text;
        if (aloud) this.viewer.announce(text || "All facts shown");
      };
      if (!passing) return told("");
      const many = list => list.filter(Boolean).length;
      const links = story.links.length ? `, ${many(passing.links)} of ${count(story.links.length, "link")}` : "";
      told(`${many(passing.facts)} of ${count(story.facts.length, "fact")}${links}`);
    }

    clear() {
      for (const set of Object.values(this.chosen)) set.clear();
      for (const box of this.body.querySelectorAll("input")) box.checked = false;
      this.apply();
    }
  };
})(globalThis.Causeline.parts);
