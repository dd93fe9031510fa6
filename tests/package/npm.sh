#!/usr/bin/env bash
# npm.sh PACKAGES: the npm package installs from its tarball, and `npx sfnctl` runs it.
set -euo pipefail
packages=$(cd "$1" && pwd)
command -v npm >/dev/null || { echo "skipped: npm is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
examples=$(cd "$(dirname "$0")/../../testdata/examples" && pwd)
export npm_config_cache=$work/cache npm_config_offline=true npm_config_update_notifier=false

mkdir "$work/project" && cd "$work/project"
echo '{ "name": "project", "version": "1.0.0", "private": true, "scripts": { "lint": "sfnctl validate workflows" } }' >package.json
mkdir workflows && cp "$examples/orders.asl.json" workflows
npm install --silent --no-audit --no-fund --save-dev "$packages"/sfnctl-*-npm.tgz
npx sfnctl --version
npx sfnctl validate workflows
npm run --silent lint
cp "$examples/typo.asl.json" workflows
code=0
npm run --silent lint >finding || code=$?
[ "$code" -eq 1 ] && grep -q 'did you mean "Refuse"' finding || { echo "npm: the lint script does not fail" >&2; exit 1; }
[ -s node_modules/sfnctl/schemas/asl.schema.json ] || { echo "npm: the schemas are missing" >&2; exit 1; }
