// The page of `causeline serve`: the parts put together.

import { createComparison, createEditor } from "/editor.js";
import { Connection } from "./connection.js";
import { askConflict, askFact, askLink, askNewFile, askRename, confirm } from "./dialogs.js";
import { Files } from "./files.js";
import { Layout } from "./layout.js";
import { button, make } from "./make.js";
import { Problems } from "./problems.js";
import { Session } from "./session.js";

const element = id => document.getElementById(id);
const nonce = document.querySelector("script[nonce]").nonce;
const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
const key = name => `${isMac ? "⌘" : "Ctrl-"}${name}`;

class Page {
  constructor() {
    this.connection = new Connection();
    this.data = { title: "", actors: [], kinds: [], sources: [], facts: [], links: [] };
    this.isLinked = true;
    this.buildViewer();
    this.layout = new Layout(() => this.session && this.settle());
    this.session = new Session(this.connection, {
      text: () => this.editor?.doc() ?? "",
      take: (text, how) => this.take(text, how),
      hold: on => this.hold(on),
      look: () => this.look(),
      shown: (told, how) => this.shown(told, how),
      changed: () => this.tell(),
      conflict: theirs => this.conflict(theirs),
      followed: () => this.toast("Changed on the disk: the page has followed"),
      failed: error => this.failed(error),
    });
    this.problems = new Problems(element("problems"), element("counts"), {
      go: place => this.go(place),
      mend: fix => this.mend(fix),
    });
    this.files = new Files(element("files"), {
      open: path => this.open(path),
      create: () => this.create(),
    });
    this.buildActs();
    this.keys();
    addEventListener("beforeunload", event => {
      if (this.session.isDirty) event.preventDefault();
    });
    // A page in the background holds no connection, of which a browser gives
    // but a few; when it is seen again it first learns what has changed.
    document.addEventListener("visibilitychange", () => document.hidden ? this.news?.abort() : this.listen());
    // To ask for the width while somebody types would lay everything out.
    new ResizeObserver(([entry]) => {
      this.width = entry.contentRect.width;
      this.settle();
    }).observe(element("viewer"));
  }

  buildViewer() {
    this.viewer = Causeline.mount(element("viewer"), this.data, {
      linking: true,
      actions: fact => [
        { label: "Show in text", run: () => this.showInText(fact.id) },
        { label: "Link to…", run: () => this.link({ cause: fact.id }) },
        { label: "Rename…", run: () => this.rename(fact.id) },
        { label: "Remove", run: () => this.remove(fact.id) },
      ],
    });
    this.viewer.on("select", id => {
      this.tell();
      if (id !== null && !this.isFollowing) this.jumpTo(id, false);
    });
    this.viewer.on("open", id => this.showInText(id));
    this.viewer.on("link", (cause, effect) => this.linkNow(cause, effect));
    this.viewer.on("theme", (_, isDark) => {
      this.isDark = isDark;
      document.documentElement.dataset.theme = isDark ? "dark" : "light";
      this.editor?.dark(isDark);
    });
    this.isDark = document.documentElement.dataset.theme === "dark";
    const theme = this.viewer.theme();
    this.viewer.theme(theme);
  }

  buildActs() {
    const act = (label, run, properties = {}) => button(label, run, properties);
    this.undoButton = act("Undo", () => this.editor?.undo(), { title: `Undo (${key("Z")})` });
    this.redoButton = act("Redo", () => this.editor?.redo(), { title: `Redo (${isMac ? "⇧⌘Z" : "Ctrl-Y"})` });
    this.saveButton = act("Save", () => this.save(), { class: "cl-button cs-primary", title: `Save (${key("S")})` });
    this.addButton = act("Add fact", () => this.add(), { title: "A new fact, after the selected one (Alt-N)" });
    this.linkButton = act("Link", () => this.link({}), { title: "Link two facts (Alt-L); or drag from one to the other in the picture" });
    this.renameButton = act("Rename", () => this.rename(this.viewer.selected()), { title: "Give a fact another id (Alt-R)" });
    this.download = this.menu("Download", [
      ["SVG", () => this.export("svg")], ["PNG", () => this.export("png")], ["HTML", () => this.export("html")],
    ]);
    element("acts").append(
      make("div", { class: "cs-group" }, this.addButton, this.linkButton, this.renameButton),
      make("div", { class: "cs-group cl-tools" }, this.undoButton, this.redoButton),
      this.download, this.saveButton);
  }

  menu(label, entries) {
    const list = make("div", { class: "cl-drop cs-menu-list", role: "menu", hidden: true },
      entries.map(([name, run]) => make("button", {
        type: "button", role: "menuitem", class: "cs-item", on: { click: () => { close(); run(); } },
      }, name)));
    const opener = button(label, () => list.hidden ? open() : close(), { "aria-haspopup": "menu", "aria-expanded": "false" });
    const box = make("div", { class: "cl-menu cs-menu" }, opener, list);
    const open = () => {
      list.hidden = false;
      // Placed in the window: on a phone the bar scrolls, and would cut it off.
      const { right, bottom } = opener.getBoundingClientRect();
      const { offsetWidth: width } = list;
      list.style.left = `${Math.max(8, Math.min(right, innerWidth - 8) - width)}px`;
      list.style.top = `${bottom + 6}px`;
      opener.setAttribute("aria-expanded", "true");
      list.firstChild.focus();
    };
    const close = () => {
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
    };
    box.addEventListener("keydown", event => {
      const items = [...list.children];
      const at = items.indexOf(document.activeElement);
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
        opener.focus();
      } else if (by && at >= 0) {
        event.preventDefault();
        items[(at + by + items.length) % items.length].focus();
      }
    });
    box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) close(); });
    return box;
  }

  keys() {
    addEventListener("keydown", event => {
      const isCommand = isMac ? event.metaKey : event.ctrlKey;
      if (document.querySelector("dialog[open]")) return;
      if (isCommand && !event.altKey && event.key.toLowerCase() === "s") {
        event.preventDefault();
        event.stopPropagation();
        this.save();
      } else if (isCommand && !event.altKey && event.key.toLowerCase() === "z" && !event.target.closest?.("input, textarea, .cm-editor")) {
        event.preventDefault();
        if (event.shiftKey) this.editor?.redo(); else this.editor?.undo();
      } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
        const run = {
          KeyN: () => this.add(), KeyL: () => this.link({}), KeyR: () => this.rename(this.viewer.selected()),
          KeyO: () => this.files.open(), KeyP: () => this.switchPane(),
        }[event.code];
        if (!run) return;
        event.preventDefault();
        run();
      }
    }, { capture: true });
  }

  async start() {
    try {
      if (!await this.connection.enter()) {
        this.shut("Open the address that `causeline serve` printed: it carries the secret of this run.");
        return;
      }
      this.state = await this.connection.ask("state");
    } catch (error) {
      this.shut(error.message);
      return;
    }
    this.files.show(this.state);
    const wanted = sessionStorage.getItem("causeline-path");
    const { files, only } = this.state;
    const first = only ?? (files.includes(wanted) ? wanted : files[0]);
    if (first) await this.open(first);
    else this.empty("There is no event file in this folder yet. “New file…” above makes one.");
    this.listen();
  }

  shut(words) {
    this.empty(words);
    for (const one of element("acts").querySelectorAll("button")) one.disabled = true;
    element("state").textContent = "Not connected";
  }

  empty(words) {
    element("empty").textContent = words ?? "";
    element("empty").hidden = !words;
  }

  // Files.

  async open(path, place = null) {
    if (path === this.session.path) {
      if (place) this.jump(place);
      return;
    }
    const mayLeave = () =>
      confirm("Leave without saving?", `${this.session.path} has changes that are not saved.`, "Leave");
    try {
      if (!await this.session.open(path, mayLeave)) return;
    } catch (error) {
      this.failed(error);
      return;
    }
    sessionStorage.setItem("causeline-path", path);
    this.files.select(path);
    this.empty(null);
    this.listen();
    if (place) this.jump(place);
  }

  async create() {
    const starter = "title: \nevents:\n  first:\n    when: 2025-01-01\n    what: Something happens\n";
    let made = null;
    const done = await askNewFile(async path => {
      const answer = await this.connection.ask("save", { path, text: starter, version: null }, { accept: [409] });
      if (answer.status === 409) throw new Error(`${path} is there already`);
      made = path;
    });
    if (!done) return;
    this.state = await this.connection.ask("state");
    this.files.show(this.state);
    await this.open(made);
  }

  listen() {
    this.news?.abort();
    if (document.hidden || !this.session.path) return;
    this.news = new AbortController();
    this.connection.listen(this.session.path, news => this.heard(news), (isLinked, error) => {
      if (isLinked && !this.isLinked) {
        this.toast("The connection is back");
        this.session.back();
      }
      this.isLinked = isLinked;
      if (error) this.failed(error);
      this.tell();
    }, this.news.signal);
  }

  async heard(news) {
    if (news.kind === "files") {
      this.state = await this.connection.ask("state");
      this.files.show(this.state);
    } else {
      await this.session.heard(news);
    }
  }

  // The editor.

  take(text, { fresh }) {
    if (fresh || !this.editor) {
      this.editor?.destroy();
      element("editor").replaceChildren();
      this.editor = createEditor(element("editor"), {
        doc: text,
        nonce,
        dark: this.isDark,
        label: `Text of ${this.session.path}`,
        onChange: () => this.typed(),
        onCursor: offset => this.cursor(offset),
        onSave: () => this.save(),
      });
      this.isMerging = false;
      this.awaited = null;
      this.problems.reset();
      return;
    }
    this.isTaking = true;
    this.editor.set(text);
    this.isTaking = false;
  }

  typed() {
    // First of all: the server works while the rest is done here.
    this.session.refresh();
    this.awaited = null;
    // The cursor moves with what is typed, and tells so right after this.
    this.isTyping = true;
    this.undoing?.remove();
    this.tell();
  }

  // Keeps the user from changing the text for a moment.
  hold(on) {
    this.editor.readOnly(on);
    this.isHeld = on;
  }

  // The cursor went to a place: its fact is selected in the picture. While
  // somebody types, what is selected stays.
  cursor(offset) {
    if (this.isTaking || this.isJumping) return;
    if (this.isTyping) {
      this.isTyping = false;
      return;
    }
    const fact = this.session.told.facts.find(one => !one.file && offset >= one.from && offset <= one.to);
    const selected = this.viewer.selected();
    if (!fact || fact.id === selected) return;
    this.isFollowing = true;
    this.viewer.select(fact.id, { scroll: true });
    this.isFollowing = false;
  }

  placeOf(id) {
    return this.session.told.facts.find(one => one.id === id);
  }

  // Shows the text of a fact; in another file it is only told where.
  jumpTo(id, focus) {
    const place = this.placeOf(id);
    if (!place) return;
    if (place.file) {
      if (focus) this.go(place);
      return;
    }
    this.isJumping = true;
    // The key says which fact it is; the whole of it would be too much.
    const text = this.editor.doc().slice(place.from, place.to);
    const end = text.search(/[:\n]/);
    this.editor.jump(place.from, place.from + Math.max(0, end), { focus });
    this.isJumping = false;
  }

  showInText(id) {
    this.layout.show("text");
    this.jumpTo(id, true);
  }

  switchPane() {
    const inText = element("text").contains(document.activeElement);
    this.layout.show(inText ? "picture" : "text");
    if (inText) element("viewer").querySelector(".cl-stage").focus();
    else this.editor?.focus();
  }

  // Shows the place of a fault, in another file where it is one.
  go(place) {
    if (!place.file) {
      this.layout.show("text");
      this.editor.jump(place.from, place.to);
      return;
    }
    if (this.state.files.includes(place.file) || this.state.only) this.open(place.file, place);
    else this.toast(`It is in ${place.file}, line ${place.line}`);
  }

  // A place of another file comes with its line only.
  jump({ line }) {
    const doc = this.editor.view.state.doc;
    const start = doc.line(Math.min(line, doc.lines)).from;
    this.editor.view.dispatch({ selection: { anchor: start }, scrollIntoView: true });
    this.editor.focus();
  }

  mend({ from, to, insert }) {
    if (!this.session.isTold || this.isHeld) {
      this.toast("The text has changed since: look again");
      return;
    }
    const text = this.editor.doc();
    this.take(text.slice(0, from) + insert + text.slice(to), { fresh: false });
    this.tell();
    this.session.refresh();
    this.editor.focus();
  }

  // The picture.

  look() {
    const width = this.width ??= element("viewer").clientWidth;
    this.isUpright = width > 0 ? width < 620 : this.layout.isNarrow;
    return this.isUpright ? { width: Math.max(320, Math.min(640, width || 390)), direction: "vertical" } : {};
  }

  // The room for the picture changed: it may have to stand upright.
  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      const { width } = this;
      if (width > 0 && (width < 620) !== this.isUpright) this.session.refresh();
    }, 120);
  }

  shown(told, { isCurrent, isDraft }) {
    if (told.picture !== null) {
      this.data = told.data;
      this.viewer.update({ wide: told.picture }, told.data);
    }
    const marks = told.diagnostics.filter(note => !note.file);
    if (isCurrent && (marks.length || this.hasMarks)) this.editor.diagnostics(marks);
    this.hasMarks = marks.length > 0;
    this.problems.show(told.diagnostics);
    this.banner(told, isDraft);
    const title = told.title || this.session.path;
    const heading = `${title} – Causeline`;
    if (document.title !== heading) document.title = heading;
    element("picture").dataset.number = String(this.session.number);
    this.tell();
    if (this.awaited && isCurrent) this.reveal(this.awaited);
  }

  banner(told, isDraft) {
    const banner = element("banner");
    const faults = told.diagnostics.filter(note => note.severity === "error").length;
    banner.hidden = !told.is_faulty;
    element("picture").classList.toggle("cs-stale", told.is_faulty && told.picture === null);
    if (!told.is_faulty) {
      this.session.draft = false;
      banner.replaceChildren();
      return;
    }
    const many = `${faults} fault${faults === 1 ? "" : "s"}`;
    const words = isDraft
      ? `A draft: the text has ${many}, marked in the picture.`
      : this.session.hasPicture ? `The text has ${many}: this is the last picture without.` : `The text has ${many}, and nothing can be drawn yet.`;
    const toggle = isDraft && !this.session.hasPicture ? null : this.session.hasPicture ? button(isDraft ? "Hide the draft" : "Draw a draft", () => {
      this.session.draft = !this.session.draft;
      this.session.refresh();
    }) : null;
    banner.replaceChildren(...[make("span", {}, words), toggle].filter(Boolean));
  }

  // Edits.

  async edit(operation, done) {
    for (let others = []; ;) {
      others = await this.session.edit(operation, { others });
      if (!others.length) break;
      const list = others.join(", ");
      const goes = await confirm("Other files change, too", `This also changes ${list} on the disk, at once. That cannot be undone here.`, "Change them");
      if (!goes) throw new Error("nothing was changed");
    }
    if (done) this.offerUndo(done);
  }

  // Says what was done, with a button that undoes it; not for longer than that
  // is the last thing that was done.
  offerUndo(done, ...acts) {
    this.undoing?.remove();
    this.undoing = this.toast(done, ["Undo", () => this.editor.undo()], ...acts);
  }

  async add() {
    const selected = this.viewer.selected();
    const id = await askFact(this.data, this.placeOf(selected)?.file ? null : selected, operation => this.edit(operation, `Added ${operation.id}`));
    if (id) this.reveal(id);
  }

  async link(ends) {
    const selected = this.viewer.selected();
    const start = ends.cause || ends.effect || !selected ? ends : { cause: selected };
    await askLink(this.data, start, operation => this.edit(operation, `Linked ${operation.cause} to ${operation.effect}`));
  }

  // Dragged from one fact to another: linked at once, the rest can be said later.
  async linkNow(cause, effect) {
    try {
      await this.edit({ do: "link", cause, effect });
      this.offerUndo(`Linked ${cause} to ${effect}`, ["Say more…", () => this.link({ cause, effect })]);
    } catch (error) {
      this.failed(error);
    }
  }

  async rename(selected) {
    const id = await askRename(this.data, selected, operation => this.edit(operation, `Renamed ${operation.old} to ${operation.new}`));
    if (id) this.reveal(id);
  }

  async remove(id) {
    try {
      await this.edit({ do: "remove", id }, `Removed ${id}`);
    } catch (error) {
      this.failed(error);
    }
  }

  // Selects a fact that was just made, as soon as it is in the picture; not
  // once more is typed.
  reveal(id) {
    this.awaited = this.viewer.select(id, { scroll: true }) ? null : id;
  }

  // The disk.

  async save() {
    if (!this.session.path) return;
    if (this.session.elsewhere) {
      await this.lookAtDisk();
      return;
    }
    try {
      await this.session.save();
    } catch (error) {
      this.failed(error);
    }
  }

  async lookAtDisk() {
    try {
      await this.conflict(await this.session.theirs());
    } catch (error) {
      this.failed(error);
    }
  }

  async conflict(theirs) {
    if (this.isAsking) return;
    this.isAsking = true;
    const mine = this.editor.doc();
    const choice = await askConflict({
      path: this.session.path, mine, theirs: theirs.text,
      compare: (box, one, other) => createComparison(box,
        { text: one, label: "The text here" }, { text: other, label: "The text on the disk" }, { nonce, dark: this.isDark }),
    });
    this.isAsking = false;
    try {
      if (choice === "mine") await this.session.save({ over: theirs });
      else if (choice === "theirs") await this.session.adopt(theirs);
      else if (choice === "merge") this.merge(theirs);
    } catch (error) {
      this.failed(error);
    }
  }

  // Every difference is marked in the editor, with what the disk has beside it.
  merge(theirs) {
    this.session.know(theirs);
    this.layout.show("text");
    this.isMerging = true;
    this.editor.compare(theirs.text, { done: () => this.endMerge() });
    this.editor.focus();
    this.tell();
  }

  endMerge() {
    this.isMerging = false;
    this.tell();
  }

  async export(format) {
    const { path } = this.session;
    if (!path) return;
    try {
      // A page fits every window by itself; a picture is the one for paper,
      // but on a phone the one for a phone.
      const look = this.layout.isNarrow && format !== "html" ? this.look() : {};
      const body = { path, text: this.editor.doc(), format, look };
      const blob = await this.connection.ask("export", body, { as: "blob" });
      const address = URL.createObjectURL(blob);
      const name = path.split("/").at(-1).replace(/\.ya?ml$/i, "");
      make("a", { href: address, download: `${name}.${format}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    } catch (error) {
      this.failed(error);
    }
  }

  // What is told.

  tell() {
    const { session } = this;
    if (!session) return;
    const isDirty = session.isDirty;
    const has = session.path !== null;
    const words = !has ? "" : session.elsewhere === "changed" ? "Changed on the disk"
      : session.elsewhere === "gone" ? "Gone from the disk" : isDirty ? "Unsaved changes" : "Saved";
    const state = element("state");
    if (state.textContent !== words) state.textContent = words;
    state.dataset.state = !has ? "" : session.elsewhere ? "conflict" : isDirty ? "dirty" : "saved";
    this.saveButton.disabled = !has || (!isDirty && session.elsewhere === null);
    for (const one of [this.addButton, this.linkButton, this.renameButton, this.undoButton, this.redoButton]) one.disabled = !has;
    this.files.mark(isDirty);
    const link = element("link");
    const told = this.isLinked ? "" : "Connection lost; trying again";
    if (link.textContent !== told) link.textContent = told;
    this.notice();
  }

  notice() {
    const notice = element("notice");
    const { elsewhere } = this.session;
    const kind = this.isMerging ? "merge" : elsewhere && this.session.isDirty ? elsewhere : "";
    if (notice.dataset.kind === kind) return;
    notice.dataset.kind = kind;
    notice.hidden = !kind;
    notice.replaceChildren();
    if (kind === "merge") {
      notice.replaceChildren(make("span", {}, "Every difference to the disk is marked. Choose at each; then save."),
        button("Done", () => this.editor.compare(null)));
    } else if (kind) {
      notice.replaceChildren(
        make("span", {}, kind === "gone" ? "The file is gone from the disk." : "The file was changed on the disk, and you have changes here."),
        button("Compare…", () => this.lookAtDisk()));
    }
  }

  toast(words, ...acts) {
    const toasts = element("toasts");
    for (const older of [...toasts.children]) if (older.firstChild.textContent === words) older.remove();
    const toast = make("div", { class: "cs-toast" }, make("span", {}, words),
      acts.map(([label, run]) => button(label, () => { toast.remove(); run(); })),
      make("button", { type: "button", class: "cs-close", "aria-label": "Dismiss", on: { click: () => toast.remove() } }, "×"));
    toasts.append(toast);
    while (toasts.children.length > 3) toasts.firstChild.remove();
    setTimeout(() => toast.remove(), acts.length ? 9000 : 5000);
    return toast;
  }

  failed(error) {
    const toast = this.toast(error.message);
    toast.classList.add("cs-bad");
  }
}

const page = new Page();
page.start();
