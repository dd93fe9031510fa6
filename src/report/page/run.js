"use strict";
// The page of runs. All text of the user's goes into the page by textContent: data stays data.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const ROW = 30;
  const OUTCOMES = [["✓", "good", ""], ["✗", "bad", ", failed"], ["⚠", "warn", ", error caught"], ["…", "soft", ", not left"], ["⊘", "soft", ", aborted"]];
  const FAILED = 1, CAUGHT = 2, ABORTED = 4;
  const STEP = ["state", "depth", "place", "start", "end", "outcome", "scope", "done", "what", "assigned", "notes", "data", "spans"];
  const groups = (list, size) => Array.from({ length: list.length / size }, (_, i) => list.slice(i * size, (i + 1) * size));
  const word = (number) => data.words[number];
  function stepOf(row) {
    const step = Object.fromEntries(STEP.map((name, i) => [name, row[i]]));
    step.place = word(step.place);
    step.what = word(step.what);
    step.notes = groups(step.notes, 2).map((pair) => pair.map(word));
    step.data = groups(step.data, 2).map(([names, text]) => [word(names), text]);
    step.spans = groups(step.spans, 3);
    return step;
  }

  let run, steps, shown = [], current = 0, wanted = "";

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
  const length = (ms) => {
    if (ms < 1000) return ms + " ms";
    if (ms < 120000) return ms / 1000 + " s";
    if (ms < 7200000) return Math.round(ms / 6000) / 10 + " min";
    return ms < 172800000 ? Math.round(ms / 360000) / 10 + " h" : Math.round(ms / 8640000) / 10 + " days";
  };
  const definition = () => data.definitions[run.definition];
  const stateOf = (number) => {
    const own = definition().states;
    const row = number < own.length ? own[number] : run.others[number - own.length];
    return { name: row[0], type: row[1], first: row[2] ?? 1, last: row[3] ?? 0 };
  };
  const endOf = (step) => step.end < 0 ? run.duration : step.end;

  // ----- JSON as a tree: read here, so that numbers and the order of keys are those of the text -----
  function parse(text) {
    let at = 0;
    const token = /\s*("(?:[^"\\]|\\.)*"|-?[0-9][-+.0-9eE]*|true|false|null|[[\]{},:])/y;
    const next = () => {
      token.lastIndex = at;
      const found = token.exec(text);
      if (!found) throw new SyntaxError();
      at = token.lastIndex;
      return found[1];
    };
    const value = (first) => {
      if (first === "[") {
        const items = [];
        for (let word = next(); word !== "]"; word = next()) items.push(["", value(word === "," ? next() : word)]);
        return { kind: "[", items };
      }
      if (first === "{") {
        const items = [];
        for (let word = next(); word !== "}"; word = next()) {
          const key = word === "," ? next() : word;
          next();
          items.push([key, value(next())]);
        }
        return { kind: "{", items };
      }
      return { kind: first[0] === '"' ? "string" : "other", text: first };
    };
    return value(next());
  }
  function marked(made, text) {
    const found = wanted === "" ? -1 : text.toLowerCase().indexOf(wanted);
    if (found < 0) { made.textContent = text; return made; }
    made.append(text.slice(0, found), element("mark", "", text.slice(found, found + wanted.length)), text.slice(found + wanted.length));
    return made;
  }
  const holds = (node) => node.text !== undefined ? node.text.toLowerCase().includes(wanted) : node.items.some(([key, item]) => key.toLowerCase().includes(wanted) || holds(item));
  const LONGEST = 500;
  function tree(node, depth, key) {
    if (node.text !== undefined) return marked(element("span", node.kind), node.text);
    const list = node.kind === "[";
    if (node.items.length === 0) return element("span", "other", list ? "[]" : "{}");
    const details = element("details");
    const summary = element("summary");
    if (key) summary.append(key, ": ");
    const preview = list ? "" : node.items.slice(0, 4).map(([name]) => name.slice(1, -1)).join(", ") + (node.items.length > 4 ? ", …" : "");
    summary.append(list ? "[ " + node.items.length + " ]" : "{", element("span", "preview", list ? "" : " " + preview + " }"));
    details.append(summary);
    const fill = () => {
      if (details.childElementCount > 1) return;
      const body = element("ul");
      node.items.slice(0, LONGEST).forEach(([key, item]) => {
        const row = element("li");
        const name = list ? undefined : marked(element("span", "key"), key);
        const made = tree(item, depth + 1, name);
        if (name && made.tagName !== "DETAILS") row.append(name, ": ");
        row.append(made);
        body.append(row);
      });
      if (node.items.length > LONGEST) body.append(element("li", "soft", "… " + (node.items.length - LONGEST) + " more; copy has them all"));
      details.append(body);
    };
    details.fill = fill;
    details.addEventListener("toggle", fill);
    if (depth < 2 || (wanted !== "" && holds(node))) { fill(); details.open = true; }
    return details;
  }
  function openAll(body, open) {
    let left = 5000;  // of elements, against a payload that would stop the page
    const visit = (details) => {
      if (left-- < 0) return;
      if (open && details.fill) details.fill();
      details.open = open;
      details.querySelectorAll(":scope > ul > li > details").forEach(visit);
    };
    body.querySelectorAll(":scope > details").forEach(visit);
  }

  function copy(text, button) {
    const done = () => { button.textContent = "copied"; $("live").textContent = "copied"; setTimeout(() => { button.textContent = "copy"; }, 1200); };
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
    let root;
    try { root = parse(text); } catch { root = undefined; }
    body.append(root === undefined ? marked(element("pre"), text) : tree(root, 0));
    if (root && root.items && root.items.length > 0) {
      const fold = element("button", "fold", "open all");
      fold.setAttribute("aria-label", "open all of " + title);
      fold.addEventListener("click", () => {
        const open = fold.textContent === "open all";
        openAll(body, open);
        fold.textContent = open ? "close all" : "open all";
      });
      head.append(fold);
    }
    const button = element("button", "copy", "copy");
    button.setAttribute("aria-label", "copy " + title);
    button.addEventListener("click", () => copy(text, button));
    head.append(button);
    box.append(head, body);
    return box;
  }

  // ----- lists of any length: only rows in view exist -----
  class List {
    constructor(box, prefix, cells, chosen) {
      Object.assign(this, { box, prefix, cells, chosen, size: 0, at: -1 });
      this.rows = element("div");
      this.rows.setAttribute("role", "presentation");
      box.append(this.rows);
      box.addEventListener("scroll", () => this.draw());
    }
    fill(size, at) {
      this.size = size;
      this.at = at;
      this.rows.style.height = size * ROW + "px";
      this.box.style.setProperty("--rows", String(size));
      this.box.scrollTop = 0;
      this.draw();
    }
    draw() {
      const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - 10);
      const last = Math.min(this.size, Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW) + 10);
      const rows = [];
      for (let i = first; i < last; ++i) {
        const row = element("div", "row");
        row.id = this.prefix + i;
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", String(i === this.at));
        row.setAttribute("aria-posinset", String(i + 1));
        row.setAttribute("aria-setsize", String(this.size));
        row.style.top = i * ROW + "px";
        const cells = this.cells(i);
        cells.forEach((cell) => { cell.title ||= cell.textContent; });
        row.append(...cells);
        row.addEventListener("click", () => this.chosen(i));
        rows.push(row);
      }
      this.rows.replaceChildren(...rows);
      if (this.at >= 0) this.box.setAttribute("aria-activedescendant", this.prefix + this.at);
      else this.box.removeAttribute("aria-activedescendant");
    }
    show(at) {
      this.at = at;
      const top = at * ROW;
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      if (top + ROW > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + ROW - this.box.clientHeight;
      this.draw();
    }
  }

  // ----- the time line -----
  function lane(step) {
    const whole = Math.max(run.duration, 1);
    const box = element("span", "lane");
    box.setAttribute("aria-hidden", "true");
    const bar = (kind, start, end) => {
      const piece = element("span", kind);
      piece.style.left = "min(" + 100 * start / whole + "%, 100% - 3px)";
      piece.style.width = 100 * (Math.min(end, whole) - start) / whole + "%";
      box.append(piece);
    };
    bar(stateOf(step.state).type === "Wait" ? "wait" : "whole", step.start, endOf(step));
    step.spans.forEach(([kind, start, end]) => bar(["call", "fault", "pause"][kind], start, end));
    return box;
  }
  function stepCells(i) {
    const step = steps[shown[i]];
    const [sign, kind] = OUTCOMES[step.outcome];
    const name = element("span", "name", "  ".repeat(Math.min(step.depth, 12)) + step.place + stateOf(step.state).name);
    name.title = step.what;
    return [element("span", "time", clock(step.start)), element("span", kind, sign), name, lane(step)];
  }
  const stepList = new List($("list"), "row", stepCells, (i) => select(i));

  // ----- variables: what the steps before have assigned, in the scopes around -----
  function variablesAt(number) {
    const seen = new Set();
    for (let scope = steps[number].scope; ; scope = run.scopes[scope][0]) {
      seen.add(scope);
      if (run.scopes[scope][1]) break;
    }
    const found = new Map();
    const add = (text) => parse(data.texts[text]).items.forEach(([key, value]) => found.set(key, value));
    if (seen.has(0) && run.first >= 0) add(run.first);
    for (let i = 0; i <= number; ++i) {
      const step = steps[i];
      if (step.assigned >= 0 && seen.has(step.scope) && (i === number || (step.done >= 0 && step.done <= number))) add(step.assigned);
    }
    return found;
  }
  const written = (node) => {
    if (node.text !== undefined) return node.text;
    const inside = node.items.map(([key, item]) => key === "" ? written(item) : key + ":" + written(item)).join(",");
    return node.kind === "[" ? "[" + inside + "]" : "{" + inside + "}";
  };

  // ----- the step that is looked at -----
  const titleOf = (names) => names.replace(/\bafter([A-Z]\w*)/g, "after $1");
  function showStep() {
    const pane = $("detail");
    pane.replaceChildren();
    if (shown.length === 0) { pane.append(element("p", "soft", steps.length === 0 ? "Nothing was run." : "No step matches.")); return; }
    const number = shown[current];
    const step = steps[number];
    const state = stateOf(step.state);
    const end = endOf(step);
    pane.append(element("h2", "", OUTCOMES[step.outcome][0] + " " + step.place + state.name));
    pane.append(element("p", "soft", state.type + ", " + clock(step.start) + (end > step.start ? " to " + clock(end) + " (" + length(end - step.start) + ")" : "")));
    step.notes.forEach(([kind, text]) => pane.append(element("p", kind, text)));
    run.calls.forEach(([at, call, attempt, from, to, error]) => {
      if (at !== number) return;
      const how = to < 0 ? "is not answered" : (error === "" ? "answered" : "failed with " + error) + " after " + length(to - from);
      pane.append(element("p", "soft", "call " + call + (attempt > 0 ? ", try " + (attempt + 1) : "") + ": " + how));
    });
    if (step.outcome === ABORTED) pane.append(element("p", "soft", "⊘ aborted: the branch or iteration was stopped"));
    if (step.what !== "") pane.append(element("p", "", step.what));
    step.data.forEach(([names, text]) => pane.append(part(titleOf(names), data.texts[text])));
    const variables = variablesAt(number);
    if (variables.size > 0) pane.append(part("variables behind this step", written({ kind: "{", items: [...variables] })));
    markPicture(number);
    markSource(state);
    $("live").textContent = "step " + (current + 1) + " of " + shown.length + ": " + state.name + OUTCOMES[step.outcome][2];
  }

  // ----- the picture -----
  const prefix = () => "p" + run.definition + "-";
  const part_of_picture = (id) => document.getElementById(prefix() + id);
  function badge(node, text) {
    const box = node.getBBox();
    const made = document.createElementNS("http://www.w3.org/2000/svg", "text");
    made.setAttribute("class", "badge");
    made.setAttribute("x", String(box.x + box.width - 4));
    made.setAttribute("y", String(box.y - 3));
    made.setAttribute("text-anchor", "end");
    made.textContent = text;
    node.append(made);
  }
  function clearPicture() {
    document.querySelectorAll("#graph .badge").forEach((made) => made.remove());
    document.querySelectorAll("#graph .picture").forEach((box) => { box.hidden = box.id !== prefix(); });
    $("nopicture").hidden = part_of_picture("graph0") !== null || document.getElementById(prefix()) !== null;
  }
  function classes(node, kind, heavy) {
    node.dataset.base ??= node.getAttribute("class");
    const [group, ...rest] = node.dataset.base.split(" ");
    node.setAttribute("class", [group, kind ?? rest.join(" "), heavy ? "heavy" : ""].join(" "));
  }
  let painted = false;  // badges need to be measured, which only works where they are seen
  function paintPicture() {
    if (painted || $("graph").hidden) return;
    painted = true;
    clearPicture();
    const reached = new Map(run.nodes.map((row) => [row[0], row]));
    definition().states.forEach((_, i) => {
      const node = part_of_picture("n" + i);
      if (!node) return;
      const row = reached.get(i);
      if (!row) return classes(node, "missed", false);
      const [, entered, failed, retried, caught] = row;
      classes(node, failed > caught ? "failed" : caught > 0 ? "caught" : "reached", true);
      badge(node, [failed > caught ? "✗" : caught > 0 ? "⚠" : "✓", entered > 1 ? "×" + entered : "", retried > 0 ? "↻" + retried : ""].filter((text) => text !== "").join(" "));
    });
    run.edges.forEach((taken, i) => {
      const edge = part_of_picture("e" + i);
      if (!edge) return;
      edge.dataset.base ??= edge.getAttribute("class");
      const thrown = edge.dataset.base.includes("catch");
      classes(edge, taken > 0 ? (thrown ? "thrown" : "taken") : thrown ? "missed-catch" : "missed", taken > 0);
    });
  }
  function markPicture(number) {
    document.querySelectorAll("#graph .current").forEach((node) => node.classList.remove("current"));
    const node = part_of_picture("n" + steps[number].state);
    if (!node) return;
    node.classList.add("current");
    const box = node.getBoundingClientRect(), panel = $("graph").getBoundingClientRect();
    if (box.top < panel.top || box.bottom > panel.bottom) $("graph").scrollTop += box.top - panel.top - panel.height / 3;
  }
  document.querySelectorAll("#graph .node, #graph .cluster").forEach((node) => node.addEventListener("click", () => {
    const state = Number(node.id.slice(prefix().length + 1));
    const next = shown.findIndex((i, at) => at > current && steps[i].state === state);
    const at = next >= 0 ? next : shown.findIndex((i) => steps[i].state === state);
    if (at >= 0) select(at);
  }));

  // ----- the definition -----
  let sourceLines = [], sourceOf = -1;
  function buildSource() {
    if (sourceOf === run.definition) return;
    sourceOf = run.definition;
    sourceLines = definition().source.split("\n").map((line, i) => {
      const row = element("span", "", line);
      row.dataset.line = String(i + 1);
      return row;
    });
    $("source").replaceChildren(...sourceLines);
  }
  let here = [];
  function markSource(state) {
    here.forEach((row) => row.classList.remove("here"));
    here = sourceLines.slice(state.first - 1, Math.max(state.last, state.first - 1));
    here.forEach((row) => row.classList.add("here"));
    showSource();
  }
  function showSource() {
    if ($("definition").hidden || here.length === 0) return;
    $("definition").scrollTop = here[0].offsetTop - $("source").offsetTop - 60;
  }

  // ----- calls and events -----
  const callList = new List($("calllist"), "call", (i) => {
    const [at, number, attempt, start, end, error] = run.calls[i];
    const good = error === "" && end >= 0;
    return [element("span", "time", clock(start)), element("span", good ? "good" : "bad", good ? "✓" : end < 0 ? "…" : "✗"), element("span", "", stateOf(steps[at].state).name),
      element("span", "soft", "call " + number + (attempt > 0 ? ", try " + (attempt + 1) : "")), element("span", good ? "soft" : "bad", good ? length(end - start) : error)];
  }, (i) => { callList.show(i); goTo(run.calls[i][0]); });
  const eventList = new List($("eventlist"), "event", (i) => {
    const [id, previous, time, type, state] = run.events[i];
    return [element("span", "", String(id)), element("span", "soft", "← " + previous), element("span", "time", clock(time)), element("span", "", data.eventTypes[type]), element("span", "soft", state < 0 ? "" : stateOf(state).name)];
  }, (i) => {
    eventList.show(i);
    const text = run.events[i][5];
    $("event").replaceChildren(text < 0 ? element("p", "soft", "The details of this event are not kept in this page.") : part("event " + run.events[i][0], data.texts[text]));
  });
  function goTo(number) {
    let at = shown.indexOf(number);
    if (at < 0) { $("search").value = ""; search(""); at = number; }
    select(at);
  }

  // ----- tabs -----
  const tabs = [...document.querySelectorAll("[role=tab]")];
  function openTab(tab) {
    tabs.forEach((other) => {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      $(other.getAttribute("aria-controls")).hidden = other !== tab;
    });
    callList.draw();
    eventList.draw();
    if (run) {
      paintPicture();
      showSource();
    }
  }
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => openTab(tab));
    tab.addEventListener("keydown", (event) => {
      const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (move === undefined) return;
      const other = tabs[(i + move + tabs.length) % tabs.length];
      openTab(other);
      other.focus();
      event.preventDefault();
      event.stopPropagation();
    });
  });

  // ----- stepping and search -----
  function select(i) {
    if (shown.length === 0) return;
    current = Math.min(Math.max(i, 0), shown.length - 1);
    stepList.show(current);
    showStep();
  }
  function search(text) {
    wanted = text.toLowerCase();
    const kept = shown[current];
    const hits = wanted === "" ? [] : data.texts.map((value) => value.toLowerCase().includes(wanted));
    const inStep = (step) => stateOf(step.state).name.toLowerCase().includes(wanted) || step.what.toLowerCase().includes(wanted) ||
      step.notes.some(([, note]) => note.toLowerCase().includes(wanted)) || step.data.some(([, at]) => hits[at]);
    shown = steps.map((_, i) => i).filter((i) => wanted === "" || inStep(steps[i]));
    $("count").textContent = shown.length + " of " + steps.length;
    current = Math.max(0, shown.indexOf(kept));
    stepList.fill(shown.length, current);
    if (shown.length === 0) showStep(); else select(current);
  }
  function nextFault() {
    const bad = (i) => steps[i].outcome === FAILED || steps[i].outcome === CAUGHT || steps[i].spans.some(([kind]) => kind === 1);
    const from = shown.findIndex((i, at) => at > current && bad(i));
    const at = from >= 0 ? from : shown.findIndex(bad);
    if (at >= 0) select(at);
    else $("live").textContent = "no step with an error";
  }
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
    if (inField && !(event.key === "Escape" && event.target.id === "search")) return;
    const list = event.target.id === "eventlist" ? eventList : event.target.id === "calllist" ? callList : stepList;
    const at = list === stepList ? current : list.at;
    const moves = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 20, PageUp: -20, Home: -1e9, End: 1e9 };
    if (list === stepList) Object.assign(moves, { ArrowRight: 1, ArrowLeft: -1 });
    const scrolls = ["detail", "definition", "graph", "result"].includes(event.target.id) && event.key.length > 1 && !["ArrowLeft", "ArrowRight"].includes(event.key);
    if (event.key in moves && !scrolls) {
      if (list.size > 0) list.chosen(Math.min(Math.max(at + moves[event.key], 0), list.size - 1));
      event.preventDefault();
    } else if (event.key === "/") { $("search").focus(); event.preventDefault(); }
    else if (event.key === "e") nextFault();
    else if (event.key === "Escape") { $("search").value = ""; search(""); $("list").focus(); }
    else if ((event.key === "[" || event.key === "]") && data.runs.length > 1) {
      $("run").selectedIndex = ($("run").selectedIndex + (event.key === "]" ? 1 : data.runs.length - 1)) % data.runs.length;
      showRun($("run").selectedIndex);
    }
  }

  // ----- a run -----
  const SIGNS = { passed: "✓", skipped: "–" };
  function showResult() {
    const box = $("result");
    box.replaceChildren();
    run.problems.forEach((problem) => box.append(element("p", "bad", "✗ " + problem)));
    if (run.problem !== "") box.append(element("p", "bad", run.problem));
    if (run.output >= 0) box.append(part("output", data.texts[run.output]));
    if (run.variables >= 0) box.append(part("variables at the end", data.texts[run.variables]));
    if (box.childElementCount === 0) box.append(element("p", "soft", "No output."));
  }
  function showRun(number) {
    run = data.runs[number];
    steps = run.steps = run.steps.map((row) => Array.isArray(row) ? stepOf(row) : row);
    $("status").className = "status " + (run.good ? "good" : run.outcome === "skipped" ? "soft" : "bad");
    $("status").textContent = (run.good ? "✓ " : run.outcome === "skipped" ? "– " : "✗ ") + (run.outcome === "" ? run.status : run.outcome + (steps.length > 0 ? ", " + run.status : ""));
    $("summary").textContent = run.summary;
    $("problem").textContent = [...run.problems, run.problem].filter((text) => text !== "").slice(0, 3).join("; ").slice(0, 400);
    $("dropped").textContent = run.dropped;
    $("axis0").textContent = "0";
    $("axis1").textContent = run.duration > 1 ? length(Math.round(run.duration / 2)) : "";
    $("axis2").textContent = run.duration > 0 ? length(run.duration) : "";
    current = 0;
    shown = [];
    painted = false;
    buildSource();
    paintPicture();
    showResult();
    callList.fill(run.calls.length, -1);
    eventList.fill(run.events.length, -1);
    $("event").replaceChildren();
    $("search").value = "";
    search("");
  }
  function legend() {
    const box = element("div", "legend");
    box.setAttribute("aria-hidden", "true");
    [["key-whole", "in the state"], ["key-call", "call"], ["key-fault", "failed call"], ["key-pause", "Wait, pause before a retry"]].forEach(([kind, text]) => {
      const item = element("span");
      item.append(element("i", kind), text);
      box.append(item);
    });
    $("steps").append(box);
  }

  $("search").addEventListener("input", (event) => search(event.target.value));
  $("back").addEventListener("click", () => select(current - 1));
  $("next").addEventListener("click", () => select(current + 1));
  $("fault").addEventListener("click", nextFault);
  window.addEventListener("resize", () => { stepList.draw(); callList.draw(); eventList.draw(); });
  document.addEventListener("keydown", keys);
  legend();
  openTab(tabs[0]);
  if (data.runs.length === 0) { $("status").textContent = "no test case"; return; }
  if (data.runs.length > 1 || data.runs[0].title !== "") {
    $("choice").hidden = false;
    data.runs.forEach((row) => $("run").append(element("option", "", (SIGNS[row.outcome] ?? "✗") + " " + row.title)));
    $("run").addEventListener("change", () => showRun($("run").selectedIndex));
  }
  const first = data.runs.findIndex((row) => !row.good && row.outcome !== "" && row.outcome !== "skipped");
  $("run").selectedIndex = Math.max(first, 0);
  showRun(Math.max(first, 0));
})();
