// Where the picture stands: its colours, its place and size.
(parts => {
  const { make } = parts;
  const SMALLEST = 0.08, LARGEST = 6;
  // Below this scale words cannot be read, and a picture is better scrolled.
  const READABLE = 0.62;

  const DARK = "(prefers-color-scheme: dark)";

  parts.Stage = class Stage {
    constructor(root, viewer) {
      this.root = root;
      this.viewer = viewer;
      this.scale = 1;
      this.sheets = new Map();
      this.reach = null;
      this.passing = null;
      this.hide = false;
      this.element = root.querySelector(".cl-stage") ?? make("div", { class: "cl-stage" });
      this.sheet = this.element.querySelector(".cl-sheet") ?? make("div", { class: "cl-sheet" });
      this.element.append(this.sheet);
      this.element.tabIndex = 0;
      this.element.setAttribute("role", "group");
      for (const side of ["wide", "narrow"]) {
        const svg = this.sheet.querySelector(`.cl-${side} > svg`);
        if (svg) this.sheets.set(side, new parts.Sheet(svg));
      }
      this.opened = new parts.Opened(this, viewer);
      this.margins = new parts.Margins(this);
      this.watch();
    }

    // Takes other pictures; keeps those of sides that are not given.
    show(pictures) {
      const given = typeof pictures === "string" ? { wide: pictures } : pictures;
      for (const side of ["wide", "narrow"]) {
        if (given[side] === null) this.leave(side);
        else if (given[side] !== undefined) this.take(side, given[side]);
      }
    }

    take(side, picture) {
      const last = this.sheets.get(side);
      const next = parts.Sheet.read(picture, side, last);
      if (!next) return;
      const sheet = last ?? new parts.Sheet(next.svg);
      if (!last) {
        let box = this.sheet.querySelector(`.cl-${side}`);
        if (!box) this.sheet.append(box = make("div", { class: `cl-${side}` }));
        box.replaceChildren(next.svg);
        this.seen = null;
        this.sheets.set(side, sheet);
      }
      const changed = sheet.follow(next);
      const isEdge = piece => /^(axis|lane)/.test(piece.getAttribute("class") ?? "");
      if (last && changed.some(isEdge)) this.margins.take();
    }

    leave(side) {
      this.sheet.querySelector(`.cl-${side}`)?.remove();
      this.sheets.get(side)?.drop();
      this.sheets.delete(side);
      this.seen = null;
    }

    // Takes the facts of a story for the pictures.
    index(story) {
      this.story = story;
      this.sheet.classList.toggle("cl-both", this.sheets.size === 2);
      this.element.classList.toggle("cl-many", story.facts.length > 300);
      this.element.setAttribute("aria-label", `Timeline: ${story.title}`);
      this.reach = null;
      this.passing = null;
      let isResized = false;
      for (const sheet of this.sheets.values()) {
        const { svg } = sheet;
        const box = svg.viewBox.baseVal;
        const width = box.width || svg.width.baseVal.value, height = box.height || svg.height.baseVal.value;
        isResized ||= width !== sheet.width || height !== sheet.height;
        Object.assign(sheet, { width, height, facts: null });
        if (svg.getAttribute("role") !== "group") svg.setAttribute("role", "group");
      }
      this.colors(this.theme ?? "system");
      // The size first: whatever measures has everything laid out.
      if (isResized) this.resize();
      this.turn();
    }

    // Makes ready the picture that is seen; whether it is another one now.
    turn() {
      const narrow = this.sheets.get("narrow");
      const isNarrow = narrow && narrow.svg.getClientRects().length > 0;
      const seen = isNarrow ? narrow : this.sheets.get("wide") ?? narrow ?? null;
      const isOther = seen !== this.seen;
      this.seen = seen;
      if (seen && !seen.facts) seen.find(this.story);
      if (isOther) {
        this.light(this.reach);
        this.filter(this.passing, this.hide);
        this.margins.take();
      }
      return isOther;
    }

    group(fact) {
      return this.seen?.facts.get(fact.index)?.group ?? null;
    }

    // The mark of a fact for whose words the picture has no room.
    bareMark(fact) {
      const group = this.group(fact);
      return group && !group.querySelector(".card") ? group.querySelector(".mark") : null;
    }

    // Colours: those of the system, or the reader's own choice.
    colors(theme) {
      this.theme = theme;
      if (this.root.dataset.theme !== theme) this.root.dataset.theme = theme;
      const media = { system: `screen and ${DARK}`, light: "not all", dark: "screen" }[theme];
      for (const sheet of this.sheets.values()) sheet.darken(media);
      this.margins.darken(media);
    }

    isDark() {
      return this.theme === "dark" || (this.theme !== "light" && matchMedia(DARK).matches);
    }

    // Lights facts and links by their distance and fades the rest; with no
    // reach everything is as it was.
    light(reach) {
      this.reach = reach;
      if (!this.seen) return;
      // First, since it measures.
      this.opened.show(reach);
      this.seen.light(reach);
    }

    // Fades or hides what does not pass a filter.
    filter(passing, hide) {
      this.passing = passing;
      this.hide = hide;
      this.sheet.classList.toggle("cl-hide", hide);
      this.seen?.fade(passing);
    }

    resize() {
      for (const { svg, width, height } of this.sheets.values()) {
        svg.style.width = `${width * this.scale}px`;
        svg.style.height = `${height * this.scale}px`;
      }
      this.opened.place();
      this.margins.place();
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
      this.isZoomed = true;
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

    // Keeps a picture that nobody has zoomed as wide as the window.
    follow() {
      const sheet = this.seen;
      if (!sheet || this.isZoomed || this.root.classList.contains("cl-open")) return;
      const whole = this.element.clientWidth / sheet.width;
      const scale = whole < READABLE ? 1 : Math.min(whole, 1.25);
      if (Math.abs(scale - this.scale) < 0.002) return;
      this.zoomTo(scale);
      this.isZoomed = false;
    }

    // Scrolls a fact into view where it is not.
    reveal(fact) {
      const group = this.group(fact);
      if (!group) return;
      const frame = this.element.getBoundingClientRect();
      // The words count; a bar may be longer than the window.
      const place = (group.querySelector(".card") ?? group.querySelector(".mark") ?? group).getBoundingClientRect();
      const margin = 24;
      const gone = (low, high, from, to) => low < from + margin ? low - from - margin * 3
        : high > to - margin ? Math.min(high - to + margin * 3, low - from - margin) : 0;
      const covered = this.margins.size();
      const left = gone(place.left, place.right, frame.left + covered.left, frame.right);
      const top = gone(place.top, place.bottom, frame.top + covered.top, frame.bottom);
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
      this.margins.destroy();
      for (const sheet of this.sheets.values()) sheet.drop();
    }
  };
})(globalThis.Causeline.parts);
