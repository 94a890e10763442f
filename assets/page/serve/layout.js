// Where things are: picture and text side by side, or one at a time where
// there is no room for both.

const SHARE = "causeline-share";
const NARROW = matchMedia("(max-width: 760px)");

const element = id => document.getElementById(id);

export class Layout {
  constructor(onChange) {
    this.panes = element("panes");
    this.splitter = element("splitter");
    this.tabs = { picture: element("tab-picture"), text: element("tab-text") };
    this.onChange = onChange;
    this.share = Number(localStorage.getItem(SHARE)) || 58;
    this.place(this.share);
    this.drag();
    for (const [name, tab] of Object.entries(this.tabs)) {
      tab.addEventListener("click", () => this.show(name));
      tab.addEventListener("keydown", event => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        const other = name === "picture" ? "text" : "picture";
        this.show(other);
        this.tabs[other].focus();
      });
    }
    this.show("picture");
    NARROW.addEventListener("change", () => this.onChange());
  }

  get isNarrow() {
    return NARROW.matches;
  }

  // Shows the picture or the text, where there is room for one.
  show(name) {
    for (const [own, tab] of Object.entries(this.tabs)) {
      const isShown = own === name;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    }
    this.panes.dataset.shown = name;
    this.onChange();
  }

  place(share) {
    this.share = Math.min(85, Math.max(15, share));
    this.panes.style.setProperty("--share", `${this.share}%`);
    this.splitter.setAttribute("aria-valuenow", String(Math.round(this.share)));
  }

  keep() {
    localStorage.setItem(SHARE, String(this.share));
    this.onChange();
  }

  drag() {
    const { splitter, panes } = this;
    splitter.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      event.preventDefault();
      splitter.setPointerCapture(event.pointerId);
      splitter.classList.add("cs-held");
    });
    splitter.addEventListener("pointermove", event => {
      if (!splitter.hasPointerCapture(event.pointerId)) return;
      const frame = panes.getBoundingClientRect();
      this.place((event.clientX - frame.left) / frame.width * 100);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      splitter.addEventListener(name, () => {
        splitter.classList.remove("cs-held");
        this.keep();
      });
    }
    splitter.addEventListener("dblclick", () => {
      this.place(58);
      this.keep();
    });
    splitter.addEventListener("keydown", event => {
      const step = { ArrowLeft: -2, ArrowRight: 2, Home: -100, End: 100 }[event.key];
      if (!step) return;
      event.preventDefault();
      this.place(this.share + step);
      this.keep();
    });
  }
}
