'use strict';
// The reference implementation: as it is, and changed by deviations.

process.env.TZ = 'UTC';
const NOW = 1735689600000;  // what the engine's tool takes for now
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...a) { super(...(a.length ? a : [NOW])); }
  static now() { return NOW; }
};

const fs = require('fs');
const Module = require('module');
const deviations = require('./deviations');

const IN_ORDER = 'async function inOrder(list, f) { const out = []; for (let i = 0; i < list.length; ++i) out.push(await f(list[i], i)); return out; }\n';

function changed(list) {
  const file = require.resolve('jsonata');
  let text = fs.readFileSync(file, 'utf8');
  for (const [from, to] of list.flatMap(deviation => deviation.changes)) {
    if (text.split(from).length < 2) throw new Error(`this version of jsonata has no ${from}`);
    text = text.replace(from, to);
  }
  const copy = new Module(file, module);
  copy.filename = file;
  copy.paths = module.paths;
  copy._compile(IN_ORDER + text, file);
  return copy.exports;
}

/** The reference first; then with one deviation each; then with all. */
const variants = [{jsonata: require('jsonata')}, ...deviations.map(deviation => ({reason: deviation.reason, jsonata: changed([deviation])})),
  {reason: 'several of the deviations at once', jsonata: changed(deviations)}];

const limits = {timeout: 5000, stack: 450, sequence: 1e7};

function isFunction(value) {
  return typeof value === 'function' || (value !== null && typeof value === 'object' && (value._jsonata_lambda === true || value._jsonata_function === true));
}

/** A result as the engine's tool prints it. */
function plain(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  if (isFunction(value)) return '';
  if (Array.isArray(value)) return Array.from(value, item => item === undefined ? null : plain(item));
  if (value === null || typeof value !== 'object') return value;
  const out = {};
  for (const key of Object.keys(value)) if (value[key] !== undefined) out[key] = plain(value[key]);
  return out;
}

async function evaluate(variant, expression, data) {
  try {
    const result = await variant.jsonata(expression, limits).evaluate(data === undefined ? undefined : structuredClone(data));
    if (result === undefined) return {undefined: true};
    return isFunction(result) ? {function: true} : {result: plain(result)};
  } catch (error) {
    return {error: {code: error.code || null, message: String(error.message), position: error.position}};
  }
}

module.exports = {evaluate, variants};
