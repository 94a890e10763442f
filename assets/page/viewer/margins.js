// The axis and the names of the lanes, kept in view where a large picture is
// scrolled: copies at the edges of the window.
(parts => {
  const { make } = parts;
  const SVG = "http://www.w3.org/2000/svg";
  const PAD = 6;

  const union = boxes => {
    const left = Math.min(...boxes.map(box => box.x)), top = Math.min(...boxes.map(box => box.y));
    const right = Math.max(...boxes.map(box => box.x + box.width)), bottom = Math.max(...boxes.map(box => box.y + box.height));
    return { x: left, y: top, width: right - left, height: bottom - top };
  };

  parts.Margins = class Margins {
    constructor(stage) {
      this.stage = stage;
      this.axis = this.edge("cl-axis");
      this.names = this.edge("cl-names");
      // The colours of the picture, for what stands outside of it.
      this.style = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.style];
      stage.element.addEventListener("scroll", () => this.turn(), { passive: true, signal: stage.viewer.gone.signal });
    }

    edge(name) {
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", "cl-copy");
      const plate = make("div", { class: `cl-edge ${name}`, "aria-hidden": "true", hidden: true }, svg);
      return { svg, plate, box: null };
    }

    // There is another picture: it is copied when it is scrolled.
    take() {
      this.isStale = true;
      this.axis.box = this.names.box = null;
      this.axis.plate.remove();
      this.names.plate.remove();
      requestAnimationFrame(() => this.turn());
    }

    // Copies what the picture that is seen has.
    copy() {
      this.isStale = false;
      const { seen } = this.stage;
      const group = name => [...seen.svg.querySelectorAll(`:scope > g.${name}`)];
      const isAcross = group("axis").some(one => one.querySelector("path"));
      this.fill(this.axis, isAcross ? group("axis") : []);
      this.fill(this.names, isAcross ? group("lane-name") : []);
      this.lanes = isAcross ? union(group("lane").map(one => one.getBBox())) : null;
      const rules = seen.rules.slice(Math.max(0, seen.rules.indexOf("@media")));
      this.style.replaceSync(rules.startsWith("@media") ? rules.replaceAll(`#${seen.svg.id} `, ".cl-copy ") : "");
      this.dark = [...this.style.cssRules].filter(rule => rule.media?.mediaText.includes("prefers-color-scheme"));
      this.isFresh = true;
      this.darken(this.media);
      this.place();
    }

    darken(media) {
      if (this.media === media && !this.isFresh) return;
      this.isFresh = false;
      this.media = media;
      for (const rule of this.dark ?? []) rule.media.mediaText = media;
    }

    destroy() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== this.style);
    }

    fill(edge, groups) {
      edge.svg.replaceChildren(...groups.map(group => {
        const copy = group.cloneNode(true);
        for (const named of [copy, ...copy.querySelectorAll("[id]")]) named.removeAttribute("id");
        return copy;
      }));
      edge.box = groups.length ? union(groups.map(group => group.getBBox())) : null;
      if (edge.box) this.stage.sheet.append(edge.plate); else edge.plate.remove();
    }

    // Gives the copies the scale of the picture.
    place() {
      const { seen, scale } = this.stage;
      if (!seen || (!this.axis.box && !this.names.box)) return;
      // Where the picture begins in what is scrolled.
      const { left, top } = seen?.svg.getBoundingClientRect() ?? {};
      const whole = this.stage.sheet.getBoundingClientRect();
      const size = (edge, x, y, width, height) => {
        edge.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
        edge.svg.style.width = `${width * scale}px`;
        edge.svg.style.height = `${height * scale}px`;
      };
      const { box } = this.axis, { box: names } = this.names;
      if (box) {
        size(this.axis, 0, box.y - PAD, seen.width, box.height + PAD);
        this.axis.svg.style.left = `${left - whole.left}px`;
      }
      if (names) {
        // Over the lanes alone, so that no heading is covered.
        const { y, height } = this.lanes;
        size(this.names, names.x - PAD, y, names.width + 2 * PAD, height);
        this.names.svg.style.top = `${top - whole.top + y * scale}px`;
      }
      this.turn();
    }

    // How much of the window the copies may cover.
    size() {
      if (this.isStale) this.copy();
      const { scale } = this.stage;
      return {
        top: this.axis.box ? (this.axis.box.height + PAD) * scale : 0,
        left: this.names.box ? (this.names.box.width + 2 * PAD) * scale : 0,
      };
    }

    // Shows a copy where the original is out of view.
    turn() {
      const { element, scale, seen } = this.stage;
      if (!seen?.facts) return;
      if (this.isStale) {
        if (element.scrollTop <= 0 && element.scrollLeft <= 0) return;
        this.copy();
      }
      const { box } = this.axis, { box: names } = this.names;
      // A picture smaller than the window stands in its middle, unscrolled.
      if (box) this.axis.plate.hidden = element.scrollTop <= (box.y - PAD) * scale;
      if (names) this.names.plate.hidden = element.scrollLeft <= (names.x - PAD) * scale;
    }
  };
})(globalThis.Causeline.parts);
