// Elements without markup: text never becomes anything but text.
(parts => {
  // An element with properties; `class`, `role`, `data-…` and `aria-…` are
  // attributes, `on` holds listeners. Children that are null are left out.
  parts.make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "on") {
        for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
      } else if (key in element && !key.startsWith("aria")) {
        element[key] = value;
      } else {
        element.setAttribute(key, value === true ? "" : value);
      }
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
    return element;
  };

  parts.button = (label, run, properties = {}) =>
    parts.make("button", { type: "button", class: "cl-button", ...properties, on: { click: run } }, label);

  // A link that leads out, where its address is harmless; else plain text.
  parts.outside = (text, address) => {
    if (!/^(https?:\/\/|mailto:)/i.test(address ?? "")) return parts.make("span", {}, text);
    return parts.make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
  };

  // A dot in the colour of an actor or a kind, light and dark.
  parts.dot = (colors, shape = "cl-dot") => {
    const dot = parts.make("span", { class: shape, "aria-hidden": "true" });
    if (colors) dot.style.setProperty("--ink", `light-dark(${colors[0]}, ${colors[1]})`);
    return dot;
  };

  parts.count = (many, one, several = `${one}s`) => `${many} ${many === 1 ? one : several}`;
})(globalThis.Causeline.parts);
