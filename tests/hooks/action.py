#!/usr/bin/env python3
"""action.py PROGRAM SOURCE: runs the `run:` lines of action.yml as GitHub would, and those of the other pipelines in sfnctl-ci(7)."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SOURCE = pathlib.Path(sys.argv[2]).resolve()


def read_yaml(path):
    done = subprocess.run([PROGRAM, "eval", "$", "--input", path], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{path}: {done.stderr}")
    return json.loads(done.stdout)


def expect(what, condition, seen=""):
    if not condition:
        sys.exit(f"action: {what}\n{seen}")


class Runner:
    """What GitHub does with a composite action, as far as this one needs it."""

    def __init__(self, action, folder, binaries):
        self.action, self.folder = action, folder
        self.environment = {"PATH": f"{binaries}:/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8",
                            "GITHUB_ACTION_PATH": str(SOURCE)}

    def value(self, text, inputs, outputs):
        def one(match):
            name = match[1].strip()
            if name.startswith("inputs."):
                return inputs[name[7:]]
            if name.startswith("steps."):
                return outputs[name]
            if name in ("github.server_url", "github.action_repository"):
                return "file:///nowhere"
            raise KeyError(name)
        return re.sub(r"\$\{\{(.*?)\}\}", one, str(text))

    def holds(self, condition, inputs):
        match = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) (==|!=) '(.*)' \}\}", condition)
        expect(f"a condition that this test does not know: {condition}", match)
        return (inputs[match[1]] == match[3]) == (match[2] == "==")

    def run(self, **given):
        """(code of the first step that fails or 0, output of all steps, names of the actions used)"""
        inputs = {name: str(spec.get("default", "")) for name, spec in self.action["inputs"].items()}
        for name in given:
            expect(f"there is no input {name}", name.replace("_", "-") in inputs)
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        outputs, text, used = {}, "", []
        for step in self.action["runs"]["steps"]:
            if "if" in step and not self.holds(step["if"], inputs):
                continue
            if "uses" in step:
                used.append((step["uses"], {k: self.value(v, inputs, outputs) for k, v in step["with"].items()}))
                continue
            file = self.folder / "github-output"
            file.write_text("")
            environment = self.environment | {"GITHUB_OUTPUT": str(file)}
            environment |= {k: self.value(v, inputs, outputs) for k, v in step.get("env", {}).items()}
            expect("every run step names its shell", step.get("shell") == "bash")
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.folder,
                                  env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            text += done.stdout
            if done.returncode != 0:
                return done.returncode, text, used
            for line in file.read_text().splitlines():
                name, value = line.split("=", 1)
                outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return 0, text, used


def check_action(runner, folder):
    code, text, used = runner.run(paths="good", test="good")
    expect("a good folder passes", code == 0, text)
    expect("tests are run", "::" not in text.replace("::group::", "").replace("::endgroup::", "") or "::notice" in text, text)
    expect("SARIF is uploaded", [u[0].split("@")[0] for u in used] == ["github/codeql-action/upload-sarif"])
    sarif = json.loads((folder / used[0][1]["sarif_file"]).read_text())
    expect("SARIF 2.1.0 without results", sarif["version"] == "2.1.0" and sarif["runs"][0]["results"] == [], sarif)

    code, text, used = runner.run(paths="good bad", sarif="out.sarif")
    expect("a bad folder fails", code == 1, text)
    expect("with an annotation", "::error file=bad/typo.asl.json,line=16,endLine=16,col=73," in text, text)
    results = json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]
    expect("with a result in SARIF", [r["ruleId"] for r in results] == ["missing-transition-target"], results)
    expect("with a place in SARIF", results[0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 16, results)

    code, text, used = runner.run(paths="bad", fail_on="never", upload="false", arguments="--ignore missing-transition-target")
    expect("options arrive", code == 0 and "::error" not in text and used == [], text)
    code, text, _ = runner.run(paths="good", test="failing", upload="false")
    expect("a failing test fails", code == 1 and "::error" in text, text)


def check_provide(folder, binaries):
    """Without an installed program, script/provide takes a release, but only with the right checksum."""
    version = re.search(r"project\(sfnctl VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text())[1]
    clone = folder / "clone"
    (clone / "script").mkdir(parents=True)
    shutil.copy(SOURCE / "CMakeLists.txt", clone)
    shutil.copy(SOURCE / "script/provide", clone / "script")
    release = folder / "releases" / f"v{version}"
    release.mkdir(parents=True)
    name = f"sfnctl-{version}-linux-{os.uname().machine}"
    tree = folder / "tree" / name / "bin"
    tree.mkdir(parents=True)
    shutil.copy(PROGRAM, tree / "sfnctl")
    subprocess.run(["tar", "-czf", release / f"{name}.tar.gz", "-C", folder / "tree", name], check=True)
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)}
    if shutil.which("sfnctl", path=environment["PATH"]):
        print("skipped: this machine has a sfnctl of its own")
        return
    command = ["bash", clone / "script/provide", f"file://{folder}/releases"]

    (release / "SHA256SUMS").write_text("0" * 64 + f"  {name}.tar.gz\n")
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    expect("an archive with a wrong checksum is refused", done.returncode == 1 and "checksum" in done.stderr and not done.stdout, done)
    with open(release / "SHA256SUMS", "w") as sums:
        subprocess.run(["sha256sum", f"{name}.tar.gz"], cwd=release, stdout=sums, check=True)
    for _ in range(2):  # the second time it is there
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        expect("an archive is downloaded", done.stdout.strip() == str(clone / "build/provided/bin/sfnctl"), done)
        shutil.rmtree(folder / "releases", ignore_errors=True)


def manual(page):
    return (SOURCE / "man" / page).read_text("utf-8").replace("\\e", "\\")


def check_snippets(folder, binaries):
    text = manual("sfnctl-ci.7")
    gitlab = re.findall(r"(?m)^    - (sfnctl .*)$", text)
    jenkins = re.findall(r"(?m)^    sh '(sfnctl .*)'$", text)
    expect("sfnctl-ci(7) has lines for GitLab and Jenkins", len(gitlab) == 3 and len(jenkins) == 2, gitlab + jenkins)
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    for line in gitlab + jenkins:
        done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True)
        expect(f"{line} exits with {done.returncode}", done.returncode == 0, done.stdout + done.stderr)
    for report in ("sfnctl-findings.xml", "sfnctl-tests.xml"):
        expect(f"{report} is XML", (folder / report).read_text().startswith("<?xml"))


def matchers():
    """Name and pattern: the one for GitHub, and the one for VS Code in the manual."""
    yield "sfnctl.json", json.loads((SOURCE / ".github/sfnctl.json").read_text("utf-8"))["problemMatcher"][0]["pattern"][0]
    blocks = re.findall(r"(?ms)^\.Bd -literal.*?\n(.*?)^\.Ed", manual("sfnctl-editors.7"))
    tasks = json.loads(next(block for block in blocks if "problemMatcher" in block))
    yield "sfnctl-editors(7)", tasks["tasks"][0]["problemMatcher"]["pattern"]


def check_matchers(folder):
    done = subprocess.run([PROGRAM, "validate", "--format", "concise", "bad"], cwd=folder, capture_output=True, text=True)
    line = done.stdout.splitlines()[0]
    for name, pattern in matchers():
        match = re.search(pattern["regexp"], line)
        expect(f"the problem matcher of {name} does not match", match, line)
        seen = [match[pattern[part]] for part in ("file", "line", "column", "severity", "code")]
        expect(f"the problem matcher of {name}", seen == ["bad/typo.asl.json", "16", "73", "error", "missing-transition-target"], seen)


def main():
    for tool in ("curl", "git", "jq"):
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(77)
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        binaries = folder / "bin"
        binaries.mkdir()
        (binaries / "sfnctl").symlink_to(PROGRAM)
        for name, files in {"good": ["orders.asl.json", "orders.mocks.json", "orders.sfntest.json"], "bad": ["typo.asl.json"],
                            "failing": ["orders.asl.json", "orders.mocks.json"], "workflows": ["orders.asl.json", "orders.mocks.json", "orders.sfntest.json"]}.items():
            (folder / name).mkdir()
            for file in files:
                shutil.copy(SOURCE / "testdata/examples" / file, folder / name)
        suite = (SOURCE / "testdata/examples/orders.sfntest.json").read_text().replace('"error": "OrderRefused"', '"error": "OrderLost"')
        (folder / "failing/orders.sfntest.json").write_text(suite)
        check_action(Runner(read_yaml(SOURCE / "action.yml"), folder, binaries), folder)
        check_snippets(folder, binaries)
        check_matchers(folder)
        check_provide(folder, binaries)
        for workflow in sorted((SOURCE / ".github/workflows").glob("*.yml")):
            jobs = read_yaml(workflow)["jobs"]
            expect(f"{workflow.name} has jobs with steps", all(job["steps"] for job in jobs.values()))
    print("action: all steps do what they should")


main()
