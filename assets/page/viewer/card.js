// What is told of a fact or a link, and the card that shows it on hovering.
(parts => {
  const { make, outside, dot, count } = parts;

  const STATUS = { confirmed: "Confirmed", disputed: "Disputed", alleged: "Alleged", planned: "Planned" };

  const confidence = value => typeof value === "number" ? `${value} % sure` : value === "certain" ? "" : value;

  // The words and places of whom a fact is about.
  const whoLine = (story, fact) => {
    const names = fact.who.map(index => make("span", { class: "cl-who" },
      dot(story.actors[index].colors), story.actors[index].name));
    if (fact.place) names.push(make("span", { class: "cl-place" }, fact.place));
    const status = STATUS[fact.status];
    if (status) names.push(make("span", { class: `cl-status cl-${fact.status}` }, status));
    return names.length ? make("p", { class: "cl-facts" }, names) : null;
  };

  const quoted = text => /^[“‘"'«„]/.test(text) ? text : `“${text}”`;

  // A text in which `ids` of facts become buttons that lead to them.
  const withFacts = (story, text, go) => text.split(/`([^`]*)`/).map((piece, index) => {
    if (index % 2 === 0) return piece;
    const fact = story.byId.get(piece);
    if (!fact || !go) return quoted(fact?.what ?? piece);
    return make("button", { type: "button", class: "cl-inline", on: { click: () => go(fact) } }, fact.what);
  });

  // The date as the picture says it, and what other facts make of it.
  const dateLine = (story, fact) => {
    const line = make("p", { class: "cl-date" }, fact.date,
      fact.worked_out ? make("span", { class: "cl-worked" }, `Worked out: ${fact.worked_out}`) : null);
    const ink = story.actors[fact.who[0]]?.colors;
    if (ink) line.style.setProperty("--ink", `light-dark(${ink[0]}, ${ink[1]})`);
    return line;
  };

  // The reasons for the bounds of a date, line by line.
  const why = (story, fact, go, lines) => make("div", { class: "cl-why" }, lines.map(line => {
    const level = Math.min(2, (line.length - line.trimStart().length) / 2);
    const text = line.trim();
    const first = text.charAt(0).toUpperCase() + text.slice(1);
    return make("p", { class: level ? `cl-step cl-step-${level}` : "" }, withFacts(story, level ? text : first, go));
  }));

  // Who says the words of a quote, and where in the source they stand.
  const cite = (story, one) =>
    make("cite", {}, [story.sources[one.source].short, one.at].filter(Boolean).join(", "));

  const quotes = (story, fact) => {
    const all = [{ quote: fact.quote }, ...fact.sources].filter(one => one.quote);
    return all.map(one => make("blockquote", { class: "cl-quote" }, `“${one.quote}”`,
      one.source === undefined ? null : cite(story, one)));
  };

  const sourceLine = source => {
    const more = [source.publisher === source.title ? null : source.publisher, source.date].filter(Boolean);
    return [outside(source.title, source.url), more.length ? `, ${more.join(", ")}` : ""];
  };

  const sources = (story, fact) => {
    const numbers = [...new Set(fact.sources.map(one => one.source))];
    if (!numbers.length) return null;
    const places = index => {
      const all = fact.sources.filter(one => one.source === index && one.at).map(one => one.at);
      return all.length ? `, ${all.join("; ")}` : "";
    };
    return make("ul", { class: "cl-sources", "aria-label": "Sources" }, numbers.map(index =>
      make("li", {}, make("span", { class: "cl-chip" }, String(index + 1)),
        make("span", {}, sourceLine(story.sources[index]), places(index)))));
  };

  // A link in words, read from its cause.
  const linkWords = (story, link) => {
    const kind = story.kinds[link.kind];
    return [kind.name, confidence(link.confidence)].filter(Boolean).join(", ");
  };

  parts.told = { STATUS, confidence, whoLine, withFacts, dateLine, why, quotes, cite, sources, sourceLine, linkWords };

  // The card beside a fact or a link under the pointer, or with the focus.
  parts.Card = class Card {
    constructor(root, viewer) {
      this.viewer = viewer;
      this.element = make("div", { class: "cl-card", role: "tooltip", id: `${viewer.name}-card`, hidden: true });
      root.append(this.element);
      this.element.addEventListener("pointerenter", () => clearTimeout(this.later));
      this.element.addEventListener("pointerleave", () => this.hide(150));
    }

    // Shows what `subject` is about next to an element, or to a point of it.
    show(subject, anchor, point, delay = 0) {
      clearTimeout(this.later);
      if (this.subject === subject && !this.element.hidden) return;
      this.later = setTimeout(() => {
        this.subject = subject;
        this.element.replaceChildren(...(subject.key ? this.link(subject) : this.fact(subject)));
        this.element.hidden = false;
        this.place(anchor, point);
      }, this.element.hidden ? delay : Math.min(delay, 60));
    }

    hide(delay = 0) {
      clearTimeout(this.later);
      const hide = () => {
        this.element.hidden = true;
        this.subject = null;
      };
      if (delay) this.later = setTimeout(hide, delay); else hide();
    }

    get isShown() {
      return !this.element.hidden;
    }

    fact(fact) {
      const { story } = this.viewer;
      const links = [
        fact.causes.length ? count(fact.causes.length, "cause") : null,
        fact.effects.length ? count(fact.effects.length, "effect") : null,
      ].filter(Boolean).join(", ");
      return [
        dateLine(story, fact),
        make("p", { class: "cl-what" }, fact.what),
        whoLine(story, fact),
        fact.detail ? make("p", { class: "cl-detail" }, fact.detail) : null,
        ...quotes(story, fact),
        sources(story, fact),
        fact.derived && fact.why?.length ? why(story, fact, null, fact.why.slice(0, 1)) : null,
        links ? make("p", { class: "cl-more" }, links) : null,
      ].filter(Boolean);
    }

    link(link) {
      const { story } = this.viewer;
      const source = link.sources.map(index => story.sources[index]);
      return [
        make("p", { class: "cl-what" }, story.facts[link.cause].what),
        make("p", { class: "cl-kind" }, dot(story.kinds[link.kind].colors, "cl-dash"), linkWords(story, link)),
        make("p", { class: "cl-what" }, story.facts[link.effect].what),
        link.note ? make("p", { class: "cl-detail" }, link.note) : null,
        source.length ? make("p", { class: "cl-more" }, source.map((one, index) => [index ? "; " : "", sourceLine(one)]).flat(2)) : null,
      ].filter(Boolean);
    }

    // Below the anchor or above it, wherever it is seen whole.
    place(anchor, point) {
      const frame = this.viewer.root.getBoundingClientRect();
      const box = anchor.getBoundingClientRect();
      const card = this.element.getBoundingClientRect();
      const gap = 10;
      const middle = point && (box.width > 260 || box.height > 200) ? point.x : (box.left + box.right) / 2;
      const [top, bottom] = point && box.height > 200 ? [point.y - 8, point.y + 8] : [box.top, box.bottom];
      const left = Math.min(Math.max(middle - card.width / 2, frame.left + 8), frame.right - card.width - 8);
      const below = bottom + gap + card.height <= frame.bottom - 4;
      const above = top - gap - card.height >= frame.top + 4;
      const y = below || !above ? Math.min(bottom + gap, frame.bottom - card.height - 4) : top - gap - card.height;
      this.element.style.left = `${left - frame.left}px`;
      this.element.style.top = `${Math.max(4, y - frame.top)}px`;
    }
  };
})(globalThis.Causeline.parts);
