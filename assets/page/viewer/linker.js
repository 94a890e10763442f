// Dragging from one fact to another to link them.
(parts => {
  const SVG = "http://www.w3.org/2000/svg";

  parts.Linker = class Linker {
    constructor(viewer) {
      this.viewer = viewer;
    }

    factAt(event) {
      const element = document.elementFromPoint(event.clientX, event.clientY)?.closest(".event[data-event]");
      return element && this.viewer.stage.element.contains(element)
        ? this.viewer.story.byId.get(element.dataset.event) : null;
    }

    // Takes a press of the button on a fact; whether it did.
    begin(event) {
      const cause = this.factAt(event);
      if (!cause) return false;
      const { stage } = this.viewer;
      const [x, y] = [event.clientX, event.clientY];
      const ended = new AbortController();
      const on = (name, listener) => window.addEventListener(name, listener, { signal: ended.signal, capture: true });
      let line = null, target = null;
      const aim = fact => {
        if (target) stage.group(target)?.classList.remove("cl-target");
        target = fact && fact !== cause ? fact : null;
        if (target) stage.group(target)?.classList.add("cl-target");
      };
      const end = () => {
        aim(null);
        line?.remove();
        stage.element.classList.remove("cl-linking");
        ended.abort();
      };
      on("pointermove", move => {
        if (!line && Math.hypot(move.clientX - x, move.clientY - y) < 6) return;
        if (!line) {
          line = this.line();
          stage.dragged = true;
          stage.element.classList.add("cl-linking");
          this.viewer.card.hide();
        }
        const frame = this.viewer.root.getBoundingClientRect();
        line.firstChild.setAttribute("d",
          `M${x - frame.left} ${y - frame.top}L${move.clientX - frame.left} ${move.clientY - frame.top}`);
        aim(this.factAt(move));
      });
      on("pointerup", up => {
        const effect = line && this.factAt(up);
        end();
        if (effect && effect !== cause) this.viewer.emit("link", cause.id, effect.id);
      });
      on("pointercancel", end);
      on("keydown", key => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        end();
      });
      return true;
    }

    line() {
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("class", "cl-rubber");
      svg.setAttribute("aria-hidden", "true");
      svg.append(document.createElementNS(SVG, "path"));
      this.viewer.root.append(svg);
      return svg;
    }
  };
})(globalThis.Causeline.parts);
