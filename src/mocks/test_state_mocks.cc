#include "mocks/test_state_mocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "json/reader.h"

namespace sfn::mocks {
namespace {

constexpr std::array<std::string_view, 3> kMock{"result", "errorOutput", "fieldValidationMode"};
// What else a TestState request holds does not matter here.
constexpr std::array<std::string_view, 14> kRequest{
    "result",  "errorOutput",     "fieldValidationMode", "stateName",          "mock",          "definition", "roleArn", "input",
    "context", "inspectionLevel", "variables",           "stateConfiguration", "revealSecrets", "comment"};

class TestStateReader {
 public:
  TestStateReader(const std::shared_ptr<const json::Document>& document, const ReadOptions& options, diag::Findings& findings)
      : checker_(*document, findings), shared_(document), document_(*document), options_(options) {}

  MockFile read() {
    out_.name = document_.source().name();
    if (!checker_.array(json::Document::root(), "a list of TestState mocks")) return std::move(out_);
    for (const json::NodeId item : document_.children(json::Document::root())) read_item(item);
    return std::move(out_);
  }

 private:
  void read_item(json::NodeId item) {
    if (!checker_.object(item, "a TestState mock")) return;
    checker_.keys(item, kRequest, "a TestState mock");
    json::NodeId mock = document_.find(item, "mock");
    if (mock == json::kNoNode)
      mock = item;
    else if (!checker_.object(mock, "\"mock\""))
      return;
    else
      checker_.keys(mock, kMock, "\"mock\"");
    auto response = read_mock(mock);
    if (!response) return;
    const auto state = checker_.string(item, "stateName");
    if (!state) return add(out_.resources, "*", item, std::move(*response));
    if (known(item, *state)) add(out_.states, *state, item, std::move(*response));
  }

  bool known(json::NodeId item, std::string_view name) {
    if (options_.program == nullptr) return true;
    const asl::State* state = options_.program->find(name);
    const json::NodeId node = document_.find(item, "stateName");
    if (state == nullptr) {
      std::vector<std::string_view> names;
      for (const asl::State& other : options_.program->states) names.push_back(other.name);
      Checker::suggest(checker_.report(Rule::UnknownState, node, fmt::format("the definition has no state \"{}\"", name)), name, names);
    } else if (state->type != asl::StateType::Task) {
      checker_.report(Rule::NotATask, node,
                      fmt::format("\"{}\" is a {} state: only Task states call anything", name, asl::name_of(state->type)));
    }
    return state != nullptr && state->type == asl::StateType::Task;
  }

  std::optional<Response> read_mock(json::NodeId mock) {
    const json::NodeId result = document_.find(mock, "result"), error = document_.find(mock, "errorOutput");
    if ((result == json::kNoNode) == (error == json::kNoNode)) {
      checker_.report(Rule::Outcome, mock, "a test mock has exactly one of \"result\" and \"errorOutput\"");
      return std::nullopt;
    }
    Response response;
    response.node = mock;
    return (result != json::kNoNode ? read_result(result, response) : read_error(error, response)) ? std::optional(std::move(response))
                                                                                                   : std::nullopt;
  }

  /// The API takes JSON text; a file may as well hold the JSON itself, as long as that is no string.
  bool read_result(json::NodeId node, Response& response) {
    if (!document_.is_string(node)) return response.outcome = Return{document_.value(node)}, true;
    auto value = json::parse_json(document_.text(node));
    if (!value) {
      checker_.report(Rule::Value, node, fmt::format("\"result\" is JSON text: {}", value.error().message));
      return false;
    }
    response.outcome = Return{std::move(*value)};
    return true;
  }

  bool read_error(json::NodeId node, Response& response) {
    if (!checker_.object(node, "\"errorOutput\"")) return false;
    constexpr std::array<std::string_view, 2> kMembers{"error", "cause"};
    checker_.keys(node, kMembers, "\"errorOutput\"");
    sim::ErrorOutput output;
    if (const auto error = checker_.string(node, "error")) output.error = std::string(*error);
    if (const auto cause = checker_.string(node, "cause")) output.cause = std::string(*cause);
    response.outcome = Throw{std::move(output)};
    return true;
  }

  void add(std::vector<ResponseList>& lists, std::string_view name, json::NodeId item, Response response) {
    auto list = std::find_if(lists.begin(), lists.end(), [&](const ResponseList& other) { return other.name == name; });
    if (list == lists.end()) list = lists.insert(list, {std::string(name), shared_, item, {}});
    list->responses.push_back(std::move(response));
  }

  Checker checker_;
  std::shared_ptr<const json::Document> shared_;
  const json::Document& document_;
  const ReadOptions& options_;
  MockFile out_;
};

}  // namespace

MockFile read_test_state_mocks(const std::shared_ptr<const json::Document>& document, const ReadOptions& options,
                               diag::Findings& findings) {
  return TestStateReader(document, options, findings).read();
}

}  // namespace sfn::mocks
