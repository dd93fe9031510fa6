// What the expressions of a state see: `$`, `$$`, variables, `$states`. In: a Host (the frame that runs the state) and the values of the
// moment. Out: the two environments that the expression folders ask for.
#pragma once

#include <optional>
#include <string_view>

#include "asl/state.h"
#include "intrinsic/evaluate.h"
#include "jsonata/evaluate.h"
#include "sim/oracle.h"

namespace sfn::sim {

/// Who runs the state: variables, the context object and chance come from there.
class Host {
 public:
  Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;
  virtual ~Host() = default;
  virtual json::Value variable(std::string_view name) const = 0;  ///< undefined if there is none
  virtual json::Value context() const = 0;
  /// A number that differs for each draw, but depends on nothing that other branches do.
  virtual uint64_t draw() = 0;
  virtual Time now() const = 0;
  /// Texts with placeholders that have no value; nullptr if the definition has none.
  virtual const text::UnknownTexts* unknown() const = 0;
};

class Scope final : public intrinsic::Environment {
 public:
  Scope(Host& host, Datum input) : host_(&host), dollar_(input), input_(std::move(input)) {}

  /// What `$` denotes (JSONPath): the effective input, later the result.
  const Datum& dollar() const { return dollar_; }
  void set_dollar(Datum value) { dollar_ = std::move(value); }
  /// The state's raw input: `$states.input`.
  const Datum& input() const { return input_; }
  void set_result(json::Value value) { result_ = std::move(value); }
  void set_error_output(json::Value value) { error_output_ = std::move(value); }
  Host& host() const { return *host_; }

  /// JSONPath: a path of any root. `$`, `$$` and `$name` alone included.
  text::Result<json::Value, jsonpath::Missing> read(const jsonpath::Path& path) override;
  std::string shown_input(const jsonpath::Path& path) override;
  uint64_t random() override { return host_->draw(); }
  const text::UnknownTexts* unknown() const override { return host_->unknown(); }
  std::string uuid() override;

  /// JSONata: the value, cleaned for output; undefined for nothing. Throws jsonata::EvaluationError.
  json::Value evaluate(const jsonata::Expression& expression);

 private:
  class StatesVariables;
  json::Value states(const jsonata::Expression& expression) const;

  Host* host_;
  Datum dollar_, input_;
  std::optional<json::Value> result_, error_output_;
};

}  // namespace sfn::sim
