// One file in the editor: its text, what the disk has, and its picture.
//
// Much can happen while an answer of the server is on its way: somebody types,
// saves, opens another file, or another program writes. So every answer is held
// against what is true when it comes.

const empty = { facts: [], diagnostics: [], includes: [], is_faulty: false };

// How often an edit is worked out again where somebody goes on typing.
const MOST_TRIES = 5;

export class Session {
  // `hooks`: text() gives the editor's text, take(text, { fresh }) puts another
  // into it, hold(on) keeps the user from changing it, look() tells how the
  // picture is to be; shown(told, how), changed(), followed(), conflict(theirs),
  // failed(error) are called when something is to be told.
  constructor(connection, hooks) {
    this.connection = connection;
    this.hooks = hooks;
    this.path = null;
    this.saved = "";
    this.version = null;
    this.told = empty;
    // The text that was told of.
    this.toldOf = null;
    this.number = 0;
    // The number of the text whose picture is shown, and the parts of its data.
    this.drawn = 0;
    this.data = [];
    this.isAsking = false;
    this.isWaiting = false;
    // Whether a text was not answered.
    this.hasMissed = false;
    this.draft = false;
    this.hasPicture = false;
    // What others did to the file while it has changes here: "changed" or "gone".
    this.elsewhere = null;
    // Counts the files that were asked for: only the last one is opened.
    this.asked = 0;
    // The path that is being saved, and the saving of it.
    this.saving = null;
    this.writing = null;
    // The edit that is under way.
    this.editing = null;
    // News that came while one of these is, by path.
    this.late = new Map();
  }

  get isDirty() {
    return this.path !== null && this.hooks.text() !== this.saved;
  }

  // Opens a file; `mayLeave` is asked where the one that is open has changes,
  // and again where more is typed before the other one is there. Whether it is
  // open.
  async open(path, mayLeave) {
    const asked = ++this.asked;
    // What is under way may yet make the leaving harmless.
    await Promise.allSettled([this.editing, this.writing]);
    for (;;) {
      const before = this.hooks.text();
      if (this.isDirty && !await mayLeave()) return false;
      const { text, version } = await this.connection.ask("open", { path });
      if (asked !== this.asked) return false;
      if (this.isDirty && this.hooks.text() !== before) continue;
      this.path = path;
      this.saved = text;
      this.version = version;
      this.told = empty;
      this.toldOf = null;
      this.draft = false;
      this.hasPicture = false;
      this.elsewhere = null;
      this.hooks.take(text, { fresh: true });
      this.hooks.changed();
      await this.refresh();
      return true;
    }
  }

  // Asks for the picture of the text as it is now. While one answer is on its
  // way further changes only wait: the next question has the latest text.
  async refresh() {
    if (this.path === null) return;
    if (this.isAsking) {
      this.isWaiting = true;
      return;
    }
    this.isAsking = true;
    try {
      do {
        this.isWaiting = false;
        await this.preview();
      } while (this.isWaiting);
    } finally {
      this.isAsking = false;
    }
  }

  async preview() {
    const { path } = this;
    const number = ++this.number;
    const text = this.hooks.text();
    const look = this.hooks.look();
    // A file that was faulty from the start has no good picture to keep.
    const draft = this.draft || !this.hasPicture;
    let told;
    try {
      told = await this.connection.ask("preview", { page: this.connection.page, number, shown: this.drawn, path, text, look, draft });
    } catch (error) {
      this.hasMissed = true;
      this.drawn = 0;
      this.hooks.failed(error);
      return;
    }
    this.hasMissed = false;
    if (told.stale || path !== this.path) {
      // The server may count on a picture that was never shown.
      this.drawn = 0;
      return;
    }
    // The places are those of that very text.
    const isCurrent = text === this.hooks.text();
    this.told = told;
    this.toldOf = text;
    const isDrawn = told.picture !== null;
    if (isDrawn) {
      this.hasPicture ||= !told.is_faulty;
      // Until it is shown nothing is known of what is.
      this.drawn = 0;
      this.data = told.data.flatMap(part =>
        typeof part === "string" ? [JSON.parse(part)] : this.data.slice(part[0], part[0] + part[1]));
      const [rest, ...facts] = this.data;
      told.data = { ...rest, facts };
    }
    this.hooks.shown(told, { isCurrent, isDraft: told.is_faulty && isDrawn });
    if (isDrawn) this.drawn = number;
  }

  // Whether what was told is of the text as it is now.
  get isTold() {
    return this.toldOf === this.hooks.text();
  }

  // Saves the text as it is now; whether it is on the disk.
  save({ over = null } = {}) {
    if (this.path === null || this.saving !== null) return false;
    this.saving = this.path;
    return this.writing = this.write(over);
  }

  async write(over) {
    const { path } = this;
    try {
      const text = this.hooks.text();
      const version = over ? over.version : this.version;
      const answer = await this.connection.ask("save", { path, text, version }, { accept: [409] });
      // Another file may be open by now, which nothing of this is about.
      if (path !== this.path) return answer.status !== 409;
      if (answer.status === 409) {
        this.elsewhere = answer.text === null ? "gone" : "changed";
        this.hooks.changed();
        this.hooks.conflict(answer);
        return false;
      }
      this.saved = text;
      this.version = answer.version;
      this.elsewhere = null;
      this.hooks.changed();
      // What a file includes may be read only once that is on the disk.
      if (this.told.is_faulty) this.refresh();
      return true;
    } finally {
      this.saving = null;
      this.hearLate();
    }
  }

  hearLate() {
    if (this.saving !== null || this.editing !== null) return;
    const late = [...this.late.values()];
    this.late.clear();
    for (const news of late) this.heard(news);
  }

  // There is a connection again: what was asked meanwhile is asked once more.
  async back() {
    if (this.hasMissed) await this.refresh();
  }

  // Something happened to a file on the disk.
  async heard({ path, version }) {
    if (path !== this.path) {
      if (this.told.includes.includes(path)) await this.refresh();
      return;
    }
    // Whether that was our own doing is known when its answer is here.
    if (this.saving === path || this.editing !== null) {
      this.late.set(path, { path, version });
      return;
    }
    if (version === this.version) {
      this.elsewhere = null;
      this.hooks.changed();
      return;
    }
    if (version === null) {
      this.elsewhere = "gone";
      this.hooks.changed();
      return;
    }
    const known = this.version;
    let theirs;
    try {
      theirs = await this.connection.ask("open", { path });
    } catch (error) {
      this.hooks.failed(error);
      return;
    }
    if (path !== this.path) return;
    // Saved meanwhile, so that this may be older: looked at again.
    if (this.saving === path || this.editing !== null || known !== this.version) {
      await this.heard({ path, version: theirs.version });
      return;
    }
    if (!this.isDirty || theirs.text === this.hooks.text()) {
      this.adopt(theirs);
      this.hooks.followed();
    } else {
      this.elsewhere = "changed";
      this.hooks.changed();
    }
  }

  // Takes over what is on the disk.
  adopt({ text, version }) {
    this.saved = text;
    this.version = version;
    this.elsewhere = null;
    this.hooks.take(text, { fresh: false });
    this.hooks.changed();
    return this.refresh();
  }

  // From now on what is on the disk counts as known: saving overwrites it.
  know({ text, version }) {
    this.saved = text ?? "";
    this.version = version;
    this.elsewhere = null;
    this.hooks.changed();
  }

  // What is on the disk now; nothing where the file is gone.
  async theirs() {
    try {
      return await this.connection.ask("open", { path: this.path });
    } catch (error) {
      if (error.status === 404) return { text: null, version: null };
      throw error;
    }
  }

  // Has the server work out an edit, and carries it out in the editor, where it
  // can be undone like any other change. Where it reaches other files than
  // `others`, nothing is done, and their paths are given; else an empty list.
  async edit(operation, { others = [] } = {}) {
    while (this.editing) await this.editing.catch(() => {});
    const done = this.work(operation, others);
    this.editing = done;
    try {
      return await done;
    } finally {
      this.editing = null;
      this.hearLate();
    }
  }

  async work(operation, others) {
    // Other files are written by the time the answer is here, so that nothing
    // may come between; what changes this text alone is worked out again.
    const isHeld = others.length > 0;
    if (isHeld) this.hooks.hold(true);
    try {
      for (let tries = 1; ; tries++) {
        const { path } = this;
        const text = this.hooks.text();
        const answer = await this.connection.ask("edit", { path, text, operation, others });
        if (!answer.changes) return answer.others;
        if (path === this.path && text === this.hooks.text()) {
          if (isHeld) this.hooks.hold(false);
          this.carryOut(text, answer.changes);
          return [];
        }
        if (path !== this.path || tries === MOST_TRIES) throw new Error("the text changed meanwhile: try again");
      }
    } finally {
      if (isHeld) this.hooks.hold(false);
    }
  }

  carryOut(text, changes) {
    let after = "", at = 0;
    for (const { from, to, insert } of changes) {
      after += text.slice(at, from) + insert;
      at = to;
    }
    this.hooks.take(after + text.slice(at), { fresh: false });
    this.hooks.changed();
    this.refresh();
  }
}
