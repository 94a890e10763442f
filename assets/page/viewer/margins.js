// The axis and the names of the lanes, kept in view where a large picture is
// scrolled: copies at the edges of the window.
(parts => {
  const { make } = parts;
  const SVG = "http://www.w3.org/2000/svg";
  const PAD = 6;

  // A copy without ids, in the colours that the original has now.
  const copyOf = group => {
    const copy = group.cloneNode(true);
    const copies = [copy, ...copy.querySelectorAll("*")];
    for (const [index, original] of [group, ...group.querySelectorAll("*")].entries()) {
      const style = getComputedStyle(original), twin = copies[index];
      twin.removeAttribute("id");
      twin.style.fill = style.fill;
      twin.style.stroke = style.stroke;
    }
    return copy;
  };

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
      stage.element.addEventListener("scroll", () => this.turn(), { passive: true });
    }

    edge(name) {
      const svg = document.createElementNS(SVG, "svg");
      const plate = make("div", { class: `cl-edge ${name}`, "aria-hidden": "true", hidden: true }, svg);
      return { svg, plate, box: null };
    }

    // Copies what the picture that is seen has.
    take() {
      const { seen } = this.stage;
      const group = name => seen ? [...seen.svg.querySelectorAll(`:scope > g.${name}`)] : [];
      const isAcross = seen && seen.width > seen.height * 0.2 && group("axis").some(one => one.querySelector("path"));
      this.fill(this.axis, isAcross ? group("axis") : []);
      this.fill(this.names, isAcross ? group("lane-name") : []);
      this.place();
    }

    fill(edge, groups) {
      // Copies of the very same groups in the same colours are as they must be.
      const colors = this.stage.isDark();
      const isSame = edge.colors === colors && edge.groups?.length === groups.length
        && groups.every((group, index) => group === edge.groups[index]) && edge.plate.isConnected;
      if (isSame) return;
      edge.groups = groups;
      edge.colors = colors;
      edge.svg.replaceChildren(...groups.map(copyOf));
      edge.box = groups.length ? union(groups.map(group => group.getBBox())) : null;
      if (edge.box) this.stage.seen.svg.before(edge.plate); else edge.plate.remove();
    }

    // Gives the copies the scale of the picture.
    place() {
      const { seen, scale } = this.stage;
      const size = (edge, x, y, width, height) => {
        edge.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
        edge.svg.style.width = `${width * scale}px`;
        edge.svg.style.height = `${height * scale}px`;
      };
      const { box } = this.axis, { box: names } = this.names;
      if (box) size(this.axis, 0, box.y - PAD, seen.width, box.height + PAD);
      if (names) size(this.names, names.x - PAD, 0, names.width + 2 * PAD, seen.height);
      this.turn();
    }

    // How much of the window the copies may cover.
    size() {
      const { scale } = this.stage;
      return {
        top: this.axis.box ? (this.axis.box.height + PAD) * scale : 0,
        left: this.names.box ? (this.names.box.width + 2 * PAD) * scale : 0,
      };
    }

    // Shows a copy where the original is out of view.
    turn() {
      const { element, scale, seen } = this.stage;
      if (!seen) return;
      const { box } = this.axis, { box: names } = this.names;
      // A picture smaller than the window stands in its middle, unscrolled.
      if (box) this.axis.plate.hidden = element.scrollTop <= (box.y - PAD) * scale;
      if (names) this.names.plate.hidden = element.scrollLeft <= (names.x - PAD) * scale;
    }
  };
})(globalThis.Causeline.parts);
