// Headless Chromium over its debugging pipe: what check_page.mjs and check_mermaid.mjs need of it, without any package.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/// Path of Chromium, or nothing.
export function chromium_path() {
  const names = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].filter(Boolean);
  return names.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
}

const KEYS = { ArrowDown: 40, ArrowUp: 38, ArrowLeft: 37, ArrowRight: 39, Home: 36, End: 35, PageDown: 34, PageUp: 33, Escape: 27, Tab: 9, Enter: 13 };

export class Browser {
  static async launch() {
    const browser = new Browser();
    browser.folder = mkdtempSync(join(tmpdir(), "sfn-chromium-"));
    const options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--user-data-dir=" + browser.folder, "--remote-debugging-pipe", "about:blank"];
    browser.process = spawn(chromium_path(), options, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.waiting = new Map();
    browser.listeners = [];
    browser.next = 1;
    let rest = Buffer.alloc(0);
    browser.process.stdio[4].on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        browser.#receive(JSON.parse(rest.subarray(0, end).toString("utf8")));
        rest = rest.subarray(end + 1);
      }
    });
    return browser;
  }
  #receive(message) {
    if (message.id !== undefined) {
      const { resolve, reject } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      return message.error ? reject(new Error(message.error.message)) : resolve(message.result);
    }
    this.listeners.forEach((listener) => listener(message));
  }
  send(method, params = {}, sessionId = undefined) {
    const id = this.next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }
  async page() {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.send(domain + ".enable");
    return page;
  }
  close() {
    this.process.kill("SIGKILL");
    try {  // its children may write there for a while; a folder that stays is no finding
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 20 });
    } catch (error) {
      console.error(this.folder + " stays: " + error.message);
    }
  }
}

export class Page {
  constructor(browser, session) {
    this.browser = browser;
    this.session = session;
    this.problems = [];  // what a page that only shows data never does
    browser.listeners.push((message) => { if (message.sessionId === session) this.#hear(message); });
  }
  #hear({ method, params }) {
    if (method === "Page.loadEventFired") this.loaded?.();
    if (method === "Runtime.exceptionThrown") this.problems.push("exception: " + (params.exceptionDetails.exception?.description ?? params.exceptionDetails.text));
    if (method === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(params.type)) this.problems.push("console: " + params.args.map((arg) => arg.value ?? arg.description).join(" "));
    if (method === "Log.entryAdded" && ["error", "warning"].includes(params.entry.level)) this.problems.push("log: " + params.entry.text + " " + (params.entry.url ?? ""));
    if (method === "Network.requestWillBeSent" && !/^(file|data|about|blob):/.test(params.request.url)) this.problems.push("request: " + params.request.url);
    if (method === "Page.javascriptDialogOpening") {
      this.problems.push("a dialog opened: " + params.message);
      this.send("Page.handleJavaScriptDialog", { accept: false });
    }
  }
  send(method, params) { return this.browser.send(method, params, this.session); }
  async goto(url) {
    const loaded = new Promise((resolve) => { this.loaded = resolve; });
    await this.send("Page.navigate", { url });
    await loaded;
  }
  /// Value of an expression (a promise is waited for).
  async eval(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
  async view(width, height, { dark = false, deficiency = "none", phone = false } = {}) {
    await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: phone });
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
    await this.send("Emulation.setEmulatedVisionDeficiency", { type: deficiency });
  }
  async key(key) {
    const code = KEYS[key];
    const text = code === undefined ? key : key === "Enter" ? "\r" : undefined;
    const params = { key, text, windowsVirtualKeyCode: code ?? key.toUpperCase().charCodeAt(0) };
    await this.send("Input.dispatchKeyEvent", { type: "keyDown", ...params });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...params });
  }
  type(text) { return this.send("Input.insertText", { text }); }
  async click(selector) {
    const at = await this.eval(`(() => { const node = document.querySelector(${JSON.stringify(selector)}); node.scrollIntoView({ block: "center" }); const box = node.getBoundingClientRect(); return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 }; })()`);
    for (const type of ["mousePressed", "mouseReleased"]) await this.send("Input.dispatchMouseEvent", { type, ...at, button: "left", clickCount: 1 });
  }
  async screenshot() { return Buffer.from((await this.send("Page.captureScreenshot", {})).data, "base64"); }
}
