#include "cli/completion.h"

#include <algorithm>
#include <set>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/files.h"
#include "cli/sources.h"
#include "lint/rule.h"
#include "mocks/config_file.h"

namespace sfn::cli {
namespace {

constexpr size_t kMaxNames = 1000;  // more would only fill the screen

std::vector<OptionSpec> options_of(const CommandInfo& info) {
  const std::unique_ptr<Command> command = info.make();
  GlobalOptions options;
  Arguments arguments;
  command->declare(arguments);
  declare_global(arguments, options, *command);
  std::vector<OptionSpec> specs = arguments.all();
  for (OptionSpec& spec : specs) {  // the targets die with the command: only their kind is kept
    if (spec.is_flag())
      spec.target = static_cast<bool*>(nullptr);
    else if (std::holds_alternative<std::vector<std::string>*>(spec.target))
      spec.target = static_cast<std::vector<std::string>*>(nullptr);
    else
      spec.target = static_cast<std::string*>(nullptr);
  }
  return specs;
}

bool is_list(const OptionSpec& spec) {
  return std::holds_alternative<std::vector<std::string>*>(spec.target);
}

// A line of commands.def and the words behind the command's name.
class Line {
 public:
  Line(Session& session, std::vector<OptionSpec> specs, std::vector<std::string> words)
      : session_(session), specs_(std::move(specs)), typed_(std::move(words.back())) {
    words.pop_back();
    read(words);
  }

  Completions complete() {
    const size_t equals = typed_.find('=');
    if (pending_ != nullptr) {
      offer_values(*pending_, "");
    } else if (typed_.starts_with("--") && equals != std::string::npos) {
      if (const OptionSpec* spec = option(typed_.substr(0, equals))) offer_values(*spec, typed_.substr(0, equals + 1));
    } else if (typed_.starts_with('-') && !only_positionals_) {
      offer_options();
    } else if (const OptionSpec* spec = next_positional()) {
      offer_values(*spec, "");
    }
    return std::move(out_);
  }

 private:
  const OptionSpec* option(const std::string& name) const {
    for (const OptionSpec& spec : specs_) {
      if (!spec.is_positional() && (spec.name == name || spec.short_name == name)) return &spec;
    }
    return nullptr;
  }

  // Sorts the words before the cursor into options with their values, and positionals.
  void read(const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      if (pending_ != nullptr) {
        values_.push_back({pending_->name, word});
        pending_ = nullptr;
      } else if (word == "--") {
        only_positionals_ = true;
      } else if (word.starts_with('-') && word != "-" && !only_positionals_) {
        const size_t equals = word.find('=');
        const OptionSpec* spec = option(word.substr(0, equals));
        if (spec != nullptr && equals != std::string::npos) values_.push_back({spec->name, word.substr(equals + 1)});
        if (spec != nullptr && equals == std::string::npos && !spec->is_flag()) pending_ = spec;
      } else {
        positionals_.push_back(word);
      }
    }
  }

  const OptionSpec* next_positional() const {
    size_t behind = positionals_.size();
    for (const OptionSpec& spec : specs_) {
      if (!spec.is_positional()) continue;
      if (behind == 0 || is_list(spec)) return &spec;
      --behind;
    }
    return nullptr;
  }

  void offer(const std::string& text, const std::string& description = {}) {
    if (text.starts_with(typed_) && out_.candidates.size() < kMaxNames) out_.candidates.push_back({text, description});
  }

  void offer_options() {
    for (const OptionSpec& spec : specs_) {
      if (!spec.is_positional()) offer(spec.name, spec.help);
    }
    offer("--help", "options and examples of the command");
  }

  void offer_values(const OptionSpec& spec, const std::string& before) {
    for (const std::string& choice : spec.choices) offer(before + choice);
    switch (spec.kind) {
      case ValueKind::Rule: return offer_rules(spec, before);
      case ValueKind::State: return offer_all(before, state_names());
      case ValueKind::Case: return offer_all(before, case_names());
      case ValueKind::File:
      case ValueKind::Folder:
      case ValueKind::Definition: out_.files = true; return;
      default: return;
    }
  }

  void offer_all(const std::string& before, const std::vector<std::string>& names) {
    for (const std::string& name : names) offer(before + name);
  }

  // One rule, or the next of a list with commas, or with a level behind "=".
  void offer_rules(const OptionSpec& spec, const std::string& before) {
    const bool levels = spec.value_name.find('=') != std::string::npos;
    const std::string value = typed_.substr(std::min(before.size(), typed_.size()));
    const size_t comma = is_list(spec) ? value.rfind(',') + 1 : 0;
    const std::string kept = before + value.substr(0, comma), last = value.substr(comma);
    for (const lint::Rule* rule : lint::rules()) {
      const std::string name(rule->name);
      if (!levels)
        offer(kept + name, std::string(rule->summary));
      else if (last.starts_with(name + "="))
        for (const char* level : {"error", "warning", "info", "off"}) offer(kept + name + "=" + level);
      else
        offer(kept + name + "=", std::string(rule->summary));
    }
  }

  // The files on the line that may hold what is asked for.
  std::vector<std::string> files(std::initializer_list<std::string_view> options) const {
    std::vector<std::string> found;
    for (const auto& [name, value] : values_) {
      if (std::find(options.begin(), options.end(), name) != options.end()) found.push_back(value);
    }
    found.insert(found.end(), positionals_.begin(), positionals_.end());
    return found;
  }

  std::vector<std::string> state_names() const {
    std::vector<std::string> names;
    for (const std::string& path : files({"--definition"})) {
      if (path == "-") continue;
      try {
        for (const Definition& definition : load_definitions(session_.open(path), {})) {
          if (definition.document) collect_states(*definition.document, definition.root, names);
        }
      } catch (const std::exception&) {
        // Half-written files have no names to offer.
      }
    }
    return names;
  }

  static void collect_states(const json::Document& document, json::NodeId node, std::vector<std::string>& names) {
    if (!document.is_object(node) && !document.is_array(node)) return;
    for (const json::NodeId child : document.children(node)) {
      if (document.is_object(node) && document.key(child) == "States" && document.is_object(child)) {
        for (const json::NodeId state : document.children(child)) names.emplace_back(document.key(state));
      }
      collect_states(document, child, names);
    }
  }

  // Cases of a MockConfigFile.json, or of suites.
  std::vector<std::string> case_names() const {
    std::vector<std::string> paths = files({"--mocks"}), names;
    if (paths.empty()) paths = suites_here();
    for (const std::string& path : paths) {
      if (path == "-") continue;
      try {
        const auto document = read_data_document(session_.open(path));
        for (const mocks::ConfigNames& machine : mocks::config_names(*document)) {
          names.insert(names.end(), machine.cases.begin(), machine.cases.end());
        }
        suite_cases(*document, names);
      } catch (const std::exception&) {
        // As above.
      }
    }
    std::set<std::string> seen;
    std::erase_if(names, [&](const std::string& name) { return !seen.insert(name).second; });
    return names;
  }

  static std::vector<std::string> suites_here() {
    std::vector<std::string> found = files_below(".");
    std::erase_if(found, [](const std::string& path) { return !ends_with_any(path, {".sfntest.json", ".sfntest.yaml", ".sfntest.yml"}); });
    return found;
  }

  static void suite_cases(const json::Document& document, std::vector<std::string>& names) {
    if (!document.is_object(json::Document::root())) return;
    for (const json::NodeId member : document.children(json::Document::root())) {
      if (document.key(member) != "cases" || !document.is_array(member)) continue;
      for (const json::NodeId one : document.children(member)) {
        if (!document.is_object(one)) continue;
        for (const json::NodeId field : document.children(one)) {
          if (document.key(field) == "name" && document.is_string(field)) names.emplace_back(document.text(field));
        }
      }
    }
  }

  struct Given {
    std::string option, value;
  };
  Session& session_;
  std::vector<OptionSpec> specs_;
  std::string typed_;
  std::vector<Given> values_;
  std::vector<std::string> positionals_;
  const OptionSpec* pending_ = nullptr;  ///< an option whose value is at the cursor
  bool only_positionals_ = false;
  Completions out_;
};

// "mocks" before there is a second word has no line of commands.def.
std::string_view summary_of_first(std::string_view first, std::string_view summary) {
  return first == "mocks" ? "make, check and convert mock files" : summary;
}

Completions command_names(const std::vector<std::string>& words) {
  Completions out;
  std::string before;
  for (size_t i = 0; i + 1 < words.size(); ++i) before += words[i] + " ";
  for (const CommandInfo& info : commands()) {
    const std::string name(info.name);
    if (!name.starts_with(before)) continue;
    const std::string word = name.substr(before.size(), name.find(' ', before.size()) - before.size());
    if (!word.starts_with(words.back()) || (!out.candidates.empty() && out.candidates.back().text == word)) continue;
    out.candidates.push_back({word, std::string(before.empty() ? summary_of_first(word, info.summary) : info.summary)});
  }
  for (const char* option : {"--help", "--version"}) {
    if (words.size() == 1 && !words[0].empty() && std::string(option).starts_with(words[0])) out.candidates.push_back({option, ""});
  }
  return out;
}

}  // namespace

Completions complete(Session& session, const std::vector<std::string>& words) {
  if (words.empty()) return command_names({""});
  for (const CommandInfo& info : commands()) {
    const size_t space = info.name.find(' ');
    const size_t length = space == std::string_view::npos ? 1 : 2;
    if (words.size() <= length || words[0] != info.name.substr(0, space)) continue;
    if (length == 2 && words[1] != info.name.substr(space + 1)) continue;
    return Line(session, options_of(info), {words.begin() + static_cast<std::ptrdiff_t>(length), words.end()}).complete();
  }
  return command_names(words);
}

}  // namespace sfn::cli
