// One state as a transformer of shapes. Internal to data_flow.
#pragma once

#include <optional>
#include <vector>

#include "lint/data_flow.h"

namespace sfn::lint {

/// What paths and expressions inside a state refer to. A null pointer: unknown.
struct Surroundings {
  const Shape* root = nullptr;    ///< `$` (JSONPath)
  const Shape* item = nullptr;    ///< `$$.Map.Item.Value`
  const Shape* input = nullptr;   ///< `$states.input`
  const Shape* result = nullptr;  ///< `$states.result`
  const Shape* error = nullptr;   ///< `$states.errorOutput`
};

/// What a state gives along each of its ways out; a null pointer: that way is never taken.
struct Outputs {
  const Shape* normal = nullptr;    ///< Next, End, or a Choice's Default
  std::vector<const Shape*> rules;  ///< of a Choice
  std::vector<const Shape*> catchers;
};

class StateFlow {
 public:
  /// `faults`: where to write what cannot work; nullptr while only shapes are wanted.
  StateFlow(Shapes& shapes, const asl::State& state, const Shape* input, std::vector<Fault>* faults)
      : shapes_(shapes), state_(state), raw_(input), faults_(faults) {}

  /// The input of the branches of a Parallel or of the processor of a Map; also reads all that the state reads before its work. Once.
  const Shape* inner_input();
  /// `inner`: of a Parallel the output of each branch, of a Map that of its processor; else empty. Calls inner_input().
  Outputs outputs(std::span<const Shape* const> inner);

 private:
  /// An expression that is being read, for the faults.
  struct Reading {
    const asl::Expression* expression;
    std::string_view field;
    size_t offset;  ///< of the path in the expression's text
  };
  struct Truth {
    bool yes = false, no = false;
  };

  // state_flow.cc: the pipeline
  bool is_jsonata() const { return state_.language == asl::QueryLanguage::Jsonata; }
  Surroundings around(const Shape* root) const;
  void enter();
  const Shape* payload(const std::optional<asl::Template>& parameters);
  const Shape* processor_input(const asl::Map& map);
  const Shape* item_of(const asl::Map& map);
  const Shape* batched(const asl::ItemBatcher& batcher, const Shape* item);
  const Shape* result(std::span<const Shape* const> inner);
  const Shape* map_result(const asl::Map& map, const Shape* output);
  const Shape* finished(const Shape* result);
  const Shape* caught(const asl::Catcher& catcher);
  void choose(const asl::Choice& choice, Outputs& out);
  void assign(const std::optional<asl::Template>& content, Surroundings around);
  const Shape* select(const asl::PathField& field, const Shape* from, std::string_view name);
  const Shape* write(const asl::PathField& field, const Shape* value);
  const Shape* written(const Shape* into, const asl::Expression& expression, size_t step, const Shape* value);

  // shape_expression.cc: what paths, calls, expressions and templates give
  const Shape* evaluate(const asl::Template& content, const Surroundings& around, std::string_view field);
  const Shape* evaluate_object(const asl::Template::Object& object, const Surroundings& around, const asl::Template& content,
                               std::string_view field);
  const Shape* evaluate(const asl::Expression& expression, const Surroundings& around, std::string_view field);
  const Shape* read(const jsonpath::Path& path, const Surroundings& around, const Reading& reading);
  const Shape* follow(const jsonpath::Path& path, size_t first, const Shape* from, const Reading& reading);
  const Shape* call(const intrinsic::Call& call, const Surroundings& around, const Reading& reading);
  const Shape* argument(const intrinsic::Call& call, size_t index, const Surroundings& around, const Reading& reading);
  const Shape* merged(const Shape* left, const Shape* right, Origin origin);
  const Shape* jsonata(const jsonata::Expression& expression, const Surroundings& around, const Reading& reading);
  void computed(const std::optional<asl::Computed>& field, const Surroundings& around, Types wanted);
  void expect_data(const asl::Expression& expression, const Shape* value, Types wanted, std::string_view reader);
  void expect(const Shape* value, Types wanted, const Reading& reading, std::string_view path, std::string_view reader);

  // choice_flow.cc
  Truth judge(const asl::Condition& condition, const Shape* root);
  Truth judge_all(const asl::Condition& condition, const Shape* root, bool conjunction);
  Truth compare(const asl::Condition& condition, const Shape* root);
  bool can_be(const asl::Expression& expression, const Shape* value, Types wanted, const asl::Condition& condition);
  Truth test_presence(const asl::Condition& condition, const Shape* root);
  Truth test_type(const asl::Condition& condition, const Shape* value);

  Origin origin(Origin::Kind kind, json::NodeId node) const { return {kind, state_.id, node}; }
  Fault* fault(Fault::Kind kind, const Reading& reading, std::string_view path);

  Shapes& shapes_;
  const asl::State& state_;
  const Shape* raw_;
  std::vector<Fault>* faults_;
  const Shape* effective_ = nullptr;  ///< behind InputPath
  const Shape* payload_ = nullptr;    ///< behind Parameters; of a Map the input of its processor
  bool fails_ = false;                ///< something is read that is never there
};

/// The result of a Task by its Resource, as far as it is laid down (result_shapes.cc).
const Shape* result_shape(Shapes& shapes, const asl::State& state, const asl::Task& task);

}  // namespace sfn::lint
