#!/usr/bin/env python3
"""seeds.py TARGET FOLDER DICTIONARY: the first corpus of a fuzz target, out of testdata and of the texts in the tests and rules, and the
words of its language as a libFuzzer dictionary."""
import hashlib
import json
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARK = "\n%%\n"
RAW = re.compile(r'R"(\w*)\((.*?)\)\1"', re.S)
LONG_RUNS = re.compile(r"\.\.\d{4}")  # thousands of children take minutes under sanitizers
PLAIN = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def files(folder, *endings):
    found = []
    for path, _, names in os.walk(os.path.join(ROOT, folder)):
        if os.sep + "fuzz" in path:
            continue
        found += [os.path.join(path, name) for name in names if name.endswith(endings)]
    return sorted(found)


def text(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as f:
        return f.read()


def literals(*folders):
    """String literals of C++ sources."""
    found = []
    for folder in folders:
        for path in files(folder, ".cc", ".h", ".def"):
            source = text(path)
            found += [match.group(2) for match in RAW.finditer(source)]
            for match in PLAIN.finditer(RAW.sub("", source)):
                try:
                    found.append(match.group(1).encode("latin-1", "ignore").decode("unicode_escape"))
                except UnicodeDecodeError:
                    pass
    return found


def json_texts():
    return [text(path) for path in files("testdata", ".json")]


def objects(texts):
    return [t for t in texts if t.lstrip().startswith(("{", "["))]


def machines():
    return [t for t in objects(json_texts() + literals("src/lint/rules", "tests/sim", "tests/lint", "tests/cfn", "tests/asl", "tests/graph"))
            if ('"States"' in t or '"Resources"' in t) and not LONG_RUNS.search(t)]


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)


def expressions():
    found = []
    for machine in machines():
        try:
            found += strings_of(json.loads(machine))
        except ValueError:
            pass
    return found


def document():
    return json_texts() + [t for t in literals("tests/json") if len(t) < 2000]


def yaml():
    documents = [text(path) for path in files("testdata", ".yaml", ".yml")]
    return documents + [t for t in literals("tests/json", "tests/cfn") if len(t) < 4000] + machines()[:40]


def jsonpath():
    return [t for t in expressions() + literals("tests/jsonpath") if t.startswith(("$", "@"))]


def intrinsic():
    return [t for t in expressions() + literals("tests/intrinsic") if t.startswith("States.")]


def jsonata():
    inside = [t[2:-2].strip() for t in expressions() if t.startswith("{%") and t.endswith("%}")]
    tables = []
    for path in files("testdata/expressions/jsonata", ".json"):
        tables += [t for t in strings_of(json.loads(text(path)))]
    return inside + tables + [t for t in literals("tests/jsonata", "src/jsonata/functions") if len(t) < 500]


def mocks():
    found = [text(path) for path in files("testdata", ".mocks.json", "MockConfigFile.json")]
    return found + objects(literals("tests/mocks"))


def suites():
    base = text(os.path.join(ROOT, "testdata/suites/orders.asl.json"))
    return [text(path) + MARK + base for path in files("testdata", ".sfntest.json")] + [
        '{"definition": "m.asl.json", "cases": ' + t + "}" for t in objects(literals("tests/suite")) if t.lstrip().startswith("[")]


def teststate():
    found = objects([text(path) for path in files("testdata/test-state", ".json")] + literals("tests/teststate"))
    states = [t for t in found if '"Type"' in t and '"definition"' not in t]
    return found + [json.dumps({"definition": t, "input": "{}", "inspectionLevel": "TRACE", "mock": {"result": "{}"}}) for t in states]


def whole():
    found = machines()
    report = text(os.path.join(ROOT, "testdata/report/report.asl.json"))
    for path in files("testdata/report", ".mocks.json"):
        found.append(report + MARK + text(path) + MARK + text(os.path.join(ROOT, "testdata/report/encrypted.input.json")))
    return found


def words(target):
    """What the language is made of."""
    if target in ("jsonpath", "jsonata"):
        marks = ["$", "$$", "@", "..", "[*]", "[?(", ")]", "[-1]", "[0:2]", "['a']", "&&", "||", "=~", "~>", ":=", "{%", "%}", "function(", "$map(", "**", "%", "^("]
    else:
        marks = ['"', "{", "}", "[", "]", ":", ",", "null", "true", "1e400", "\\u0000", MARK]
    if target == "yaml":
        marks += ["&a ", "*a", "<<: ", "!Sub ", "!GetAtt ", "|\n", ">-\n", "- ", "? ", "---\n", "%YAML 1.2\n", "!!str "]
    if target in ("jsonata", "whole", "mocks"):
        marks += ["$" + n for n in re.findall(r'"([a-zA-Z]+)"', text(os.path.join(ROOT, "src/jsonata/functions.def")))]
    if target in ("intrinsic", "whole"):
        marks += ["States." + n for n in re.findall(r"SFN_INTRINSIC\((\w+),", text(os.path.join(ROOT, "src/intrinsic/functions.def")))]
    if target in ("mocks", "suites", "teststate", "whole"):
        marks += re.findall(r'"([A-Z][A-Za-z]+)"', text(os.path.join(ROOT, "src/asl/fields.cc")))
    if target in ("mocks", "suites"):
        schema = text(os.path.join(ROOT, "schemas", "suite.schema.json" if target == "suites" else "mocks.schema.json"))
        marks += re.findall(r'"([a-z][A-Za-z]+)":', schema)
    return sorted(set(marks))


def quoted(word):
    return '"' + "".join(c if 32 <= ord(c) < 127 and c not in '"\\' else "\\x%02x" % ord(c) for c in word) + '"'


def main():
    target, folder, dictionary = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for seed in globals()[target]():
        data = seed.encode("utf-8", "surrogateescape" if seed.isprintable() else "surrogatepass")
        with open(os.path.join(folder, "seed-" + hashlib.sha1(data).hexdigest()[:16]), "wb") as f:
            f.write(data)
    with open(dictionary, "w") as f:
        f.write("\n".join(quoted(word) for word in words(target)) + "\n")


if __name__ == "__main__":
    main()
