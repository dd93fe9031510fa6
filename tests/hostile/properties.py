#!/usr/bin/env python3
"""properties.py SFNCTL [MACHINES] [SEED]: what holds for every machine, tried on random ones.

A machine that `validate` accepts runs to an end that is its own (never exit code 3 or 70, nor 2); two runs write the same bytes; the
definition as YAML, written in any of YAML's ways, has the same findings and the same run; a run with the mocks that `mocks from-history`
makes of its own history repeats it (not of distributed Maps: the history of their children is elsewhere)."""
import json
import os
import random
import re
import subprocess
import sys
import tempfile

SFNCTL = os.path.abspath(sys.argv[1])
MACHINES = int(sys.argv[2]) if len(sys.argv) > 2 else 40
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
ERRORS = ["Busy", "Declined", "States.Timeout", "Lambda.Unknown"]


class Generator:
    """One random machine with mocks and an input. Transitions go forward only, so that every run ends."""

    def __init__(self, chance):
        self.chance = chance
        self.jsonata = chance.random() < 0.5
        self.count = 0
        self.mocks = {}
        self.assigned = []
        self.distributed = False

    def value(self, depth=2):
        kinds = ["number", "text", "true", "null"] + (["list", "object"] if depth else [])
        kind = self.chance.choice(kinds)
        if kind == "number":
            return self.chance.choice([0, -1, 7, 2.5, 1e21, 123456789012345678, self.chance.randrange(1000)])
        if kind == "text":
            return self.chance.choice(["", "a b", "Grüße", "x\n\ty", "{}", "yes", "0123", "null", "- a: b", "#no", "\U0001F600", "'quoted'", "\"q\\\""])
        if kind == "list":
            return [self.value(depth - 1) for _ in range(self.chance.randrange(4))]
        if kind == "object":
            return {key: self.value(depth - 1) for key in self.chance.sample(["a", "b", "c d", "ä", "on"], self.chance.randrange(4))}
        return {"true": True, "null": None}[kind]

    def machine(self, depth):
        names = []
        for _ in range(self.chance.randrange(1, 6)):
            self.count += 1
            names.append(self.chance.choice(["State %d", "S%d", "Schön %d", "%d"]) % self.count)
        states = {}
        for i, name in enumerate(names):
            later = names[i + 1:]
            states[name] = self.state(name, later, depth)
        return {"StartAt": names[0], "States": self.reachable(states, names)}

    @staticmethod
    def reachable(states, names):
        """A state that nothing leads to is a finding: the one before leads there as well, by a Choice in between if it must."""
        for before, after in zip(names, names[1:]):
            state = states[before]
            if state["Type"] in ("Choice", "Succeed", "Fail"):
                states[before] = {"Type": "Pass", "Next": after}
            else:
                state.pop("End", None)
                state["Next"] = after
        return states

    def state(self, name, later, depth):
        kinds = ["Pass", "Pass", "Wait", "Task", "Task", "Choice"] + ([] if later else ["Succeed", "Fail"]) + (["Map", "Parallel"] if depth else [])
        kind = self.chance.choice(kinds)
        if kind == "Choice" and not later:
            kind = "Pass"
        state = getattr(self, kind.lower())(name, later, depth)
        state = {"Type": kind, **state}
        if kind not in ("Choice", "Succeed", "Fail"):
            state.update({"Next": later[0]} if later else {"End": True})
        if kind in ("Pass", "Wait", "Task") and self.chance.random() < 0.3:
            state["Assign"] = self.assign(name)
        if self.chance.random() < 0.2:
            state["Comment"] = self.chance.choice(["fine", "a: b", "{% no %}", "line\nline"])
        return state

    def assign(self, name):
        """A variable of the scope that the state is in; read by later states, which may find it unassigned."""
        variable = "v%d" % self.count
        self.assigned.append(variable)
        if self.jsonata:
            return {variable: self.chance.choice([self.value(1), "{% $states.context.State.Name %}", "{% $string($states.input) %}"])}
        return self.chance.choice([{variable: self.value(1)}, {variable + ".$": "$$.State.Name"}, {variable + ".$": "States.JsonToString($)"}])

    def pass_(self, *_):
        variable = self.chance.choice(self.assigned or ["none"])
        if self.jsonata:
            return {"Output": self.chance.choice([
                self.value(), "{% $states.input %}", "{% {'n': $count($keys($states.input))} %}", "{% $exists($" + variable + ") ? $" + variable + " : [1..3] %}",
                "{% $states.input.*[$type($) = 'number'] ~> $sum() %}", {"a": "{% $uppercase($states.context.State.Name) %}", "b": [1, "{% $millis() %}"]}])}
        return self.chance.choice([{}, {"Result": self.value(), "ResultPath": "$.r"}, {"Parameters": {"all.$": "$", "name.$": "$$.State.Name"}},
                                   {"Result": self.value(), "ResultPath": None}, {"InputPath": "$.items", "ResultPath": "$.r"},
                                   {"Parameters": {"n.$": "States.ArrayLength($.items)", "t.$": "States.Format('{} of {}', $.items[0], $$.State.Name)"}, "ResultPath": "$.r"},
                                   {"Parameters": {"v.$": "$" + variable}, "ResultPath": "$.v"} if self.assigned else {}])

    def wait(self, *_):
        return self.chance.choice([{"Seconds": self.chance.randrange(100)}, {"Timestamp": "2025-01-01T00:00:%02dZ" % self.chance.randrange(60)}])

    def task(self, name, later, _):
        answers = []
        if self.chance.random() < 0.4:
            answers.append({"throw": {"error": self.chance.choice(ERRORS[:2]), "cause": "because"}, "times": self.chance.randrange(1, 4)})
        answers.append({"return": self.value(), "times": "always", "duration": self.chance.randrange(20)})
        self.mocks[name] = answers
        state = self.work()
        if not self.jsonata:
            state["ResultPath"] = self.chance.choice(["$.result", None])
        if self.chance.random() < 0.3:
            state["TimeoutSeconds"] = self.chance.randrange(5, 20)
        if self.chance.random() < 0.5:
            state["Retry"] = [{"ErrorEquals": [self.chance.choice(ERRORS)], "IntervalSeconds": self.chance.randrange(1, 5), "MaxAttempts": self.chance.randrange(4), "BackoffRate": 1.5}]
        if later and self.chance.random() < 0.5:
            state["Catch"] = [{"ErrorEquals": ["States.ALL"], "Next": self.chance.choice(later)}]
        return state

    def work(self):
        """What a Task does: a function, an activity, an integration with or without a callback."""
        arguments = "Arguments" if self.jsonata else "Parameters"
        token = "{% $states.context.Task.Token %}" if self.jsonata else "$$.Task.Token"
        body = {"token" if self.jsonata else "token.$": token}
        url = "https://sqs.us-east-1.amazonaws.com/123456789012/q"
        return self.chance.choice([
            {"Resource": "arn:aws:lambda:us-east-1:123456789012:function:work"}, {"Resource": "arn:aws:states:us-east-1:123456789012:activity:work"},
            {"Resource": "arn:aws:states:::lambda:invoke", arguments: {"FunctionName": "work", "Payload": self.value(1)}},
            {"Resource": "arn:aws:states:::sqs:sendMessage", arguments: {"QueueUrl": url, "MessageBody": self.value(1)}},
            {"Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", arguments: {"QueueUrl": url, "MessageBody": body}},
            {"Resource": "arn:aws:states:::dynamodb:getItem", arguments: {"TableName": "t", "Key": {"id": {"S": "x"}}}},
            {"Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", arguments: {}}])

    def test(self, depth):
        """A data test, perhaps of others."""
        kind = self.chance.choice(["And", "Or", "Not", "plain"]) if depth else "plain"
        if kind == "Not":
            return {"Not": self.test(depth - 1)}
        if kind != "plain":
            return {kind: [self.test(depth - 1) for _ in range(self.chance.randrange(2, 4))]}
        field = "$." + self.chance.choice(["a", "b", "r", "items", "items[0]"])
        operator, operand = self.chance.choice([
            ("IsPresent", True), ("IsPresent", False), ("IsString", True), ("IsNumeric", False), ("IsNull", True), ("IsBoolean", True), ("IsTimestamp", False),
            ("NumericGreaterThan", 3), ("NumericLessThanEquals", 7.5), ("NumericEquals", 0), ("StringEquals", "yes"), ("StringLessThan", "b"),
            ("StringMatches", "*a*"), ("BooleanEquals", True), ("TimestampLessThan", "2026-01-01T00:00:00Z"), ("StringEqualsPath", "$.b"),
            ("NumericGreaterThanPath", "$.items[0]")])
        return {"Variable": field, operator: operand}

    def choice(self, _name, later, _):
        rules = []
        for _ in range(self.chance.randrange(1, 4)):
            if self.jsonata:
                test = {"Condition": self.chance.choice([
                    "{%% $exists($states.input.%s) %%}", "{%% $type($states.input.%s) = 'string' %%}", "{%% $count($states.input.%s) > 1 or false %%}",
                    "{%% $not($boolean($states.input.%s)) = true %%}"]) % self.chance.choice("abr")}
            else:
                test = self.test(2)
            rules.append({**test, "Next": self.chance.choice(later)})
        return {"Choices": rules, "Default": later[0]}

    def succeed(self, *_):
        return {}

    def fail(self, *_):
        return {"Error": self.chance.choice(ERRORS), "Cause": "on purpose"}

    def map(self, _name, _later, depth):
        outside, self.assigned = self.assigned, []
        state = {"ItemProcessor": self.machine(depth - 1), "MaxConcurrency": self.chance.randrange(4)}
        self.assigned = outside
        if self.chance.random() < 0.3:
            self.distributed = True
            state["ItemProcessor"] = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": self.chance.choice(["STANDARD", "EXPRESS"])}, **state["ItemProcessor"]}
            state.update(self.chance.choice([{}, {"ToleratedFailurePercentage": 50}, {"ToleratedFailureCount": 1}, {"ItemBatcher": {"MaxItemsPerBatch": 2}}, {"Label": "many"}]))
        if self.jsonata:
            return {"Items": [self.value(1) for _ in range(self.chance.randrange(5))], **state}
        return {"ItemsPath": "$.items", "ItemSelector": {"items": [1, 2], "item.$": "$$.Map.Item.Value"}, "ResultPath": "$.r", **state}

    def parallel(self, _name, _later, depth):
        outside, self.assigned = self.assigned, []
        state = {"Branches": [self.machine(depth - 1) for _ in range(self.chance.randrange(1, 4))]}
        self.assigned = outside
        return state if self.jsonata else {"ResultPath": "$.r", **state}


setattr(Generator, "pass", Generator.pass_)


def scalar(value, chance, pad):
    """A scalar in one of the ways that YAML has for it."""
    quoted = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, str):
        return " " + quoted
    ways = [" " + quoted]
    if all(character <= "\uffff" for character in value):  # yaml-cpp takes no surrogate pairs of escapes
        ways.append(" " + json.dumps(value))
    if value.isprintable():
        ways.append(" '" + value.replace("'", "''") + "'")
    if re.fullmatch(r"[A-Z]\w+( \w+)*", value) and value.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"):
        ways.append(" " + value)
    if "\n" in value and all(line.isprintable() for line in value.split("\n")) and not value.endswith("\n") and not value.startswith((" ", "\n")):
        ways.append(" |-\n" + "\n".join(pad + line if line else "" for line in value.split("\n")))
    return chance.choice(ways)


def yaml(value, chance, indent=0):
    """Block style with some flow style in it, and strings quoted or not."""
    pad = "  " * indent
    if isinstance(value, (dict, list)) and value and chance.random() < 0.1:
        return " " + json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict) and value:
        return "".join("\n%s%s:%s" % (pad, json.dumps(key, ensure_ascii=False), yaml(item, chance, indent + 1)) for key, item in value.items())
    if isinstance(value, list) and value:
        return "".join("\n%s-%s" % (pad, yaml(item, chance, indent + 1)) for item in value)
    return scalar(value, chance, pad or "  ")


def run(*argv):
    done = subprocess.run([SFNCTL, *argv], capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def findings(path):
    code, out, err = run("validate", path, "--format", "json")
    if code not in (0, 1):
        raise AssertionError("validate %s: exit code %d: %s" % (path, code, err))
    return code, [(f["rule"], f["pointer"], f["message"]) for f in json.loads(out)["files"][0]["findings"]]


def broken(number):
    """The language of machine `number`, and what does not hold for it: "accepted" if all does, nothing if it has findings."""
    generator = Generator(random.Random(SEED * 1_000_003 + number))
    machine = generator.machine(2)
    if generator.jsonata:
        machine = {"QueryLanguage": "JSONata", **machine}
    for name, content in (("m.asl.json", machine), ("m.mocks.json", {"states": generator.mocks}), ("in.json", {"items": [1, "two", None], "a": generator.value()})):
        with open(name, "w") as f:
            json.dump(content, f, indent=1)
    with open("m.asl.yaml", "w") as f:
        f.write(yaml(machine, generator.chance).lstrip("\n") + "\n")
    return ("JSONata" if generator.jsonata else "JSONPath"), behaviour(generator)


def behaviour(generator):
    code, found = findings("m.asl.json")
    if sorted(findings("m.asl.yaml")[1]) != sorted(found):
        return "YAML has other findings: %s, not %s" % (findings("m.asl.yaml")[1], found)
    if code != 0:
        return None if any(found) else "refused without a finding"
    common = ("--input", "in.json", "--mocks", "m.mocks.json", "--format", "json")
    code, first, err = run("run", "m.asl.json", *common)
    if code not in (0, 1):
        return "run ends with %d: %s" % (code, err)
    if run("run", "m.asl.json", *common)[1] != first:
        return "two runs differ"
    if run("run", "m.asl.yaml", *common)[1] != first:
        return "YAML runs otherwise"
    if generator.distributed:
        return "accepted"
    with open("history.json", "w") as f:
        f.write(first)
    code, _, err = run("mocks", "from-history", "history.json", "--definition", "m.asl.json", "-o", "again.mocks.json")
    if code != 0:
        return "from-history ends with %d: %s" % (code, err)
    code, again, err = run("run", "m.asl.json", "--input", "in.json", "--mocks", "again.mocks.json", "--format", "json")
    if again != first:
        return "the mocks of its history give another run: exit code %d: %s" % (code, err)
    return "accepted"


def main():
    accepted, failed = {"JSONata": 0, "JSONPath": 0}, 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number in range(MACHINES):
            language, problem = broken(number)
            if problem == "accepted":
                accepted[language] += 1
            elif problem:
                failed += 1
                print("FAILED machine %d of seed %d: %s" % (number, SEED, problem))
                if "KEEP" in os.environ:
                    subprocess.run(["cp", "-r", folder, os.path.join(os.environ["KEEP"], "machine-%d" % number)])
        os.chdir("/")
    print("%d machines, accepted and run: %d of JSONata, %d of JSONPath; %d failed" % (MACHINES, *accepted.values(), failed))
    if sum(accepted.values()) * 2 < MACHINES:
        print("FAILED: the generator makes too many machines that are refused")
        failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
