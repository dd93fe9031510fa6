// sfnctl diff: what changed between two definitions.
#include "report/diff.h"

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/graphs.h"
#include "graph/diff.h"

namespace sfn::cli {
namespace {

class Diff : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("A", before_, "the definition as it was").kind = ValueKind::Definition;
    arguments.positional("B", after_, "and as it is").kind = ValueKind::Definition;
    arguments.option("--state-machine", "NAME", state_machine_, "the machine of templates");
    arguments.option("--theme", "THEME", theme_, "colours of SVG, PNG and DOT (default: auto, an SVG follows the reader's system)")
        .choices = {"auto", "light", "dark"};
    substitution_options_.declare(arguments);
  }
  std::vector<std::string> formats() const override { return {"text", "json", "mermaid", "dot", "svg", "png"}; }
  std::string_view description() const override {
    return "What changed between two definitions in terms of states, transitions and fields, not lines. Exit code 0: no difference, 1: "
           "there is\n"
           "one. The formats of pictures show both laid over each other.";
  }
  std::string_view examples() const override {
    return "  sfnctl diff orders.asl.json orders-v2.asl.json\n"
           "  git show main:./orders.asl.json | sfnctl diff - orders-v2.asl.json --format mermaid";
  }
  int run(Session& session) override {
    const LoadOptions load{substitution_options_.read(session), "<stdin>", false};
    const auto build = [&](const std::string& path) {
      const Definition definition = load_machine(session.open(path), load, state_machine_);
      return asl::build(definition.document, definition.root);
    };
    const auto before = build(before_), after = build(after_);
    const graph::Diff changes = graph::diff(*before, *after);
    const std::string& format = session.options().format;
    if (format == "text")
      session.out().write(report::diff_text(changes, session.colors()));
    else if (format == "json")
      session.out().write(report::diff_json(changes));
    else
      session.out().write(picture(graph::diff_graph(*before, *after), format, theme_named(theme_)));
    return changes.empty() ? kExitOk : kExitFindings;
  }

 private:
  std::string before_, after_;
  std::optional<std::string> state_machine_;
  std::string theme_;
  SubstitutionOptions substitution_options_;
};

}  // namespace

std::unique_ptr<Command> make_diff() {
  return std::make_unique<Diff>();
}

}  // namespace sfn::cli
