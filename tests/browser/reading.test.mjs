// The page of `causeline render --format html`, as a reader uses it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { facts, open, story, strength } from "./page.mjs";
import { flood, hostile } from "./stories.mjs";

const LIT = `Number(getComputedStyle(element).opacity) > 0.4`;
const fact = (page, id) => page.locator(`svg .event[data-event="${id}"] .card:visible`);
const panel = page => page.locator(".cl-panel");
const settle = page => page.waitForTimeout(260);

test("a page from a file shows its picture and asks for nothing", async t => {
  const page = await open(t, await story(t, flood));
  assert.equal(await page.title(), "The flood at Marlow Weir");
  assert.equal(await page.locator(".cl-wide > svg").isVisible(), true);
  assert.equal(await page.locator(".cl-narrow > svg").isVisible(), false);
  assert.equal((await facts(page, "true")).length, 6);
});

test("the ids of both pictures differ", async t => {
  const text = await readFile(await story(t, flood), "utf8");
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(found => found[1]);
  assert.ok(ids.length > 12);
  assert.equal(new Set(ids).size, ids.length);
});

test("a click lights up exactly the causes and effects of a fact, the nearest most", async t => {
  const page = await open(t, await story(t, flood));
  await fact(page, "jam").click();
  await settle(page);
  assert.deepEqual((await facts(page, LIT)).sort(), ["claim", "flood", "jam", "rain", "vote"]);
  assert.ok(await strength(page, "fair") < 0.2);
  assert.equal(await strength(page, "rain"), 1);
  assert.equal(await strength(page, "flood"), 1);
  assert.ok(await strength(page, "claim") > await strength(page, "vote"));
  assert.equal(await strength(page, "jam>flood"), 1);
  // Rain also led to the flood, but not by way of the gate.
  assert.ok(await strength(page, "rain>flood") < 0.2);

  await fact(page, "fair").click();
  await settle(page);
  assert.deepEqual(await facts(page, LIT), ["fair"]);

  await page.keyboard.press("Escape");
  await settle(page);
  assert.equal((await facts(page, LIT)).length, 6);
  assert.equal(await panel(page).isVisible(), false);
});

test("the panel tells all of a fact and leads to its causes and effects", async t => {
  const page = await open(t, await story(t, flood));
  await fact(page, "flood").click();
  const text = await panel(page).innerText();
  for (const words of [
    "The low meadows flood", "Hale farm", "Driftwood jams the second gate", "leads to", "80 % sure",
    "The gate stayed shut for nine hours", "is a motive for", "The farm asks for damages", "not after 2 March 2023",
  ]) assert.ok(text.includes(words), `${words}\n${text}`);
  await panel(page).getByRole("button", { name: "Driftwood jams the second gate" }).last().click();
  const next = await panel(page).innerText();
  for (const words of ["“Gate 2 stuck at 30 %”", "The crane that clears it", "Gate log", "makes possible, likely"]) {
    assert.ok(next.includes(words), words);
  }
  const address = await panel(page).locator(".cl-sources a").getAttribute("href");
  assert.equal(address, "https://example.org/log?a=1&b=2");
});

test("hovering shows a card with date, derivation, quote and sources, and Escape sends it away", async t => {
  const page = await open(t, await story(t, flood));
  await fact(page, "jam").hover();
  const card = page.locator(".cl-card");
  await card.waitFor({ state: "visible" });
  const text = await card.innerText();
  for (const words of ["10 Feb 2023", "Driftwood", "Rivers agency", "“Gate 2 stuck at 30 %”", "Gate log", "1 cause, 1 effect"]) {
    assert.ok(text.includes(words), `${words}\n${text}`);
  }
  // The pointer may go into the card.
  const box = await card.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  await page.waitForTimeout(400);
  assert.equal(await card.isVisible(), true);
  await page.mouse.move(5, 895);
  await card.waitFor({ state: "hidden" });
  await fact(page, "flood").hover();
  await page.waitForFunction(() => document.querySelector(".cl-card").innerText.includes("meadows"));
  assert.match(await card.innerText(), /Between 1\d February 2023 and 2 March 2023/);
  await page.locator(".cl-stage").focus();
  await page.keyboard.press("Escape");
  assert.equal(await card.isVisible(), false);
});

test("a link tells its kind, its note and its source", async t => {
  const page = await open(t, await story(t, flood));
  await page.evaluate(() => {
    const line = document.querySelector('.cl-wide .link[data-link="jam>flood"] .line');
    line.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  });
  const text = await panel(page).innerText();
  for (const words of ["leads to", "nine hours", "Gate log", "Driftwood", "meadows"]) assert.ok(text.includes(words), words);
  await settle(page);
  assert.deepEqual((await facts(page, LIT)).sort(), ["flood", "jam"]);
});

test("search lists what holds the words, in any field, and leads there", async t => {
  const page = await open(t, await story(t, flood));
  await page.keyboard.press("/");
  await page.keyboard.type("gate");
  const found = () => page.locator(".cl-option .cl-row-what").allInnerTexts();
  // The headline counts more than a quote or a source.
  assert.deepEqual(await found(), ["Driftwood jams the second gate", "Forty hours of rain begin"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await panel(page).innerText(), /Forty hours of rain begin/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.event), "rain");
  await page.keyboard.press("/");
  await page.keyboard.type("zebra");
  assert.equal(await page.locator(".cl-list-note").innerText(), "Nothing found");
  assert.deepEqual(await found(), []);
});

test("filters fade what does not pass, tell how much is left, and can hide it", async t => {
  const page = await open(t, await story(t, flood));
  const choose = async label => {
    await page.locator(".cl-filter label.cl-check", { hasText: label }).locator("input").click();
    await settle(page);
  };
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await choose("Hale farm");
  assert.deepEqual((await facts(page, LIT)).sort(), ["claim", "flood"]);
  assert.equal(await page.locator(".cl-filter-told").innerText(), "2 of 6 facts, 1 of 5 links");
  await choose("Hide the rest");
  assert.equal(await strength(page, "fair"), 0);
  await page.getByRole("button", { name: "Show all" }).click();
  await settle(page);
  assert.equal((await facts(page, LIT)).length, 6);
  await choose("Disputed");
  assert.deepEqual((await facts(page, "getComputedStyle(element).visibility === 'visible'")).sort(), ["claim", "vote"]);
  await choose("Disputed");
  await choose("weir");
  assert.deepEqual((await facts(page, "getComputedStyle(element).visibility === 'visible'")).sort(), ["flood", "jam"]);
  assert.equal(await page.locator(".cl-aloud").innerText(), "2 of 6 facts, 1 of 5 links");
});

test("per cent count as the degree they stand for", async t => {
  const page = await open(t, await story(t, flood));
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const likely = page.locator(".cl-filter label.cl-check", { hasText: "Likely" });
  assert.equal(await likely.locator(".cl-many").innerText(), "2");
});

test("zoom keeps the point under the pointer, and fit shows the whole picture", async t => {
  const page = await open(t, await story(t, flood));
  const box = async () => page.locator(".cl-wide > svg").boundingBox();
  const frame = await page.locator(".cl-stage").boundingBox();
  const [x, y] = [700, 400];
  const before = await box();
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -120);
  await page.keyboard.up("Control");
  await page.waitForFunction(width => document.querySelector(".cl-wide > svg").getBoundingClientRect().width > width, before.width * 1.2);
  const zoomed = await box();
  const part = place => [(x - place.x) / place.width, (y - place.y) / place.height];
  const [left, top] = part(before), [newLeft, newTop] = part(zoomed);
  assert.ok(Math.abs(left - newLeft) < 0.01 && Math.abs(top - newTop) < 0.01, `${part(before)} ${part(zoomed)}`);
  await page.getByRole("button", { name: "Fit" }).click();
  const fitted = await box();
  assert.ok(fitted.x >= frame.x - 1 && fitted.x + fitted.width <= frame.x + frame.width + 1);
  assert.ok(fitted.y >= frame.y - 1 && fitted.y + fitted.height <= frame.y + frame.height + 1);
  await page.locator(".cl-stage").focus();
  await page.keyboard.press("+");
  assert.ok((await box()).width > fitted.width * 1.2);
});

test("the axis and the names of the lanes stay in view at their places", async t => {
  const page = await open(t, await story(t, flood), { width: 800, height: 420 });
  const edge = name => page.locator(`.cl-${name}`);
  assert.equal(await edge("axis").locator("svg").isVisible(), false);
  await page.evaluate(() => document.querySelector(".cl-stage").scrollTo(260, 300));
  await edge("axis").locator("svg").waitFor({ state: "visible" });
  await edge("names").locator("svg").waitFor({ state: "visible" });
  const places = (root, axis) => page.evaluate(([root, axis]) => [...document.querySelectorAll(`${root} text`)]
    .map(text => [text.textContent, text.getBoundingClientRect()[axis]]), [root, axis]);
  const same = (copies, originals) => {
    assert.deepEqual(copies.map(([words]) => words), originals.map(([words]) => words));
    copies.forEach(([words, at], index) => assert.ok(Math.abs(at - originals[index][1]) <= 1, words));
  };
  same(await places(".cl-axis g.axis", "x"), await places(".cl-wide > svg > g.axis", "x"));
  same(await places(".cl-names g", "y"), await places(".cl-wide > svg > g.lane-name", "y"));
  const top = (await edge("axis").locator("svg").boundingBox()).y;
  assert.ok(Math.abs(top - (await page.locator(".cl-stage").boundingBox()).y) <= 1, "at the upper edge of the window");
});

test("dragging moves the picture and selects nothing", async t => {
  const page = await open(t, await story(t, flood), { width: 900, height: 500 });
  const place = () => page.evaluate(() => document.querySelector(".cl-stage").scrollLeft);
  const target = await fact(page, "jam").boundingBox();
  await page.mouse.move(target.x + 30, target.y + 20);
  await page.mouse.down();
  await page.mouse.move(target.x - 90, target.y + 20, { steps: 5 });
  await page.mouse.up();
  assert.equal(await place(), 120);
  assert.equal(await panel(page).isVisible(), false);
});

test("the keyboard goes through time with Tab and along causes and effects with arrows", async t => {
  const page = await open(t, await story(t, flood));
  const at = () => page.evaluate(() => document.activeElement.dataset.event ?? document.activeElement.className);
  await page.locator(".cl-stage").focus();
  const seen = [];
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press("Tab");
    seen.push(await at());
  }
  assert.deepEqual(seen, ["rain", "jam", "flood", "claim", "fair", "vote"]);
  await page.keyboard.press("Tab");
  assert.ok(!seen.includes(await at()), "Tab leaves the picture behind the last fact");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await at(), "vote");

  await page.keyboard.press("ArrowLeft");
  assert.equal(await at(), "claim");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await at(), "flood");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await at(), "jam");
  // Down goes to the other cause of the flood.
  await page.keyboard.press("ArrowDown");
  assert.equal(await at(), "rain");
  await page.keyboard.press("ArrowRight");
  assert.equal(await at(), "jam");

  await page.keyboard.press("Enter");
  assert.equal(await page.locator('svg [data-event="jam"][aria-pressed="true"]').count(), 1);
  assert.match(await page.locator(".cl-aloud").innerText(), /Selected: Driftwood jams.* 1 cause, 1 effect/);
  // While one is selected, arrows take the selection along.
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.locator('svg [data-event="flood"][aria-pressed="true"]').count(), 1);
  // A second Enter leads into the panel, Escape back, and another clears.
  await page.keyboard.press("Enter");
  assert.equal(await at(), "cl-panel-body");
  await page.keyboard.press("Escape");
  assert.equal(await at(), "flood");
  await page.keyboard.press("Escape");
  assert.equal(await panel(page).isVisible(), false);
});

test("the focus can be seen", async t => {
  const page = await open(t, await story(t, flood), { colorScheme: "dark" });
  await page.locator(".cl-stage").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const edge = await page.evaluate(() => {
    const { stroke, strokeWidth } = getComputedStyle(document.activeElement.querySelector(".card > :first-child"));
    return [stroke, parseFloat(strokeWidth)];
  });
  assert.deepEqual(edge, ["rgb(143, 189, 242)", 3]);
});

test("everything has a role and a name", async t => {
  const page = await open(t, await story(t, flood));
  await page.getByRole("group", { name: "Timeline: The flood at Marlow Weir" }).waitFor();
  await page.getByRole("button", { name: "5 Mar 2023: The spring fair is held" }).waitFor();
  await page.getByRole("combobox", { name: "Search the facts" }).waitFor();
  for (const name of ["Zoom in", "Zoom out", "Fit", "Filter"]) {
    await page.getByRole("button", { name, exact: true }).waitFor();
  }
});

test("colours follow the system, and the reader's choice goes before and lasts", async t => {
  const page = await open(t, await story(t, flood), { colorScheme: "dark" });
  const paper = () => page.evaluate(() => [
    getComputedStyle(document.querySelector(".cl-wide .paper rect")).fill,
    getComputedStyle(document.querySelector(".cl-toolbar")).backgroundColor,
  ]);
  const dark = ["rgb(18, 22, 27)", "rgb(18, 22, 27)"], light = ["rgb(250, 248, 244)", "rgb(250, 248, 244)"];
  assert.deepEqual(await paper(), dark);
  await page.getByRole("button", { name: "Light" }).click();
  assert.deepEqual(await paper(), light);
  await page.reload();
  assert.deepEqual(await paper(), light);
  await page.getByRole("button", { name: "Dark" }).click();
  assert.deepEqual(await paper(), dark);
});

test("a phone gets the upright picture and a sheet, and the page never scrolls sideways", async t => {
  const page = await open(t, await story(t, flood), { width: 390, height: 844, hasTouch: true, isMobile: true });
  assert.equal(await page.locator(".cl-narrow > svg").isVisible(), true);
  assert.equal(await page.locator(".cl-wide > svg").isVisible(), false);
  const wide = () => page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  const [all, window] = await wide();
  assert.ok(all <= window, `${all} > ${window}`);
  await fact(page, "jam").tap();
  await panel(page).waitFor({ state: "visible" });
  const box = await panel(page).boundingBox();
  assert.ok(box.width >= 389 && box.y > 300, JSON.stringify(box));
  const [later, then] = await wide();
  assert.ok(later <= then);
  // The fact is still seen above the sheet.
  await settle(page);
  const seen = await fact(page, "jam").boundingBox();
  assert.ok(seen.y + 20 < box.y, `${seen.y} ${box.y}`);
});

test("a window that is made narrow turns the picture and keeps the selection", async t => {
  const page = await open(t, await story(t, flood));
  await fact(page, "jam").click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".cl-narrow > svg").waitFor({ state: "visible" });
  await settle(page);
  assert.equal(await page.locator('.cl-narrow [data-event="jam"][aria-pressed="true"]').count(), 1);
  assert.ok(await strength(page, "fair") < 0.2);
});

test("with scripts blocked the picture still shows, and scrolls", async t => {
  const page = await open(t, await story(t, flood), { javaScriptEnabled: false, width: 800, height: 500, colorScheme: "dark" });
  assert.equal(await page.locator(".cl-wide > svg").isVisible(), true);
  const box = await page.locator(".cl-wide > svg").boundingBox();
  assert.ok(box.width > 1000, "in its own size");
  await page.mouse.move(400, 300);
  await page.mouse.wheel(0, 200);
  await page.waitForTimeout(300);
  assert.ok((await page.locator(".cl-wide > svg").boundingBox()).y < -100);
  assert.equal(await page.locator(".cl-toolbar").count(), 0);
});

test("a phone with scripts blocked gets the upright picture", async t => {
  const page = await open(t, await story(t, flood), { javaScriptEnabled: false, width: 390, height: 844 });
  assert.equal(await page.locator(".cl-narrow > svg").isVisible(), true);
  assert.equal(await page.locator(".cl-wide > svg").isVisible(), false);
});

test("what is printed is the plain picture", async t => {
  const page = await open(t, await story(t, flood), { colorScheme: "dark" });
  await fact(page, "jam").click();
  await page.emulateMedia({ media: "print" });
  await settle(page);
  for (const part of [".cl-toolbar", ".cl-panel", ".cl-narrow"]) assert.equal(await page.locator(part).isVisible(), false, part);
  assert.equal(await strength(page, "fair"), 1);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector(".cl-wide .paper rect")).fill), "rgb(255, 255, 255)");
});

test("hostile texts stay texts", async t => {
  const page = await open(t, await story(t, hostile));
  await fact(page, "one").click();
  const text = await panel(page).innerText();
  assert.ok(text.includes("</title></svg><script>window.broken = 1</script>"), text);
  assert.ok(text.includes("</style><script>"), text);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.keyboard.press("Escape");
  await fact(page, "two").click();
  await settle(page);
  await fact(page, "one").hover();
  await page.locator(".cl-card").waitFor({ state: "visible" });
  await page.keyboard.press("/");
  await page.keyboard.type("<script>");
  await settle(page);
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator("main b, main i, main img, main iframe, main script").count(), 0);
});

test("the policy of the page lets no strange script and no request through", async t => {
  const page = await open(t, await story(t, flood), { bypassCSP: false });
  const policy = await page.locator("meta[http-equiv]").getAttribute("content");
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[^']+'; style-src( 'sha256-[^']+')+; font-src data:; base-uri 'none'; form-action 'none'$/);
});

test("two thousand facts stay quick", async t => {
  const lines = ["title: Many", "events:"];
  for (let index = 0; index < 2000; index++) {
    const day = new Date(Date.UTC(2001, 0, 1 + index * 3)).toISOString().slice(0, 10);
    const because = index % 4 ? `, because: f${index - 1}` : "";
    lines.push(`  f${index}: { when: ${day}, what: Fact number ${index} of many${because} }`);
  }
  const file = await story(t, lines.join("\n"));
  const began = Date.now();
  const page = await open(t, file);
  await page.locator(".cl-live").waitFor();
  const loaded = Date.now() - began;
  const selecting = await page.evaluate(() => {
    const all = [...document.querySelectorAll(".cl-wide .event")];
    const times = [];
    for (const index of [3, 700, 1400, 1401, 1999]) {
      const began = performance.now();
      all[index].firstElementChild.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      document.body.getBoundingClientRect();
      times.push(performance.now() - began);
    }
    return times.sort((one, other) => one - other);
  });
  t.diagnostic(`loaded in ${loaded} ms, selected in ${selecting.map(Math.round)} ms`);
  // Ten times and more what it takes (the test tells), since the machine may be
  // busy: only a cost that grows with the square of the facts is to fail here.
  assert.ok(loaded < 8000, `loaded in ${loaded} ms`);
  assert.ok(selecting[2] < 400, `selected in ${selecting} ms`);
  // A mark that had no room for words opens a card when it is selected.
  const bare = await page.evaluate(() => [...document.querySelectorAll(".cl-wide .event")]
    .find(element => !element.querySelector(".card"))?.dataset.event);
  assert.ok(bare, "a picture this large has marks without cards");
  await page.keyboard.press("/");
  await page.keyboard.type(`number ${bare.slice(1)} of`);
  await page.keyboard.press("Enter");
  await page.locator(`.cl-mini[data-event="${bare}"]`).waitFor({ state: "visible" });
});

test("letters that are put into a page are those of both pictures", async t => {
  const used = (page, side) => page.evaluate(side => {
    const weights = [...document.querySelectorAll(`.cl-${side} > svg text, .cl-${side} > svg tspan`)].map(one => getComputedStyle(one).fontWeight);
    return [...new Set(weights)].sort();
  }, side);
  const page = await open(t, await story(t, flood, "--embed-font"));
  // Every face is read from the page itself; a policy that forbade that would
  // leave them in error.
  const faces = await page.evaluate(async () => {
    await Promise.all([...document.fonts].map(face => face.load()));
    return [...document.fonts].filter(face => face.family === "Inter" && face.status === "loaded").map(face => face.weight).sort();
  });
  assert.ok(faces.length > 1);
  for (const side of ["wide", "narrow"]) {
    const weights = await used(page, side);
    assert.ok(weights.every(weight => faces.includes(weight)), `${side}: ${weights} of ${faces}`);
  }
  const plain = await open(t, await story(t, flood));
  assert.equal(await plain.evaluate(() => document.fonts.size), 0);
});
