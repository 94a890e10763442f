// The built editor, under the policy of the preview server's page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./page.mjs";
import { NONCE, serve } from "./server.mjs";

const HTML = `<!DOCTYPE html><html lang="en"><title>Editor</title><link rel="stylesheet" href="/look.css">
<div id="place"></div><script type="module" src="/start.js"></script>`;
const START = `import { changesBetween, createEditor } from "/editor/editor.js";
window.changesBetween = changesBetween;
window.told = [];
window.editor = createEditor(document.getElementById("place"), {
  doc: "title: A\\r\\nevents:\\r\\n  a: { when: 2021 }\\r\\n", nonce: "${NONCE}", label: "The file",
  onChange: text => told.push(text), onSave: () => told.push("saved"),
  complete: async (text, offset) => [{ label: "events" }, { label: "eras", detail: "bands" }],
});`;

async function editor(t) {
  const address = await serve(t, { "/": HTML, "/start.js": START, "/look.css": "#place { height: 300px }" });
  const page = await open(t, address, { allow: [address, "data:"] });
  await page.waitForFunction(() => window.editor);
  return page;
}

test("it runs under a strict policy, with its looks", async t => {
  const page = await editor(t);
  const gutter = await page.evaluate(() => getComputedStyle(document.querySelector(".cm-gutters")).backgroundColor);
  assert.equal(gutter, "rgb(250, 248, 244)");
  await page.evaluate(() => editor.dark(true));
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".cm-gutters")).backgroundColor), "rgb(25, 30, 37)");
  await page.getByRole("textbox", { name: "The file" }).waitFor();
});

test("line ends stay what they were, and what is typed is told", async t => {
  const page = await editor(t);
  assert.equal(await page.evaluate(() => editor.doc()), "title: A\r\nevents:\r\n  a: { when: 2021 }\r\n");
  await page.evaluate(() => editor.jump(8));
  await page.keyboard.type("B");
  assert.deepEqual(await page.evaluate(() => told), ["title: AB\r\nevents:\r\n  a: { when: 2021 }\r\n"]);
  await page.keyboard.press("Control+s");
  assert.equal(await page.evaluate(() => told.at(-1)), "saved");
});

test("another text changes only what differs, so that the cursor stays", async t => {
  const page = await editor(t);
  const at = "title: A\r\nevents:\r\n  a: { when: ".length;
  await page.evaluate(at => editor.jump(at), at);
  const text = "title: A longer title\r\nsubtitle: B\r\nevents:\r\n  a: { when: 2021 }\r\n  b: {}\r\n";
  await page.evaluate(text => editor.set(text), text);
  assert.equal(await page.evaluate(() => editor.doc()), text);
  const moved = await page.evaluate(() => editor.cursor());
  assert.equal(text.slice(0, moved), "title: A longer title\r\nsubtitle: B\r\nevents:\r\n  a: { when: ");
  assert.deepEqual(await page.evaluate(() => told), []);
  // It is one step to undo.
  assert.equal(await page.evaluate(() => editor.undo()), true);
  assert.equal(await page.evaluate(() => editor.doc()), "title: A\r\nevents:\r\n  a: { when: 2021 }\r\n");
  assert.equal(await page.evaluate(() => editor.redo()), true);
  assert.equal(await page.evaluate(() => editor.doc()), text);
});

test("changes between any two texts give the second", async t => {
  const page = await editor(t);
  const wrong = await page.evaluate(() => {
    // Numbers from a fixed seed, after Park and Miller (1988).
    let seed = 7;
    const next = many => (seed = seed * 48271 % 2147483647) % many;
    const pieces = ["a\n", "b\n", "\n", "cc", "😀\n", "é", "\n\n", "a: b\n"];
    const text = () => Array.from({ length: next(14) }, () => pieces[next(pieces.length)]).join("");
    for (let round = 0; round < 3000; round++) {
      const from = text(), to = text();
      const changes = changesBetween(from, to);
      let result = "", done = 0;
      for (const { from: start, to: end, insert } of changes) {
        if (start < done) return { from, to, changes };
        result += from.slice(done, start) + insert;
        done = end;
      }
      if (result + from.slice(done) !== to) return { from, to, changes };
    }
    return null;
  });
  assert.equal(wrong, null);
  // Far apart changes are not made one.
  const changes = await page.evaluate(() => {
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}\n`);
    const other = [...lines];
    other[3] = "changed\n";
    other.splice(400, 2);
    return changesBetween(lines.join(""), other.join(""));
  });
  assert.equal(changes.length, 2);
});

test("faults are marked at their places, and a jump leads to them", async t => {
  const page = await editor(t);
  const from = "title: A\r\nevents:\r\n  a: { ".length;
  await page.evaluate(from => editor.diagnostics([
    { from, to: from + 4, severity: "error", message: "no such key", help: "nearest: what" },
    { from: 900, to: 950, severity: "warning", message: "behind the end" },
  ]), from);
  assert.equal(await page.locator(".cm-lintRange-error").innerText(), "when");
  await page.locator(".cm-lintRange-error").hover();
  assert.equal(await page.locator(".cm-tooltip .cm-diagnostic-error").innerText(), "no such key\nnearest: what");
  await page.evaluate(from => editor.jump(from, from + 4), from);
  assert.equal(await page.evaluate(() => getSelection().toString()), "when");
});

test("completions come from the page", async t => {
  const page = await editor(t);
  await page.evaluate(() => editor.jump(editor.doc().length));
  await page.keyboard.type("e");
  await page.locator(".cm-tooltip-autocomplete li").first().waitFor();
  assert.deepEqual(await page.locator(".cm-completionLabel").allInnerTexts(), ["eras", "events"]);
  await page.waitForTimeout(150);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await page.evaluate(() => editor.doc()), /events$/);
});
