// The editor of event files: CodeMirror 6 with what Causeline needs of it.
//
// Built by scripts/editor.sh into assets/page/editor/editor.js, an ES module
// with two exports:
//
//   const editor = createEditor(parent, options)
//   const comparison = createComparison(parent, one, other, options)
//
// A comparison shows two texts side by side, read only, with what differs
// marked; `one` and `other` are { text, label }, the options `nonce` and `dark`.
// It has `destroy()`.
//
// Options, all of them optional:
//   doc           the text to begin with
//   nonce         the nonce of the page's Content-Security-Policy for styles
//   dark          true for light letters on dark
//   readOnly      true where the text must not change
//   label         what a screen reader calls the field
//   onChange(text, { undoable })   after every change of the text but `set`'s
//   onCursor(offset)               after every move of the cursor
//   onSave()                       Mod-s
//   complete(text, offset, explicit)  a list of { label, detail, info, apply,
//                 type, from }, or null, or a promise of either; `from` is
//                 where the completed word begins, by default that of the
//                 word before the cursor
//   hover(text, offset)  { from, to, text } or null, or a promise of either
//
// The editor:
//   doc()                    the text, with the line ends it came with
//   set(text, { history })   takes another text over, changing only what
//                            differs, so that cursor, selection and scroll
//                            stay; with `history: false` it cannot be undone
//   diagnostics(list)        each { from, to, severity, message, help? },
//                            severity being error, warning, info or hint
//   jump(from, to, { focus })  selects a place and scrolls it to the middle
//   cursor()                 the offset of the cursor
//   undo(), redo()           true where there was something
//   compare(text, { done })  marks what differs from another text, with a
//                            button at each place that takes the other's; null
//                            ends that, and `done` is called where nothing
//                            differs any more
//   dark(on), readOnly(on)   changes the looks, or forbids typing
//   focus(), destroy()
//   view                     the CodeMirror view, for what is not here
//
// Offsets count UTF-16 units of the text as `doc()` gives it.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, undo } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching, codeFolding, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { getChunks, MergeView, unifiedMergeView } from "@codemirror/merge";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorSelection, EditorState, Transaction } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, hoverTooltip, keymap,
  lineNumbers, rectangularSelection,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const fromOutside = Annotation.define();

const light = {
  paper: "#fffefb", gutter: "#faf8f4", edge: "#d9d2c6", text: "#1b2027", soft: "#454c55", faint: "#5b626b",
  line: "#f2eee7", chosen: "#cfe0f3", key: "#1d5fa6", string: "#0b7256", number: "#865e00", anchor: "#7a3e9d",
  fault: "#b31b1b", warning: "#865e00", hint: "#1d5fa6",
};
const night = {
  paper: "#12161b", gutter: "#191e25", edge: "#37414d", text: "#eceff3", soft: "#b9c0c9", faint: "#a0a9b4",
  line: "#1f262e", chosen: "#2b4563", key: "#8fbdf2", string: "#63cfa9", number: "#e6bd5a", anchor: "#c99bea",
  fault: "#ff8f86", warning: "#e6bd5a", hint: "#8fbdf2",
};

function looks(ink, dark) {
  const theme = EditorView.theme({
    "&": { color: ink.text, backgroundColor: ink.paper, height: "100%", fontSize: "13.5px" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace", lineHeight: "1.55" },
    ".cm-content": { caretColor: ink.text, padding: "10px 0" },
    ".cm-cursor": { borderLeftColor: ink.text, borderLeftWidth: "1.5px" },
    ".cm-gutters": { backgroundColor: ink.gutter, color: ink.faint, borderRight: `1px solid ${ink.edge}` },
    ".cm-activeLine": { backgroundColor: ink.line },
    ".cm-activeLineGutter": { backgroundColor: ink.line, color: ink.text },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection": { backgroundColor: ink.chosen },
    ".cm-selectionMatch": { backgroundColor: ink.line, outline: `1px solid ${ink.edge}` },
    ".cm-searchMatch": { backgroundColor: "transparent", outline: `1.5px solid ${ink.number}` },
    ".cm-searchMatch-selected": { backgroundColor: ink.chosen },
    ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: ink.line, outline: `1px solid ${ink.faint}` },
    ".cm-foldPlaceholder": { backgroundColor: ink.line, border: `1px solid ${ink.edge}`, color: ink.soft, padding: "0 4px" },
    ".cm-panels": { backgroundColor: ink.gutter, color: ink.text },
    ".cm-panels.cm-panels-bottom": { borderTop: `1px solid ${ink.edge}` },
    ".cm-panels.cm-panels-top": { borderBottom: `1px solid ${ink.edge}` },
    ".cm-textfield": { backgroundColor: ink.paper, color: ink.text, border: `1px solid ${ink.edge}`, borderRadius: "4px" },
    ".cm-button": { backgroundColor: ink.paper, backgroundImage: "none", color: ink.text, border: `1px solid ${ink.edge}`, borderRadius: "4px" },
    ".cm-tooltip": { backgroundColor: ink.paper, color: ink.text, border: `1px solid ${ink.edge}`, borderRadius: "6px", boxShadow: "0 6px 20px rgba(0, 0, 0, .16)" },
    ".cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "15em" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: ink.chosen, color: ink.text },
    ".cm-completionDetail": { color: ink.faint, fontStyle: "normal" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
    ".cm-tooltip-hover .cm-hover-text": { padding: "6px 10px", maxWidth: "32rem", whiteSpace: "pre-wrap" },
    ".cm-diagnostic": { padding: "5px 10px", whiteSpace: "pre-wrap" },
    ".cm-diagnostic-error": { borderLeftColor: ink.fault },
    ".cm-diagnostic-warning": { borderLeftColor: ink.warning },
    ".cm-diagnostic-info, .cm-diagnostic-hint": { borderLeftColor: ink.hint },
    ".cm-lintRange-error": { backgroundImage: "none", textDecoration: `underline wavy ${ink.fault}`, textUnderlineOffset: "3px" },
    ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: `underline wavy ${ink.warning}`, textUnderlineOffset: "3px" },
    ".cm-lintRange-info, .cm-lintRange-hint": { backgroundImage: "none", textDecoration: `underline dotted ${ink.hint}`, textUnderlineOffset: "3px" },
    ".cm-changedLine, &.cm-merge-b .cm-changedLine": { backgroundColor: ink.chosen },
    ".cm-deletedChunk, &.cm-merge-a .cm-changedLine": { backgroundColor: ink.line },
    ".cm-changedText, &.cm-merge-a .cm-changedText, &.cm-merge-b .cm-changedText": { background: "none", textDecoration: `underline ${ink.number}`, textUnderlineOffset: "3px" },
    ".cm-deletedChunk .cm-deletedText": { background: "none", textDecoration: `underline ${ink.fault}`, textUnderlineOffset: "3px" },
    "& .cm-deletedChunk .cm-chunkButtons": { position: "static", display: "flex", gap: "6px", padding: "3px 6px 5px" },
    "& .cm-deletedChunk .cm-chunkButtons button.cm-choice": { font: "12px/1 system-ui, sans-serif", padding: "4px 9px", margin: "0", border: `1px solid ${ink.edge}`, borderRadius: "5px", backgroundColor: ink.paper, color: ink.text, cursor: "pointer" },
    "& .cm-collapsedLines": { background: ink.gutter, color: ink.faint },
    "& .cm-collapsedLines::before, & .cm-collapsedLines::after": { content: "none" },
    ".cm-lintPoint-error:after": { borderBottomColor: ink.fault },
    // The marks of the library are pictures in data: addresses, which a strict
    // page does not load.
    ".cm-lint-marker": { content: "none", borderRadius: "50%", width: "8px", height: "8px", margin: "5px 3px" },
    ".cm-lint-marker-error": { content: "none", backgroundColor: ink.fault },
    ".cm-lint-marker-warning": { content: "none", backgroundColor: ink.warning, borderRadius: "1px" },
    ".cm-lint-marker-info, .cm-lint-marker-hint": { content: "none", backgroundColor: ink.hint },
  }, { dark });
  const highlight = HighlightStyle.define([
    { tag: [tags.definition(tags.propertyName), tags.propertyName], color: ink.key },
    { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: ink.string },
    { tag: [tags.number, tags.bool, tags.null], color: ink.number },
    { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: ink.anchor },
    { tag: tags.comment, color: ink.faint, fontStyle: "italic" },
    { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: ink.soft },
    { tag: tags.invalid, color: ink.fault },
  ]);
  return [theme, syntaxHighlighting(highlight)];
}

const lightLooks = looks(light, false);
const nightLooks = looks(night, true);

// The parts that differ between two texts, as changes. Lines are compared by
// the greedy algorithm of Myers (1986), and what is common at the ends of a
// changed part is cut off letter by letter.
export function changesBetween(from, to) {
  if (from === to) return [];
  const [start, tail] = ends(from, to);
  // From the first line that differs to the last.
  const first = start ? from.lastIndexOf("\n", start - 1) + 1 : 0;
  const rest = tail > 0 ? from.indexOf("\n", from.length - tail) + 1 || from.length : from.length;
  const kept = from.length - rest;
  return lineHunks(from.slice(first, rest), to.slice(first, to.length - kept)).map(hunk => {
    const old = from.slice(first + hunk.from, first + hunk.to);
    const [before, after] = ends(old, hunk.insert);
    return {
      from: first + hunk.from + before, to: first + hunk.to - after,
      insert: hunk.insert.slice(before, hunk.insert.length - after),
    };
  });
}

// How many units two texts have in common at their start and at their end;
// surrogate pairs are not parted.
function ends(one, other) {
  const most = Math.min(one.length, other.length);
  let start = 0, tail = 0;
  while (start < most && one.charCodeAt(start) === other.charCodeAt(start)) start++;
  if (start > 0 && isHigh(one.charCodeAt(start - 1))) start--;
  while (tail < most - start && one.charCodeAt(one.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)) tail++;
  if (tail > 0 && isLow(one.charCodeAt(one.length - tail))) tail--;
  return [start, tail];
}

const isHigh = code => code >= 0xd800 && code < 0xdc00;
const isLow = code => code >= 0xdc00 && code < 0xe000;
const linesOf = text => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function lineHunks(left, right) {
  const whole = [{ from: 0, to: left.length, insert: right }];
  const a = linesOf(left), b = linesOf(right);
  const limit = 200;
  if (a.length < 2 || b.length < 2 || a.length + b.length > 20000) return whole;
  const trace = [];
  const reach = new Map([[1, 0]]);
  let found = -1;
  for (let d = 0; d <= limit && found < 0; d++) {
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? reach.get(k + 1) ?? 0 : (reach.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) { x++; y++; }
      reach.set(k, x);
      if (x >= a.length && y >= b.length) { found = d; break; }
    }
    trace.push(new Map(reach));
  }
  if (found < 0) return whole;
  // Back from the end: which lines were taken out and which put in.
  const out = new Array(a.length).fill(false), into = new Array(b.length).fill(false);
  let x = a.length, y = b.length;
  for (let d = found; d > 0; d--) {
    const before = trace[d - 1];
    const k = x - y;
    const down = k === -d || (k !== d && (before.get(k - 1) ?? -1) < (before.get(k + 1) ?? -1));
    const previous = down ? k + 1 : k - 1;
    const px = before.get(previous) ?? 0, py = px - previous;
    while (x > px && y > py && x > 0 && y > 0 && !(down ? y === py + 1 && x === px : x === px + 1 && y === py)) { x--; y--; }
    if (down) { y--; into[y] = true; } else { x--; out[x] = true; }
  }
  const hunks = [];
  let offset = 0, i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (out[i] || into[j]) {
      const from = offset;
      let insert = "";
      while (i < a.length && out[i]) offset += a[i++].length;
      while (j < b.length && into[j]) insert += b[j++];
      while (i < a.length && out[i]) offset += a[i++].length;
      hunks.push({ from, to: offset, insert });
    } else {
      offset += a[i].length;
      i++; j++;
    }
  }
  return hunks;
}

// Which line end a text has throughout. In a text with both kinds a return is a
// character like any other, so that none is lost.
function lineEndOf(text) {
  return /\n/.test(text) && !/(^|[^\r])\n/.test(text) ? "\r\n" : "\n";
}

// Lines end at line feeds only; what is pasted has no other.
const lineEnds = [
  EditorState.lineSeparator.of("\n"),
  EditorView.clipboardInputFilter.of(text => text.replace(/\r\n?/g, "\n")),
];

// The button beside a difference.
function choice(type, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `cm-choice cm-choice-${type}`;
  button.textContent = type === "accept" ? "Keep mine" : "Take theirs";
  button.addEventListener("mousedown", event => action(event));
  button.addEventListener("click", event => { if (event.detail === 0) action(event); });
  return button;
}

export function createComparison(parent, one, other, options = {}) {
  const side = ({ text, label }) => ({
    doc: text.replaceAll("\r\n", "\n"),
    extensions: [
      options.nonce ? EditorView.cspNonce.of(options.nonce) : [],
      options.dark ? nightLooks : lightLooks,
      EditorState.readOnly.of(true), EditorView.editable.of(false),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.lineWrapping, lineNumbers(), yaml(), EditorState.lineSeparator.of("\n"),
    ],
  });
  const view = new MergeView({
    a: side(one), b: side(other), parent, gutter: true, highlightChanges: true, collapseUnchanged: { margin: 3, minSize: 6 },
  });
  return { destroy: () => view.destroy() };
}

export function createEditor(parent, options = {}) {
  const look = new Compartment(), reading = new Compartment(), comparing = new Compartment();
  let compared = null;
  let lineEnd = lineEndOf(options.doc ?? "");
  const told = text => lineEnd === "\n" ? text : text.replaceAll("\n", lineEnd);
  const inner = text => lineEnd === "\n" ? text : text.replaceAll("\r\n", "\n");
  // Offsets of the text with its own line ends, and inside the editor where
  // each line end counts one.
  const outward = (state, at) => lineEnd === "\n" ? at : at + state.doc.lineAt(at).number - 1;
  const inward = (state, at) => {
    const length = state.doc.length;
    if (lineEnd === "\n") return Math.max(0, Math.min(at, length));
    let low = 1, high = state.doc.lines;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (state.doc.line(middle).from + middle - 1 <= at) low = middle; else high = middle - 1;
    }
    const line = state.doc.line(low);
    return Math.min(line.to, at - (low - 1));
  };

  const completion = async context => {
    if (!options.complete) return null;
    const word = context.matchBefore(/[^\s,:[\]{}"'#]*/);
    if (!context.explicit && word && word.from === word.to) {
      const before = context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos);
      if (!/[:\-[,] ?$/.test(before)) return null;
    }
    const list = await options.complete(told(context.state.doc.toString()), outward(context.state, context.pos), context.explicit);
    if (!list || !list.length || context.aborted) return null;
    const first = list.find(entry => entry.from !== undefined);
    const from = first ? inward(context.state, first.from) : word ? word.from : context.pos;
    return { from, options: list.map(({ from: _, ...entry }) => entry), validFor: /^[^\s,:[\]{}"'#]*$/ };
  };

  const hover = hoverTooltip(async (view, at) => {
    if (!options.hover) return null;
    const found = await options.hover(told(view.state.doc.toString()), outward(view.state, at));
    if (!found) return null;
    return {
      pos: inward(view.state, found.from), end: inward(view.state, found.to), above: true,
      create() {
        const dom = document.createElement("div");
        dom.className = "cm-hover-text";
        dom.textContent = found.text;
        return { dom };
      },
    };
  });

  const listen = EditorView.updateListener.of(update => {
    const outside = update.transactions.some(one => one.annotation(fromOutside));
    if (compared && getChunks(update.state)?.chunks.length === 0) queueMicrotask(() => endComparison());
    if (update.docChanged && !outside) options.onChange?.(told(update.state.doc.toString()), { undoable: true });
    if (update.selectionSet || update.docChanged) options.onCursor?.(outward(update.state, update.state.selection.main.head));
  });

  const endComparison = () => {
    if (!compared) return;
    const { done } = compared;
    compared = null;
    view.dispatch({ effects: comparing.reconfigure([]) });
    done?.();
  };

  const state = EditorState.create({
    doc: inner(options.doc ?? ""),
    extensions: [
      options.nonce ? EditorView.cspNonce.of(options.nonce) : [],
      look.of(options.dark ? nightLooks : lightLooks),
      reading.of(EditorState.readOnly.of(Boolean(options.readOnly))),
      comparing.of([]), lineEnds,
      EditorView.contentAttributes.of({ "aria-label": options.label ?? "Event file" }),
      EditorView.lineWrapping,
      lineNumbers(), lintGutter(), foldGutter(), codeFolding(),
      highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(), highlightSelectionMatches(),
      history(), drawSelection(), rectangularSelection(), EditorState.allowMultipleSelections.of(true),
      indentOnInput(), indentUnit.of("  "), EditorState.tabSize.of(2), bracketMatching(), closeBrackets(),
      yaml(), search({ top: true }), autocompletion({ override: [completion], icons: false }), hover,
      keymap.of([
        { key: "Mod-s", run: () => { if (!options.onSave) return false; options.onSave(); return true; }, preventDefault: true },
        { key: "Ctrl-.", run: startCompletion },
        ...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap,
        ...defaultKeymap, indentWithTab,
      ]),
      listen,
    ],
  });
  const view = new EditorView({ state, parent });

  return {
    view,
    doc: () => told(view.state.doc.toString()),
    set(text, { history: undoable = true } = {}) {
      lineEnd = lineEndOf(text);
      const changes = changesBetween(view.state.doc.toString(), inner(text));
      if (!changes.length) return;
      view.dispatch({
        changes,
        annotations: [fromOutside.of(true), Transaction.addToHistory.of(undoable), isolateHistory.of("full")],
      });
    },
    diagnostics(list) {
      const length = view.state.doc.length;
      const found = list.map(({ from, to, severity, message, help }) => {
        const start = inward(view.state, from);
        const end = Math.min(length, Math.max(start, inward(view.state, to)));
        return { from: start, to: end, severity, message: help ? `${message}\n${help}` : message };
      });
      found.sort((one, other) => one.from - other.from || one.to - other.to);
      view.dispatch(setDiagnostics(view.state, found));
    },
    jump(from, to = from, { focus = true } = {}) {
      const start = inward(view.state, from), end = inward(view.state, to);
      view.dispatch({
        selection: EditorSelection.single(start, end),
        effects: EditorView.scrollIntoView(EditorSelection.range(start, end), { y: "center" }),
      });
      if (focus) view.focus();
    },
    cursor: () => outward(view.state, view.state.selection.main.head),
    compare(text, { done } = {}) {
      if (text === null) return endComparison();
      compared = { done };
      view.dispatch({
        effects: comparing.reconfigure(unifiedMergeView({ original: inner(text), mergeControls: choice, allowInlineDiffs: false })),
      });
    },
    undo: () => undo(view),
    redo: () => redo(view),
    dark: on => view.dispatch({ effects: look.reconfigure(on ? nightLooks : lightLooks) }),
    readOnly: on => view.dispatch({ effects: reading.reconfigure(EditorState.readOnly.of(on)) }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
