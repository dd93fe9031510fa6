#include "asl/walk.h"

namespace sfn::asl {
namespace {

class Lister {
 public:
  explicit Lister(Program& program) : program_(program) {}

  void list() {
    for (const Scope& scope : program_.scopes) add(scope.start_at, kNone, scope.id, "StartAt", Holder::State);
    for (const State& state : program_.states) list(state);
  }

 private:
  void list(const State& state) {
    state_ = &state;
    holder_ = Holder::State;
    if (state.next) transition(*state.next, "Next");
    path(state.input_path, "InputPath");
    payload(state.parameters, "Parameters");
    payload(state.arguments, "Arguments");
    list_kind(state);
    payload(state.result_selector, "ResultSelector");
    path(state.result_path, "ResultPath");
    payload(state.assign, "Assign");
    payload(state.output, "Output");
    path(state.output_path, "OutputPath");
    holder_ = Holder::Catcher;
    for (const Catcher& catcher : state.catchers) list(catcher);
  }

  void list_kind(const State& state) {
    if (const auto* task = state.as<Task>()) {
      computed(task->timeout_seconds), computed(task->heartbeat_seconds), payload(task->credentials, "Credentials");
    } else if (const auto* wait = state.as<Wait>()) {
      computed(wait->seconds), computed(wait->timestamp);
    } else if (const auto* fail = state.as<Fail>()) {
      computed(fail->error), computed(fail->cause);
    } else if (const auto* choice = state.as<Choice>()) {
      list(*choice);
    } else if (const auto* map = state.as<Map>()) {
      list(*map);
    }
    holder_ = Holder::State;
  }

  void list(const Catcher& catcher) {
    transition(catcher.next, "Next");
    path(catcher.result_path, "ResultPath");
    payload(catcher.assign, "Assign");
    payload(catcher.output, "Output");
  }

  void list(const Choice& choice) {
    if (choice.default_next) transition(*choice.default_next, "Default");
    holder_ = Holder::ChoiceRule;
    for (const ChoiceRule& rule : choice.choices) {
      for_each_condition(rule.condition, [&](const Condition& condition) { list(condition); });
      transition(rule.next, "Next");
      payload(rule.assign, "Assign");
      payload(rule.output, "Output");
    }
  }

  void list(const Condition& condition) {
    if (condition.variable.node != json::kNoNode) expression(condition.variable, "Variable");
    if (condition.operand_path) expression(*condition.operand_path, condition.op_name);
    computed(condition.condition);
  }

  void list(const Map& map) {
    if (map.items_path) expression(*map.items_path, "ItemsPath");
    payload(map.items, "Items"), payload(map.item_selector, "ItemSelector");
    computed(map.max_concurrency), computed(map.tolerated_failure_count), computed(map.tolerated_failure_percentage);
    holder_ = Holder::ItemReader;
    if (map.item_reader) payload(map.item_reader->parameters, "Parameters"), computed(map.item_reader->max_items);
    holder_ = Holder::ItemBatcher;
    if (map.item_batcher) {
      computed(map.item_batcher->max_items_per_batch), computed(map.item_batcher->max_input_bytes_per_batch);
      payload(map.item_batcher->batch_input, "BatchInput");
    }
    holder_ = Holder::ResultWriter;
    if (map.result_writer) payload(map.result_writer->parameters, "Parameters");
  }

  void add(const Transition& transition, StateId state, ScopeId scope, std::string_view field, Holder holder) {
    if (transition.node != json::kNoNode) program_.transitions.push_back({state, scope, &transition, field, holder});
  }
  void transition(const Transition& transition, std::string_view field) { add(transition, state_->id, state_->scope, field, holder_); }

  void expression(const Expression& expression, std::string_view field, bool in_template = false) {
    program_.expressions.push_back({state_->id, &expression, field, holder_, in_template});
  }
  void path(const PathField& field, std::string_view name) {
    if (field.is_present()) expression(field.expression, name);
  }
  void computed(const std::optional<Computed>& value) {
    if (value && value->expression() != nullptr) expression(*value->expression(), value->field);
  }
  void payload(const std::optional<Template>& content, std::string_view field) {
    if (!content) return;
    program_.templates.push_back({state_->id, &*content, field, holder_});
    for_each_template(*content, [&](const Template& node) {
      if (const auto* dynamic = std::get_if<Template::Dynamic>(&node.content)) expression(dynamic->expression, field, true);
    });
  }

  Program& program_;
  const State* state_ = nullptr;
  Holder holder_ = Holder::State;
};

}  // namespace

void list_parts(Program& program) {
  Lister(program).list();
}

}  // namespace sfn::asl
