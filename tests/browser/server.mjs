// Pages under a strict policy, from a server of a test's own.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../assets/page");
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };
const NONCE = "c2VjcmV0";

// The parts of the viewer in their order, from the head of its first file.
export async function viewer() {
  const head = await readFile(path.join(assets, "viewer/story.js"), "utf8");
  const names = head.match(/the order ([a-z,\s/]+)\./)[1].replace(/[\s/]+/g, " ").split(",").map(name => name.trim());
  return (await Promise.all(names.map(name => readFile(path.join(assets, `viewer/${name}.js`), "utf8")))).join("");
}

// The looks of the viewer, with the colours that they share with pages.
export async function looks() {
  return (await Promise.all(["palette", "viewer"].map(name => readFile(path.join(assets, `${name}.css`), "utf8")))).join("");
}

// Serves `files` (by their path) and the assets; gives the address of `/`.
export async function serve(t, files) {
  const all = { "/viewer.js": await viewer(), "/viewer.css": await looks(), ...files };
  const server = createServer(async (request, response) => {
    const name = new URL(request.url, "http://localhost").pathname;
    const ending = path.extname(name) || ".html";
    if (name === "/favicon.ico") return response.writeHead(204).end();
    try {
      const body = all[name] ?? await readFile(path.join(assets, path.normalize(name)), "utf8");
      response.writeHead(200, {
        "content-type": `${TYPES[ending]}; charset=utf-8`,
        "content-security-policy": `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'`,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, "127.0.0.1", ready));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

export { NONCE };
