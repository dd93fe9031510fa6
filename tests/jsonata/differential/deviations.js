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
      ['unboundArgs,\n            body: proc.body\n        };', 'unboundArgs,\n            body: proc.body\n        }; procedure.apply = async function(self, args) { return await apply(procedure, args, proc.input, !!self ? self.environment : environment); };'],
      [/(\} else \{\s*)evaluatedArgs\.push\(await evaluate\(arg, input, environment\)\);/, '$1 const given = await evaluate(arg, input, environment); if (isFunction(given)) { const closure = async (...params) => await apply(given, params, null, environment); closure.arity = getFunctionArity(given); evaluatedArgs.push(closure); } else evaluatedArgs.push(given);'],
      ['var result = proc.apply(focus, args);', 'if (proc.declared) args = proc.declared.validate(args, undefined); var result = proc.apply(focus, args);']]},
  {reason: '$round takes the whole part of its precision, and more decimals than a number has change nothing; the reference gives NaN',
    changes: [[/function round\(arg, precision\) \{/, 'function round(arg, precision) { const before = arg; if (precision) precision = Math.trunc(precision);'],
      ["if (Object.is(result, -0)) { // ESLint", "if (precision && Number.isNaN(result)) result = before;\nif (Object.is(result, -0)) { // ESLint"]]},
  {reason: 'a time or zone that is none (beyond 8.64e15, no number) is an error of $fromMillis; the reference prints NaN',
    changes: [[/function fromMillis\(millis, picture, timezone\) \{/, `function fromMillis(millis, picture, timezone) {
        if (millis !== undefined && !(Math.abs(millis) <= 8.64e15)) throw {code: "D3110", words: "The time must be within 8.64e15 milliseconds of 1970-01-01T00:00:00Z. Given " + JSON.stringify(millis)};
        if (millis !== undefined && timezone !== undefined && isNaN(parseInt(timezone))) throw {code: "D3110", words: 'The timezone must be an offset from UTC such as "+0530". Given ' + JSON.stringify(timezone)};`],
      ['err.message = message;', 'err.message = err.words || message;']]},
  {reason: 'an unknown component of a date picture is an error also where a presentation follows; the reference prints "undefined"',
    changes: [["if (typeof def.presentation1 === 'undefined') {", "if (typeof defaultPresentationModifiers[def.component] === 'undefined') {"]]},
  {reason: '$replace without a replacement replaces by nothing, by a function only where there is a match object; the reference inserts the text of what it has',
    changes: [[/result \+= replacement;/, 'if (typeof replacement === "function" || (replacement && typeof replacement === "object")) throw {code: "D3012", value: replacement}; result += replacement === undefined ? "" : replacement;']]},
  {reason: 'predicates of nothing give nothing; the reference repeats nothing as often as the indices ask for it',
    changes: [[/var results = environment\.base\.createSequence\(\);\s*if\( input && input\.tupleStream\)/, 'var results = environment.base.createSequence(); if (input === undefined) { for (const once of [0]) { if (predicate.type !== "number") await evaluate(predicate, undefined, environment); } return results; } if( input && input.tupleStream)']]},
  {reason: 'an array constructor that starts a path may carry @ and #, and a group; the reference forgets the names, or the group\'s object',
    changes: [['if(ii === 0 && step.consarray) {\n                resultSequence = await evaluate(step, inputSequence, environment);',
      'if(ii === 0 && step.consarray && !step.tuple) {\n                resultSequence = await evaluate(step, inputSequence, environment); if (resultSequence !== undefined && !Array.isArray(resultSequence)) resultSequence = environment.base.createSequence(resultSequence);']]},
  {reason: 'a wildcard finds the items of a sequence; the reference finds its internal marks as well',
    changes: [[/utils\.keys\(input\)\.forEach\(function \(key\) \{\s*var value = input\[key\];/, 'utils.keys(input).forEach(function (key) { var value = input[key]; if (value === undefined || (Array.isArray(input) && !/^[0-9]+$/.test(key))) return;']]},
  {reason: 'a group behind the last call of a function is applied; the reference forgets it in a tail call',
    changes: [["if (expr.type === 'function' && !expr.predicate) {", "if (expr.type === 'function' && !expr.predicate && !expr.group) {"]]},
  {reason: '$parseInteger reads decimal digits only; the reference takes 0x for hexadecimal',
    changes: [['return parseInt(digits);', 'return parseInt(digits, 10);']]},
  {reason: 'grouping an empty array leaves it empty; the reference puts an undefined item into the array itself',
    changes: [['input.push(undefined);', 'input = [undefined];']]},
  {reason: 'a function is no object that a transform can merge; the reference merges its internal members',
    changes: [["if(updateType !== 'object' || update === null || Array.isArray(update)) {", "if(updateType !== 'object' || update === null || Array.isArray(update) || isFunction(update)) {"]]},
  {reason: 'a transform leaves alone what is no object; the reference fails inside',
    changes: [['match[prop] = update[prop];', "if (match !== null && typeof match === 'object') match[prop] = update[prop];"]]},
  {reason: 'a separator or pattern that is nothing is found nowhere, a replacement or picture is empty, a function is none; the reference fails inside',
    changes: [['var result = matcher.apply(this, [str]);', 'if (matcher === undefined) return undefined; var result = matcher.apply(this, [str]);'],
      ['replacer = replacement;', 'replacer = replacement === undefined ? () => "" : replacement;'],
      [/function formatInteger\(value, picture\) \{/, 'function formatInteger(value, picture = "") {'], [/function parseInteger\(value, picture\) \{/, 'function parseInteger(value, picture = "") {'],
      ['var func_args = [arg1];', 'if (func === undefined) throw {code: "T1006"}; var func_args = [arg1];']]},
  {reason: '$parseInteger finds no number where a character is no digit of the picture; the reference fails inside',
    changes: [['String.fromCodePoint(char.codePointAt(0) - formatSpec.zeroCode + 0x30)', 'char.codePointAt(0) < formatSpec.zeroCode ? "x" : String.fromCodePoint(char.codePointAt(0) - formatSpec.zeroCode + 0x30)']]},
  {reason: 'a transform puts in what its match was before; the reference can make a circle of it',
    changes: [['var updateType = typeof update;', 'update = copied(update); var updateType = typeof update;']]},
  {reason: 'a function that is an argument of a tail call is one for built-in functions too; the reference fails inside',
    changes: [['evaluatedArgs.push(await evaluate(result.body.arguments[ii], result.input, result.environment));',
      'const given = await evaluate(result.body.arguments[ii], result.input, result.environment); evaluatedArgs.push(isFunction(given) ? Object.assign(async (...params) => await apply(given, params, null, environment), {arity: getFunctionArity(given)}) : given);'],
      ["if(result.body.procedure.type === 'variable') {", `if (next === undefined) {
         const named = result.body.procedure.type === 'path' && result.environment.lookup(result.body.procedure.steps[0].value);
         if (named) throw {code: 'T1005', position: result.body.position, token: result.body.procedure.steps[0].value};
       }
       let none;
       if (next === null || (typeof next !== 'object' && typeof next !== 'function')) {
         none = {code: 'T1006', position: (result.body.procedure.steps ? result.body.procedure.steps[0] : result.body.procedure).position};
       }
       if(!none && result.body.procedure.type === 'variable') {`],
      ['next.position = result.body.procedure.position;', 'if (!none) next.position = result.body.procedure.position;'],
      ['result = await applyInner(next, evaluatedArgs, input, environment);', 'if (none) throw none; result = await applyInner(next, evaluatedArgs, input, environment);']]},
  {reason: 'a function in a message is {}, inside of a value "", a regular expression its pattern; the reference shows what it has inside',
    changes: [['return JSON.stringify(err[arguments[1]]);', "return JSON.stringify(err[arguments[1]], (key, value) => isFunction(value) ? key === '' ? {} : '' : value instanceof RegExp ? value.source : value);"]]},
  {reason: 'what fails behind ~> is reported as the function that is written there, at the operator; the reference names a function around it, if any',
    changes: [['result = await apply(func, [lhs], null, environment);', `try { result = await apply(func, [lhs], null, environment); } catch (error) {
        if (error.token === undefined && expr.rhs.type === 'variable') error.token = expr.rhs.value;
        if (error.position === undefined) error.position = expr.position;
        throw error;
      }`]]},
  {reason: 'an error inside a composition stands where the composition is called; the reference gives places in a text of its own',
    changes: [['var chain = await evaluate(chainAST, null, environment);', 'const first = lhs, second = func;'],
      ['result = await apply(chain, [lhs, func], null, environment);', 'result = Object.assign(async function (x) { "use strict"; return await apply(second, [await apply(first, [x], null, environment)], this, environment); }, {arity: 1});']]},
  {reason: 'what stands left of ?? and ?: keeps its signatures and regular expressions; the reference loses them in a copy',
    changes: [['arguments: [JSON.parse(JSON.stringify(left))]', 'arguments: [left]'], ['this.condition = JSON.parse(JSON.stringify(left));', 'this.condition = left;']]},
  {reason: 'a fraction of a second has no name: an error; the reference fails inside',
    changes: [["} else if (markerSpec.component === 'f') {", "} else if (markerSpec.component === 'f' && markerSpec.integerFormat === undefined) { throw {code: 'D3133', value: markerSpec.component}; } else if (markerSpec.component === 'f') {"]]},
  {reason: 'what is no letter of base64 is passed over; Node takes the low byte of a character beyond U+00FF',
    changes: [[/return atob\(str\);/, 'return atob(str.replace(/[^\\x00-\\xff]/g, ""));']]},
  {reason: 'a path in a transform has a place; the reference gives that of a call around it',
    changes: [['position: expr.update.position,', 'position: expr.update.position || (expr.update.steps && expr.update.steps[0].position),'],
      ['position: expr.delete.position,', 'position: expr.delete.position || (expr.delete.steps && expr.delete.steps[0].position),']]},
  {reason: '[] behind a path that finds nothing finds nothing; the reference fails inside',
    changes: [['resultSequence.keepSingleton = true;', 'if (resultSequence !== undefined) resultSequence.keepSingleton = true;']]},
  {reason: 'a signature <a<x>> takes an array of anything; the reference takes empty ones only',
    changes: [["} else if (single === 'a') {", "} else if (single === 'a' && param.subtype !== 'x') {"]]},
  {reason: '$formatBase writes every digit of a number beyond 2^53; the reference writes zeros where a double holds no digits',
    changes: [['var result = value.toString(radix);', 'var result = (Number.isInteger(value) && radix !== 10 ? BigInt(value) : value).toString(radix);']]},
  {reason: 'a character beyond U+FFFF is one for a regular expression, and what a group captured in an earlier turn of a repetition is kept (PCRE2)',
    changes: [['exec_env.RegexEngine = RegExp;', 'exec_env.RegexEngine = Keeping;']]},
  {reason: 'keys that are integers stay where they were written; for ECMAScript they come first', marked: true,
    changes: [['var entry = {data: item, exprIndex: pairIndex};', 'key = written(key); var entry = {data: item, exprIndex: pairIndex};'],
      [/function lookup\(input, key\) \{/, 'function lookup(input, key) { key = written(key);'],
      ['utils.keys(arg).forEach(key => result.push(key));', 'utils.keys(arg).forEach(key => result.push(read(key)));'], ['merge[key] = true;', 'merge[written(key)] = true;'],
      ['hofFuncArgs(func, obj[key], key, obj)', 'hofFuncArgs(func, obj[key], read(key), obj)'], ['hofFuncArgs(func, entry, item, arg)', 'hofFuncArgs(func, entry, read(item), arg)'],
      [/(return val && isFunction\(val\) \? '' : val;\s*\}, space\);)/, '$1 str = marks.without(str);'],
      ['return JSON.parse(fn.string(arg));', 'return marks.keeping(() => JSON.parse(fn.string(arg)));'], ['delete match[deletions[jj]];', 'delete match[written(deletions[jj])];']]},
];
