// The picture: its colours, its place and size, and which facts are lit.
(parts => {
  const { make } = parts;
  const SMALLEST = 0.08, LARGEST = 6;
  // Below this scale words cannot be read, and a picture is better scrolled.
  const READABLE = 0.62;

  const DARK = "(prefers-color-scheme: dark)";

  // The text of an SVG as an element and its rules; without scripts, handlers
  // and whatever else does not belong into a picture. Rules are taken out of
  // the text, since a page may forbid them to stand in it.
  const parse = (text, side) => {
    let rules = "";
    // Its ids begin with a number made of its content. With the same beginning
    // for every picture, what did not change can stay.
    const own = text.match(/^<svg [^>]*?\bid="(c[0-9a-f]{8})"/)?.[1];
    const steady = own ? text.replaceAll(own, `causeline-${side}`) : text;
    const bare = steady.replace(/<style>([^<]*)<\/style>/g, (_, found) => {
      rules += found;
      return "";
    });
    // A template does nothing, and is read three times as fast as XML.
    const parsed = document.createElement("template");
    parsed.innerHTML = bare;
    const { firstElementChild: svg, childElementCount: many } = parsed.content;
    if (many !== 1 || svg.localName !== "svg") return null;
    for (const stray of svg.querySelectorAll("style, script, foreignObject")) stray.remove();
    // A picture of ours has none, and may have very many elements.
    if (/\s(on\w+|style)\s*=/i.test(bare)) {
      for (const element of [svg, ...svg.querySelectorAll("*")]) {
        for (const { name } of [...element.attributes]) if (/^(on|style$)/i.test(name)) element.removeAttribute(name);
      }
    }
    return { svg: document.adoptNode(svg), rules, parts: [...svg.children].map(part => part.outerHTML) };
  };

  // Makes a picture like another, touching only what differs between the
  // equal parts at its beginning and its end.
  const patch = (sheet, { svg, parts: next }) => {
    const { parts: last } = sheet, old = [...sheet.svg.children], fresh = [...svg.children];
    let start = 0, tail = 0;
    const most = Math.min(last.length, next.length);
    while (start < most && last[start] === next[start]) start++;
    while (tail < most - start && last[last.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
    const before = old[old.length - tail] ?? null;
    const middle = Math.min(last.length, next.length) - tail;
    for (let index = start; index < Math.max(last.length, next.length) - tail; index++) {
      const [gone, come] = [index < last.length - tail ? old[index] : null, index < next.length - tail ? fresh[index] : null];
      if (gone && come && index < middle && last[index] === next[index]) continue;
      if (gone && come) gone.replaceWith(come);
      else if (gone) gone.remove();
      else sheet.svg.insertBefore(come, before);
    }
    for (const { name, value } of svg.attributes) {
      if (!["class", "role", "style"].includes(name) && sheet.svg.getAttribute(name) !== value) sheet.svg.setAttribute(name, value);
    }
  };

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
        if (svg) this.sheets.set(side, { svg });
      }
      this.opened = new parts.Opened(this, viewer);
      this.margins = new parts.Margins(this);
      this.watch();
    }

    // Takes other pictures; keeps those of sides that are not given.
    show(pictures) {
      const texts = typeof pictures === "string" ? { wide: pictures } : pictures;
      for (const side of ["wide", "narrow"]) {
        if (texts[side] === undefined) continue;
        if (texts[side]?.pieces) {
          this.patch(side, texts[side]);
          continue;
        }
        const old = this.sheets.get(side);
        const parsed = texts[side] === null ? null : parse(texts[side], side);
        if (texts[side] !== null && !parsed) continue;
        if (parsed && old?.parts) {
          patch(old, parsed);
          if (old.rules !== parsed.rules) {
            old.style.replaceSync(parsed.rules);
            old.darkening = null;
          }
          Object.assign(old, { rules: parsed.rules, parts: parsed.parts });
          if (this.seen === old) this.margins.take();
          continue;
        }
        let box = this.sheet.querySelector(`.cl-${side}`);
        if (old?.adopted) document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== old.style);
        if (!parsed) {
          box?.remove();
          this.seen = null;
          this.sheets.delete(side);
          continue;
        }
        if (!box) this.sheet.append(box = make("div", { class: `cl-${side}` }));
        const style = new CSSStyleSheet();
        style.replaceSync(parsed.rules);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
        box.replaceChildren(parsed.svg);
        this.seen = null;
        this.sheets.set(side, { svg: parsed.svg, rules: parsed.rules, parts: parsed.parts, style, adopted: true });
      }
    }

    // Takes another picture piece by piece: what is the same in both stays as it
    // is, and with it all that the browser has worked out for it.
    patch(side, { head, rules, pieces }) {
      const fresh = parse(`${head}${pieces.filter(piece => typeof piece === "string").join("")}</svg>`);
      if (!fresh) return;
      const made = [...fresh.svg.children];
      const isEdge = piece => /^(axis|lane)/.test(piece.getAttribute("class") ?? "");
      const old = this.sheets.get(side);
      const wanted = pieces.flatMap(piece => typeof piece === "string" ? made.splice(0, 1) : old.pieces.slice(piece[0], piece[0] + piece[1]));
      let box = this.sheet.querySelector(`.cl-${side}`);
      if (!box) this.sheet.append(box = make("div", { class: `cl-${side}` }));
      if (!old?.pieces) {
        box.replaceChildren(fresh.svg);
        this.seen = null;
        this.sheets.set(side, { svg: fresh.svg, pieces: wanted });
      } else {
        // To set what is there already would lay everything out again.
        for (const { name, value } of fresh.svg.attributes) {
          if (!["class", "role"].includes(name) && old.svg.getAttribute(name) !== value) old.svg.setAttribute(name, value);
        }
        const before = new Set(old.pieces), kept = new Set(wanted);
        const gone = old.pieces.filter(piece => !kept.has(piece));
        for (const piece of gone) piece.remove();
        if ([...gone, ...wanted.filter(piece => !before.has(piece))].some(isEdge)) this.margins.take();
        let at = old.svg.firstElementChild;
        for (const piece of wanted) {
          if (piece === at) at = at.nextElementSibling;
          else old.svg.insertBefore(piece, at);
        }
        old.pieces = wanted;
      }
      this.rule(this.sheets.get(side), rules);
    }

    // Gives a picture its rules.
    rule(sheet, rules) {
      if (sheet.rules === rules) return;
      if (sheet.adopted) document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet.style);
      sheet.style = new CSSStyleSheet();
      sheet.style.replaceSync(rules);
      sheet.rules = rules;
      sheet.adopted = true;
      sheet.darkening = null;
      sheet.media = null;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet.style];
    }

    // Takes the facts of a story for the pictures.
    index(story) {
      this.story = story;
      this.sheet.classList.toggle("cl-both", this.sheets.size === 2);
      this.element.classList.toggle("cl-many", story.facts.length > 300);
      this.element.setAttribute("aria-label", `Timeline: ${story.title}`);
      this.reach = null;
      this.passing = null;
      for (const sheet of this.sheets.values()) {
        const { svg } = sheet;
        const box = svg.viewBox.baseVal;
        sheet.width = box.width || svg.width.baseVal.value;
        sheet.height = box.height || svg.height.baseVal.value;
        sheet.facts = null;
        if (svg.getAttribute("role") !== "group") svg.setAttribute("role", "group");
      }
      this.colors(this.theme ?? "system");
      // The size first: whatever measures has everything laid out.
      this.resize();
      this.turn();
    }

    // Makes ready the picture that is seen; whether it is another one now.
    turn() {
      const narrow = this.sheets.get("narrow");
      const isNarrow = narrow && narrow.svg.getClientRects().length > 0;
      const seen = isNarrow ? narrow : this.sheets.get("wide") ?? narrow ?? null;
      const isOther = seen !== this.seen;
      this.seen = seen;
      if (seen && !seen.facts) this.find(seen);
      if (isOther) {
        this.light(this.reach);
        this.filter(this.passing, this.hide);
        this.margins.take();
      }
      return isOther;
    }

    // Finds the elements of facts and links in a picture.
    find(sheet) {
      const { svg } = sheet;
      sheet.facts = new Map();
      sheet.links = new Map();
      // Elements that stayed are lit and faded as they were, until they are
      // told otherwise.
      sheet.lit = new Map([...sheet.lit ?? []].filter(([element]) => element.isConnected));
      sheet.out = (sheet.out ?? []).filter(element => element.isConnected);
      for (const element of svg.querySelectorAll("[data-event]")) {
        const fact = this.story.byId.get(element.dataset.event);
        if (!fact) continue;
        const found = sheet.facts.get(fact.index) ?? { all: [] };
        found.all.push(element);
        if (element.classList.contains("event")) this.dress(found, element, fact);
        sheet.facts.set(fact.index, found);
      }
      for (const element of svg.querySelectorAll("[data-link]")) {
        const link = this.story.byKey.get(element.dataset.link);
        if (!link) continue;
        element.querySelector(":scope > title")?.remove();
        sheet.links.set(link.index, [...(sheet.links.get(link.index) ?? []), element]);
      }
    }

    // A fact's group as a button with a name.
    dress(found, element, fact) {
      found.group = element;
      found.card = element.querySelector(".card");
      const label = `${fact.date}: ${fact.what}`;
      if (element.getAttribute("aria-label") === label) return;
      element.querySelector(":scope > title")?.remove();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", label);
      element.setAttribute("tabindex", "-1");
      for (const link of element.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
    }

    group(fact) {
      return this.seen?.facts.get(fact.index)?.group ?? null;
    }

    // The mark of a fact for whose words the picture has no room.
    bareMark(fact) {
      const found = this.seen?.facts.get(fact.index);
      return found && !found.card ? found.group?.querySelector(".mark") ?? null : null;
    }

    // Colours: those of the system, or the reader's own choice.
    colors(theme) {
      this.theme = theme;
      this.root.dataset.theme = theme;
      const media = { system: `screen and ${DARK}`, light: "not all", dark: "screen" }[theme];
      for (const sheet of this.sheets.values()) {
        const own = sheet.svg.querySelector("style");
        sheet.style ??= own?.sheet;
        sheet.rules ??= own?.textContent ?? "";
        sheet.darkening ??= [...sheet.style?.cssRules ?? []]
          .filter(rule => rule.media?.mediaText.includes("prefers-color-scheme"));
        // Rules that are touched have every style worked out again.
        if (sheet.media === media) continue;
        sheet.media = media;
        for (const rule of sheet.darkening) rule.media.mediaText = media;
      }
      this.margins.darken(media);
    }

    isDark() {
      return this.theme === "dark" || (this.theme !== "light" && matchMedia(DARK).matches);
    }

    // Lights facts and links by their distance and fades the rest; with no
    // reach everything is as it was.
    light(reach) {
      this.reach = reach;
      const sheet = this.seen;
      if (!sheet) return;
      // First, since it measures.
      this.opened.show(reach);
      const lit = new Map();
      const turnOn = (elements, distance) => {
        for (const element of elements ?? []) lit.set(element, Math.min(distance, 3));
      };
      for (const [index, distance] of reach?.facts ?? []) turnOn(sheet.facts.get(index)?.all, distance);
      for (const [index, distance] of reach?.links ?? []) turnOn(sheet.links.get(index), distance);
      // Only what changes is touched: a picture may have thousands of facts.
      for (const [element, near] of sheet.lit) {
        if (!lit.has(element)) element.removeAttribute("data-near");
        if (near === 0) element.removeAttribute("aria-pressed");
      }
      for (const [element, near] of lit) {
        if (sheet.lit.get(element) !== near) element.setAttribute("data-near", near);
        if (near === 0 && element.classList.contains("event")) element.setAttribute("aria-pressed", "true");
      }
      sheet.lit = lit;
      sheet.svg.classList.toggle("cl-some", Boolean(reach));
    }

    // Fades or hides what does not pass a filter.
    filter(passing, hide) {
      this.passing = passing;
      this.hide = hide;
      const sheet = this.seen;
      if (!sheet) return;
      for (const element of sheet.out) element.classList.remove("cl-out");
      sheet.out = [];
      this.sheet.classList.toggle("cl-hide", hide);
      if (!passing) return;
      for (const [index, found] of sheet.facts) if (!passing.facts[index]) sheet.out.push(...found.all);
      for (const [index, elements] of sheet.links) if (!passing.links[index]) sheet.out.push(...elements);
      for (const element of sheet.out) element.classList.add("cl-out");
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
      const own = [...this.sheets.values()].filter(sheet => sheet.adopted).map(sheet => sheet.style);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => !own.includes(one));
    }
  };
})(globalThis.Causeline.parts);
