// The page of `causeline serve` for a test: a folder that is served, and what an
// author does on the page.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { desk, open, start } from "./page.mjs";

export const FLOOD = `# Kept by hand.
title: A flood
actors: { city: City, press: Press }
sources: { gazette: { title: The Gazette, publisher: Gazette } }
lints: { unsourced-cause: off, orphan-fact: off }
events:
  rain: { when: 2025-09-20, what: It rains, source: gazette }   # the first
  flood:
    when: 2025-09-21
    what: It floods
    because: rain
    who: city
    source: gazette
  report: { when: 2025-09-22, what: A report, who: press, source: gazette, because: flood }
  bridge: { when: 2025-09-23, what: Bridge closed, who: city, source: gazette }
`;

// A folder with files, served; gives their folder and the address.
export async function serve(t, files, only = "") {
  const folder = await desk(t);
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const child = start(t, "serve", path.join(folder, only), "--port", "0");
  const url = await new Promise(resolve => child.stdout.once("data", bytes => resolve(String(bytes).trim())));
  const at = name => path.join(folder, name);
  return { folder, url, child, at, read: name => readFile(at(name), "utf8") };
}

// Browsers log what a server refuses, which the page tells in its own words.
const REFUSED = /responded with a status of (404|409|422)/;

export const visit = async (t, { url }, options = {}) => {
  const page = await open(t, url, { allow: [new URL(url).origin, "data:", "blob:"], expected: REFUSED, ...options });
  await page.locator(".cm-content").waitFor({ state: "attached" });
  return page;
};
export const drawn = (page, words) => page.waitForFunction(words => {
  const svg = document.querySelector(".cl-wide > svg");
  return [...svg?.querySelectorAll(".event") ?? []].some(one => one.textContent.replace(/\s+/g, " ").includes(words));
}, words);
export const state = (page, words) => page.waitForFunction(words => document.getElementById("state").textContent === words, words);
export const text = page => page.evaluate(() => [...document.querySelectorAll(".cm-line")].map(line => line.textContent).join("\n"));
export const line = (page, words) => page.locator(".cm-line", { hasText: words }).first();
export const typeAt = async (page, words, more) => {
  await line(page, words).click();
  await page.keyboard.press("End");
  await page.keyboard.type(more);
};
export const card = (page, id) => page.locator(`.cl-wide .event[data-event="${id}"] .card`).first();
export const drag = async (page, from, to) => {
  const middle = async id => {
    const box = await card(page, id).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [one, other] = [await middle(from), await middle(to)];
  await page.mouse.move(...one);
  await page.mouse.down();
  await page.mouse.move(other[0] - 12, other[1] - 4, { steps: 5 });
  await page.mouse.move(...other, { steps: 2 });
  await page.mouse.up();
};
export const press = (page, name) => page.locator("button:visible", { hasText: name }).first().click();
export const fill = async (page, values) => {
  for (const [label, value] of Object.entries(values)) await page.locator("dialog").getByLabel(label, { exact: true }).fill(value);
  await page.locator("dialog button[type=submit]").click();
};
