#include "json/value.h"

#include <doctest/doctest.h>

#include "json/java_order.h"
#include "json/number.h"
#include "json/writer.h"

using namespace sfn::json;

namespace {

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
  ObjectBuilder builder;
  for (const auto& [key, value] : members) builder.set(key, value);
  return builder.build();
}

Value nested_arrays(int height) {
  Value value = Value::empty_array();
  for (int i = 1; i < height; ++i) value = Value::array({value});
  return value;
}

}  // namespace

TEST_CASE("a value keeps its kind, its text and its number") {
  CHECK(Value().is_undefined());
  CHECK(to_json(Value::null()) == "null");
  CHECK(to_json(Value::boolean(true)) == "true");
  CHECK(to_json(Value::string("fourteen bytes")) == "\"fourteen bytes\"");
  CHECK(to_json(Value::string("fifteen bytes!!")) == "\"fifteen bytes!!\"");
  CHECK(to_json(Value::integer(INT64_MIN)) == "-9223372036854775808");
}

TEST_CASE("number literals print as they were read, computed doubles as Java prints them") {
  for (const char* text : {"0", "-1", "9007199254740993", "0.0", "-0.0", "1.10", "1e3", "123456789012345678901", "1.0E10", "2.5"}) {
    CAPTURE(text);
    CHECK(to_json(Value::number(text)) == text);
  }
  CHECK(to_json(Value::number("-0")) == "0");
  CHECK(java_text(7) == "7.0");
  CHECK(java_text(1e7) == "1.0E7");
  CHECK(java_text(0.001) == "0.001");
  CHECK(java_text(0.0001) == "1.0E-4");
  CHECK(java_text(9.223372036854776e18) == "9.223372036854776E18");
  CHECK(ecmascript_text(1e21) == "1e+21");
  CHECK(ecmascript_text(123456789012345680000.0) == "123456789012345680000");
  CHECK(ecmascript_text(1e-7) == "1e-7");
  CHECK(ecmascript_text(0.000001) == "0.000001");
}

TEST_CASE("numbers are equal by value whatever their form, and equal values hash alike") {
  CHECK(Value::number("0") == Value::number("0.0"));
  CHECK(Value::number("1e2") == Value::integer(100));
  CHECK(Value::number("1e2").hash() == Value::integer(100).hash());
  CHECK_FALSE(Value::number("12345678901234567890") == Value::number("12345678901234567891"));
  CHECK_FALSE(Value::integer(1) == Value::string("1"));
  CHECK(object({{"a", Value::integer(1)}, {"b", Value::null()}}) == object({{"b", Value::null()}, {"a", Value::integer(1)}}));
  CHECK(object({{"a", Value::integer(1)}, {"b", Value::null()}}).hash() == object({{"b", Value::null()}, {"a", Value::integer(1)}}).hash());
}

TEST_CASE("an object keeps insertion order, and a key set twice keeps its first place") {
  const Value value = object({{"z", Value::integer(1)}, {"a", Value::integer(2)}, {"z", Value::integer(3)}});
  CHECK(to_json(value) == R"({"z":3,"a":2})");
  REQUIRE(value.find("a") != nullptr);
  CHECK(value.get("a").as_int() == 2);
  CHECK(value.get("missing").is_undefined());
}

TEST_CASE("changing a copy leaves the original alone") {
  const Value original = object({{"a", Value::integer(1)}});
  Value copy = original;
  copy.set("a", Value::integer(2));
  copy.set("b", Value::array({Value::null()}));
  CHECK(to_json(original) == R"({"a":1})");
  CHECK(to_json(copy) == R"({"a":2,"b":[null]})");
  Value fewer = copy;
  fewer.erase("a");
  CHECK(to_json(fewer) == R"({"b":[null]})");
  CHECK(to_json(copy) == R"({"a":2,"b":[null]})");
  Value list = Value::array({Value::integer(1), Value::integer(2)});
  const Value before = list;
  list.set(0, Value::string("x"));
  list.push(Value::boolean(false));
  CHECK(to_json(list) == R"(["x",2,false])");
  CHECK(to_json(before) == "[1,2]");
}

TEST_CASE("wide objects are found by key, also after growing member by member") {
  Value value = Value::empty_object();
  for (int i = 0; i < 1000; ++i) value.set("key" + std::to_string(i), Value::integer(i));
  REQUIRE(value.size() == 1000);
  for (int i = 0; i < 1000; i += 37) CHECK(value.get("key" + std::to_string(i)).as_int() == i);
  CHECK(value.find("key1000") == nullptr);
  ObjectBuilder builder;
  for (int i = 0; i < 100; ++i) builder.set("k" + std::to_string(i % 50), Value::integer(i));
  const Value built = builder.build();
  CHECK(built.size() == 50);
  CHECK(built.get("k0").as_int() == 50);
}

TEST_CASE("a lookup finds its key in objects of any shape") {
  const Lookup lookup("k");
  const Value first = object({{"a", Value::integer(1)}, {"k", Value::integer(2)}});
  const Value second = object({{"k", Value::integer(3)}});
  CHECK(lookup.in(first)->as_int() == 2);
  CHECK(lookup.in(first)->as_int() == 2);
  CHECK(lookup.in(second)->as_int() == 3);
  CHECK(lookup.in(Value::empty_object()) == nullptr);
  CHECK(lookup.in(Value::integer(1)) == nullptr);
}

TEST_CASE("setting a path makes what is missing, keeps siblings, and copies only what is shared") {
  Value root = object({{"audit", object({{"started", Value::boolean(true)}})}});
  const Value before = root;
  const Step path[] = {{"audit"}, {"review"}, {"final"}};
  REQUIRE(set_at(root, path, Value::integer(1)));
  CHECK(to_json(root) == R"({"audit":{"started":true,"review":{"final":1}}})");
  CHECK(to_json(before) == R"({"audit":{"started":true}})");
  const Step into_scalar[] = {{"audit"}, {"started"}, {"x"}};
  CHECK_FALSE(set_at(root, into_scalar, Value::integer(1)));
  Value list = Value::array({Value::integer(0), object({{"a", Value::integer(1)}})});
  const Step element[] = {{"", 1}, {"a"}};
  REQUIRE(set_at(list, element, Value::string("new")));
  CHECK(to_json(list) == R"([0,{"a":"new"}])");
  const Step beyond[] = {{"", 2}};
  CHECK_FALSE(set_at(list, beyond, Value::null()));
}

TEST_CASE("no value is higher than the limit") {
  const Value highest = nested_arrays(kMaxHeight);
  CHECK(highest.height() == kMaxHeight);
  CHECK_THROWS_AS(Value::array({highest}), HeightExceeded);
  CHECK_THROWS_AS(object({{"a", highest}}), HeightExceeded);
  Value root = Value::empty_object();
  const Step path[] = {{"a"}};
  CHECK_THROWS_AS(set_at(root, path, highest), HeightExceeded);
  CHECK(to_json(root) == "{}");
  CHECK(highest == nested_arrays(kMaxHeight));
  CHECK(to_json(highest).size() == 2 * kMaxHeight);
}

TEST_CASE("marks belong to the handle and are lost when the array changes") {
  Value list = Value::array({Value::integer(1)}).with_marks(Value::kSequence);
  const Value plain = list.with_marks(0);
  CHECK(list.marks() == Value::kSequence);
  CHECK(plain.marks() == 0);
  CHECK(list == plain);
  list.push(Value::integer(2));
  CHECK(list.marks() == 0);
}

TEST_CASE("an array builder goes on with an array nobody else has, and leaves a shared one alone") {
  Value list = Value::array({Value::integer(1)});
  const Value shared = list;
  ArrayBuilder builder(std::move(list));
  builder.push(Value::integer(2));
  CHECK(to_json(builder.build()) == "[1,2]");
  CHECK(to_json(shared) == "[1]");
}

TEST_CASE("keys come in the order of a Java HashMap") {
  const auto ordered = [](const std::vector<std::string_view>& keys) {
    std::string out;
    for (const size_t i : java_order(keys)) out.append(keys[i]).append(" ");
    return out;
  };
  CHECK(java_hash("hello") == 99162322);
  CHECK(ordered({"Name", "SecretString"}) == "SecretString Name ");
  CHECK(ordered({"Input", "StateMachineArn", "Name"}) == "Input StateMachineArn Name ");
  CHECK(ordered({"TableName", "Key", "UpdateExpression", "ExpressionAttributeValues"}) ==
        "TableName UpdateExpression Key ExpressionAttributeValues ");
}

TEST_CASE("text is escaped as JSON asks, and no more") {
  CHECK(quoted("a\"b\\c\n\x01/\x7f\u00e9") == "\"a\\\"b\\\\c\\n\\u0001/\x7f\u00e9\"");
  CHECK(to_json(object({{"a", Value::array({Value::integer(1), Value::empty_object()})}}), {.indent = 2}) ==
        "{\n  \"a\": [\n    1,\n    {}\n  ]\n}");
}
