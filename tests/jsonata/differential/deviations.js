'use strict';
// Where the engine means to differ from the reference: each as a change of the reference's text. A case that differs is put down to a
// deviation only if the reference, so changed, gives the engine's answer; nothing else may differ.

module.exports = [
  {reason: 'parts of a constructor are evaluated one after another; the reference runs them side by side, which decides what is reported first',
    changes: [[/Promise\.all\((expr\.expressions)\s*\.map\(/, 'inOrder($1, ('], [/Promise\.all\((utils\.keys\(groups\))\.map\(/, 'inOrder($1, (']]},
  {reason: 'a regular expression that is called as a function takes one string; the reference converts anything, and a second argument is where it starts',
    changes: [[/var closure = function\(str, fromIndex\) \{\s*var result;/, 'var closure = function(str) { var result; var fromIndex = arguments[1]; if (typeof str !== "string" || (arguments.length > 1 && this !== re)) fromIndex = 0; if (typeof str !== "string") return undefined;'],
      ['var next = closure(str, re.lastIndex);', 'var next = closure.call(re, str, re.lastIndex);']]},
  {reason: 'a built-in function that is partially applied still checks its arguments, and keeps its parameters apart from their defaults',
    changes: [["var sigArgs = sigParens.split(',');", "var sigArgs = sigParens.split(',').map(a => a.split('=')[0]);"], ['definition.signature = parseSignature(signature);', 'definition.signature = parseSignature(signature); func.declared = definition.signature;'],
      [/(\} else \{\s*)evaluatedArgs\.push\(await evaluate\(arg, input, environment\)\);/, '$1 const given = await evaluate(arg, input, environment); if (isFunction(given)) { const closure = async (...params) => await apply(given, params, null, environment); closure.arity = getFunctionArity(given); evaluatedArgs.push(closure); } else evaluatedArgs.push(given);'],
      ['var result = proc.apply(focus, args);', 'if (proc.declared) args = proc.declared.validate(args, undefined); var result = proc.apply(focus, args);']]},
  {reason: '$round takes the whole part of its precision, and more decimals than a number has change nothing; the reference gives NaN',
    changes: [[/function round\(arg, precision\) \{/, 'function round(arg, precision) { const before = arg; if (precision) precision = Math.trunc(precision);'],
      ["if (Object.is(result, -0)) { // ESLint", "if (precision && Number.isNaN(result)) result = before;\nif (Object.is(result, -0)) { // ESLint"]]},
  {reason: 'a time or zone that is none (beyond 8.64e15, no number) is an error of $fromMillis; the reference prints NaN',
    changes: [[/function fromMillis\(millis, picture, timezone\) \{/, 'function fromMillis(millis, picture, timezone) { if (millis !== undefined && (!(Math.abs(millis) <= 8.64e15) || (timezone !== undefined && isNaN(parseInt(timezone))))) throw {code: "D3110"};']]},
  {reason: 'an unknown component of a date picture is an error also where a presentation follows; the reference prints "undefined"',
    changes: [["if (typeof def.presentation1 === 'undefined') {", "if (typeof defaultPresentationModifiers[def.component] === 'undefined') {"]]},
  {reason: '$replace without a replacement replaces by nothing, by a function only where there is a match object; the reference inserts the text of what it has',
    changes: [[/result \+= replacement;/, 'if (typeof replacement === "function" || (replacement && typeof replacement === "object")) throw {code: "D3012"}; result += replacement === undefined ? "" : replacement;']]},
  {reason: 'predicates of nothing give nothing; the reference repeats nothing as often as the indices ask for it',
    changes: [[/var results = environment\.base\.createSequence\(\);\s*if\( input && input\.tupleStream\)/, 'var results = environment.base.createSequence(); if (input === undefined) { for (const once of [0]) { if (predicate.type !== "number") await evaluate(predicate, undefined, environment); } return results; } if( input && input.tupleStream)']]},
  {reason: 'an array constructor that starts a path may carry @ and #, and a group; the reference forgets the names, or the group\'s object',
    changes: [['if(ii === 0 && step.consarray) {\n                resultSequence = await evaluate(step, inputSequence, environment);',
      'if(ii === 0 && step.consarray && !step.tuple) {\n                resultSequence = await evaluate(step, inputSequence, environment); if (resultSequence !== undefined && !Array.isArray(resultSequence)) resultSequence = environment.base.createSequence(resultSequence);']]},
  {reason: 'a wildcard finds the items of a sequence; the reference finds its internal marks as well',
    changes: [[/utils\.keys\(input\)\.forEach\(function \(key\) \{\s*var value = input\[key\];/, 'utils.keys(input).forEach(function (key) { var value = input[key]; if (value === undefined || (Array.isArray(input) && !/^[0-9]+$/.test(key))) return;']]},
];
