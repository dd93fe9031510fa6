// A call of an intrinsic function and perhaps data.
#include "fuzz/fuzz.h"
#include "intrinsic/call.h"
#include "intrinsic/evaluate.h"
#include "json/writer.h"

namespace sfn::fuzz {
namespace {

constexpr std::string_view kData =
    R"({"a":[1,2,2,"x",null,{"b":1}],"o":{"k":{"x":1},"l":[true]},"s":"a,b;c","b64":"aGVsbG8=","json":"{\"x\":[1]}","n":7,"f":2.5,"t":true,"z":null})";

class Data final : public intrinsic::Environment {
 public:
  explicit Data(json::Value root) : root_(std::move(root)) {}
  text::Result<json::Value, jsonpath::Missing> read(const jsonpath::Path& path) override { return jsonpath::evaluate(path, root_); }
  std::string shown_input(const jsonpath::Path&) override { return json::to_json(root_); }
  uint64_t random() override { return state_ = state_ * 6364136223846793005U + 1; }
  std::string uuid() override { return "00000000-0000-4000-8000-000000000000"; }

 private:
  json::Value root_;
  uint64_t state_ = 1;
};

}  // namespace

void intrinsic(std::string_view input) {
  const Parts parts(input);
  const std::string text = parts[0];
  const auto expression = intrinsic::parse(text);
  if (!expression) return require(expression.error().offset <= text.size(), "an error lies in the text");
  require(expression->text() == text, "a call keeps its text");
  const json::Value root = value_of(parts.or_else(1, kData));
  if (root.is_undefined()) return;
  Data data(root);
  try {
    const auto answer = intrinsic::evaluate(*expression, data);
    if (answer) (void)json::to_json(*answer);
  } catch (const jsonpath::Unsupported&) {
  } catch (const json::HeightExceeded&) {
  }
}

}  // namespace sfn::fuzz
