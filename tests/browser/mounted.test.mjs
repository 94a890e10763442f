// The viewer in another page, under a strict policy: what the preview server
// does with it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { desk, facts, open, run, story, strength } from "./page.mjs";
import { serve } from "./server.mjs";
import { flood } from "./stories.mjs";

const HTML = `<!DOCTYPE html><html lang="en"><title>Preview</title><link rel="stylesheet" href="/viewer.css">
<link rel="stylesheet" href="/page.css"><main id="place"></main>
<script src="/viewer.js"></script><script src="/start.js"></script>`;
const START = `window.told = [];
window.viewer = Causeline.mount(document.getElementById("place"), null, {
  linking: true, actions: fact => [{ label: "Rename", run: fact => told.push(["rename", fact.id]) }],
});
for (const name of ["select", "link", "theme", "open"]) viewer.on(name, (...values) => told.push([name, ...values]));`;

// The pictures and data of an event file.
async function made(t, text) {
  const page = await readFile(await story(t, text), "utf8");
  const data = JSON.parse(page.match(/<script type="application\/json" id="data">(.*?)<\/script>/s)[1]);
  const folder = await desk(t);
  await writeFile(path.join(folder, "s.yaml"), text);
  await run("render", path.join(folder, "s.yaml"), "-o", path.join(folder, "s.svg"));
  return { data, svg: await readFile(path.join(folder, "s.svg"), "utf8") };
}

async function mounted(t, text = flood, options = {}) {
  const address = await serve(t, { "/": HTML, "/start.js": START });
  const page = await open(t, address, { allow: [address, "data:"], ...options });
  const { svg, data } = await made(t, text);
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [svg, data]);
  return page;
}

const card = (page, id) => page.locator(`svg .event[data-event="${id}"] .card:visible`);

test("a picture keeps its colours where styles in it are forbidden", async t => {
  const page = await mounted(t, flood, { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.querySelector(".paper rect")).fill);
  assert.equal(await paper(), "rgb(18, 22, 27)");
  await page.evaluate(() => viewer.theme("light"));
  assert.equal(await paper(), "rgb(250, 248, 244)");
  assert.deepEqual(await page.evaluate(() => told), [["theme", "light", false]]);
});

test("another picture keeps what was selected, where it was looked at, and the zoom", async t => {
  const page = await mounted(t, flood, { width: 800, height: 500 });
  await page.evaluate(() => viewer.zoom(1.5));
  await card(page, "flood").click();
  await page.waitForTimeout(500);
  const place = () => page.evaluate(() => {
    const stage = document.querySelector(".cl-stage");
    return [stage.scrollLeft, stage.scrollTop, document.querySelector(".cl-wide > svg").style.width];
  });
  const before = await place();
  const { svg, data } = await made(t, flood.replace("The low meadows flood", "The low meadows are flooded"));
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [svg, data]);
  assert.deepEqual(await place(), before);
  assert.equal(await page.evaluate(() => viewer.selected()), "flood");
  assert.match(await page.locator(".cl-panel").innerText(), /are flooded/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.event), "flood");
  await page.waitForTimeout(300);
  assert.ok(await strength(page, "fair") < 0.2);

  const without = await made(t, flood.replace(/ {2}vote:[^]*?(?= {2}fair:)/, ""));
  await page.evaluate(() => viewer.select("vote"));
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [without.svg, without.data]);
  assert.equal(await page.evaluate(() => viewer.selected()), null);
  assert.equal((await facts(page, "true")).length, 5);
});

test("what is the same in another picture stays, and the rest becomes the new one", async t => {
  const page = await mounted(t);
  await page.evaluate(() => {
    viewer.theme("dark");
    viewer.select("jam");
  });
  const shape = () => page.evaluate(() => [...document.querySelectorAll(".cl-wide > svg > g")].map(group =>
    [group.getAttribute("class"), group.dataset.event ?? group.dataset.link, group.textContent, Boolean(group.dataset.near)]));
  const longer = await made(t, flood.replace("votes to pay half", "votes to pay a third of it")
    .replace(/$/, "  later:\n    when: 2023-04-02\n    what: A new gate is ordered\n    because: vote\n"));
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [longer.svg, longer.data]);
  const patched = await shape();
  assert.ok(patched.some(([, id]) => id === "later"));
  // The same picture in a viewer that has seen no other.
  await page.evaluate(([svg, data]) => {
    viewer.destroy();
    window.viewer = Causeline.mount(document.getElementById("place"), null, { theme: "dark" });
    viewer.update(svg, data);
    viewer.select("jam");
  }, [longer.svg, longer.data]);
  assert.deepEqual(patched, await shape());

  const other = await made(t, flood.replace("The spring fair is held", "The spring fair is put off"));
  const again = await made(t, flood);
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [again.svg, again.data]);
  await page.evaluate(() => document.querySelector('.event[data-event="rain"]').kept = true);
  await page.evaluate(([svg, data]) => viewer.update(svg, data), [other.svg, other.data]);
  assert.equal(await page.evaluate(() => document.querySelector('.event[data-event="rain"]').kept), true);
  assert.match(await page.evaluate(() => document.querySelector('.event[data-event="fair"]').textContent), /put off/);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".paper rect")).fill), "rgb(18, 22, 27)");
});

test("a text that is no picture changes nothing", async t => {
  const page = await mounted(t);
  await page.evaluate(() => viewer.update("<p>no picture</p>", null));
  assert.equal((await facts(page, "true")).length, 6);
});

test("dragging from one fact to another links them, and Escape ends a drag", async t => {
  const page = await mounted(t);
  const middle = async id => {
    const box = await card(page, id).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.mouse.move(...await middle("rain"));
  await page.mouse.down();
  await page.mouse.move(...await middle("fair"), { steps: 6 });
  assert.equal(await page.locator(".cl-target").count(), 1);
  assert.equal(await page.locator(".cl-rubber").count(), 1);
  await page.mouse.up();
  assert.deepEqual(await page.evaluate(() => told), [["link", "rain", "fair"]]);
  assert.equal(await page.locator(".cl-rubber").count(), 0);

  await page.mouse.move(...await middle("rain"));
  await page.mouse.down();
  await page.mouse.move(...await middle("jam"), { steps: 6 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal((await page.evaluate(() => told)).length, 1);
  // A short press is still a click.
  await card(page, "jam").click();
  assert.deepEqual(await page.evaluate(() => told.at(-1)), ["select", "jam"]);
});

test("actions stand below a selected fact", async t => {
  const page = await mounted(t);
  assert.equal(await page.evaluate(() => viewer.select("jam")), true);
  assert.equal(await page.evaluate(() => viewer.select("jamm")), false);
  await page.getByRole("button", { name: "Rename" }).click();
  assert.deepEqual(await page.evaluate(() => told), [["select", "jam"], ["rename", "jam"]]);
  await page.evaluate(() => viewer.clear());
  assert.deepEqual(await page.evaluate(() => told.at(-1)), ["select", null]);
});

test("strange scripts in a picture are taken out", async t => {
  // The policy speaks up while the text is read.
  const page = await mounted(t, flood, { expected: /Executing inline event handler violates/ });
  await page.evaluate(() => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="window.broken=1">
      <script>window.broken = 1</script><rect width="9" height="9" onclick="window.broken=1"/></svg>`;
    viewer.update(svg, { title: "", facts: [], links: [] });
  });
  assert.equal(await page.locator("main script, main [onclick], main [onload]").count(), 0);
  assert.equal(await page.evaluate(() => window.broken), undefined);
});

test("a viewer that is taken away leaves nothing", async t => {
  const page = await mounted(t);
  await page.evaluate(() => viewer.destroy());
  assert.equal(await page.locator("#place > *").count(), 0);
  assert.equal(await page.evaluate(() => document.adoptedStyleSheets.length), 0);
  await page.keyboard.press("/");
});
