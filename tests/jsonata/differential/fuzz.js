#!/usr/bin/env node
'use strict';
// Random expressions on random data, evaluated by the engine and by the reference implementation, and compared: by value, or by error.
//
//   npm install --prefix /tmp/reference jsonata@2.2.2
//   cmake --build build/release --target jsonata_batch
//   NODE_PATH=/tmp/reference/node_modules node tests/jsonata/differential/fuzz.js build/release/tests/jsonata_batch [SEED] [COUNT]
//
// Every case has its own seed, SEED + n, which repeats it: `fuzz.js BATCH 1234 1`. Differences that are meant (deviations.js,
// known.js) are counted by their reason; the others are shrunk and printed, and make the exit code 1. SHOW="part of a reason" prints the
// cases that are put down to it.

const {evaluate, variants} = require('./reference');
const {source, input} = require('./random');
const {Grammar, text} = require('./grammar');
const {Engine} = require('./engine');
const {reasonFor, spared} = require('./known');
const {shrink} = require('./shrink');

/** Objects compare without order. */
function canonical(value) {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, canonical(value[key])]));
}
/** Errors by code, text and place. The reference does not always know the function and the place; where it has no code it failed inside. */
function same(want, got) {
  if (want.error && got.error) {
    const text = /function (undefined|"\(")/.test(want.error.message) ? message => message.replace(/function (undefined|"\w+"|"\(")/, '') : message => message;
    return want.error.code !== null && want.error.code === got.error.code && text(want.error.message) === text(got.error.message) &&
      (want.error.position === undefined || want.error.position === got.error.position);
  }
  if (want.error || got.error) return false;
  return JSON.stringify(canonical(want)) === JSON.stringify(canonical(got));
}
const shown = answer => answer.error ? `fails ${answer.error.code} at ${answer.error.position}: ${answer.error.message}` : JSON.stringify(answer).slice(0, 300);

/** Why the answers differ: '' if they do not, 'difference' if there is no reason for it. */
async function verdict(engine, tree, data) {
  const expression = text(tree);
  if (spared(expression, data)) return {want: {undefined: true}, reason: spared(expression, data)};
  const got = await engine.ask({expr: expression, data, steps: 1e8, range: 1e5});
  const want = await evaluate(variants[0], expression, data);
  let reason = same(want, got) ? '' : reasonFor(want, got, expression, data) || 'difference';
  for (const variant of reason === 'difference' ? variants.slice(1) : []) {
    const other = await evaluate(variant, expression, data);
    reason = same(other, got) ? variant.reason : reasonFor(other, got, expression, data) || 'difference';
    if (reason !== 'difference') break;
  }
  return {want, got, expression, reason};
}

async function main() {
  const [batch, seed = '1', count = '1000'] = process.argv.slice(2);
  if (!batch) throw new Error('usage: fuzz.js BATCH [SEED] [COUNT]');
  const engine = new Engine(batch);
  const known = {}, kinds = {value: 0, nothing: 0, error: 0};
  let differences = 0;
  for (let n = 0; n < Number(count); ++n) {
    const random = source(Math.imul(Number(seed) + n, 2654435761));
    const data = input(random), grammar = new Grammar(random), sound = grammar.any(2 + random.below(4));
    const tree = random.chance(12) ? grammar.damaged(sound) : sound;
    const begin = performance.now();
    const first = await verdict(engine, tree, data);
    if (n % 1000 === 0) process.stderr.write(`${n} cases, ${differences} differences\n`);
    if (performance.now() - begin > 20000) process.stderr.write(`case ${Number(seed) + n} took ${Math.round((performance.now() - begin) / 1000)} s\n`);
    ++kinds[first.want.error ? 'error' : first.want.undefined ? 'nothing' : 'value'];
    if (first.reason === '') continue;
    if (first.reason !== 'difference') {
      known[first.reason] = (known[first.reason] || 0) + 1;
      if (process.env.SHOW && first.reason.includes(process.env.SHOW)) console.log(`case ${Number(seed) + n}: ${text(tree)}\n  reference ${shown(first.want)}\n  engine    ${first.got ? shown(first.got) : 'was not asked'}`);
      continue;
    }
    ++differences;
    const small = await shrink(tree, data, async (t, d) => (await verdict(engine, t, d)).reason === 'difference');
    const last = await verdict(engine, small.tree, small.data);
    console.log(`case ${Number(seed) + n}: ${last.expression}\n  on        ${JSON.stringify(small.data)}\n  reference ${shown(last.want)}\n  engine    ${shown(last.got)}`);
  }
  console.log(`${count} cases from seed ${seed}: ${differences} differences; reference answered ${kinds.value} values, ${kinds.nothing} times nothing, ${kinds.error} errors`);
  for (const [reason, times] of Object.entries(known).sort((a, b) => b[1] - a[1])) console.log(`  ${times} listed: ${reason}`);
  engine.stop();
  process.exitCode = differences > 0 ? 1 : 0;
}

main();
