#!/usr/bin/env python3
"""bench.py SFNCTL EMPTY [--peers NODE_MODULES] [--rounds N] [--json FILE] [--compare FILE] [--only TEXT]

Whole commands of sfnctl, beside a process that does nothing and beside peers on Node. Each round runs everything once, in turn, so that what
else the machine does weighs on all alike; the shortest time counts. Peers are what `npm install` put into NODE_MODULES (asl-validator,
amazon-states-language-service, aws-local-stepfunctions, jsonata); those that are not there are left out, nothing is fetched.
--compare prints the ratio to an earlier --json and fails where a row has become more than half as slow again."""
import argparse
import json
import os
import platform
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "testdata")
SLOWER = 1.5  # --compare: machines that do other things as well are not steadier


def put(name, content):
    with open(name, "w") as f:
        f.write(content if isinstance(content, str) else json.dumps(content))
    return name


def task(name, **more):
    return {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:" + name, **more}


def machine(states, start, **more):
    return {"StartAt": start, "States": states, **more}


def definitions():
    """A definition like those in the field, n times with other names; and one of a megabyte."""
    with open(os.path.join(DATA, "report", "report.asl.json")) as f:
        text = f.read()
    for n in (1, 100, 1000):
        os.makedirs("files%d" % n)
        for i in range(n):
            put("files%d/d%d.asl.json" % (n, i), text.replace("GenerateClientReport", "GenerateClientReport%d" % i))
    states = {"S%d" % i: {"Type": "Pass", "Parameters": {"n.$": "$.n", "text": "x" * 80}, "ResultPath": "$.r%d" % i, "Next": "S%d" % (i + 1)} for i in range(5500)}
    states["S5500"] = {"Type": "Succeed"}
    put("large.asl.json", machine(states, "S0"))


def workloads():
    one = {"Type": "Pass", "Next": "Again"}
    put("loop.asl.json", machine({
        "Start": {"Type": "Pass", "Result": 0, "ResultPath": "$.n", "Next": "Add"},
        "Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Again"},
        "Again": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 50000, "Next": "Add"}], "Default": "Done"},
        "Done": {"Type": "Succeed"}}, "Start"))
    put("jsonata-loop.asl.json", machine({
        "Start": {"Type": "Pass", "Assign": {"n": 0}, "Next": "Add"},
        "Add": {"Type": "Pass", "Assign": {"n": "{% $n + 1 %}"}, "Next": "Again"},
        "Again": {"Type": "Choice", "Choices": [{"Condition": "{% $n < 50000 %}", "Next": "Add"}], "Default": "Done"},
        "Done": {"Type": "Succeed"}}, "Start", QueryLanguage="JSONata"))
    put("map.asl.json", machine({"Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": machine({"Work": task("work", End=True)}, "Work"), "End": True}}, "Each"))
    put("small.asl.json", machine({"Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": machine({"Work": {"Type": "Pass", "End": True}}, "Work"), "End": True}}, "Each"))
    for n in (1000, 100000):
        put("items%d.json" % n, {"items": list(range(n))})
    put("parallel.asl.json", machine({"Both": {"Type": "Parallel", "Branches": [machine({"B%d" % i: dict(task("work"), End=True)}, "B%d" % i) for i in range(1000)], "End": True}}, "Both"))
    put("parallel.mocks.json", {"states": {"B%d" % i: {"return": i} for i in range(1000)}})
    put("work.mocks.json", {"states": {"Work": {"return": {"ok": True}}}})
    retrier = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 1, "MaxAttempts": 5000, "BackoffRate": 1.0}]
    put("retries.asl.json", machine({"Work": task("work", Retry=retrier, End=True)}, "Work"))
    put("retries.mocks.json", {"states": {"Work": [{"throw": {"error": "Busy"}, "times": 5000}, {"return": 1}]}})
    put("five.asl.json", machine({"A": dict(one, Next="B"), "B": dict(one, Next="C"), "C": dict(one, Next="D"), "D": dict(one, Next="E"), "E": {"Type": "Succeed"}}, "A"))
    put("rows.json", {"rows": [{"id": i, "price": (i * 37) % 1000 / 10, "qty": i % 13} for i in range(100000)]})
    expect = {"status": "SUCCEEDED"}
    put("five.sfntest.json", {"definition": "five.asl.json", "cases": [{"name": "case %d" % i, "input": {"n": i}, "expect": expect} for i in range(1000)]})


PEERS = {
    "asl-validator": ("asl-validator", """
const validate = require(process.argv[2] + '/asl-validator'), fs = require('fs');
for (const f of process.argv.slice(3)) validate(JSON.parse(fs.readFileSync(f, 'utf8')));"""),
    "asl-service": ("amazon-states-language-service", """
const {getLanguageService, TextDocument} = require(process.argv[2] + '/amazon-states-language-service'), fs = require('fs');
const service = getLanguageService({});
(async () => { for (const f of process.argv.slice(3)) {
  const document = TextDocument.create(f, 'asl', 1, fs.readFileSync(f, 'utf8'));
  await service.doValidation(document, service.parseJSONDocument(document)); } })();"""),
    "local-sfn": ("aws-local-stepfunctions", """
const {StateMachine} = require(process.argv[2] + '/aws-local-stepfunctions'), fs = require('fs');
const [, , , definition, input] = process.argv;
const machine = new StateMachine(JSON.parse(fs.readFileSync(definition, 'utf8')), {validationOptions: {checkPaths: false, checkArn: false, noValidate: true}});
const run = machine.run(input ? JSON.parse(fs.readFileSync(input, 'utf8')) : {}, {overrides: {taskResourceLocalHandlers: {Work: () => ({ok: true})}, retryIntervalOverrides: {Work: 0}}});
run.result;"""),
    "jsonata.js": ("jsonata", """
const jsonata = require(process.argv[2] + '/jsonata'), fs = require('fs');
jsonata(process.argv[3]).evaluate(JSON.parse(fs.readFileSync(process.argv[4], 'utf8'))).then(result => JSON.stringify(result));"""),
}


def rows(sfnctl):
    def sfn(*words):
        return [sfnctl, *words]
    names = {n: ["files%d/d%d.asl.json" % (n, i) for i in range(n)] for n in (1, 100, 1000)}
    price = "$sum(rows[price > 50 and qty < 6].(price * qty))"
    table = [("sfnctl --version", sfn("--version"), {})]
    for n in (1, 100, 1000):
        table.append(("validate %d file%s" % (n, "s" if n > 1 else ""), sfn("validate", "files%d" % n), {"asl-validator": names[n], "asl-service": names[n]}))
    table += [
        ("validate one file of 1 MB", sfn("validate", "large.asl.json"), {"asl-validator": ["large.asl.json"], "asl-service": ["large.asl.json"]}),
        ("run five states", sfn("run", "five.asl.json"), {"local-sfn": ["five.asl.json"]}),
        ("run a loop, 100,000 transitions", sfn("run", "loop.asl.json", "--max-events", "0", "--format", "output"), {"local-sfn": ["loop.asl.json"]}),
        ("the same in JSONata", sfn("run", "jsonata-loop.asl.json", "--max-events", "0", "--format", "output"), {}),
        ("the same with the history in JSON", sfn("run", "loop.asl.json", "--max-events", "0", "--format", "json"), {}),
        ("Map, 1,000 mocked tasks", sfn("run", "map.asl.json", "--input", "items1000.json", "--mocks", "work.mocks.json", "--format", "output"), {"local-sfn": ["map.asl.json", "items1000.json"]}),
        ("Map, 100,000 mocked tasks", sfn("run", "map.asl.json", "--input", "items100000.json", "--mocks", "work.mocks.json", "--max-events", "0", "--format", "output"), {}),
        ("Parallel, 1,000 branches", sfn("run", "parallel.asl.json", "--mocks", "parallel.mocks.json", "--format", "output"), {}),
        ("5,000 retries", sfn("run", "retries.asl.json", "--mocks", "retries.mocks.json", "--max-events", "0", "--format", "output"), {}),
        ("JSONPath filter, 100,000 rows", sfn("eval", "$.rows[?(@.price > 50 && @.qty < 6)].id", "--language", "jsonpath", "--input", "rows.json", "--format", "json"), {}),
        ("JSONata sum, 100,000 rows", sfn("eval", price, "--language", "jsonata", "--input", "rows.json"), {"jsonata.js": [price, "rows.json"]}),
        ("a suite of 1,000 cases", sfn("test", "five.sfntest.json", "--quiet"), {}),
    ]
    return table


def once(argv):
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1, 2)]
    start = time.perf_counter()
    child = os.posix_spawnp(argv[0], argv, {"PATH": os.environ["PATH"]}, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    os.close(null)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status)


class Row:
    def __init__(self, name, program, argv):
        self.name, self.program, self.argv = name, program, argv
        self.wall = self.cpu = float("inf")
        self.memory = 0

    def run(self):
        wall, cpu, memory, code = once(self.argv)
        if code not in (0, 1):
            raise SystemExit("%s: exit code %d: %s" % (self.name, code, " ".join(self.argv)[:200]))
        self.wall, self.cpu, self.memory = min(self.wall, wall), min(self.cpu, cpu), max(self.memory, memory)


def measure(options):
    measured = [Row("an empty process", "", [options.empty])]
    for name, argv, peers in rows(options.sfnctl):
        if options.only not in name:
            continue
        measured.append(Row(name, "sfnctl", argv))
        for peer, words in peers.items():
            package, code = PEERS[peer]
            if options.peers and os.path.isdir(os.path.join(options.peers, package)):
                measured.append(Row(name, peer, ["node", put(peer + ".js", code), options.peers, *words]))
    for round_number in range(options.rounds):
        for row in measured:
            if round_number == 0 or row.program in ("", "sfnctl") or row.wall * options.rounds < 30:  # a slow peer once or twice
                row.run()
    return measured


def cpu_model():
    with open("/proc/cpuinfo") as f:
        for line in f:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def table(measured):
    empty = measured[0].wall
    floor = measured[0].memory * 1.1  # what a child is said to use before it starts is this process
    base = {row.name: row.wall for row in measured if row.program == "sfnctl"}
    lines = ["%s, %d processors, %s" % (cpu_model(), os.cpu_count(), platform.platform()), "", "| command | program | time | beside sfnctl | memory |", "|---|---|---:|---:|---:|"]
    for row in measured:
        if row.program in ("", "sfnctl"):
            ratio = "%.1f × empty" % (row.wall / empty) if row.wall < 20 * empty else ""
        else:
            ratio = "%.0f × slower" % (row.wall / base[row.name])
        memory = "%.0f MB" % (row.memory / 1024) if row.memory > floor else ""
        lines.append("| %s | %s | %.2f ms | %s | %s |" % (row.name, row.program, row.wall * 1000, ratio, memory))
    return "\n".join(lines)


def compare(measured, path):
    """Rows against those of an earlier run, both as multiples of the empty process of their run."""
    with open(path) as f:
        before = {(row["name"], row["program"]): row for row in json.load(f)["rows"]}
    empty, old_empty = measured[0].cpu, before[("an empty process", "")]["cpu"]
    slower = []
    print("\n%-36s %10s %10s %8s" % ("compared with " + os.path.basename(path), "before", "now", "ratio"))
    for row in measured:
        old = before.get((row.name, row.program))
        if old is None or row.program != "sfnctl":
            continue
        ratio = (row.cpu / empty) / (old["cpu"] / old_empty)
        print("%-36s %8.2f ms %8.2f ms %7.2f" % (row.name, old["cpu"] * 1000, row.cpu * 1000, ratio))
        if ratio > SLOWER:
            slower.append(row.name)
    return slower


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sfnctl", type=os.path.abspath)
    parser.add_argument("empty", type=os.path.abspath)
    parser.add_argument("--peers", type=os.path.abspath)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--json", type=os.path.abspath)
    parser.add_argument("--compare", type=os.path.abspath)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        put(".sfnctl.json", {})  # the search for a configuration ends here
        definitions()
        workloads()
        measured = measure(options)
        os.chdir("/")
    print(table(measured))
    if options.json:
        kept = {"machine": cpu_model(), "rows": [{k: v for k, v in vars(row).items() if k != "argv"} for row in measured]}
        with open(options.json, "w") as f:
            json.dump(kept, f, indent=1)
    slower = compare(measured, options.compare) if options.compare else []
    if slower:
        print("slower than before: " + ", ".join(slower))
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()
