// A name that only looks reserved is reported where nothing in the machine can raise it.
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

/// How many names of the catcher are reported, in a machine with this Fail state.
size_t reported(const std::string& names, const std::string& fail, const std::string& machine = "") {
  const std::string text = "{" + machine +
                           R"("StartAt":"S","States":{"S":{"Type":"Task","Resource":"${F}","Next":"Z","Catch":[{"ErrorEquals":[)" + names +
                           R"(],"Next":"E"}]},"E":{"Type":"Fail",)" + fail + R"(},"Z":{"Type":"Succeed"}}})";
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  lint::Options options;
  options.select = {"misspelt-error-name"};
  return lint::lint(input, options).list().size();
}

}  // namespace

TEST_CASE("names that begin with States. are known, raised by the machine, or reported") {
  const std::string jsonata = R"("QueryLanguage":"JSONata",)";
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"E")") == 1);
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"States.QuorumMet")") == 0);
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"E")", jsonata) == 1);
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"States.QuorumMet")", jsonata) == 0);
  CHECK(reported(R"("States.Http.StatusCode.404","States.TaskFailed","Mine")", R"("Error":"E")") == 0);
}

TEST_CASE("an expression is no name of an error") {
  const std::string jsonata = R"("QueryLanguage":"JSONata",)";
  CHECK(reported(R"("{% $states.input.e %}")", R"("Error":"E")", jsonata) == 1);
  CHECK(reported(R"("{% $states.input.e %}")", R"("Error":"{% $states.input.e %}")", jsonata) == 1);
}

TEST_CASE("a Fail state that computes its error may raise any name, but a near miss of a reserved one is still told") {
  CHECK(reported(R"("States.QuorumMet")", R"("ErrorPath":"$.e")") == 0);
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"${E}")") == 0);
  CHECK(reported(R"("States.QuorumMet")", R"("Error":"{% $states.input.e %}")", R"("QueryLanguage":"JSONata",)") == 0);
  CHECK(reported(R"("States.All")", R"("ErrorPath":"$.e")") == 1);
  CHECK(reported(R"("States.TaskFailedd")", R"("Error":"${E}")") == 1);
}

TEST_CASE("in a broken definition nothing is concluded from what is not there") {
  CHECK(reported(R"("States.QuorumMet")", R"("Eror":"States.QuorumMet")") == 0);
  CHECK(reported(R"("states.ALL")", R"("Eror":"E")") == 1);
}
