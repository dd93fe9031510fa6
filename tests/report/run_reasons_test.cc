// Why something happened, in the text of a run: what rules read, what was waited for, what never retries, what was cut off.
#include <doctest/doctest.h>

#include "run_fixture.h"

namespace sfn::report {
namespace {

bool holds(const std::string& text, std::string_view part) {
  CAPTURE(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK_MESSAGE(found, part);
  return found;
}

}  // namespace

TEST_CASE("when no rule of a Choice holds, the text says what the rules read") {
  const auto choice = program_of(R"({"StartAt":"C","States":{"C":{"Type":"Choice","Default":"D","Choices":[
      {"Variable":"$.n","NumericEquals":1,"Next":"D"},{"Variable":"$.list","IsString":true,"Next":"D"},
      {"And":[{"Variable":"$.x","IsPresent":true},{"Variable":"$.never","IsNull":true}],"Next":"D"}]},"D":{"Type":"Succeed"}}})");
  const std::string text = reported(*choice, "text", R"({"n":2,"list":[1,2,3]})", "{}");
  holds(text, "no rule holds ($.n is 2, $.list is an array of 3, $.x is not there), Default → D");
  const std::string trace = reported(*choice, "text", R"({"n":2,"list":[1,2,3]})", "{}", {false, true});
  holds(trace, "does not hold: $.n == 1 ($.n is 2)");
  holds(reported(*choice, "text", R"({"n":1})", "{}"), "rule 1 of 3: $.n == 1 → D");
  const auto dead_end = program_of(R"({"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[
      {"Variable":"$.status","StringEquals":"DONE","Next":"D"}]},"D":{"Type":"Succeed"}}})");
  holds(reported(*dead_end, "text", R"({"status":"LOST"})", "{}"), "does not point to a next state.\" ($.status is \"LOST\")");
}

TEST_CASE("a time-out says what was waited for") {
  const auto task = [](const std::string& fields) {
    return program_of(R"({"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a",)" +
                      fields + R"("End":true}}})");
  };
  holds(reported(*task(R"("TimeoutSeconds":90,)"), "text", "{}", R"({"T":[{"return":1,"takes":91000}]})"),
        "✗ States.Timeout (no answer within 1 min 30 s)");
  holds(reported(*task(R"("TimeoutSeconds":90,"HeartbeatSeconds":20,)"), "text", "{}", R"({"T":[{"return":1,"takes":91000}]})"),
        "✗ States.Timeout (no heartbeat within 20 s)");
  holds(reported(*task(R"("Retry":[{"ErrorEquals":["E"],"MaxAttempts":0}],)"), "text", "{}", R"({"T":[{"throw":{"error":"E"}}]})"),
        "✗ E, Retry[0] (E) never retries (MaxAttempts 0)");
}

TEST_CASE("an execution whose time is up shows what still ran, children before their container") {
  const auto program = program_of(R"({"TimeoutSeconds":10,"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
      {"StartAt":"Nap","States":{"Nap":{"Type":"Wait","Seconds":400,"End":true}}},
      {"StartAt":"Quick","States":{"Quick":{"Type":"Pass","End":true}}}]}}})");
  const std::string text = reported(*program, "text", "{}", "{}");
  holds(text, "TIMED_OUT in 10 s");
  holds(text, "cause:  its time was up");
  const size_t nap = text.find("Wait      cut off after 10 s"), container = text.find("Parallel  cut off");
  CAPTURE(text);
  REQUIRE(nap != std::string::npos);
  REQUIRE(container != std::string::npos);
  CHECK(nap < container);
}

}  // namespace sfn::report
