#include "mocks/envelope.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "json/writer.h"
#include "text/calendar.h"
#include "text/digest.h"
#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// When the call is made, as near as the context object tells.
int64_t call_millis(const sim::Call& call) {
  const json::Value entered = call.context.get("State").get("EnteredTime");
  if (!entered.is_string()) return 0;
  const auto instant = text::parse_timestamp(entered.as_string(), text::TimestampForm::OffsetDateTime);
  return instant ? instant->milliseconds() : 0;
}

/// RFC 9110: "Wed, 01 Jan 2025 00:00:00 GMT".
std::string http_date(int64_t millis) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const text::CivilTime time = text::civil_time(millis);
  const int day = text::weekday(text::days_from_civil(time.year, time.month, time.day));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[static_cast<size_t>(day)], time.day,
                     kMonths[static_cast<size_t>(time.month - 1)], time.year, time.hour, time.minute, time.second);
}

std::string identity_of(const sim::Call& call) {
  const json::Value id = call.context.get("Execution").get("Id");
  return fmt::format("{} {} {}", id.is_string() ? id.as_string() : std::string_view(), call.state.name, call.number);
}

json::Value text(std::string_view value) {
  return json::Value::string(value);
}

/// In the order of java.util.HashMap, as recorded.
json::Value lambda_headers(const json::Value& payload, const sim::Call& call, const std::string& request_id) {
  json::ObjectBuilder headers;
  headers.set("X-Amz-Executed-Version", text("$LATEST"));
  headers.set("x-amzn-Remapped-Content-Length", text("0"));
  headers.set("Connection", text("keep-alive"));
  headers.set("x-amzn-RequestId", text(request_id));
  headers.set("Content-Length", text(std::to_string(json::to_json(payload).size())));
  headers.set("Date", text(http_date(call_millis(call))));
  const std::string hex = *text::hex_digest("MD5", identity_of(call) + " trace");
  headers.set("X-Amzn-Trace-Id", text(fmt::format("Root=1-{}-{};Parent={};Sampled=0", hex.substr(0, 8), hex.substr(8), hex.substr(4, 16))));
  headers.set("Content-Type", text("application/json"));
  return headers.build();
}

}  // namespace

std::string uuid_of(std::string_view text) {
  std::string hex = *text::hex_digest("SHA-256", text);
  hex[12] = '4';
  hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) % 4];
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4), hex.substr(20, 12));
}

json::Value sdk_http_metadata(const json::Value& headers) {
  json::ObjectBuilder all, sorted, out;
  std::vector<json::Member> members;
  for (const json::Member member : headers.members()) {
    all.set(member.key, json::Value::array({member.value}));
    members.push_back(member);
  }
  std::vector<size_t> order(members.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return lower_case(members[a].key) < lower_case(members[b].key); });
  for (const size_t i : order) sorted.set(members[i].key, members[i].value);
  out.set("AllHttpHeaders", all.build());
  out.set("HttpHeaders", sorted.build());
  out.set("HttpStatusCode", json::Value::integer(200));
  return out.build();
}

json::Value lambda_envelope(const json::Value& payload, const sim::Call& call) {
  const std::string request_id = uuid_of(identity_of(call));
  json::ObjectBuilder metadata, out;
  metadata.set("RequestId", text(request_id));
  out.set("ExecutedVersion", text("$LATEST"));
  const json::Value log_type = call.arguments.get("LogType");
  if (log_type.is_string() && log_type.as_string() == "Tail") out.set("LogResult", text(""));
  out.set("Payload", payload);
  out.set("SdkHttpMetadata", sdk_http_metadata(lambda_headers(payload, call, request_id)));
  out.set("SdkResponseMetadata", metadata.build());
  out.set("StatusCode", json::Value::integer(200));
  return out.build();
}

}  // namespace sfn::mocks
