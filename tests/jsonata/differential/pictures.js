'use strict';
// Random picture strings, timestamps, numerals, regular expressions and replacement texts.

const repeat = (r, most, make) => { let out = ''; for (let i = 1 + r.below(most); i > 0; --i) out += make(); return out; };

/** $formatNumber: mostly well formed, sometimes noise. */
function number(r) {
  if (r.chance(20)) return repeat(r, 8, () => r.pick(['0', '#', '.', ',', ';', '%', '‰', 'e', '-', '$', '9', ' ']));
  const integer = r.pick(['#', '0', '#0', '#,##0', '00', '#,###', '###,##0', '000', '', '#,##,#0', '9']);
  const fraction = r.pick(['', '', '.0', '.00', '.##', '.0#', '.#', '.00##', '.0,0', '.']);
  const exponent = r.pick(['', '', '', '', 'e0', 'e00']);
  const one = r.pick(['', '', '$', '(', '-', 'x ']) + integer + fraction + exponent + r.pick(['', '', '%', '‰', ')', ' EUR']);
  return r.chance(15) ? one + ';' + r.pick(['(', '', 'neg ']) + integer + fraction + r.pick([')', '', '-']) : one;
}
const options = r => r.pick(['{"decimal-separator": ","}', '{"grouping-separator": "."}', '{"minus-sign": "~"}', '{"zero-digit": "٠"}', '{"percent": "pc"}', '{"exponent-separator": "E"}',
  '{"digit": "*"}', '{"pattern-separator": "|"}', '{"decimal-separator": ",", "grouping-separator": "."}', '{}', '{"x": 1}', '{"per-mille": "p"}', '{"infinity": "inf"}']);

const integer = r => r.chance(15) ? repeat(r, 5, () => r.pick(['0', '#', ',', '.', ';', 'o', 'w', 'A', '١', ' ', '9'])) :
  r.pick(['0', '1', '#0', '#,##0', '0000', '#.##0', '#,##,#0', '0,0,00', 'A', 'a', 'I', 'i', 'w', 'W', 'Ww', '١', '#', '', '0 000']) + r.pick(['', '', '', ';o', ';c', ';o(x)', ';']);
const integerText = r => r.pick(['12', '1,234', '12th', '1st', 'twelve', 'one hundred and one', 'TWENTY-FIRST', 'IV', 'mcmxc', 'ab', 'Z', '٣٤', '', 'x', '007', '-5', '1.5', 'one thousand, two', 'first']);
const numeral = r => r.pick(['1', '-1', '1.5', '01', '-0', '.5', '1.', '1e3', '1E-3', '0x1F', '0b101', '0o17', ' 1', '1 ', '', '+1', '--1', '1e400', 'NaN', 'Infinity', '0xG', '9007199254740993', '0X1f', '1_000', '-0x1']);

function date(r) {
  if (r.chance(10)) return repeat(r, 6, () => r.pick(['[', ']', 'Y', 'M', '[[', ']]', 'D', '0001', ',', 'x']));
  return repeat(r, 5, () => r.weighted([[8, () => marker(r)], [3, () => r.pick(['-', '/', ' ', ':', 'T', 'th ', '[[', ']]', ', ', '.', '|', '(', '?'])]])());
}
function marker(r) {
  const component = r.pick(['Y', 'M', 'D', 'd', 'F', 'W', 'w', 'X', 'x', 'H', 'h', 'P', 'm', 's', 'f', 'Z', 'z', 'C', 'E', 'Y', 'M', 'D', 'H', 'm', 's', 'q']);
  const presentation = r.pick(['', '', '1', '01', '0001', '001', 'N', 'n', 'Nn', 'I', 'i', 'w', 'W', 'Ww', 'A', 'a', '0', '9', '#', '#,##0', '00:00', '0000', '٠١']) + r.pick(['', '', '', 'o', 't', 'c']);
  return '[' + component + presentation + r.pick(['', '', '', ',2', ',2-2', ',3-3', ',*-2', ',1-4', ',4', ',*', ',2-*']) + ']';
}
const zone = r => r.pick(['+0000', '+0530', '-0500', '-0530', '+1400', '0100', '', '-0030', '+5', 'x']);
const timestamp = r => r.pick(['1970-01-01T00:00:00.001Z', '2017-10-30T16:25:32.935Z', '2018', '2018-12', '2018-12-31', '2018-12-31T23:59:59', '2018-12-31T23:59:59+0100', '2018-12-31T23:59:59.1+01:00',
  '2018-02-30', '2018-13-01', '20181231', '2018-12-31T25:00:00', '2018-12-31 23:59:59', '2018-1-1', 'x', '2018-12-31T23:59', '2018-12-31T23:59:59.123456Z', '12:30', '3rd of May 2020', '1/2/2003', '12018-01-01',
  '2018-12-31Z', '2018-12-31T24:00:00', 'January 5, 1999', '99-12-31', '5 pm', '23:59:59.999']);

function regex(r) {
  const atom = depth => r.weighted([[6, () => r.pick(['a', 'b', 'X', 'o', 'l', ',', ' ', '1'])], [3, () => r.pick(['.', '\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\b', '\\.', '\\u0061', '\\x61', '\\t'])],
    [3, () => r.pick(['[a-c]', '[^a]', '[\\d,]', '[a-zA-Z]+', '[\\s\\S]', '[^]', '[]', '[.]', '[-a]', '[\\w-]'])], [depth > 0 ? 4 : 0, () => '(' + alternatives(depth - 1) + ')'],
    [depth > 0 ? 2 : 0, () => '(?:' + alternatives(depth - 1) + ')'], [depth > 0 ? 1 : 0, () => r.pick(['(?=', '(?!', '(?<=', '(?<!']) + alternatives(depth - 1) + ')'],
    [depth > 0 ? 1 : 0, () => '(?<n' + r.below(1e6) + '>' + alternatives(depth - 1) + ')'], [1, () => r.pick(['^', '$'])], [1, () => r.pick(['\\1', '\\2'])]])();
  const piece = depth => { const a = atom(depth); return /^(\^|\$|\\b|\(\?[=!<])/.test(a) && !a.startsWith('(?<n') ? a : a + r.weighted([[10, ''], [2, '*'], [2, '+'], [2, '?'], [1, '*?'], [1, '+?'], [1, '??'], [1, '{2}'], [1, '{1,2}'], [1, '{0,}']]); };
  const sequence = depth => { let out = ''; for (let i = 1 + r.below(3); i > 0; --i) out += piece(depth); return out; };
  const alternatives = depth => r.chance(25) ? sequence(depth) + '|' + sequence(depth) : sequence(depth);
  return '/' + alternatives(2) + '/' + r.pick(['', '', '', 'i', 'm', 'im']);
}
const replacement = r => r.pick(['', '-', '$0', '$1', '[$1$2]', '$$', '$$1', '$', '$10', '$x', '$3', 'x$0y', '$12', '$01']);

module.exports = {number, options, integer, integerText, numeral, date, zone, timestamp, regex, replacement};
