'use strict';
// Differences that are meant and that no change of the reference shows (those are in deviations.js): each with its reason and a test as
// narrow as can be.

const code = answer => answer.error ? answer.error.code : undefined;
const message = answer => answer.error ? answer.error.message : '';

/** With less precise numbers of many digits. */
const nearly = answer => JSON.stringify(answer).replace(/(\d+\.\d{9,}|\d[\d.]{15,})(e[-+]\d+)?/g, number => Number(number).toPrecision(13));

/** The reference's own limits: of stack, of time, of a sequence, and of the time of one search (reference.js). */
const GIVEN_UP = ['D1011', 'D1012', 'D2015', 'U1001', 'ERR_SCRIPT_EXECUTION_TIMEOUT'];
const OUT_OF_MEMORY = /^(Maximum call stack size exceeded|Invalid (array|string) length)$/;

const known = [
  ['the reference gives up: it is out of its stack or its time, which it counts otherwise',
    (want, got) => code(got) !== 'CRASH' && want.error && (GIVEN_UP.includes(code(want)) || (!code(want) && OUT_OF_MEMORY.test(message(want))))],
  ['a range beyond the bound of these runs is refused by both, each in its own words', (want, got) => code(want) === 'D2014' && code(got) === 'D2015'],
  ['a regular expression in a message is its text; for ECMAScript it is {}',
    (want, got) => code(got) === code(want) && want.error && got.error && want.error.position === got.error.position && /^Syntax error: \{\}$/.test(message(want)) && /^Syntax error: "/.test(message(got))],
  ['a function is no update of a transform, whatever its match is; the reference fails inside where that is no object',
    (want, got, e) => !code(want) && /^Cannot create property '_jsonata_function' on /.test(message(want)) && code(got) === 'T2011' && e.includes('|')],
  ['a function in a message is an empty text; the reference shows what it keeps inside',
    (want, got) => want.error && code(got) === code(want) && got.error.position === want.error.position && message(want).includes('"_jsonata_function"')],
  ['the matcher takes more steps than it may', (want, got, e) => code(got) === 'U1001' && /more steps than it may/.test(message(got)) && /\/[^]+\//.test(e)],
  ['a look-behind of no fixed length is refused by name (PCRE2 10.42)', (want, got, e) => /lookbehind assertion is not fixed length/.test(message(got)) && /\(\?<[=!]/.test(e)],
  ['a signature with what is no letter of one; the reference makes a regular expression of it that is none',
    (want, got, e) => /^Invalid regular expression: \/\^\(.*\)\$\/: /.test(message(want)) && e.includes('<')],
  ['a suffix behind a letter that signatures do not have stands behind nothing; in the reference it changes the parameter before',
    (want, got, e) => /<[^{]*[uq][-?+]/.test(e) && /signature|compatible|must be an array/.test(message(got) + message(want))],
  ['$number refuses a prefix of a radix with something else behind it; the reference gives NaN',
    (want, got, e) => /\$number\b/.test(e) && /"NaN"/.test(JSON.stringify(want.result)) && code(got) === 'D3030'],
  ['"__proto__" is a key like any other; for ECMAScript it is the prototype', (want, got, e) => e.includes('__proto__') && code(got) === code(want)],
  ['of a subtype of several letters the first one counts; in the reference no scalar is of it',
    (want, got, e) => code(want) === 'T0412' && /an array of undefined$/.test(message(want)) && /<[^{]*[af](<[^<>]*>|[-+?])*<[^<>]{2,}>/.test(e)],
  ['what fails in a composition is reported as the function that called it; in the reference it is "f" or "g"',
    (want, got, e) => want.error && got.error && code(got) === code(want) && want.error.position === got.error.position && /function "[fg]"/.test(message(want)) && e.includes('~>') &&
      message(got).replace(/function "\w+"/, '') === message(want).replace(/function "\w+"/, '')],
  ['an error inside a composition stands where it is called; the reference may give a place in a text of its own: behind "$g(" or "$f(" of "function($f, $g) { function($x){ $g($f($x)) } }"',
    (want, got, e) => want.error && got.error && code(got) === code(want) && message(got) === message(want) && [36, 39].includes(want.error.position) && e[got.error.position - 1] === '(' &&
      /~>\s*(function|λ|\$\w+\b(?!\s*\())/.test(e)],
  ['powers are those of the C library, exact to the last digit; V8 is one off',
    (want, got, e) => /\$power\b/.test(e) && !want.error && !got.error && nearly(want) === nearly(got)],
  ['a transform changes its copy alone; the reference also what its pattern finds outside of it by $$, for what is evaluated later',
    (want, got, e) => !want.error && !got.error && /\|[^|]*\$\$[^|]*\|/.test(e)],
  ['$random gives another number each time', (want, got, e) => /\$random\b/.test(e) && !want.error && !got.error],
  ['an optional parameter in front takes the argument, nothing is left for the next one; the reference fails inside of the match',
    (want, got, e) => !code(want) && /^Cannot read properties of undefined \(reading 'length'\)$/.test(message(want)) && /<[^{]*\?[^{]*>/.test(e) && code(got) !== 'CRASH'],
  ['an invalid regular expression is refused in other words', (want, got) => /^Invalid (regular expression: |flags supplied to RegExp constructor )/.test(message(want)) && /^Invalid regular expression: /.test(message(got))],
  ['half of a surrogate pair is no text that $eval could parse',
    (want, got, e, d) => code(got) === 'D3120' && /not valid UTF-8/.test(message(got)) && /\\ud83d/.test(JSON.stringify([d, e]))],
  ['`%` that is called in a tail call is no function, as elsewhere; the reference fails inside, since the place of its error has nowhere to go',
    (want, got, e) => !code(want) && /^Cannot set properties of undefined/.test(message(want)) && /%\s*\(/.test(e) && code(got) === 'T1006'],
  ['powers of 26 beyond 2^53 are rounded by the C library in $parseInteger, which is nearer than V8',
    (want, got, e) => /\$parseInteger/.test(e) && nearly(want) === nearly(got)],
];

/** The reason of a listed difference, or undefined. */
function reasonFor(want, got, expression, data) {
  const found = known.find(([, applies]) => applies(want, got, expression, data));
  return found && found[0];
}

/** What is not asked, with the reason: widths of millions of characters only take time. */
function spared(expression, data) {
  return /\$pad\b/.test(expression) && /\d{7}/.test(expression + JSON.stringify(data)) ? 'a width of millions' : undefined;
}

module.exports = {reasonFor, spared};
