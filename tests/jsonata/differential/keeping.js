'use strict';
// Regular expressions as the engine has them where that is not ECMAScript's way: a character beyond U+FFFF is one character, a group keeps
// what it captured when its repetition goes on without it, a repetition may end with a turn that matched nothing. A backtracking matcher
// for what pictures.js writes; it throws on anything else. It is handed to the reference in the place of RegExp.

const STEPS = 2e5;  // of one search
const word = c => /[A-Za-z0-9_]/.test(c);
const escapes = {d: /^\d$/, D: /^\D$/u, w: /^\w$/, W: /^\W$/u, s: /^\s$/, S: /^\S$/u};
const controls = {t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', 0: '\0'};

/** Makes a matcher of a pattern: (state, position, next) => whether it matches and what follows does too. */
class Compiler {
  constructor(source, flags) {
    this.source = source;
    this.at = 0;
    this.groups = 0;
    this.ignoreCase = flags.includes('i');
    this.multiline = flags.includes('m');
    this.total = (source.replace(/\\[^]|\[(\\[^]|[^\]\\])*\]/g, 'x').match(/\((?!\?)|\(\?<(?![=!])/g) || []).length;
  }
  take(text) {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
  whole() {
    const result = this.either();
    if (this.at < this.source.length) throw new Error('keeping.js: what is ' + this.source.slice(this.at));
    return result;
  }
  either() {
    const ways = [this.sequence()];
    while (this.take('|')) ways.push(this.sequence());
    this.ways = ways;
    return ways.length === 1 ? ways[0] : (s, i, next) => ways.some(way => way(s, i, next));
  }
  sequence() {
    const parts = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') parts.push(this.piece());
    return parts.reduceRight((rest, part) => (s, i, next) => part(s, i, j => rest(s, j, next)), (s, i, next) => next(i));
  }
  piece() {
    const atom = this.atom();
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/.exec(this.source.slice(this.at));
    if (!found) return atom;
    this.at += found[0].length;
    const [, sign, low, comma, high, lazy] = found;
    const least = sign ? (sign === '+' ? 1 : 0) : Number(low);
    const most = sign ? (sign === '?' ? 1 : Infinity) : comma ? (high ? Number(high) : Infinity) : least;
    return repeated(atom, least, most, lazy !== '');
  }
  one(test) {
    return (s, i, next) => {
      if (++s.steps > STEPS) throw new Error('keeping.js: too many steps');
      if (i >= s.text.length) return false;
      const c = String.fromCodePoint(s.text.codePointAt(i));
      return test(c) && next(i + c.length);
    };
  }
  same(c) {
    const fold = x => this.ignoreCase ? x.toLowerCase().toUpperCase() : x;
    return this.one(x => fold(x) === fold(c));
  }
  atom() {
    if (this.take('(')) return this.group();
    if (this.take('[')) return this.charClass();
    if (this.take('.')) return this.one(c => !/[\n\r\u2028\u2029]/.test(c));
    if (this.take('^')) return (s, i, next) => (i === 0 || (this.multiline && /[\n\r\u2028\u2029]/.test(s.text[i - 1]))) && next(i);
    if (this.take('$')) return (s, i, next) => (i === s.text.length || (this.multiline && /[\n\r\u2028\u2029]/.test(s.text[i]))) && next(i);
    if (this.take('\\')) return this.escape();
    const c = String.fromCodePoint(this.source.codePointAt(this.at));
    this.at += c.length;
    return this.same(c);
  }
  escape() {
    const edge = (s, i) => (i > 0 && word(s.text[i - 1])) !== (i < s.text.length && word(s.text[i]));
    if (this.take('b')) return (s, i, next) => edge(s, i) && next(i);
    if (this.take('B')) return (s, i, next) => !edge(s, i) && next(i);
    const number = /^[1-9]/.exec(this.source.slice(this.at));
    if (number && Number(number[0]) <= this.total) {
      ++this.at;
      return this.reference(Number(number[0]));
    }
    const c = this.source[this.at];
    if (escapes[c]) return ++this.at, this.one(x => escapes[c].test(x));
    return this.same(this.character());
  }
  /** Behind a backslash. */
  character() {
    const code = /^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,2}))/.exec(this.source.slice(this.at));
    if (code) {
      this.at += code[0].length;
      return String.fromCharCode(code[3] ? parseInt(code[3], 8) : parseInt(code[1] || code[2], 16));
    }
    const c = this.source[this.at++];
    return controls[c] || c;
  }
  reference(number) {
    const fold = x => this.ignoreCase ? x.toLowerCase().toUpperCase() : x;
    return (s, i, next) => {
      const text = s.groups[number] || '';
      return fold(s.text.substr(i, text.length)) === fold(text) && next(i + text.length);
    };
  }
  charClass() {
    const negated = this.take('^'), tests = [];
    while (!this.take(']')) {
      if (this.at >= this.source.length) throw new Error('keeping.js: open class');
      const first = this.member();
      if (typeof first === 'string' && /^-[^\]]/.test(this.source.slice(this.at))) {
        ++this.at;
        const last = this.member();
        if (typeof last !== 'string') throw new Error('keeping.js: range to a class');
        tests.push(c => c >= first && c <= last);
      } else {
        tests.push(typeof first === 'string' ? c => c === first : first);
      }
    }
    const folds = c => this.ignoreCase ? [c, c.toLowerCase(), c.toUpperCase()] : [c];
    return this.one(c => folds(c).some(x => tests.some(test => test(x))) !== negated);
  }
  member() {
    if (!this.take('\\')) {
      const c = String.fromCodePoint(this.source.codePointAt(this.at));
      this.at += c.length;
      return c;
    }
    const c = this.source[this.at];
    if (escapes[c]) return ++this.at, x => escapes[c].test(x);
    return this.take('b') ? '\b' : this.character();
  }
  group() {
    if (this.take('?:')) return this.closed(this.either());
    for (const [sign, holds] of [['?=', true], ['?!', false]]) if (this.take(sign)) return ahead(this.closed(this.either()), holds);
    for (const [sign, holds] of [['?<=', true], ['?<!', false]]) {
      if (!this.take(sign)) continue;
      this.closed(this.either());
      return behind(this.ways, holds);
    }
    if (this.take('?<')) this.at = this.source.indexOf('>', this.at) + 1;
    const number = ++this.groups, body = this.closed(this.either());
    return (s, i, next) => {
      const before = s.groups[number];
      return body(s, i, j => {
        const inside = s.groups[number];
        s.groups[number] = s.text.slice(i, j);
        return next(j) || (s.groups[number] = inside, false);
      }) || (s.groups[number] = before, false);
    };
  }
  closed(body) {
    if (!this.take(')')) throw new Error('keeping.js: open group');
    return body;
  }
}

/** The first turns as often as they must be, then as often as they may; without a bound a turn that matched nothing is the last. */
function repeated(atom, least, most, lazy) {
  const turn = count => (s, i, next) => {
    if (count < least) return atom(s, i, j => turn(count + 1)(s, j, next));
    const more = () => count < most && atom(s, i, j => most === Infinity && j === i ? next(j) : turn(count + 1)(s, j, next));
    return lazy ? next(i) || more() : more() || next(i);
  };
  return turn(0);
}

function ahead(body, holds) {
  return (s, i, next) => {
    const before = s.groups.slice(), found = body(s, i, () => true);
    if (found === holds && next(i)) return true;
    s.groups = before;
    return false;
  };
}

function behind(ways, holds) {
  return (s, i, next) => {
    const before = s.groups.slice();
    const ends = way => { for (let j = i; j >= 0; --j) if (way(s, j, k => k === i)) return true; return false; };
    const found = ways.some(ends);
    if (!found || !holds) s.groups = before.slice();
    if (found === holds && next(i)) return true;
    s.groups = before;
    return false;
  };
}

/** What the reference uses of a RegExp. */
class Keeping {
  constructor(regex) {
    this.source = regex.source;
    this.compiler = new Compiler(regex.source, regex.flags);
    this.matcher = this.compiler.whole();
    this.lastIndex = 0;
  }
  exec(text) {
    for (let i = this.lastIndex; i <= text.length; i += i < text.length ? String.fromCodePoint(text.codePointAt(i)).length : 1) {
      const state = {text, steps: 0, groups: new Array(this.compiler.groups + 1).fill(undefined)};
      let end = -1;
      if (!this.matcher(state, i, j => (end = j, true))) continue;
      this.lastIndex = end;
      return Object.assign([text.slice(i, end), ...state.groups.slice(1)], {index: i});
    }
    this.lastIndex = 0;
    return null;
  }
}

module.exports = {Keeping};
