#include "asl/build_states.h"
#include "asl/placeholder.h"

namespace sfn::asl {
namespace {

Retrier build_retrier(const ObjectReader& from) {
  Retrier retrier;
  retrier.node = from.node();
  retrier.error_equals = from.error_names("ErrorEquals");
  if (const auto value = from.number("IntervalSeconds")) retrier.interval_seconds = *value;
  if (const auto value = from.number("BackoffRate")) retrier.backoff_rate = *value;
  if (const auto value = from.number("MaxAttempts"); value && *value >= 0 && *value < 1e9)
    retrier.max_attempts = static_cast<int64_t>(*value);
  retrier.max_delay_seconds = from.number("MaxDelaySeconds");
  retrier.full_jitter = from.text("JitterStrategy") == "FULL";
  for (const char* const field : {"IntervalSeconds", "BackoffRate", "MaxAttempts", "MaxDelaySeconds", "JitterStrategy"}) {
    if (has_placeholder(from.text(field))) retrier.unfilled = from.find(field);
  }
  return retrier;
}

Catcher build_catcher(const ObjectReader& from) {
  Catcher catcher;
  catcher.node = from.node();
  catcher.error_equals = from.error_names("ErrorEquals");
  catcher.next = from.transition("Next");
  catcher.result_path = from.path_field("ResultPath");
  catcher.output = from.jsonata_payload("Output");
  catcher.assign = from.payload("Assign");
  return catcher;
}

template <class T>
std::vector<T> objects_in(const ObjectReader& state, std::string_view field, T (*build)(const ObjectReader&)) {
  std::vector<T> out;
  const json::NodeId list = state.find(field);
  if (!state.document().is_array(list)) return out;
  for (const json::NodeId child : state.document().children(list)) {
    if (state.document().is_object(child)) out.push_back(build(state.at(child)));
  }
  return out;
}

}  // namespace

std::vector<Retrier> build_retriers(const ObjectReader& state) {
  return objects_in(state, "Retry", build_retrier);
}
std::vector<Catcher> build_catchers(const ObjectReader& state) {
  return objects_in(state, "Catch", build_catcher);
}

}  // namespace sfn::asl
