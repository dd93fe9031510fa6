#include "intrinsic/call.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "json/writer.h"

using namespace sfn;

namespace {

std::string describe(const intrinsic::Call& call);

std::string describe(const intrinsic::Argument& argument) {
  if (const auto* literal = argument.literal()) return json::to_json(*literal);
  if (const auto* path = argument.path()) return fmt::format("<{}>", path->text());
  return describe(*argument.call());
}

std::string describe(const intrinsic::Call& call) {
  std::string out = call.name + "(";
  for (size_t i = 0; i < call.arguments.size(); ++i) out += (i > 0 ? "," : "") + describe(call.arguments[i]);
  return out + ")";
}

std::string nested(size_t levels) {
  std::string text = "1";
  for (size_t i = 0; i < levels; ++i) text = "States.Array(" + text + ")";
  return text;
}

}  // namespace

TEST_CASE("Calls are read with every kind of argument") {
  struct Case {
    std::string_view text;
    std::string_view expected;
  };
  const Case cases[] = {
      {"States.UUID()", "States.UUID()"},
      {"States.Array( )", "States.Array()"},
      {"States.Array(1,-2.50,1e3,true,false,null)", "States.Array(1,-2.50,1e3,true,false,null)"},
      {"States.Array( 'a' ,\n\t'b' )", R"(States.Array("a","b"))"},
      {"States.Format('Hi {}', $.name)", R"(States.Format("Hi {}",<$.name>))"},
      {"States.Format('{}', $$.Execution.Input.x )", R"(States.Format("{}",<$$.Execution.Input.x>))"},
      {"States.Array($x, $y.z[0])", "States.Array(<$x>,<$y.z[0]>)"},
      {"States.ArrayGetItem($.a[?(@.b == $.c[0], 'x')], 0)", ""},
      {"States.ArrayGetItem($.l[?(@.id==$.t.id)].v, 0)", "States.ArrayGetItem(<$.l[?(@.id==$.t.id)].v>,0)"},
      {"States.ArrayGetItem($.l[?(@.k =~ /S.*?/i)].k, 0)", "States.ArrayGetItem(<$.l[?(@.k =~ /S.*?/i)].k>,0)"},
      {"States.ArrayGetItem($['a,b)'], 0)", "States.ArrayGetItem(<$['a,b)']>,0)"},
      {"States.ArrayLength($.a.length())", "States.ArrayLength(<$.a.length()>)"},
      {"States.MathAdd(States.ArrayLength($.a), -1)", "States.MathAdd(States.ArrayLength(<$.a>),-1)"},
      {R"(States.Format('it\'s \{\} \\ "q"'))", R"(States.Format("it's {} \\ \"q\""))"},
      {"States.StringSplit('a\nb', '\n')", R"(States.StringSplit("a\nb","\n"))"},
      {"States.Nonsense(1)", "States.Nonsense(1)"},
      {"States.UUID() ", "States.UUID()"},
      {"States.Format('次 {}', $.x)", "States.Format(\"次 {}\",<$.x>)"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    auto expression = intrinsic::parse(c.text);
    REQUIRE(static_cast<bool>(expression) == !c.expected.empty());
    if (!expression) continue;
    CHECK(describe(expression->call()) == c.expected);
    CHECK(expression->text() == c.text);
  }
}

TEST_CASE("Every part knows its bytes") {
  const std::string_view text = "States.Format('{}', $.a ,States.UUID())";
  const auto expression = intrinsic::parse(text);
  REQUIRE(expression);
  const intrinsic::Call& call = expression->call();
  const auto piece = [&](text::Span span) { return text.substr(span.begin, span.size()); };
  REQUIRE(call.arguments.size() == 3);
  CHECK(piece(call.span) == text);
  CHECK(piece(call.name_span) == "States.Format");
  CHECK(piece(call.arguments[0].span) == "'{}'");
  CHECK(piece(call.arguments[1].span) == "$.a");
  CHECK(piece(call.arguments[2].span) == "States.UUID()");
  CHECK(call.arguments[0].raw == "{}");
}

TEST_CASE("An unknown function has no entry in the table") {
  CHECK(intrinsic::parse("States.Nonsense()")->call().function == nullptr);
  CHECK(intrinsic::parse("States.format()")->call().function == nullptr);
  CHECK(intrinsic::parse("States.Format()")->call().function == intrinsic::find_function("States.Format"));
}

TEST_CASE("What is no call is refused at its place") {
  struct Refusal {
    std::string_view text;
    size_t offset;
    std::string_view message;
  };
  constexpr std::string_view kArgument = "expected an argument: a text in single quotes, a number, true, false, null, a path or a call";
  const Refusal refusals[] = {
      {"", 0, "expected a call that starts with States."},
      {"Format('x')", 0, "expected a call that starts with States."},
      {"States.Format", 13, "expected ( right behind the name of the function"},
      {"States.Format ('x')", 13, "expected ( right behind the name of the function"},
      {"States.Format('x'", 13, "expected a closing ) for this parenthesis"},
      {"States.Format('x", 14, "expected a closing ' for this quote"},
      {"States.Format('x')x", 18, "expected nothing behind the call"},
      {"States.Format('x'))", 18, "expected nothing behind the call"},
      {"States.Format('x' 'y')", 18, "expected , or ) behind the argument"},
      {"States.Format('x',)", 18, kArgument},
      {"States.Format(,)", 14, kArgument},
      {"States.Format(\"x\")", 14, kArgument},
      {"States.Format(x)", 14, kArgument},
      {"States.Format(True)", 14, kArgument},
      {"States.Format(Other.Fn())", 14, kArgument},
      {R"(States.Format('\n'))", 15, R"(expected \', \\, \{ or \} instead of a backslash alone)"},
      {R"(States.StringToJson('{"text":"An \"escaped\""}'))", 33, R"(expected \', \\, \{ or \} instead of a backslash alone)"},
      {"States.Array(01)", 13, "expected a number"},
      {"States.Array(1.)", 13, "expected a number"},
      {"States.Array(-)", 13, "expected a number"},
      {"States.Array($.)", 14, "expected a name or [ behind the dot"},
      {"States.Array($.a b)", 16, "expected ['…'] around a name with blanks"},
      {"States.Array($.a[0)", 16, "expected a closing ] for this bracket"},
  };
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.text);
    auto expression = intrinsic::parse(refusal.text);
    REQUIRE_FALSE(expression);
    CHECK(expression.error().message == refusal.message);
    CHECK(expression.error().offset == refusal.offset);
  }
}

TEST_CASE("Ten calls may stand inside each other") {
  CHECK(intrinsic::parse(nested(intrinsic::kMaxNesting)));
  auto eleven = intrinsic::parse(nested(intrinsic::kMaxNesting + 1));
  REQUIRE_FALSE(eleven);
  CHECK(eleven.error().message == "expected at most 10 calls inside each other");
  CHECK(eleven.error().offset == 130);
}

TEST_CASE("Arguments and bytes are counted") {
  std::string arguments = "1";
  for (size_t i = 1; i < intrinsic::kMaxArguments; ++i) arguments += ",1";
  CHECK(intrinsic::parse("States.Array(" + arguments + ")"));
  CHECK_FALSE(intrinsic::parse("States.Array(" + arguments + ",1)"));
  const std::string long_text(intrinsic::kMaxExpressionLength - 16, 'a');
  CHECK(intrinsic::parse("States.Array('" + long_text + "')"));
  CHECK_FALSE(intrinsic::parse("States.Array('" + long_text + "a')"));
}

TEST_CASE("The table holds the eighteen functions") {
  CHECK(intrinsic::functions().size() == 18);
  const intrinsic::Function* format = intrinsic::find_function("States.Format");
  REQUIRE(format != nullptr);
  CHECK(format->max_arguments == intrinsic::kUnlimited);
  CHECK(format->parameter(0) == intrinsic::Kind::String);
  CHECK(format->parameter(7) == intrinsic::Kind::Any);
  CHECK(format->result == intrinsic::Kind::String);
  CHECK(intrinsic::find_function("States.Default") == nullptr);
  for (const intrinsic::Function& function : intrinsic::functions()) CHECK(&intrinsic::function(function.id) == &function);
}
