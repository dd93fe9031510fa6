// sfnctl graph: a state machine as a picture.
#include "graph/graph.h"

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/dot.h"
#include "cli/graphs.h"

namespace sfn::cli {
namespace {

class GraphCommand : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("DEFINITION", definition_, "a definition or a template").kind = ValueKind::Definition;
    arguments.option("--state-machine", "NAME", state_machine_, "the machine of a template");
    arguments.option("--theme", "THEME", theme_, "colours of SVG, PNG and DOT (default: auto, an SVG follows the reader's system)")
        .choices = {"auto", "light", "dark"};
    substitution_options_.declare(arguments);
  }
  std::vector<std::string> formats() const override { return {"mermaid", "dot", "svg", "png", "names"}; }
  std::string_view description() const override {
    return "Draws a state machine: Mermaid for Markdown (GitHub and GitLab render it), DOT, or SVG and PNG through Graphviz' dot.\n"
           "Parallel branches and Map processors are boxes, choice rules labelled edges, catchers dashed edges.";
  }
  std::string_view examples() const override {
    return "  sfnctl graph orders.asl.json                       Mermaid\n"
           "  sfnctl graph orders.asl.json --format svg -o orders.svg";
  }
  int run(Session& session) override {
    const LoadOptions load{substitution_options_.read(session), "<stdin>", false};
    const Definition definition = load_machine(session.open(definition_), load, state_machine_);
    const auto program = asl::build(definition.document, definition.root);
    if (session.options().format == "names") {  // for completion scripts and loops in a shell
      for (const asl::State& state : program->states) session.out().write(std::string(state.name) + "\n");
    } else {
      graph::Graph graph = graph::build(*program);
      graph.title = definition_.substr(definition_.rfind('/') + 1);
      session.out().write(picture(graph, session.options().format, theme_named(theme_)));
    }
    return kExitOk;
  }

 private:
  std::string definition_;
  std::optional<std::string> state_machine_;
  std::string theme_;
  SubstitutionOptions substitution_options_;
};

}  // namespace

std::unique_ptr<Command> make_graph() {
  return std::make_unique<GraphCommand>();
}

}  // namespace sfn::cli
