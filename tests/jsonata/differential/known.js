'use strict';
// Differences that are meant and that no change of the reference shows (those are in deviations.js): each with its reason and a test as
// narrow as can be.

const LIMITS = ['D1011', 'D1012', 'D2015', 'U1001'];
const code = answer => answer.error ? answer.error.code : undefined;
const message = answer => answer.error ? answer.error.message : '';

/** Something looks for a regular expression. */
const MATCHING = /\$(match|replace|split|contains)\b.*\/|\/[im]*\(/s;

/** The same characters in whatever order. */
const letters = answer => JSON.stringify(answer).split('').sort().join('');

const known = [
  ['a limit of one of the two: they count differently', (want, got) => LIMITS.includes(code(want)) || LIMITS.includes(code(got))],
  ['the reference fails with an internal error that has no code', (want, got) => want.error && !want.error.code && code(got) !== 'CRASH'],
  ['a look-behind of no fixed length is refused by name (PCRE2 10.42)', (want, got) => /lookbehind assertion/.test(message(got))],
  ['what a group captured in a repetition that matched nothing, or in an earlier one, and references to such a group: ECMAScript forgets it, PCRE2 keeps it',
    (want, got, e) => ((!want.error && !got.error) || code(want) === 'D1004' || code(got) === 'D1004') && /\)([*+?]|\{\d)/.test(e) && MATCHING.test(e)],
  ['$formatBase writes every digit of a number beyond 2^53; the reference writes zeros where a double holds no digits',
    (want, got, e) => !want.error && !got.error && /\$formatBase/.test(e) && JSON.stringify(want).replace(/[0-9a-z]{1,6}"/g, '"') === JSON.stringify(got).replace(/[0-9a-z]{1,6}"/g, '"')],
  ['a character beyond U+FFFF is one character for a regular expression; for ECMAScript without the u flag it is two',
    (want, got, e, d) => !want.error && !got.error && MATCHING.test(e) && /[\u{10000}-\u{10FFFF}]/u.test(e + JSON.stringify(d))],
  ['keys that are integers stay where they were written; for ECMAScript they come first',
    (want, got, e, d) => !want.error && !got.error && /\d/.test(e + JSON.stringify(d)) && letters(want) === letters(got)],
];

/** The reason of a listed difference, or undefined. */
function reasonFor(want, got, expression, data) {
  const found = known.find(([, applies]) => applies(want, got, expression, data));
  return found && found[0];
}

const isInternal = answer => answer.error !== undefined && !answer.error.code;

module.exports = {reasonFor, isInternal};
