#!/usr/bin/env bash
# prefix.sh PACKAGES: `cmake --install` puts the tree below the prefix it is given, also with DESTDIR, and nothing elsewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "prefix: $*" >&2; exit 1; }

cmake --install build/release --prefix "$work/one" >/dev/null
DESTDIR=$work/stage cmake --install build/release --prefix /opt/two >/dev/null
[ "$(cd "$work" && echo *)" = "one stage" ] || fail "something is beside the prefix"
[ "$(cd "$work/stage" && find . -mindepth 1 -maxdepth 2 | sort | xargs)" = "./opt ./opt/two" ] || fail "something is beside the prefix in DESTDIR"
diff -r "$work/one" "$work/stage/opt/two" || fail "two prefixes give two trees"
[ "$(cd "$work/one" && echo *)" = "bin share" ] || fail "the tree has other folders than bin and share"
for program in "$work/one/bin/sfnctl" "$work/stage/opt/two/bin/sfnctl"; do
  "$program" validate "$work/one/share/doc/sfnctl/examples/orders.asl.json"
done
pages=$(cd man && echo *.[1-8] sfnctl-rules.7)
for page in $pages; do [ -s "$work/one/share/man/man${page##*.}/$page.gz" ] || fail "$page is not installed"; done
