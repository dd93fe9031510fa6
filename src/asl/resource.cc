// What a Resource asks for is read off its ARN. A text with placeholders is read as far as it goes: in
// `arn:${AWS::Partition}:states:::lambda:invoke` the placeholder is one part, and the service is still known; in
// `${Prefix}:::sqs:sendMessage` the tail is looked for.
#include "asl/resource.h"

#include <array>

#include "asl/placeholder.h"

namespace sfn::asl {
namespace {

using Parts = std::vector<std::string_view>;

/// Text between the start of one part and the end of another.
std::string_view joined(const Parts& parts, size_t from) {
  const char* begin = parts[from].data();
  return {begin, static_cast<size_t>(parts.back().data() + parts.back().size() - begin)};
}

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

void set_action(Resource& resource, std::string_view action) {
  using Pattern = Resource::Pattern;
  resource.event_resource = action;
  for (const Pattern pattern : {Pattern::WaitForTaskToken, Pattern::Sync2, Pattern::Sync}) {
    if (!ends_with(action, name_of(pattern))) continue;
    resource.pattern = pattern;
    action.remove_suffix(name_of(pattern).size());
    break;
  }
  resource.action = action;
}

/// `parts` from the service on: `sqs:sendMessage`, `aws-sdk:s3:getObject`, `states:startExecution.sync:2`.
void read_integration(Resource& resource, const Parts& parts, size_t at) {
  if (at + 1 >= parts.size()) return;
  if (parts[at] != "aws-sdk") {
    resource.kind = Resource::Kind::Optimised;
    resource.service = resource.resource_type = parts[at];
    set_action(resource, joined(parts, at + 1));
  } else if (at + 2 < parts.size()) {
    resource.kind = Resource::Kind::AwsSdk;
    resource.service = parts[at + 1];
    resource.resource_type = "aws-sdk:" + resource.service;
    set_action(resource, joined(parts, at + 2));
  }
  if (resource.kind == Resource::Kind::Unknown) return;
  resource.placeholder = has_placeholder(resource.service) || has_placeholder(resource.action) || is_stand_in(resource.service);
}

void read_lambda(Resource& resource, const Parts& parts, size_t function) {
  resource.kind = Resource::Kind::LambdaFunction;
  resource.service = resource.resource_type = "lambda";
  resource.action = parts[function];
  resource.event_resource = resource.text;
}

void read_activity(Resource& resource, const Parts& parts, size_t name) {
  resource.kind = Resource::Kind::Activity;
  resource.service = resource.resource_type = "states";
  resource.action = joined(parts, name);
  resource.event_resource = resource.text;
}

void read_full_arn(Resource& resource, const Parts& parts) {
  if (parts[2] == "lambda" && parts[5] == "function" && parts.size() > 6) return read_lambda(resource, parts, 6);
  if (parts[2] != "states") return;
  if (parts[5] == "activity" && parts.size() > 6) return read_activity(resource, parts, 6);
  read_integration(resource, parts, 5);
}

/// The beginning is a placeholder that may stand for several parts: the tail tells.
void read_tail(Resource& resource, const Parts& parts) {
  for (size_t i = 1; i + 1 < parts.size(); ++i) {
    if (parts[i].empty() && parts[i - 1].empty() && i + 2 < parts.size()) return read_integration(resource, parts, i + 1);
    if (parts[i] == "function") return read_lambda(resource, parts, i + 1);
    if (parts[i] == "activity") return read_activity(resource, parts, i + 1);
  }
}

}  // namespace

std::string_view name_of(Resource::Pattern pattern) {
  constexpr std::array<std::string_view, 4> kNames{"", ".sync", ".sync:2", ".waitForTaskToken"};
  return kNames[static_cast<size_t>(pattern)];
}

std::vector<std::string_view> split_at_colons(std::string_view text) {
  Parts parts;
  size_t begin = 0;
  auto placeholder = find_placeholder(text);
  for (size_t i = 0; i < text.size(); ++i) {
    if (placeholder && i == placeholder->begin) {
      i = placeholder->end - 1;
      placeholder = find_placeholder(text, placeholder->end);
    } else if (text[i] == ':') {
      parts.push_back(text.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::optional<Arn> split_arn(std::string_view text) {
  Parts parts = split_at_colons(text);
  if (parts.size() < 6 || parts[0] != "arn") return std::nullopt;
  return Arn{parts[1], parts[2], parts[3], parts[4], Parts(parts.begin() + 5, parts.end())};
}

Resource parse_resource(std::string_view text) {
  Resource resource;
  resource.text = text;
  const Parts parts = split_at_colons(text);
  if (parts.size() > 5 && parts[0] == "arn") {
    read_full_arn(resource, parts);
  } else if (has_placeholder(text)) {
    read_tail(resource, parts);
  }
  if (resource.kind == Resource::Kind::Unknown) resource.placeholder = has_placeholder(text) || is_stand_in(text);
  return resource;
}

}  // namespace sfn::asl
