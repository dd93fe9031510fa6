'use strict';
// Differences that are meant and that no change of the reference shows (those are in deviations.js): each with its reason and a test as
// narrow as can be.

const LIMITS = ['D1011', 'D1012', 'D2015', 'U1001'];
const code = answer => answer.error ? answer.error.code : undefined;
const message = answer => answer.error ? answer.error.message : '';

const known = [
  ['a limit of one of the two: they count differently', (want, got) => LIMITS.includes(code(want)) || LIMITS.includes(code(got))],
  ['the reference fails with an internal error that has no code', (want, got) => want.error && !want.error.code && code(got) !== 'CRASH'],
  ['a look-behind of no fixed length is refused by name (PCRE2 10.42)', (want, got) => /lookbehind assertion/.test(message(got))],
  ['what a group captured in a repetition that matched nothing, or in an earlier one: ECMAScript forgets it, PCRE2 keeps it',
    (want, got, e) => !want.error && !got.error && /\)([*+?]|\{\d)/.test(e) && /\$match|\$replace|\$split|groups|\/[im]*\(/.test(e) && /\//.test(e)],
];

/** The reason of a listed difference, or undefined. */
function reasonFor(want, got, expression) {
  const found = known.find(([, applies]) => applies(want, got, expression));
  return found && found[0];
}

const isInternal = answer => answer.error !== undefined && !answer.error.code;

module.exports = {reasonFor, isInternal};
