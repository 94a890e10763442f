// One picture: its elements, its rules, and what of it is lit or faded.
(parts => {
  // The text of an SVG as an element and its rules; without scripts, handlers
  // and whatever else does not belong into a picture. Rules are taken out of
  // the text, since a page may forbid them to stand in it.
  const parse = text => {
    let rules = "";
    const bare = text.replace(/<style>([^<]*)<\/style>/g, (_, found) => {
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
    return { svg: document.adoptNode(svg), rules };
  };

  // A picture that came whole, told piece by piece like one that did not: what
  // the last one has too is kept.
  const cut = (text, side, last) => {
    // Its ids begin with a number made of its content. With the same beginning
    // for every picture, what did not change can stay.
    const own = text.match(/^<svg [^>]*?\bid="(c[0-9a-f]{8})"/)?.[1];
    const parsed = parse(own ? text.replaceAll(own, `causeline-${side}`) : text);
    if (!parsed) return null;
    const made = [...parsed.svg.children];
    const keys = made.map(piece => piece.outerHTML);
    const known = new Map();
    for (const [place, key] of [...last?.keys ?? []].entries()) known.set(key, [...known.get(key) ?? [], place]);
    const pieces = made.map((piece, index) => {
      const place = known.get(keys[index])?.shift();
      return place === undefined ? piece : [place, 1];
    });
    return { ...parsed, pieces, keys };
  };

  const join = ({ head, rules, pieces }) => {
    const texts = pieces.filter(piece => typeof piece === "string");
    const parsed = parse(`${head}${texts.join("")}</svg>`);
    const made = [...parsed?.svg.children ?? []];
    if (made.length !== texts.length) return null;
    const next = made.values();
    return { svg: parsed.svg, rules, keys: null, pieces: pieces.map(piece => typeof piece === "string" ? next.next().value : piece) };
  };

  // Two pieces of this name are the same part of two pictures.
  const nameOf = piece => {
    const { event, link } = piece.dataset;
    return event === undefined && link === undefined ? null : `${piece.classList[0]} ${event ?? link}`;
  };

  parts.Sheet = class Sheet {
    constructor(svg) {
      this.svg = svg;
      this.pieces = [...svg.children];
      // The text of each piece, where the picture came whole.
      this.keys = null;
      const own = svg.querySelector(":scope > style");
      this.style = own?.sheet ?? null;
      this.rules = own?.textContent ?? "";
      this.adopted = false;
      this.darkening = null;
      this.media = null;
      this.facts = null;
      this.links = null;
      // The lit elements with their distance, and the faded ones.
      this.lit = new Map();
      this.out = [];
    }

    // A picture as it was given, an SVG's text or its pieces, as the elements
    // that make it: of `last`, where they stay, or new. Nothing where it is none.
    static read(picture, side, last) {
      return picture.pieces ? join(picture) : cut(picture, side, last);
    }

    // Becomes another picture. What is the same in both stays as it is, and with
    // it all that the browser has worked out for it. Gives the pieces that went
    // or came.
    follow({ svg, rules, pieces, keys }) {
      const wanted = pieces.flatMap(piece => Array.isArray(piece) ? this.pieces.slice(piece[0], piece[0] + piece[1]) : [piece]);
      if (svg !== this.svg) {
        // To set what is there already would lay everything out again.
        for (const { name, value } of svg.attributes) {
          if (!["class", "role", "style"].includes(name) && this.svg.getAttribute(name) !== value) this.svg.setAttribute(name, value);
        }
      }
      const before = new Set(this.pieces), kept = new Set(wanted);
      const gone = this.pieces.filter(piece => !kept.has(piece));
      const come = wanted.filter(piece => !before.has(piece));
      this.inherit(gone, come);
      for (const piece of gone) piece.remove();
      let at = this.svg.firstElementChild;
      for (const piece of wanted) {
        if (piece === at) at = at.nextElementSibling;
        else this.svg.insertBefore(piece, at);
      }
      this.pieces = wanted;
      this.keys = keys;
      this.facts = null;
      this.rule(rules);
      return [...gone, ...come];
    }

    // What comes for what goes is lit as that was: it must not flicker while
    // somebody types.
    inherit(gone, come) {
      const named = new Map(gone.map(piece => [nameOf(piece), piece]));
      for (const piece of come) {
        const name = nameOf(piece);
        const last = name !== null && named.get(name);
        if (!last) continue;
        for (const attribute of ["data-near", "aria-pressed", "tabindex"]) {
          const value = last.getAttribute(attribute);
          if (value !== null) piece.setAttribute(attribute, value);
        }
        if (this.lit.has(last)) this.lit.set(piece, this.lit.get(last));
        if (last.classList.contains("cl-out")) {
          piece.classList.add("cl-out");
          this.out.push(piece);
        }
      }
      for (const piece of gone) this.lit.delete(piece);
      this.out = this.out.filter(piece => !gone.includes(piece));
    }

    // Takes rules that are the page's own, since a page may forbid a picture's.
    rule(rules) {
      if (this.adopted && this.rules === rules) return;
      this.drop();
      this.style = new CSSStyleSheet();
      this.style.replaceSync(rules);
      this.rules = rules;
      this.adopted = true;
      this.darkening = null;
      this.media = null;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.style];
    }

    // Gives the rules back to nobody.
    drop() {
      if (this.adopted) document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== this.style);
      this.adopted = false;
    }

    // Where the rules for dark colours apply.
    darken(media) {
      this.darkening ??= [...this.style?.cssRules ?? []].filter(rule => rule.media?.mediaText.includes("prefers-color-scheme"));
      // Rules that are touched have every style worked out again.
      if (this.media === media) return;
      this.media = media;
      for (const rule of this.darkening) rule.media.mediaText = media;
    }

    // Finds the elements of a story's facts and links.
    find(story) {
      this.facts = new Map();
      this.links = new Map();
      for (const piece of this.pieces) {
        const { event, link } = piece.dataset;
        if (event !== undefined) this.findFact(piece, story.byId.get(event));
        else if (link !== undefined) this.findLink(piece, story.byKey.get(link));
      }
    }

    findFact(piece, fact) {
      if (!fact) return;
      const found = this.facts.get(fact.index) ?? { all: [], group: null };
      found.all.push(piece);
      if (piece.classList.contains("event")) {
        found.group = piece;
        dress(piece, fact);
      }
      this.facts.set(fact.index, found);
    }

    findLink(piece, link) {
      if (!link) return;
      // The card beside the pointer tells more.
      if (piece.firstElementChild?.localName === "title") piece.firstElementChild.remove();
      this.links.set(link.index, [...this.links.get(link.index) ?? [], piece]);
    }

    // Lights elements by their distance, touching only what changes: a picture
    // may have thousands of facts.
    light(reach) {
      const lit = new Map();
      const turnOn = (elements, distance) => {
        for (const element of elements ?? []) lit.set(element, Math.min(distance, 3));
      };
      for (const [index, distance] of reach?.facts ?? []) turnOn(this.facts.get(index)?.all, distance);
      for (const [index, distance] of reach?.links ?? []) turnOn(this.links.get(index), distance);
      for (const [element, near] of this.lit) {
        if (!lit.has(element)) element.removeAttribute("data-near");
        if (near === 0 && lit.get(element) !== 0) element.removeAttribute("aria-pressed");
      }
      for (const [element, near] of lit) {
        if (this.lit.get(element) === near) continue;
        element.setAttribute("data-near", near);
        if (near === 0 && element.classList.contains("event")) element.setAttribute("aria-pressed", "true");
      }
      this.lit = lit;
      this.svg.classList.toggle("cl-some", Boolean(reach));
    }

    // Fades what does not pass a filter.
    fade(passing) {
      const out = [];
      if (passing) {
        for (const [index, found] of this.facts) if (!passing.facts[index]) out.push(...found.all);
        for (const [index, elements] of this.links) if (!passing.links[index]) out.push(...elements);
      }
      const faded = new Set(out);
      for (const element of this.out) if (!faded.has(element)) element.classList.remove("cl-out");
      for (const element of out) element.classList.add("cl-out");
      this.out = out;
    }
  };

  // A fact's group as a button with a name.
  const dress = (element, fact) => {
    const label = `${fact.date}: ${fact.what}`;
    if (element.getAttribute("aria-label") === label) return;
    element.querySelector(":scope > title")?.remove();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", label);
    if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    for (const link of element.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  };
})(globalThis.Causeline.parts);
