// Everything of the selected fact or link, beside the picture; on a phone a
// sheet from below.
(parts => {
  const { make, button, dot, told } = parts;

  parts.Panel = class Panel {
    constructor(root, viewer) {
      this.viewer = viewer;
      this.body = this.page();
      this.earlier = button("Earlier", () => viewer.step(-1), { title: "The fact before in time" });
      this.later = button("Later", () => viewer.step(1), { title: "The fact after in time" });
      const close = button("Close", () => viewer.clear(), { class: "cl-button cl-close", title: "Select nothing (Esc)" });
      this.element = make("section", { class: "cl-panel", "aria-label": "Selected fact", hidden: true },
        make("div", { class: "cl-panel-head" }, this.earlier, this.later, close), this.body);
      root.append(this.element);
    }

    page() {
      return make("div", { class: "cl-panel-body", tabIndex: -1 });
    }

    show(subject) {
      this.element.hidden = !subject;
      if (!subject) return;
      const name = subject.key ?? subject.id;
      if (this.name !== name) {
        // A new page begins at its top; to scroll the old one would have the
        // browser lay everything out at once.
        const page = this.page();
        this.body.replaceWith(page);
        this.body = page;
      }
      this.fill(subject.key ? this.link(subject) : this.fact(subject));
      this.name = name;
      const last = this.viewer.story.facts.length - 1;
      this.earlier.disabled = subject.key ? true : subject.index === 0;
      this.later.disabled = subject.key ? true : subject.index === last;
    }

    // What says the same stays, and with it the focus.
    fill(parts) {
      for (const [index, part] of parts.entries()) {
        const last = this.body.children[index];
        if (!last) this.body.append(part);
        else if (!last.isEqualNode(part)) last.replaceWith(part);
      }
      while (this.body.children.length > parts.length) this.body.lastElementChild.remove();
    }

    focus() {
      this.body.focus();
    }

    go(fact) {
      // What was made for an older picture leads to the fact of this one.
      this.viewer.select(fact.id, { focus: false });
    }

    fact(fact) {
      const { story } = this.viewer;
      const go = other => this.go(other);
      const part = story.byId.get(fact.part_of);
      const actions = this.viewer.options.actions?.(fact) ?? [];
      return [
        told.dateLine(story, fact),
        make("h2", { class: "cl-what" }, fact.what),
        told.whoLine(story, fact),
        fact.detail ? make("p", { class: "cl-detail" }, fact.detail) : null,
        ...told.quotes(story, fact),
        told.sources(story, fact),
        fact.link ? make("p", { class: "cl-more" }, parts.outside("More about this", fact.link)) : null,
        fact.why?.length ? make("div", { class: "cl-group" }, make("h3", {}, "How its date is known"),
          told.why(story, fact, go, fact.why)) : null,
        this.list("Led to it", fact.causes, "cause"),
        this.list("What it led to", fact.effects, "effect"),
        part ? this.group("Part of", [this.row(part)]) : null,
        fact.parts.length ? this.group("Its parts", fact.parts.map(one => this.row(one))) : null,
        fact.accounts?.length ? this.accounts(fact) : null,
        fact.tags.length ? make("p", { class: "cl-tags" }, fact.tags.map(tag => make("span", { class: "cl-tag" }, tag))) : null,
        actions.length ? make("div", { class: "cl-actions" }, actions.map(one => button(one.label, () => one.run(this.viewer.story.byId.get(fact.id) ?? fact)))) : null,
      ].filter(Boolean);
    }

    link(link) {
      const { story } = this.viewer;
      return [
        this.group("Cause", [this.row(story.facts[link.cause])]),
        make("p", { class: "cl-kind" }, dot(story.kinds[link.kind].colors, "cl-dash"), told.linkWords(story, link)),
        this.group("Effect", [this.row(story.facts[link.effect])]),
        link.note ? make("p", { class: "cl-detail" }, link.note) : null,
        link.sources.length ? told.sources(story, { sources: link.sources.map(source => ({ source })) }) : null,
      ].filter(Boolean);
    }

    group(title, rows) {
      return make("div", { class: "cl-group" }, make("h3", {}, title), make("ul", {}, rows.map(row => make("li", {}, row))));
    }

    list(title, links, side) {
      if (!links.length) return null;
      return this.group(title, links.map(link => this.row(this.viewer.story.facts[link[side]], link)));
    }

    row(fact, link) {
      const { story } = this.viewer;
      const sources = link?.sources.map(index => story.sources[index].short).join(", ");
      return make("button", { type: "button", class: "cl-row", "data-fact": fact.id, on: { click: () => this.go(fact) } },
        link ? make("span", { class: "cl-kind" }, dot(story.kinds[link.kind].colors, "cl-dash"), told.linkWords(story, link),
          sources ? make("span", { class: "cl-by" }, ` · ${sources}`) : null) : null,
        make("span", { class: "cl-row-what" }, fact.what),
        make("span", { class: "cl-row-date" }, fact.date),
        link?.note ? make("span", { class: "cl-note" }, link.note) : null);
    }

    accounts(fact) {
      const { story } = this.viewer;
      return make("div", { class: "cl-group" }, make("h3", {}, "Accounts"), make("ul", {}, fact.accounts.map(account =>
        make("li", { class: "cl-account" }, make("strong", {}, account.name), account.when ? `: ${account.when}` : "",
          account.sources.map(one => one.quote ? make("blockquote", { class: "cl-quote" }, `“${one.quote}”`,
            told.cite(story, one)) : null)))));
    }
  };
})(globalThis.Causeline.parts);
