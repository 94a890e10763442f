// The picture: its colours, its place and size, and which facts are lit.
(parts => {
  const { make } = parts;
  const SMALLEST = 0.08, LARGEST = 6;
  // Below this scale words cannot be read, and a picture is better scrolled.
  const READABLE = 0.62;

  const DARK = "(prefers-color-scheme: dark)";

  // The text of an SVG as an element and its rules; without scripts, handlers
  // and whatever else does not belong into a picture.
  const parse = text => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const svg = parsed.documentElement;
    if (svg.localName !== "svg" || parsed.querySelector("parsererror")) return null;
    const rules = [...svg.querySelectorAll("style")].map(style => style.textContent).join("\n");
    for (const stray of svg.querySelectorAll("style, script, foreignObject")) stray.remove();
    for (const element of svg.querySelectorAll("*")) {
      for (const { name } of [...element.attributes]) if (/^(on|style$)/i.test(name)) element.removeAttribute(name);
    }
    return { svg: document.importNode(svg, true), rules };
  };

  parts.Stage = class Stage {
    constructor(root, viewer) {
      this.root = root;
      this.viewer = viewer;
      this.scale = 1;
      this.sheets = new Map();
      this.lit = [];
      this.out = [];
      this.element = root.querySelector(".cl-stage") ?? make("div", { class: "cl-stage" });
      this.sheet = this.element.querySelector(".cl-sheet") ?? make("div", { class: "cl-sheet" });
      this.element.append(this.sheet);
      this.element.tabIndex = 0;
      this.element.setAttribute("role", "group");
      for (const side of ["wide", "narrow"]) {
        const svg = this.sheet.querySelector(`.cl-${side} > svg`);
        const style = svg?.querySelector("style");
        if (svg) this.sheets.set(side, { svg, style: style?.sheet ?? null });
      }
      this.watch();
    }

    // Takes other pictures; keeps those of sides that are not given.
    show(pictures) {
      const texts = typeof pictures === "string" ? { wide: pictures } : pictures;
      for (const side of ["wide", "narrow"]) {
        if (texts[side] === undefined) continue;
        const old = this.sheets.get(side);
        const parsed = texts[side] === null ? null : parse(texts[side]);
        if (texts[side] !== null && !parsed) continue;
        let box = this.sheet.querySelector(`.cl-${side}`);
        if (old?.adopted) document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== old.style);
        if (!parsed) {
          box?.remove();
          this.sheets.delete(side);
          continue;
        }
        if (!box) this.sheet.append(box = make("div", { class: `cl-${side}` }));
        const style = new CSSStyleSheet();
        style.replaceSync(parsed.rules);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
        box.replaceChildren(parsed.svg);
        this.sheets.set(side, { svg: parsed.svg, style, adopted: true });
      }
    }

    // Finds the elements of facts and links in the pictures.
    index(story) {
      this.story = story;
      this.sheet.classList.toggle("cl-both", this.sheets.size === 2);
      this.element.setAttribute("aria-label", `Timeline: ${story.title}`);
      this.lit = [];
      this.out = [];
      for (const sheet of this.sheets.values()) {
        sheet.facts = new Map();
        sheet.links = new Map();
        const { svg } = sheet;
        const box = svg.viewBox.baseVal;
        sheet.width = box.width || svg.width.baseVal.value;
        sheet.height = box.height || svg.height.baseVal.value;
        svg.setAttribute("role", "group");
        svg.classList.remove("cl-some");
        for (const element of svg.querySelectorAll("[data-event]")) {
          const fact = story.byId.get(element.dataset.event);
          if (!fact) continue;
          const found = sheet.facts.get(fact.index) ?? { all: [] };
          found.all.push(element);
          if (element.classList.contains("event")) this.dress(found, element, fact);
          sheet.facts.set(fact.index, found);
        }
        for (const element of svg.querySelectorAll("[data-link]")) {
          const link = story.byKey.get(element.dataset.link);
          if (!link) continue;
          element.querySelector(":scope > title")?.remove();
          sheet.links.set(link.index, [...(sheet.links.get(link.index) ?? []), element]);
        }
      }
      this.colors(this.theme ?? "system");
      this.resize();
    }

    // A fact's group as a button with a name.
    dress(found, element, fact) {
      found.group = element;
      found.card = element.querySelector(".card");
      element.querySelector(":scope > title")?.remove();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", `${fact.date}: ${fact.what}`);
      element.setAttribute("aria-pressed", "false");
      element.setAttribute("tabindex", "-1");
      for (const link of element.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
    }

    // The picture that is seen.
    get seen() {
      const narrow = this.sheets.get("narrow");
      if (narrow && narrow.svg.getClientRects().length) return narrow;
      return this.sheets.get("wide") ?? narrow ?? null;
    }

    group(fact) {
      return this.seen?.facts.get(fact.index)?.group ?? null;
    }

    // Whether the picture has no room for the words of a fact.
    isBare(fact) {
      const found = this.seen?.facts.get(fact.index);
      return Boolean(found) && !found.card;
    }

    // Colours: those of the system, or the reader's own choice.
    colors(theme) {
      this.theme = theme;
      this.root.dataset.theme = theme;
      const media = { system: `screen and ${DARK}`, light: "not all", dark: "screen" }[theme];
      for (const { style } of this.sheets.values()) {
        for (const rule of style?.cssRules ?? []) {
          const text = rule.media?.mediaText ?? "";
          if (rule.darkens ?? text.includes("prefers-color-scheme")) {
            rule.darkens = true;
            rule.media.mediaText = media;
          }
        }
      }
    }

    isDark() {
      return this.theme === "dark" || (this.theme !== "light" && matchMedia(DARK).matches);
    }

    // Lights facts and links by their distance and fades the rest; with no
    // reach everything is as it was.
    light(reach) {
      for (const element of this.lit) {
        element.classList.remove("cl-on");
        delete element.dataset.near;
        if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", "false");
      }
      this.lit = [];
      for (const sheet of this.sheets.values()) {
        sheet.svg.classList.toggle("cl-some", Boolean(reach));
        if (!reach) continue;
        const turnOn = (element, distance) => {
          element.classList.add("cl-on");
          element.dataset.near = Math.min(distance, 3);
          this.lit.push(element);
        };
        for (const [index, distance] of reach.facts) {
          const found = sheet.facts.get(index);
          for (const element of found?.all ?? []) turnOn(element, distance);
          if (distance === 0) found?.group?.setAttribute("aria-pressed", "true");
        }
        for (const [index, distance] of reach.links) {
          for (const element of sheet.links.get(index) ?? []) turnOn(element, distance);
        }
      }
    }

    // Fades or hides what does not pass a filter.
    filter(passing, hide) {
      for (const element of this.out) element.classList.remove("cl-out");
      this.out = [];
      this.sheet.classList.toggle("cl-hide", hide);
      if (!passing) return;
      for (const sheet of this.sheets.values()) {
        for (const [index, found] of sheet.facts) if (!passing.facts[index]) this.out.push(...found.all);
        for (const [index, elements] of sheet.links) if (!passing.links[index]) this.out.push(...elements);
      }
      for (const element of this.out) element.classList.add("cl-out");
    }

    resize() {
      for (const { svg, width, height } of this.sheets.values()) {
        svg.style.width = `${width * this.scale}px`;
        svg.style.height = `${height * this.scale}px`;
      }
      this.viewer.scaled?.(this.scale);
    }

    // Zooms so that the point of the window under (x, y) stays where it is.
    zoomTo(scale, x, y) {
      const sheet = this.seen;
      if (!sheet) return;
      const next = Math.min(LARGEST, Math.max(SMALLEST, scale));
      const frame = this.element.getBoundingClientRect();
      const [px, py] = [x ?? frame.left + frame.width / 2, y ?? frame.top + frame.height / 2];
      const before = sheet.svg.getBoundingClientRect();
      const [ax, ay] = [(px - before.left) / before.width, (py - before.top) / before.height];
      this.scale = next;
      this.resize();
      const after = sheet.svg.getBoundingClientRect();
      this.element.scrollBy({
        left: after.left + ax * after.width - px, top: after.top + ay * after.height - py, behavior: "instant",
      });
    }

    zoom(factor, x, y) {
      this.zoomTo(this.scale * factor, x, y);
    }

    // The whole picture in view.
    fit() {
      const sheet = this.seen;
      if (!sheet) return;
      this.scale = Math.min(
        LARGEST, Math.max(SMALLEST, Math.min(this.element.clientWidth / sheet.width, this.element.clientHeight / sheet.height)));
      this.resize();
      this.element.scrollTo({ left: 0, top: 0, behavior: "instant" });
    }

    // How a picture is first seen: as wide as the window where its words can
    // then be read, else in its own size from its beginning.
    begin() {
      const sheet = this.seen;
      if (!sheet) return;
      const whole = this.element.clientWidth / sheet.width;
      this.scale = whole < READABLE ? 1 : Math.min(whole, 1.25);
      this.resize();
      this.element.scrollTo({ left: 0, top: 0, behavior: "instant" });
    }

    // Scrolls a fact into view where it is not.
    reveal(fact) {
      const group = this.group(fact);
      if (!group) return;
      const frame = this.element.getBoundingClientRect();
      const mark = (group.querySelector(".mark") ?? group).getBoundingClientRect();
      const whole = group.getBoundingClientRect();
      // A long bar may be wider than the window: its card counts then.
      const place = whole.width < frame.width * 0.8 ? whole
        : (group.querySelector(".card") ?? group).getBoundingClientRect();
      const margin = 24;
      const gone = (low, high, from, to) => low < from + margin ? low - from - margin * 3
        : high > to - margin ? Math.min(high - to + margin * 3, low - from - margin) : 0;
      const left = gone(place.left, place.right, frame.left, frame.right);
      const top = gone(Math.min(place.top, mark.top), Math.max(place.bottom, mark.bottom), frame.top, frame.bottom);
      if (left || top) this.element.scrollBy({ left, top, behavior: this.viewer.calm() ? "instant" : "smooth" });
    }

    // Dragging pans, two fingers and Ctrl with the wheel zoom.
    watch() {
      const stage = this.element;
      this.watched = new AbortController();
      const on = (name, listener, options = {}) =>
        stage.addEventListener(name, listener, { ...options, signal: this.watched.signal });
      on("wheel", event => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const step = event.deltaMode === 1 ? 18 : 1;
        this.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * step)) * 0.006), event.clientX, event.clientY);
      }, { passive: false });
      let pinch = null;
      const spread = touches => Math.hypot(
        touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
      on("touchstart", event => {
        pinch = event.touches.length === 2 ? { from: spread(event.touches), scale: this.scale } : null;
      }, { passive: true });
      on("touchmove", event => {
        if (!pinch || event.touches.length !== 2) return;
        event.preventDefault();
        const [one, other] = event.touches;
        this.zoomTo(pinch.scale * spread(event.touches) / pinch.from,
          (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      }, { passive: false });
      let drag = null;
      on("pointerdown", event => {
        this.dragged = false;
        if (event.pointerType !== "mouse" || event.button !== 0) return;
        if (this.viewer.linker?.begin(event)) return;
        drag = { x: event.clientX, y: event.clientY };
      });
      on("pointermove", event => {
        if (!drag) return;
        const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
        if (!this.dragged && Math.hypot(dx, dy) < 4) return;
        if (!this.dragged) stage.setPointerCapture(event.pointerId);
        this.dragged = true;
        stage.classList.add("cl-dragging");
        stage.scrollBy({ left: -dx, top: -dy, behavior: "instant" });
        drag = { x: event.clientX, y: event.clientY };
      });
      for (const name of ["pointerup", "pointercancel"]) {
        on(name, () => {
          drag = null;
          stage.classList.remove("cl-dragging");
        });
      }
      // A drag that began on a link must not drag the link.
      on("dragstart", event => event.preventDefault());
    }

    destroy() {
      this.watched.abort();
      const own = [...this.sheets.values()].filter(sheet => sheet.adopted).map(sheet => sheet.style);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => !own.includes(one));
    }
  };
})(globalThis.Causeline.parts);
