'use strict';
// Random expressions. An expression is a tree, {parts: [text or tree, …]}, so that the fuzzer can shrink it; text() writes it out.
// Expressions of a wanted type are generated; now and then the type is wrong on purpose.

const {names, strings, numbers} = require('./random');
const pictures = require('./pictures');

const node = (...parts) => ({parts});
const text = tree => typeof tree === 'string' ? tree : tree.parts.map(text).join('');
const join = (trees, comma) => trees.flatMap((tree, i) => i ? [comma, tree] : [tree]);

class Grammar {
  constructor(random) {
    this.random = random;
    this.variables = [];
    this.budget = 40;  // of nodes, so that expressions stay readable
  }

  any(depth) {
    if (--this.budget < 0 || depth <= 0) return this.leaf();
    return this.random.weighted([[14, () => this.path(depth)], [8, () => this.number(depth)], [7, () => this.string(depth)], [5, () => this.boolean(depth)],
      [8, () => this.array(depth)], [6, () => this.object(depth)], [3, () => this.conditional(depth)], [5, () => this.block(depth)],
      [5, () => this.higherOrder(depth)], [4, () => this.apply(depth)], [2, () => this.lambda(depth, 1)], [3, () => this.lambdaCall(depth)],
      [2, () => this.transform(depth)], [3, () => this.generic(depth)], [2, () => this.anyCall(depth)], [2, () => this.leaf()],
      [2, () => node('(', this.any(depth - 1), ')')]])();
  }

  leaf() {
    const r = this.random;
    return node(r.weighted([[4, () => this.name()], [3, () => this.numeral()], [3, () => this.literal()],
      [1, () => r.pick(['true', 'false', 'null'])], [2, () => '$'], [1, () => '$$'], [3, () => this.variable()], [1, () => r.pick(['*', '**', '%'])],
      [1, () => '()'], [1, () => '[]'], [1, () => '{}']])());
  }

  name() {
    const name = this.random.pick(names);
    return /^[a-zö]+$/i.test(name) && !this.random.chance(5) ? name : '`' + name + '`';
  }
  literal() {
    const r = this.random, json = JSON.stringify(r.pick(strings));
    return r.weighted([[8, json], [1, "'" + json.slice(1, -1).replace(/\\"/g, '"') + "'"], [1, json.replace(/[^\x20-\x7e]|[a-c]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))]]);
  }
  numeral() {
    const r = this.random;
    return r.chance(90) ? String(r.pick(numbers.filter(n => n >= 0))).replace('e+', 'e') : r.pick(['0.0', '1e2', '1E-2', '1.50', '10e300', '1e309', '00', '1.', '123456789012345678901', '0.1e+1']);
  }
  variable() { return this.variables.length ? '$' + this.random.pick(this.variables) : this.random.pick(['$', '$nope', '$count', '$string']); }
  scoped(variables, make) {
    const before = this.variables;
    this.variables = before.concat(variables);
    const result = make();
    this.variables = before;
    return result;
  }
  wrong() { return this.random.chance(6); }

  // --- paths
  path(depth) {
    const r = this.random, before = this.variables, steps = [];
    for (let i = 1 + r.below(4), first = true; i > 0; --i, first = false) steps.push(this.step(depth - 1, first));
    let result = node(...join(steps, '.'));
    if (r.chance(8)) result = node(result, this.sort(depth - 1));
    if (r.chance(6)) result = node(result, this.group(depth - 1));
    if (r.chance(4)) result = node(result, this.predicate(depth - 1));
    this.variables = before;
    return result;
  }

  step(depth, first) {
    const r = this.random;
    const what = r.weighted([[20, () => node(this.name())], [2, () => node(JSON.stringify(r.pick(names)))], [2, () => node('*')], [1, () => node('**')],
      [first ? 1 : 3, () => node('%')], [first ? 5 : 2, () => node('$')], [first ? 3 : 1, () => node('$$')], [first ? 4 : 2, () => node(this.variable())],
      [3, () => node('(', this.any(depth), ')')], [2, () => this.arrayConstructor(depth)], [2, () => this.objectConstructor(depth)], [2, () => this.stringCall(depth)],
      [1, () => this.numberCall(depth)], [1, () => this.literalStep()], [1, () => this.generic(depth)], [1, () => this.lambdaCall(depth)]])();
    return node(what, ...this.suffixes(depth));
  }
  literalStep() { return node(this.random.pick(['1', 'true', 'null', '"q"'])); }

  suffixes(depth) {
    const r = this.random, out = [];
    while (r.chance(22) && out.length < 3) {
      out.push(r.weighted([[8, () => this.predicate(depth)], [2, () => node('[]')], [2, () => this.bind('@')], [2, () => this.bind('#')], [1, () => this.sort(depth)],
        [1, () => this.group(depth)]])());
    }
    return out;
  }
  bind(symbol) {
    const name = this.random.pick(['i', 'v', 'w']);
    this.variables = this.variables.concat(name);
    return node(symbol + '$' + name);
  }
  predicate(depth) {
    const r = this.random;
    return node('[', r.weighted([[5, () => node(r.pick(['0', '1', '-1', '2', '-2', '1.5', '-0.5', '9']))], [5, () => this.boolean(depth)],
      [2, () => node(this.name())], [1, () => node('[', r.pick(['0,1', '0..1', '-1,0', '0,0', '"x"', '0,"x"']), ']')], [2, () => this.any(depth)],
      [1, () => node('$i = ' + r.below(3))]])(), ']');
  }
  sort(depth) {
    const r = this.random, terms = [];
    for (let i = 1 + r.below(2); i > 0; --i) terms.push(node(r.pick(['', '<', '>']), r.chance(70) ? node(r.pick([this.name(), '$'])) : this.any(depth - 1)));
    return node('^(', ...join(terms, ', '), ')');
  }
  group(depth) { return node('{', ...join(this.pairs(depth, true), ', '), '}'); }
  pairs(depth, keyed) {
    const r = this.random, out = [];
    for (let i = keyed ? 1 + r.below(2) : r.below(4); i > 0; --i) {
      const key = r.weighted([[6, () => node(JSON.stringify(r.pick(names)))], [2, () => this.string(depth - 1)], [1, () => node('$string(', this.any(depth - 2), ')')],
        [keyed ? 4 : 1, () => node(this.name())]])();
      out.push(node(key, ': ', this.any(depth - 1)));
    }
    return out;
  }

  // --- typed
  number(depth) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    if (depth <= 0 || --this.budget < 0) return r.chance(40) ? node(this.name()) : node(this.numeral());
    return r.weighted([[4, () => this.number(0)], [5, () => this.binary(['+', '-', '*', '/', '%'], 'number', depth)], [2, () => node('-', this.number(depth - 1))],
      [8, () => this.numberCall(depth)], [1, () => node('(', this.number(depth - 1), ')')], [2, () => this.path(depth - 1)]])();
  }
  string(depth) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    if (depth <= 0 || --this.budget < 0) return r.chance(30) ? node(this.name()) : node(this.literal());
    return r.weighted([[4, () => this.string(0)], [4, () => this.binary(['&'], r.pick(['string', 'any']), depth)], [9, () => this.stringCall(depth)],
      [2, () => this.path(depth - 1)]])();
  }
  boolean(depth) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    if (depth <= 0 || --this.budget < 0) return node(r.pick(['true', 'false', this.name()]));
    return r.weighted([[5, () => this.binary(['=', '!='], r.pick(['any', 'number', 'string']), depth)], [6, () => this.binary(['<', '<=', '>', '>='], r.pick(['number', 'string']), depth)],
      [3, () => this.binary(['and', 'or'], r.pick(['boolean', 'any']), depth)], [3, () => node(this.any(depth - 1), ' in ', this.array(depth - 1))],
      [4, () => this.booleanCall(depth)]])();
  }
  binary(operators, type, depth) { return node(this[type](depth - 1), ' ', this.random.pick(operators), ' ', this[type](depth - 1)); }

  array(depth) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    if (depth <= 0 || --this.budget < 0) return node(r.pick(['list', '[1, 2, 3]', '["b", "a"]', '[]', '[3, 1, 2]', '$']));
    return r.weighted([[5, () => this.arrayConstructor(depth)], [4, () => this.arrayCall(depth)], [3, () => this.path(depth - 1)], [3, () => this.higherOrder(depth)]])();
  }
  arrayConstructor(depth) {
    const r = this.random, items = [];
    for (let i = r.below(4); i > 0; --i) items.push(r.chance(15) ? node(this.number(depth - 2), '..', this.number(depth - 2)) : this.any(depth - 1));
    return node('[', ...join(items, ', '), ']');
  }
  object(depth) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    if (depth <= 0 || --this.budget < 0) return node(r.pick(['$', 'a', '{"a": 1}', '{}', '{"b": [1, 2]}']));
    return r.weighted([[5, () => this.objectConstructor(depth)], [3, () => this.objectCall(depth)], [2, () => this.path(depth - 1)]])();
  }
  objectConstructor(depth) { return node('{', ...join(this.pairs(depth, false), ', '), '}'); }

  // --- functions
  lambda(depth, parameters) {
    const r = this.random, own = ['p', 'q', 'r', 's'].slice(0, parameters);
    const signature = r.chance(14) ? this.signature() : '';
    return node(r.pick(['function', 'λ']), '(', own.map(p => '$' + p).join(', '), ')', signature, '{', this.scoped(own, () => this.any(depth - 1)), '}');
  }
  signature() {
    const r = this.random;
    if (r.chance(50)) return r.pick(['<n>', '<s>', '<x-x?>', '<a<n>>', '<nn:n>', '<x>', '<j>', '<(ns)->', '<f>', '<o>', '<n+>', '<s-n?>', '<a<s>n?>', '<xxx>', '<b?>']);
    let out = '';
    for (let i = r.below(4); i > 0; --i) {
      out += r.weighted([[8, () => r.pick(['b', 'n', 's', 'l', 'a', 'o', 'f', 'j', 'x'])], [2, () => 'a<' + r.pick(['b', 'n', 's', 'o', 'a', 'x', 'f']) + '>'], [1, () => '(' + r.pick(['ns', 'sao', 'bl', 'nf', 'x', 'a<n>s']) + ')'],
        [1, () => r.pick(['f<n:n>', 'n<s>', 'q', 'u'])]])() + r.pick(['', '', '', '?', '-', '+']);
    }
    return '<' + out + r.pick(['', ':n', ':x']) + '>';
  }
  fn(depth, parameters) {
    const r = this.random;
    if (this.wrong()) return this.any(depth - 1);
    const built = ['$string', '$number', '$uppercase', '$sum', '$count', '$exists', '$not', '$boolean', '$type', '$length', '$round', '$substring', '$append', '$keys',
      '$reverse', '$max', '$abs', '$contains', '$merge', '$sort', '$distinct', '$lookup', '$pad', '$zip', '$spread', '$trim', '$split', '$join', '$formatBase', '$map', '$power', '$error', '$eval', '$clone', '$match', '$replace', '$formatNumber', '$filter', '$each', '$substringBefore', '$toMillis', '$fromMillis', '$parseInteger', '$reduce'];
    return r.weighted([[8, () => this.lambda(depth, r.chance(85) ? parameters : r.below(4))], [4, () => node(r.pick(built))], [2, () => this.partial(depth)],
      [1, () => node('(', this.fn(depth - 1, 1), ' ~> ', this.fn(depth - 1, 1), ')')], [1, () => node(pictures.regex(r))], [1, () => node(this.variable())]])();
  }
  partial(depth) {
    const r = this.random;
    return node(r.pick([() => node('$substring(?, ', this.number(depth - 2), ')'), () => node('$append(?, ', this.any(depth - 2), ')'), () => node('$join(?, ', this.string(depth - 2), ')'),
      () => node('$map(?, ', this.fn(depth - 2, 1), ')'), () => node('$contains(?, ', this.string(depth - 2), ')'), () => node('$power(', this.number(depth - 2), ', ?)'),
      () => node('$lookup(?, ', this.string(depth - 2), ')'), () => node('$round(?, ?)'), () => node('$replace(?, ', this.string(0), ', ', this.string(0), ')'),
      () => node('$pad(?, ', this.number(0), ')'), () => node(this.lambda(depth - 2, 2), '(?, ', this.any(depth - 2), ')'), () => node('$string(?)'), () => node('$split(?, ",")')])());
  }
  lambdaCall(depth) {
    const r = this.random, n = r.below(4), args = [];
    for (let i = r.chance(85) ? n : r.below(4); i > 0; --i) args.push(this.any(depth - 2));
    return node(this.lambda(depth - 1, n), '(', ...join(args, ', '), ')');
  }
  higherOrder(depth) {
    const r = this.random;
    return r.weighted([[5, () => node('$map(', this.array(depth - 1), ', ', this.fn(depth - 1, 1 + r.below(3)), ')')],
      [4, () => node('$filter(', this.array(depth - 1), ', ', this.fn(depth - 1, 1 + r.below(3)), ')')],
      [2, () => node('$single(', this.array(depth - 1), r.chance(80) ? node(', ', this.fn(depth - 1, 1)) : '', ')')],
      [4, () => node('$reduce(', this.array(depth - 1), ', ', this.fn(depth - 1, 2 + r.below(3)), r.chance(40) ? node(', ', this.any(depth - 2)) : '', ')')],
      [2, () => node('$sift(', this.object(depth - 1), ', ', this.fn(depth - 1, 1 + r.below(3)), ')')],
      [2, () => node('$each(', this.object(depth - 1), ', ', this.fn(depth - 1, 1 + r.below(3)), ')')],
      [2, () => node('$sort(', this.array(depth - 1), r.chance(60) ? node(', ', this.comparator(depth - 1)) : '', ')')]])();
  }
  comparator(depth) {
    return this.random.chance(70) ? node(this.random.pick(['function($l, $r){$l > $r}', 'function($l, $r){$l < $r}', 'function($l, $r){$string($l) > $string($r)}',
      'function($l, $r){$l.a > $r.a}', 'function($l, $r){true}', 'function($l, $r){$length($string($l)) < $length($string($r))}'])) : this.lambda(depth, 2);
  }
  apply(depth) {
    const r = this.random;
    return node(this.any(depth - 1), ' ~> ', r.weighted([[4, () => this.fn(depth - 1, 1)], [3, () => this.partial(depth - 1)], [1, () => this.transformer(depth - 1)],
      [2, () => node('$substring(', this.number(0), ')')], [2, () => node('$map(', this.fn(depth - 1, 1), ')')], [1, () => node('$filter(', this.fn(depth - 1, 1), ')')],
      [1, () => node('$append(', this.any(depth - 2), ')')], [1, () => node('$string()')], [1, () => node('$join(', this.string(0), ')')]])());
  }
  transformer(depth) {
    const r = this.random;
    const where = r.pick([() => node('$'), () => node(this.name()), () => node('**'), () => node('*'), () => this.path(depth - 1), () => node('list[', this.boolean(depth - 2), ']')])();
    return node('|', where, '|', this.object(depth - 1), r.chance(40) ? node(', ', r.pick(['"a"', '["a", "b"]', 'name', '"zz"', '1', '[]'])) : '', '|');
  }
  transform(depth) { return node(this.object(depth - 1), ' ~> ', this.transformer(depth)); }

  /** The text with a few of its tokens lost, doubled or exchanged. */
  damaged(tree) {
    const r = this.random, tokens = text(tree).match(/"(?:\\.|[^"\\])*"|[$\w.]+|\s+|[^]/gu) || [];
    for (let i = 1 + r.below(2); i > 0; --i) {
      const at = r.below(tokens.length + 1);
      r.weighted([[4, () => tokens.splice(at, 1)], [2, () => tokens.splice(at, 0, tokens[at] || '')], [4, () => tokens.splice(at, r.below(2), r.pick(['(', ')', '[', ']', '{', '}', ',', ';', ':', '?', '.', '..', ':=', '~>', '|', '^', '@', '#', '%', '/', '"',
        '`', "'", '!', '~', '&', '=', '!=', '<', '$', 'and', 'in', 'function', '1', '/* x */', '/*', '\\', '**', '??', '?:', ' ', '\n', 'é', '😀', '\u0000', '"\\x"', '"\\u12"', '01', '1e999', '.5']))]])();
    }
    return node(...tokens.map(token => node(token)));
  }

  // --- control
  conditional(depth) {
    const r = this.random;
    return r.weighted([[6, () => node(this.boolean(depth - 1), ' ? ', this.any(depth - 1), ' : ', this.any(depth - 1))], [2, () => node(this.boolean(depth - 1), ' ? ', this.any(depth - 1))],
      [1, () => node(this.any(depth - 1), ' ?: ', this.any(depth - 1))], [1, () => node(this.any(depth - 1), ' ?? ', this.any(depth - 1))]])();
  }
  block(depth) {
    const r = this.random, before = this.variables, parts = [];
    for (let i = r.below(3); i > 0; --i) {
      const name = r.pick(['t', 'u', 'f', 'count']);
      const value = name === 'f' ? this.fn(depth - 1, 1) : this.any(depth - 1);
      if (r.chance(90)) this.variables = this.variables.concat(name);
      parts.push(node('$', name, ' := ', value));
    }
    if (r.chance(8)) parts.push(node('$g := function($n){$n <= 0 ? ', this.any(depth - 2), ' : $g($n - 1)}'), node('$g(', String(r.below(5)), ')'));
    parts.push(this.variables.includes('f') && r.chance(50) ? node('$f(', this.any(depth - 1), ')') : this.any(depth - 1));
    this.variables = before;
    return node('(', ...join(parts, '; '), ')');
  }
}

Object.assign(Grammar.prototype, require('./calls')(node, join));

module.exports = {Grammar, text, node};
