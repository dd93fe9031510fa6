#!/usr/bin/env bash
# shells.sh PROGRAM SOURCE: what the completion scripts offer in real shells. Shells that are not installed are left out, bash never.
set -euo pipefail
program=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home" && ln -s "$program" "$work/bin/sfnctl"
cp -r "$source/testdata/examples" "$work/examples" && cd "$work/examples"
export PATH=$work/bin:$PATH HOME=$work/home LC_ALL=C.UTF-8
failed=0

offered() {  # offered SHELL LINE: the words that the shell offers at the end of the line
  case $1 in
    bash) bash --norc "$work/bash.sh" "$2" ;;
    zsh) zsh -f "$work/zsh.sh" "$2" ;;
    fish) fish --no-config -c 'sfnctl completion fish | source; complete --do-complete $argv[1]' -- "$2" | cut -f1 ;;
  esac
}

expect() {  # expect LINE WORD…: each shell offers these words, and only these if the first is "only"
  local line=$1 only="" shell seen word
  shift
  [ "$1" = only ] && only=yes && shift
  for shell in "${shells[@]}"; do
    seen=$(offered "$shell" "$line" | sed 's/[\\ ]*$//; s/\\//g' | sort -u)
    for word in "$@"; do
      grep -qxF -- "$word" <<<"$seen" || { echo "$shell: \"$line\" does not offer \"$word\", but:"; sed 's/^/  /' <<<"$seen"; failed=1; }
    done
    if [ -n "$only" ] && [ "$(grep -c . <<<"$seen")" -ne $# ]; then
      echo "$shell: \"$line\" offers more than $*:"; sed 's/^/  /' <<<"$seen"; failed=1
    fi
  done
}

cat >"$work/bash.sh" <<'BASH'
compopt() { :; }
source <(sfnctl completion bash)
# Bash splits words at = as well.
read -ra typed <<<"${1//=/ = }"
[[ $1 == *" " || $1 == *= ]] && typed+=("")
[[ $1 == *\"* ]] && typed=("${typed[@]:0:$((${#typed[@]} - 2))}" "${typed[*]: -2}")
COMP_WORDS=("${typed[@]}") COMP_CWORD=$((${#typed[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
_sfnctl
printf '%s\n' "${COMPREPLY[@]}"
BASH
# zsh completes on a terminal only: a pseudo terminal in which compadd writes down what it is given.
cat >"$work/zsh.sh" <<'ZSH'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT= PATH=$PATH; autoload -Uz compinit; compinit -u -d $HOME/zcompdump; source <(sfnctl completion zsh)"
zpty -w shell 'compadd() {
  local -a hits rest; local i
  if (( ${@[(I)-O]} || ${@[(I)-A]} || ${@[(I)-D]} )); then builtin compadd "$@"; return; fi
  builtin compadd -A hits "$@"; print -l -- "${hits[@]}" >>'"$HOME/offered"'
  builtin compadd "$@"
}'
zpty -w shell 'setopt no_list_ambiguous auto_list; zstyle ":completion:*" menu no; bindkey "^I" complete-word; print READY'
zpty -m -r shell line '*READY*READY*' 2>/dev/null || sleep 1
rm -f $HOME/offered
zpty -n -w shell "$1"$'\t'
for i in {1..50}; do sleep 0.1; [[ -s $HOME/offered ]] && break; done
sleep 0.2
zpty -d shell
[[ -s $HOME/offered ]] && cat $HOME/offered
true
ZSH

shells=(bash)
for shell in zsh fish; do
  if command -v $shell >/dev/null; then shells+=("$shell"); else echo "skipped: $shell is not installed"; fi
done

expect "sfnctl val" only validate
expect "sfnctl " validate run test test-state eval graph diff mocks explain completion
expect "sfnctl mocks " only init check convert from-history
expect "sfnctl run --fr" only --from
expect "sfnctl validate --format " text concise json sarif github junit checkstyle
expect "sfnctl explain missing-t" missing-transition-target
expect "sfnctl validate --ignore unreachable-st" only unreachable-state
expect "sfnctl validate --ignore unreachable-state,missing-transition-t" only unreachable-state,missing-transition-target
expect "sfnctl run orders.asl.json --from " "Charge" "Pack" "Express?" "Call courier" "Ship"
expect "sfnctl run orders.asl.json --to Exp" only "Express?"
expect "sfnctl test-state --definition orders.asl.json --state-name Pi" only Pick
expect "sfnctl run orders.asl.json --mocks MockConfigFile.json --case " only HappyPath ThrottledOnce
expect "sfnctl run orders.asl.json --mocks orders.m" only orders.mocks.json
expect "sfnctl test orders.sfntest.json --filter th" only "throttling is waited out, then the order is shipped"
expect "sfnctl completion " bash zsh fish
shells=(bash)
expect "sfnctl validate --severity unreachable-state=w" only warning
expect 'sfnctl run orders.asl.json --from "Call c' only "Call courier"
[ $failed -eq 0 ] && echo "completion: all of them offer what they should"
exit $failed
