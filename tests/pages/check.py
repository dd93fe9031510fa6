#!/usr/bin/env python3
"""check.py PROGRAM SOURCE: what README.md, the manual and --help show is what happens.

* Console blocks ("$ command", followed by what it prints) are run in a copy of testdata/examples and compared. A line that is only "…"
  stands for any lines. SFN_UPDATE_GOLDEN=1 writes what was printed into the pages instead.
* Complete files, in the README and in the pages of section 5, are read by the command they are for; lines of "sh" blocks run.
* Each example of --help runs. Each option of --help is in the manual, and the manual has no other.
* Links lead somewhere; mandoc has nothing to say. Where a page names a version of sfnctl, it is the one of CMakeLists.txt.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(sys.argv[2]).resolve()
UPDATE = os.environ.get("SFN_UPDATE_GOLDEN") == "1" and "CI" not in os.environ
COMMANDS = ["validate", "run", "test", "test-state", "eval", "graph", "diff", "mocks init", "mocks check", "mocks convert",
            "mocks from-history", "explain", "completion"]
# Behind a pipe or in front of a command; what is not installed is left out.
TOOLS = {"jq", "git", "sort", "uniq", "aws", "head", "sfnctl", "source", "cat", "echo", "cd", "npx", "script/demo", "script/test", "diff", "grep"}
failures = []


def fail(where, message):
    failures.append(f"{where}: {message}")


class Desk:
    """A folder like the one that a reader of the pages is in: testdata/examples, or the top of the repository."""

    def __init__(self, folder, above=False):
        self.home = pathlib.Path(folder)
        self.folder = self.home / "sfnctl" if above else self.home / "sfnctl/testdata/examples"
        shutil.copytree(SOURCE / "testdata/examples", self.home / "sfnctl/testdata/examples")
        shutil.copytree(SOURCE / "testdata/report", self.home / "sfnctl/testdata/report")
        binaries = self.home / "bin"
        binaries.mkdir()
        (binaries / "sfnctl").symlink_to(PROGRAM)
        # A history "from AWS" for the examples that begin with one.
        aws = binaries / "aws"
        aws.write_text("#!/bin/sh\nexec sfnctl run orders.asl.json --input in.json --mocks orders.mocks.json --format json\n")
        aws.chmod(0o755)
        self.environment = {"PATH": f"{binaries}:/usr/local/bin:/usr/bin:/bin", "HOME": str(self.home), "LC_ALL": "C.UTF-8",
                            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
                            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com"}
        for name, value in os.environ.items():
            if name.startswith(("ASAN_", "UBSAN_", "LSAN_", "TSAN_")):
                self.environment[name] = value
        if shutil.which("git"):
            self.run("git init -q -b main . && git add . && git commit -q -m examples")

    def run(self, command):
        done = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        return done.returncode, done.stdout.decode("utf-8")


def missing_tool(command):
    words = {part.split()[0] for part in re.split(r"\s[|&;]+\s", command) if part.split()}
    words |= {"dot"} if re.search(r"--format (svg|png)|--graph \S+\.(svg|png)", command) else set()
    return next((word for word in sorted(words) if word not in ("source", "cd", "aws", "sfnctl") and not shutil.which(word)), None)


def matches(expected, printed):
    """Lines are equal; "…" stands for any lines."""
    if "…" not in expected:
        return expected == printed
    pattern = "".join(".*?" if line == "…" else re.escape(line + "\n") for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed), re.S) is not None


def steps_of(block):
    """[(command, expected lines)] of the lines of a console block."""
    steps = []
    for line in block:
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps and steps[-1][0].endswith("\\") and not steps[-1][1]:
            steps[-1] = (steps[-1][0] + "\n" + line, [])
        elif steps:
            steps[-1][1].append(line)
    return steps


def play(desk, where, block):
    """Runs a block; returns it with what was really printed."""
    out = []
    for command, expected in steps_of(block):
        tool = missing_tool(command)
        while expected and expected[-1] == "":
            expected.pop()
        printed = expected
        if tool:
            print(f"skipped: {tool} is not installed: {command}")
        else:
            printed = desk.run(command)[1].rstrip("\n").split("\n")
            printed = [] if printed == [""] else printed
        if matches(expected, printed):
            printed = expected
        elif not UPDATE:
            fail(where, "\n".join(["$ " + command, "--- the page says", *expected, "--- but this is printed", *printed]))
        out += ["$ " + command.split("\n")[0], *command.split("\n")[1:], *printed]
    return out


def unescape(line):
    return re.sub(r"^\\&", "", line).replace("\\e", "\\")


def escape(line):
    return re.sub(r"^([.'])", r"\\&\1", line.replace("\\", "\\e"))


def check_file(desk, name, text):
    kind = {"sfnctl-mocks.5": ("page.mocks.json", "sfnctl mocks check page.mocks.json --definition orders.asl.json"),
            "sfnctl-suite.5": ("page.sfntest.json", "sfnctl test page.sfntest.json"),
            "sfnctl-config.5": ("page.json", "sfnctl validate --config page.json orders.asl.json")}.get(name)
    if kind is None:
        return
    (desk.folder / kind[0]).write_text(text)
    code, printed = desk.run(kind[1])
    if code != 0:
        fail(name, f"{kind[1]} exits with {code} for the file of the page:\n{printed}")


def check_manual_page(desk, path):
    lines, out, i = path.read_text("utf-8").split("\n"), [], 0
    while i < len(lines):
        out.append(lines[i])
        if lines[i].startswith(".Bd -literal"):
            end = lines.index(".Ed", i)
            block = [unescape(line) for line in lines[i + 1:end]]
            if block and block[0].startswith("$ "):
                out += [escape(line) for line in play(desk, path.name, block)]
            else:
                check_file(desk, path.name, "\n".join(block) + "\n")
                out += lines[i + 1:end]
            i = end - 1
        i += 1
    if UPDATE:
        path.write_text("\n".join(out), "utf-8")
    for name, section in re.findall(r"^\.Xr (sfnctl\S*) (\d)", "\n".join(lines), re.M):
        if (name, section) != ("sfnctl-rules", "7") and not (SOURCE / "man" / f"{name}.{section}").exists():
            fail(path.name, f"there is no {name}({section})")


def check_blocks(desk, path, text):
    """JSON in the README is a mock file or a suite, beside the definitions of testdata/report; lines for a shell run."""
    for block in re.findall(r"```json\n(.*?)```", text, re.S):
        name, command = ("page.sfntest.json", "test") if '"cases"' in block else ("page.mocks.json", "mocks check")
        (desk.folder / "testdata/report" / name).write_text(block)
        code, printed = desk.run(f"cd testdata/report && sfnctl {command} {name}")
        if code != 0:
            fail(path.name, f"sfnctl {command} exits with {code} for\n{block}{printed}")
    for block in re.findall(r"```sh\ncd (.*?)```", text, re.S):
        folder, *lines = block.strip().split("\n")
        for line in lines:
            if missing_tool(line):
                print(f"skipped: {missing_tool(line)} is not installed: {line}")
                continue
            code, printed = desk.run(f"cd {folder} && {line}")
            if code not in (0, 1) or re.search(r"(?m)^sfnctl: ", printed):
                fail(path.name, f"`{line}` exits with {code}:\n{printed[:2000]}")


def check_markdown(desk, path):
    text = path.read_text("utf-8")
    check_blocks(desk, path, text)

    def replace(match):
        return "```console\n" + "\n".join(play(desk, path.name, match[1].rstrip("\n").split("\n"))) + "\n```"

    new = re.sub(r"```console\n(.*?)```", replace, text, flags=re.S)
    if UPDATE and new != text:
        path.write_text(new, "utf-8")
    anchors = {re.sub(r"[^a-z0-9 _-]", "", head.lower()).replace(" ", "-") for head in re.findall(r"(?m)^#+ (.*)$", text)}
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if link.startswith("#"):
            if link[1:] not in anchors:
                fail(path.name, f"no heading for the link {link}")
        elif not link.startswith(("http://", "https://")) and not (path.parent / link.split("#")[0]).exists():
            fail(path.name, f"the link {link} leads nowhere")


def help_of(command):
    return subprocess.run([PROGRAM, *command.split(), "--help"], capture_output=True, text=True, check=True).stdout


def options_in(text):
    return set(re.findall(r"(?m)^  (?:    |-\w, )(--[\w-]+)", text))


def check_options():
    shared = None
    documented = {}
    for command in COMMANDS:
        own, common = help_of(command).split("options of every command:")
        page = "sfnctl-" + command.split()[0] + ".1"
        documented.setdefault(page, set()).update(options_in(own))
        common = options_in(common.split("\nexamples:")[0])
        shared = common | (shared or set())
        formats = re.search(r"--format FORMAT.*: (.*?)(?: \(|\n)", help_of(command))
        if formats:
            check_formats(page, set(re.split(r",\s*", formats[1])))
    documented["sfnctl.1"] = shared | {"--version"}
    for page, wanted in documented.items():
        path = SOURCE / "man" / page
        if not path.exists():
            fail("man", f"{page} is missing")
            continue
        there = {"--" + name for name in re.findall(r"(?m)^\.It .*Fl \\-([\w-]+)", path.read_text("utf-8"))}
        for name in sorted(wanted - there):
            fail(page, f"{name} is not described")
        for name in sorted(there - wanted):
            fail(page, f"{name} is described, but --help does not have it")


def check_formats(page, formats):
    path = SOURCE / "man" / page
    part = re.search(r"(?ms)^\.Ss Formats\n(.*?)^\.S[sh] ", path.read_text("utf-8")) if path.exists() else None
    there = set(re.split(r",\s*", ", ".join(re.findall(r"(?m)^\.It Ic (.*)$", part[1])))) if part else set()
    if there != formats:
        fail(page, f"formats: the page has {sorted(there)}, --help {sorted(formats)}")


def check_help_examples(desk):
    for command in ["", *COMMANDS, "mocks"]:
        for line in help_of(command).split("\nexamples:\n")[1].split("\n"):
            example = re.split(r"\s{2,}", line.strip())[0]
            if not example:
                continue
            if missing_tool(example):
                print(f"skipped: {missing_tool(example)} is not installed: {example}")
                continue
            example = example.replace("| source", "| cat")  # fish reads it, bash does not
            code, printed = desk.run("set -o pipefail; " + example)
            if code not in (0, 1) or re.search(r"(?m)^sfnctl: ", printed):
                fail("--help", f"`{example}` exits with {code}:\n{printed[:2000]}")


def check_versions():
    version = re.search(r"project\(sfnctl VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text())[1]
    printed = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    if printed != f"sfnctl {version}\n":
        fail("--version", f"prints {printed!r}, but CMakeLists.txt has {version}")
    for path in [SOURCE / "README.md", *sorted((SOURCE / "man").glob("*.[1-8]"))]:
        for seen in re.findall(r"(?:sfnctl[-_ @]v?|rev: v|release \\fBv)(\d+\.\d+\.\d+)", path.read_text("utf-8")):
            if seen != version:
                fail(path.name, f"speaks of version {seen}, but CMakeLists.txt has {version}")


def lint_page(name, text):
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=text, capture_output=True)
    if done.stdout or done.stderr:
        fail(name, (done.stdout + done.stderr).decode())


def check_mandoc():
    if not shutil.which("mandoc"):
        print("skipped: mandoc is not installed")
        return
    for path in sorted((SOURCE / "man").glob("*.[1-8]")):
        lint_page(path.name, path.read_bytes())
    lint_page("sfnctl-rules.7", subprocess.run([PROGRAM, "explain", "--format", "man"], capture_output=True, check=True).stdout)


def main():
    for path in [SOURCE / "README.md", SOURCE / "CHANGELOG.md", SOURCE / "SECURITY.md"]:
        with tempfile.TemporaryDirectory() as folder:
            check_markdown(Desk(folder, above=True), path)
    for path in sorted((SOURCE / "man").glob("*.[1-8]")):
        with tempfile.TemporaryDirectory() as folder:
            check_manual_page(Desk(folder), path)
    with tempfile.TemporaryDirectory() as folder:
        check_help_examples(Desk(folder))
    check_options()
    check_versions()
    check_mandoc()
    if UPDATE:
        print("pages are written; look at the difference")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
