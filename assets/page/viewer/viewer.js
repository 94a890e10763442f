// Ties the parts together: the one function that a page calls.
(Causeline => {
  const { parts } = Causeline;
  const { make, button, count } = parts;
  const REMEMBERED = "causeline-theme";
  // The widest, in pixels, that counts as little room.
  const SLIM = 700;
  const EMPTY = { title: "", facts: [], links: [] };

  // The reader's last choice of colours; a page from a file may not remember.
  const remembered = () => {
    try {
      return localStorage.getItem(REMEMBERED);
    } catch {
      return null;
    }
  };
  const remember = theme => {
    try {
      localStorage.setItem(REMEMBERED, theme);
    } catch {
      // Then it lasts as long as the page.
    }
  };

  let mounted = 0;

  class Viewer {
    constructor(root, data, options) {
      this.name = `cl${++mounted}`;
      this.root = root;
      this.options = options;
      this.listeners = new Map();
      this.gone = new AbortController();
      this.chosen = null;
      root.classList.add("cl", "cl-live");
      this.fold();
      this.stage = new parts.Stage(root, this);
      this.search = new parts.Search(this);
      this.filter = new parts.Filter(this);
      this.toolbar = this.tools();
      this.middle = root.querySelector(".cl-middle") ?? make("div", { class: "cl-middle" });
      root.prepend(this.toolbar);
      if (!this.middle.isConnected) root.append(this.middle);
      if (this.stage.element.parentElement !== this.middle) this.middle.append(this.stage.element);
      this.panel = new parts.Panel(this.middle, this);
      this.card = new parts.Card(root, this);
      this.live = make("p", { class: "cl-aloud", role: "status", "aria-live": "polite" });
      root.append(this.live);
      this.linker = options.linking ? new parts.Linker(this) : null;
      this.keys = new parts.Keys(this);
      this.watch();
      this.story = new parts.Story(data ?? EMPTY);
      this.take(data ?? EMPTY);
      this.theme(options.theme ?? remembered() ?? "system");
      this.stage.begin();
    }

    tools() {
      const zoom = make("div", { class: "cl-tools", role: "group", "aria-label": "Zoom" },
        button("−", () => this.zoom(0.8), { "aria-label": "Zoom out", title: "Zoom out (−)" }),
        this.percent = button("100 %", () => this.stage.zoomTo(1), { class: "cl-button cl-percent", title: "Its own size" }),
        button("+", () => this.zoom(1.25), { "aria-label": "Zoom in", title: "Zoom in (+)" }),
        button("Fit", () => this.fit(), { title: "The whole picture (0)" }));
      this.themer = button("Dark", () => this.theme(this.stage.isDark() ? "light" : "dark", true), { class: "cl-button cl-themer" });
      this.themer.hidden = this.options.themes?.length === 1;
      return make("div", { class: "cl-toolbar", role: "toolbar", "aria-label": "Timeline" },
        this.search.element, this.filter.element, this.filter.told, make("span", { class: "cl-space" }),
        zoom, this.themer, this.options.tools ?? []);
    }

    // Whether there is room for much beside each other.
    fold() {
      const { clientWidth: width } = this.root;
      if (width > 0) this.root.classList.toggle("cl-slim", width <= SLIM);
    }

    scaled(scale) {
      const told = `${Math.round(scale * 100)} %`;
      if (this.percent && this.percent.textContent !== told) this.percent.textContent = told;
    }

    // Whether the reader asked for little motion.
    calm() {
      return matchMedia("(prefers-reduced-motion: reduce)").matches;
    }

    take(data) {
      this.data = data;
      const story = this.story = new parts.Story(data);
      this.stage.index(story);
      this.filter.offer(this.story);
      this.keys.branch = null;
      this.keys.home(this.homeOf(story));
    }

    // The fact that Tab reaches: the last one, where it is still drawn.
    homeOf(story) {
      const last = story.byId.get(this.keys.at?.id);
      return last && this.stage.group(last) ? last : this.firstFact();
    }

    firstFact() {
      return this.story.facts.find(fact => this.stage.group(fact)) ?? null;
    }

    update(pictures, data) {
      const focused = document.activeElement?.closest?.("[data-event]");
      const id = focused && this.stage.element.contains(focused) ? focused.dataset.event : null;
      const chosen = this.chosen;
      const isFirst = !this.stage.seen;
      this.card.hide();
      if (pictures !== null && pictures !== undefined) this.stage.show(pictures);
      this.take(data ?? this.data);
      if (isFirst) this.stage.begin();
      const again = chosen && (chosen.key ? this.story.byKey.get(chosen.key) : this.story.byId.get(chosen.id));
      if (again) this.show(again); else if (chosen) this.clear();
      const same = id !== null && this.story.byId.get(id);
      if (same) {
        this.keys.home(same);
        this.stage.group(same)?.focus({ preventScroll: true });
      }
    }

    // Selects a fact and shows it.
    choose(subject, { scroll = true, focus = false } = {}) {
      this.show(subject);
      if (!subject.key) {
        if (focus) this.keys.focus(subject);
        else this.keys.home(subject);
        // The panel takes room first.
        if (scroll) requestAnimationFrame(() => this.stage.reveal(subject));
        const told = [count(subject.causes.length, "cause"), count(subject.effects.length, "effect")].join(", ");
        this.announce(`Selected: ${subject.what}. ${told}.`);
      } else {
        this.announce(`Selected: ${this.story.facts[subject.cause].what}, ${parts.told.linkWords(this.story, subject)}, ${this.story.facts[subject.effect].what}.`);
      }
      if (!subject.key) this.emit("select", subject.id);
    }

    show(subject) {
      this.chosen = subject;
      this.card.hide();
      this.stage.light(subject.key
        ? { facts: new Map([[subject.cause, 1], [subject.effect, 1]]), links: new Map([[subject.index, 0]]) }
        : this.story.reach(subject));
      this.panel.show(subject);
      this.root.classList.add("cl-open");
    }

    clear() {
      if (!this.chosen) return;
      const within = this.panel.element.contains(document.activeElement);
      this.chosen = null;
      this.stage.light(null);
      this.panel.show(null);
      this.root.classList.remove("cl-open");
      if (within) (this.keys.at && this.stage.group(this.keys.at) || this.stage.element).focus({ preventScroll: true });
      this.announce("Nothing selected");
      this.emit("select", null);
    }

    select(id, options) {
      const fact = this.story.byId.get(id);
      if (!fact) return false;
      this.choose(fact, options);
      return true;
    }

    selected() {
      return this.chosen && !this.chosen.key ? this.chosen.id : null;
    }

    step(by) {
      const next = this.chosen && !this.chosen.key && this.keys.next(this.chosen, by);
      if (next) this.choose(next);
    }

    fit() {
      this.stage.fit();
    }

    zoom(factor) {
      this.stage.zoom(factor);
    }

    theme(name, byReader = false) {
      if (!name) return this.stage.theme;
      const theme = ["light", "dark"].includes(name) ? name : "system";
      this.stage.colors(theme);
      const dark = this.stage.isDark();
      this.themer.textContent = dark ? "Light" : "Dark";
      this.themer.title = dark ? "Dark letters on light" : "Light letters on dark";
      if (byReader) remember(theme);
      this.emit("theme", theme, dark);
      return theme;
    }

    announce(text) {
      this.live.textContent = text;
    }

    on(name, listener) {
      const all = this.listeners.get(name) ?? new Set();
      this.listeners.set(name, all.add(listener));
      return () => all.delete(listener);
    }

    emit(name, ...values) {
      for (const listener of [...this.listeners.get(name) ?? []]) listener(...values);
    }

    // What is under the pointer: a fact, a link, or nothing.
    under(target) {
      const element = target.closest?.("[data-event], [data-link]");
      if (!element || !this.stage.element.contains(element)) return null;
      const { event, link } = element.dataset;
      const subject = event === undefined ? this.story.byKey.get(link) : this.story.byId.get(event);
      return subject ? { subject, element } : null;
    }

    watch() {
      const { signal } = this.gone;
      const stage = this.stage.element;
      const on = (name, listener) => stage.addEventListener(name, listener, { signal });
      on("click", event => {
        if (this.stage.dragged) {
          event.preventDefault();
          this.stage.dragged = false;
          return;
        }
        const within = this.under(event.target);
        const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (within && plain) {
          event.preventDefault();
          this.choose(within.subject, { scroll: false, focus: !within.subject.key });
        } else if (!within && !event.target.closest("a")) {
          this.clear();
        }
      });
      on("dblclick", event => {
        const within = this.under(event.target);
        if (within && !within.subject.key) this.emit("open", within.subject.id);
      });
      const point = (target, x, y) => {
        const within = target && this.under(target);
        if (!within) return this.card.hide(150);
        if (within.subject === this.chosen) return this.card.hide();
        const part = target.closest(".card, .mark") ?? within.element;
        this.card.show(within.subject, part, { x, y }, 140);
      };
      let last = null;
      on("pointerover", event => {
        if (event.pointerType === "touch" || event.buttons) return;
        last = [event.clientX, event.clientY];
        point(event.target, ...last);
      });
      on("pointermove", event => {
        if (last) last = [event.clientX, event.clientY];
      });
      on("pointerleave", () => {
        last = null;
        this.card.hide(150);
      });
      // What comes to lie under the pointer was not entered by it.
      on("scrollend", () => {
        if (last) point(document.elementFromPoint(...last), ...last);
      });
      on("pointerdown", () => this.card.hide());
      on("scroll", () => this.card.hide());
      on("focusin", event => {
        const within = this.under(event.target);
        if (!within || !event.target.matches(":focus-visible")) return;
        this.keys.home(within.subject);
        if (within.subject !== this.chosen) this.card.show(within.subject, within.element, null, 60);
        this.stage.reveal(within.subject);
      });
      on("focusout", () => this.card.hide());
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.theme(this.stage.theme), { signal });
      const resized = new ResizeObserver(() => {
        this.fold();
        this.card.hide();
        if (!this.stage.turn()) {
          this.stage.margins.place();
          return this.stage.follow();
        }
        this.keys.home(this.keys.at ?? this.firstFact());
        this.stage.begin();
        if (this.selected() !== null) this.stage.reveal(this.chosen);
      });
      resized.observe(this.root);
      resized.observe(stage);
      signal.addEventListener("abort", () => resized.disconnect());
    }

    destroy() {
      this.gone.abort();
      this.stage.destroy();
      this.root.replaceChildren();
      this.root.classList.remove("cl-live", "cl-open", "cl-slim");
    }
  }

  // Only what is promised, so that nobody leans on what may change.
  Causeline.mount = (container, data, options = {}) => {
    const viewer = new Viewer(container, data, options);
    const names = ["update", "select", "selected", "clear", "on", "fit", "zoom", "theme", "announce", "destroy"];
    const face = Object.fromEntries(names.map(name => [name, viewer[name].bind(viewer)]));
    return Object.freeze({ ...face, toolbar: viewer.toolbar });
  };
})(globalThis.Causeline);
