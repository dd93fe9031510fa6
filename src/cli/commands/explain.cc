// sfnctl explain: what a rule is about, why, and how to mend what it finds.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/rules.h"
#include "lint/rule.h"

namespace sfn::cli {
namespace {

std::string page(const lint::Rule& rule) {
  std::string text = fmt::format("{} ({}{})\n\n{}\n\n{}\n", rule.name, diag::name_of(rule.severity),
                                 rule.aws_code.empty() ? "" : fmt::format("; AWS: {}", rule.aws_code), rule.summary, rule.explanation);
  if (!rule.bad.empty()) text += fmt::format("\nreported:\n{}\n", rule.bad);
  if (!rule.good.empty()) text += fmt::format("\nfine:\n{}\n", rule.good);
  return text;
}

class Explain : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("RULE", rule_, "a rule's name; without one, all rules with a line each").kind = ValueKind::Rule;
  }
  std::string_view description() const override { return "Prints the documentation of a rule: what, why, an example that it reports and the same mended."; }
  std::string_view examples() const override { return "  sfnctl explain\n  sfnctl explain missing-transition-target"; }

  int run(Session& session) override {
    if (!rule_) {
      for (const lint::Rule* rule : lint::rules()) {
        session.out().write(fmt::format("{:<36} {:<8} {}\n", rule->name, diag::name_of(rule->severity), rule->summary));
      }
      return kExitOk;
    }
    const lint::Rule* rule = lint::find_rule(*rule_);
    if (rule == nullptr) throw ToolError(unknown_rule(*rule_));
    session.out().write(page(*rule));
    return kExitOk;
  }

 private:
  std::optional<std::string> rule_;
};

}  // namespace

std::unique_ptr<Command> make_explain() { return std::make_unique<Explain>(); }

}  // namespace sfn::cli
