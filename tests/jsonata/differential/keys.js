'use strict';
// Keys that ECMAScript would bring to the front ("0", "12"), with a mark so that it does not.

const MARK = '\u0001';
const written = key => typeof key === 'string' && /^(0|[1-9]\d{0,9})$/.test(key) ? MARK + key : key;
const read = key => typeof key === 'string' && key.startsWith(MARK) ? key.slice(1) : key;

function renamed(value, rename) {
  if (Array.isArray(value)) return Object.assign(value, value.map(item => renamed(item, rename)));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), renamed(member, rename)]));
}

const state = {keep: false};
/** Text of JSON without marks; as it is inside keeping(). */
const marks = {
  without: text => state.keep || text === undefined ? text : text.replaceAll('\\u0001', ''),
  keeping(make) {
    state.keep = true;
    try { return make(); } finally { state.keep = false; }
  }
};

module.exports = {written, read, marks, marked: value => renamed(value, written), unmarked: value => renamed(value, read)};
