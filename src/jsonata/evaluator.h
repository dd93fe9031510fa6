// One evaluation. In: a program and an environment. Out: the value of its root. Every node is evaluated with a context item and the frame
// of the innermost scope; the result of a node that is a sequence of one is that one, of none is nothing.
#pragma once

#include <cmath>
#include <memory>
#include <optional>
#include <vector>

#include "jsonata/evaluate.h"
#include "jsonata/failure.h"
#include "jsonata/function_value.h"

namespace sfn::jsonata {

/// Result of a matcher.
struct Match {
  size_t begin = 0, end = 0;  ///< bytes
  text::RegexMatch groups;
};

/// The keys of what $match gives.
struct MatchNames {
  json::Key match{"match"}, index{"index"}, groups{"groups"};
  json::Value blank;  ///< an object with these members: a copy that is filled in costs less than building one

  MatchNames() : blank(json::Value::empty_object()) {
    for (const json::Key* key : {&match, &index, &groups}) blank.set(*key, json::Value::null());
  }
};

class Evaluator {
 public:
  Evaluator(const Program& program, Environment& environment);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  json::Value run();

  json::Value eval(const Node& node, const json::Value& input, Frame* frame);
  /// Calls a function value. `context` stands in for parameters with `-`.
  json::Value apply(const json::Value& function, Arguments& arguments, const json::Value& context, Frame* frame);
  json::Value call_built_in(const BuiltIn& row, Arguments& arguments, const json::Value& context, Frame* frame);

  Environment& environment() { return environment_; }
  const Limits& limits() const { return environment_.limits; }
  Profile profile() const { return program_.profile; }
  const json::Value& root_input() const { return root_; }

  /// Counts work that is not a node evaluation.
  void charge(uint64_t steps) {
    if (steps > steps_left_) out_of_steps();
    steps_left_ -= steps;
  }
  /// The same for looking at every byte of a text, for writing another one for each, for looking at all items of a value, and at all that
  /// is in it.
  void charge_text(size_t bytes) { charge(bytes / 128); }
  void charge_rewrite(size_t bytes) { charge(bytes / 16); }
  void charge_items(const json::Value& value) { charge(value.size() / 4); }
  void charge_whole(const json::Value& value);
  /// A picture of a number or a time, which is read for each call.
  void charge_picture(std::string_view picture) { charge(16 + picture.size() / 64 * 256); }
  /// To be called where it matters what a text says: throws text::UnknownText if a text in the value is not known.
  void look_at(const json::Value& value) {
    if (environment_.unknown != nullptr) look_into(value);
  }
  /// The same for two values that are not equal now, if they may be once their texts are known.
  void look_at_difference(const json::Value& left, const json::Value& right) {
    if (environment_.unknown == nullptr) return;
    const std::string_view part = might_equal(left, right);
    if (!part.empty()) throw text::UnknownText(part);
  }
  /// The truth of a value as $boolean has it, counted.
  bool holds(const json::Value& value);
  /// Whether calls inside of calls that evaluate no node in between may go on.
  void check_stack();
  [[noreturn]] void out_of_steps();
  [[noreturn]] void out_of_memory();
  [[noreturn]] void too_deep();
  void check_items(uint64_t items) {
    if (items > limits().max_array) out_of_memory();
  }
  void check_string(size_t bytes) {
    if (bytes > limits().max_string) out_of_memory();
  }

  json::Value append(json::Value left, const json::Value& right);  ///< $append
  json::Value name(const json::Value& input, const json::Key& key);
  json::Value filter(const Node& predicate, const json::Value& value, Frame* frame);
  /// The first match at or behind `from`; false if there is none.
  bool search(const RegexNode& node, const text::RegexSubject& subject, size_t from, Match& match);
  bool search(const text::Regex& regex, const text::RegexSubject& subject, size_t from, text::RegexMatch& match);
  json::Value match_object(const RegexNode& node, const json::Value& text, const Match& match);
  json::Value evaluate_text(std::string_view source, const json::Value& input, Frame* frame);  ///< $eval

  const MatchNames& match_names() {
    if (!match_names_) match_names_.emplace();
    return *match_names_;
  }

  /// Vectors for arguments, reused.
  class Lease;

 private:
  void look_into(const json::Value& value);
  void look_at_key(std::string_view key) {
    if (environment_.unknown != nullptr) look_into(json::Value::string(key));
  }
  std::string_view unknown_in(std::string_view text);
  std::string_view might_equal(const json::Value& left, const json::Value& right);
  void look_at_arguments(const BuiltIn& row, const Arguments& arguments);
  friend class Level;
  struct TailCall {
    bool wanted = false;
    json::Value function;
    Arguments arguments;
    const CallNode* node = nullptr;
  };

  json::Value dispatch(const Node& node, const json::Value& input, Frame* frame);
  json::Value finish(const Node& node, json::Value result, Frame* frame);
  json::Value decorated(const Node& node, json::Value result, Frame* frame);

  // evaluate_path.cc
  json::Value path(const PathNode& node, const json::Value& input, Frame* frame);
  json::Value plain_path(const PathNode& node, const json::Value& input, bool& done);
  /// What a step gets and gives: one item, or the items of an array.
  struct Flow {
    json::Value value;
    bool many = false;
    bool empty = false;  ///< no items

    void set_one(json::Value item) { value = std::move(item), many = false, empty = false; }
    void set_many(json::Value items) { value = std::move(items), many = true, empty = value.size() == 0; }
    void set_none() { value = json::Value(), many = false, empty = true; }
  };
  void step(const Node& node, Flow& flow, bool last, Frame* frame);
  json::Value path_result(const PathNode& node, const Flow& flow);
  void first_cons(const Node& node, Flow& flow, Frame* frame);
  json::Value step_result(const Node& node, const json::Value& item, Frame* frame);
  json::Value pick(const json::Value& value, double index);
  bool keeps(const json::Value& verdict, size_t index, size_t size, size_t& times);
  json::Value wildcard(const json::Value& input);
  json::Value descendants(const json::Value& input);
  // tuples.cc
  json::Value tuple_path(const PathNode& node, const json::Value& input, Frame* frame);
  json::Value tuple_items(const PathNode& node, const TupleStream& stream);
  size_t before_tuples(const PathNode& node, Flow& flow, Frame* frame);
  size_t start_tuples(const PathNode& node, size_t at, Flow& flow, TupleStream& stream, Frame* frame);
  void tuple_step(const Node& step, TupleStream& stream, Frame* frame);
  void tuple_results(const Node& step, const FrameRef& tuple, const json::Value& result, TupleStream& out);
  void tuple_stages(const Node& step, TupleStream& stream, Frame* frame);
  void filter_tuples(const Node& predicate, TupleStream& stream, Frame* frame);
  FrameRef tuple_frame(const Scope& scope, Frame* parent, const json::Value& item);
  FrameRef copy_tuple(const FrameRef& tuple);
  FrameRef seen_from(const FrameRef& tuple, Frame* parent);
  json::Value group_tuples(const Group& group, const TupleStream& stream, const Scope& scope, Frame* frame);
  // evaluate_group.cc
  json::Value group(const Group& group, const json::Value& input, Frame* frame);
  json::Value plain_object(const Group& group, const json::Value& input, Frame* frame);
  json::Value array(const ArrayNode& node, const json::Value& input, Frame* frame);
  // evaluate_sort.cc
  json::Value sort_key(json::Value key);
  json::Value sort(const SortNode& node, const json::Value& items, Frame* frame);
  void sort_tuples(const SortNode& node, TupleStream& stream, Frame* frame);
  // evaluate_operators.cc
  json::Value binary(const BinaryNode& node, const json::Value& input, Frame* frame);
  json::Value logical(const BinaryNode& node, const json::Value& left, const json::Value& input, Frame* frame);
  json::Value operate(const BinaryNode& node, const json::Value& left, const json::Value& right);
  json::Value member(const json::Value& left, const json::Value& right);
  json::Value range(const json::Value& left, const json::Value& right);
  json::Value concatenate(const json::Value& left, const json::Value& right);
  json::Value negate(const NegateNode& node, const json::Value& input, Frame* frame);
  // evaluator.cc
  json::Value block(const BlockNode& node, const json::Value& input, Frame* frame);
  json::Value condition(const ConditionNode& node, const json::Value& input, Frame* frame);
  json::Value variable(const VariableNode& node, Frame* frame);
  json::Value parent(const ParentNode& node, Frame* frame);
  const json::Value& global(uint32_t index);
  void add_globals(const Program& program);
  void catch_up(const Program& program, uint32_t first, Frame* frame);
  // evaluate_call.cc
  json::Value call(const CallNode& node, const json::Value& input, Frame* frame, const json::Value* applied);
  json::Value call_value(const CallNode& node, const json::Value& function, Arguments& arguments, const json::Value& input, Frame* frame);
  const BuiltIn* direct_built_in(const CallNode& node);
  void evaluate_arguments(const CallNode& node, const json::Value& input, Frame* frame, Arguments& arguments);
  json::Value tail_call(const CallNode& node, const json::Value& input, Frame* frame);
  json::Value call_once(const json::Value& function, Arguments& arguments, const json::Value& context, Frame* frame);
  json::Value call_lambda(const Lambda& lambda, Arguments& arguments, const json::Value& context);
  json::Value call_partial(const Partial& partial, Arguments& arguments, const json::Value& context, Frame* frame);
  json::Value call_matcher(const RegexNode& node, const json::Value& text, size_t from, bool following);

  json::Value partial(const CallNode& node, const json::Value& input, Frame* frame);
  json::Value apply_operator(const ApplyNode& node, const json::Value& input, Frame* frame);
  bool names_variable(const CallNode& node, Frame* frame);
  // evaluate_transform.cc
  json::Value transform(const Transformer& function, const json::Value& argument);
  json::Value clone_for(const TransformNode& node, const json::Value& argument, Frame* frame);

  const Program& program_;
  Environment& environment_;
  json::Value root_;   // $$
  json::Value input_;  // the context item at the top: an array is wrapped
  FramePool frames_;
  std::vector<const Global*> global_names_;  // of the program, then of those that $eval parsed
  std::vector<json::Value> globals_;
  std::vector<unsigned char> global_state_;  // 0 = not asked, 1 = a value, 2 = the built-in function itself
  std::vector<Arguments> spare_;
  std::vector<std::shared_ptr<Program>> evaluated_;  // programs of $eval
  std::optional<MatchNames> match_names_;
  TailCall tail_;
  uint64_t steps_left_;
  uint32_t depth_ = 0;
  uint32_t max_depth_;
  uint32_t tail_depth_ = 0;  // depth of the call whose lambda runs
  char* stack_limit_;
};

class Evaluator::Lease {
 public:
  explicit Lease(Evaluator& evaluator) : evaluator_(evaluator) {
    if (evaluator.spare_.empty()) return;
    arguments_ = std::move(evaluator.spare_.back());
    evaluator.spare_.pop_back();
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    arguments_.clear();
    evaluator_.spare_.push_back(std::move(arguments_));
  }
  Arguments& operator*() { return arguments_; }
  Arguments* operator->() { return &arguments_; }

 private:
  Evaluator& evaluator_;
  Arguments arguments_;
};

/// Marks a sequence.
inline json::Value as_sequence(json::Value array) {
  return std::move(array).with_marks(json::Value::kSequence);
}
inline bool is_sequence(const json::Value& value) {
  return (value.marks() & json::Value::kSequence) != 0;
}

/// Truth as `$boolean` has it; undefined is false.
bool truth(const json::Value& value);
/// A number whose value is finite; D1001 otherwise. False for everything that is no number.
bool is_numeric(const json::Value& value);
/// Number as an integer where it is one exactly.
inline json::Value number_value(double value) {
  constexpr double kExact = 9007199254740992.0;
  if (value > -kExact && value < kExact) {
    const auto whole = static_cast<int64_t>(value);
    if (static_cast<double>(whole) == value && (whole != 0 || !std::signbit(value))) return json::Value::integer(whole);
  }
  return json::Value::real(value);
}

}  // namespace sfn::jsonata
