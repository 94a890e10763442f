// Prints the licences of everything that goes into the built editor.
import { readdirSync, readFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const shipped = Object.entries(lock.packages).filter(([path, one]) => path && !one.dev).map(([path]) => path);
const texts = new Map();
for (const path of shipped.sort()) {
  const { name, version, license } = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
  const file = readdirSync(path).find(entry => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = readFileSync(`${path}/${file}`, "utf8").replaceAll("\r\n", "\n").trim();
  const packages = texts.get(text) ?? [];
  packages.push(`${name} ${version} (${license})`);
  texts.set(text, packages);
}
console.log("The editor contains these packages, under the licences below them.");
for (const [text, packages] of texts) console.log(`\n${"-".repeat(72)}\n${packages.join("\n")}\n\n${text}`);
