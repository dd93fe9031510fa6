#!/usr/bin/env python3
"""instructions.py SFNCTL [--update]: instructions that a handful of commands take, counted by valgrind, beside those kept in
instructions.json. Unlike seconds they hardly depend on what else the machine does. More than the margin above is a failure;
more than the margin below is said, for --update writes what is kept."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "testdata")
KEPT = os.path.join(HERE, "instructions.json")
MARGIN = 0.15  # other processors take other ways through memcpy and the like
COMMANDS = {
    "version": ["--version"],
    "validate": ["validate", "report/report.asl.json"],
    "validate, fifty states": ["validate", "fifty.asl.json"],
    "run": ["run", "report/report.asl.json", "--input", "report/encrypted.input.json", "--mocks", "report/encrypted.mocks.json"],
    "run a loop of 2,000 transitions": ["run", "loop.asl.json", "--format", "output"],
    "run a Map of 500 in JSONata": ["run", "map.asl.json", "--format", "output"],
    "eval": ["eval", "--language", "jsonata", "$sum([1..2000].($ * $))"],
}


def machine(states, start, **more):
    return {"StartAt": start, "States": states, **more}


def files(folder):
    os.symlink(os.path.join(DATA, "report"), os.path.join(folder, "report"))
    put = lambda name, value: json.dump(value, open(os.path.join(folder, name), "w"))
    put(".sfnctl.json", {})  # the search for a configuration ends here
    states = {"S%d" % i: {"Type": "Pass", "Parameters": {"a.$": "$.a"}, "ResultPath": "$.r", "Next": "S%d" % (i + 1)} for i in range(49)}
    put("fifty.asl.json", machine({**states, "S49": {"Type": "Succeed"}}, "S0"))
    put("loop.asl.json", machine({
        "Start": {"Type": "Pass", "Result": 0, "ResultPath": "$.n", "Next": "Add"},
        "Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Again"},
        "Again": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 1000, "Next": "Add"}], "Default": "Done"},
        "Done": {"Type": "Succeed"}}, "Start"))
    put("map.asl.json", machine({"Each": {"Type": "Map", "Items": "{% [1..500] %}", "ItemProcessor": machine(
        {"Work": {"Type": "Pass", "Output": "{% $states.input * 2 %}", "End": True}}, "Work"), "End": True}}, "Each", QueryLanguage="JSONata"))


def count(sfnctl, argv, folder):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sfnctl, *argv], cwd=folder, capture_output=True, text=True,
                          env={"PATH": os.environ["PATH"]})
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode not in (0, 1) or found is None:
        raise SystemExit("%s: exit code %d: %s" % (" ".join(argv), done.returncode, done.stderr[-500:]))
    return int(found.group(1))


def main():
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed")
        sys.exit(77)
    sfnctl = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        files(folder)
        counted = {name: count(sfnctl, argv, folder) for name, argv in COMMANDS.items()}
    if "--update" in sys.argv:
        with open(KEPT, "w") as f:
            f.write(json.dumps(counted, indent=1) + "\n")
    with open(KEPT) as f:
        kept = json.load(f)
    failed = False
    for name, now in counted.items():
        ratio = now / kept[name] if name in kept else float("nan")
        ok = abs(ratio - 1) <= MARGIN
        failed = failed or not ratio <= 1 + MARGIN
        print("%-34s %12d %12d  %.2f%s" % (name, kept.get(name, 0), now, ratio, "" if ok else "  more than %d %% away" % (MARGIN * 100)))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
