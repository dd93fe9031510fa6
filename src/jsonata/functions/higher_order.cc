// Functions that call functions. How many arguments they pass depends on how many the function takes.
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

/// Calls one function again and again.
class Caller {
 public:
  Caller(Call& call, const Value& function) : call_(call), function_(function), arity_(arity_of(function)), arguments_(call.evaluator) {}

  size_t arity() const { return arity_; }

  /// (value), (value, second) or (value, second, third), by arity; `second()` is made only if it is wanted.
  template <class Second>
  Value operator()(const Value& value, Second second, const Value& third) {
    arguments_->clear();
    arguments_->push_back(value);
    if (arity_ >= 2) arguments_->push_back(second());
    if (arity_ >= 3) arguments_->push_back(third);
    return run();
  }
  Value reduce(Value&& accumulator, const Value& item, size_t index, const Value& all) {
    arguments_->clear();
    arguments_->push_back(std::move(accumulator));
    arguments_->push_back(item);
    if (arity_ >= 3) arguments_->push_back(Value::integer(static_cast<int64_t>(index)));
    if (arity_ >= 4) arguments_->push_back(all);
    return run();
  }

 private:
  Value run() {
    call_.evaluator.charge(1);
    return call_.evaluator.apply(function_, *arguments_, Value::null(), call_.frame);
  }
  Call& call_;
  const Value& function_;
  size_t arity_;
  Evaluator::Lease arguments_;
};

auto index_value(size_t index) {
  return [index] { return Value::integer(static_cast<int64_t>(index)); };
}
auto key_value(const json::Key& key) {
  return [&key] { return Value::string(key.view()); };
}

}  // namespace

Value map(Call& call) {
  if (call[0].is_undefined()) return {};
  Caller function(call, call[1]);
  json::ArrayBuilder out(call[0].size());
  for (size_t i = 0; i < call[0].size(); ++i) {
    Value result = function(call[0][i], index_value(i), call[0]);
    if (!result.is_undefined()) out.push(std::move(result));
  }
  return as_sequence(out.build());
}

Value filter(Call& call) {
  if (call[0].is_undefined()) return {};
  Caller function(call, call[1]);
  json::ArrayBuilder out;
  for (size_t i = 0; i < call[0].size(); ++i) {
    if (call.evaluator.holds(function(call[0][i], index_value(i), call[0]))) out.push(call[0][i]);
  }
  return as_sequence(out.build());
}

Value single(Call& call) {
  if (call[0].is_undefined()) return {};
  Caller function(call, call[1]);
  Value result;
  bool found = false;
  for (size_t i = 0; i < call[0].size(); ++i) {
    if (!call[1].is_undefined() && !call.evaluator.holds(function(call[0][i], index_value(i), call[0]))) continue;
    if (found) fail("D3138");
    found = true;
    result = call[0][i];
  }
  if (!found) fail("D3139");
  return result;
}

Value reduce(Call& call) {
  if (call[0].is_undefined()) return {};
  Caller function(call, call[1]);
  if (function.arity() < 2) fail("D3050");
  const Value& all = call[0];
  const bool starts = call[2].is_undefined() && all.size() > 0;
  Value result = starts ? all[0] : call.arguments.size() > 2 ? std::move(call.arguments[2]) : Value();
  for (size_t i = starts ? 1 : 0; i < all.size(); ++i) result = function.reduce(std::move(result), all[i], i, all);
  return result;
}

Value each(Call& call) {
  json::ArrayBuilder out;
  if (!call[0].is_undefined()) {
    Caller function(call, call[1]);
    for (const auto& [key, member] : call[0].members()) {
      Value result = function(member, key_value(key), call[0]);
      if (!result.is_undefined()) out.push(std::move(result));
    }
  }
  return as_sequence(out.build());
}

Value sift(Call& call) {
  if (call[0].is_undefined()) return {};
  Caller function(call, call[1]);
  json::ObjectBuilder out;
  for (const auto& [key, member] : call[0].members()) {
    if (call.evaluator.holds(function(member, key_value(key), call[0]))) out.set(key, member);
  }
  return out.size() == 0 ? Value() : out.build();
}

}  // namespace sfn::jsonata::functions
