// check_page.mjs PAGE.html [SCREENSHOT.png]: drives the page of a run in headless Chromium (npm install puppeteer-core, in the working directory): opens
// without console errors, stepping, search, collapsing and copying work, nothing of the data runs.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(process.cwd() + "/");
const puppeteer = require("puppeteer-core");
const [page_file, screenshot] = process.argv.slice(2);
const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const problems = [];
const check = (good, what) => { if (!good) problems.push(what); };
page.on("console", (message) => { if (["error", "warn"].includes(message.type())) problems.push("console: " + message.text()); });
page.on("pageerror", (error) => problems.push("error: " + error.message));
page.on("dialog", (dialog) => { problems.push("a dialog opened: " + dialog.message()); dialog.dismiss(); });
page.on("request", (request) => { if (!request.url().startsWith("file:")) problems.push("request: " + request.url()); });

await page.setViewport({ width: 1400, height: 900 });
await page.goto("file://" + resolve(page_file));
const text = (selector) => page.$eval(selector, (node) => node.textContent);
const selected = () => page.$eval('[aria-selected="true"]', (node) => Number(node.getAttribute("aria-posinset")));
const total = await page.$eval(".row", (node) => Number(node.getAttribute("aria-setsize")));

check((await selected()) === 1, "the first step is not selected at the start");
if (total > 1) {
  await page.focus("#list");
  await page.keyboard.press("ArrowDown");
  check((await selected()) === 2, "ArrowDown does not step forward");
  await page.keyboard.press("ArrowUp");
  check((await selected()) === 1, "ArrowUp does not step back");
  await page.keyboard.press("End");
  check((await selected()) === total, "End does not go to the last step");
  await page.click("#back");
  check((await selected()) === total - 1, "the button does not step back");
}
await page.keyboard.press("Home");
await page.type("#search", "no such text anywhere");
check((await text("#count")).startsWith("0 of"), "the search finds what is not there");
await page.focus("#search");
await page.keyboard.press("Escape");
check((await text("#count")).startsWith(total + " of"), "Escape does not end the search");
const details = await page.$("#detail details");
if (details) {
  const was = await details.evaluate((node) => node.open);
  await (await details.$("summary")).click();
  check((await details.evaluate((node) => node.open)) !== was, "data does not collapse");
}
const button = await page.$("#detail button");
if (button) {
  await button.click();
  await page.waitForFunction((node) => node.textContent === "copied", { timeout: 3000 }, button).catch(() => problems.push("copying does not work"));
}
await page.click("#definition > summary");
check((await text("#source")).includes("StartAt"), "the definition is not shown");
await page.click("#events > summary");
check((await text("#eventlist")).includes("ExecutionStarted"), "the events are not shown");
if (screenshot) await page.screenshot({ path: screenshot });
await page.setViewport({ width: 390, height: 800 });
check(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1), "the page is wider than a phone");
await browser.close();
problems.forEach((problem) => console.error(problem));
process.exit(problems.length === 0 ? 0 : 1);
