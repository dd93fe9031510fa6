#!/usr/bin/env bash
# archive.sh PACKAGES: the static archive runs from anywhere, in a root folder that holds nothing else.
set -euo pipefail
packages=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "archive: $*" >&2; exit 1; }

tar -C "$work" -xzf "$packages"/sfnctl-*-linux-*.tar.gz
program=$(echo "$work"/sfnctl-*/bin/sfnctl)
readelf --program-headers "$program" | grep -q INTERP && fail "the program asks for an interpreter"
readelf --dynamic "$program" | grep -q NEEDED && fail "the program needs shared libraries"
strings -a "$program" | grep -F -e "$(dirname "$packages")" -e "$HOME/" && fail "the program holds a path of the machine that built it"

mkdir "$work/moved" && mv "$work"/sfnctl-* "$work/moved/anywhere"
"$work/moved/anywhere/bin/sfnctl" validate "$work/moved/anywhere/share/doc/sfnctl/examples/orders.asl.json"
for file in share/man/man1/sfnctl.1.gz share/man/man5/sfnctl-mocks.5.gz share/man/man7/sfnctl-rules.7.gz share/sfnctl/schemas/mocks.schema.json \
            share/bash-completion/completions/sfnctl share/zsh/vendor-completions/_sfnctl share/fish/vendor_completions.d/sfnctl.fish; do
  [ -s "$work/moved/anywhere/$file" ] || fail "$file is missing"
done

# Nothing but the program and a definition: no libraries, no /etc, no /proc, no /tmp.
mkdir "$work/empty" && cp "$work/moved/anywhere/bin/sfnctl" "$work/moved/anywhere/share/doc/sfnctl/examples"/*.json "$work/empty"
enter=(chroot)
[ "$(id -u)" -eq 0 ] || enter=(unshare --map-root-user chroot)
"${enter[@]}" "$work/empty" true 2>/dev/null && fail "the folder is not empty after all"
if ! "${enter[@]}" "$work/empty" /sfnctl --version; then
  [ "$(id -u)" -ne 0 ] && { echo "skipped: this machine lets nobody change the root folder"; exit 0; }
  exit 1
fi
"${enter[@]}" "$work/empty" /sfnctl validate /orders.asl.json
"${enter[@]}" "$work/empty" /sfnctl run /orders.asl.json --input /in.json --mocks /orders.mocks.json --format output | grep -q '"shipped":true'
code=0
"${enter[@]}" "$work/empty" /sfnctl validate --quiet /typo.asl.json >"$work/finding" || code=$?
[ "$code" -eq 1 ] && grep -q 'did you mean "Refuse"' "$work/finding" || fail "a typo is not found in an empty root folder"
