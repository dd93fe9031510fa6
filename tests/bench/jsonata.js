#!/usr/bin/env node
'use strict';
// The JSONata engine beside the reference implementation on Node: same expressions, same data, warm, in one run.
//
//   npm install --prefix /tmp/reference jsonata@2.2.2
//   cmake --build build/release --target jsonata_batch sfnctl
//   NODE_PATH=/tmp/reference/node_modules node tests/bench/jsonata.js build/release/tests/jsonata_batch build/release/src/sfnctl [ROUNDS]
//
// Each row is evaluated several times by both in every round, in turn, and the least time of all rounds counts for each: processor
// time for the engine, the lesser of processor time and time for the reference. The exit code is 1 if a
// ratio is below its bound, or if sorting does not grow as n log n.

const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawnSync} = require('child_process');
const jsonata = require('jsonata');
const {Engine} = require('../jsonata/differential/engine');
const {source} = require('../jsonata/differential/random');

const random = source(1);
const orders = n => ({orders: Array.from({length: n}, (_, i) => ({id: i, sku: 's' + i % 97, qty: i % 13, price: (i * 37) % 1000 / 10, customer: 'c' + i % 500}))});
const numbers = n => ({n: Array.from({length: n}, () => random.below(1e6))});
const data = process.argv[2] === '--start' ? {} : {
  path: {a: {b: {c: {d: 1}}}},
  orders: orders(10000), orders2: orders(20000),
  few: numbers(4000), numbers: numbers(100000), numbers2: numbers(200000),
  strings: {s: Array.from({length: 10000}, (_, i) => `  Item-${i} code ${(i * 7919).toString(16)}, Grüße  `)},
  nothing: {}
};

const TEN = 10;
const ALONE = 0;  // the reference merges by copying what is left at each step: it runs out of memory
const rows = [
  ['simple path', 'path', 'a.b.c.d', 2000, TEN],
  ['predicate, 10,000 objects', 'orders', 'orders[price > 50 and qty < 6].id', 5, TEN],
  ['group-by, 10,000 objects', 'orders', 'orders{customer: $sum(qty)}', 5, TEN],
  ['$map, 100,000', 'numbers', '$count($map(n, function($v) { $v * 2 }))', 3, TEN],
  ['$filter, 100,000', 'numbers', '$count($filter(n, function($v) { $v % 2 = 0 }))', 3, TEN],
  ['$reduce, 100,000', 'numbers', '$reduce(n, function($a, $v) { $a + $v })', 3, TEN],
  ['$uppercase, 10,000', 'strings', '$count(s.$uppercase())', 5, TEN],
  ['$trim, $substring, 10,000', 'strings', '$count(s.$substring($trim(), 5, 4))', 5, TEN],
  ['$split, $join, 10,000', 'strings', '$count(s.$join($split("-"), "+"))', 5, TEN],
  ['$contains, $substringAfter, 10,000', 'strings', '$count(s[$contains("9")].$substringAfter("code "))', 5, TEN],
  ['$pad, $length, &, 10,000', 'strings', '$sum(s.$length($pad($ & "!", 60)))', 5, TEN],
  ['$match, 10,000 strings', 'strings', '$count(s.$match(/code ([0-9a-f]+)/).groups)', 5, TEN],
  ['regex in a predicate, 10,000', 'strings', '$count(s[$contains(/c[o0]de [0-7]+,/)])', 5, TEN],
  ['$replace by regex, 10,000', 'strings', '$count(s.$replace(/\\d+/, "#"))', 5, TEN],
  ['fib(20)', 'nothing', '($fib := function($n) { $n <= 1 ? $n : $fib($n - 1) + $fib($n - 2) }; $fib(20))', 5, TEN],
  ['tail call, 100,000', 'nothing', '($f := function($n, $s) { $n = 0 ? $s : $f($n - 1, $s + $n) }; $f(100000, 0))', 3, TEN],
  ['$sort, 4,000 numbers', 'few', '$sort(n)[0]', 1, TEN],
  ['$sort, 100,000 numbers', 'numbers', '$sort(n)[0]', 1, ALONE],
  ['$sort, 200,000 numbers', 'numbers2', '$sort(n)[0]', 1, ALONE],
  ['order-by, 10,000 objects', 'orders', '(orders^(>price, id))[0].id', 1, TEN],
  ['order-by, 20,000 objects', 'orders2', '(orders^(>price, id))[0].id', 1, ALONE],
  ['$sort with a comparator, 10,000', 'orders', '$sort(orders, function($l, $r) { $l.price > $r.price })[0].id', 1, TEN],
];
const growth = [['$sort', '$sort, 100,000 numbers', '$sort, 200,000 numbers', 100000], ['order-by', 'order-by, 10,000 objects', 'order-by, 20,000 objects', 10000]];
const START_BOUND = 20;

/** The lesser of time and processor time, so that what else the machine does is not held against the reference. */
async function onNode(expression, input, repeat) {
  const compiled = jsonata(expression), group = repeat >= 1000 ? 100 : 1;
  let best = Infinity, result;
  for (let i = 0; i < repeat; i += group) {
    const start = process.hrtime.bigint(), used = process.cpuUsage();
    for (let k = 0; k < group; ++k) result = await compiled.evaluate(input);
    const {user, system} = process.cpuUsage(used);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6 / group, (user + system) / 1e3 / group);
  }
  return {ms: best, result};
}

/** Milliseconds from starting a process to its answer. */
function started(command, args) {
  const start = process.hrtime.bigint();
  const done = spawnSync(command, args, {stdio: 'ignore'});  // reading from pipes would be this process's time
  if (done.status !== 0) throw new Error(`${command} failed`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** In a process of its own: starting another one takes the longer, the more memory this one has. */
function startUp(sfnctl, folder, rounds) {
  const answer = spawnSync(process.execPath, [__filename, '--start', sfnctl, folder, String(rounds)], {encoding: 'utf8'});
  if (answer.status !== 0) throw new Error(answer.stderr);
  return JSON.parse(answer.stdout);
}

function startHere(sfnctl, folder, rounds) {
  const input = path.join(folder, 'path.json');
  const script = `const jsonata = require(${JSON.stringify(require.resolve('jsonata'))}); jsonata('a.b.c.d').evaluate(JSON.parse(require('fs').readFileSync(${JSON.stringify(input)})))` +
    '.then(r => console.log(JSON.stringify(r)))';
  const best = {engine: Infinity, reference: Infinity};
  for (let i = 0; i < rounds * 10; ++i) {
    best.engine = Math.min(best.engine, started(sfnctl, ['eval', 'a.b.c.d', '--input', input]));
    best.reference = Math.min(best.reference, started(process.execPath, ['-e', script]));
  }
  return best;
}

async function main() {
  const [batch, sfnctl, rounds = '3'] = process.argv.slice(2);
  if (!sfnctl) throw new Error('usage: jsonata.js BATCH SFNCTL [ROUNDS]');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  for (const [name, value] of Object.entries(data)) fs.writeFileSync(path.join(folder, name + '.json'), JSON.stringify(value));
  let low = 0;
  const line = (name, ours, theirs, bound) => {
    if (theirs / ours < bound) ++low;
    if (bound === ALONE) return console.log(`${name.padEnd(36)} ${ours.toFixed(4).padStart(10)} ms`);
    console.log(`${name.padEnd(36)} ${ours.toFixed(4).padStart(10)} ms ${theirs.toFixed(3).padStart(10)} ms ${(theirs / ours).toFixed(1).padStart(7)} ×${theirs / ours < bound ? `  below ${bound}` : ''}`);
  };
  console.log(`${''.padEnd(36)} ${'sfnctl'.padStart(13)} ${'reference'.padStart(13)}`);
  const engine = new Engine(batch), best = new Map();
  for (const [name, file, expr, repeat, bound] of rows) {
    const least = {ours: Infinity, theirs: Infinity};
    for (let round = 0; round < Number(rounds); ++round) {
      const ours = await engine.ask({expr, file: path.join(folder, file + '.json'), repeat: repeat * 3});
      least.ours = Math.min(least.ours, ours.ms);
      if (bound === ALONE) continue;
      const theirs = await onNode(expr, data[file], repeat);
      if (JSON.stringify(ours.result) !== JSON.stringify(theirs.result)) throw new Error(`${name}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs.result)}`);
      least.theirs = Math.min(least.theirs, theirs.ms);
    }
    best.set(name, least);
    line(name, least.ours, least.theirs, bound);
  }
  engine.stop();
  const first = startUp(sfnctl, folder, Number(rounds));
  line('start to first answer', first.engine, first.reference, START_BOUND);
  for (const [name, small, large, n] of growth) {
    const grown = best.get(large).ours / best.get(small).ours, expected = 2 * Math.log(2 * n) / Math.log(n);
    if (grown > expected * 1.5) ++low;
    console.log(`${name}: twice as many take ${grown.toFixed(2)} times as long; n log n is ${expected.toFixed(2)}`);
  }
  fs.rmSync(folder, {recursive: true});
  process.exitCode = low > 0 ? 1 : 0;
}

if (process.argv[2] === '--start') console.log(JSON.stringify(startHere(...process.argv.slice(3))));
else main();
