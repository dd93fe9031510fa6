'use strict';
// Random choices that a seed repeats (mulberry32), and random JSON data from a small vocabulary, so that expressions often hit.

function source(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = n => Math.floor(next() * n);
  return {
    below,
    chance: percent => next() * 100 < percent,
    pick: list => list[below(list.length)],
    /** [[weight, thing], …] */
    weighted(choices) {
      let at = next() * choices.reduce((sum, choice) => sum + choice[0], 0);
      for (const [weight, thing] of choices) if ((at -= weight) < 0) return thing;
      return choices[choices.length - 1][1];
    }
  };
}

const names = ['a', 'b', 'c', 'd', 'list', 'name', 'x y', 'a', 'b', 'list', 'and', '0', '12', 'Größe'];
const strings = ['', 'a', 'b', 'abc', 'Hello World', ' x  y ', '12', '-3.5', '1e3', 'true', 'ß', 'Σίσυφος', '😀x', 'a,b,c', 'aXbXc', '2020-02-29T12:30:15.123Z',
  '2018-03-27', 'MCMXC', 'twelve', '1,234', 'x%20y', '%E4', 'a+b&c', '0x1F', 'line\nnext', 'tab\t"q"', '\ud83d', '\uffff', '日本語', 'İstanbul', 'a\u00a0b', '$1', 'and', '0', '__proto__'];
const numbers = [0, 1, 2, 3, 5, 10, -1, -2, 0.5, 1.5, 2.5, -0.5, 100, 1234.5678, 1e21, 1e-7, 1521801216617, 9007199254740991, 0.1, 255, 1e300, 5e-324, 123456789.12345679, 1e15, 0.3, 12, 1e-5, 4294967296];

function data(random, depth = 3) {
  const kind = random.weighted([[3, 'number'], [3, 'string'], [1, 'boolean'], [1, 'null'], [depth > 0 ? 4 : 0, 'array'], [depth > 0 ? 6 : 0, 'object']]);
  switch (kind) {
    case 'number': return random.pick(numbers);
    case 'string': return random.pick(strings);
    case 'boolean': return random.chance(50);
    case 'null': return null;
    case 'array': return array(random, depth);
    default: return object(random, depth);
  }
}

function array(random, depth) {
  const size = random.chance(6) ? random.below(40) : random.below(5);  // long ones for sorts
  const shape = random.below(4);  // of one kind, or mixed
  const out = [];
  for (let i = 0; i < size; ++i) {
    if (shape === 0) out.push(random.pick(numbers));
    else if (shape === 1) out.push(random.pick(strings));
    else if (shape === 2) out.push(object(random, depth - 1));
    else out.push(data(random, depth - 1));
  }
  return out;
}

function object(random, depth) {
  const out = {};
  for (let i = random.below(5); i > 0; --i) out[random.pick(names)] = data(random, depth - 1);
  return out;
}

/** What an expression is run on: mostly an object, sometimes an array, seldom a scalar or nothing. */
function input(random) {
  return random.weighted([[70, () => ({a: data(random, 2), b: data(random, 2), list: array(random, 2), ...object(random, 3)})], [15, () => array(random, 3)],
    [10, () => data(random, 1)], [5, () => undefined]])();
}

module.exports = {source, input, names, strings, numbers};
