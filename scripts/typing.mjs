#!/usr/bin/env node
// Measures how soon the page of `causeline serve` follows what is typed.
//
//   cargo build --release
//   (cd tests/browser && npm ci)
//   node scripts/typing.mjs [facts] [keys]
//
// Types into a file of so many facts (300 where nothing is said), each a line
// of prose with a date, an actor, a source and one or two causes, and tells for
// every key: the time that the server took, the time from the key until picture
// and diagnostics are in the page, and until the browser has painted them. Last
// the time that processors worked for a key: where other programs keep them
// busy, that is what to look at.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(path.join(here, "../tests/browser/"))("playwright-core");
const command = process.env.CAUSELINE ?? path.join(here, "../target/release/causeline");
const [many = 300, keys = 40] = process.argv.slice(2).map(Number);

const words = "the council votes again and sends its letter to a company that had asked for more time".split(" ");
const fact = index => {
  const day = new Date(Date.UTC(2015, 0, 1) + index * 5 * 86_400_000).toISOString().slice(0, 10);
  const causes = [index - 1, index - 7].filter(one => one >= 0 && index % 3).map(one => `fact-${one}`);
  return [
    `  fact-${index}:`, `    when: ${day}`,
    `    what: Fact ${index}, ${words.slice(index % 9, index % 9 + 5).join(" ")}`,
    `    who: actor-${index % 6}`, "    source: report",
    ...(causes.length ? [`    because: [${causes.join(", ")}]`] : []),
  ].join("\n");
};
const actors = Array.from({ length: 6 }, (_, index) => `  actor-${index}: Actor ${index}`).join("\n");
const text = `title: ${many} facts\nactors:\n${actors}\nsources: { report: The report }\nlints: { unsourced-cause: off }\n`
  + `events:\n${Array.from({ length: many }, (_, index) => fact(index)).join("\n")}\n`;

const folder = mkdtempSync(path.join(tmpdir(), "causeline-typing-"));
writeFileSync(path.join(folder, "facts.yaml"), text);
const child = spawn(command, ["serve", folder, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
const url = await new Promise(resolve => child.stdout.once("data", bytes => resolve(String(bytes).trim())));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  await page.locator(".cl-wide > svg").waitFor();
  // In the page's own time: when a key went down, and when what it changed was
  // there and painted.
  await page.evaluate(() => {
    const times = globalThis.times = [];
    let pressed = 0;
    addEventListener("keydown", () => { pressed = performance.now(); }, true);
    new MutationObserver(() => {
      if (!pressed) return;
      const start = pressed, shown = performance.now() - pressed;
      const asked = performance.getEntriesByType("resource").filter(one => one.name.endsWith("/api/preview")).at(-1);
      pressed = 0;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push({
          server: asked?.serverTiming[0]?.duration, bytes: asked?.decodedBodySize, shown, painted: performance.now() - start,
        });
        port2.postMessage(null);
      });
    }).observe(document.getElementById("picture"), { attributes: true, attributeFilter: ["data-number"] });
    performance.setResourceTimingBufferSize(10_000);
  });
  await page.locator(".cm-line", { hasText: "what: Fact 3," }).first().click();
  await page.keyboard.press("End");
  const system = await browser.newBrowserCDPSession();
  const worked = async () => {
    const { processInfo } = await system.send("SystemInfo.getProcessInfo");
    const of = type => processInfo.filter(one => one.type === type).reduce((sum, one) => sum + one.cpuTime * 1000, 0);
    let server = NaN;
    try {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
      server = (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      // Only Linux tells this way.
    }
    return { server, page: of("renderer"), paint: of("GPU") + of("gpu") };
  };
  await page.waitForTimeout(1000);
  const before = await worked();
  for (let index = 0; index < keys; index++) {
    await page.keyboard.press("abcdefgh"[index % 8]);
    await page.waitForTimeout(250);
  }
  await page.waitForTimeout(1000);
  const after = await worked();
  const times = (await page.evaluate(() => globalThis.times)).slice(2);
  const spread = name => {
    const all = times.map(one => one[name]).sort((one, other) => one - other);
    const at = share => all[Math.min(all.length - 1, Math.floor(all.length * share))].toFixed(1).padStart(6);
    return `median ${at(0.5)} ms   95 % ${at(0.95)} ms   most ${at(1)} ms`;
  };
  console.log(`${many} facts, ${(text.length / 1024).toFixed(0)} kB of text, ${(times.at(-1).bytes / 1024).toFixed(0)} kB of answer, ${times.length} keys`);
  console.log(`server           ${spread("server")}`);
  console.log(`in the page      ${spread("shown")}`);
  console.log(`painted          ${spread("painted")}`);
  const each = name => `${((after[name] - before[name]) / keys).toFixed(1)} ms`;
  console.log(`processor        server ${each("server")}, page ${each("page")}, painting ${each("paint")} a key`);
} finally {
  await browser.close();
  child.kill();
  rmSync(folder, { recursive: true, force: true });
}
