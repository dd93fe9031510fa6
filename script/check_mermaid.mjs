// check_mermaid.mjs FILE…: parses Mermaid files with the real package (npm install mermaid jsdom, in the working directory).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(process.cwd() + "/node_modules/mermaid/dist/mermaid.core.mjs"));
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });

let failed = 0;
for (const file of process.argv.slice(2)) {
  try {
    await mermaid.parse(readFileSync(file, "utf8"));
  } catch (error) {
    ++failed;
    console.error(file + ": " + error.message);
  }
}
process.exit(failed === 0 ? 0 : 1);
