// sfnctl completion: small scripts for the shells, and the candidates that the scripts ask for.
#include "cli/completion.h"

#include <fmt/format.h>

#include "cli/command.h"

namespace sfn::cli {
namespace {

// ":files" among the candidates stands for names of files. Bash takes "=" for a word of its own: words around it are put together again.
constexpr std::string_view kBash = R"shell(# bash completion for sfnctl. For this session: source <(sfnctl completion bash)
_sfnctl() {
  local word line cut="" glue="" current="" files="" words=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ ${#words[@]} -gt 0 && ( $word == = || -n $glue ) ]]; then
      words[${#words[@]}-1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == = ]]; then glue=1; else glue=""; fi
  done
  current=${COMP_WORDS[COMP_CWORD]}
  words=("${words[@]//[\"\'\\]/}")
  word=${words[${#words[@]}-1]}
  [[ $word == *=* ]] && cut=${word%=*}=
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    [[ -n $line ]] || continue
    if [[ $line == :files ]]; then files=1; continue; fi
    [[ -n $cut && $line == "$cut"* ]] && line=${line#"$cut"}
    [[ $line == *= ]] && compopt -o nospace 2>/dev/null
    [[ $current == [\"\']* ]] || printf -v line %q "$line"
    COMPREPLY+=("$line")
  done <<<"$(sfnctl completion candidates -- "${words[@]}" 2>/dev/null)"
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    [[ $current == = ]] && current=""
    while IFS= read -r line; do [[ -n $line ]] && COMPREPLY+=("$line"); done <<<"$(compgen -f -- "${current#[\"\']}")"
  fi
}
complete -F _sfnctl sfnctl
)shell";

constexpr std::string_view kZsh = R"shell(#compdef sfnctl
# zsh completion for sfnctl. For this session: source <(sfnctl completion zsh); or as _sfnctl in a folder of fpath
_sfnctl() {
  local line name
  local -a found open
  local files=
  for line in "${(@f)$(sfnctl completion candidates -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    name=${line%%$'\t'*}
    case $name in
      '') ;;
      :files) files=1 ;;
      *=) open+=("${name//:/\\:}:${line#*$'\t'}") ;;
      *) if [[ $line == *$'\t'* ]]; then found+=("${name//:/\\:}:${line#*$'\t'}"); else found+=("${name//:/\\:}"); fi ;;
    esac
  done
  (( $#open )) && _describe -V sfnctl open -S ''
  (( $#found )) && _describe -V sfnctl found
  [[ -n $files ]] && _files
  return 0
}
if [[ $funcstack[1] == _sfnctl ]]; then _sfnctl "$@"; else compdef _sfnctl sfnctl; fi
)shell";

constexpr std::string_view kFish = R"shell(# fish completion for sfnctl. For this session: sfnctl completion fish | source
function __sfnctl_complete
  set -l words (commandline --tokenize --cut-at-cursor --current-process) (commandline --current-token --cut-at-cursor | string unescape)
  for line in (sfnctl completion candidates -- $words[2..-1] 2>/dev/null)
    if test $line = :files
      __fish_complete_path $words[-1]
    else
      echo $line
    end
  end
end
complete --command sfnctl --no-files --keep-order --arguments '(__sfnctl_complete)'
)shell";

class Completion : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("SHELL", shell_, "a script for this shell; or candidates, which the scripts ask for").choices = {
        "bash", "zsh", "fish", "candidates"};
    arguments.positionals("WORD", words_, "candidates: the words typed so far, the last one perhaps in part (behind --)");
  }
  std::string_view description() const override {
    return "Prints a completion script: commands, options and their values, rules, states of the definition, test cases of mocks and "
           "suites.";
  }
  std::string_view examples() const override {
    return "  source <(sfnctl completion bash)\n"
           "  sfnctl completion zsh > _sfnctl                 in a folder of fpath\n"
           "  sfnctl completion fish | source\n"
           "  sfnctl completion candidates -- run orders.asl.json --from C";
  }
  int run(Session& session) override {
    if (shell_ != "candidates") {
      if (!words_.empty()) throw ToolError(fmt::format("completion: too many arguments: \"{}\"", words_[0]));
      session.out().write(shell_ == "bash" ? kBash : (shell_ == "zsh" ? kZsh : kFish));
      return kExitOk;
    }
    const Completions found = complete(session, words_);
    std::string text;
    for (const Candidate& candidate : found.candidates) {
      text += candidate.description.empty() ? candidate.text + "\n" : fmt::format("{}\t{}\n", candidate.text, candidate.description);
    }
    if (found.files) text += ":files\n";
    session.out().write(text);
    return kExitOk;
  }

 private:
  std::string shell_;
  std::vector<std::string> words_;
};

}  // namespace

std::unique_ptr<Command> make_completion() {
  return std::make_unique<Completion>();
}

}  // namespace sfn::cli
