// Pairs of comparisons of one Variable: what follows from what, and what cannot both be.
#include "lint/condition_logic.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lint/program_of.h"

namespace sfn::lint {
namespace {

/// `first` and `second` are members of comparisons: `"NumericEquals": 1`.
std::shared_ptr<const asl::Program> choice_of(std::string_view first, std::string_view second, std::string_view other = "$.x") {
  return program_of(fmt::format(R"({{"StartAt": "A", "States": {{"A": {{"Type": "Choice", "Choices": [
    {{"Variable": "$.x", {}, "Next": "B"}}, {{"Variable": "{}", {}, "Next": "B"}}]}}, "B": {{"Type": "Succeed"}}}}}})",
                                first, other, second));
}

bool implied(std::string_view first, std::string_view second, std::string_view other = "$.x") {
  const auto program = choice_of(first, second, other);
  const auto& rules = program->states[0].as<asl::Choice>()->choices;
  return implies(rules[0].condition, rules[1].condition);
}

bool excluded(std::string_view first, std::string_view second, std::string_view other = "$.x") {
  const auto program = choice_of(first, second, other);
  const auto& rules = program->states[0].as<asl::Choice>()->choices;
  CHECK(exclude_each_other(rules[0].condition, rules[1].condition) == exclude_each_other(rules[1].condition, rules[0].condition));
  return exclude_each_other(rules[0].condition, rules[1].condition);
}

TEST_CASE("a narrower interval implies a wider one") {
  CHECK(implied(R"("NumericGreaterThan": 10)", R"("NumericGreaterThan": 5)"));
  CHECK_FALSE(implied(R"("NumericGreaterThan": 5)", R"("NumericGreaterThan": 10)"));
  CHECK(implied(R"("NumericEquals": 5)", R"("NumericLessThanEquals": 5)"));
  CHECK_FALSE(implied(R"("NumericEquals": 5)", R"("NumericLessThan": 5)"));
  CHECK(implied(R"("NumericGreaterThan": 5)", R"("NumericGreaterThanEquals": 5)"));
  CHECK_FALSE(implied(R"("NumericGreaterThanEquals": 5)", R"("NumericGreaterThan": 5)"));
  CHECK_FALSE(implied(R"("NumericGreaterThan": 5)", R"("NumericLessThan": 10)"));
}

TEST_CASE("a comparison implies the type and the presence of its Variable") {
  CHECK(implied(R"("StringEquals": "a")", R"("IsString": true)"));
  CHECK(implied(R"("StringEquals": "a")", R"("IsPresent": true)"));
  CHECK(implied(R"("IsNull": true)", R"("IsPresent": true)"));
  CHECK(implied(R"("NumericLessThan": 1)", R"("IsNumeric": true)"));
  CHECK_FALSE(implied(R"("StringEquals": "a")", R"("IsTimestamp": true)"));
  CHECK_FALSE(implied(R"("StringEquals": "a")", R"("IsString": false)"));
  CHECK_FALSE(implied(R"("IsPresent": true)", R"("StringEquals": "a")"));
  CHECK_FALSE(implied(R"("StringEquals": "a")", R"("StringEquals": "b")"));
}

TEST_CASE("other Variables and operands that are paths are left alone") {
  CHECK_FALSE(implied(R"("NumericGreaterThan": 10)", R"("NumericGreaterThan": 5)", "$.y"));
  CHECK_FALSE(implied(R"("NumericEqualsPath": "$.y")", R"("NumericEqualsPath": "$.y")"));
  CHECK_FALSE(excluded(R"("StringEquals": "a")", R"("StringEquals": "b")", "$.y"));
}

TEST_CASE("what cannot both be") {
  CHECK(excluded(R"("StringEquals": "a")", R"("StringEquals": "b")"));
  CHECK_FALSE(excluded(R"("StringEquals": "a")", R"("StringEquals": "a")"));
  CHECK(excluded(R"("NumericLessThan": 5)", R"("NumericGreaterThan": 5)"));
  CHECK(excluded(R"("NumericLessThan": 5)", R"("NumericEquals": 5)"));
  CHECK_FALSE(excluded(R"("NumericLessThanEquals": 5)", R"("NumericGreaterThanEquals": 5)"));
  CHECK(excluded(R"("BooleanEquals": true)", R"("BooleanEquals": false)"));
  CHECK(excluded(R"("StringEquals": "a")", R"("NumericEquals": 1)"));
  CHECK(excluded(R"("IsNull": true)", R"("StringEquals": "a")"));
  CHECK(excluded(R"("IsPresent": true)", R"("IsPresent": false)"));
  CHECK_FALSE(excluded(R"("StringGreaterThan": "a")", R"("StringLessThan": "b")"));
  CHECK_FALSE(excluded(R"("StringEquals": "2020-01-01T00:00:00Z")", R"("TimestampEquals": "2020-01-01T00:00:00Z")"));
  CHECK_FALSE(excluded(R"("IsString": true)", R"("IsTimestamp": true)"));
}

TEST_CASE("the canonical text knows no order of operands") {
  const auto program = program_of(R"({"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [
    {"And": [{"Variable": "$.a", "IsNull": true}, {"Variable": "$.b", "NumericEquals": 1}], "Next": "B"},
    {"And": [{"Variable": "$.b", "NumericEquals": 1}, {"Variable": "$.a", "IsNull": true, "Comment": "x"}], "Next": "B"},
    {"Or": [{"Variable": "$.b", "NumericEquals": 1}, {"Variable": "$.a", "IsNull": true}], "Next": "B"}]}, "B": {"Type": "Succeed"}}})");
  const auto& rules = program->states[0].as<asl::Choice>()->choices;
  CHECK(canonical(rules[0].condition) == canonical(rules[1].condition));
  CHECK(canonical(rules[0].condition) != canonical(rules[2].condition));
  CHECK(conjuncts(rules[0].condition).size() == 2);
  CHECK(conjuncts(rules[2].condition).empty());
}

}  // namespace
}  // namespace sfn::lint
