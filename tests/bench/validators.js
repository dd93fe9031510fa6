#!/usr/bin/env node
// validators.js NODE_MODULES SFNCTL FOLDER [INDEX]: sfnctl, asl-validator and amazon-states-language-service on the same definitions, each in
// one process. NODE_MODULES holds both packages (npm install asl-validator amazon-states-language-service); nothing is fetched. Times are
// CPU, user and system; the definitions are read before the clock starts, except for sfnctl, whose time includes start-up, reading and
// writing the report. INDEX (JSON Lines with "file" or "definition", "suspect", "trust") tells which definitions are known to be defective
// and which are mere fixtures of a program's tests: an error in one that is neither is a false alarm, a defective one without error a miss.
'use strict';
const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');

const [modules, sfnctl, folder, index] = process.argv.slice(2);
if (!folder) {
  console.error('usage: validators.js NODE_MODULES SFNCTL FOLDER [INDEX]');
  process.exit(2);
}
const load = name => require(path.resolve(modules, name));
const names = fs.readdirSync(folder).filter(name => name.endsWith('.asl.json')).sort();
const texts = new Map(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
const suspects = new Set(), unjudged = new Set();
if (index) {
  for (const line of fs.readFileSync(index, 'utf8').split('\n').filter(Boolean)) {
    const entry = JSON.parse(line);
    const name = path.basename(entry.file || entry.definition);
    if (entry.suspect) suspects.add(name);
    if (String(entry.trust).startsWith('fixture')) unjudged.add(name);
  }
}

function cpu(from) {
  const used = process.cpuUsage(from);
  return (used.user + used.system) / 1000;
}

// Each answers with the names of the definitions in which it finds an error, and the milliseconds.
async function withNode(check) {
  const blamed = [], times = [];
  const start = process.cpuUsage();
  for (const [name, text] of texts) {
    const one = process.cpuUsage();
    let bad;
    try {
      bad = await check(text);
    } catch (error) {
      bad = true;
    }
    if (bad) blamed.push(name);
    times.push(cpu(one));
  }
  return {blamed, total: cpu(start), times};
}

function aslValidator() {
  const validate = load('asl-validator');
  return withNode(text => !validate(JSON.parse(text)).isValid);
}

function languageService() {
  const {getLanguageService} = load('amazon-states-language-service');
  const {TextDocument} = load('vscode-languageserver-textdocument');
  const service = getLanguageService({});
  return withNode(async text => {
    const document = TextDocument.create('file:///definition.asl.json', 'asl', 1, text);
    const found = await service.doValidation(document, service.parseJSONDocument(document));
    return found.some(one => one.severity === undefined || one.severity === 1);
  });
}

function nativeValidator() {
  const files = names.map(name => path.join(folder, name));
  const seconds = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$0" "$@"', sfnctl, 'validate', '--jobs', '1', '--format', 'json', ...files],
    {encoding: 'utf8', maxBuffer: 1 << 28});
  const [user, system] = seconds.stderr.trim().split('\n').pop().split(' ').map(Number);
  const report = JSON.parse(seconds.stdout);
  const blamed = report.files.filter(file => file.findings.some(one => one.severity === 'error')).map(file => path.basename(file.path));
  return {blamed, total: (user + system) * 1000, times: []};
}

function row(name, result) {
  const blamed = new Set(result.blamed);
  const falseAlarms = names.filter(one => blamed.has(one) && !suspects.has(one) && !unjudged.has(one)).length;
  const misses = names.filter(one => !blamed.has(one) && suspects.has(one)).length;
  const sorted = [...result.times].sort((a, b) => a - b);
  const median = sorted.length ? sorted[sorted.length >> 1] : result.total / names.length;
  const judged = index ? `${String(falseAlarms).padStart(14)}${String(misses).padStart(9)}` : `${String(blamed.size).padStart(14)}`;
  console.log(`${name.padEnd(34)}${result.total.toFixed(0).padStart(9)} ms${(result.total / names.length).toFixed(2).padStart(9)} ms` +
              `${median.toFixed(2).padStart(9)} ms${judged}`);
}

(async () => {
  console.log(`${names.length} definitions, ${suspects.size} of them known to be defective`);
  console.log(`${''.padEnd(34)}${'total'.padStart(12)}${'a file'.padStart(12)}${'median'.padStart(12)}` +
              (index ? `${'false alarms'.padStart(14)}${'misses'.padStart(9)}` : `${'with errors'.padStart(14)}`));
  row('sfnctl (with start-up)', nativeValidator());
  row('amazon-states-language-service', await languageService());
  row('asl-validator', await aslValidator());
})();
