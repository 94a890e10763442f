// Small cards for facts that the picture had no room to put into words: those
// of the selected fact and of its nearest causes and effects.
(parts => {
  const { make } = parts;
  const SVG = "http://www.w3.org/2000/svg";
  const MOST = 9;
  const GAP = 12;

  parts.Opened = class Opened {
    constructor(stage, viewer) {
      this.stage = stage;
      this.viewer = viewer;
      this.cards = [];
      this.lines = document.createElementNS(SVG, "svg");
      this.lines.setAttribute("class", "cl-opened-lines");
      this.element = make("div", { class: "cl-opened", "aria-hidden": "true" }, this.lines);
    }

    // Opens what of a reach is bare; closes the rest.
    show(reach) {
      const near = [...reach?.facts ?? []].filter(([, distance]) => distance <= 1);
      near.sort(([, one], [, other]) => one - other);
      const bare = near.map(([index]) => this.stage.story.facts[index])
        .map(fact => ({ fact, mark: this.stage.bareMark(fact)?.getBBox() })).filter(one => one.mark);
      for (const { card } of this.cards) card.remove();
      this.cards = bare.slice(0, MOST).map(({ fact, mark }) => ({ card: this.card(fact), mark }));
      if (!this.cards.length) return this.element.remove();
      this.stage.seen.svg.parentElement.append(this.element);
      this.element.append(...this.cards.map(one => one.card));
      // Before the next picture is painted, and after all else has changed.
      requestAnimationFrame(() => this.place());
    }

    card(fact) {
      return make("div", { class: "cl-mini", "data-event": fact.id },
        parts.told.dateLine(this.viewer.story, fact), make("p", { class: "cl-row-what" }, fact.what));
    }

    // Each near its mark, none over another.
    place() {
      if (!this.cards.length) return;
      const { scale, seen } = this.stage;
      const [width, height] = [seen.width * scale, seen.height * scale];
      this.lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
      this.lines.replaceChildren();
      const taken = [];
      // All is measured before anything is moved.
      const sizes = this.cards.map(({ card }) => [card.offsetWidth, card.offsetHeight]);
      for (const [index, { card, mark }] of this.cards.entries()) {
        const [w, h] = sizes[index];
        const at = { x: (mark.x + mark.width / 2) * scale, top: mark.y * scale, bottom: (mark.y + mark.height) * scale };
        const place = this.room(taken, at, w, h, width, height);
        taken.push({ ...place, w, h });
        card.style.left = `${place.x}px`;
        card.style.top = `${place.y}px`;
        const line = document.createElementNS(SVG, "path");
        const end = place.y > at.top ? place.y : place.y + h;
        const middle = Math.min(Math.max(at.x, place.x + 10), place.x + w - 10);
        line.setAttribute("d", `M${at.x} ${end === place.y ? at.bottom : at.top}L${middle} ${end}`);
        this.lines.append(line);
      }
    }

    // The nearest free place: below or above the mark, then further aside.
    room(taken, at, w, h, width, height) {
      const free = place => !taken.some(one =>
        place.x < one.x + one.w + 6 && one.x < place.x + w + 6 && place.y < one.y + one.h + 6 && one.y < place.y + h + 6);
      const inside = x => Math.min(Math.max(x, 4), Math.max(4, width - w - 4));
      for (let row = 0; row < 6; row++) {
        for (const aside of [0, 1, -1, 2, -2]) {
          const x = inside(at.x - w / 2 + aside * (w + 8));
          const below = { x, y: at.bottom + GAP + row * (h + 8) };
          if (below.y + h < height && free(below)) return below;
          const above = { x, y: at.top - GAP - h - row * (h + 8) };
          if (above.y > 4 && free(above)) return above;
        }
      }
      return { x: inside(at.x - w / 2), y: at.bottom + GAP };
    }
  };
})(globalThis.Causeline.parts);
