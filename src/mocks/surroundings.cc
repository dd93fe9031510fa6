#include "mocks/surroundings.h"

#include <fmt/format.h>

#include "json/writer.h"
#include "mocks/glob.h"
#include "text/path.h"

namespace sfn::mocks {
namespace {

/// The first error of a child's mock file, in one line.
std::string first_error(const std::string& path, const json::Document& document, const diag::Findings& findings) {
  for (const diag::Finding& finding : findings.list()) {
    if (finding.severity != diag::Severity::Error) continue;
    const text::Position at = document.source().position(finding.span.begin);
    return fmt::format("{}:{}:{}: {}", path, at.line, at.column, finding.message);
  }
  return {};
}

}  // namespace

MockSurroundings::MockSurroundings(std::shared_ptr<const MockFile> file, const Files& files, std::optional<Unmocked> unmocked,
                                   uint32_t first_response, bool allow_outside, diag::Findings& findings)
    : files_(files), unmocked_(unmocked), next_response_(first_response), allow_outside_(allow_outside) {
  kept_.push_back(file);
  take(*file, findings);
}

void MockSurroundings::take(const MockFile& file, diag::Findings& findings) {
  for (const ObjectMock& object : file.objects) {
    check_object(object, findings);
    objects_.emplace(object.uri, &object);  // an outer file's object wins
  }
  for (const ExecutionMock& execution : file.executions) add(execution, findings);
}

void MockSurroundings::check_object(const ObjectMock& object, diag::Findings& findings) const {
  const auto* file = std::get_if<ObjectMock::File>(&object.content);
  if (file == nullptr) return;
  try {
    (void)files_.bytes(file->path);
  } catch (const Unusable& error) {
    const json::NodeId node = object.document->find(object.node, "file");
    Checker(*object.document, findings).report(Rule::File, node, error.what());
  }
}

void MockSurroundings::add(const ExecutionMock& execution, diag::Findings& findings) {
  try {
    started_.push_back({execution.arn, &load(execution)});
  } catch (const Unusable& error) {
    Checker(*execution.document, findings).report(Rule::File, execution.node, error.what());
  }
}

const MockSurroundings::Loaded& MockSurroundings::load(const ExecutionMock& execution) {
  const std::string identity = execution.definition + '\n' + execution.state_machine + '\n' + execution.mocks;
  const auto known = loaded_.find(identity);
  if (known != loaded_.end()) return known->second;
  if (loaded_.size() >= kMaxChildren) throw Unusable(fmt::format("more than {} child machines", kMaxChildren));
  auto program = files_.child(execution.definition, execution.state_machine);
  auto mocks = read_mocks(execution, *program);
  Loaded& loaded = loaded_[identity];
  loaded.program = std::move(program), loaded.mocks = mocks;
  loaded.oracle = std::make_unique<MockOracle>(mocks, unmocked_, next_response_);
  next_response_ += loaded.oracle->response_count();
  diag::Findings nested;
  take(*mocks, nested);
  const json::Document* document = mocks->executions.empty() ? nullptr : mocks->executions.front().document.get();
  if (document == nullptr && !mocks->objects.empty()) document = mocks->objects.front().document.get();
  if (document != nullptr && nested.any_at_least(diag::Severity::Error)) throw Unusable(first_error(execution.mocks, *document, nested));
  return loaded;
}

std::shared_ptr<const MockFile> MockSurroundings::read_mocks(const ExecutionMock& execution, const asl::Program& program) const {
  auto out = std::make_shared<MockFile>();
  if (execution.mocks.empty()) return out;
  const auto document = files_.document(execution.mocks);
  diag::Findings findings;
  *out = read_mock_file(document, json::Document::root(), {&program, text::folder_of(execution.mocks), allow_outside_}, findings);
  if (findings.any_at_least(diag::Severity::Error)) throw Unusable(first_error(execution.mocks, *document, findings));
  return out;
}

std::optional<std::string> MockSurroundings::object(std::string_view uri) const {
  const auto found = objects_.find(uri);
  if (found == objects_.end()) return std::nullopt;
  const auto& content = found->second->content;
  if (const auto* value = std::get_if<json::Value>(&content)) return json::to_json(*value);
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  return files_.bytes(std::get<ObjectMock::File>(content).path);
}

std::vector<std::string> MockSurroundings::list(std::string_view uri_prefix) const {
  std::vector<std::string> out;
  for (auto at = objects_.lower_bound(uri_prefix); at != objects_.end() && at->first.substr(0, uri_prefix.size()) == uri_prefix; ++at) {
    out.push_back(at->first);
  }
  return out;
}

std::optional<sim::Child> MockSurroundings::child(std::string_view state_machine_arn) const {
  for (const Started& started : started_) {
    if (glob_matches(started.arn, state_machine_arn)) return sim::Child{started.child->program, started.child->oracle.get()};
  }
  return std::nullopt;
}

}  // namespace sfn::mocks
