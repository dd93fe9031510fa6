// The functions that Step Functions adds.
#include <cmath>

#include "json/reader.h"
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/functions/random.h"
#include "text/digest.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

/// The generator of java.util.Random.
class JavaRandom {
 public:
  explicit JavaRandom(int64_t seed) : state_((static_cast<uint64_t>(seed) ^ kMultiplier) & kMask) {}
  double next_double() {
    const uint64_t high = next(26);
    return static_cast<double>((high << 27U) + next(27)) * 0x1p-53;
  }

 private:
  static constexpr uint64_t kMultiplier = 0x5DEECE66DU, kMask = (uint64_t{1} << 48U) - 1;
  uint64_t next(unsigned bits) {
    state_ = (state_ * kMultiplier + 0xBU) & kMask;
    return state_ >> (48U - bits);
  }
  uint64_t state_;
};

// Truncation of a double to 64 bits as Java does it: NaN is 0, what is too large is the limit.
int64_t truncated(double value) {
  if (std::isnan(value)) return 0;
  if (value >= 9223372036854775807.0) return INT64_MAX;
  if (value <= -9223372036854775808.0) return INT64_MIN;
  return static_cast<int64_t>(value);
}

}  // namespace

Value partition(Call& call) {
  if (call[0].is_undefined() || call[0].size() == 0) return {};
  const auto items = call[0].items();
  if (call[1].is_undefined()) return Value::array({Value(call[0]).with_marks(0)});
  const double wanted = std::trunc(call[1].as_double());
  if (wanted < 0) fail_with_detail("D3137", "Second argument must be zero or greater");
  if (!(wanted >= 1)) return {};
  const size_t size = wanted > static_cast<double>(items.size()) ? items.size() : static_cast<size_t>(wanted);
  call.evaluator.charge(items.size());
  json::ArrayBuilder out(items.size() / size + 1);
  for (size_t begin = 0; begin < items.size(); begin += size) {
    json::ArrayBuilder chunk(size);
    chunk.append(items.subspan(begin, std::min(size, items.size() - begin)));
    out.push(chunk.build());
  }
  return out.build();
}

Value range(Call& call) {
  if (call[0].is_undefined() || call[1].is_undefined() || call[2].is_undefined()) return {};
  const double first = std::trunc(call[0].as_double()), last = std::trunc(call[1].as_double()), step = std::trunc(call[2].as_double());
  if (step == 0 || !std::isfinite(first) || !std::isfinite(last) || !std::isfinite(step)) return {};
  if (step > 0 ? first > last : first < last) return {};
  const double size = std::floor((last - first) / step) + 1;
  if (size > static_cast<double>(call.evaluator.limits().max_range_call)) call.evaluator.out_of_memory();
  const auto count = static_cast<size_t>(size);
  call.evaluator.charge(count / 2);
  json::ArrayBuilder out(count);
  for (size_t i = 0; i < count; ++i) out.push(number_value(first + step * static_cast<double>(i)));
  return as_sequence(out.build());
}

Value hash(Call& call) {
  if (call[0].is_undefined() || call[1].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  const auto digest = text::hex_digest(call[1].as_string(), call[0].as_string());
  if (digest) return Value::string(*digest);
  fail_with_detail("D3137",
                   "Hash algorithm '" + std::string(call[1].as_string()) + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
}

Value random(Call& call) {
  return Value::real(next_fraction(call.evaluator.environment()));
}

Value seeded_random(Call& call) {
  if (call[0].is_undefined()) return random(call);
  return Value::real(JavaRandom(truncated(call[0].as_double())).next_double());
}

Value uuid(Call& call) {
  static constexpr char kHex[] = "0123456789abcdef";
  uint64_t high = next_random(call.evaluator.environment()), low = next_random(call.evaluator.environment());
  high = (high & ~uint64_t{0xF000}) | 0x4000U;                 // version 4
  low = (low & ~(uint64_t{3} << 62U)) | (uint64_t{1} << 63U);  // variant 1
  std::string text;
  for (int i = 0; i < 32; ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) text += '-';
    const uint64_t half = i < 16 ? high : low;
    text += kHex[(half >> (60U - 4U * static_cast<unsigned>(i % 16))) & 0xFU];
  }
  return Value::string(text);
}

// Duplicate keys are invalid there, so the text is read with positions.
Value parse(Call& call) {
  if (call[0].is_undefined()) return {};
  const auto source = std::make_shared<text::SourceFile>("$parse", std::string(call[0].as_string()));
  call.evaluator.charge(source->bytes().size() / 16);
  const auto document = json::read_json(source);
  if (!document) fail_with_detail("D3137", "Invalid JSON");
  for (json::NodeId id = 0; id < document->size(); ++id) {
    if (document->node(id).duplicate) fail_with_detail("D3137", "Invalid JSON");
  }
  return document->value(json::Document::root());
}

}  // namespace sfn::jsonata::functions
