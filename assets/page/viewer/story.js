// The reading features of a timeline: select, hover, search, filter, zoom.
//
// Plain script without dependencies, in the parts of this folder, to be run in
// the order story, make, sheet, stage, card, panel, search, filter, keys, linker,
// opened, margins, viewer. Each adds to the one global, `Causeline`. It needs
// no eval, no inline handlers and no style attributes, so that it runs under
// `default-src 'none'; script-src 'self'; style-src 'self'`.
//
//   const viewer = Causeline.mount(container, data, options)
//
// `container` is an element of class `cl`. Where it already holds pictures
// (`.cl-middle > .cl-stage > .cl-sheet > .cl-wide, .cl-narrow > svg`), they are taken over;
// else `viewer.update(pictures, data)` brings them.
//
// `data` is what the command makes of an event file: an object with `title`,
// `actors`, `kinds`, `sources`, `facts` in the order of time, and `links`.
//
// `options`, all optional:
//   theme      "system" (default), "light" or "dark"; without it, the reader's
//              last choice
//   themes     the themes that the picture has; with one, none is offered
//   linking    true lets the reader drag from one fact to another to link them
//   actions    fact => [{ label, run(fact) }], buttons below a selected fact
//   tools      elements to put at the end of the toolbar
//
// The viewer:
//   update(pictures, data)  shows another picture: the text of an SVG, or
//              { wide, narrow } with the text of two; keeps selection, filter,
//              zoom and place where it can. Either may be null to stay. Instead
//              of a text it may be { head, rules, pieces }: the opening tag, the
//              rules of its style, and its elements in order, each a text, or
//              [first, many] for elements of the last such picture that stay.
//   select(id, { scroll = true, focus = false })  selects a fact by its id;
//              false where there is none
//   selected()   the id of the selected fact, or null
//   clear()      selects nothing
//   on(name, fn) calls fn on an event, and gives a function that ends that:
//              "select" (id or null), "link" (cause id, effect id), "theme"
//              (name, whether dark), "open" (id; double click on a fact)
//   fit()        shows the whole picture
//   zoom(factor) zooms around the middle
//   theme(name)  takes other colours; without a name tells which
//   announce(text)  has a screen reader say it
//   toolbar      its element
//   destroy()
globalThis.Causeline = { parts: {} };

// What the data say, indexed: no elements here.
(parts => {
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // The four degrees that are filtered by; a number is per cent.
  const DEGREES = ["certain", "likely", "possible", "disputed"];
  const degreeOf = confidence => {
    if (typeof confidence !== "number") return confidence;
    return confidence >= 100 ? "certain" : confidence > 50 ? "likely" : "possible";
  };

  parts.Story = class Story {
    constructor(data) {
      this.title = data.title ?? "";
      this.actors = data.actors ?? [];
      this.kinds = data.kinds ?? [];
      this.sources = data.sources ?? [];
      this.facts = (data.facts ?? []).map((fact, index) => ({ ...fact, index, causes: [], effects: [], parts: [] }));
      this.byId = new Map(this.facts.map(fact => [fact.id, fact]));
      this.links = (data.links ?? []).map((link, index) => ({
        ...link, index, degree: degreeOf(link.confidence),
        key: `${this.facts[link.cause].id}>${this.facts[link.effect].id}`,
      }));
      for (const link of this.links) {
        this.facts[link.cause].effects.push(link);
        this.facts[link.effect].causes.push(link);
      }
      for (const fact of this.facts) {
        const whole = this.byId.get(fact.part_of);
        if (whole) whole.parts.push(fact);
        fact.causes.sort((one, other) => other.cause - one.cause);
        fact.effects.sort((one, other) => one.effect - other.effect);
      }
      this.byKey = new Map(this.links.map(link => [link.key, link]));
    }

    // Everything that led to a fact and that it led to: facts and links with
    // their distance from it, 0 for itself.
    reach(fact) {
      const facts = new Map([[fact.index, 0]]), links = new Map();
      for (const [side, far] of [["causes", "cause"], ["effects", "effect"]]) {
        const seen = new Map([[fact.index, 0]]);
        for (const at of seen.keys()) {
          const distance = seen.get(at) + 1;
          for (const link of this.facts[at][side]) {
            if (!links.has(link.index)) links.set(link.index, distance);
            if (!seen.has(link[far])) seen.set(link[far], distance);
          }
        }
        for (const [index, distance] of seen) facts.set(index, Math.min(distance, facts.get(index) ?? distance));
      }
      return { facts, links };
    }

    // The facts that hold every word, those first that hold them in their
    // headline, else in the order of time.
    search(query) {
      const words = fold(query).split(/\s+/).filter(Boolean);
      if (!words.length) return [];
      const first = [], later = [];
      for (const fact of this.facts) {
        fact.folded ??= [fold(fact.what), fold(this.textOf(fact))];
        const [head, all] = fact.folded;
        if (words.every(word => head.includes(word))) first.push(fact);
        else if (words.every(word => all.includes(word))) later.push(fact);
      }
      return [...first, ...later];
    }

    textOf(fact) {
      const sources = fact.sources.map(one => this.sources[one.source]);
      return [
        fact.id, fact.what, fact.date, fact.worked_out, fact.detail, fact.quote, fact.place, fact.status,
        ...fact.who.map(index => this.actors[index].name), ...fact.tags, ...fact.sources.flatMap(one => [one.quote, one.at]),
        ...sources.flatMap(source => [source.title, source.publisher]),
      ].filter(Boolean).join("\n");
    }

    tags() {
      return [...new Set(this.facts.flatMap(fact => fact.tags))].sort((one, other) => one.localeCompare(other));
    }

    // What passes a choice of actors, tags, kinds (numbers or names) and
    // degrees; an empty set lets everything pass. With a choice of kinds or
    // degrees, a fact passes that is at either end of a link that does.
    passing({ actors, tags, kinds, degrees }) {
      const own = this.facts.map(fact =>
        (!actors.size || fact.who.some(index => actors.has(index)))
        && (!tags.size || fact.tags.some(tag => tags.has(tag))));
      const byLink = kinds.size > 0 || degrees.size > 0;
      const links = this.links.map(link =>
        (!kinds.size || kinds.has(link.kind)) && (!degrees.size || degrees.has(link.degree))
        && own[link.cause] && own[link.effect]);
      const ends = new Set(this.links.filter(link => links[link.index]).flatMap(link => [link.cause, link.effect]));
      const facts = byLink ? own.map((passes, index) => passes && ends.has(index)) : own;
      return { facts, links };
    }
  };

  parts.DEGREES = DEGREES;
  parts.degreeOf = degreeOf;
})(globalThis.Causeline.parts);
