#!/usr/bin/env python3
"""properties.py SFNCTL [MACHINES] [SEED]: what holds for every machine, tried on random ones.

A machine that `validate` accepts runs to an end that is its own (never exit code 3 or 70, nor 2); two runs write the same bytes; the
definition as YAML has the same findings and the same run; a run with the mocks that `mocks from-history` makes of its own history
repeats it."""
import json
import os
import random
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
        if self.chance.random() < 0.2:
            state["Comment"] = self.chance.choice(["fine", "a: b", "{% no %}", "line\nline"])
        return state

    def pass_(self, *_):
        if self.jsonata:
            return {"Output": self.chance.choice([self.value(), "{% $states.input %}", "{% {'n': $count($keys($states.input))} %}"])}
        return self.chance.choice([{}, {"Result": self.value(), "ResultPath": "$.r"}, {"Parameters": {"all.$": "$", "name.$": "$$.State.Name"}},
                                   {"Result": self.value(), "ResultPath": None}])

    def wait(self, *_):
        return self.chance.choice([{"Seconds": self.chance.randrange(100)}, {"Timestamp": "2025-01-01T00:00:%02dZ" % self.chance.randrange(60)}])

    def task(self, name, later, _):
        answers = []
        if self.chance.random() < 0.4:
            answers.append({"throw": {"error": self.chance.choice(ERRORS[:2]), "cause": "because"}, "times": self.chance.randrange(1, 4)})
        answers.append({"return": self.value(), "times": "always", "duration": self.chance.randrange(20)})
        self.mocks[name] = answers
        state = {"Resource": "arn:aws:lambda:us-east-1:123456789012:function:work"}
        if not self.jsonata:
            state["ResultPath"] = self.chance.choice(["$.result", None])
        if self.chance.random() < 0.5:
            state["Retry"] = [{"ErrorEquals": [self.chance.choice(ERRORS)], "IntervalSeconds": self.chance.randrange(1, 5), "MaxAttempts": self.chance.randrange(4), "BackoffRate": 1.5}]
        if later and self.chance.random() < 0.5:
            state["Catch"] = [{"ErrorEquals": ["States.ALL"], "Next": self.chance.choice(later)}]
        return state

    def choice(self, _name, later, _):
        if self.jsonata:
            rules = [{"Condition": "{%% $exists($states.input.%s) %%}" % self.chance.choice("abr"), "Next": self.chance.choice(later)}]
        else:
            rules = [{"Variable": "$." + self.chance.choice("abr"), "IsPresent": self.chance.random() < 0.5, "Next": self.chance.choice(later)}]
        return {"Choices": rules, "Default": later[0]}

    def succeed(self, *_):
        return {}

    def fail(self, *_):
        return {"Error": self.chance.choice(ERRORS), "Cause": "on purpose"}

    def map(self, _name, _later, depth):
        state = {"ItemProcessor": self.machine(depth - 1), "MaxConcurrency": self.chance.randrange(4)}
        if self.jsonata:
            return {"Items": [self.value(1) for _ in range(self.chance.randrange(5))], **state}
        return {"ItemsPath": "$.items", "ItemSelector": {"items": [1, 2], "item.$": "$$.Map.Item.Value"}, "ResultPath": "$.r", **state}

    def parallel(self, _name, _later, depth):
        state = {"Branches": [self.machine(depth - 1) for _ in range(self.chance.randrange(1, 4))]}
        return state if self.jsonata else {"ResultPath": "$.r", **state}


setattr(Generator, "pass", Generator.pass_)


def yaml(value, indent=0):
    """Block style, with strings in double quotes."""
    pad = "  " * indent
    if isinstance(value, dict) and value:
        return "".join("\n%s%s:%s" % (pad, json.dumps(key, ensure_ascii=False), yaml(item, indent + 1)) for key, item in value.items())
    if isinstance(value, list) and value:
        return "".join("\n%s-%s" % (pad, yaml(item, indent + 1)) for item in value)
    return " " + json.dumps(value, ensure_ascii=False)


def run(*argv):
    done = subprocess.run([SFNCTL, *argv], capture_output=True, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def findings(path):
    code, out, err = run("validate", path, "--format", "json")
    if code not in (0, 1):
        raise AssertionError("validate %s: exit code %d: %s" % (path, code, err))
    return code, [(f["rule"], f["pointer"], f["message"]) for f in json.loads(out)["files"][0]["findings"]]


def broken(number):
    """What does not hold for machine `number`; nothing if all does."""
    generator = Generator(random.Random(SEED * 1_000_003 + number))
    machine = generator.machine(2)
    if generator.jsonata:
        machine = {"QueryLanguage": "JSONata", **machine}
    for name, content in (("m.asl.json", machine), ("m.mocks.json", {"states": generator.mocks}), ("in.json", {"items": [1, "two", None], "a": generator.value()})):
        with open(name, "w") as f:
            json.dump(content, f, indent=1)
    with open("m.asl.yaml", "w") as f:
        f.write(yaml(machine).lstrip("\n") + "\n")
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
    accepted, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number in range(MACHINES):
            problem = broken(number)
            if problem == "accepted":
                accepted += 1
            elif problem:
                failed += 1
                print("FAILED machine %d of seed %d: %s" % (number, SEED, problem))
                if "KEEP" in os.environ:
                    subprocess.run(["cp", "-r", folder, os.path.join(os.environ["KEEP"], "machine-%d" % number)])
        os.chdir("/")
    print("%d machines, %d accepted and run, %d failed" % (MACHINES, accepted, failed))
    if accepted * 2 < MACHINES:
        print("FAILED: the generator makes too many machines that are refused")
        failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
