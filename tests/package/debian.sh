#!/usr/bin/env bash
# debian.sh PACKAGES: the Debian package is in order, and in a fresh bookworm `apt-get install ./sfnctl_*.deb` gives the program, its
# manual and its completion.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=$(cd "$1" && pwd)
deb=$(echo "$packages"/sfnctl_*.deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "debian: $*" >&2; exit 1; }

if command -v lintian >/dev/null; then
  as_user=()
  [ "$(id -u)" -ne 0 ] || as_user=(--allow-root)
  lintian "${as_user[@]}" --fail-on error,warning "$deb"
else
  echo "skipped: lintian is not installed"
fi
depends=$(dpkg-deb --field "$deb" Depends)
for library in libc6 libstdc++6 libyaml-cpp0.7 libpcre2-8-0 libnettle8; do
  [[ $depends == *"$library"* ]] || fail "$library is not declared in: $depends"
done

fresh=$work/bookworm
script/bookworm "$fresh" || { code=$?; [ $code -eq 77 ] && exit 0; exit $code; }
cp "$deb" testdata/report/report.asl.json "$fresh/root"
chroot "$fresh" /bin/bash -eu <<'INSIDE'
cd /root
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
apt-get install -y -qq --no-install-recommends ./sfnctl_*.deb man-db bash-completion >/tmp/apt.log 2>&1 || { cat /tmp/apt.log; exit 1; }
sfnctl validate report.asl.json
for page in sfnctl sfnctl-validate sfnctl-mocks sfnctl-rules; do man $page | grep -q "validat\|mock" || { echo "man $page shows nothing"; exit 1; }; done
man sfnctl | sed -n 1,12p
cat >/tmp/complete <<'COMPLETE'
source /usr/share/bash-completion/bash_completion
_completion_loader sfnctl || true
COMP_WORDS=(sfnctl val) COMP_CWORD=1 COMP_LINE="sfnctl val" COMP_POINT=10
_sfnctl
printf '%s\n' "${COMPREPLY[@]}"
COMPLETE
bash /tmp/complete | grep -qx 'validate *' || { echo "bash does not complete sfnctl val"; exit 1; }
apt-get remove -y -qq sfnctl >/dev/null 2>&1
[ ! -e /usr/bin/sfnctl ] || { echo "apt-get remove leaves the program"; exit 1; }
INSIDE
