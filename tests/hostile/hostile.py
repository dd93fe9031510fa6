#!/usr/bin/env python3
"""hostile.py PROGRAM [--sanitized] [--only TEXT]: inputs that are made to hurt, from outside. Whatever comes in, sfnctl ends by itself, in
bounded time and memory, with an exit code of its own and, where it refuses, words that say why.

Each case: name, argv (a `{}` is nothing special), exit code, a text that standard output or error holds. Files are made by put()."""
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
SANITIZED = "--sanitized" in sys.argv
ONLY = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
MEMORY = 1 << 30  # bytes of address space
SECONDS = 600 if SANITIZED else 120
failures = []
ran = 0


def put(name, content):
    with open(name, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return name


def machine(states, start="A", **more):
    return json.dumps({"StartAt": start, "States": states, **more})


END = {"Type": "Pass", "End": True}


def limited(memory=MEMORY, file_size=None):
    def limit():
        if not SANITIZED:  # the shadow of AddressSanitizer takes terabytes of address space
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return limit


def fail(name, what):
    failures.append(name)
    print("FAILED %s: %s" % (name, what))


def check(name, argv, code, text="", stdin=b"", limits=None, out=subprocess.PIPE):
    global ran
    if ONLY not in name:
        return
    ran += 1
    try:
        done = subprocess.run([PROGRAM] + argv, input=stdin, stdout=out, stderr=subprocess.PIPE, timeout=SECONDS, preexec_fn=limits or limited())
    except subprocess.TimeoutExpired:
        return fail(name, "does not end")
    said = ((done.stdout or b"") + done.stderr).decode("utf-8", "replace")
    codes = code if isinstance(code, tuple) else (code,)
    if done.returncode not in codes:
        fail(name, "exit code %s, not %s: %s" % (done.returncode, code, said[:300]))
    elif text not in said:
        fail(name, "does not say %r: %s" % (text, said[:300]))


def texts():
    put("ok.asl.json", machine({"A": END}))
    check("1000 levels of JSON", ["run", "ok.asl.json", "--format", "output", "--input", put("j1000.json", "[" * 1000 + "]" * 1000)], 0)
    check("1001 levels of JSON", ["run", "ok.asl.json", "--input", put("j1001.json", "[" * 1001 + "]" * 1001)], 2, "nested deeper than 1000 levels")
    check("100,000 levels of JSON", ["validate", put("deep.json", "[" * 100000 + "]" * 100000)], 1, "nested deeper than 1000 levels")
    check("500 levels of YAML", ["validate", put("y498.yaml", "- " * 498 + "x")], 1, "a definition is a JSON object")
    check("many levels of YAML", ["validate", put("y.yaml", "- " * 20000 + "x")], 1, "nested deeper than 500 levels")
    check("YAML flow brackets", ["validate", put("flow.yaml", "[" * 20000)], 1, "nested deeper than 500 levels")
    check("YAML aliases that grow without bound", ["validate", put("laughs.yaml", "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        "%c: &%c [%s]\n" % (98 + i, 98 + i, ",".join(["*%c" % (97 + i)] * 9)) for i in range(12)))], 1, "the aliases expand to more than 250000 values")
    check("a YAML alias inside itself", ["validate", put("cycle.yaml", "a: &a\n  b: *a\n")], 1, "stands inside what it names")
    merges = "a0: &a0 {x: 1}\n" + "".join("a%d: &a%d\n  <<: *a%d\n  k%d: 1\n" % (i, i, i - 1, i) for i in range(1, 150))
    check("YAML merges of merges", ["validate", put("merges.yaml", merges)], 1, "<< more than 100 deep")
    check("a number of a million digits", ["eval", "$", "--input", put("digits.json", "1" + "0" * 1000000)], 2, "the number is too large")
    check("1e400", ["eval", "$", "--input", put("e400.json", "1e400")], 2, "the number is too large")
    check("UTF-16", ["validate", put("utf16.json", machine({"A": END}).encode("utf-16"))], 1, "the text is UTF-16, expected UTF-8")
    check("invalid UTF-8 at its place", ["validate", put("bytes.json", b'{\n "StartAt": "\xc3\xa4\xff"}')], 1, "bytes.json:2:15: error: the byte 0xFF is not valid UTF-8")
    check("a byte order mark", ["validate", put("bom.asl.json", b"\xef\xbb\xbf" + machine({"A": END}).encode())], 0)
    check("CR LF", ["validate", put("crlf.asl.json", json.dumps(json.loads(machine({"A": END})), indent=1).replace("\n", "\r\n"))], 0)
    check("NUL bytes", ["validate", put("nul.json", b"\0" * 1000)], 1, "NUL byte")
    check("an empty file", ["validate", put("empty.json", "")], 1, "the text is empty")
    check("a name of a megabyte", ["validate", put("name.json", machine({"A" * 1000000: END}, "A" * 1000000))], 1, "overlong")
    check("thousands of duplicate keys on one line", ["validate", put("keys.json", '{"StartAt":"A",' + '"States":{},' * 5000 + '"States":{"A":{"Type":"Pass","End":true}}}')], 1, "already a key")


def expressions():
    big = put("big.json", json.dumps({"a": "x" * 100000, "list": list(range(1000)), "words": ["a" * 40 + "!"]}))
    check("1000 steps of a path", ["eval", "$" + ".a" * 1000, "--language", "jsonpath"], (0, 1))
    check("1001 steps of a path", ["eval", "$" + ".a" * 1001, "--language", "jsonpath"], 1, "at most 1000 steps")
    check("filters inside each other", ["eval", "$[?(" + "(" * 60 + "@.a==1" + ")" * 60 + ")]", "--language", "jsonpath", "--input", big], 1, "at most 50")
    check("a regular expression that never ends", ["eval", "$.list[?(@.a =~ /(a+)+$/)]", "--language", "jsonpath", "--input",
                                                   put("re.json", json.dumps({"list": [{"a": "a" * 40 + "!"}]}))], 3, "regular expression")
    check("scans inside scans", ["eval", "$" + "..*" * 6, "--language", "jsonpath", "--input", put("scan.json", "[" * 300 + "1" + "]" * 300)], 3, "20000000 values")
    check("10 intrinsic calls inside each other", ["eval", "States.Array(" * 10 + ")" * 10], 0)
    check("11 intrinsic calls inside each other", ["eval", "States.Array(" * 11 + ")" * 11], 1, "at most 10 calls")
    check("a range without end", ["eval", "States.ArrayRange(0, 9223372036854775807, 1)"], 1, "States.ArrayRange")
    inner = "States.Format('" + "{}" * 10 + "', " + ", ".join(["$.a"] * 10) + ")"
    outer = "States.Format('" + "{}" * 70 + "', " + ", ".join([inner] * 70) + ")"
    check("texts of texts by States.Format", ["eval", "--expression-file", put("format.txt", outer), "--input", big], 3, "")
    check("an expression that is not UTF-8", ["eval", "--language", "jsonata", b"$pad('x', 10, '\xa2')"], (1, 2), "UTF-8")
    for name, expression, text in [
        ("99 brackets", "(" * 90 + "1" + ")" * 90, None),
        ("499 brackets", "(" * 499 + "1" + ")" * 499, "Stack overflow"),
        ("501 brackets", "(" * 501 + "1" + ")" * 501, ""),
        ("a hundred thousand brackets", "[" * 100000, ""),
        ("a hundred thousand additions", "1" + "+1" * 100000, ""),
        ("recursion without end", "($f := function($n){$f($n+1)}; $f(1))", "Expression evaluation timeout"),
        ("recursion that fans out", "($f := function($n){$n <= 1 ? 1 : $f($n-1) + $f($n-2)}; $f(30))", "Expression evaluation timeout"),
        ("a range of a million million", "[1..1000000000000]", ""),
        ("padding", "$pad('x', 1000000000)", "memory limit"),
        ("texts that double", "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('xxxxxxxxxx', 60))", "memory limit"),
        ("lists that grow", "$map([1..100000], function($i){ [1..100000] })", ""),
        ("a regular expression", "$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /(a+)+$/)", ""),
        ("an object inside itself", "($f := function($x, $n){ $n = 0 ? $x : $f({'a': $x}, $n - 1)}; $f(1, 2000))", ""),
        ("a comparison without order", "$count($sort([1..2000], function($a,$b){ $random() > 0.5 }))", None),
    ]:
        check("JSONata: " + name, ["eval", "--states", "--language", "jsonata", "--expression-file", put("e.jsonata", expression)], 0 if text is None else 1, text or "")


def machines():
    put("loop.asl.json", machine({"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": True, "Next": "C"}], "Default": "A"},
                                  "C": {"Type": "Succeed"}}))
    check("a loop fills the history", ["run", "loop.asl.json", "--no-validate"], 1, "25000")
    check("an express loop ends as well", ["run", "loop.asl.json", "--no-validate", "--type", "express", "--format", "output"], 2, "1000000 events")
    waits = machine({"A": {"Type": "Wait", "Seconds": 99999999, "Next": "B"}, "B": {"Type": "Wait", "Timestamp": "9999-12-31T23:59:59Z", "End": True}})
    check("waits of years", ["run", put("wait.asl.json", waits)], 1, "TIMED_OUT in 365 d")
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:me"
    put("self.asl.json", machine({"A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn": arn, "Input": {}}, "End": True}}))
    put("self.mocks.json", json.dumps({"executions": {arn: {"definition": "self.asl.json", "mocks": "self.mocks.json"}}}))
    check("an execution that starts itself", ["run", "self.asl.json", "--mocks", "self.mocks.json", "--format", "output"], 2, "nested too deep")
    grow = machine({"A": {"Type": "Pass", "Assign": {"x": "{% ($exists($x) ? $x : 'x') & ($exists($x) ? $x : 'x') %}"}, "Next": "A"}}, QueryLanguage="JSONata")
    check("a variable that doubles", ["run", put("grow.asl.json", grow), "--no-validate"], 1, "FAILED")
    items = machine({"A": {"Type": "Map", "Items": "{% [1..900000] %}", "ItemProcessor": {"StartAt": "B", "States": {"B": END}}, "End": True}}, QueryLanguage="JSONata")
    check("a Map over more than a range may hold", ["run", put("range.asl.json", items), "--format", "output"], 1)
    big = machine({"A": {"Type": "Pass", "Parameters": {"a.$": "States.Format('{}{}', $.a, $.a)"}, "Next": "A"}})
    check("a payload that doubles", ["run", put("doubling.asl.json", big), "--no-validate", "--input-json", '{"a": "x"}'], 1, "States.DataLimitExceeded")
    nested = END
    for i in range(200):
        nested = {"Type": "Parallel", "Branches": [{"StartAt": "N%d" % i, "States": {"N%d" % i: nested}}], "End": True}
    put("nested.asl.json", machine({"A": nested}))
    for command in (["validate"], ["run", "--format", "output"], ["graph"]):
        check("Parallel inside Parallel 200 times: " + command[0], command + ["nested.asl.json"], 0)
    n = 2000
    states = {"S%d" % i: {"Type": "Pass", "Next": "S%d" % (i + 1)} for i in range(n)}
    states["S%d" % n] = END
    put("chain.asl.json", machine(states, "S0"))
    for command in (["validate"], ["run", "--format", "output"], ["graph"], ["diff", "chain.asl.json"]):
        check("2001 states: " + command[0], command + ["chain.asl.json"], 0)
    heavy = machine({"A": {"Type": "Map", "Items": "{% [1..4000] %}", "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Pass", "Output": "{% $pad('x', 200000) %}", "End": True}}},
                           "Output": 1, "End": True}}, QueryLanguage="JSONata")
    check("out of memory", ["run", put("heavy.asl.json", heavy), "--format", "output", "--max-events", "0"], (0, 1) if SANITIZED else 2, "" if SANITIZED else "out of memory",
          limits=limited(200 << 20))


def streams():
    for argv in (["validate", "ok.asl.json"], ["run", "ok.asl.json", "--format", "json"], ["--help"], ["explain"]):
        with open("/dev/full", "wb") as full:
            check("a full disk: " + argv[0], argv, 2, "No space left on device", out=full)
    check("a full disk: --output", ["graph", "ok.asl.json", "-o", "/dev/full"], 2, "No space left on device")
    check("a file that may not grow", ["graph", "ok.asl.json", "-o", "small.mmd"], 2, "cannot write small.mmd", limits=limited(file_size=10))
    check("a folder as output", ["validate", "ok.asl.json", "-o", "."], 2, "cannot write")
    check("a folder that is not there", ["validate", "ok.asl.json", "-o", "nowhere/out"], 2, "No such file or directory")
    if [name for name in os.listdir(".") if name.startswith("small.mmd")]:
        fail("no half-written file", "there is one: %s" % os.listdir("."))
    outputs()
    check("standard input", ["validate", "/dev/stdin"], 0, stdin=open("ok.asl.json", "rb").read())
    check("a folder as definition", ["run", "."], 2, "Is a directory")
    check("links in a circle", ["validate", link("l1", "l2")], 2, "Too many levels of symbolic links")
    put("-dash.asl.json", machine({"A": END}))
    check("a name that begins with a dash", ["validate", "--", "-dash.asl.json"], 0)
    check("a name that begins with a dash, unmarked", ["validate", "-dash.asl.json"], 2, "unknown option")
    check("a file that cannot be read", ["validate", "/proc/self/mem"], 2, "cannot read")
    odd = b"odd\xff\nname\x1b[31m.asl.json"
    os.mkdir("odd")
    with open(b"odd/" + odd, "wb") as f:
        f.write(b"")
    check("file names of any bytes", ["validate", "odd"], 1, "odd�␊name␛[31m.asl.json")
    check("file names of any bytes: json", ["validate", "odd", "--format", "json"], 1, "odd�\\nname\\u001b[31m.asl.json")
    fifo()
    closed_pipe()
    unread_outputs()


def holds(name, path, text):
    if not os.path.exists(path):
        return fail(name, "%s is not there" % path)
    with open(path, encoding="utf-8") as f:
        seen = f.read()
    if text not in seen:
        fail(name, "%s holds %r" % (path, seen[:100]))


def outputs():
    """Names of output files that are links, descriptors, or the name of another file of the command."""
    found = "no findings in 1 file"
    os.symlink("/proc/self/fd/1", "to-stdout")
    names = ["to-stdout", "/dev/fd/1", "/proc/self/fd/1", "-"]
    if not os.access("/dev", os.W_OK):  # a program that fails would put a file in the place of the machine's link
        names.append("/dev/stdout")
    for name in names:
        with open("redirected.txt", "wb") as f:
            check("--output %s, redirected" % name, ["validate", "ok.asl.json", "-o", name], 0, out=f)
        holds("--output %s, redirected" % name, "redirected.txt", found)
        check("--output %s, a pipe" % name, ["validate", "ok.asl.json", "-o", name], 0, found)
    os.symlink("target.txt", "to-target")
    check("--output to a link", ["validate", "ok.asl.json", "-o", "to-target"], 0)
    holds("--output to a link", "target.txt", found)
    if not (os.path.islink("to-stdout") and os.path.islink("to-target")) or os.path.exists("-"):
        fail("--output to a link", "a link is gone, or a file - is there")
    run = ["run", "ok.asl.json"]
    check("two outputs of one name", run + ["-o", "x.txt", "--report", "./x.txt"], 2, "--report would write ./x.txt, which --output writes as well")
    check("an output over an input", ["validate", "ok.asl.json", "-o", "ok.asl.json"], 2, "--output would write ok.asl.json, which PATH reads")
    check("an output over an input, by a pattern", ["validate", "ok*.json", "-o", "ok.asl.json"], 2, "which PATH reads")
    os.makedirs("checked")
    put("checked/one.asl.json", machine({"A": END}))
    check("an output over a file of the folder that is checked", ["validate", "checked", "-o", "./checked/one.asl.json"], 2, "--output would write ./checked/one.asl.json, which the command reads as checked/one.asl.json")
    check("that file is as it was", ["validate", "checked"], 0)
    put("child.asl.json", '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Foo": 1, "End": true}}}')
    put("parent.asl.json", machine({"A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child"}, "End": True}}))
    put("parent.mocks.json", '{"executions": {"arn:aws:states:*:*:stateMachine:child": {"definition": "child.asl.json"}}}')
    nested = ["run", "parent.asl.json", "--mocks", "parent.mocks.json"]
    check("a child that AWS would refuse", nested, 2, "child.asl.json:1:51: error: ")
    check("such a child, all the same", nested + ["--no-validate"], 0)
    check("an output over a file that the mocks name", nested + ["--no-validate", "-o", "child.asl.json"], 2, "--output would write child.asl.json, which the command reads")
    check("an output over an input, by a link", run + ["--input", link_to("in-link.json", put("in.json", "{}")), "--graph", "in.json"], 2, "--graph would write in.json, which --input reads")
    check("two outputs to a device", run + ["-o", "/dev/null", "--report", "/dev/null"], 0)


def link_to(name, target):
    os.symlink(target, name)
    return name


def link(name, other):
    os.symlink(other, name)
    os.symlink(name, other)
    return name


def fifo():
    os.mkfifo("fifo")
    writer = subprocess.Popen(["sh", "-c", "cat ok.asl.json > fifo"])
    check("a FIFO", ["validate", "fifo"], 0)
    suite = {"definition": os.path.abspath("ok.asl.json"), "cases": [{"name": "a"}, {"name": "b"}]}
    check("a suite that can be read once", ["test", "/dev/stdin", "--allow-outside"], 0, stdin=json.dumps(suite).encode())
    writer.kill()
    writer.wait()


def closed_pipe():
    reader = subprocess.Popen([PROGRAM, "run", "loop.asl.json", "--no-validate", "--max-events", "0", "--format", "events"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader.stdout.read(100)
    reader.stdout.close()
    try:
        code, said = reader.wait(SECONDS), reader.stderr.read()
        if code != 141 or said:
            fail("a reader that goes away", "exit code %s: %s" % (code, said))
    except subprocess.TimeoutExpired:
        reader.kill()
        fail("a reader that goes away", "does not end")


def unread(name, argv, code):
    """A pipe whose reading end is closed before the first byte: quiet, and the exit code tells what came out."""
    global ran
    if ONLY not in name:
        return
    ran += 1
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run([PROGRAM] + argv, stdout=writing, stderr=subprocess.PIPE, timeout=SECONDS, preexec_fn=limited(), check=False)
    except subprocess.TimeoutExpired:
        return fail(name, "does not end")
    finally:
        os.close(writing)
    if done.returncode != code or done.stderr:
        fail(name, "exit code %s, not %s: %s" % (done.returncode, code, done.stderr[:300]))


def unread_outputs():
    put("unread.json", machine({"A": END}, "B"))
    many = put("many.json", machine({"S%d" % i: {"Type": "Pass", "Next": "N%d" % i} for i in range(2000)}, "S0"))
    put("failing.asl.json", machine({"A": {"Type": "Fail"}}))
    unread("a closed pipe: no findings", ["validate", "ok.asl.json"], 0)
    unread("a closed pipe: a finding", ["validate", "unread.json"], 1)
    unread("a closed pipe: more findings than the buffer holds", ["validate", many], 1)
    unread("a closed pipe: --output /dev/stdout", ["validate", "unread.json", "-o", "/dev/stdout"], 1)
    unread("a closed pipe: a run", ["run", "failing.asl.json"], 1)
    unread("a closed pipe: an endless run", ["run", "loop.asl.json", "--no-validate", "--max-events", "0", "--format", "events"], 141)
    unread("a closed pipe: --help", ["--help"], 0)


def interrupted(name, argv, number):
    global ran
    if ONLY not in name:
        return
    ran += 1
    running = subprocess.Popen([PROGRAM] + argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(5 if SANITIZED else 1)
    running.send_signal(number)
    try:
        out, err = running.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        return fail(name, "does not end")
    if running.returncode != 2 or b"interrupted after" not in out + err:
        fail(name, "exit code %s: %s" % (running.returncode, (out[-200:] + err)[:400]))


def ended(name, argv, number):
    """A signal while the program waits for what nobody writes."""
    global ran
    if ONLY not in name:
        return
    ran += 1
    waiting = subprocess.Popen([PROGRAM] + argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(5 if SANITIZED else 1)
    waiting.send_signal(number)
    try:
        if waiting.wait(10) != -number:
            fail(name, "exit code %s" % waiting.returncode)
    except subprocess.TimeoutExpired:
        waiting.kill()
        waiting.wait()
        fail(name, "does not end")


def signals():
    os.mkfifo("unwritten")
    os.mkfifo("unfinished")
    writer = os.open("unfinished", os.O_RDWR)
    put("waits.sfntest.json", json.dumps({"definition": "ok.asl.json", "cases": [{"name": "waits", "inputFile": "unwritten"}]}))
    for number in (signal.SIGINT, signal.SIGTERM):
        ended("%s: test waits for a suite" % number.name, ["test", "unwritten"], number)
        ended("%s: test waits for the rest of a suite" % number.name, ["test", "unfinished"], number)
        ended("%s: test waits for an input" % number.name, ["test", "waits.sfntest.json"], number)
    os.close(writer)
    for number in (signal.SIGINT, signal.SIGTERM):
        for form in ("text", "events"):
            interrupted("%s: %s" % (number.name, form), ["run", "loop.asl.json", "--no-validate", "--max-events", "0", "--format", form, "-o", "cut.txt"], number)
    put("loop.sfntest.json", json.dumps({"definition": "loop.asl.json", "cases": [{"name": "loops %d" % i, "expect": {"status": "FAILED"}} for i in range(2000)]}))
    interrupted("SIGINT: test", ["test", "loop.sfntest.json", "--no-validate"], signal.SIGINT)
    if os.path.exists("cut.txt"):
        fail("an interrupted run", "leaves a part of its output file")


NASTY = '</script><img src=x onerror=alert(1)>"\'`]|}-->\x1b[31m\u202e\n%%{init}%%&amp;<!--\\N'


def fences():
    """Paths that files name, and links, lead nowhere outside of their folder."""
    os.makedirs("in/sub")
    os.makedirs("out")
    put("out/list.json", '["secret"]')
    put("out/ok.asl.json", machine({"A": END}))
    put("in/ok.asl.json", machine({"A": END}))
    os.symlink("../out", "in/link")
    os.symlink("../out/list.json", "in/list.json")
    reader = {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"}, "Parameters": {"Bucket": "b", "Key": "k"}}
    processor = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": END}}
    put("in/map.asl.json", machine({"M": {"Type": "Map", "ItemReader": reader, "ItemProcessor": processor, "End": True}}, "M"))
    arn = "arn:aws:states:us-east-1:123456789012:stateMachine:m"
    for path in ("../out/list.json", os.path.abspath("out/list.json"), "sub/../../out/list.json", "list.json", "link/list.json"):
        put("in/m.mocks.json", json.dumps({"objects": {"s3://b/k": {"file": path}}}))
        fenced("an object in " + path, ["run", "in/map.asl.json", "--format", "output", "--mocks", "in/m.mocks.json"], '["secret"]')
        put("in/m.sfntest.json", json.dumps({"definition": "ok.asl.json", "cases": [{"name": "a", "inputFile": path, "expect": {"output": 1}}]}))
        fenced("an inputFile in " + path, ["test", "in/m.sfntest.json"], "secret", 1)
    for path in ("../out/ok.asl.json", os.path.abspath("out/ok.asl.json"), "link/ok.asl.json"):
        put("in/m.mocks.json", json.dumps({"executions": {arn: {"definition": path}}}))
        fenced("an execution in " + path, ["mocks", "check", "in/m.mocks.json"], "", codes=(1, 0))
        put("in/m.sfntest.json", json.dumps({"definition": path, "cases": [{"name": "a"}]}))
        fenced("a suite's definition in " + path, ["test", "in/m.sfntest.json"], "1 passed")
        put("in/t.yaml", "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: '%s'}}}" % path)
        fenced("a DefinitionUri to " + path, ["validate", "in/t.yaml"], "no findings")
    put("in/t.yaml", "Resources: {M: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: t.yaml}}}")
    check("a template that is its own definition", ["validate", "in/t.yaml"], 1, "StartAt")
    put("in/s.sfntest.json", json.dumps({"definition": "ok.asl.json", "cases": [{"name": "a", "snapshot": True}]}))
    for target in ("../out/snap.json", "../out/list.json"):
        os.symlink(target, "in/s.sfntest.snap.json")
        check("a snapshot at a link to " + target, ["test", "in/s.sfntest.json", "--update"], 2, "--allow-outside permits it")
        os.unlink("in/s.sfntest.snap.json")
    holds("a snapshot at a link", "out/list.json", '["secret"]')
    if os.path.exists("out/snap.json"):
        fail("a snapshot at a link", "is written")
    put("in/a.mocks.json", json.dumps({"executions": {arn: {"definition": "ok.asl.json", "mocks": "a.mocks.json"}}}))
    check("mocks that name themselves", ["mocks", "check", "in/a.mocks.json"], 0)


def fenced(name, argv, secret, code=0, codes=None):
    """Refused and not read, or read where --allow-outside permits it."""
    refused, allowed = codes or (2, code)
    check(name + ", refused", argv, refused, "--allow-outside permits it")
    done = subprocess.run([PROGRAM] + argv, capture_output=True, check=False)
    if secret and secret.encode() in done.stdout + done.stderr:
        fail(name, "is shown")
    check(name + ", allowed", argv + ["--allow-outside"], allowed, secret)


def names():
    """Names that would be code, markup or commands to whatever shows them."""
    other = "B" + NASTY[:60]
    states = {NASTY: {"Type": "Task", "Comment": NASTY, "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Retry": [{"ErrorEquals": [NASTY]}],
                      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": other}], "Next": "C"},
              other: {"Type": "Fail", "Error": NASTY, "Cause": NASTY},
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": NASTY, "Next": "D"}], "Default": "D"}, "D": {"Type": "Succeed", "Comment": NASTY}}
    put("nasty.asl.json", machine(states, NASTY))
    put("other.asl.json", machine({**states, "D": {"Type": "Pass", "Nxt": NASTY, "Result": {NASTY: NASTY}, "End": True}}, NASTY))
    put("nasty.mocks.json", json.dumps({"states": {NASTY: [{"throw": {"error": NASTY, "cause": NASTY}, "times": 1}, {"return": {NASTY: NASTY}}]}}))
    put("nasty.sfntest.json", json.dumps({"definition": "nasty.asl.json", "mocks": "nasty.mocks.json", "cases": [
        {"name": NASTY, "input": {NASTY: NASTY}, "expect": {"output": {NASTY: 1}, "path": [NASTY]}}, {"name": NASTY + "2", "skip": NASTY}]}))
    put("wrong.mocks.json", json.dumps({"states": {"x" + NASTY: {"return": 1}}}))
    run = ["run", "nasty.asl.json", "--mocks", "nasty.mocks.json"]
    test = ["test", "nasty.sfntest.json"]
    commands = [["validate", "other.asl.json", "--format", form] for form in ("text", "concise", "json", "sarif", "github", "junit", "checkstyle")]
    commands += [run + ["--format", form] for form in ("text", "json", "events", "output")] + [run + ["--trace"]]
    commands += [test + ["--format", form] for form in ("text", "json", "junit", "tap", "github")] + [test + ["--coverage", form] for form in ("text", "json", "html")]
    commands += [["graph", "nasty.asl.json", "--format", form] for form in ("mermaid", "dot", "svg")] + [run + ["--graph", "g." + form] for form in ("mmd", "dot", "svg")]
    commands += [["diff", "nasty.asl.json", "other.asl.json", "--format", form] for form in ("text", "json", "mermaid", "svg")]
    commands += [["mocks", "init", "nasty.asl.json"], ["mocks", "check", "wrong.mocks.json", "--definition", "nasty.asl.json"], run + ["--report", "r.html"]]
    commands += [["validate", "no" + NASTY], ["explain", NASTY], [NASTY], ["eval", "--expression-file", put("e.jsonata", "x" + NASTY)], ["run", "nasty.asl.json"]]
    for command in commands:
        unharmed(command)
    for name in ("r.html", "g.mmd", "g.dot", "g.svg"):
        if os.path.exists(name):
            with open(name, "rb") as f:
                harmless(name, f.read())


def unharmed(argv):
    global ran
    if ONLY not in "names":
        return
    ran += 1
    done = subprocess.run([PROGRAM] + argv, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode not in (0, 1, 2):
        fail("names: %s" % argv, "exit code %d: %s" % (done.returncode, done.stderr[:200]))
    harmless("names: %s" % argv, done.stdout)
    harmless("names: %s (standard error)" % argv, done.stderr)


def harmless(name, text):
    if b"\x1b" in text:
        fail(name, "commands to the terminal get through")
    markup = text.lstrip()[:14].lower()
    if (markup.startswith(b"<!doctype") or markup.startswith(b"<?xml") or markup.startswith(b"<svg")) and b"<img src" in text:
        fail(name, "markup gets through")
    if markup.startswith(b"flowchart") and (b"<img" in text or b"<script" in text or b"%%{" in text):
        fail(name, "markup gets through to Mermaid")
    if any(line.startswith(b"%%{init") for line in text.split(b"\n")):
        fail(name, "a line of a name stands as a line of its own")


def environment():
    """No variable changes a result."""
    hostile = {"HOME": "/nonexistent", "LC_ALL": "tr_TR.UTF-8", "LANG": "xx", "TZ": "Asia/Kathmandu", "TMPDIR": "/nonexistent", "COLUMNS": "20", "LINES": "3", "CI": "true",
               "GITHUB_ACTIONS": "true", "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_PROFILE": "x", "SFN_UPDATE_GOLDEN": "1", "SFNCTL_CONFIG": "/x",
               "SFN_CONFIG": "/x", "XDG_CONFIG_HOME": "/nonexistent", "POSIXLY_CORRECT": "1", "DEBUG": "1", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm-256color",
               "COLORTERM": "truecolor", "NO_PROXY": "*", "HTTP_PROXY": "http://127.0.0.1:1", "PAGER": "false", "EDITOR": "false", "SOURCE_DATE_EPOCH": "1"}
    global ran
    for argv in (["validate", "other.asl.json"], ["run", "nasty.asl.json", "--mocks", "nasty.mocks.json"], ["test", "nasty.sfntest.json"], ["graph", "nasty.asl.json"],
                 ["eval", "$fromMillis(0) & $now() & $uuid() & $uppercase('i')"], ["run", "nasty.asl.json", "--mocks", "nasty.mocks.json", "--format", "json"], ["--help"]):
        ran += 1
        plain, other = (subprocess.run([PROGRAM] + argv, capture_output=True, env=env, check=False) for env in ({"PATH": os.environ["PATH"]}, {"PATH": os.environ["PATH"], **hostile}))
        if (plain.returncode, plain.stdout, plain.stderr) != (other.returncode, other.stdout, other.stderr):
            fail("environment: %s" % argv, "another result: %s" % other.stdout[:200])


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for group in (texts, expressions, machines, streams, signals, fences, names, environment):
            group()
        os.chdir("/")
    print("%d cases, %d failed" % (ran, len(failures)))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
