// The page of `causeline serve`, as an author uses it.
import assert from "node:assert/strict";
import { readFile, unlink, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { facts, open } from "./page.mjs";
import { card, drag, drawn, fill, FLOOD, line, press, serve, state, text, typeAt, visit } from "./served.mjs";

test("what is typed is drawn, and saved with every other byte as it was", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await state(page, "Saved");
  await typeAt(page, "what: It floods", " twice");
  await drawn(page, "It floods twice");
  await state(page, "Unsaved changes");
  assert.equal(await served.read("flood.yaml"), FLOOD);
  await page.keyboard.press("Control+s");
  await state(page, "Saved");
  assert.equal(await served.read("flood.yaml"), FLOOD.replace("It floods", "It floods twice"));
});

test("a broken text keeps the last good picture, tells the fault at its place, and is mended", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await typeAt(page, "when: 2025-09-21", "x");
  const fault = page.locator(".cs-problem", { hasText: "2025-09-21x" });
  await fault.waitFor();
  await drawn(page, "It floods");
  assert.match(await page.locator("#counts").textContent(), /^1 fault/);
  await page.locator(".cm-lintRange-error", { hasText: "2025-09-21x" }).waitFor();
  await page.locator("#banner", { hasText: "the last picture without" }).waitFor();
  // The fault leads to its place.
  await line(page, "title").click();
  await fault.click();
  assert.match(await page.locator(".cm-activeLine").textContent(), /2025-09-21x/);
  await press(page, "Draw a draft");
  await page.locator("#banner", { hasText: "A draft" }).waitFor();
  await line(page, "2025-09-21x").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.locator("#banner").waitFor({ state: "hidden" });
  assert.equal(await page.locator("#counts").isVisible(), false);
});

test("no YAML at all is told too, and the picture stays", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await line(page, "events:").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("]: [");
  await page.locator(".cs-mark.cs-error").first().waitFor();
  await drawn(page, "It floods");
});

test("a file that is faulty from the start is drawn as a draft", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD.replace("because: rain", "because: rian") }));
  await drawn(page, "It floods");
  await page.locator("#banner", { hasText: "A draft" }).waitFor();
  // The nearest name is offered, under the words of the fault, and mends it.
  const left = one => page.locator(one).first().evaluate(element => element.getBoundingClientRect().left);
  assert.equal(await left(".cs-fix"), await left(".cs-words"));
  await page.locator(".cs-fix").first().click();
  await page.locator("#banner").waitFor({ state: "hidden" });
  assert.match(await text(page), /because: rain\n/);
});

test("a fact clicked in the picture is found in the text, and the other way round", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await card(page, "flood").click();
  await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent === "  flood:");
  await page.waitForTimeout(260);
  const lit = `Number(getComputedStyle(element).opacity) > 0.4`;
  assert.deepEqual((await facts(page, lit)).sort(), ["flood", "rain", "report"]);
  await line(page, "what: Bridge").click();
  await page.locator('.event[data-event="bridge"][aria-pressed="true"]').waitFor();
  // Typing leaves what is selected alone.
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("# ");
  assert.equal(await page.locator('.event[data-event="bridge"][aria-pressed="true"]').count(), 1);
});

test("two facts are linked by dragging from one to the other, and that is undone", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await press(page, "Fit");
  await drag(page, "flood", "bridge");
  await page.locator('[data-link="flood>bridge"]').first().waitFor({ state: "attached" });
  assert.match(await text(page), /bridge: \{.*because: flood.*\}/);
  await page.keyboard.press("Control+s");
  await state(page, "Saved");
  const saved = await served.read("flood.yaml");
  const [before, after] = [FLOOD, saved].map(text => text.split("\n").filter(line => !line.includes("bridge:")));
  assert.deepEqual(after, before);
  await page.locator(".cs-toast button", { hasText: "Undo" }).click();
  await page.locator('[data-link="flood>bridge"]').waitFor({ state: "detached" });
  assert.equal(await text(page), FLOOD);
  await state(page, "Unsaved changes");
});

test("an impossible link is refused with the reason, and nothing changes", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await press(page, "Fit");
  await drag(page, "report", "rain");
  await page.locator(".cs-toast.cs-bad").waitFor();
  assert.equal(await text(page), FLOOD);
});

test("facts are added, linked and renamed by button", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await page.keyboard.press("Alt+n");
  await page.locator("dialog").getByLabel("What happened").fill("Boats: go out #1");
  assert.equal(await page.locator("dialog").getByLabel("Id", { exact: true }).inputValue(), "boats-go-out");
  await fill(page, { When: "2025-09-22", Who: "city, press", "Because of": "flood", Id: "boats" });
  // What was added is selected, in the picture and in the text.
  const chosen = (headline, id) => Promise.all([
    page.locator(".cl-panel h2", { hasText: headline }).waitFor(), page.locator(".cm-activeLine", { hasText: `${id}:` }).waitFor(),
  ]);
  await chosen("Boats: go out #1", "boats");
  await page.keyboard.press("Alt+l");
  await fill(page, { Cause: "boats", Effect: "bridge", Remark: "they hit it" });
  await page.locator('[data-link="boats>bridge"]').first().waitFor({ state: "attached" });
  await page.keyboard.press("Alt+r");
  await fill(page, { Fact: "flood", "New id": "deluge" });
  await page.locator('.event[data-event="deluge"]').waitFor({ state: "attached" });
  await chosen("It floods", "deluge");
  // Each is one step of the editor's history.
  await line(page, "title").click();
  await page.keyboard.press("Control+z");
  await page.locator('.event[data-event="flood"]').waitFor({ state: "attached" });
  await page.keyboard.press("Control+y");
  await page.locator('.event[data-event="deluge"]').waitFor({ state: "attached" });
  await page.keyboard.press("Control+s");
  await state(page, "Saved");
  const saved = await served.read("flood.yaml");
  assert.match(saved, /^# Kept by hand\.\n/);
  assert.match(saved, /# the first\n/);
  assert.doesNotMatch(saved, /because: flood|^  flood:/m);
  assert.match(saved, /deluge:/);
});

test("a name that is taken is refused in the dialog, which stays", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  await page.keyboard.press("Alt+r");
  await fill(page, { Fact: "flood", "New id": "rain" });
  await page.locator("dialog .cs-trouble", { hasText: "rain" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await text(page), FLOOD);
});

test("what changes on the disk appears at once", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await writeFile(served.at("flood.yaml"), FLOOD.replace("It rains", "It pours"));
  await drawn(page, "It pours");
  assert.match(await text(page), /It pours/);
  await state(page, "Saved");
});

test("what changes on the disk never overwrites what is here, nor the other way round", async t => {
  const theirs = FLOOD.replace("It rains", "It pours");
  const mine = FLOOD.replace("A report", "A report here");
  for (const [choice, result] of [["Keep mine", mine], ["Take theirs", theirs], ["Merge by hand", null]]) {
    const served = await serve(t, { "flood.yaml": FLOOD });
    const page = await visit(t, served);
    await drawn(page, "It floods");
    await line(page, "A report").click();
    await page.evaluate(() => getSelection().collapseToEnd());
    await page.keyboard.press("Control+f");
    await page.keyboard.type("A report");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(" here");
    await drawn(page, "A report here");
    await writeFile(served.at("flood.yaml"), theirs);
    await state(page, "Changed on the disk");
    assert.equal(await text(page), mine);
    await page.keyboard.press("Control+s");
    await page.locator("dialog", { hasText: "flood.yaml was changed on the disk" }).waitFor();
    assert.equal(await served.read("flood.yaml"), theirs, "nothing is written unasked");
    await page.locator("dialog button", { hasText: choice }).click();
    if (choice === "Merge by hand") {
      // Two differences: theirs for the first, mine for the second.
      await page.locator(".cm-choice", { hasText: "Take theirs" }).first().click();
      await page.locator(".cm-choice", { hasText: "Keep mine" }).first().click();
      await page.locator("#notice").waitFor({ state: "hidden" });
      await page.keyboard.press("Control+s");
    }
    await state(page, "Saved");
    const wanted = result ?? theirs.replace("A report", "A report here");
    assert.equal(await served.read("flood.yaml"), wanted, choice);
    assert.equal(await text(page), wanted, choice);
  }
});

test("a file that goes away is told, and can be saved again", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await unlink(served.at("flood.yaml"));
  await state(page, "Gone from the disk");
  await press(page, "Save");
  await page.locator("dialog button", { hasText: "Save it again" }).click();
  await state(page, "Saved");
  assert.equal(await served.read("flood.yaml"), FLOOD);
});

test("two pages on one file follow each other and lose nothing", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const [one, other] = [await visit(t, served), await visit(t, served)];
  await Promise.all([drawn(one, "It floods"), drawn(other, "It floods")]);
  await typeAt(one, "what: It floods", " badly");
  await one.keyboard.press("Control+s");
  await drawn(other, "It floods badly");
  await state(other, "Saved");
  await typeAt(other, "what: It floods", " indeed");
  await typeAt(one, "what: It floods", " truly");
  await other.keyboard.press("Control+s");
  await state(other, "Saved");
  await state(one, "Changed on the disk");
  await one.keyboard.press("Control+s");
  await one.locator("dialog button", { hasText: "Keep mine" }).click();
  await drawn(other, "It floods badly truly");
  assert.equal(await served.read("flood.yaml"), FLOOD.replace("It floods", "It floods badly truly"));
});

test("line ends, a byte order mark and odd returns survive typing and saving", async t => {
  const crlf = FLOOD.replaceAll("\n", "\r\n");
  const mixed = FLOOD.replace("# Kept by hand.\n", "# Kept by hand.\r\n").replace("off }\n", "off }\r");
  for (const before of [crlf, `\ufeff${crlf}`, `\ufeff${FLOOD}`, mixed]) {
    const served = await serve(t, { "flood.yaml": before });
    const page = await visit(t, served);
    await drawn(page, "It floods");
    await typeAt(page, "what: It floods", " so");
    await drawn(page, "It floods so");
    await card(page, "report").click();
    await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.startsWith("  report:"));
    await page.locator(".cl-toolbar button", { hasText: "Fit" }).click();
    await drag(page, "flood", "bridge");
    await page.locator('[data-link="flood>bridge"]').first().waitFor({ state: "attached" });
    await page.keyboard.press("Control+s");
    await state(page, "Saved");
    const saved = await served.read("flood.yaml");
    const without = text => text.split("\n").filter(line => !line.includes("bridge:")).join("\n");
    assert.equal(without(saved), without(before.replace("It floods", "It floods so")));
  }
});

test("a folder has its files to choose from, and a new one is made", async t => {
  const other = FLOOD.replaceAll("flood", "storm").replace("It floods", "It storms");
  const served = await serve(t, { "a.yaml": FLOOD, "deep/b.yml": other, "notes.txt": "" });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  const files = page.getByLabel("File", { exact: true });
  assert.deepEqual(await files.locator("option").allTextContents(), ["a.yaml", "deep/b.yml", "New file…"]);
  await files.selectOption("deep/b.yml");
  await drawn(page, "It storms");
  await writeFile(served.at("c.yaml"), FLOOD);
  await page.waitForFunction(() => document.querySelectorAll("select.cs-choose option").length === 4);
  await files.selectOption({ label: "New file…" });
  await fill(page, { Path: "new.yaml" });
  await drawn(page, "Something happens");
  assert.match(await served.read("new.yaml"), /^title:/);
});

test("leaving a file with unsaved changes asks first", async t => {
  const served = await serve(t, { "a.yaml": FLOOD, "b.yaml": FLOOD.replace("It floods", "It storms") });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await typeAt(page, "what: It floods", "!");
  await page.getByLabel("File", { exact: true }).selectOption("b.yaml");
  await page.locator("dialog button", { hasText: "Cancel" }).click();
  assert.match(await text(page), /It floods!/);
  await page.getByLabel("File", { exact: true }).selectOption("b.yaml");
  await page.locator("dialog button", { hasText: "Leave" }).click();
  await drawn(page, "It storms");
});

test("a rename that reaches an included file asks, and changes both", async t => {
  const main = "title: A flood\ninclude: part.yaml\nevents:\n  rain: { when: 2025-09-20, what: It rains }\n";
  const part = "events:\n  flood: { what: It floods, because: rain }   # kept\n";
  const served = await serve(t, { "main.yaml": main, "part.yaml": part }, "main.yaml");
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await page.keyboard.press("Alt+r");
  await fill(page, { Fact: "rain", "New id": "downpour" });
  await page.locator("dialog", { hasText: "part.yaml" }).locator("button", { hasText: "Change them" }).click();
  await page.locator('.event[data-event="downpour"]').waitFor({ state: "attached" });
  assert.equal(await served.read("part.yaml"), part.replace("rain", "downpour"));
  assert.equal(await text(page), main.replace("rain:", "downpour:"));
  // What others write into the included file appears, too.
  await writeFile(served.at("part.yaml"), part.replace("rain", "downpour").replace("It floods", "It drowns"));
  await drawn(page, "It drowns");
});

test("the picture goes out as SVG, PNG and HTML", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }));
  await drawn(page, "It floods");
  for (const [name, start] of [["SVG", "<svg"], ["PNG", "\x89PNG"], ["HTML", "<!DOCTYPE html>"]]) {
    await press(page, "Download");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".cs-item", { hasText: name }).click()]);
    assert.equal(download.suggestedFilename(), `flood.${name.toLowerCase()}`);
    const bytes = await readFile(await download.path(), "latin1");
    assert.ok(bytes.startsWith(start), name);
  }
});

test("a lost connection is told, and nothing typed is lost", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await open(t, served.url, { allow: [""], expected: /Failed to load resource/ });
  await drawn(page, "It floods");
  served.child.kill();
  await page.locator("#link", { hasText: "Connection lost" }).waitFor();
  await typeAt(page, "what: It floods", " on");
  await page.keyboard.press("Control+s");
  await page.locator(".cs-toast.cs-bad", { hasText: "does not answer" }).first().waitFor();
  await state(page, "Unsaved changes");
  assert.match(await text(page), /It floods on/);
});

test("without the secret there is nothing to see", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await open(t, new URL(served.url).origin + "/", { allow: [new URL(served.url).origin, "data:"] });
  await page.locator("#empty", { hasText: "it carries the secret of this run" }).waitFor();
  assert.doesNotMatch(await page.content(), /It floods/);
});

test("the secret does not stay in the address, and the page can be loaded again", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  assert.equal(new URL(page.url()).hash, "");
  await page.reload();
  await drawn(page, "It floods");
});

test("a phone shows picture or text, and the picture stands upright", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }), { width: 390, height: 844, hasTouch: true });
  await drawn(page, "It floods");
  assert.equal(await page.locator(".cm-content").isVisible(), false);
  const [width, height] = await page.evaluate(() => {
    const { width, height } = document.querySelector(".cl-wide > svg").viewBox.baseVal;
    return [width, height];
  });
  assert.ok(width < 420 && height > width, `${width} × ${height}`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.getByRole("tab", { name: "Text" }).tap();
  assert.equal(await page.locator(".cl-stage").isVisible(), false);
  await typeAt(page, "what: It floods", " too");
  await page.getByRole("tab", { name: "Picture" }).tap();
  await drawn(page, "It floods too");
  await card(page, "report").tap();
  await page.locator(".cl-panel button", { hasText: "Show in text" }).tap();
  await page.waitForFunction(() => document.querySelector(".cm-activeLine")?.textContent.startsWith("  report:"));
});

test("on a phone every button and every entry of a menu can be reached", async t => {
  const page = await visit(t, await serve(t, { "flood.yaml": FLOOD }), { width: 390, height: 844, hasTouch: true });
  await drawn(page, "It floods");
  await page.locator("#acts button", { hasText: "Download" }).tap();
  for (const name of ["SVG", "PNG", "HTML"]) {
    const isSeen = await page.locator(".cs-item", { hasText: name }).evaluate(item => {
      const { left, top, width, height } = item.getBoundingClientRect();
      return item.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    assert.ok(isSeen, name);
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".cs-item", { hasText: "SVG" }).tap()]);
  assert.equal(download.suggestedFilename(), "flood.svg");
});

test("everything is reached by keyboard", async t => {
  const served = await serve(t, { "flood.yaml": FLOOD });
  const page = await visit(t, served);
  await drawn(page, "It floods");
  await page.locator(".cl-stage").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator('.event[data-event="rain"][aria-pressed="true"]').waitFor();
  // Over to the text, where the cursor is at that fact, and back.
  await page.keyboard.press("Alt+p");
  await page.waitForFunction(() => document.activeElement.classList.contains("cm-content"));
  assert.match(await page.locator(".cm-activeLine").textContent(), /rain:/);
  await page.keyboard.press("Alt+p");
  await page.waitForFunction(() => document.activeElement.closest(".cl-stage"));
  await page.locator("#splitter").focus();
  const share = () => page.locator("#splitter").getAttribute("aria-valuenow");
  const before = await share();
  await page.keyboard.press("ArrowLeft");
  assert.equal(Number(await share()), Number(before) - 2);
  await page.reload();
  await drawn(page, "It floods");
  assert.equal(Number(await share()), Number(before) - 2);
});
