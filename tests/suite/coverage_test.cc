#include "suite/coverage.h"

#include <fstream>
#include <iterator>

#include "suite_fixture.h"

namespace sfn::suite {
namespace {

std::vector<std::string> uncovered(const Coverage& coverage) {
  std::vector<std::string> out;
  for (const CoverageItem* item : coverage.uncovered()) out.push_back(item->name);
  return out;
}

const std::string kThree = R"([
  {"name": "declined", "input": {"id": 1}, "mocks": {"states": {"Charge": {"throw": {"error": "Declined"}}}}},
  {"name": "small", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}},
  {"name": "large", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 500, "items": [1, 2]}}, "Pack": {"echo": true}}}}])";

TEST_CASE("states, transitions, rules, catchers, retriers and Maps are counted over all cases") {
  const Ran ran(kThree);
  REQUIRE(ran.result.coverage);
  CHECK(uncovered(*ran.result.coverage) == std::vector<std::string>{"Ship: no items", "Ship: one item"});
  const auto tallies = ran.result.coverage->tallies();
  CHECK(tallies[static_cast<size_t>(Category::States)].total == 7);
  CHECK(tallies[static_cast<size_t>(Category::Transitions)].total == 7);
  CHECK(tallies[static_cast<size_t>(Category::ChoiceRules)].total == 2);
  CHECK(tallies[static_cast<size_t>(Category::Catchers)].total == 1);
  CHECK(tallies[static_cast<size_t>(Category::Retriers)].total == 2);
  for (const Category full : {Category::States, Category::Transitions, Category::ChoiceRules, Category::Catchers, Category::Retriers}) {
    CHECK(tallies[static_cast<size_t>(full)].percent() == 100.0);
  }
}

TEST_CASE("a Map over no items, one and many are three things") {
  const auto with_items = [](const std::string& items) {
    return Ran(R"([{"name": "n", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 500, "items": )" + items +
               R"(}}, "Pack": {"echo": true}}}}])");
  };
  const auto hits = [](const Ran& ran, const std::string& name) {
    for (const CoverageItem& item : ran.result.coverage->items) {
      if (item.name == name) return item.hits;
    }
    return UINT64_MAX;
  };
  CHECK(hits(with_items("[]"), "Ship: no items") == 1);
  CHECK(hits(with_items("[]"), "Ship: one item") == 0);
  CHECK(hits(with_items("[7]"), "Ship: one item") == 1);
  CHECK(hits(with_items("[7, 8]"), "Ship: many items") == 1);
}

TEST_CASE("items stand on their own lines of the definition") {
  const Ran ran(kThree);
  for (const CoverageItem& item : ran.result.coverage->items) {
    if (item.name == "Init") CHECK(item.line == 4);
    if (item.name == "Charge: retrier 0 fired") CHECK(item.line == 7);
    if (item.name == "Charge: catcher 0") CHECK(item.line == 8);
    if (item.name == "Large?: rule 0 true") CHECK(item.line == 11);
  }
}

TEST_CASE("coverage of several suites of one definition is merged") {
  MemoryFiles files;
  files.texts["orders.asl.json"] = kOrders;
  files.texts["a.json"] =
      R"({"definition": "orders.asl.json", "cases": [{"name": "a", "input": {"id": 1}, "mocks": {"states": {"Charge": {"throw": {"error": "Declined"}}}}}]})";
  files.texts["b.json"] =
      R"({"definition": "orders.asl.json", "cases": [{"name": "b", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}}]})";
  const Results results = run_suites({"a.json", "b.json"}, files, {});
  REQUIRE(results.coverage.size() == 1);
  CHECK(uncovered(results.coverage[0]) == std::vector<std::string>{"Large?: rule 0 true", "Large? -> Ship (rule 0)", "Ship",
                                                                   "Ship: no items", "Ship: one item", "Ship: many items", "Ship -> Done",
                                                                   "Pack"});
  CHECK(results.exit_code() == 0);
}

TEST_CASE("the example suite passes and covers everything") {
  MemoryFiles files;
  for (const std::string name : {"orders.asl.json", "orders.mocks.json", "orders.sfntest.json"}) {
    std::ifstream in(std::string(SFN_TESTDATA) + "/suites/" + name);
    files.texts[name] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  const SuiteResult result = run_suite("orders.sfntest.json", files, {});
  for (const diag::Finding& finding : result.findings.list()) FAIL_CHECK(finding.message);
  for (const CaseResult& test : result.cases) {
    CAPTURE(test.name);
    CHECK(test.message == "");
    for (const Difference& d : test.differences) FAIL_CHECK(d.what << d.pointer << ": " << d.expected << " | " << d.actual);
  }
  CHECK(result.cases.size() == 6);
  REQUIRE(result.coverage);
  CHECK(uncovered(*result.coverage).empty());
  CHECK(result.passed());
}

TEST_CASE("lcov: states are functions, decisions are branches, lines are the definition's") {
  const std::string lcov = to_lcov({*Ran(kThree).result.coverage});
  CHECK(lcov.substr(0, 24) == "TN:\nSF:orders.asl.json\nF");
  CHECK(lcov.find("FN:4,Init\n") != std::string::npos);
  CHECK(lcov.find("FNDA:3,Init\n") != std::string::npos);
  CHECK(lcov.find("FNF:7\nFNH:7\n") != std::string::npos);
  CHECK(lcov.find("BRDA:7,1,0,2\nBRDA:7,1,1,1\n") != std::string::npos);
  CHECK(lcov.find("BRF:8\nBRH:6\n") != std::string::npos);
  CHECK(lcov.find("DA:4,3\n") != std::string::npos);
  CHECK(lcov.substr(lcov.size() - 14) == "end_of_record\n");
}

TEST_CASE("coverage as JSON") {
  const std::string text = to_json({*Ran(kThree).result.coverage});
  const auto value = json::parse_json(text);
  REQUIRE(value);
  const json::Value& definition = value->get("definitions")[0];
  CHECK(definition.get("summary").get("maps").get("covered").as_int() == 1);
  CHECK(definition.get("items").size() == 22);
}

TEST_CASE("the path diff shows what is missing and what is more") {
  const auto text = [](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::string out;
    for (const PathLine& line : path_diff(a, b)) out += std::string(1, " -+"[static_cast<size_t>(line.kind)]) + line.state + " ";
    return out;
  };
  CHECK(text({"A", "B", "C"}, {"A", "C"}) == " A -B  C ");
  CHECK(text({"A", "B"}, {"A", "X", "B", "Y"}) == " A +X  B +Y ");
  CHECK(text({}, {"A"}) == "+A ");
  CHECK(text({"A"}, {"A"}) == " A ");
  const std::vector<std::string> long_path(kMaxPathDiff + 1, "S"), other(kMaxPathDiff + 1, "T");
  CHECK(path_diff(long_path, other).size() == 2 * (kMaxPathDiff + 1));
}

}  // namespace
}  // namespace sfn::suite
