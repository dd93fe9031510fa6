#!/usr/bin/env python3
"""limits.py PROGRAM SOURCES [--heavy] [--only TEXT]: every limit that an input can reach, from both sides. What is at the limit works; one more
ends with a message that names it, with the exit code that it is documented to have.

SOURCES is the repository. The limits are read from its code: a constant that is named like a limit (kMax…, kMost…, …Limit, max_…) and that
is neither tried here, nor tried by a unit test that UNIT_TESTS names, nor said in NO_LIMITS to be something else, is an error. So is a row of
SECURITY.md's table that does not say what the code says. --heavy adds what takes gigabytes or many seconds."""
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

PROGRAM, SOURCES = (os.path.abspath(path) for path in sys.argv[1:3])
HEAVY = "--heavy" in sys.argv
ONLY = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
failures = []
tried = set()
ran = 0

# Limits that unit tests try from both sides, by the name that the test file says.
UNIT_TESTS = {
    "src/lint/shape.h:kMaxShapeMembers": "tests/lint/shape_test.cc",
    "src/cli/dot.h:kMaxDrawingSeconds": "tests/cli/dot_test.cc",
    "src/lint/assigned_variables.h:kMaxTrackedVariables": "tests/lint/assigned_variables_test.cc",
    "src/report/run_record.h:kMaxPageData": "tests/report/page_test.cc",
    "src/report/run_record.h:kMaxPageSteps": "tests/report/page_test.cc",
    "src/report/run_record.h:kMaxPageEvents": "tests/report/page_test.cc",
    "src/report/run_record.h:kMaxPageCalls": "tests/report/page_test.cc",
    "src/suite/expectation.h:kMaxPathDiff": "tests/suite/coverage_test.cc",
    "src/sim/simulator.h:kMaxPayloadBytes": "tests/sim/limits_test.cc",
}

# Named like a limit, but nothing that an input could go beyond to its harm: what is shown, buffers, arithmetic.
NO_LIMITS = {
    "src/json/memory.cc:kLargest": "sizes that are pooled",
    "src/asl/build.cc:kMost": "how many states are reserved at once",
    "src/graph/picture.cc:kMostLines": "lines of a name in a picture",
    "src/text/timestamp.cc:kLongest": "the range of int64_t",
    "src/teststate/result_shapes.cc:kLongest": "characters of a value that a message quotes",
    "src/report/fold.h:kMaxPeriod": "lines of a round that is folded",
    "src/report/run_record.cc:kMaxDataOfStep": "data of one step on a page; what is more is counted",
    "src/report/run_record.cc:kMaxNotesOfStep": "notes of one step on a page; what is more is counted",
    "src/report/run_record.h:kMaxPageDetails": "what a page keeps; what is more is named by its size",
    "src/report/trail.h:kMaxIterationKinds": "ways of iterations that a trail tells apart",
    "src/report/formats/coverage/text.cc:kMaxListed": "lines of a report",
    "src/report/formats/run/text.cc:kMaxNameColumns": "columns of a report",
    "src/lint/shape.h:kMaxShapeElements": "data-flow analysis says nothing beyond",
    "src/lint/shape.h:kMaxShapeWeight": "data-flow analysis says nothing beyond",
    "src/lint/shape.h:kMaxShapeDepth": "data-flow analysis says nothing beyond",
    "src/lint/assigned_variables.h:kMaxVariableRounds": "data-flow analysis says nothing beyond",
    "src/lint/data_flow.h:kMaxDataFlowVisits": "data-flow analysis says nothing beyond",
    "src/lint/data_flow.h:kMaxDataFlowEntries": "data-flow analysis says nothing beyond",
    "src/lint/rules/unreachable_state.cc:kMaxNotes": "notes of a finding",
    "src/lint/fault_report.cc:kMaxNotes": "notes of a finding",
    "src/cli/completion.cc:kMaxNames": "words that a shell is offered",
    "src/asl/retry.h:max_attempts": "the default of MaxAttempts",
    "src/sim/item_reader.h:max_items": "the definition's own MaxItems",
    "src/sim/core.h:max_events": "the option's own value",
    "src/text/regex.h:kRegexHeapLimit": "only without machine code: the matcher's steps run out first",
    "src/json/shape.cc:kChainLimit": "how wide shapes are shared",
    "src/asl/fields.cc:kNoLimit": "infinity",
    "src/jsonata/signature.cc:kMost": "parameters that are matched the short way",
    "src/intrinsic/numbers.cc:kLimit": "the range of int64_t",
}

# Rows of the table in SECURITY.md, by how they begin, and what their second cell says; nothing where that is no number.
DOCUMENTED = {
    "a file": ["kMaxFileSize"],
    "folders inside each other": ["kMaxFolders"],
    "symbolic links": ["kMaxLinks"],
    "nesting of JSON": ["json/value.h:kMaxHeight"],
    "nesting of YAML": ["kMaxYamlDepth", "kMaxMergeDepth"],
    "values that YAML": ["kMaxExpandedNodes"],
    "what filling in": ["kMaxDerivedBytes"],
    "numbers": [],
    "a JSONPath": ["kMaxPathLength", "jsonpath/path.h:kMaxSteps", "kMaxFilterDepth"],
    "values that one evaluation": ["kMaxVisits"],
    "an intrinsic call": ["kMaxExpressionLength", "intrinsic/call.h:kMaxNesting", "kMaxArguments"],
    "elements of States.ArrayRange": ["kMaxRangeItems", "kMaxTextCharacters"],
    "bytes of a text that an intrinsic": ["kMaxResultBytes"],
    "JSONata: bytes": ["kMaxSource", "jsonata/expression.h:kMaxNesting"],
    "JSONata as Step Functions": ["evaluate.h:max_depth", "evaluate.h:max_steps", "evaluate.h:max_range", "evaluate.h:max_range_call", "evaluate.h:max_array", "evaluate.h:max_string"],
    "JSONata otherwise": ["kMostItems", "jsonata/evaluate.h:kMaxDepth", "kMaxPlainSteps", "kMaxPlainArray", "kMaxPlainString"],
    "seconds that Graphviz": ["kMaxDrawingSeconds"],
    "milliseconds from 1970": ["calendar.h:kMaxMillis"],
    "steps of regular expressions": ["kRegexMatchLimit"],
    "characters of a definition": ["oversized_definition.cc:kLargest", "overlong_state_name.cc:kLongest", "invalid_variable_name.cc:kLongest", "invalid_label.cc:kLongest"],
    "seconds of a Wait or timeout": ["fields.cc:kMaxSeconds", "fields.cc:kMaxDelay"],
    "the same in a run": ["wait.cc:kMaxSeconds", "kLongestWait", "task.cc:kMaxTimeout"],
    "MaxItems": ["fields.cc:kMaxItems", "kMaxBatchBytes", "kMaxPercentage"],
    "bytes of an output": ["kMaxPayloadBytes", "kMaxVariableBytes"],
    "bytes of the Error": ["fail.cc:kMaxErrorBytes", "fail.cc:kMaxCauseBytes"],
    "events of an execution": ["kStandardEventLimit", "kExpressEventLimit"],
    "virtual time": [],
    "iterations at the same time": ["kMaxInlineConcurrency", "kMaxDistributedConcurrency"],
    "executions inside": ["kMaxExecutionDepth", "kMaxChildren"],
    "seconds of a mock's": ["kMaxDurationSeconds", "kMaxUnordered", "kMaxComparisons"],
    "heartbeats that": ["kMaxHeartbeats", "kMaxTransitions"],
    "differences that": ["kMaxMisfits", "graph/diff.cc:kMaxFieldChanges"],
    "files at the same time": ["validate.cc:kMaxJobs", "test.cc:kMaxJobs"],
    "states inside each other": ["deep_nesting.cc:kDeepest"],
    "elements of a States.ArrayRange": ["intrinsic_argument_value.cc:kMaxRange"],
    "what analyses follow": ["subsumed_choice_rule.cc:kMaxRules", "contradictory_condition.cc:kMaxOperands", "kMaxTrackedVariables", "kMaxShapeMembers"],
}
# The same as another one that is documented, and what reports show.
SAME = ["high_inline_concurrency.cc:kMost", "kMaxPathDiff", "kMaxPageData", "kMaxPageSteps", "kMaxPageEvents", "kMaxPageCalls"]


def value_of(expression):
    """A constant's value: C++ arithmetic on literals."""
    text = re.sub(r"(?<=\d)'(?=\d)", "", expression)
    text = re.sub(r"size_t\{(\w+)\}", r"\1", text)
    text = text.replace("INT32_MAX", "2147483647")
    text = re.sub(r"\b(\d+(?:\.\d+)?(?:e\d+)?)[uUlL]*\b", r"\1", text)
    return eval(text, {"__builtins__": {}}) if re.fullmatch(r"[\d\s.e*+<>()-]+", text) else None


def constants():
    """What the code names like a limit: "path:name" and its value (None where it is no plain number)."""
    named = re.compile(r"constexpr [\w:]+ (k(?:Max|Most|Longest|Deepest|Largest|Regex)\w*|k\w*Limit)\s*=\s*([^;]+);|^\s+u?int\w+ (max_\w+) = ([\d']+)", re.M)
    found = {}
    for folder, _, files in os.walk(os.path.join(SOURCES, "src")):
        for name in files:
            path = os.path.join(folder, name)
            if not name.endswith((".cc", ".h")):
                continue
            with open(path, encoding="utf-8") as f:
                text = f.read()
            for match in named.finditer(text):
                constant, expression = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
                found["%s:%s" % (os.path.relpath(path, SOURCES), constant)] = value_of(expression)
            for constant, expression in re.findall(r"constexpr [\w:]+ kStep = 16, (kLargest) = (\d+)", text):
                found["%s:%s" % (os.path.relpath(path, SOURCES), constant)] = value_of(expression)
    return found


LIMITS = constants()


def full_name(key):
    keys = [name for name in LIMITS if name.endswith("/" + key if ":" in key else ":" + key)]
    if len(keys) != 1 or LIMITS[keys[0]] is None:
        sys.exit("limits.py: %s names %s" % (key, keys))
    return keys[0]


def limit(key):
    """The value of the one constant whose name ends so, which is thereby tried."""
    tried.add(full_name(key))
    return int(LIMITS[full_name(key)])


def put(name, content):
    with open(name, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return name


def fail(name, what):
    failures.append(name)
    print("FAILED %s: %s" % (name, what))


def check(name, argv, code, text="", absent=""):
    """Runs the program; `text` stands in what it says, `absent` does not."""
    global ran
    if ONLY not in name:
        return
    ran += 1
    try:
        done = subprocess.run([PROGRAM] + argv, capture_output=True, timeout=600, stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired:
        return fail(name, "does not end")
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != code:
        fail(name, "exit code %s, not %s: %s" % (done.returncode, code, said[:300]))
    elif text not in said:
        fail(name, "does not say %r: %s" % (text, said[:300]))
    elif absent and absent in said:
        fail(name, "says %r: %s" % (absent, said[:300]))


def evaluate(name, language, expression, code, text="", argv=(), absent=""):
    check(name, ["eval", "--language", language, "--expression-file", put("expression", expression), *argv], code, text, absent)


END = {"Type": "Pass", "End": True}


def machine(states, **more):
    return json.dumps({"StartAt": next(iter(states)), "States": states, **more})


def validate(name, text, code, message="", absent=""):
    check(name, ["validate", put("m.asl.json", text)], code, message, absent)


def run(name, text, code, message="", argv=(), absent=""):
    check(name, ["run", put("m.asl.json", text), "--no-validate", *argv], code, message, absent)


def documents():
    put("ok.asl.json", machine({"A": END}))
    n = limit("json/value.h:kMaxHeight")
    for levels, code, text in ((n, 0, "[["), (n + 1, 2, "nested deeper than %d levels" % n)):
        check("%d levels of JSON" % levels, ["run", "ok.asl.json", "--format", "output", "--input", put("in.json", "[" * levels + "]" * levels)], code, text)
    check("the place of a level too many", ["validate", put("deep.json", "[" * n + "\n[" + "]" * (n + 1))], 1, "deep.json:2:1: error: nested deeper than %d levels" % n)
    n = limit("kMaxYamlDepth")
    for levels, code, text in ((n - 1, 0, "[["), (n, 2, "nested deeper than %d levels" % n)):
        check("%d levels of YAML" % levels, ["run", "ok.asl.json", "--format", "output", "--input", put("in.yaml", "[" * levels + "]" * levels)], code, text)
    n = limit("kMaxExpandedNodes")
    for aliases, code, text in ((n, 0, "[1,"), (n + 1, 2, "expand to more than %d values" % n)):
        check("%d values by aliases" % aliases, ["run", "ok.asl.json", "--format", "output", "--input", put("in.yaml", "- &a 1\n" + "- *a\n" * aliases)],
              code, text)
    n = limit("kMaxMergeDepth")
    for depth, code, text in ((n + 1, 0, "k%d" % n), (n + 2, 2, "more than %d deep" % n)):  # the outermost << is not inside another
        merges = "a0: &a0 {x: 1}\n" + "".join("a%d: &a%d\n  <<: *a%d\n  k%d: 1\n" % (i, i, i - 1, i) for i in range(1, depth + 1))
        check("<< %d deep" % depth, ["run", "ok.asl.json", "--format", "output", "--input", put("in.yaml", merges)], code, text)
    evaluate("the largest number", "jsonata", "1", 0, argv=("--input", put("in.json", "1.7976931348623157e308")))
    evaluate("a number beyond", "jsonata", "1", 2, "the number is too large", argv=("--input", put("in.json", "1.8e308")))
    n = limit("kMaxFolders")
    for levels, code in ((n, 1), (n + 1, 2)):  # not looked into would be not told
        top = "folders%d" % levels
        os.makedirs("/".join([top] + ["d"] * levels))
        put("/".join([top] + ["d"] * levels + ["bad.asl.json"]), "{")
        check("a file below %d folders" % levels, ["validate", top], code, "bad.asl.json" if code == 1 else "more than %d folders inside each other" % n)


def templates():
    """Placeholders that are filled in multiply."""
    n = limit("kMaxDerivedBytes")
    frame, each = '{"Comment":""}', 1 << 16
    for more, code, text in ((0, 1, "oversized-definition"), (1, 2, "filling in placeholders and functions gives more than %d MiB" % (n >> 20))):
        if more == 0 and not HEAVY:
            continue
        places, rest = divmod(n - len(frame), each)
        definition = frame.replace('""', '"%s"' % ("${a}" * places + "x" * (rest + more)))
        machine_of = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Sub": [definition, {"a": "y" * each}]}}}
        check("a definition that becomes %d bytes" % (n + more), ["validate", put("t.json", json.dumps({"Resources": {"M": machine_of}}))], code, text)
    values = {"x": "y" * each}
    strings = {"A": {"Type": "Pass", "Result": ["${x}" * 64] * (n // each // 64 + 1), "End": True}}
    machine_of = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"Definition": {"StartAt": "A", "States": strings}, "DefinitionSubstitutions": values}}
    check("strings of a definition that grow", ["validate", put("t.json", json.dumps({"Resources": {"M": machine_of}}))], 2, "filling in placeholders")


def paths():
    n = limit("kMaxPathLength")
    evaluate("a path of %d bytes" % n, "jsonpath", "$." + "a" * (n - 2), 0, absent="expected")
    evaluate("a path of a byte more", "jsonpath", "$." + "a" * (n - 1), 1, "expected a path of at most %d bytes" % n)
    n = limit("jsonpath/path.h:kMaxSteps")
    evaluate("a path of %d steps" % n, "jsonpath", "$" + "[0]" * n, 0, absent="expected")
    evaluate("a path of a step more", "jsonpath", "$" + "[0]" * (n + 1), 1, "expected at most %d steps" % n)
    n = limit("kMaxFilterDepth")
    for depth, code, text in ((n - 1, 0, "[]"), (n, 1, "expected at most %d filters and parentheses inside each other" % n)):
        evaluate("filters %d deep" % (depth + 1), "jsonpath", "$[?(%s@.a==1%s)]" % ("(" * depth, ")" * depth), code, text, absent="" if code else "error")
    n = limit("kMaxVisits")
    wide, narrow = divmod(n - 1, 10001)  # the root, then an index and 10,000 elements, or an index alone
    data = put("in.json", "[[" + "0," * 9999 + "0],[]]")
    for more, code, text in ((0, 0, "[]"), (1, 3, "a path that looks at more than %d values" % n)):
        indices = ",".join(["0"] * wide + ["1"] * (narrow + more))
        evaluate("%d values by a path" % (n + more), "jsonpath", "$[%s][?(@.x)]" % indices, code, text, argv=("--input", data))
    evaluate("results count as values", "jsonpath", "$..*..*", 3, "%d values" % n, argv=("--input", put("in.json", "[" * 900 + "1," * 30000 + "1" + "]" * 900)))
    chain = '{"a":' * 480 + "1" + "}" * 480
    evaluate("what a scan passes by counts as well", "jsonpath", "$..a..a..a..['x','y']", 3, "%d values" % n, argv=("--input", put("in.json", chain)))


def intrinsics():
    n = limit("intrinsic/call.h:kMaxNesting")
    evaluate("%d calls inside each other" % n, "intrinsic", "States.Array(" * n + ")" * n, 0)
    evaluate("a call more", "intrinsic", "States.Array(" * (n + 1) + ")" * (n + 1), 1, "expected at most %d calls inside each other" % n)
    n = limit("kMaxExpressionLength")
    frame = len("States.Format('')")
    evaluate("an intrinsic of %d bytes" % n, "intrinsic", "States.Format('%s')" % ("a" * (n - frame)), 0)
    evaluate("a byte more", "intrinsic", "States.Format('%s')" % ("a" * (n - frame + 1)), 1, "expected at most %d bytes" % n)
    n = limit("kMaxArguments")
    evaluate("%d arguments" % n, "intrinsic", "States.Array(%s)" % ",".join(["1"] * n), 0)
    evaluate("an argument more", "intrinsic", "States.Array(%s)" % ",".join(["1"] * (n + 1)), 1, "expected at most %d arguments" % n)
    n = limit("kMaxRangeItems")
    evaluate("a range of %d" % n, "intrinsic", "States.ArrayRange(1, %d, 1)" % n, 0)
    evaluate("a range of one more", "intrinsic", "States.ArrayRange(0, %d, 1)" % n, 1, "Invalid arguments in States.ArrayRange")
    n = limit("kMaxTextCharacters")
    for function in ("States.Hash($, 'MD5')", "States.Base64Encode($)", "States.Base64Decode($)"):
        for length, code, text in ((n, 0, ""), (n + 4, 1, "Invalid arguments in " + function[:function.index("(")])):
            evaluate("%s of %d characters" % (function, length), "intrinsic", function, code, text, argv=("--input", put("in.json", json.dumps("a" * length))))
    n = limit("kMaxResultBytes")
    data = put("in.json", json.dumps({"a": "x" * (1 << 16)}))
    inner = "States.Format('%s', %s)" % ("{}" * 16, ", ".join(["$.a"] * 16))  # 1 MiB
    for name, places, rest, code, text in (("at", 64, "", 0, ""), ("above", 64, "x", 3, "a text of more than %d bytes" % n)):
        evaluate("States.Format %s %d bytes" % (name, n), "intrinsic", "States.ArrayLength(States.Array(States.Format('%s%s', %s)))" % (
            "{}" * places, rest, ", ".join([inner] * places)), code, text, argv=("--input", data))


def jsonata():
    n = limit("jsonata/expression.h:kMaxNesting")
    evaluate("%d levels of JSONata text" % n, "jsonata", "(" * (n - 1) + "1" + ")" * (n - 1), 0)
    evaluate("a level more", "jsonata", "(" * n + "1" + ")" * n, 1, "nested more than %d levels deep" % n)
    n = limit("kMaxSource")
    evaluate("%d bytes of JSONata" % n, "jsonata", "1" + " " * (n - 1), 0)
    evaluate("a byte more of JSONata", "jsonata", "1" + " " * n, 1, "Expression is too long")
    n = limit("kMostItems")
    evaluate("a range of %d" % n, "jsonata", "$count([1..%d])" % n, 0, str(n))
    evaluate("a range of one more", "jsonata", "$count([0..%d])" % n, 1, "D2014")
    n = limit("calendar.h:kMaxMillis")
    evaluate("the last millisecond", "jsonata", "$fromMillis(%d)" % n, 0)
    evaluate("a millisecond more", "jsonata", "$fromMillis(%d)" % (n + 1), 1, "8.64e15 milliseconds")
    n = limit("jsonata/evaluate.h:kMaxDepth")
    evaluate("a depth that is asked for stays within %d" % n, "jsonata", "($f := function($n) { $n <= 0 ? 0 : 1 + $f($n - 1) }; $f(%d))" % n, 1, "Stack overflow",
             argv=("--max-depth", "1000000"))
    n = limit("kMaxPlainSteps")
    loop = "($f := function($n) { $n = 0 ? 'done' : $f($n - 1) }; $f(%d))"
    evaluate("loops within %d steps" % n, "jsonata", loop % (n // 200), 0, "done")
    evaluate("loops beyond %d steps" % n, "jsonata", loop % n, 1, "U1001")
    n = limit("kMaxPlainArray")
    if HEAVY:
        evaluate("an array of %d" % n, "jsonata", "($a := [1..%d]; $count($append($a, $a)))" % (n // 2), 0, str(n))
    evaluate("an array of one more", "jsonata", "($a := [1..%d]; $count($append($append($a, $a), 1)))" % (n // 2), 1, "larger than it may be")
    n = limit("kMaxPlainString")
    evaluate("a string of %d bytes" % n, "jsonata", "$length($pad('', %d, 'x'))" % n, 0, str(n))
    evaluate("a string of a byte more", "jsonata", "$length($pad('', %d, 'x'))" % (n + 1), 1, "larger than it may be")
    services()


def services():
    """The limits of JSONata as Step Functions runs it."""
    stack, memory, steps = "Stack overflow error", "Expression evaluation memory limit exceeded", "Expression evaluation timeout"
    n = limit("evaluate.h:max_depth")
    cases = [("%d nested evaluations" % n, "1" + "+1" * (n - 1), None), ("a nested evaluation more", "1" + "+1" * n, stack)]
    n = limit("evaluate.h:max_range")
    cases += [("[1..%d]" % n, "$count([1..%d])" % n, None), ("[1..%d]" % (n + 1), "$count([1..%d])" % (n + 1), memory)]
    n = limit("evaluate.h:max_range_call")
    cases += [("$range of %d" % n, "$count($range(1, %d, 1))" % n, None), ("$range of %d" % (n + 1), "$count($range(1, %d, 1))" % (n + 1), memory)]
    n = limit("evaluate.h:max_string")
    cases += [("a string of %d bytes" % n, "$length($pad('', %d, 'x'))" % n, None), ("a string of a byte more", "$length($pad('', %d, 'x'))" % (n + 1), memory)]
    n = limit("evaluate.h:max_array")
    five = "($a := [1..%d]; $count($append($append($append($append($a, $a), $a), $a), $a)%s))"
    cases += [("an array of %d" % n, five % (n // 5, ""), None), ("an array of one more", five.replace("%s))", ", 1)))").replace("$count(", "$count($append(", 1) % (n // 5), memory)]
    n = limit("evaluate.h:max_steps")
    cases += [("loops within %d steps" % n, "($f := function($n) { $n = 0 ? 'done' : $f($n - 1) }; $f(%d))" % (n // 20), None),
              ("loops beyond %d steps" % n, "($f := function($n) { $n = 0 ? 'done' : $f($n - 1) }; $f(%d))" % n, steps)]
    n = limit("kRegexMatchLimit")
    cases += [("a regular expression within its steps", "$match('%s!', /(a+)+$/)" % ("a" * 18), None),
              ("a regular expression beyond %d steps" % n, "$match('%s!', /(a+)+$/)" % ("a" * 40), steps),
              ("starts of one search beyond %d steps" % n, "$match('%s', /(a+)+$/)" % (("a" * 18 + "!") * 200), steps),
              ("searches that are many", "$map([1..1000], function($i) { $match('%s!', /(a+)+$/) })" % ("a" * 20), steps)]
    for name, expression, text in cases:
        evaluate(name, "jsonata", expression, 1 if text else 0, text or "", argv=("--states",), absent="" if text else "error")
    data = put("in.json", json.dumps([{"a": "a" * 20 + "!"}] * 200))
    evaluate("regular expressions of a filter", "jsonpath", "$[?(@.a =~ /(a+)+$/)]", 3, "a regular expression that needs so many steps is not supported", argv=("--input", data))


LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"


def fields():
    """Ranges of a definition's fields and lengths of its names: findings."""
    def wait(seconds):
        return machine({"W": {"Type": "Wait", "Seconds": seconds, "End": True}}, TimeoutSeconds=1)

    n = limit("fields.cc:kMaxSeconds")
    validate("Seconds %d" % n, wait(n), 0, absent='must be at most')
    validate("Seconds %d" % (n + 1), wait(n + 1), 1, '"Seconds" must be at most %d' % n)
    n = limit("fields.cc:kMaxDelay")
    for value, code in ((n - 1, 0), (n + 1, 1)):
        retry = [{"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "MaxDelaySeconds": value}]
        validate("MaxDelaySeconds %d" % value, machine({"T": {"Type": "Task", "Resource": LAMBDA, "Retry": retry, "End": True}}), code,
                 '"MaxDelaySeconds" must be' if code else "", absent="" if code else "MaxDelaySeconds")

    def distributed(**more):
        processor = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": END}}
        return machine({"M": {"Type": "Map", "ItemProcessor": processor, **more, "End": True}})

    n = limit("kMaxBatchBytes")
    validate("MaxInputBytesPerBatch %d" % n, distributed(ItemBatcher={"MaxInputBytesPerBatch": n}), 0, absent="must be at most")
    validate("MaxInputBytesPerBatch %d" % (n + 1), distributed(ItemBatcher={"MaxInputBytesPerBatch": n + 1}), 1, "must be at most %d" % n)
    n = limit("fields.cc:kMaxItems")
    reader = {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}}
    for value, code in ((n, 0), (n + 1, 1)):
        validate("MaxItems %d" % value, distributed(ItemReader={**reader, "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "MaxItems": value}}), code,
                 "must be at most %d" % n if code else "", absent="" if code else "must be at most")
    n = limit("overlong_state_name.cc:kLongest")
    validate("a state's name of %d characters" % n, machine({"ä" * n: END}), 0, absent="characters")
    validate("a state's name of one more", machine({"ä" * (n + 1): END}), 1, "at most %d characters, this one %d" % (n, n + 1))
    n = limit("invalid_label.cc:kLongest")
    validate("a Label of %d characters" % n, distributed(Label="a" * n), 0, absent="characters")
    validate("a Label of one more", distributed(Label="a" * (n + 1)), 1, "at most %d characters, this one %d" % (n, n + 1))
    n = limit("invalid_variable_name.cc:kLongest")
    validate("a variable's name of %d characters" % n, machine({"A": {"Type": "Pass", "Assign": {"a" * n: 1}, "End": True}}), 0, absent="characters")
    validate("a variable's name of one more", machine({"A": {"Type": "Pass", "Assign": {"a" * (n + 1): 1}, "End": True}}), 1, "at most %d characters, this one %d" % (n, n + 1))
    n = limit("oversized_definition.cc:kLargest")
    frame = len(machine({"A": {"Type": "Pass", "Comment": "", "End": True}}))
    validate("a definition of %d characters" % n, machine({"A": {"Type": "Pass", "Comment": "x" * (n - frame), "End": True}}), 0, "%d characters of at most %d" % (n, n))
    validate("a definition of one more", machine({"A": {"Type": "Pass", "Comment": "x" * (n - frame + 1), "End": True}}), 1, "%d characters of at most %d" % (n + 1, n))
    n = limit("deep_nesting.cc:kDeepest")
    for depth, message in ((n, ""), (n + 1, "nested more than %d levels deep" % n)):
        inner = END
        for i in range(depth):
            inner = {"Type": "Parallel", "Branches": [{"StartAt": "N%d" % i, "States": {"N%d" % i: inner}}], "End": True}
        validate("states %d levels deep" % depth, machine({"A": inner}), 0, message, absent="" if message else "levels deep")
    n = limit("high_inline_concurrency.cc:kMost")
    for value in (n, n + 1):
        text = "at most %d iterations at a time" % n
        validate("an inline MaxConcurrency of %d" % value, machine({"M": {"Type": "Map", "MaxConcurrency": value, "ItemProcessor": {"StartAt": "P", "States": {"P": END}}, "End": True}}),
                 0, text if value > n else "", absent="" if value > n else text)
    n = limit("intrinsic_argument_value.cc:kMaxRange")
    for value in (n, n + 1):
        validate("a literal range of %d" % value, machine({"A": {"Type": "Pass", "Parameters": {"a.$": "States.ArrayRange(1, %d, 1)" % value}, "End": True}}),
                 0, "%d elements are more than %d" % (value, n) if value > n else "")
    choices()


def choices():
    """Analyses that compare each with each stop there and say nothing."""
    n = limit("subsumed_choice_rule.cc:kMaxRules")
    for count in (n, n + 1):
        rules = [{"Variable": "$.a", "NumericLessThan": 10, "Next": "S"}, {"Variable": "$.a", "NumericLessThan": 5, "Next": "S"}]
        rules += [{"Variable": "$.b%d" % i, "IsPresent": True, "Next": "S"} for i in range(count - 2)]
        text = "whatever this rule matches"
        validate("%d rules of a Choice" % count, machine({"C": {"Type": "Choice", "Choices": rules, "Default": "S"}, "S": {"Type": "Succeed"}}), 0,
                 text if count == n else "", absent="" if count == n else text)
    n = limit("contradictory_condition.cc:kMaxOperands")
    for count in (n, n + 1):
        parts = [{"Variable": "$.a", "NumericLessThan": 1}, {"Variable": "$.a", "NumericGreaterThan": 2}]
        parts += [{"Variable": "$.b%d" % i, "IsPresent": True} for i in range(count - 2)]
        text = "cannot be this and what the And asks before"
        validate("%d operands of an And" % count, machine({"C": {"Type": "Choice", "Choices": [{"And": parts, "Next": "S"}], "Default": "S"}, "S": {"Type": "Succeed"}}), 0,
                 text if count == n else "", absent="" if count == n else text)


def executions():
    """Limits of the service, which end the execution with an error of the language, and those of sfnctl, which end the command."""
    loop = machine({"A": {"Type": "Pass", "Next": "A"}})
    n = limit("kStandardEventLimit")
    run("%d events" % n, loop, 1, "The execution reached the maximum number of history events (%d)." % n)
    chain = {"S%d" % i: {"Type": "Pass", "Next": "S%d" % (i + 1)} for i in range(n // 2 - 2)}
    run("%d events are enough for so many states" % n, machine({**chain, "S%d" % (n // 2 - 2): END}), 0, "%d events" % n)
    n = limit("kExpressEventLimit")
    run("EXPRESS: %d events" % n, loop, 2, "made %d events without an end" % n, argv=("--type", "express", "--format", "output"))
    n = limit("kMaxVariableBytes")
    states = {"S%d" % i: {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"v%d" % i: "{% $pad('', 262100, 'x') %}"}, "Next": "S%d" % (i + 1)} for i in range(42)}
    run("variables beyond %d bytes" % n, machine({**states, "S42": END}), 1, "exceeds the limit of %d bytes for all variables of an execution" % n)
    del states["S40"], states["S41"]
    run("variables within %d bytes" % n, machine({**states, "S40": END}), 0, argv=("--format", "output"))
    payloads()
    waits()
    n = limit("kMaxExecutionDepth")
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:m"
    start = {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "End": True}
    for depth, code, text in ((n, 0, "SUCCEEDED"), (n + 1, 2, "executions inside executions are nested too deep")):
        definition = machine({"C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 1, "Next": "E"}], "Default": "T"},
                              "T": {**start, "Parameters": {"StateMachineArn": arn, "Input": {"n.$": "States.MathAdd($.n, -1)"}}}, "E": {"Type": "Succeed"}})
        put("nested.mocks.json", json.dumps({"executions": {arn: {"definition": "m.asl.json", "mocks": "nested.mocks.json"}}}))
        run("%d executions inside each other" % depth, definition, code, text, argv=("--mocks", "nested.mocks.json", "--input-json", '{"n": %d}' % depth))
    concurrency()


def payloads():
    n = limit("kMaxPayloadBytes")
    for size, code, said in ((n, 0, "xxx"), (n + 1, 1, "States.DataLimitExceeded")):
        output = "{%% $pad('', %d, 'x') %%}" % (size - 2)
        run("an output of %d bytes" % size, machine({"A": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": output, "End": True}}), code, said)
    n = limit("fail.cc:kMaxErrorBytes")
    m = limit("fail.cc:kMaxCauseBytes")
    for more in (0, 1):
        put("m.asl.json", machine({"F": {"Type": "Fail", "Error": "e" * (n + more), "Cause": "c" * (m + more)}}))
        check("an Error of %d bytes, a Cause of %d" % (n + more, m + more), ["run", "m.asl.json", "--no-validate", "--format", "json"], 1,
              '"%s"' % ("e" * n), absent='"%s' % ("c" * (m + 1)))


def waits():
    def wait(**fields):
        return machine({"W": {"Type": "Wait", **fields, "End": True}})

    n = limit("wait.cc:kMaxSeconds")
    run("JSONata: a Wait of %d s" % n, json.dumps({"QueryLanguage": "JSONata", **json.loads(wait(Seconds="{%% %d %%}" % n))}), 1, "TIMED_OUT")
    run("JSONata: a Wait of a second more", json.dumps({"QueryLanguage": "JSONata", **json.loads(wait(Seconds="{%% %d %%}" % (n + 1)))}), 1, "Seconds must be between 0 and %d" % n)
    n = limit("kLongestWait")
    run("a Wait of %d s" % n, wait(SecondsPath="$.s"), 1, "TIMED_OUT", argv=("--input-json", '{"s": %d}' % n))
    run("a Wait longer than %d s" % n, wait(SecondsPath="$.s"), 1, "Wait state delay is too long.", argv=("--input-json", '{"s": %d}' % (n + 1)))
    year, minutes = 365 * 86400, 300
    run("a year", wait(Seconds=year), 0, "SUCCEEDED")
    run("a year and a second", wait(Seconds=year + 1), 1, "TIMED_OUT")
    run("EXPRESS: five minutes", wait(Seconds=minutes), 0, "SUCCEEDED", argv=("--type", "express"))
    run("EXPRESS: a second more", wait(Seconds=minutes + 1), 1, "TIMED_OUT", argv=("--type", "express"))
    n = limit("task.cc:kMaxTimeout")
    for seconds, code, text in ((n, 0, "SUCCEEDED"), (n + 1, 1, "TimeoutSeconds")):
        run("a TimeoutSeconds of %d" % seconds, machine({"T": {"Type": "Task", "Resource": LAMBDA, "TimeoutSecondsPath": "$.t", "End": True}}), code, text,
            argv=("--unmocked", "null", "--input-json", '{"t": %d}' % seconds))


def concurrency():
    distributed = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}}

    def each(count, more):
        return machine({"M": {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{%% [1..%d] %%}" % count, "ItemProcessor": {
            **more, "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": True}}}, "Output": 1, "End": True}})

    n = limit("kMaxInlineConcurrency")
    for count, text in ((n, "SUCCEEDED in 1 min of"), (n + 1, "SUCCEEDED in 2 min of")):
        run("%d inline iterations at a time" % count, each(count, {}), 0, text)
    n = limit("kMaxDistributedConcurrency")
    for count, text in ((n, "SUCCEEDED in 1 min of"), (n + 1, "SUCCEEDED in 2 min of")):
        run("%d child executions at a time" % count, each(count, distributed), 0, text)
    n = limit("kMaxPercentage")
    for value, code, text in ((n, 0, "SUCCEEDED"), (n + 1, 1, "ToleratedFailurePercentage must be between 0 and %d." % n)):
        tolerant = json.loads(each(1, distributed))
        tolerant["States"]["M"]["ToleratedFailurePercentage"] = "{%% %d %%}" % value
        run("ToleratedFailurePercentage %d" % value, json.dumps(tolerant), code, text)


def mocks():
    put("work.asl.json", machine({"T": {"Type": "Task", "Resource": LAMBDA, "TimeoutSeconds": 99999999, "End": True}}))
    n = limit("kMaxDurationSeconds")
    for more, code, text in ((0, 0, ""), (1, 1, "a duration is seconds (at most a century)")):
        check("a duration of a century and %d s" % more, ["mocks", "check", put("m.mocks.json", json.dumps({"states": {"T": {"return": 1, "duration": n + more}}}))], code, text)
    n = limit("kMaxComparisons")
    put("t.asl.json", machine({"T": {"Type": "Task", "Resource": LAMBDA, "End": True}}))
    for width, code, text in ((8, 0, ""), (40, 2, "takes more than %d comparisons" % n)):  # three levels: the sixth power
        values = [[["%d" % i for i in range(width)]] * width] * width
        wanted = {"$unordered": [{"$unordered": [{"$unordered": values[0][0]}] * width}] * width}
        check("$unordered of width %d three times inside each other" % width, ["run", "t.asl.json", "--format", "output", "--input", put("i.json", json.dumps({"a": values})), "--mocks", put(
            "m.mocks.json", json.dumps({"states": {"T": {"when": {"a": wanted}, "return": 1}}}))], code, text)
    n = limit("kMaxUnordered")
    for count, code, text in ((n, 0, ""), (n + 1, 1, '"$unordered" takes at most %d elements' % n)):
        check("$unordered with %d elements" % count, ["mocks", "check", put("m.mocks.json", json.dumps(
            {"states": {"T": {"when": {"$unordered": list(range(count))}, "return": 1}}}))], code, text)
    n = limit("kMaxChildren")
    child = machine({"A": END})
    for count, code, text in ((n, 0, ""), (n + 1, 1, "more than %d child machines" % n)):
        for i in range(count):
            put("child%d.asl.json" % i, child)
        check("%d child machines" % count, ["mocks", "check", put("m.mocks.json", json.dumps(
            {"executions": {"arn:aws:states:us-east-1:123456789012:stateMachine:m%d" % i: {"definition": "child%d.asl.json" % i} for i in range(count)}}))], code, text)
    n = limit("kMaxMisfits")
    put("list.asl.json", machine({"A": {"Type": "Pass", "Result": [0] * (n + 5), "End": True}}))
    for count in (n - 1, n + 1):
        check("%d differences of an output" % count, ["test", put("m.sfntest.json", json.dumps(
            {"definition": "list.asl.json", "cases": [{"name": "a", "expect": {"output": [1] * count + [0] * (n + 5 - count)}}]}))], 1,
              "%d or more" % n if count > n else "/%d" % (count - 1), absent="" if count > n else "or more")
    n = limit("kMaxTransitions")
    put("loop.asl.json", machine({"A": {"Type": "Pass", "Next": "A"}}))
    check("transitions that a failed case keeps, beyond %d" % n, ["test", "--no-validate", "--format", "json", put("m.sfntest.json", json.dumps(
        {"definition": "loop.asl.json", "cases": [{"name": "a"}]}))], 1, "maximum number of history events")
    beats()


def beats():
    """A history tells no heartbeats: as many as keep the task alive are made up, unless they would blow up the file."""
    n = limit("kMaxHeartbeats")
    for beat, made in ((n, True), (n + 2, False)):
        put("beat.asl.json", machine({"T": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "HeartbeatSeconds": 10, "End": True}}))
        took = beat * 10 + 1
        put("beat.mocks.json", json.dumps({"states": {"T": {"return": 1, "duration": took, "heartbeats": list(range(9, took, 9))}}}))
        check("a history of %d heartbeats" % beat, ["run", "beat.asl.json", "--mocks", "beat.mocks.json", "--format", "json", "-o", "history.json"], 0)
        check("mocks of a history of %d heartbeats" % beat, ["mocks", "from-history", "history.json", "--definition", "beat.asl.json"], 0,
              '"heartbeats"' if made else '"duration"', absent="" if made else '"heartbeats"')


def commands():
    put("ok.asl.json", machine({"A": END}))
    for command, file, key in (("validate", "ok.asl.json", "validate.cc:kMaxJobs"),
                               ("test", put("ok.sfntest.json", json.dumps({"definition": "ok.asl.json", "cases": [{"name": "a"}]})), "test.cc:kMaxJobs")):
        n = limit(key)
        check("%s --jobs %d" % (command, n), [command, file, "--jobs", str(n)], 0)
        check("%s --jobs %d" % (command, n + 1), [command, file, "--jobs", str(n + 1)], 2, "is not a number between 1 and %d" % n)
    n = limit("kMaxLinks")
    for count, code, text in ((n, 0, ""), (n + 1, 2, "Too many levels of symbolic links")):
        for i in range(count):
            os.symlink("links%d.%d" % (count, i + 1), "links%d.%d" % (count, i))
        check("%d links" % count, ["validate", "ok.asl.json", "-o", "links%d.0" % count], code, text)
    n = limit("graph/diff.cc:kMaxFieldChanges")
    for count in (n, n + 1):
        for name, value in (("before", 0), ("after", 1)):
            put(name + ".asl.json", machine({"A": {"Type": "Pass", "Result": {"k%d" % i: value for i in range(count)}, "End": True}}))
        check("%d changed fields" % count, ["diff", "before.asl.json", "after.asl.json"], 1, "k0", absent="" if count == n else "/Result/k0:")
    n = limit("source_file.h:kMaxFileSize")
    for size, code, text in ((n, 1, "NUL byte"), (n + 1, 2, "is larger than 1 GiB"), (n << 10, 2, "is larger than 1 GiB")):
        if size == n and not HEAVY:
            continue
        with open("huge.json", "wb") as f:
            f.truncate(size)  # without a block on the disk
        check("a file of %d bytes" % size, ["validate", "huge.json"], code, text)
        os.remove("huge.json")


def coverage():
    """Nothing that is named like a limit is left out."""
    for key in LIMITS:
        if key in UNIT_TESTS:
            with open(os.path.join(SOURCES, UNIT_TESTS[key]), encoding="utf-8") as f:
                if key.split(":")[1] not in f.read():
                    fail(key, "%s does not try it" % UNIT_TESTS[key])
        elif key not in NO_LIMITS and key not in tried:
            fail(key, "is a limit that nobody tries")
    for key in UNIT_TESTS:
        if key not in LIMITS:
            fail(key, "is not in the code")


def forms(number):
    """How a document may write it."""
    units = ["%d %s" % (number >> bits, unit) for bits, unit in ((20, "MiB"), (30, "GiB")) if number >= 1 << bits and number % (1 << bits) == 0]
    return ["{:,}".format(number)] + units


def documentation():
    """SECURITY.md says what the code says, and leaves out no limit that is tried."""
    with open(os.path.join(SOURCES, "SECURITY.md"), encoding="utf-8") as f:
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in f if line.startswith("| ")][1:]
    documented = set()
    for what, limits, _ in rows:
        keys = max((start for start in DOCUMENTED if what.startswith(start)), key=len, default=None)
        if keys is None:
            fail("SECURITY.md: " + what, "is a row that this test does not know")
            continue
        names = [full_name(key) for key in DOCUMENTED[keys]]
        documented.update(names)
        said = limits.split("; ")
        if names and (len(said) != len(names) or any(cell not in forms(int(LIMITS[name])) for cell, name in zip(said, names))):
            fail("SECURITY.md: " + what, "says %s; the code %s" % (limits, [int(LIMITS[name]) for name in names]))
    for name in (tried | set(UNIT_TESTS)) - documented - {full_name(key) for key in SAME}:
        fail(name, "is not documented in SECURITY.md")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for group in (documents, templates, paths, intrinsics, jsonata, fields, executions, mocks, commands):
            group()
        os.chdir("/")
    if not ONLY:
        coverage()
        documentation()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("%d cases, %d failed, %.0f s of processor time" % (ran, len(failures), used.ru_utime + used.ru_stime))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
