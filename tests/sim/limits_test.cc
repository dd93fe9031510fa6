// Limits of the service and of the simulator, each at the limit and one beyond; numbers that have no value.
#include "sim/core.h"
#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

constexpr std::string_view kTooLarge =
    "FAILED States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service "
    "limit.";

/// A JSONata Pass that assigns a text whose JSON is so long, then goes to N.
std::string assigns(std::string_view name, size_t bytes) {
  return R"({"Type":"Pass","QueryLanguage":"JSONata","Assign":{")" + std::string(name) + R"(":"{% $pad('', )" + std::to_string(bytes - 2) +
         R"(, 'x') %}"},"Next":"N"})";
}

}  // namespace

TEST_CASE("one Assign holds at most 262,144 bytes") {
  const size_t frame = std::string_view(R"({"x":})").size();
  CHECK(outcome(one_state(assigns("x", sim::kMaxPayloadBytes - frame))) == "{}");
  CHECK(outcome(one_state(assigns("x", sim::kMaxPayloadBytes - frame + 1))) ==
        "FAILED States.DataLimitExceeded: The Assign of the state 'S' exceeds the limit of 262144 bytes for one Assign.");
}

TEST_CASE("the variables of an execution hold at most 10 MiB; what is replaced or goes out of scope does not count") {
  const std::string size = "250000";
  const auto machine_of = [&](int variables, std::string_view last) {
    std::string text = R"({"QueryLanguage":"JSONata","StartAt":"S0","States":{)";
    for (int i = 0; i < variables; ++i) {
      const std::string n = std::to_string(i);
      text += "\"S" + n + R"(":{"Type":"Pass","Assign":{"v)" + n + R"(":"{% $pad('', 249998, 'x') %}"},"Next":"S)" + std::to_string(i + 1) +
              "\"},";
    }
    return text + "\"S" + std::to_string(variables) + "\":" + std::string(last) +
           R"(,"N":{"Type":"Succeed","Output":"{% $length($v0) %}"}}})";
  };
  // 41 of 250,000 bytes fit into 10,485,760, a 42nd does not.
  const std::string end = R"({"Type":"Pass","Next":"N"})";
  const std::string again = R"({"Type":"Pass","Assign":{"v0":"{% $pad('', 249998, 'y') %}"},"Next":"N"})";
  const std::string scopes = R"({"Type":"Map","Items":"{% [1..5] %}","MaxConcurrency":1,"Next":"N","ItemProcessor":{"StartAt":"I","States":{
      "I":{"Type":"Pass","Assign":{"inner":"{% $pad('', 200000, 'y') %}"},"Output":1,"End":true}}}})";
  CHECK(outcome(machine_of(41, end)) == "249998");
  CHECK(outcome(machine_of(41, again)) == "249998");
  CHECK(outcome(machine_of(41, scopes)) == "249998");
  CHECK(outcome(machine_of(42, end)) ==
        "FAILED States.DataLimitExceeded: The Assign of the state 'S41' exceeds the limit of 10485760 bytes for all variables of an "
        "execution.");
}

TEST_CASE("an effective payload above 262,144 bytes never reaches the service") {
  const std::string text(262'144 - 2 - 6, 'x');  // {"k":"…"}
  const auto task = [](std::string_view parameters) {
    return one_state(R"({"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Parameters":)" +
                     std::string(parameters) +
                     R"(,"Catch":[{"ErrorEquals":["States.DataLimitExceeded"],"Next":"N"}],"ResultPath":null,"Next":"N"})");
  };
  Script script;
  script.add("S", {returns("1")});
  const World world;
  const auto input = with_input("\"" + text + "\"");
  CHECK(sim::run(*machine(task(R"({"k.$":"$"})")), input, script, world).status == sim::Status::Succeeded);
  CHECK(script.arguments.size() == 1);
  const auto larger = sim::run(*machine(task(R"({"kk.$":"$"})")), input, script, world);
  CHECK(script.arguments.size() == 1);
  CHECK(json::to_json(larger.output.value.get("Error")) == R"("States.DataLimitExceeded")");
  CHECK(outcome(one_state(R"({"Type":"Map","ItemsPath":"$.a","ItemSelector":{"k.$":"$.t","l.$":"$.t"},"Next":"N",
      "ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","Result":1,"End":true}}}})"),
                R"({"a":[1],"t":")" + std::string(140'000, 'x') + "\"}") == kTooLarge);
}

TEST_CASE("a number that is still a placeholder stops the run; a text that is a number is one") {
  const auto refused = [](const std::string& text, std::string_view what) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS(outcome(text, "[1]"), std::string(what).c_str(), sim::Unsupported);
  };
  const auto wait = [](std::string_view seconds) {
    return one_state(R"({"Type":"Wait","Seconds":")" + std::string(seconds) + R"(","Next":"N"})");
  };
  refused(wait("${Delay}"), "Seconds is \"${Delay}\", which has no value (--substitute gives it one)");
  refused(R"({"TimeoutSeconds":"${Limit}","StartAt":"S","States":{"S":{"Type":"Succeed"}}})",
          "TimeoutSeconds is \"${Limit}\", which has no value (--substitute gives it one)");
  refused(
      one_state(
          R"({"Type":"Map","MaxConcurrency":"${Width}","Next":"N","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}})"),
      "MaxConcurrency is \"${Width}\", which has no value (--substitute gives it one)");
  refused(one_state(R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"{% ${N} + $states.input.${Field} %}","Next":"N"})"),
          "\"{% ${N} + $states.input.${Field} %}\" cannot be evaluated: ${N} has no value (--substitute gives it one)");
  refused(wait("soon"), "Seconds is \"soon\", which is no number");
  const Script script;
  const World world;
  const auto result = sim::run(*machine(wait("7")), with_input("{}"), script, world);
  CHECK(result.stop - result.start == 7'000);
}

TEST_CASE("a placeholder on which the way of the execution depends stops it") {
  const auto refused = [](const std::string& text, std::string_view what) {
    CAPTURE(text);
    CHECK_THROWS_WITH_AS(outcome(text, R"({"x":"t"})"), std::string(what).c_str(), sim::Unsupported);
  };
  const auto choice = [](const std::string& rule) {
    return one_state(R"({"Type":"Choice","Choices":[{)" + rule + R"(,"Next":"N"}],"Default":"C"})");
  };
  for (const char* const op : {"NumericEquals", "StringEquals", "BooleanEquals", "TimestampLessThan", "IsPresent", "IsNull"}) {
    refused(choice(R"("Variable":"$.x",")" + std::string(op) + R"(":"${V}")"),
            std::string(op) + " is \"${V}\", which has no value (--substitute gives it one)");
  }
  refused(choice(R"("Variable":"$.${V}","IsPresent":true)"),
          "\"$.${V}\" cannot be evaluated: ${V} has no value (--substitute gives it one)");
  refused(R"({"QueryLanguage":"JSONata",)" + choice(R"("Condition":"${V}")").substr(1),
          "Condition is \"${V}\", which has no value (--substitute gives it one)");
  for (const char* const field : {"InputPath", "OutputPath", "ResultPath"}) {
    refused(one_state(R"({"Type":"Pass","Next":"N",")" + std::string(field) + R"(":"$.${V}"})"),
            "\"$.${V}\" cannot be evaluated: ${V} has no value (--substitute gives it one)");
  }
  refused(one_state(R"-({"Type":"Pass","Parameters":{"a.$":"States.Format('${V}-{}', 1)"},"Next":"N"})-"),
          "\"States.Format('${V}-{}', 1)\" cannot be evaluated: ${V} has no value (--substitute gives it one)");
  refused(one_state(R"({"Type":"Pass","Next":"${V}"})"),
          "the name of the next state is \"${V}\", which has no value (--substitute gives it one)");
  refused(R"({"StartAt":"${V}","States":{"S":{"Type":"Succeed"}}})", "StartAt is \"${V}\", which has no value (--substitute gives it one)");
  refused(R"({"QueryLanguage":"${V}","StartAt":"S","States":{"S":{"Type":"Succeed"}}})",
          "QueryLanguage is \"${V}\", which has no value (--substitute gives it one)");
  CHECK(outcome(one_state(R"({"Type":"Pass","Result":"${V}","ResultPath":"$.r","Next":"N"})")) == R"({"r":"${V}"})");  // data stays text
}

TEST_CASE("a placeholder in a retrier stops the run where the retrier is asked") {
  const std::string task = R"({"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"N",
    "Retry":[{"ErrorEquals":["Other"],"MaxAttempts":"${V}"},{"ErrorEquals":["E"],"MaxAttempts":"${W}"}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"N"}]})";
  const auto after = [&](const char* error) {
    Script script;
    script.add("S", {throws(error)});
    const World world;
    return sim::run(*machine(one_state(task)), with_input("{}"), script, world).status;
  };
  CHECK(after("Unknown") == sim::Status::Succeeded);
  CHECK_THROWS_WITH_AS(after("E"), "MaxAttempts is \"${W}\", which has no value (--substitute gives it one)", sim::Unsupported);
}

TEST_CASE("a name of an error that is still a placeholder stops the run where it is asked for") {
  const auto after = [](const char* error, const std::string& handlers) {
    Script script;
    script.add("S", {throws(error)});
    const World world;
    const std::string task = R"({"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"N",)" + handlers + "}";
    return sim::run(*machine(one_state(task)), with_input("{}"), script, world).status;
  };
  const char* const unknown = "ErrorEquals is \"${E}\", which has no value (--substitute gives it one)";
  const std::string catcher = R"("Catch":[{"ErrorEquals":["A","${E}"],"Next":"N"}])";
  CHECK(after("A", catcher) == sim::Status::Succeeded);
  CHECK_THROWS_WITH_AS(after("B", catcher), unknown, sim::Unsupported);
  const std::string both = R"("Retry":[{"ErrorEquals":["${E}"]}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"N"}])";
  CHECK_THROWS_WITH_AS(after("B", both), unknown, sim::Unsupported);
  const std::string parallel =
      R"({"Type":"Parallel","Next":"N","Branches":[{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"${E}"}}}])";
  CHECK_THROWS_WITH_AS(outcome(one_state(parallel + R"(,"Catch":[{"ErrorEquals":["A"],"Next":"C"}]})"), "{}"),
                       "the name of the error is \"${E}\", which has no value (--substitute gives it one)", sim::Unsupported);
  CHECK_NOTHROW(outcome(one_state(parallel + R"(,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}]})"), "{}"));
  CHECK(outcome(one_state(parallel + "}"), "{}") == "FAILED ${E}: ");
}

TEST_CASE("a text with a placeholder that has no value may be handed on, but not looked at") {
  const auto after = [](const std::string& query) {
    return outcome(R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"e":"${E}"},"Next":"B"},
"B":{"Type":"Pass","Output":"{% )" +
                       query + R"( %}","End":true}}})",
                   R"({"k":"prod","xs":["a"],"odd":"${x}"})");
  };
  for (const std::string query :
       {"$e = 'prod'", "'${E}' != 'x'", "$e < 'a'", "$states.input.k in ['${E}']", "$length($e)", "$number($e)", "$contains($e, /a/)",
        "$split('x${E}', ',')", "$lookup($states.input, $e)", "$states.input.'${E}'", "$e ? 1 : 2", "$not($e)", "$sort([$e, 'a'])",
        "$distinct([$e, 'a'])", "[{'k': $e}, {'k': 'b'}]^(k)", "$count($states.input.xs[$ = $e])", "{'a': $e} = {'a': 'x'}"}) {
    CAPTURE(query);
    CHECK_THROWS_WITH_AS(after(query),
                         ("\"{% " + query + " %}\" cannot be evaluated: ${E} has no value (--substitute gives it one)").c_str(),
                         sim::Unsupported);
  }
  CHECK(after("$e & '!'") == R"("${E}!")");
  CHECK(after("{'a': $e, 'b': $string([$e]), 'c': $join([$e, 'x'], '-')}") == R"({"a":"${E}","b":"[\"${E}\"]","c":"${E}-x"})");
  CHECK(after("[$e = $e, $e = 5, $type($e) = 'string', $exists($e)]") == "[true,false,true,true]");
  CHECK(after("['a${E}b' = '', 'a${E}b' != 'xb', {'k': 1, 'e': $e} = {'k': 2, 'e': 'x'}]") == "[false,true,false]");
  CHECK(after("$sort([{'e': $e, 'n': 2}, {'e': 'b', 'n': 1}], function($l, $r) { $l.n > $r.n }).n") == "[1,2]");
  CHECK_THROWS_AS(after("('$' & $e) = '$5'"), sim::Unsupported);
  CHECK_THROWS_AS(after("$contains('Error #' & $string({'e': $e}), 'prod')"), sim::Unsupported);
  CHECK_THROWS_AS(after("[{'q': $e}, {'q': ''}][q]"), sim::Unsupported);
  CHECK(after("$states.input.odd = 'x'") == "false");  // data that looks like a placeholder is data
  const auto chosen = [](const char* rule) {
    return outcome(
        R"({"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"e":"${E}"},"Next":"C"},"C":{"Type":"Choice","Default":"N","Choices":[{)" +
            std::string(rule) + R"(,"Next":"N"}]},"N":{"Type":"Succeed"}}})",
        "{}");
  };
  for (const std::string op :
       {R"("StringEquals":"a")", R"("StringMatches":"a*")", R"("TimestampEqualsPath":"$.e")", R"("IsTimestamp":true)"}) {
    CAPTURE(op);
    const std::string rule = R"("Variable":"$.e",)" + op;
    CHECK_THROWS_AS(chosen(rule.c_str()), sim::Unsupported);
  }
  for (const std::string op : {R"("IsString":true)", R"("StringEqualsPath":"$.e")", R"("StringEquals":"${E}")", R"("NumericEquals":1)"})
    CHECK(chosen((R"("Variable":"$.e",)" + op).c_str()) == R"({"e":"${E}"})");
  CHECK_THROWS_AS(outcome(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"w":"${E}"},"Next":"W"},
"W":{"Type":"Wait","SecondsPath":"$.w","End":true}}})",
                          "{}"),
                  sim::Unsupported);
  for (const std::string call :
       {"StringSplit($.e, ',')", "Base64Encode($.e)", "ArrayContains(States.Array($.e), 'a')", "StringToJson($.e)", "Hash($.e, 'MD5')"}) {
    const std::string pass =
        R"({"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"e":"${E}"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"v.$":"States.)";
    CAPTURE(call);
    CHECK_THROWS_AS(outcome(pass + call + R"("},"End":true}}})", "{}"), sim::Unsupported);
  }
  CHECK(
      outcome(
          R"-({"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"e":"${E}"},"Next":"B"},"B":{"Type":"Pass","Parameters":{"v.$":"States.Format('a{}', $.e)"},
"End":true}}})-",
          "{}") == R"({"v":"a${E}"})");
}

TEST_CASE("words and payloads that are still placeholders stop the run") {
  const auto refused = [](const std::string& state, const std::string& what) {
    CAPTURE(state);
    CHECK_THROWS_WITH_AS(outcome(one_state(state), R"([1])"),
                         (what + " is \"${V}\", which has no value (--substitute gives it one)").c_str(), sim::Unsupported);
  };
  const auto map = [](const std::string& config, const std::string& more) {
    return R"({"Type":"Map","Next":"N","ItemProcessor":{"ProcessorConfig":)" + config +
           R"(,"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}})" + more + "}";
  };
  refused(map(R"("${V}")", ""), "ProcessorConfig");
  refused(map(R"({"Mode":"${V}"})", ""), "Mode");
  refused(map(R"({"Mode":"DISTRIBUTED","ExecutionType":"${V}"})", ""), "ExecutionType");
  const std::string distributed = R"({"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"})";
  refused(map(distributed, R"(,"ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"${V}"}})"),
          "InputType");
  refused(map(distributed, R"(,"ResultWriter":{"WriterConfig":{"OutputType":"JSON","Transformation":"${V}"}})"), "Transformation");
  refused(map(R"({"Mode":"INLINE"})", R"(,"QueryLanguage":"JSONata","Items":"${V}")"), "Items");
  refused(map(R"({"Mode":"INLINE"})", R"(,"ItemSelector":"${V}")"), "ItemSelector");
  const std::string parallel = R"({"Type":"Parallel","Next":"N","Branches":[{"StartAt":"I","States":{"I":{"Type":"Succeed"}}}],)";
  refused(parallel + R"("QueryLanguage":"JSONata","Arguments":"${V}"})", "Arguments");
  refused(parallel + R"("Parameters":"${V}"})", "Parameters");
  CHECK(outcome(one_state(R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"${V}","Next":"N"})"), "[1]") == R"("${V}")");
}

TEST_CASE("a STANDARD execution ends with its 25,000th event, an EXPRESS one after five minutes") {
  const std::string loop = R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}})";
  const Script script;
  const World world;
  Recorder recorder;
  const auto full = sim::run(*machine(loop), with_input("{}"), script, world, &recorder);
  CHECK(full.error == "States.Runtime");
  CHECK(full.cause == "The execution reached the maximum number of history events (25000).");
  CHECK(recorder.json[0].size() == 25'000);
  CHECK(recorder.json[0].back().find("ExecutionFailed") != std::string::npos);
  const auto wait = machine(one_state(R"({"Type":"Wait","Seconds":300,"Next":"M"},"M":{"Type":"Wait","Seconds":1,"Next":"N"})"));
  sim::RunOptions options = with_input("{}");
  CHECK(sim::run(*wait, options, script, world).status == sim::Status::Succeeded);
  options.express = true;
  const auto express = sim::run(*wait, options, script, world);
  CHECK(express.status == sim::Status::TimedOut);
  CHECK(express.stop - express.start == 300'000);
  CHECK_FALSE(express.error);
}

TEST_CASE("a state to start at that the machine does not have is named, with what was probably meant") {
  sim::RunOptions options = with_input("{}");
  const Script script;
  const World world;
  const auto program = machine(R"({"StartAt":"Fetch","States":{"Fetch":{"Type":"Parallel","End":true,"Branches":[
      {"StartAt":"Inner","States":{"Inner":{"Type":"Pass","End":true}}}]}}})");
  options.from_state = "Fech";
  CHECK_THROWS_WITH(sim::run(*program, options, script, world), "the state machine has no state \"Fech\"; did you mean \"Fetch\"?");
  options.from_state = "Inner";
  CHECK_THROWS_WITH(sim::run(*program, options, script, world),
                    "the state machine has no state \"Inner\" of its own, only one inside a Map or Parallel");
}

TEST_CASE("what is kept does not grow with the child executions that have ended") {
  const auto program = machine(R"({"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":"{% [1..20000] %}",
      "MaxConcurrency":10,"Output":1,"End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},
      "StartAt":"I","States":{"I":{"Type":"Pass","Output":1,"End":true}}}}}})");
  const Script script;
  const World world;
  sim::Core core(*program, with_input("{}"), script, world, nullptr, nullptr);
  CHECK(core.run_until(sim::Simulation::kForever) == sim::Stop::Finished);
  CHECK(core.execution(0).result.status == sim::Status::Succeeded);
  CHECK(core.execution(0).result.counts.iterations == 20'000);
  CHECK(core.agenda_.size() < 3'000);
  CHECK(core.frames_.size() < 100);
  CHECK(core.executions_.size() < 100);
}

TEST_CASE("who asks from a signal handler hears with the next event how far the run is, once for each time") {
  const auto program = machine(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"W"},"W":{"Type":"Wait","Seconds":3,"Next":"B"},
      "B":{"Type":"Pass","Next":"C"},"C":{"Type":"Succeed"}}})");
  const Script script;
  const World world;
  sim::Simulation simulation(*program, with_input("{}"), script, world);
  std::vector<std::pair<uint64_t, sim::Duration>> heard;
  simulation.on_tick([&](const sim::Counts& counts, sim::Duration since) { heard.emplace_back(counts.transitions, since); });
  simulation.run_until(sim::kDefaultStart + 1'000);
  sim::Simulation::tick();
  simulation.run_until();
  REQUIRE(heard.size() == 1);
  CHECK(heard[0] == std::pair<uint64_t, sim::Duration>(2, 3'000));
  sim::Simulation::tick();
  sim::Simulation again(*program, with_input("{}"), script, world);
  CHECK(again.run_until() == sim::Stop::Finished);  // nobody listens
}
