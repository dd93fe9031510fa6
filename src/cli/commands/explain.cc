// sfnctl explain: what a rule is about, why, and how to mend what it finds.
#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/rules.h"
#include "json/writer.h"
#include "lint/rule.h"
#include "mocks/rules.h"
#include "report/rule_page.h"

namespace sfn::cli {
namespace {

constexpr std::string_view kWhereMockRulesApply = "in mock and suite files: reported by mocks check, run and test";

/// nullptr if mock and suite files have no such rule.
const mocks::RuleInfo* find_mock_rule(std::string_view name) {
  const auto rules = mocks::rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const mocks::RuleInfo& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

std::string mock_rule_json(const mocks::RuleInfo& rule) {
  json::ObjectBuilder page;
  page.set("rule", json::Value::string(rule.name));
  page.set("severity", json::Value::string(diag::name_of(rule.severity)));
  page.set("summary", json::Value::string(rule.summary));
  page.set("explanation", json::Value::string(kWhereMockRulesApply));
  json::ArrayBuilder list;
  list.push(page.build());
  json::ObjectBuilder out;
  out.set("version", json::Value::integer(1));
  out.set("rules", list.build());
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

/// The page of a rule for mock and suite files, which is short.
std::string mock_rule_page(const mocks::RuleInfo& rule, std::string_view format) {
  if (format == "json") return mock_rule_json(rule);
  if (format == "man") throw ToolError(fmt::format("\"{}\": the manual page has the rules of definitions only", rule.name));
  const std::string severity = fmt::format("{} ({})", diag::name_of(rule.severity), kWhereMockRulesApply);
  if (format == "markdown") return fmt::format("## {}\n\n{}\n\n*{}*\n", rule.name, rule.summary, severity);
  return fmt::format("{}\n{}\n{}\n", rule.name, rule.summary, severity);
}

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
    if (const mocks::RuleInfo* mock_rule = rule_ && rule == nullptr ? find_mock_rule(*rule_) : nullptr) {
      session.out().write(mock_rule_page(*mock_rule, session.options().format));
      return kExitOk;
    }
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
