// The keyboard: Tab goes through the facts in the order of time, arrows along
// causes and effects.
(parts => {
  parts.Keys = class Keys {
    constructor(viewer) {
      this.viewer = viewer;
      this.at = null;
      // The element of that fact.
      this.element = null;
      this.branch = null;
      const { signal } = viewer.gone;
      viewer.root.addEventListener("keydown", event => this.anywhere(event), { signal });
      viewer.stage.element.addEventListener("keydown", event => this.onStage(event), { signal });
      viewer.stage.element.addEventListener("focusin", event => this.focused(event), { signal });
      document.addEventListener("keydown", event => {
        const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
        if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
          event.preventDefault();
          viewer.search.field.focus();
          viewer.search.field.select();
        }
      }, { signal });
    }

    // The one fact that Tab reaches from outside.
    home(fact) {
      const group = fact && this.viewer.stage.group(fact);
      if (this.element !== group) this.element?.setAttribute("tabindex", "-1");
      group?.setAttribute("tabindex", "0");
      this.element = group;
      this.at = fact;
    }

    focused(event) {
      const group = event.target.closest("[data-event]");
      const fact = group && this.viewer.story.byId.get(group.dataset.event);
      if (fact && fact !== this.at) this.home(fact);
    }

    focus(fact) {
      const group = this.viewer.stage.group(fact);
      if (!group) return false;
      this.home(fact);
      group.focus({ preventScroll: true });
      this.viewer.stage.reveal(fact);
      return true;
    }

    // The next fact in time that is drawn and not hidden.
    next(fact, step) {
      const { story, stage, filter } = this.viewer;
      for (let index = fact.index + step; story.facts[index]; index += step) {
        const hidden = filter.hide && filter.passing && !filter.passing.facts[index];
        if (stage.group(story.facts[index]) && !hidden) return story.facts[index];
      }
      return null;
    }

    anywhere(event) {
      if (event.key === "Escape") {
        const { viewer } = this;
        if (viewer.card.isShown) viewer.card.hide();
        else if (viewer.panel.element.contains(event.target) && viewer.selected() !== null) this.focus(viewer.chosen);
        else if (viewer.chosen) viewer.clear();
        else if (event.target.closest("[data-event]")) viewer.stage.element.focus();
      }
    }

    onStage(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { viewer } = this;
      const group = event.target.closest("[data-event]");
      const fact = group && viewer.story.byId.get(group.dataset.event);
      const zoom = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
      if (zoom) viewer.zoom(zoom);
      else if (event.key === "0" || event.key === "f") viewer.fit();
      else if (!fact || !this.onFact(event, fact)) return;
      event.preventDefault();
    }

    // Whether the key meant something to the fact that has the focus.
    onFact(event, fact) {
      const { viewer } = this;
      const { facts } = viewer.story;
      switch (event.key) {
        case "Enter":
        case " ":
          if (viewer.chosen === fact) viewer.panel.focus();
          else viewer.choose(fact, { focus: true });
          return true;
        case "Tab": {
          const next = this.next(fact, event.shiftKey ? -1 : 1);
          return next ? this.focus(next) : false;
        }
        case "Home":
          return this.focus(facts.find(one => viewer.stage.group(one)));
        case "End":
          return this.focus(facts.findLast(one => viewer.stage.group(one)));
        case "ArrowLeft":
          return this.along(fact, fact.causes, "cause");
        case "ArrowRight":
          return this.along(fact, fact.effects, "effect");
        case "ArrowUp":
        case "ArrowDown":
          return this.aside(fact, event.key === "ArrowUp" ? -1 : 1);
        default:
          return false;
      }
    }

    // To the nearest cause or effect.
    along(fact, links, side) {
      const { viewer } = this;
      const others = links.map(link => viewer.story.facts[link[side]]).filter(other => viewer.stage.group(other));
      if (!others.length) {
        viewer.announce(side === "cause" ? "No cause is given" : "It led to nothing here");
        return true;
      }
      this.branch = { others, at: 0, side };
      return this.step(others[0], others.length, 0, side);
    }

    // To another cause or effect of the fact that one came from; where one
    // came from none, to the next fact in time.
    aside(fact, step) {
      const { branch } = this;
      if (branch && branch.others[branch.at] === fact && branch.others.length > 1) {
        branch.at = (branch.at + step + branch.others.length) % branch.others.length;
        return this.step(branch.others[branch.at], branch.others.length, branch.at, branch.side);
      }
      const next = this.next(fact, step);
      return next ? this.step(next) : true;
    }

    step(fact, many, index, side) {
      const { viewer } = this;
      if (viewer.chosen && !viewer.chosen.key) viewer.choose(fact, { focus: true });
      else this.focus(fact);
      if (many > 1) viewer.announce(`${side === "cause" ? "Cause" : "Effect"} ${index + 1} of ${many}: ${fact.what}`);
      return true;
    }
  };
})(globalThis.Causeline.parts);
