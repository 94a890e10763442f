// One file in the editor: its text, what the disk has, and its picture.

const empty = { facts: [], diagnostics: [], includes: [], is_faulty: false };

export class Session {
  // `hooks`: text() gives the editor's text, take(text, { history }) puts
  // another into it, shown(told), changed(), conflict(theirs) are called when
  // something is to be shown.
  constructor(connection, hooks) {
    this.connection = connection;
    this.hooks = hooks;
    this.path = null;
    this.saved = "";
    this.version = null;
    this.told = empty;
    this.number = 0;
    // The number of the text whose picture is shown.
    this.drawn = 0;
    this.isAsking = false;
    this.isWaiting = false;
    this.draft = false;
    this.hasPicture = false;
    // What others did to the file while it has changes here: "changed" or "gone".
    this.elsewhere = null;
  }

  get isDirty() {
    return this.path !== null && this.hooks.text() !== this.saved;
  }

  async open(path) {
    const { text, version } = await this.connection.ask("open", { path });
    this.path = path;
    this.saved = text;
    this.version = version;
    this.told = empty;
    this.draft = false;
    this.hasPicture = false;
    this.elsewhere = null;
    this.hooks.take(text, { fresh: true });
    this.hooks.changed();
    await this.refresh();
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
      this.hooks.failed(error);
      return;
    }
    if (told.stale || number !== this.number || path !== this.path) {
      // The server may count on a picture that was never shown.
      this.drawn = 0;
      return;
    }
    // The places are those of that very text.
    const isCurrent = text === this.hooks.text();
    this.told = told;
    const isDrawn = told.picture !== null;
    if (isDrawn) this.hasPicture ||= !told.is_faulty;
    // Until it is shown nothing is known of what is.
    if (isDrawn) this.drawn = 0;
    this.hooks.shown(told, { isCurrent, isDraft: told.is_faulty && isDrawn });
    if (isDrawn) this.drawn = number;
  }

  async save({ over = null } = {}) {
    if (this.path === null || this.isSaving) return false;
    this.isSaving = true;
    try {
      const { path } = this;
      const text = this.hooks.text();
      const version = over ? over.version : this.version;
      const answer = await this.connection.ask("save", { path, text, version }, { accept: [409] });
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
      return true;
    } finally {
      this.isSaving = false;
      const late = this.late;
      this.late = null;
      if (late) this.heard(late);
    }
  }

  // Something happened to a file on the disk.
  async heard({ path, version }) {
    if (path !== this.path) {
      if (this.told.includes.includes(path)) await this.refresh();
      return;
    }
    // Whether that was our own saving is known when its answer is here.
    if (this.isSaving) {
      this.late = { path, version };
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
    let theirs;
    try {
      theirs = await this.connection.ask("open", { path });
    } catch (error) {
      this.hooks.failed(error);
      return;
    }
    if (path !== this.path || this.isSaving) return;
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
  // can be undone like any other change. Gives the places that changed.
  async edit(operation, { others = false } = {}) {
    const text = this.hooks.text();
    const { path } = this;
    const answer = await this.connection.ask("edit", { path, text, operation, others });
    if (answer.others.length && !others) return { others: answer.others };
    if (path !== this.path || text !== this.hooks.text()) {
      throw new Error("the text changed meanwhile: try again");
    }
    let after = "", at = 0;
    for (const { from, to, insert } of answer.changes) {
      after += text.slice(at, from) + insert;
      at = to;
    }
    this.hooks.take(after + text.slice(at), { fresh: false });
    this.hooks.changed();
    await this.refresh();
    return { others: [] };
  }
}
