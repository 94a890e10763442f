// What every test in a browser needs: Chromium, the command, pages without
// network.
//
//   import { test } from "node:test";
//   import { command, open, story } from "./page.mjs";
//
//   test("…", async t => {
//     const file = await story(t, "title: …", "--format", "html");
//     const page = await open(t, file, { width: 390, height: 844 });
//   });
//
// `open` fails the test at its end where the page logged an error, threw, or
// asked for anything but what it was allowed to (`allow`, a list of prefixes of
// addresses); trouble that matches `expected` is left out. Run by tests/suite/browser.rs, or by hand:
//
//   CAUSELINE=target/debug/causeline node --test tests/browser/*.test.mjs
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));

// The command under test.
export const command = process.env.CAUSELINE ?? path.join(here, "../../target/debug/causeline");

let browser;
const launched = () => browser ??= chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
after(async () => (await browser)?.close());

// The windows of each test.
const windows = new WeakMap();

// A folder that goes with the test.
export async function desk(t) {
  const folder = await mkdtemp(path.join(tmpdir(), "causeline-browser-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

// Runs the command to its end; gives what it wrote.
export const run = (...line) => promisify(execFile)(command, line);

// Starts the command and leaves it running until the test ends.
export function start(t, ...line) {
  const child = spawn(command, line, { stdio: ["ignore", "pipe", "pipe"] });
  // Windows go first: one that still asks would log that nobody answers.
  t.after(async () => {
    for (const context of windows.get(t) ?? []) await context.close();
    child.kill();
  });
  return child;
}

// The file of a page made of an event file's text.
export async function story(t, text, ...options) {
  const folder = await desk(t);
  const input = path.join(folder, "story.yaml");
  const output = path.join(folder, "story.html");
  await writeFile(input, text);
  await run("render", input, "-o", output, ...options);
  return output;
}

// Opens a file or an address in a window of its own.
export async function open(t, address, { width = 1440, height = 900, allow = ["data:"], expected, ...options } = {}) {
  const url = /^https?:/.test(address) ? address : pathToFileURL(address).href;
  const context = await (await launched()).newContext({ viewport: { width, height }, ...options });
  windows.set(t, [...windows.get(t) ?? [], context]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const trouble = [];
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) trouble.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", error => trouble.push(`thrown: ${error.message}`));
  page.on("request", request => {
    const asked = request.url();
    if (asked !== url && !allow.some(prefix => asked.startsWith(prefix))) trouble.push(`asked for ${asked}`);
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(trouble.filter(told => !expected?.test(told)), []);
  });
  await page.goto(url);
  return page;
}

// The ids of all facts in the picture that is seen for which `holds` is true.
export const facts = (page, holds) => page.evaluate(holds => {
  const test = new Function("element", `return ${holds}`);
  return [...document.querySelectorAll("svg .event[data-event]")]
    .filter(element => element.getClientRects().length && test(element)).map(element => element.dataset.event);
}, holds);

// How strongly a fact or link is drawn, from 0 to 1.
export const strength = (page, name) => page.evaluate(name => {
  const all = [...document.querySelectorAll(`svg .event[data-event], svg .link[data-link]`)];
  const element = all.find(one => one.getClientRects().length && (one.dataset.event ?? one.dataset.link) === name);
  const style = getComputedStyle(element);
  return style.visibility === "hidden" ? 0 : Number(style.opacity);
}, name);
