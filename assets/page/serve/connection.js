// Talks with the server: questions with the secret of this run, and news.

const REMEMBERED = "causeline-secret";
// The server sends something every three seconds; after this long it is gone.
const SILENCE = 9000;

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class Connection {
  constructor() {
    this.secret = sessionStorage.getItem(REMEMBERED) ?? "";
    // A name for this page, so that the server answers only its latest text.
    this.page = [...crypto.getRandomValues(new Uint8Array(9))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  }

  // The secret came behind the # of the address, or a ticket that gives it
  // once. It is kept for reloads of this tab, and taken out of the address,
  // where it could be copied on. Whether there is one.
  async enter() {
    const [, once, told] = /^#(once-)?([0-9a-f]{48})$/.exec(location.hash) ?? [];
    if (told) {
      history.replaceState(null, "", location.pathname);
      this.secret = told;
      if (once) this.secret = (await this.ask("enter")).token;
      sessionStorage.setItem(REMEMBERED, this.secret);
    }
    return this.secret !== "";
  }

  send(name, body, signal) {
    return fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Causeline-Token": this.secret },
      body: JSON.stringify(body),
      signal,
    });
  }

  // Asks, and gives the answer; where the server refuses, a `Refused`.
  async ask(name, body = {}, { accept = [], as = "json" } = {}) {
    let response;
    try {
      response = await this.send(name, body);
    } catch {
      throw new Refused(0, "the server does not answer: is `causeline serve` still running?");
    }
    if (response.ok || accept.includes(response.status)) {
      const answer = await response[as]();
      return as === "json" ? { ...answer, status: response.status } : answer;
    }
    const told = await response.json().catch(() => ({}));
    throw new Refused(response.status, told.error ?? `the server answered ${response.status}`);
  }

  // Listens for news of a file until `signal` ends it. Connects again by
  // itself; `onLink(true or false)` tells whether there is a connection.
  async listen(path, onNews, onLink, signal) {
    for (let pause = 250; !signal.aborted; pause = Math.min(pause * 2, 4000)) {
      const here = new AbortController();
      const stop = () => here.abort();
      signal.addEventListener("abort", stop);
      let silence;
      try {
        const response = await this.send("events", { path }, here.signal);
        if (!response.ok) {
          throw new Refused(response.status, "`causeline serve` was started anew: open the address that it printed. What is not saved here can still be copied.");
        }
        const wait = () => {
          clearTimeout(silence);
          silence = setTimeout(stop, SILENCE);
        };
        wait();
        onLink(true);
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let rest = "";;) {
          const { value, done } = await reader.read();
          if (done) break;
          pause = 250;
          wait();
          const pieces = (rest + value).split("\n\n");
          rest = pieces.pop();
          for (const piece of pieces) {
            if (piece.startsWith("data: ")) onNews(JSON.parse(piece.slice(6)));
          }
        }
      } catch (error) {
        if (error.status === 401) return onLink(false, error);
      } finally {
        clearTimeout(silence);
        signal.removeEventListener("abort", stop);
      }
      if (signal.aborted) return;
      onLink(false);
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
}
