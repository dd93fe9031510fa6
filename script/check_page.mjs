// check_page.mjs SFNCTL TESTDATA [FOLDER]: makes pages of runs and of test suites and drives them in headless Chromium: they open without a
// word on the console, stepping, search, collapsing, copying and tabs work, a long run stays small and quick, and nothing of the data runs or
// loads anything. With a FOLDER, pages and screenshots stay there. Exit code 77: Chromium is not here.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Browser, chromium_path } from "./chromium.mjs";
import { HOSTILE_NAMES, machine_of } from "./hostile.mjs";

if (!chromium_path()) {
  console.log("skipped: Chromium is not installed");
  process.exit(77);
}
const [sfnctl, testdata, kept] = process.argv.slice(2).map((path) => resolve(path));
const folder = kept ?? mkdtempSync(join(tmpdir(), "sfn-page-"));
if (kept) mkdirSync(kept, { recursive: true });
const problems = [];
const check = (good, what) => { if (!good) problems.push(where + ": " + what); };
let where = "";

function sfn(args, codes) {
  const made = spawnSync(sfnctl, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (!codes.includes(made.status)) problems.push("sfnctl " + args.join(" ") + " ended with " + made.status + ": " + made.stderr);
}
function json(name, value) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const browser = await Browser.launch();
const page = await browser.page();
const text = (selector) => page.eval(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`);
const selected = () => page.eval(`Number(document.querySelector('#list [aria-selected="true"]').getAttribute("aria-posinset"))`);
const focus = (selector) => page.eval(`document.querySelector(${JSON.stringify(selector)}).focus()`);

async function open(name, path) {
  where = name;
  page.problems.length = 0;
  await page.view(1400, 900);
  await page.goto("file://" + path);
}
async function picture(name, ...view) {
  if (!kept) return;
  await page.view(...view);
  writeFileSync(join(folder, name + ".png"), await page.screenshot());
  await page.view(1400, 900);
}
function quiet() {
  page.problems.forEach((problem) => problems.push(where + ": " + problem));
  page.problems.length = 0;
}

async function stepping(total) {
  check((await selected()) === 1, "the first step is not selected at the start");
  await focus("#list");
  for (const [key, wanted] of [["ArrowDown", 2], ["ArrowUp", 1], ["ArrowRight", 2], ["k", 1], ["j", 2], ["End", total], ["ArrowDown", total], ["Home", 1]]) {
    await page.key(key);
    check((await selected()) === wanted, `${key} does not lead to step ${wanted} but ${await selected()}`);
  }
  await page.click("#next");
  check((await selected()) === 2, "the button does not step forward");
  await page.click("#back");
  check((await selected()) === 1, "the button does not step back");
}

async function searching(total, word) {
  await page.key("/");
  await page.type("no such text anywhere");
  check((await text("#count")).startsWith("0 of"), "the search finds what is not there");
  await page.key("Escape");
  check((await text("#count")).startsWith(total + " of"), "Escape does not end the search");
  await page.key("/");
  await page.type(word);
  const found = parseInt(await text("#count"));
  check(found > 0 && found <= total, "the search does not find " + word);
  check((await text("#detail mark")).toLowerCase() === word.toLowerCase() || (await text("#detail")).toLowerCase().includes(word.toLowerCase()), "what is found is not shown");
  await page.key("Escape");
}

async function data_parts() {
  const open_now = () => page.eval(`document.querySelector("#detail details").open`);
  const was = await open_now();
  await page.click("#detail details > summary");
  check((await open_now()) !== was, "data does not collapse");
  await page.click("#detail .fold");
  check(await page.eval(`[...document.querySelector("#detail .part").querySelectorAll("details")].every((node) => node.open)`), "open all does not open all");
  await page.eval(`navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }`);
  await page.click("#detail .copy");
  check((await page.eval("window.copied")).length > 0, "copying gives nothing");
  check((await text("#detail .copy")) === "copied", "copying is not confirmed");
  check(JSON.stringify(JSON.parse(await page.eval("window.copied"))).length > 0, "what is copied is not the JSON");
}

async function tabs() {
  for (const [tab, panel, wanted] of [["definition", "source", "StartAt"], ["events", "eventlist", "ExecutionStarted"], ["result", "result", ""], ["calls", "calllist", ""], ["graph", "graph", ""]]) {
    await page.click("#tab-" + tab);
    check(await page.eval(`!document.getElementById("${panel}").closest("[role=tabpanel]").hidden`), "the tab " + tab + " does not open");
    check((await text("#" + panel)).includes(wanted), "the tab " + tab + " does not show " + wanted);
    check((await page.eval(`document.querySelectorAll("[role=tab][aria-selected=true]").length`)) === 1, "not one tab is selected");
  }
  await page.click("#tab-events");
  await page.click("#eventlist .row");
  check((await text("#event")).includes("ExecutionStarted"), "an event does not show its details");
  await page.click("#tab-definition");
  check((await page.eval(`document.querySelectorAll("#source .here").length`)) > 0, "the current state is not marked in the definition");
  await focus("#tab-definition");
  await page.key("ArrowRight");
  check((await page.eval("document.activeElement.id")) === "tab-calls", "the arrow keys do not move between tabs");
  await page.click("#tab-graph");
}

// What a reader of screens hears: every control has a name, every role what it needs.
async function accessible() {
  await focus("#list");
  await page.key("ArrowDown");
  await page.key("ArrowUp");
  const nameless = await page.eval(`[...document.querySelectorAll("button, input, select, [role]")].filter((node) =>
    !(node.getAttribute("aria-label") || node.textContent.trim() || node.getAttribute("aria-labelledby") || node.getAttribute("role") === "presentation" || node.id === "count" || node.closest("label"))).map((node) => node.outerHTML.slice(0, 80))`);
  check(nameless.length === 0, "controls without a name: " + nameless);
  check(await page.eval(`(() => { const list = document.getElementById("list"); return document.getElementById(list.getAttribute("aria-activedescendant"))?.getAttribute("role") === "option"; })()`), "the list names no current step");
  check((await text("#live")).startsWith("step "), "a step is not announced");
  check((await page.eval("document.documentElement.lang")) === "en", "the page has no language");
  const weak = await page.eval(`(${contrast})()`);
  check(weak.length === 0, "contrast below 4.5:1: " + weak.join(", "));
}
// Text against the ground behind it, for everything that is seen.
function contrast() {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const color = numbers(getComputedStyle(node).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  document.querySelectorAll("body *:not(svg *)").forEach((node) => {
    if (!node.checkVisibility() || ![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== "")) return;
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) weak.add(node.tagName + "." + node.className + " " + ratio.toFixed(2));
  });
  return [...weak];
}

async function fits(width) {
  await page.view(width, 800, { phone: width < 500 });
  const wide = await page.eval("document.documentElement.scrollWidth - window.innerWidth");
  check(wide <= 1, `the page is ${wide} pixels wider than a screen of ${width}`);
  await page.view(1400, 900);
}

// The policy holds even if a hole were found: what is put into the page by hand neither runs nor loads.
async function policy() {
  const stopped = await page.eval(`new Promise((resolve) => {
    const seen = [];
    document.addEventListener("securitypolicyviolation", (event) => { seen.push(event.effectiveDirective); });
    const script = document.createElement("script"); script.textContent = "window.pwned = 1"; document.body.append(script);
    const image = new Image(); image.src = "http://127.0.0.1:9/x.png"; document.body.append(image);
    const box = document.createElement("div"); box.innerHTML = "<img src=x onerror='window.pwned = 1'>"; document.body.append(box);
    setTimeout(() => resolve([window.pwned === undefined, seen.includes("script-src-elem"), seen.includes("img-src")]), 300);
  })`);
  check(stopped.every(Boolean), "the Content-Security-Policy lets something through: " + stopped);
  page.problems.length = 0;
}

// ----- a run with failures and retries -----
const report = join(testdata, "report");
const run_page = join(folder, "run.html");
sfn(["run", join(report, "report.asl.json"), "--input", join(report, "plain.input.json"), "--mocks", join(report, "email-fails.mocks.json"), "--report", run_page], [0, 1]);
await open("a run", run_page);
const total = await page.eval(`Number(document.querySelector("#list .row").getAttribute("aria-setsize"))`);
await accessible();
await stepping(total);
await searching(total, "EmailSendingFailure");
await focus("#list");
await page.key("e");
check((await text("#detail")).includes("EmailSendingFailure"), "e does not lead to the error");
check((await text("#detail")).includes("retry"), "retries are not shown");
check((await page.eval(`document.querySelectorAll("#list .lane .fault").length`)) > 0, "failed calls are not on the time line");
check((await page.eval(`document.querySelectorAll("#list .lane .pause").length`)) > 0, "the waits before retries are not on the time line");
await data_parts();
await tabs();
if (spawnSync("dot", ["-V"]).status === 0) {
  check((await page.eval(`document.querySelectorAll("#graph .current").length`)) === 1, "the current state is not marked in the picture");
  check((await page.eval(`document.querySelectorAll("#graph .taken").length`)) > 0, "the path is not marked in the picture");
}
await fits(390);
await fits(320);
await fits(1000);
await page.view(1400, 900, { dark: true });
await accessible();
quiet();
await picture("run-light", 1400, 900);
await picture("run-dark", 1400, 900, { dark: true });
await picture("run-grey", 1400, 900, { deficiency: "achromatopsia" });
await picture("run-phone", 390, 2400, { phone: true });
await policy();

// ----- all cases of suites -----
const suite_page = join(folder, "suites.html");
sfn(["test", join(testdata, "suites"), "--report", suite_page], [0, 1]);
await open("suites", suite_page);
const cases = await page.eval("document.getElementById('run').options.length");
check(cases > 1, "the cases cannot be chosen");
for (let i = 0; i < cases; ++i) {
  await page.eval(`(() => { const box = document.getElementById("run"); box.selectedIndex = ${i}; box.dispatchEvent(new Event("change")); })()`);
  check((await text("#status")) !== "", "case " + i + " has no status");
}
await focus("#list");
await page.key("]");
check((await page.eval("document.getElementById('run').selectedIndex")) === 0, "] does not lead to the next case");
await accessible();
await fits(390);
quiet();
await picture("suites", 1400, 900);

// ----- texts that would like to be a script -----
const evil = `</script><img src=x onerror="alert(1)">`;
const evils = [evil, `<svg onload=alert(1)>`, `"><script>alert(1)</script>`, `javascript:alert(1)//`, `<!--<script>`, `{{constructor.constructor('alert(1)')()}}`, `]]><script>alert(1)</script>`,
  `<link rel=stylesheet href=http://127.0.0.1:9/a.css>`, `<iframe src=http://127.0.0.1:9/></iframe>`, `\u2028\u2029</ScRiPt >`, ...HOSTILE_NAMES];
const everywhere = Object.fromEntries(evils.map((word) => [word, [word, { [word]: word }]]));
const pages = [];
for (const [i, word] of [evil, `<svg onload=alert(1)>`, "__proto__"].entries()) {
  const machine = machine_of(word);
  const [first, other, last] = Object.keys(machine.States);
  machine.States[other].Parameters.FunctionName = "f";
  machine.States[other].Retry[0].IntervalSeconds = 1;
  const definition = json(`evil <img src=x onerror=alert(1)> ${i}.asl.json`, machine);
  const mocks = json(`evil${i}.mocks.json`, { states: { [other]: [{ throw: { error: word, cause: evils.join("\n") }, times: 2 }] } });
  const input = { a: word, ...everywhere };
  pages.push(join(folder, `evil${i}.html`));
  sfn(["run", definition, "--input", json(`evil${i}.input.json`, input), "--mocks", mocks, "--no-validate", "--name", "n", "--report", pages[pages.length - 1]], [1]);
  const suite = json(`evil${i}.sfntest.json`, { version: 1, definition: `evil <img src=x onerror=alert(1)> ${i}.asl.json`, mocks: `evil${i}.mocks.json`,
    cases: [{ name: evil, input, expect: { status: "SUCCEEDED", output: everywhere } }, { name: `${word} 2`, input, expect: { error: word } }] });
  pages.push(join(folder, `evil-suite${i}.html`));
  sfn(["test", suite, "--no-validate", "--report", pages[pages.length - 1]], [0, 1]);
}
for (const path of pages) {
  await open("hostile " + path, path);
  check((await page.eval("document.querySelectorAll('img, iframe, link, script:not(#data):not(:last-of-type)').length")) === 0, "data became an element");
  check((await text("#detail")).length > 0, "nothing is shown");
  for (const tab of ["definition", "calls", "events", "result", "graph"]) await page.click("#tab-" + tab);
  await focus("#list");
  for (let i = 0; i < 4; ++i) {
    await page.eval("document.querySelectorAll('#detail .fold').forEach((button) => button.click())");
    await page.key("ArrowDown");
  }
  await page.key("/");
  await page.type("<img");
  check(!(await text("#count")).startsWith("0 of"), "hostile text is not found");
  check((await page.eval("document.querySelectorAll('img, iframe, link').length")) === 0, "data became an element");
  await new Promise((resolve) => setTimeout(resolve, 100));
  quiet();
}

// ----- ten thousand transitions -----
const rounds = 2500;
const long_machine = json("long.asl.json", { StartAt: "Init", States: {
  Init: { Type: "Pass", Result: 0, ResultPath: "$.n", Next: "Work" },
  Work: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "f", "Payload.$": "$" }, ResultSelector: { "n.$": "$.Payload.n" }, ResultPath: "$.got", Next: "Add" },
  Add: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)", "text.$": "States.Format('this is round {} of a long run', $.n)" }, Next: "More" },
  More: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: rounds, Next: "Rest" }], Default: "Done" },
  Rest: { Type: "Wait", Seconds: 1, Next: "Work" }, Done: { Type: "Succeed" } } });
const long_page = join(folder, "long.html");
sfn(["run", long_machine, "--mocks", json("long.mocks.json", { states: { Work: { payload: { n: 1 }, duration: 2 } } }), "--max-events", "0", "--report", long_page, "--format", "output"], [0]);
const size = statSync(long_page).size;
where = "a long run";
check(size < 5_000_000, `the page has ${size} bytes`);
// Time that the page's own thread worked, in ms: the same on a machine that has much else to do.
await page.send("Performance.enable", { timeDomain: "threadTicks" });
const worked = async () => (await page.send("Performance.getMetrics")).metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
await open("a long run", long_page);
const opening = await worked();
check(opening > 0 && opening < 2500, `it took ${opening.toFixed(0)} ms to open`);
const steps = await page.eval(`Number(document.querySelector("#list .row").getAttribute("aria-setsize"))`);
check(steps >= 10_000, `it has ${steps} steps only`);
check((await page.eval("document.querySelectorAll('*').length")) < 5000, "rows that are not seen are elements");
const still = await worked();
await page.eval(`new Promise((resolve) => {
  const list = document.getElementById("list");
  let n = 0;
  const step = () => { list.scrollTop = (n * 7919) % (list.scrollHeight - 100); if (++n < 30) requestAnimationFrame(step); else resolve(); };
  requestAnimationFrame(step); })`);
const took = (await worked() - still) / 30;
check(took < 60, `a frame takes ${took.toFixed(0)} ms while it scrolls`);
await focus("#list");
const stepped = await worked();
await page.key("End");
check((await selected()) === steps, "End does not lead to the last step");
const step_took = await worked() - stepped;
check(step_took < 300, `a step takes ${step_took.toFixed(0)} ms`);
await searching(steps, "round 5 of");
check(/^Not in this page: \d+ payloads$/.test(await text("#dropped")), "what was left out is not said");
quiet();
await picture("long", 1400, 900);

browser.close();
if (!kept) rmSync(folder, { recursive: true });
problems.forEach((problem) => console.error(problem));
console.log(`${pages.length + 3} pages, long run: ${size} bytes, opens in ${opening.toFixed(0)} ms, ${took.toFixed(1)} ms a frame, ${step_took.toFixed(0)} ms a step; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
