#include "suite/coverage.h"

#include <fmt/format.h>

#include <algorithm>

namespace sfn::suite {
namespace {

constexpr std::array<std::string_view, kCategories> kNames{"states", "transitions", "choiceRules", "catchers", "retriers", "maps"};

using Kind = CoverageItem::Kind;

uint64_t key_of(asl::StateId state, Kind kind, size_t index) {
  return (uint64_t{state} << 32U) | (static_cast<uint64_t>(kind) << 24U) | (static_cast<uint64_t>(index) & 0xFFFFFFU);
}

/// In place of a number of iterations: this attempt of the Map has been counted.
constexpr uint32_t kCounted = UINT32_MAX;

uint64_t visit_of(const sim::Place& place) {
  return (uint64_t{place.execution} << 40U) ^ place.entered;
}

/// Makes the items of one definition, state by state.
class ItemLister {
 public:
  ItemLister(const asl::Program& program, Coverage& out) : program_(program), document_(*program.document), out_(out) {}

  void list() {
    for (const asl::State& state : program_.states) list(state);
  }

 private:
  void list(const asl::State& state) {
    add(state, Kind::State, Category::States, 0, std::string(state.name), document_.name_span(state.node));
    if (state.next) add_edge(state, Kind::Next, 0, *state.next, "");
    if (const auto* choice = state.as<asl::Choice>()) list(state, *choice);
    for (size_t i = 0; i < state.retry.size(); ++i) list_retrier(state, i);
    for (size_t i = 0; i < state.catchers.size(); ++i) {
      const asl::Catcher& catcher = state.catchers[i];
      add(state, Kind::Catcher, Category::Catchers, i, fmt::format("{}: catcher {}", state.name, i), document_.span(catcher.node));
      add_edge(state, Kind::CatchEdge, i, catcher.next, " (catch)");
    }
    if (state.as<asl::Map>() != nullptr) list_map(state);
  }

  void list(const asl::State& state, const asl::Choice& choice) {
    for (size_t i = 0; i < choice.choices.size(); ++i) {
      const asl::ChoiceRule& rule = choice.choices[i];
      const text::Span span = document_.span(rule.node);
      add(state, Kind::RuleTrue, Category::ChoiceRules, i, fmt::format("{}: rule {} true", state.name, i), span);
      add(state, Kind::RuleFalse, Category::ChoiceRules, i, fmt::format("{}: rule {} false", state.name, i), span);
      add_edge(state, Kind::RuleEdge, i, rule.next, fmt::format(" (rule {})", i));
    }
    if (choice.default_next) add_edge(state, Kind::DefaultEdge, 0, *choice.default_next, " (default)");
  }

  void list_retrier(const asl::State& state, size_t index) {
    const asl::Retrier& retrier = state.retry[index];
    const text::Span span = document_.span(retrier.node);
    if (retrier.max_attempts > 0) {
      add(state, Kind::RetrierFired, Category::Retriers, index, fmt::format("{}: retrier {} fired", state.name, index), span);
    }
    add(state, Kind::RetrierExhausted, Category::Retriers, index, fmt::format("{}: retrier {} exhausted", state.name, index), span);
  }

  void list_map(const asl::State& state) {
    const text::Span span = document_.name_span(state.node);
    add(state, Kind::MapNone, Category::Maps, 0, fmt::format("{}: no items", state.name), span);
    add(state, Kind::MapOne, Category::Maps, 0, fmt::format("{}: one item", state.name), span);
    add(state, Kind::MapMany, Category::Maps, 0, fmt::format("{}: many items", state.name), span);
  }

  void add_edge(const asl::State& state, Kind kind, size_t index, const asl::Transition& to, std::string_view how) {
    if (to.node == json::kNoNode) return;
    add(state, kind, Category::Transitions, index, fmt::format("{} -> {}{}", state.name, to.name, how), document_.span(to.node));
  }

  void add(const asl::State& state, Kind kind, Category category, size_t index, std::string name, text::Span span) {
    const text::Location place = document_.source().outermost(span);
    const uint32_t line = place.file ? place.file->position(place.span.begin).line : document_.source().position(span.begin).line;
    out_.items.push_back({kind, category, state.id, static_cast<uint32_t>(index), std::move(name), span, line, 0});
  }

  const asl::Program& program_;
  const json::Document& document_;
  Coverage& out_;
};

}  // namespace

std::string_view name_of(Category category) {
  return kNames[static_cast<size_t>(category)];
}

std::optional<Category> category_named(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  return found == kNames.end() ? std::nullopt : std::optional(static_cast<Category>(found - kNames.begin()));
}

std::array<Tally, kCategories> Coverage::tallies() const {
  std::array<Tally, kCategories> out;
  for (const CoverageItem& item : items) {
    Tally& tally = out[static_cast<size_t>(item.category)];
    ++tally.total;
    if (item.hits != 0) ++tally.covered;
  }
  return out;
}

bool Coverage::merge(const Coverage& other) {
  if (other.path != path || other.items.size() != items.size()) return false;
  const auto same = [](const CoverageItem& a, const CoverageItem& b) { return a.name == b.name && a.span == b.span; };
  if (!std::equal(items.begin(), items.end(), other.items.begin(), same)) return false;
  for (size_t i = 0; i < items.size(); ++i) items[i].hits += other.items[i].hits;
  return true;
}

std::vector<const CoverageItem*> Coverage::uncovered() const {
  std::vector<const CoverageItem*> out;
  for (const CoverageItem& item : items) {
    if (item.hits == 0) out.push_back(&item);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->line < b->line; });
  return out;
}

Coverage coverage_of(const asl::Program& program, std::string path) {
  Coverage out;
  out.path = std::move(path);
  out.source = program.document->source_ptr();
  ItemLister(program, out).list();
  return out;
}

CoverageProbe::CoverageProbe(const asl::Program& program, std::string path)
    : Probe(kMask), program_(program), coverage_(coverage_of(program, std::move(path))) {
  for (size_t i = 0; i < coverage_.items.size(); ++i) {
    const CoverageItem& item = coverage_.items[i];
    items_.emplace(key_of(item.state, item.kind, item.index), i);
  }
}

void CoverageProbe::hit(const sim::Place& place, Kind kind, size_t index) {
  if (place.state == nullptr || place.state->id >= program_.states.size() || &program_.states[place.state->id] != place.state) return;
  const auto found = items_.find(key_of(place.state->id, kind, index));
  if (found != items_.end()) ++coverage_.items[found->second].hits;
}

void CoverageProbe::entered(const sim::Place& place, const sim::Datum&) {
  hit(place, Kind::State);
  if (place.state != nullptr && place.state->as<asl::Map>() != nullptr) iterations_[visit_of(place)] = 0;
}

// How many items a Map had is told by the iterations that it started; one that failed before the first did not run over "no items".
void CoverageProbe::exited(const sim::Place& place, const sim::Datum&) {
  const auto map = iterations_.find(visit_of(place));
  if (map == iterations_.end()) return;
  if (map->second == 0) hit(place, Kind::MapNone);
  count_items(place, map->second);
  iterations_.erase(map);
}

void CoverageProbe::failed(const sim::Place& place, const sim::event::Failure&) {
  const auto map = iterations_.find(visit_of(place));
  if (map == iterations_.end()) return;
  count_items(place, map->second);
  map->second = kCounted;
}

void CoverageProbe::count_items(const sim::Place& place, uint32_t iterations) {
  if (iterations == kCounted || iterations == 0) return;
  hit(place, iterations == 1 ? Kind::MapOne : Kind::MapMany);
}

void CoverageProbe::rule(const sim::Place& place, size_t index, bool matched) {
  hit(place, matched ? Kind::RuleTrue : Kind::RuleFalse, index);
}

void CoverageProbe::retry(const sim::Place& place, const sim::RetryNotice& notice) {
  if (notice.verdict == sim::RetryVerdict::Retry) {
    hit(place, Kind::RetrierFired, notice.retrier);
    const auto map = iterations_.find(visit_of(place));
    if (map != iterations_.end()) map->second = 0;
  }
  if (notice.verdict == sim::RetryVerdict::Exhausted) hit(place, Kind::RetrierExhausted, notice.retrier);
}

void CoverageProbe::catcher(const sim::Place& place, const sim::CatchNotice& notice) {
  if (notice.verdict == sim::CatchVerdict::Taken) hit(place, Kind::Catcher, notice.catcher);
}

void CoverageProbe::edge(const sim::Place& place, const sim::EdgeNotice& notice) {
  switch (notice.kind) {
    case sim::EdgeNotice::Kind::Next: return hit(place, Kind::Next);
    case sim::EdgeNotice::Kind::Rule: return hit(place, Kind::RuleEdge, notice.index);
    case sim::EdgeNotice::Kind::Default: return hit(place, Kind::DefaultEdge);
    case sim::EdgeNotice::Kind::Catch: return hit(place, Kind::CatchEdge, notice.index);
    case sim::EdgeNotice::Kind::End: return;
  }
}

void CoverageProbe::child_started(const sim::Place& place, uint32_t, const sim::Datum&) {
  const auto map = iterations_.find(visit_of(place));
  if (map != iterations_.end() && map->second < kCounted - 1) ++map->second;
}

std::vector<Shortfall> shortfalls(const Coverage& coverage, const Thresholds& thresholds) {
  std::vector<Shortfall> out;
  const auto tallies = coverage.tallies();
  for (size_t i = 0; i < kCategories; ++i) {
    if (!thresholds[i]) continue;
    const double percent = tallies[i].percent();
    if (percent < *thresholds[i]) out.push_back({static_cast<Category>(i), percent, *thresholds[i]});
  }
  return out;
}

}  // namespace sfn::suite
