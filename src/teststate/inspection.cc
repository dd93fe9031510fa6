#include "teststate/inspection.h"

#include <cmath>
#include <initializer_list>

#include "json/writer.h"

namespace sfn::teststate {
namespace {

using asl::StateType;
using json::Value;
using sim::Stage;

constexpr uint32_t bits(std::initializer_list<Stage> stages) {
  uint32_t mask = 0;
  for (const Stage stage : stages) mask |= 1U << static_cast<uint32_t>(stage);
  return mask;
}

constexpr uint32_t kCounts = bits({Stage::MaxConcurrency, Stage::ToleratedFailureCount, Stage::ToleratedFailurePercentage});
constexpr uint32_t kResults = bits({Stage::AfterResultSelector, Stage::AfterResultPath});

// Which data the service shows: recorded for all but Wait.
uint32_t shown_stages(StateType type, bool jsonata) {
  constexpr uint32_t input = bits({Stage::Input});
  constexpr uint32_t items = bits({Stage::AfterItemSelector, Stage::AfterItemsPointer});
  switch (type) {
    case StateType::Task:
      if (jsonata) return input | bits({Stage::AfterArguments, Stage::Result});
      return input | kResults | bits({Stage::AfterInputPath, Stage::AfterParameters, Stage::Result});
    case StateType::Map:
      if (jsonata) return input | kCounts | items;
      return input | kResults | kCounts | items | bits({Stage::AfterInputPath, Stage::AfterItemsPath, Stage::AfterItemBatcher});
    case StateType::Pass: return jsonata ? input : input | kResults | bits({Stage::AfterInputPath, Stage::AfterParameters, Stage::Result});
    case StateType::Parallel: return jsonata ? input : input | kResults;
    default: return jsonata ? input : input | bits({Stage::AfterInputPath});
  }
}

Value error_details(const sim::StateAnswer& answer) {
  json::ObjectBuilder details;
  if (answer.catcher) details.set("catchIndex", Value::integer(static_cast<int64_t>(*answer.catcher)));
  if (answer.retrier) details.set("retryIndex", Value::integer(static_cast<int64_t>(*answer.retrier)));
  if (answer.backoff_seconds) details.set("retryBackoffIntervalSeconds", Value::integer(std::llround(*answer.backoff_seconds)));
  return details.build();
}

}  // namespace

bool Inspection::shown(Stage stage) const {
  const bool jsonata = state_.language == asl::QueryLanguage::Jsonata;
  return (shown_stages(state_.type, jsonata) >> static_cast<uint32_t>(stage) & 1U) != 0;
}

Value Inspection::value(const sim::StateAnswer& answer) const {
  const Value details = error_details(answer);
  json::ObjectBuilder data;
  for (size_t i = 0; i < seen_.size(); ++i) {
    const auto stage = static_cast<Stage>(i);
    if (seen_[i].value.is_undefined() || !shown(stage)) continue;
    if (stage == Stage::Result && details.size() > 0) continue;  // the result of a handled error is not shown
    const bool is_count = (kCounts >> i & 1U) != 0;
    data.set(sim::name_of(stage), is_count ? seen_[i].value : Value::string(sim::text_of(seen_[i])));
  }
  if (answer.variables.size() > 0) data.set("variables", Value::string(json::to_json(answer.variables)));
  if (details.size() > 0) data.set("errorDetails", details);
  return data.build();
}

}  // namespace sfn::teststate
