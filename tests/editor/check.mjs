// check.mjs SOURCE: the language services of VS Code for JSON and YAML, with the settings of man/sfnctl-editors.7, complete and check
// definitions, mocks, suites and configurations; ajv accepts the schemas as draft 7. Exit code 77: the packages are not installed (npm ci here).
import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const source = process.argv[2];
const require = createRequire(import.meta.url);
let Ajv, service, TextDocument, yaml;
try {
  Ajv = require("ajv");
  service = require("vscode-json-languageservice");
  ({ TextDocument } = require("vscode-languageserver-textdocument"));
  yaml = require("yaml-language-server/out/server/src/languageservice/yamlLanguageService.js");
} catch {
  console.log("skipped: ajv and the language services for JSON and YAML are not installed (npm ci, in tests/editor)");
  process.exit(77);
}

let failed = 0;
function expect(what, condition, seen) {
  if (condition) return;
  ++failed;
  console.error(what + (seen === undefined ? "" : ": " + JSON.stringify(seen)));
}

// Schemas: identified, titled, every property described, draft 7.
const schemas = new Map();
for (const file of readdirSync(join(source, "schemas")).filter((name) => name.endsWith(".schema.json"))) {
  schemas.set(file, JSON.parse(readFileSync(join(source, "schemas", file), "utf8")));
}
function undescribed(schema, node, path = "") {
  const found = [];
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const target = property.$ref?.startsWith("#/definitions/") ? schema.definitions[property.$ref.slice(14)] : {};
    if (!property.description && !target.description) found.push(`${path}/${name}`);
    found.push(...undescribed(schema, property, `${path}/${name}`));
  }
  return found;
}
for (const [file, schema] of schemas) {
  expect(`${file}: $id`, schema.$id === "urn:sfnctl:schema:" + file.replace(".schema.json", ""), schema.$id);
  expect(`${file}: title and description`, schema.title && schema.description);
  for (const part of [schema, ...Object.values(schema.definitions ?? {})]) {
    const missing = undescribed(schema, part);
    expect(`${file}: properties without a description`, missing.length === 0, missing);
  }
  try {
    new Ajv({ strict: false, allErrors: true }).compile(schema);
  } catch (error) {
    expect(`${file}: ajv`, false, error.message);
  }
}

// The settings of the documentation, with the schemas of this folder.
const page = readFileSync(join(source, "man/sfnctl-editors.7"), "utf8");
const blocks = [...page.matchAll(/^\.Bd -literal.*\n([\s\S]*?)^\.Ed/gm)].map((match) => JSON.parse(match[1].replaceAll("\\e", "\\")));
const settings = blocks.find((block) => block["json.schemas"]);
const named = settings["json.schemas"].map(({ fileMatch, url }) => {
  expect(`sfnctl-editors(7) names ${url}`, schemas.has(basename(url)));
  return { fileMatch, uri: pathToFileURL(join(source, "schemas", basename(url))).href };
});
expect("sfnctl-editors(7) names all schemas for JSON", named.length === schemas.size);
expect("sfnctl-editors(7) names all schemas for YAML", Object.keys(settings["yaml.schemas"]).length === schemas.size);
const languageService = service.getLanguageService({ schemaRequestService: async (uri) => readFileSync(new URL(uri), "utf8") });
languageService.configure({ validate: true, schemas: named });

async function diagnostics(name, text) {
  const document = TextDocument.create("file:///project/" + name, "json", 1, text);
  return languageService.doValidation(document, languageService.parseJSONDocument(document));
}
// Completions where the text has a "|".
async function completions(name, marked) {
  const offset = marked.indexOf("|");
  const document = TextDocument.create("file:///project/" + name, "json", 1, marked.slice(0, offset) + marked.slice(offset + 1));
  const list = await languageService.doComplete(document, document.positionAt(offset), languageService.parseJSONDocument(document));
  return list.items;
}
async function completes(name, marked, ...wanted) {
  const items = await completions(name, marked);
  for (const word of wanted) {
    const item = items.find(({ label }) => label === word || label === `"${word}"`);
    expect(`${name}: ${marked} does not complete ${word}`, item, items.map(({ label }) => label));
    if (item && /^[A-Za-z]/.test(item.label)) expect(`${name}: ${word} has no description`, item.documentation, item);
  }
}

// Our own files have nothing to say against.
const examples = join(source, "testdata/examples");
for (const file of readdirSync(examples).filter((name) => /\.(asl|mocks|sfntest)\.json$/.test(name))) {
  const found = await diagnostics(file, readFileSync(join(examples, file), "utf8"));
  expect(`testdata/examples/${file}`, found.length === 0, found.map(({ message }) => message));
}
for (const file of readdirSync(join(source, "testdata/valid")).filter((name) => name.endsWith(".asl.json"))) {
  const found = await diagnostics(file, readFileSync(join(source, "testdata/valid", file), "utf8"));
  expect(`testdata/valid/${file}`, found.length === 0, found.map(({ message, range }) => `${range.start.line + 1}: ${message}`));
}

// What is wrong is underlined.
const wrong = [
  ["a.asl.json", '{ "StartAt": "A", "States": { "A": { "Type": "Pas", "End": true } } }'],
  ["a.asl.json", '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Seconds": 3, "End": true } } }'],
  ["a.asl.json", '{ "States": { "A": { "Type": "Succeed" } } }'],
  ["a.mocks.json", '{ "states": { "A": { "retrun": 1 } } }'],
  ["a.mocks.json", '{ "defaults": { "unmocked": "perhaps" } }'],
  ["a.sfntest.json", '{ "definition": "a.asl.json", "cases": [{ "name": "b", "expect": { "stats": "FAILED" } }] }'],
  [".sfnctl.json", '{ "failon": "error" }'],
];
for (const [name, text] of wrong) {
  expect(`${name}: nothing is underlined in ${text}`, (await diagnostics(name, text)).length > 0);
}

await completes("a.asl.json", "{ | }", "StartAt", "States", "QueryLanguage", "TimeoutSeconds");
await completes("a.asl.json", '{ "States": { "A": { "Type": | } } }', "Task", "Pass", "Choice", "Wait", "Map", "Parallel", "Succeed", "Fail");
await completes("a.asl.json", '{ "States": { "A": { "Type": "Task", | } } }', "Resource", "Retry", "Catch", "TimeoutSeconds", "Arguments");
await completes("a.asl.json", '{ "States": { "A": { "Type": "Task", "Retry": [{ | }] } } }', "ErrorEquals", "IntervalSeconds", "BackoffRate", "JitterStrategy");
await completes("a.asl.json", '{ "States": { "A": { "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": | } } } } }', "INLINE", "DISTRIBUTED");
await completes("a.mocks.json", "{ | }", "states", "resources", "defaults", "objects", "executions");
await completes("a.mocks.json", '{ "states": { "A": { | } } }', "return", "throw", "payload", "duration", "heartbeats");
await completes("a.sfntest.json", '{ "cases": [{ | }] }', "name", "input", "expect", "mocks");
await completes("a.sfntest.json", '{ "cases": [{ "expect": { | } }] }', "status", "output", "path", "calls", "caught");
await completes("a.sfntest.json", '{ "cases": [{ "expect": { "status": | } }] }', "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");
await completes(".sfnctl.json", "{ | }", "failOn", "rules", "ignore", "region");
const document = TextDocument.create("file:///project/a.asl.json", "json", 1, '{ "StartAt": "A" }');
const hover = await languageService.doHover(document, { line: 0, character: 4 }, languageService.parseJSONDocument(document));
expect("hovering StartAt shows its description", JSON.stringify(hover?.contents ?? "").includes("runs first"), hover);

// The same for YAML, by the server of the extension that the page names.
const yamlService = yaml.getLanguageService({
  schemaRequestService: async (uri) => readFileSync(new URL(uri), "utf8"), workspaceContext: { resolveRelativePath: (path) => path },
});
yamlService.configure({
  validate: true, completion: true,
  schemas: Object.entries(settings["yaml.schemas"]).map(([url, fileMatch]) => ({ fileMatch, uri: pathToFileURL(join(source, "schemas", basename(url))).href })),
});
const yamlDocument = (name, text) => TextDocument.create("file:///project/" + name, "yaml", 1, text);
for (const [name, text, wanted] of [
  ["a.asl.yaml", "StartAt: A\nStates:\n  A: { Type: Pass, End: true }\n", 0],
  ["b.asl.yaml", "StartAt: A\nStates:\n  A: { Type: Pas, End: true }\n", 1],
  ["a.mocks.yml", "states:\n  A: { retrun: 1 }\n", 1],
  ["a.sfntest.yaml", "definition: a.asl.yaml\ncases:\n  - { name: b, expect: { stats: FAILED } }\n", 1],
  [".sfnctl.yaml", "failon: error\n", 1],
]) {
  const found = await yamlService.doValidation(yamlDocument(name, text), false);
  expect(`${name}: ${text} is ${wanted ? "not " : ""}underlined`, Math.min(found.length, 1) === wanted, found.map(({ message }) => message));
}
const typed = yamlDocument("c.asl.yaml", "StartAt: A\nStates:\n  A:\n    Type: \n");
const offered = (await yamlService.doComplete(typed, { line: 3, character: 10 }, false)).items.map(({ label }) => label);
expect("YAML: the types of states are completed", ["Task", "Choice", "Map"].every((type) => offered.includes(type)), offered);

if (failed === 0) console.log(`editor: ${schemas.size} schemas complete and check`);
process.exit(failed === 0 ? 0 : 1);
