// sfnctl mocks …: making, checking and converting mock files.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/mock_files.h"
#include "cli/sources.h"
#include "json/writer.h"
#include "mocks/convert.h"
#include "mocks/from_history.h"
#include "mocks/scaffold.h"
#include "suite/rehearsal.h"
#include "text/path.h"

namespace sfn::cli {
namespace {

std::string pretty(const json::Value& value) {
  return json::to_json(value, {.indent = 2}) + "\n";
}

// What all of them take.
class MocksCommand : public Command {
 protected:
  void declare_definition(Arguments& arguments) {
    arguments.option("--state-machine", "NAME", state_machine_, "the machine of a template, or of a MockConfigFile.json");
    substitution_options_.declare(arguments);
  }
  std::shared_ptr<const asl::Program> program(Session& session, const std::string& path) const {
    const LoadOptions load{substitution_options_.read(session), "<stdin>", false};
    const Definition definition = load_machine(session.open(path), load, state_machine_);
    return asl::build(definition.document, definition.root);
  }
  std::optional<std::string> state_machine_;
  SubstitutionOptions substitution_options_;
};

class MocksInit : public MocksCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("DEFINITION", definition_, "a definition or a template").kind = ValueKind::Definition;
    arguments.output("--input-file", "FILE", input_file_, "also write an input with the paths that the machine reads");
    declare_definition(arguments);
  }
  std::string_view description() const override {
    return "Writes a mock file to start from: a plausible response for every Task (the envelope of each integration), objects for item "
           "readers.";
  }
  std::string_view examples() const override { return "  sfnctl mocks init orders.asl.json -o orders.mocks.json --input-file in.json"; }
  int run(Session& session) override {
    const auto machine = program(session, definition_);
    const mocks::Scaffold made = mocks::scaffold(*machine);
    session.out().write(pretty(made.mocks));
    if (input_file_) write_file(*input_file_, pretty(made.input));
    return kExitOk;
  }

 private:
  std::string definition_;
  std::optional<std::string> input_file_;
};

class MocksCheck : public MocksCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("FILE", file_, "a mock file, a MockConfigFile.json or an array of TestState mocks").kind = ValueKind::File;
    arguments.option("--definition,-d", "FILE", definition_, "the definition it is for: names of states are checked").kind =
        ValueKind::Definition;
    arguments.option("--case", "NAME", case_, "the test case of a MockConfigFile.json").kind = ValueKind::Case;
    arguments.flag("--allow-outside", allow_outside_, "the file may name files outside of its folder");
    declare_definition(arguments);
  }
  std::string_view description() const override {
    return "Checks a mock file as a whole, without running anything. Exit code 1 if something is wrong with it.";
  }
  std::string_view examples() const override { return "  sfnctl mocks check orders.mocks.json --definition orders.asl.json"; }
  int run(Session& session) override {
    const auto machine = definition_ ? program(session, *definition_) : nullptr;
    const DiskFiles files(substitution_options_.read(session), {file_}, allow_outside_);
    mocks::WorldOptions options;
    options.program = machine.get();
    options.path = file_;
    options.choice = {state_machine_.value_or(""), {}, case_.value_or("")};
    options.allow_outside = allow_outside_;
    const auto source = session.open(file_);
    diag::Findings findings;
    const auto world = mocks::read_world(read_data_document(source), options, files, findings);
    findings.sort();
    print_findings(session, *source, findings);
    return world ? kExitOk : kExitFindings;
  }

 private:
  std::string file_;
  std::optional<std::string> definition_, case_;
  bool allow_outside_ = false;
};

class MocksConvert : public MocksCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("FILE", file_, "a MockConfigFile.json, or a native mock file").kind = ValueKind::File;
    arguments.option("--case", "NAME", case_, "which test case of a MockConfigFile.json; the name of the one to make").kind =
        ValueKind::Case;
    declare_definition(arguments);
  }
  std::string_view description() const override {
    return "Converts a test case of Step Functions Local's MockConfigFile.json to a native mock file, and a native mock file to a "
           "MockConfigFile.json.\n"
           "What the other form cannot say is noted on standard error.";
  }
  std::string_view examples() const override { return "  sfnctl mocks convert MockConfigFile.json --case HappyPath -o happy.mocks.json"; }
  int run(Session& session) override {
    const auto source = session.open(file_);
    const std::shared_ptr<const json::Document> document = read_data_document(source);
    diag::Findings findings;
    const auto converted = convert(document, findings);
    print_findings(session, *source, findings);
    if (!converted) throw ToolError(file_ + " cannot be converted");
    for (const std::string& line : converted->notes) session.warn("note: " + line);
    session.out().write(pretty(converted->file));
    return kExitOk;
  }

 private:
  std::optional<mocks::Converted> convert(const std::shared_ptr<const json::Document>& document, diag::Findings& findings) const {
    if (mocks::shape_of(*document) == mocks::Shape::ConfigFile) {
      const mocks::CaseChoice choice{state_machine_.value_or(""), {}, case_.value_or("")};
      const auto chosen = mocks::read_config_case(document, choice, nullptr, findings);
      return chosen ? std::optional(mocks::to_native(*chosen)) : std::nullopt;
    }
    const mocks::MockFile file = mocks::read_mock_file(document, json::Document::root(), {nullptr, text::folder_of(file_), true}, findings);
    if (findings.any_at_least(diag::Severity::Error)) return std::nullopt;
    return mocks::to_config(file, state_machine_.value_or("StateMachine"), case_.value_or("Case"));
  }

  std::string file_;
  std::optional<std::string> case_;
};

class MocksFromHistory : public MocksCommand {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("HISTORY", file_, "the JSON of aws stepfunctions get-execution-history; - for standard input").kind =
        ValueKind::File;
    arguments.option("--definition,-d", "FILE", definition_, "the definition that ran").kind = ValueKind::Definition;
    arguments.output("--input-file", "FILE", input_file_, "also write the execution's input");
    arguments.output("--suite", "FILE", suite_file_, "also write a test suite that expects the path and output seen");
    arguments.option("--case", "NAME", case_, "the name of its case");
    arguments.option("--execution-arn", "ARN", execution_arn_,
                     "the execution's ARN, which a history does not hold: names in the context object");
    arguments.flag("--no-durations", no_durations_, "calls take no time");
    declare_definition(arguments);
  }
  std::string_view description() const override {
    return "Turns an execution in production into mocks that answer every call as it was answered then. With --suite the test case is run "
           "once:\n"
           "values that differ in each execution (States.UUID, times, names) are then compared by their type only, which is said in the "
           "case "
           "and on\n"
           "standard error.";
  }
  std::string_view examples() const override {
    return "  aws stepfunctions get-execution-history --include-execution-data --execution-arn … > history.json\n"
           "  sfnctl mocks from-history history.json -d orders.asl.json -o orders.mocks.json --input-file in.json";
  }
  int run(Session& session) override {
    const auto machine = definition_ ? program(session, *definition_) : nullptr;
    const auto source = session.open(file_);
    const auto document = read_data_document(source);
    mocks::HistoryOptions options;
    options.program = machine.get();
    options.durations = !no_durations_;
    if (case_) options.case_name = *case_;
    if (execution_arn_) options.context = context(*execution_arn_);
    diag::Findings findings;
    const mocks::FromHistory made = mocks::from_history(*document, options, findings);
    print_findings(session, *source, findings);
    if (findings.any_at_least(diag::Severity::Error)) throw ToolError(file_ + " is no execution history");
    for (const std::string& line : made.notes) session.warn("note: " + line);
    session.out().write(pretty(made.mocks));
    if (input_file_) write_file(*input_file_, pretty(made.input));
    if (suite_file_) write_file(*suite_file_, pretty(suite(session, made, machine)));
    return kExitOk;
  }

 private:
  static json::Value context(const std::string& arn) {
    const auto context = mocks::context_of_execution(arn);
    if (!context) throw ToolError(fmt::format("--execution-arn: \"{}\" is no ARN of an execution", arn));
    return *context;
  }

  json::Value suite(Session& session, const mocks::FromHistory& made, const std::shared_ptr<const asl::Program>& machine) const {
    if (!definition_) throw ToolError("--suite needs --definition, which a suite names");
    const suite::Rehearsal rehearsal = suite::rehearse(machine, made.mocks, made.test_case);
    for (const std::string& line : rehearsal.notes) session.warn("note: " + line);
    json::ObjectBuilder builder;
    builder.set("version", json::Value::integer(1));
    const std::string folder = text::folder_of(*suite_file_);
    builder.set("definition", json::Value::string(text::relative_path(folder, *definition_)));
    if (state_machine_) builder.set("stateMachine", json::Value::string(*state_machine_));
    if (session.options().output)
      builder.set("mocks", json::Value::string(text::relative_path(folder, *session.options().output)));
    else
      builder.set("mocks", made.mocks);
    builder.set("cases", json::Value::array({rehearsal.test_case}));
    return builder.build();
  }

  std::string file_;
  std::optional<std::string> definition_, input_file_, suite_file_, case_, execution_arn_;
  bool no_durations_ = false;
};

}  // namespace

std::unique_ptr<Command> make_mocks_init() {
  return std::make_unique<MocksInit>();
}
std::unique_ptr<Command> make_mocks_check() {
  return std::make_unique<MocksCheck>();
}
std::unique_ptr<Command> make_mocks_convert() {
  return std::make_unique<MocksConvert>();
}
std::unique_ptr<Command> make_mocks_from_history() {
  return std::make_unique<MocksFromHistory>();
}

}  // namespace sfn::cli
