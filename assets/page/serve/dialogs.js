// Questions to the user, each in a dialog of the browser's own.

import { make, button } from "./make.js";

let fields = 0;

// A field with its name above it. `list` are suggestions.
function field(label, { value = "", list = [], hint = null, required = false, many = false, choices = null, lines = 1 } = {}) {
  const id = `cs-field-${++fields}`;
  let input;
  if (choices) {
    input = make("select", { id, class: "cs-input" },
      choices.map(([name, words]) => make("option", { value: name, selected: name === value }, words)));
  } else if (lines > 1) {
    input = make("textarea", { id, class: "cs-input", rows: lines, value });
  } else {
    input = make("input", { id, class: "cs-input", type: "text", value, autocomplete: "off", spellcheck: false });
  }
  input.required = required;
  const parts = [make("label", { class: "cs-label", htmlFor: id }, label), input];
  if (list.length) {
    const options = make("datalist", { id: `${id}-list` },
      list.map(([name, words]) => make("option", { value: name, label: words ?? "" })));
    input.setAttribute("list", options.id);
    parts.push(options);
    if (many) widen(input, options, list);
  }
  if (hint) {
    const words = make("p", { id: `${id}-hint`, class: "cs-hint" }, hint);
    input.setAttribute("aria-describedby", words.id);
    parts.push(words);
  }
  return { input, element: make("div", { class: "cs-field" }, parts) };
}

// Suggestions of a list of names go on after the last comma.
function widen(input, options, list) {
  input.addEventListener("input", () => {
    const before = input.value.includes(",") ? input.value.replace(/[^,]*$/, "").trimEnd() + " " : "";
    options.replaceChildren(...list.map(([name, words]) => make("option", { value: before + name, label: words ?? "" })));
  });
}

const names = text => text.split(",").map(name => name.trim()).filter(Boolean);

// Asks by a form. `submit(values)` does the work; what it throws is told in
// the dialog, which stays open.
function ask(title, parts, { done = "OK", submit, wide = false }) {
  return new Promise(resolve => {
    const trouble = make("p", { class: "cs-trouble", role: "alert", hidden: true });
    const go = make("button", { type: "submit", class: "cl-button cs-primary" }, done);
    const form = make("form", { method: "dialog" },
      make("h2", { class: "cs-title" }, title), parts.map(part => part.element ?? part), trouble,
      make("div", { class: "cs-buttons" }, button("Cancel", () => dialog.close()), go));
    const dialog = make("dialog", { class: wide ? "cs-dialog cs-wide" : "cs-dialog", "aria-label": title }, form);
    let outcome = null;
    form.addEventListener("submit", async event => {
      event.preventDefault();
      go.disabled = true;
      trouble.hidden = true;
      try {
        outcome = await submit() ?? true;
        dialog.close();
      } catch (error) {
        trouble.textContent = error.message;
        trouble.hidden = false;
      } finally {
        go.disabled = false;
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(outcome);
    });
    document.body.append(dialog);
    dialog.showModal();
    form.querySelector("input:not([value]), input, textarea, select")?.focus();
  });
}

// An id made of a headline: its first words, plain letters.
function idOf(headline, taken) {
  const plain = headline.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const small = new Set(["a", "an", "the", "of", "to", "in", "on", "at", "and", "is", "are", "was", "by", "for"]);
  const telling = words.filter(word => !small.has(word));
  const base = (telling.length ? telling : words).slice(0, 3).join("-").replace(/^\d/, "n$&") || "fact";
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}

const factList = data => data.facts.map(fact => [fact.id, fact.what]);

export function askFact(data, selected, submit) {
  const taken = new Set(data.facts.map(fact => fact.id));
  const what = field("What happened", { required: true });
  const id = field("Id", { required: true, hint: "Other facts name it by this." });
  const when = field("When", { hint: "As you would write it in the file: 2021-05-03, May 2021, two days after landing." });
  const who = field("Who", { list: data.actors.map(one => [one.id, one.name]), many: true });
  const because = field("Because of", { list: factList(data), many: true, hint: "Ids of facts that led to it, with commas between." });
  const source = field("Source", { list: data.sources.map(one => [one.id, one.title]), many: true });
  let isOwn = false;
  id.input.addEventListener("input", () => { isOwn = id.input.value !== ""; });
  what.input.addEventListener("input", () => {
    if (!isOwn) id.input.value = what.input.value.trim() ? idOf(what.input.value, taken) : "";
  });
  return ask("Add a fact", [what, when, who, because, source, id], {
    done: "Add",
    async submit() {
      const fields = [];
      if (when.input.value.trim()) fields.push(["when", when.input.value.trim()]);
      fields.push(["what", what.input.value.trim()]);
      for (const [name, list] of [["who", who], ["because", because], ["source", source]]) {
        const told = names(list.input.value);
        if (told.length) fields.push([name, told.length === 1 ? told[0] : told]);
      }
      const name = id.input.value.trim();
      await submit({ do: "add", id: name, fields, after: selected });
      return name;
    },
  });
}

export function askLink(data, { cause = "", effect = "" }, submit) {
  const list = factList(data);
  const known = data.links.find(link => data.facts[link.cause].id === cause && data.facts[link.effect].id === effect);
  const from = field("Cause", { value: cause, list, required: true });
  const to = field("Effect", { value: effect, list, required: true });
  const kind = field("How", {
    value: known ? data.kinds[known.kind]?.id : "causes",
    choices: data.kinds.map(one => [one.id, one.name]),
  });
  const sure = field("How sure", {
    value: typeof known?.confidence === "string" ? known.confidence : "certain",
    choices: ["certain", "likely", "possible", "disputed"].map(word => [word, word]),
  });
  const source = field("Source", { list: data.sources.map(one => [one.id, one.title]), many: true });
  const note = field("Remark");
  return ask("Link two facts", [from, to, kind, sure, source, note], {
    done: "Link",
    submit: () => submit({
      do: "link",
      cause: from.input.value.trim(),
      effect: to.input.value.trim(),
      kind: kind.input.value === "causes" && !known ? null : kind.input.value,
      confidence: sure.input.value === "certain" && !known ? null : sure.input.value,
      source: names(source.input.value),
      note: note.input.value.trim() || null,
    }),
  });
}

export function askRename(data, selected, submit) {
  const old = field("Fact", { value: selected ?? "", list: factList(data), required: true });
  const next = field("New id", { value: selected ?? "", required: true, hint: "Changed wherever it is named." });
  return ask("Rename a fact", [old, next], {
    done: "Rename",
    async submit() {
      const [from, to] = [old.input.value.trim(), next.input.value.trim()];
      await submit({ do: "rename", old: from, new: to });
      return to;
    },
  });
}

export function askNewFile(submit) {
  const path = field("Path", { value: "", required: true, hint: "Below the folder that is served, ending in .yaml" });
  return ask("A new event file", [path], { done: "Create", submit: () => submit(path.input.value.trim()) });
}

// A yes or no.
export function confirm(title, words, done) {
  return ask(title, [make("p", { class: "cs-told" }, words)], { done, submit: () => true });
}

// The file differs on the disk from what this page knew. Resolves to "mine",
// "theirs", "merge", or null.
export function askConflict({ path, mine, theirs, compare }) {
  return new Promise(resolve => {
    let outcome = null;
    const choose = name => () => {
      outcome = name;
      dialog.close();
    };
    const isGone = theirs === null;
    const box = make("div", { class: "cs-compare" });
    const heads = make("div", { class: "cs-heads", "aria-hidden": "true" }, make("span", {}, "Here"), make("span", {}, "On the disk"));
    const dialog = make("dialog", { class: "cs-dialog cs-wide", "aria-label": "Changed on the disk" },
      make("h2", { class: "cs-title" }, isGone ? `${path} is gone from the disk` : `${path} was changed on the disk`),
      make("p", { class: "cs-told" }, isGone
        ? "Someone removed or moved the file. What you have here is whole; saving writes it again."
        : "Someone saved another version since you opened it. Nothing was overwritten. Which one is to stay?"),
      isGone ? null : heads, isGone ? null : box,
      make("div", { class: "cs-buttons" },
        button("Not now", () => dialog.close()),
        isGone ? null : button("Merge by hand", choose("merge"), { title: "Mark every difference in the editor, and choose there" }),
        isGone ? null : button("Take theirs", choose("theirs"), { title: "What is on the disk replaces what is here; this can be undone" }),
        button(isGone ? "Save it again" : "Keep mine", choose("mine"),
          { class: "cl-button cs-primary", title: "What is here is written over what is on the disk" })));
    let comparison = null;
    dialog.addEventListener("close", () => {
      comparison?.destroy();
      dialog.remove();
      resolve(outcome);
    });
    document.body.append(dialog);
    dialog.showModal();
    if (!isGone) comparison = compare(box, mine, theirs);
  });
}
