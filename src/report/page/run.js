"use strict";
// The page of one run. All text of the user's goes into the page by textContent: data stays data.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const steps = data.steps;
  const values = data.values;
  const ROW = 30;
  let shown = steps.map((_, i) => i);
  let current = 0;

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const pad = (n, width) => String(n).padStart(width, "0");
  const clock = (ms) => {
    const days = Math.floor(ms / 86400000);
    const text = pad(Math.floor(ms / 3600000) % 24, 2) + ":" + pad(Math.floor(ms / 60000) % 60, 2) + ":" + pad(Math.floor(ms / 1000) % 60, 2) + "." + pad(ms % 1000, 3);
    return days > 0 ? days + "d " + text : text;
  };
  const length = (ms) => ms < 1000 ? ms + " ms" : ms < 60000 ? ms / 1000 + " s" : clock(ms);

  const label = (step) => "  ".repeat(step.depth) + step.place + data.states[step.state].name;
  const iconOf = (step) => step.failed ? "✗" : step.caught ? "⚠" : step.end === undefined ? "…" : "✓";

  // ----- JSON as a tree -----
  function leaf(value) {
    if (typeof value === "string") return element("span", "string", JSON.stringify(value));
    return element("span", "other", String(JSON.stringify(value)));
  }
  function tree(value, depth) {
    if (value === null || typeof value !== "object") return leaf(value);
    const keys = Object.keys(value);
    if (keys.length === 0) return element("span", "other", Array.isArray(value) ? "[]" : "{}");
    const details = element("details");
    const summary = element("summary", "", Array.isArray(value) ? "[ " + keys.length + " ]" : "{ " + keys.slice(0, 4).join(", ") + (keys.length > 4 ? ", …" : "") + " }");
    details.append(summary);
    const fill = () => {
      if (details.childElementCount > 1) return;
      const list = element("ul");
      keys.slice(0, 500).forEach((key) => {
        const item = element("li");
        if (!Array.isArray(value)) item.append(element("span", "key", JSON.stringify(key)), ": ");
        item.append(tree(value[key], depth + 1));
        list.append(item);
      });
      if (keys.length > 500) list.append(element("li", "soft", "… " + (keys.length - 500) + " more"));
      details.append(list);
    };
    details.addEventListener("toggle", fill);
    if (depth < 2) { fill(); details.open = true; }
    return details;
  }

  function copy(text, button) {
    const done = () => { button.textContent = "copied"; setTimeout(() => { button.textContent = "copy"; }, 1200); };
    const fallback = () => {
      const area = element("textarea", "hidden");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, fallback);
    else fallback();
  }

  function part(title, text) {
    const box = element("div", "part");
    const head = element("div", "head");
    head.append(element("span", "", title));
    const body = element("div", "body tree");
    let value;
    try { value = JSON.parse(text); } catch { value = undefined; }
    body.append(value === undefined ? element("pre", "", text) : tree(value, 0));
    const button = element("button", "", "copy");
    button.setAttribute("aria-label", "copy " + title);
    button.addEventListener("click", () => copy(text, button));
    head.append(button);
    box.append(head, body);
    return box;
  }

  // ----- the step that is looked at -----
  function bar(step) {
    const whole = Math.max(data.duration, 1);
    const box = element("div", "bar");
    const piece = element("span");
    piece.style.left = 100 * step.start / whole + "%";
    piece.style.width = 100 * ((step.end ?? step.start) - step.start) / whole + "%";
    box.append(piece);
    return box;
  }

  function showStep() {
    const pane = $("detail");
    pane.replaceChildren();
    if (shown.length === 0) { pane.append(element("p", "soft", "No step matches.")); return; }
    const step = steps[shown[current]];
    const state = data.states[step.state];
    const end = step.end ?? step.start;
    pane.append(element("h2", "", iconOf(step) + " " + step.place + state.name));
    pane.append(element("p", "soft", state.type + ", " + clock(step.start) + (end > step.start ? " to " + clock(end) + " (" + length(end - step.start) + ")" : "")));
    pane.append(bar(step));
    step.notes.forEach(([kind, text]) => pane.append(element("p", kind, text)));
    step.data.forEach(([name, index]) => pane.append(part(name, values[index])));
    markPicture(step.state);
    markSource(state);
    $("live").textContent = "step " + (current + 1) + " of " + shown.length + ": " + state.name + (step.failed ? ", failed" : step.caught ? ", error caught" : "");
  }

  function markPicture(state) {
    document.querySelectorAll("#picture .current").forEach((node) => node.classList.remove("current"));
    const node = document.getElementById("n" + state);
    if (!node) return;
    node.classList.add("current");
    node.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // ----- the definition -----
  const sourceLines = [];
  function buildSource() {
    const pre = $("source");
    data.source.split("\n").forEach((line) => {
      const row = element("span", "", line + "\n");
      sourceLines.push(row);
      pre.append(row);
    });
  }
  function markSource(state) {
    document.querySelectorAll("#source .here").forEach((row) => row.classList.remove("here"));
    for (let line = state.first; line <= state.last && line <= sourceLines.length; ++line) sourceLines[line - 1].classList.add("here");
    if ($("definition").open && sourceLines[state.first - 1]) sourceLines[state.first - 1].scrollIntoView({ block: "nearest" });
  }

  // ----- the list: only rows in view exist -----
  function drawRows() {
    const list = $("list");
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 10);
    const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 10);
    const rows = $("rows");
    rows.replaceChildren();
    for (let i = first; i < last; ++i) {
      const step = steps[shown[i]];
      const row = element("div", "row");
      row.id = "row" + i;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(i === current));
      row.setAttribute("aria-posinset", String(i + 1));
      row.setAttribute("aria-setsize", String(shown.length));
      row.style.top = i * ROW + "px";
      const name = element("span", "name", label(step));
      name.style.whiteSpace = "pre";
      row.append(element("span", "time", clock(step.start)), element("span", step.failed ? "bad" : step.caught ? "warn" : "good", iconOf(step)), name, element("span", "what", step.what));
      row.addEventListener("click", () => select(i));
      rows.append(row);
    }
    list.setAttribute("aria-activedescendant", "row" + current);
  }

  function select(i) {
    if (shown.length === 0) return;
    current = Math.min(Math.max(i, 0), shown.length - 1);
    const list = $("list");
    const top = current * ROW;
    if (top < list.scrollTop) list.scrollTop = top;
    if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
    drawRows();
    showStep();
  }

  function search(text) {
    const wanted = text.toLowerCase();
    const hits = values.map((value) => wanted !== "" && value.toLowerCase().includes(wanted));
    const inStep = (step) => data.states[step.state].name.toLowerCase().includes(wanted) || step.what.toLowerCase().includes(wanted) ||
      step.notes.some(([, note]) => note.toLowerCase().includes(wanted)) || step.data.some(([, index]) => hits[index]);
    shown = steps.map((_, i) => i).filter((i) => wanted === "" || inStep(steps[i]));
    $("rows").style.height = shown.length * ROW + "px";
    $("count").textContent = shown.length + " of " + steps.length;
    current = 0;
    $("list").scrollTop = 0;
    if (shown.length === 0) { drawRows(); showStep(); } else select(0);
  }

  function keys(event) {
    if (event.target.tagName === "INPUT" && event.key !== "Escape") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowDown: 1, ArrowRight: 1, j: 1, ArrowUp: -1, ArrowLeft: -1, k: -1, PageDown: 20, PageUp: -20, Home: -1e9, End: 1e9 };
    if (event.key in moves) { select(current + moves[event.key]); event.preventDefault(); }
    else if (event.key === "/") { $("search").focus(); event.preventDefault(); }
    else if (event.key === "Escape") { $("search").value = ""; search(""); $("list").focus(); }
  }

  function buildEvents() {
    const box = $("events");
    box.addEventListener("toggle", () => {
      const body = $("eventlist");
      if (!box.open || body.childElementCount > 0) return;
      data.events.slice(0, 5000).forEach(([id, previous, time, type, state]) => {
        const name = state < 0 ? "" : " " + data.states[state].name;
        body.append(element("div", "", id + " ← " + previous + "  " + clock(time) + "  " + data.eventTypes[type] + name));
      });
      if (data.events.length > 5000) body.append(element("div", "soft", "… " + (data.events.length - 5000) + " more events"));
    });
  }

  $("search").addEventListener("input", (event) => search(event.target.value));
  $("back").addEventListener("click", () => select(current - 1));
  $("next").addEventListener("click", () => select(current + 1));
  $("fault").addEventListener("click", () => {
    const from = shown.findIndex((i, at) => at > current && (steps[i].failed || steps[i].caught));
    select(from >= 0 ? from : shown.findIndex((i) => steps[i].failed || steps[i].caught));
  });
  $("list").addEventListener("scroll", drawRows);
  window.addEventListener("resize", drawRows);
  document.addEventListener("keydown", keys);
  document.querySelectorAll("#picture .node, #picture .cluster").forEach((node) => node.addEventListener("click", () => {
    const state = Number(node.id.slice(1));
    const at = shown.findIndex((i) => steps[i].state === state);
    if (at >= 0) select(at);
  }));
  buildSource();
  buildEvents();
  if (data.output !== null) $("result").append(part("output", data.output));
  if (Object.keys(data.variables).length > 0) $("result").append(part("variables at the end", JSON.stringify(data.variables)));
  search("");
})();
