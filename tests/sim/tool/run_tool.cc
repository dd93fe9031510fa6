// A small `run` for the conformance driver while working on the simulator: the arguments and the JSON of `sfnctl run`, with an oracle that
// knows `states` and `objects` of a mock file only. Not installed, not part of the tests.
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "json/reader.h"
#include "json/writer.h"
#include "sim/simulator.h"
#include "text/timestamp.h"

using namespace sfn;

namespace {

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class ListOracle final : public sim::TaskOracle {
 public:
  explicit ListOracle(const json::Value& states) {
    if (!states.is_object()) return;
    for (const json::Member& state : states.members()) {
      first_[std::string(state.key.view())] = all_.size();
      if (state.value.is_array())
        for (const json::Value& entry : state.value.items()) all_.push_back({state.value, entry, false});
      else
        all_.push_back({state.value, state.value, true});
    }
  }
  size_t counters() const override { return all_.size(); }
  sim::Plan plan(const sim::Call& call, std::span<uint32_t> counters) const override {
    const auto at = first_.find(std::string(call.state.name));
    if (at != first_.end()) {
      for (size_t i = at->second; i < all_.size() && all_[i].list.same(all_[at->second].list); ++i) {
        if ((!all_[i].always && counters[i] >= times(all_[i].entry)) || !selects(all_[i].entry, call)) continue;
        ++counters[i];
        return make(all_[i].entry, static_cast<uint32_t>(i));
      }
    }
    throw sim::NoAnswer("no mock for state " + std::string(call.state.name) + ", call " + std::to_string(call.number));
  }

 private:
  struct Entry {
    json::Value list, entry;
    bool always;
  };
  static uint32_t times(const json::Value& entry) {
    const json::Value& times = entry.get("times");
    return times.is_int() ? static_cast<uint32_t>(times.as_int()) : times.is_string() ? UINT32_MAX : 1;
  }
  static bool selects(const json::Value& entry, const sim::Call& call) {
    const json::Value& iteration = entry.get("iteration");
    if (iteration.is_undefined()) return true;
    if (iteration.is_int()) return !call.iterations.empty() && call.iterations.back() == iteration.as_int();
    if (iteration.size() != call.iterations.size()) return false;
    for (size_t i = 0; i < iteration.size(); ++i)
      if (iteration[i].as_int() != call.iterations[i]) return false;
    return true;
  }
  static sim::Plan make(const json::Value& entry, uint32_t number) {
    sim::Plan plan;
    plan.response = number;
    if (const json::Value* submitted = entry.find("submitted")) plan.submitted = *submitted;
    if (const json::Value* result = entry.find("return")) plan.outcome = sim::Datum{*result, nullptr};
    if (entry.find("timeout") != nullptr) plan.outcome = sim::TimesOut{};
    if (const json::Value* failure = entry.find("throw")) {
      sim::ErrorOutput output;
      const auto text = [](const json::Value& value) { return value.is_string() ? std::string(value.as_string()) : json::to_json(value); };
      if (const json::Value* error = failure->find("error")) output.error = text(*error);
      if (const json::Value* cause = failure->find("cause")) output.cause = text(*cause);
      plan.outcome = output;
    }
    return plan;
  }
  std::map<std::string, size_t> first_;
  std::vector<Entry> all_;
};

class Objects final : public sim::Surroundings {
 public:
  explicit Objects(const json::Value& objects) {
    if (!objects.is_object()) return;
    for (const json::Member& object : objects.members())
      texts_[std::string(object.key.view())] = std::string(object.value.get("text").as_string());
  }
  std::optional<std::string> object(std::string_view uri) const override {
    const auto at = texts_.find(std::string(uri));
    return at == texts_.end() ? std::nullopt : std::optional(at->second);
  }
  std::vector<std::string> list(std::string_view prefix) const override {
    std::vector<std::string> found;
    for (const auto& [uri, text] : texts_)
      if (uri.starts_with(prefix)) found.push_back(uri);
    return found;
  }
  std::optional<sim::Child> child(std::string_view) const override { return std::nullopt; }

 private:
  std::map<std::string, std::string> texts_;
};

class Collector final : public sim::HistorySink {
 public:
  explicit Collector(bool keep) : keep_(keep) {}
  void on(sim::ExecutionId, const sim::Event& event) override {
    if (!keep_) return;
    if (!text.empty()) text += ",\n";
    writer_.append(text, event);
  }
  std::string text;

 private:
  bool keep_;
  sim::EventWriter writer_;
};

std::string optional_text(const std::optional<std::string>& value) {
  return value ? json::quoted(*value) : "null";
}

int run(int argc, char** argv) {
  std::map<std::string, std::string> options;
  for (int i = 3; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--async" || name == "--no-history")
      options[name] = "yes";
    else if (i + 1 < argc)
      options[name] = argv[++i];
  }
  auto source = std::make_shared<const text::SourceFile>(argv[2], slurp(argv[2]));
  auto document = json::read_json(source);
  if (!document) return std::fprintf(stderr, "%s\n", document.error().message.c_str()), 2;
  const auto program = asl::build(std::make_shared<const json::Document>(std::move(*document)));
  sim::RunOptions run;
  run.express = options["--type"] == "express";
  run.express_async = options.count("--async") != 0;
  if (!options["--max-events"].empty()) run.max_events = std::stoull(options["--max-events"]);
  if (!options["--start-time"].empty()) {
    const auto start = text::parse_timestamp(options["--start-time"], text::TimestampForm::Rfc3339);
    if (start) run.start_time = start->milliseconds();
  }
  if (!options["--input"].empty()) {
    const std::string text = slurp(options["--input"]);
    auto input = json::parse_json(text);
    if (!input) return std::fprintf(stderr, "%s\n", input.error().message.c_str()), 2;
    run.input = {std::move(*input), std::make_shared<const std::string>(text)};
  }
  json::Value mocks = json::Value::empty_object();
  if (!options["--mocks"].empty()) mocks = *json::parse_json(slurp(options["--mocks"]));
  const ListOracle oracle(mocks.get("states"));
  const Objects objects(mocks.get("objects"));
  const bool keep = options.count("--no-history") == 0;
  Collector history(keep);
  const sim::ExecutionResult result = sim::run(*program, run, oracle, objects, keep ? &history : nullptr);
  const std::string output = result.output.value.is_undefined() ? "null" : sim::text_of(result.output);
  std::printf("{\"status\":\"%s\",\"output\":%s,\"error\":%s,\"cause\":%s,\"transitions\":%llu,\"events\":[%s]}\n",
              std::string(sim::name_of(result.status)).c_str(), output.c_str(), optional_text(result.error).c_str(),
              optional_text(result.cause).c_str(), static_cast<unsigned long long>(result.counts.transitions), history.text.c_str());
  return result.status == sim::Status::Succeeded ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return argc < 3 ? 2 : run(argc, argv);
  } catch (const sim::Unsupported& problem) {
    std::fprintf(stderr, "unsupported: %s\n", problem.what());
    return 3;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 2;
  }
}
