#!/usr/bin/env bash
# from_source.sh: the hooks as an entry for this repository, on a machine without sfnctl: pre-commit clones it, the hook builds the program
# once, stops a bad commit with the finding, and does not build again. Takes as long as a build.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
for tool in pre-commit git cmake ninja; do command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 0; }; done
if command -v sfnctl >/dev/null; then echo "skipped: this machine has a sfnctl of its own"; exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "from source: $*" >&2; cat "$work/out" >&2; exit 1; }
CCACHE_DIR=$(ccache --get-config cache_dir 2>/dev/null || echo "$work/ccache")
export CCACHE_DIR PRE_COMMIT_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE

git init -q -b main "$work/project" && cd "$work/project"
cat >.pre-commit-config.yaml <<E
repos:
  - repo: file://$source
    rev: $(git -C "$source" rev-parse HEAD)
    hooks:
      - id: sfnctl-validate
      - id: sfnctl-test
E
pre-commit install >/dev/null
cp "$source"/testdata/examples/{orders.asl.json,orders.mocks.json,orders.sfntest.json} . && git add .
git commit -m "a good commit" >"$work/out" 2>&1 || fail "a good commit is stopped"
built=$(find "$work/cache" -path '*/build/release/src/sfnctl' -printf '%T@')
[ -n "$built" ] || fail "nothing was built"
cp "$source/testdata/examples/typo.asl.json" bad.asl.json && git add bad.asl.json
git commit -m "a bad commit" >"$work/out" 2>&1 && fail "a bad commit passes"
grep -qF 'bad.asl.json:16:73: error: Next names no state of this machine: "Refuze" [missing-transition-target]' "$work/out" || fail "without the finding"
[ "$(find "$work/cache" -path '*/build/release/src/sfnctl' -printf '%T@')" = "$built" ] || fail "it was built twice"
echo "from source: built once, a bad commit is stopped"
