#!/usr/bin/env bash
# pre_commit.sh PROGRAM SOURCE: the hooks under the real pre-commit, in a throw-away repository, as `repo: local` (the snippet of sfnctl-ci(7))
# and as an entry for this repository, with an installed sfnctl. Exit code 77: pre-commit is not installed.
set -euo pipefail
program=$(realpath "$1")
source=$(realpath "$2")
for tool in pre-commit git; do command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }; done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$program" "$work/bin/sfnctl"
export PATH=$work/bin:$PATH HOME=$work PRE_COMMIT_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
fail() { echo "pre-commit: $*" >&2; cat "$work/out" >&2 || true; exit 1; }
commit() { git commit -m "$1" >"$work/out" 2>&1; }
has() { grep -qF -- "$1" "$work/out" || fail "not in the output: $1"; }
hasnt() { ! grep -qF -- "$1" "$work/out" || fail "in the output: $1"; }

use_repository() {  # use_repository NAME: a new repository with the configuration of standard input
  git init -q -b main "$work/$1" && cd "$work/$1"
  cat >.pre-commit-config.yaml
  pre-commit install >/dev/null
  git add .pre-commit-config.yaml
}

try_hooks() {
  echo 'hello' >readme.txt && git add readme.txt
  commit "nothing of ours" || fail "a commit without definitions is stopped"
  has "(no files to check)Skipped"

  cp "$source"/testdata/examples/{orders.asl.json,orders.mocks.json,orders.sfntest.json} .
  cp orders.asl.json second.asl.json
  git add ./*.json
  commit "a good commit" || fail "a good commit is stopped"
  has "Passed"

  # Only what is staged counts: a broken file that is not staged, and a staged good one whose copy in the work tree is broken by now.
  cp "$source/testdata/examples/typo.asl.json" unstaged.asl.json
  sed -i 's/"TimeoutSeconds": 30/"TimeoutSeconds": 40/' orders.asl.json && git add orders.asl.json
  cp "$source/testdata/examples/typo.asl.json" orders.asl.json
  commit "only what is staged" || fail "a file that is not staged stops a commit"
  git checkout -q -- orders.asl.json

  cp "$source/testdata/examples/typo.asl.json" bad.asl.json && git add bad.asl.json
  commit "a bad commit" && fail "a bad commit passes"
  has 'bad.asl.json:16:73: error: Next names no state of this machine: "Refuze" [missing-transition-target]'
  has 'did you mean "Refuse"?'
  hasnt 'unstaged.asl.json'
  git rm -q --cached bad.asl.json && rm bad.asl.json unstaged.asl.json

  sed -i 's/"error": "OrderRefused"/"error": "OrderLost"/' orders.sfntest.json && git add orders.sfntest.json
  commit "a test that fails" && fail "a failing test passes"
  has "a declined card is refused, and nothing is shipped"
  git checkout -q HEAD -- orders.sfntest.json

  sed -i 's/"duration": "PT5S"/"duration": "PT19S"/' orders.mocks.json && git add orders.mocks.json
  commit "mocks that make a test fail" && fail "mocks that make a test fail pass"
  has "throttling is waited out, then the order is shipped"
}

python3 - "$source/man/sfnctl-ci.7" >"$work/local.yaml" <<'E2'
import re, sys
blocks = re.findall(r"(?ms)^\.Bd -literal.*?\n(.*?)^\.Ed", open(sys.argv[1], encoding="utf-8").read())
print(next(block for block in blocks if "repo: local" in block).replace("\\e", "\\"))
E2
use_repository local <"$work/local.yaml"
try_hooks

# As an entry for this repository. The hook repository needs what a clone of it holds for the hooks.
mkdir "$work/hooks" && cd "$work/hooks"
mkdir script && cp "$source/script/hook" "$source/script/provide" script
cp "$source/.pre-commit-hooks.yaml" "$source/CMakeLists.txt" .
git init -q -b main . && git add . && git commit -q -m hooks && git tag v1
use_repository entry <<E2
repos:
  - repo: $work/hooks
    rev: v1
    hooks:
      - id: sfnctl-validate
      - id: sfnctl-test
E2
try_hooks

# Another version than that of the hooks is not used behind the user's back.
printf '#!/bin/sh\necho sfnctl 0.0.1\n' >"$work/other" && chmod +x "$work/other" && ln -sf "$work/other" "$work/bin/sfnctl"
cp "$source/testdata/examples/orders.asl.json" third.asl.json && git add third.asl.json
mkdir "$work/nothing" && for tool in bash sed dirname mkdir flock uname env git python3 pre-commit cat; do ln -s "$(command -v $tool)" "$work/nothing/$tool"; done
PATH=$work/bin:$work/nothing pre-commit run --files third.asl.json >"$work/out" 2>&1 && fail "a sfnctl of another version is used"
has "the installed sfnctl is sfnctl 0.0.1"
has "is not installed, and what a build needs is missing"
echo "pre-commit: all hooks do what they should"
