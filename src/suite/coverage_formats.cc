// Coverage as lcov's tracefile and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "json/writer.h"
#include "suite/coverage.h"

namespace sfn::suite {
namespace {

using Kind = CoverageItem::Kind;

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 13> kNames{"state",    "next",      "ruleEdge", "defaultEdge",  "catchEdge",
                                                    "ruleTrue", "ruleFalse", "catcher",  "retrierFired", "retrierExhausted",
                                                    "mapNone",  "mapOne",    "mapMany"};
  return kNames[static_cast<size_t>(kind)];
}

/// One decision: several outcomes on one line.
bool is_branch(Kind kind) {
  switch (kind) {
    case Kind::RuleTrue:
    case Kind::RuleFalse:
    case Kind::Catcher:
    case Kind::RetrierFired:
    case Kind::RetrierExhausted:
    case Kind::MapNone:
    case Kind::MapOne:
    case Kind::MapMany: return true;
    default: return false;
  }
}

/// lcov separates by commas and lines; a state's name may hold both.
std::string function_name(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == ',' || c == '\n' || c == '\r') c = '_';
  }
  return out;
}

/// Hits of a line: those of the busiest thing that starts on it. What of it was missed, the branches tell.
std::map<uint32_t, uint64_t> lines_of(const Coverage& coverage) {
  std::map<uint32_t, uint64_t> out;
  for (const CoverageItem& item : coverage.items) {
    uint64_t& hits = out[item.line];
    hits = std::max(hits, item.hits);
  }
  return out;
}

void append_functions(std::string& out, const Coverage& coverage) {
  size_t found = 0, hit = 0;
  for (const CoverageItem& item : coverage.items) {
    if (item.kind != Kind::State) continue;
    out += fmt::format("FN:{},{}\n", item.line, function_name(item.name));
  }
  for (const CoverageItem& item : coverage.items) {
    if (item.kind != Kind::State) continue;
    out += fmt::format("FNDA:{},{}\n", item.hits, function_name(item.name));
    ++found, hit += item.hits != 0 ? 1 : 0;
  }
  out += fmt::format("FNF:{}\nFNH:{}\n", found, hit);
}

/// Whether the state was ever entered: a branch of one that was not is "-", not 0.
std::set<asl::StateId> entered_states(const Coverage& coverage) {
  std::set<asl::StateId> out;
  for (const CoverageItem& item : coverage.items) {
    if (item.kind == Kind::State && item.hits != 0) out.insert(item.state);
  }
  return out;
}

void append_branches(std::string& out, const Coverage& coverage) {
  const std::set<asl::StateId> entered = entered_states(coverage);
  std::map<uint32_t, uint32_t> branches;  // so far, by line
  size_t found = 0, hit = 0;
  for (const CoverageItem& item : coverage.items) {
    if (!is_branch(item.kind)) continue;
    const std::string taken = entered.count(item.state) != 0 ? std::to_string(item.hits) : "-";
    out += fmt::format("BRDA:{},{},{},{}\n", item.line, item.state, branches[item.line]++, taken);
    ++found, hit += item.hits != 0 ? 1 : 0;
  }
  out += fmt::format("BRF:{}\nBRH:{}\n", found, hit);
}

json::Value text(std::string_view value) {
  return json::Value::string(value);
}
json::Value number(uint64_t value) {
  return json::Value::integer(static_cast<int64_t>(value));
}

json::Value item_json(const CoverageItem& item) {
  json::ObjectBuilder out;
  out.set("kind", text(name_of(item.kind)));
  out.set("category", text(suite::name_of(item.category)));
  out.set("name", text(item.name));
  out.set("line", number(item.line));
  out.set("hits", number(item.hits));
  return out.build();
}

json::Value summary_json(const Coverage& coverage) {
  json::ObjectBuilder out;
  const auto tallies = coverage.tallies();
  for (size_t i = 0; i < kCategories; ++i) {
    json::ObjectBuilder tally;
    tally.set("covered", number(tallies[i].covered));
    tally.set("total", number(tallies[i].total));
    tally.set("percent", json::Value::number(fmt::format("{:.2f}", tallies[i].percent())));
    out.set(suite::name_of(static_cast<Category>(i)), tally.build());
  }
  return out.build();
}

json::Value coverage_json(const Coverage& coverage) {
  json::ArrayBuilder items;
  for (const CoverageItem& item : coverage.items) items.push(item_json(item));
  json::ObjectBuilder out;
  out.set("path", text(coverage.path));
  out.set("summary", summary_json(coverage));
  out.set("items", items.build());
  return out.build();
}

}  // namespace

std::string to_lcov(const std::vector<Coverage>& coverages) {
  std::string out;
  for (const Coverage& coverage : coverages) {
    out += fmt::format("TN:\nSF:{}\n", coverage.path);
    append_functions(out, coverage);
    append_branches(out, coverage);
    const auto lines = lines_of(coverage);
    size_t hit = 0;
    for (const auto& [line, hits] : lines) {
      out += fmt::format("DA:{},{}\n", line, hits);
      hit += hits != 0 ? 1 : 0;
    }
    out += fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), hit);
  }
  return out;
}

std::string to_json(const std::vector<Coverage>& coverages) {
  json::ArrayBuilder definitions;
  for (const Coverage& coverage : coverages) definitions.push(coverage_json(coverage));
  json::ObjectBuilder out;
  out.set("version", json::Value::integer(1));
  out.set("definitions", definitions.build());
  return json::to_json(out.build(), {json::Numbers::AsRead, 2}) + "\n";
}

}  // namespace sfn::suite
