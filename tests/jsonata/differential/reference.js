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
const vm = require('vm');
const Module = require('module');
const deviations = require('./deviations');
const keys = require('./keys');

/**
 * A RegExp whose searches end: V8's have no limit of steps. What the reference made of one by way of JSON (`{}`, in ?? and ?:) would be
 * found at the same place for ever.
 */
const search = new vm.Script('searchOf()');
class Bounded extends RegExp {
  constructor(regex) { super(regex, regex instanceof RegExp ? regex.flags : 'g'); }
  exec(text) {
    globalThis.searchOf = () => super.exec(text);
    return search.runInThisContext({timeout: 1000});
  }
}

// What the changes may use: things done one after another, regular expressions as the engine has them, and keys that stay in the order of
// their writing: with a mark in front, a key that is an integer is none for ECMAScript.
const TOOLS = `
async function inOrder(list, f) { const out = []; for (let i = 0; i < list.length; ++i) out.push(await f(list[i], i)); return out; }
const copied = value => Array.isArray(value) ? Object.assign([...value].map(copied), value.sequence ? {sequence: true} : {}) : value && typeof value === 'object' && !value._jsonata_lambda && !value._jsonata_function ?
  Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)])) : value;
const itself = value => typeof value === 'function' && value.itself || value;
const half = (text, at) => at > 0 && at < text.length && /[\\ud800-\\udbff]/.test(text[at - 1]) && /[\\udc00-\\udfff]/.test(text[at]);
function indexOf(text, part, from) {
  let at = text.indexOf(part, from);
  while (at >= 0 && part !== '' && (half(text, at) || half(text, at + part.length))) at = text.indexOf(part, at + 1);
  return at;
}
function split(text, separator, limit) {
  if (separator === '') return text.split(separator, limit);
  const pieces = [];
  let from = 0;
  for (let at; (at = indexOf(text, separator, from)) >= 0; from = at + separator.length) pieces.push(text.slice(from, at));
  return [...pieces, text.slice(from)].slice(0, limit);
}
const {Keeping} = require(${JSON.stringify(require.resolve('./keeping'))});
const {written, read, marks} = require(${JSON.stringify(require.resolve('./keys'))});
`;

// Not a deviation: an error stands where the call of this evaluation is. The reference writes the place into the function, where the next
// evaluation finds it.
// Nor are these: ranges are short, which saves time; a range whose numbers cannot be told apart, and Infinity in letters or in a picture with an exponent, would run for ever; the limit of time
// needs a clock that goes on.
const PLACES = [['if(size > 1e7) {', 'if (size > 1e5) {'], ['while (Math.abs(mantissa) > maxMantissa) {', 'while (Math.abs(mantissa) > maxMantissa) { if (Math.abs(mantissa) === Infinity) throw {code: "D1012"};'], [/function decimalToLetters\(value, aChar\) \{/, 'function decimalToLetters(value, aChar) { if (value === Infinity) throw {code: "D1012"};'],
  ['const time = Date.now();', 'const time = performance.now();'], ['Date.now() - time', 'performance.now() - time'],
  ['result = new Array(size);', 'if (rhs >= 2 ** 53 || lhs <= -(2 ** 53)) throw {code: "D1012"}; result = new Array(size);'], ["if(typeof proc === 'object') {\n                proc.token = procName;\n                proc.position = expr.position;\n            }",
  "if(typeof proc === 'object' && proc !== null) {\n                proc = Object.assign(Object.create(Object.getPrototypeOf(proc)), proc, {token: procName, position: expr.position});\n            }"],
["var next = await evaluate(result.body.procedure, result.input, result.environment);",
  "var next = await evaluate(result.body.procedure, result.input, result.environment); if (typeof next === 'object' && next !== null) next = Object.assign({}, next);"]];

function changed(list) {
  const file = require.resolve('jsonata');
  let text = fs.readFileSync(file, 'utf8');
  for (const [from, to] of [...PLACES, ...list.flatMap(deviation => deviation.changes)]) {
    if (text.split(from).length < 2) throw new Error(`this version of jsonata has no ${from}`);
    text = text.replace(from, to);
  }
  const copy = new Module(file, module);
  copy.filename = file;
  copy.paths = module.paths;
  copy._compile(TOOLS + text, file);
  return copy.exports;
}

/** The reference first; then with one deviation each; then with all. */
const variants = [{jsonata: changed([])}, ...deviations.map(deviation => ({reason: deviation.reason, marked: deviation.marked, jsonata: changed([deviation])})),
  {reason: 'several of the deviations at once', marked: true, jsonata: changed(deviations)}];

const limits = {timeout: 1500, stack: 450, sequence: 1e7, RegexEngine: Bounded};

function isFunction(value) {
  return typeof value === 'function' || (value !== null && typeof value === 'object' && (value._jsonata_lambda === true || value._jsonata_function === true));
}

/** A result as the engine's tool prints it. */
function plain(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : String(value);
  if (isFunction(value)) return '';
  if (Array.isArray(value)) return Array.from(value, item => item === undefined ? null : plain(item));
  if (value === null || typeof value !== 'object') return value;
  const out = Object.create(null);
  for (const key of Object.keys(value)) if (value[key] !== undefined) out[key] = plain(value[key]);
  return out;
}

async function evaluate(variant, expression, data) {
  try {
    const input = data === undefined ? undefined : structuredClone(data);
    const result = await variant.jsonata(expression, limits).evaluate(variant.marked ? keys.marked(input) : input);
    if (result === undefined) return {undefined: true};
    return isFunction(result) ? {function: true} : {result: keys.unmarked(plain(result))};
  } catch (error) {
    return {error: {code: error.code || null, message: String(error.message).replaceAll('\\u0001', ''), position: error.position}};
  }
}

module.exports = {evaluate, variants};
