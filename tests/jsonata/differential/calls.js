'use strict';
// Calls of the built-in functions, by what they give. Arguments are of the right type, mostly; sometimes one is missing or too many.

const pictures = require('./pictures');

module.exports = (node, join) => {
  /** $name(arguments), now and then with one argument less or more. */
  function call(grammar, name, ...args) {
    const r = grammar.random;
    if (r.chance(4)) args.pop();
    if (r.chance(2)) args.push(grammar.any(0));
    return node('$' + name + '(', ...join(args, ', '), ')');
  }
  const maybe = (grammar, percent, make) => grammar.random.chance(percent) ? [make()] : [];

  return {
    numberCall(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[3, () => call(this, r.pick(['sum', 'count', 'max', 'min', 'average']), this.array(d))], [2, () => call(this, 'length', ...maybe(this, 90, () => this.string(d)))],
        [3, () => call(this, r.pick(['abs', 'floor', 'ceil', 'sqrt']), ...maybe(this, 95, () => this.number(d)))],
        [3, () => call(this, 'round', this.number(d), ...maybe(this, 60, () => node(r.pick(['0', '1', '2', '-1', '-2', '3', '1.5']))))],
        [2, () => call(this, 'power', this.number(d), node(r.pick(['0', '1', '2', '0.5', '-1', '3', '10', '400'])))], [3, () => call(this, 'number', ...maybe(this, 90, () => this.any(d)))],
        [2, () => call(this, 'number', node(JSON.stringify(pictures.numeral(r))))],
        [3, () => call(this, 'parseInteger', r.chance(50) ? this.string(d) : node(JSON.stringify(pictures.integerText(r))), node(JSON.stringify(pictures.integer(r))))],
        [2, () => call(this, 'toMillis', r.chance(40) ? this.string(0) : node(JSON.stringify(pictures.timestamp(r))), ...maybe(this, 30, () => node(JSON.stringify(pictures.date(r)))))],
        [1, () => node('$millis()')], [1, () => node('$floor($random())')],
        [2, () => { const p = JSON.stringify(pictures.date(r)); return node('$toMillis($fromMillis(', this.number(0), ', ', p, '), ', p, ')'); }]])();
    },
    stringCall(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[4, () => call(this, 'string', ...maybe(this, 92, () => this.any(d)), ...maybe(this, 15, () => node(r.pick(['true', 'false']))))],
        [3, () => call(this, 'substring', this.string(d), node(r.pick(['0', '1', '-2', '3', '1.7', '-9'])), ...maybe(this, 50, () => node(r.pick(['0', '1', '2', '-1', '1.5', '9']))))],
        [3, () => call(this, r.pick(['substringBefore', 'substringAfter']), this.string(d), this.string(d))],
        [4, () => call(this, r.pick(['uppercase', 'lowercase', 'trim']), ...maybe(this, 92, () => this.string(d)))],
        [3, () => call(this, 'pad', this.string(d), node(r.pick(['5', '-5', '0', '8', '3.5', '-2'])), ...maybe(this, 50, () => this.string(0)))],
        [3, () => call(this, 'join', this.array(d), ...maybe(this, 60, () => this.string(d)))],
        [6, () => call(this, 'replace', this.string(d), r.chance(60) ? node(pictures.regex(r)) : this.string(0), r.chance(25) ? this.lambda(d, 1) : node(JSON.stringify(pictures.replacement(r))),
          ...maybe(this, 25, () => node(r.pick(['0', '1', '2', '-1', '1.5']))))],
        [5, () => call(this, 'formatNumber', this.number(d), node(JSON.stringify(pictures.number(r))), ...maybe(this, 12, () => node(pictures.options(r))))],
        [2, () => call(this, 'formatBase', this.number(d), ...maybe(this, 80, () => node(r.pick(['2', '8', '16', '36', '37', '1', '10.5', '3']))))],
        [4, () => call(this, 'formatInteger', this.number(d), node(JSON.stringify(pictures.integer(r))))],
        [5, () => call(this, 'fromMillis', this.number(d), ...maybe(this, 75, () => node(JSON.stringify(pictures.date(r)))), ...maybe(this, 30, () => node(JSON.stringify(pictures.zone(r)))))],
        [2, () => call(this, r.pick(['encodeUrl', 'encodeUrlComponent', 'decodeUrl', 'decodeUrlComponent', 'base64encode', 'base64decode']), this.string(d))],
        [1, () => call(this, 'type', this.any(d))], [1, () => call(this, 'error', ...maybe(this, 70, () => this.string(d)))],
        [1, () => node('$now(', ...join([...maybe(this, 60, () => node(JSON.stringify(pictures.date(r)))), ...maybe(this, 20, () => node(JSON.stringify(pictures.zone(r))))], ', '), ')')]])();
    },
    booleanCall(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[3, () => call(this, 'boolean', this.any(d))], [3, () => call(this, 'not', this.any(d))], [3, () => call(this, 'exists', this.any(d))],
        [5, () => call(this, 'contains', this.string(d), r.chance(60) ? node(pictures.regex(r)) : this.string(d))], [1, () => call(this, 'assert', this.boolean(d), ...maybe(this, 50, () => this.string(0)))],
        [1, () => node('($random() < 1)')]])();
    },
    arrayCall(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[4, () => call(this, 'append', this.any(d), this.any(d))], [3, () => call(this, 'reverse', this.array(d))], [2, () => call(this, 'distinct', this.array(d))],
        [2, () => call(this, 'keys', this.any(d))], [3, () => call(this, 'zip', this.array(d), ...maybe(this, 80, () => this.array(d)), ...maybe(this, 20, () => this.array(d)))],
        [4, () => call(this, 'split', this.string(d), r.chance(50) ? node(pictures.regex(r)) : this.string(0), ...maybe(this, 30, () => node(r.pick(['0', '1', '2', '-1', '1.5']))))],
        [5, () => call(this, 'match', this.string(d), node(pictures.regex(r)), ...maybe(this, 20, () => node(r.pick(['0', '1', '2', '-1', '1.5']))))], [2, () => call(this, 'spread', this.any(d))],
        [1, () => node('$count($shuffle(', this.array(d), '))')]])();
    },
    objectCall(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[4, () => call(this, 'merge', this.array(d))], [2, () => call(this, 'clone', this.any(d))], [2, () => call(this, 'sift', this.object(d), this.fn(d, 1 + r.below(3)))]])();
    },
    generic(depth) {
      const r = this.random, d = depth - 1;
      return r.weighted([[4, () => call(this, 'lookup', this.any(d), this.string(d))], [1, () => call(this, 'eval', node(JSON.stringify(r.pick(['1+1', 'a', '$', '$x', '[1,2', '$sum(1,"a")', 'b.c', '{"a":a}', '$t + 1', '$f(2)', '$string', '($x := 5; $x)', '$eval("a")', 'list[0]', '$count', '1 +', '"']))))],
        [1, () => node(pictures.regex(r), '(', this.string(d), ')')], [1, () => node(this.any(d), '(', this.any(d), ')')], [1, () => node('$nope(', this.any(d), ')')],
        [1, () => node(r.pick(['count', 'sum', 'zz', 'a']), '(', this.any(d), ')')]])();
    },
    /** Any function with any arguments. */
    anyCall(depth) {
      const r = this.random, args = [];
      const name = r.pick(['sum', 'count', 'max', 'min', 'average', 'string', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'length', 'trim', 'pad', 'match',
        'contains', 'replace', 'split', 'join', 'formatNumber', 'formatBase', 'formatInteger', 'parseInteger', 'number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'power', 'boolean', 'not', 'map',
        'zip', 'filter', 'single', 'reduce', 'sift', 'keys', 'lookup', 'append', 'exists', 'spread', 'merge', 'reverse', 'each', 'error', 'assert', 'type', 'sort', 'distinct', 'base64encode',
        'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent', 'decodeUrl', 'eval', 'toMillis', 'fromMillis', 'clone', 'now', 'millis']);
      for (let i = r.below(4); i > 0; --i) args.push(r.chance(15) ? this.fn(depth - 1, 1 + r.below(3)) : this.any(depth - 2));
      return node('$' + name + '(', ...join(args, ', '), ')');
    }
  };
};
