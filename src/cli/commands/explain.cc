// sfnctl explain: what a rule is about, why, and how to mend what it finds.
#include "cli/command.h"
#include "cli/rules.h"
#include "lint/rule.h"
#include "report/rule_page.h"

namespace sfn::cli {
namespace {

class Explain : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("RULE", rule_, "a rule's name; without one, all rules with a line each").kind = ValueKind::Rule;
  }
  std::string_view description() const override {
    return "Prints the documentation of a rule: what, why, an example that it reports and the same mended.";
  }
  std::string_view examples() const override { return "  sfnctl explain\n  sfnctl explain missing-transition-target"; }

  std::vector<std::string> formats() const override { return {"text", "json", "markdown", "man"}; }
  int run(Session& session) override {
    const lint::Rule* rule = rule_ ? lint::find_rule(*rule_) : nullptr;
    if (rule_ && rule == nullptr) throw ToolError(unknown_rule(*rule_));
    const std::span<const lint::Rule* const> asked = rule == nullptr ? lint::rules() : std::span(&rule, 1);
    const std::string& format = session.options().format;
    if (format == "json")
      session.out().write(report::rules_json(asked));
    else if (format == "man")
      session.out().write(report::rules_man(asked));
    else if (format == "markdown")
      session.out().write(rule == nullptr ? report::rules_markdown(asked) : report::rule_markdown(*rule));
    else
      session.out().write(rule == nullptr ? report::rules_text(asked, session.colors()) : report::rule_text(*rule, session.colors()));
    return kExitOk;
  }

 private:
  std::optional<std::string> rule_;
};

}  // namespace

std::unique_ptr<Command> make_explain() {
  return std::make_unique<Explain>();
}

}  // namespace sfn::cli
