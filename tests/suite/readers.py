#!/usr/bin/env python3
"""Reads what `sfnctl test` writes for other programs with the readers of those programs.

usage: readers.py SFNCTL TESTDATA formats|genhtml

formats: JUnit by an XML parser, TAP, GitHub annotations, JSON and lcov by what their specifications say, on suites that fail in every way.
genhtml: lcov's own viewer on the coverage of JSON and YAML definitions; exit 77 if it is not installed.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

PROGRAM, TESTDATA, WHAT = sys.argv[1:4]
SUITES = ["failing", "coverage", "suites", "report"]


def sfnctl(*arguments):
    done = subprocess.run([PROGRAM, "test", "--allow-outside", *arguments], cwd=TESTDATA, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1, 2), (arguments, done.returncode, done.stderr)
    return done.stdout


def check(holds, what):
    if not holds:
        sys.exit(f"readers.py: {what}")


def outcomes():
    report = json.loads(sfnctl(*SUITES, "--format", "json"))
    check(report["version"] == 1, "JSON: the version is 1")
    cases = [case for suite in report["suites"] for case in suite["cases"]]
    for outcome, count in report["summary"].items():
        if outcome != "suites":
            check(count == sum(case["outcome"] == outcome for case in cases), f"JSON: the summary counts {outcome}")
    failed = [case for case in cases if case["outcome"] in ("failed", "error")]
    check(failed and all(case["differences"] or case.get("message") for case in failed), "JSON: a failure says why")
    for suite in report["suites"]:  # positions are those of the file
        text = open(f"{TESTDATA}/{suite['path']}", "rb").read()
        for case in suite["cases"]:
            check(case["name"].encode() in text[case["start"]["offset"]:][: len(case["name"].encode()) + 2], f"JSON: the place of {case['name']}")
    return report, cases


def junit(cases, broken):
    root = xml.etree.ElementTree.fromstring(sfnctl(*SUITES, "--format", "junit"))
    check(root.tag == "testsuites", "JUnit: the root is testsuites")
    for node in [root, *root.iter("testsuite")]:
        for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            check(int(node.get(attribute)) == len(list(node.iter(tag))), f"JUnit: {attribute} of {node.get('name')}")
    names = [case.get("name") for case in root.iter("testcase")]
    check(all(case["name"] in names for case in cases), "JUnit: every case is there")
    check(len(list(root.iter("error"))) == broken + sum(case["outcome"] == "error" for case in cases), "JUnit: errors")


def tap(cases):
    lines = sfnctl(*SUITES, "--format", "tap").splitlines()
    check(lines[0] == "TAP version 14", "TAP: the version comes first")
    plan = re.fullmatch(r"1\.\.(\d+)", lines[1])
    points = [re.fullmatch(r"(not )?ok (\d+) - ((?:[^#\\]|\\.)*)( # SKIP.*)?", line) for line in lines[2:] if not line.startswith("  ")]
    check(plan and all(points) and [int(point[2]) for point in points] == list(range(1, int(plan[1]) + 1)), "TAP: plan and points")
    check(sum(point[1] is None for point in points) == sum(case["outcome"] in ("passed", "skipped") for case in cases), "TAP: passed points")
    inside = False
    for line in lines[2:]:  # a YAML block stands between --- and ..., each value a JSON string
        if line in ("  ---", "  ..."):
            inside = line == "  ---"
        elif line.startswith("  "):
            value = re.fullmatch(r"  (?:message: |  - )(.*)|  differences:", line)
            check(inside and value, f"TAP: the block line {line}")
            if value[1]:
                json.loads(value[1])
    check(not inside, "TAP: blocks end")


def github(cases):
    lines = sfnctl(*SUITES, "--format", "github").splitlines()
    for line in lines:
        parts = re.fullmatch(r"::(error|warning|notice) ([^:]*(?:%3A[^:]*)*)::(.+)", line)
        check(parts, f"GitHub: {line}")
        properties = dict(pair.split("=", 1) for pair in parts[2].split(","))
        check({"file", "title"} <= set(properties), f"GitHub: properties of {line}")
    for case in cases:
        told = sum(f"::{case['name']}: " in line for line in lines)
        check(told == (case["outcome"] in ("failed", "error")), f"GitHub: one annotation for {case['name']}")


def lcov():
    for record in sfnctl(*SUITES[1:], "--coverage", "lcov").split("end_of_record\n")[:-1]:
        lines = record.splitlines()
        check(lines[0] == "TN:" and lines[1].startswith("SF:"), "lcov: TN and SF come first")
        source = open(f"{TESTDATA}/{lines[1][3:]}", encoding="utf-8").read().splitlines()
        for line in lines[2:]:
            key, value = line.split(":", 1)
            if key == "FN":  # a state stands on the line of its name
                number, name = value.split(",", 1)
                check(name in source[int(number) - 1], f"lcov: {line} is no line with that state")
            elif key in ("DA", "BRDA"):
                check(0 < int(value.split(",")[0]) <= len(source), f"lcov: {line} is a line of the file")
        count = lambda key, hit: sum(1 for line in lines if line.startswith(key) and (not hit or line.rsplit(",", 1)[1] not in ("0", "-")))
        for key, found, hits in (("DA:", "LF", "LH"), ("BRDA:", "BRF", "BRH")):
            check(f"{found}:{count(key, False)}" in lines and f"{hits}:{count(key, True)}" in lines, f"lcov: {found}, {hits} of {lines[1]}")


def genhtml():
    if shutil.which("genhtml") is None:
        print("skipped: genhtml is not installed (Debian's lcov)")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        sfnctl(*SUITES[1:], "--coverage", "lcov", "--coverage-output", f"{folder}/coverage.info")
        done = subprocess.run(["genhtml", "--branch-coverage", "--function-coverage", f"{folder}/coverage.info", "-o", f"{folder}/html"],
                              cwd=TESTDATA, capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        check(done.returncode == 0 and not re.search("warning|error|WARN|ERROR", said), f"genhtml complains:\n{said}")
        pages = subprocess.run(["find", f"{folder}/html", "-name", "*.gcov.html"], capture_output=True, text=True, check=True).stdout
        for definition in ("poll.asl.yaml", "orders.asl.json", "report.asl.json", "activity.asl.json"):
            check(definition in pages, f"genhtml: a page for {definition}")


if WHAT == "genhtml":
    genhtml()
else:
    REPORT, CASES = outcomes()
    BROKEN = sum(finding["severity"] == "error" for suite in REPORT["suites"]
                 for findings in [suite["findings"], *[file["findings"] for file in suite["otherFiles"]]] for finding in findings)
    junit(CASES, BROKEN)
    tap(CASES)
    github(CASES)
    lcov()
