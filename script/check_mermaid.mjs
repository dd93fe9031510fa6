// check_mermaid.mjs SFNCTL TESTDATA: draws definitions, runs and differences as Mermaid, hostile names among them, and lets the real package
// parse and render them in headless Chromium. Where it is looked for: SFN_MERMAID (mermaid.min.js), build/npm (npm install --prefix build/npm
// mermaid@11). Exit code 77: Chromium or the package is not here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Browser, chromium_path } from "./chromium.mjs";
import { HOSTILE_NAMES, machine_of } from "./hostile.mjs";

const [sfnctl, testdata] = process.argv.slice(2).map((path) => resolve(path));
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const library = [process.env.SFN_MERMAID, join(root, "build/npm/node_modules/mermaid/dist/mermaid.min.js")].find((path) => path && existsSync(path));
if (!library || !chromium_path()) {
  console.log("skipped: " + (library ? "Chromium" : "Mermaid (npm install --prefix build/npm mermaid@11)") + " is not installed");
  process.exit(77);
}

// Controls are shown as pictures.
const shown = (name) => [...name].map((c) => c < " " ? String.fromCodePoint(c.codePointAt(0) + 0x2400) : /[\u007f-\u009f\ufffe\uffff]/.test(c) ? "\ufffd" : c).join("");

const problems = [];
const folder = mkdtempSync(join(tmpdir(), "sfn-mermaid-"));
const pictures = [];
function draw(name, args, codes = [0]) {
  const made = spawnSync(sfnctl, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (!codes.includes(made.status)) problems.push(name + ": sfnctl " + args.join(" ") + ": " + made.stderr);
  else pictures.push([name, made.stdout]);
}
function files(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => entry.isDirectory() ? files(join(path, entry.name)) : [join(path, entry.name)]);
}
const definitions = files(testdata).filter((path) => /\.asl\.(json|ya?ml)$/.test(path) && !path.includes("/broken/") && !path.includes("/fragments/"));
definitions.forEach((path) => draw(path, ["graph", path]));
HOSTILE_NAMES.forEach((name, i) => {
  const file = join(folder, i + ".asl.json");
  writeFileSync(file, JSON.stringify(machine_of(name)));
  draw("hostile name " + JSON.stringify(name), ["graph", file]);
  draw("difference of hostile name " + JSON.stringify(name), ["diff", join(testdata, "report/report.asl.json"), file, "--format", "mermaid"], [1]);
});
const run = join(folder, "run.mmd");
spawnSync(sfnctl, ["run", join(testdata, "report/report.asl.json"), "--input", join(testdata, "report/plain.input.json"), "--mocks", join(testdata, "report/email-retried.mocks.json"), "--graph", run]);
pictures.push(["a run", readFileSync(run, "utf8")]);

const browser = await Browser.launch();
const page = await browser.page();
const shell = join(folder, "shell.html");
writeFileSync(shell, `<!DOCTYPE html><meta charset="utf-8"><body><script src="file://${library}"></script>`);
await page.goto("file://" + shell);
await page.eval(`mermaid.initialize({ startOnLoad: false, securityLevel: "strict" })`);
// Nothing of a page can fail this test if broken text does not.
const refused = await page.eval(`mermaid.parse("flowchart TD\\n  n0[\\"a\\"b\\"]").then(() => false, () => true)`);
if (!refused) problems.push("Mermaid takes broken text");
for (const [name, text] of pictures) {
  const error = await page.eval(`(async () => {
    try { await mermaid.parse(${JSON.stringify(text)}); if (${name.startsWith("difference of")}) return ""; const { svg } = await mermaid.render("p" + ${pictures.findIndex(([other]) => other === name)}, ${JSON.stringify(text)}); window.made = svg; return ""; }
    catch (error) { return String(error.message ?? error); } })()`);
  if (error !== "") problems.push(name + ": " + error);
  else if (name.startsWith("hostile")) {
    const wanted = JSON.parse(name.slice("hostile name ".length));
    const seen = await page.eval(`new DOMParser().parseFromString(window.made, "text/html").body.textContent.replace(/\\s+/g, "")`);
    const plain = shown(wanted).replace(/\s+/g, "");
    if (!seen.includes(plain)) problems.push(name + ": the picture does not show it");
  }
}
problems.push(...page.problems);
browser.close();
rmSync(folder, { recursive: true });
problems.forEach((problem) => console.error(problem));
console.log(pictures.length + " pictures, " + problems.length + " problems");
process.exit(problems.length === 0 ? 0 : 1);
