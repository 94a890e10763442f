// What an author does while an answer of the server is still on its way.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { command, open } from "./page.mjs";
import { card, drag, drawn, fill, FLOOD, line, press, serve, state, text, typeAt, visit } from "./served.mjs";

// Keeps back the next answer to a question; `come` is when the question has
// been asked and answered, `go()` lets the answer through.
async function hold(page, name, holds = () => true) {
  let go, came, isHeld = false;
  const may = new Promise(resolve => go = resolve), come = new Promise(resolve => came = resolve);
  await page.route(`**/api/${name}`, async route => {
    if (isHeld || !holds(route.request().postDataJSON())) return route.continue();
    isHeld = true;
    const response = await route.fetch();
    came();
    await may;
    await route.fulfill({ response });
  });
  return { come, go };
}

const STORM = FLOOD.replaceAll("flood", "storm").replace("It floods", "It storms");
const files = page => page.getByLabel("File", { exact: true });

test("what is typed while the file is saved is not taken for saved", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await typeAt(page, "what: It floods", " twice");
  const save = await hold(page, "save");
  await page.keyboard.press("Control+s");
  await save.come;
  await page.keyboard.type(" more");
  // The news of our own saving comes before its answer.
  await page.waitForTimeout(400);
  save.go();
  await drawn(page, "It floods twice more");
  await state(page, "Unsaved changes");
  assert.equal(await served.read("flood.yaml"), FLOOD.replace("It floods", "It floods twice"));
  await page.keyboard.press("Control+s");
  await state(page, "Saved");
  assert.equal(await served.read("flood.yaml"), FLOOD.replace("It floods", "It floods twice more"));
});

test("another file that is opened while one is saved waits, and both stay apart", async t => {
  const served = await serve(t, { "a.yaml": FLOOD, "b.yaml": STORM });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await typeAt(page, "what: It floods", "!");
  const save = await hold(page, "save");
  await page.keyboard.press("Control+s");
  await save.come;
  await files(page).selectOption("b.yaml");
  save.go();
  // Nobody is asked whether to leave what has just been saved.
  await drawn(page, "It storms");
  assert.equal(await page.locator("dialog").count(), 0);
  await state(page, "Saved");
  await typeAt(page, "what: It storms", "?");
  await page.keyboard.press("Control+s");
  await state(page, "Saved");
  assert.equal(await served.read("a.yaml"), FLOOD.replace("It floods", "It floods!"));
  assert.equal(await served.read("b.yaml"), STORM.replace("It storms", "It storms?"));
});

test("what is typed while another file is opened is not lost unasked", async t => {
  const page = await visit(t, await serve(t, { "a.yaml": FLOOD, "b.yaml": STORM }));
  await drawn(page, "It floods");
  const opening = await hold(page, "open");
  await files(page).selectOption("b.yaml");
  await opening.come;
  await typeAt(page, "what: It floods", " after all");
  opening.go();
  await page.locator("dialog", { hasText: "a.yaml has changes" }).locator("button", { hasText: "Cancel" }).click();
  assert.match(await text(page), /It floods after all/);
  await drawn(page, "It floods after all");
});

test("of two files that are opened in a row the later one stays", async t => {
  const page = await visit(t, await serve(t, { "a.yaml": FLOOD, "b.yaml": STORM, "c.yaml": FLOOD.replace("It floods", "It thaws") }));
  await drawn(page, "It floods");
  const opening = await hold(page, "open", ({ path }) => path === "b.yaml");
  await files(page).selectOption("b.yaml");
  await opening.come;
  await files(page).selectOption("c.yaml");
  await drawn(page, "It thaws");
  opening.go();
  await page.waitForTimeout(300);
  assert.match(await text(page), /It thaws/);
  assert.equal(await files(page).inputValue(), "c.yaml");
});

test("an edit is worked out again where somebody types meanwhile", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await press(page, "Fit");
  const edit = await hold(page, "edit");
  await drag(page, "flood", "bridge");
  await edit.come;
  await typeAt(page, "what: It floods", " hard");
  edit.go();
  await page.locator('[data-link="flood>bridge"]').first().waitFor({ state: "attached" });
  assert.match(await text(page), /It floods hard/);
  assert.match(await text(page), /bridge: \{.*because: flood.*\}/);
});

const MAIN = "title: A flood\ninclude: part.yaml\nevents:\n  rain:\n    when: 2025-09-20\n    what: It rains\n";
const PART = "events:\n  flood: { what: It floods, because: rain }   # kept\n";

test("while an edit writes other files nothing can be typed, so that all of it is done", async t => {
  const served = await serve(t, { "main.yaml": MAIN, "part.yaml": PART }, "main.yaml");
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await page.keyboard.press("Alt+r");
  const edit = await hold(page, "edit", ({ others }) => others.length > 0);
  await fill(page, { Fact: "rain", "New id": "downpour" });
  await page.locator("dialog", { hasText: "part.yaml" }).locator("button", { hasText: "Change them" }).click();
  await edit.come;
  assert.equal(await served.read("part.yaml"), PART.replace("rain", "downpour"));
  await page.locator('.cm-content[aria-readonly="true"]').waitFor();
  edit.go();
  await page.locator('.event[data-event="downpour"]').waitFor({ state: "attached" });
  assert.equal(await text(page), MAIN.replace("rain:", "downpour:"));
  assert.equal(await page.locator(".cm-content[aria-readonly]").count(), 0);
  await typeAt(page, "what: It rains", " again");
  await drawn(page, "It rains again");
});

test("a change on the disk while an edit is under way is heard after it", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await press(page, "Fit");
  const edit = await hold(page, "edit");
  await drag(page, "flood", "bridge");
  await edit.come;
  await writeFile(served.at("flood.yaml"), FLOOD.replace("It rains", "It pours"));
  await page.waitForTimeout(600);
  edit.go();
  await page.locator('[data-link="flood>bridge"]').first().waitFor({ state: "attached" });
  await state(page, "Changed on the disk");
  assert.match(await text(page), /It rains/);
});

test("undo is offered for what was done last, and no longer", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await press(page, "Fit");
  await drag(page, "flood", "bridge");
  const undo = page.locator(".cs-toast button", { hasText: "Undo" });
  await undo.waitFor();
  await typeAt(page, "what: It floods", " a lot");
  await undo.waitFor({ state: "detached" });
});

test("what mends a fault is not put into a text that is another by now", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD.replace("because: rain", "because: rian") }));
  await drawn(page, "It floods");
  const fix = page.locator(".cs-fix").first();
  await fix.waitFor();
  const preview = await hold(page, "preview");
  await line(page, "title:").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("# above\n");
  await preview.come;
  await fix.click();
  await page.locator(".cs-toast", { hasText: "look again" }).waitFor();
  assert.match(await text(page), /# above\ntitle[^]*because: rian/);
  preview.go();
  await page.waitForFunction(() => document.querySelector(".cs-where").textContent === "line 12");
  await fix.click();
  await page.locator("#banner").waitFor({ state: "hidden" });
  assert.match(await text(page), /because: rain\n/);
});

test("what was typed while the server was away is drawn when it is back", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await open(t, served.url, { allow: [""], expected: /Failed to load resource/ });
  await drawn(page, "It floods");
  let isAway = true;
  await page.route("**/api/*", route => isAway ? route.abort() : route.continue());
  await page.evaluate(() => {
    // As if it had gone from view and come back: the stream is opened anew.
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.locator("#link", { hasText: "Connection lost" }).waitFor();
  await typeAt(page, "what: It floods", " still");
  await page.locator(".cs-toast.cs-bad", { hasText: "does not answer" }).first().waitFor();
  isAway = false;
  await drawn(page, "It floods still");
  await page.waitForFunction(() => document.getElementById("link").textContent === "");
});

test("a server that was started anew is told, and the text stays", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await open(t, served.url, { allow: [""], expected: /Failed to load resource/ });
  await drawn(page, "It floods");
  await typeAt(page, "what: It floods", " on");
  served.child.kill();
  await page.locator("#link", { hasText: "Connection lost" }).waitFor();
  const next = spawn(command, ["serve", served.folder, "--port", new URL(served.url).port], { stdio: "ignore" });
  t.after(() => next.kill());
  await page.locator(".cs-toast.cs-bad", { hasText: "started anew" }).waitFor();
  assert.match(await text(page), /It floods on/);
});

test("a fact that is typed stays lit, and stays the one that Tab reaches", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await card(page, "flood").click();
  await page.waitForTimeout(300);
  await page.evaluate(() => {
    const seen = globalThis.seen = [];
    new MutationObserver(() => seen.push(getComputedStyle(document.querySelector('.event[data-event="flood"]')).opacity))
      .observe(document.getElementById("picture"), { attributes: true, attributeFilter: ["data-number"] });
  });
  await page.locator(".cl-panel button", { hasText: "Rename" }).focus();
  await page.evaluate(() => document.activeElement.isStill = true);
  await typeAt(page, "what: It floods", " widely");
  await drawn(page, "It floods widely");
  const seen = await page.evaluate(() => globalThis.seen);
  assert.ok(seen.length > 0 && seen.every(opacity => opacity === "1"), String(seen));
  const stops = await page.evaluate(() => [...document.querySelectorAll('svg [tabindex="0"]')].map(one => one.dataset.event));
  assert.deepEqual(stops, ["flood"]);
  // What did not change of the panel is still the same element.
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".cl-panel button")].some(one => one.isStill)), true);
});
