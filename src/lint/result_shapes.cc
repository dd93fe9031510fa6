// Results of the optimised integrations whose members are laid down (recorded and documented). All others, and all tasks that someone else
// completes (.waitForTaskToken), give anything.
#include <array>

#include "lint/state_flow.h"

namespace sfn::lint {
namespace {

using Resource = asl::Resource;

/// Members separated by blanks: `name`, `name?` if it may be missing; a type behind a colon (s, n, a, o, j: a string that holds JSON).
struct Envelope {
  std::string_view service, action;
  Resource::Pattern pattern;
  std::string_view members;
};

#define SFN_SDK " SdkHttpMetadata:o SdkResponseMetadata:o"
#define SFN_EXECUTION                                                                                                              \
  "ExecutionArn:s InputDetails:o Name:s OutputDetails:o StartDate StateMachineArn:s Status:s StopDate RedriveCount? RedriveDate? " \
  "RedriveStatus? RedriveStatusReason? TraceHeader? MapRunArn? StateMachineAliasArn? StateMachineVersionArn? Error? Cause?" SFN_SDK "?"

constexpr std::array kEnvelopes{
    Envelope{"lambda", "invoke", Resource::Pattern::RequestResponse,
             "ExecutedVersion? FunctionError? LogResult? Payload? StatusCode:n" SFN_SDK},
    Envelope{"sqs", "sendMessage", Resource::Pattern::RequestResponse,
             "MD5OfMessageAttributes? MD5OfMessageBody:s MD5OfMessageSystemAttributes? MessageId:s SequenceNumber?" SFN_SDK},
    Envelope{"sns", "publish", Resource::Pattern::RequestResponse, "MessageId:s SequenceNumber?" SFN_SDK},
    Envelope{"dynamodb", "getItem", Resource::Pattern::RequestResponse, "ConsumedCapacity? Item?" SFN_SDK},
    Envelope{"dynamodb", "putItem", Resource::Pattern::RequestResponse, "Attributes? ConsumedCapacity? ItemCollectionMetrics?" SFN_SDK},
    Envelope{"dynamodb", "updateItem", Resource::Pattern::RequestResponse, "Attributes? ConsumedCapacity? ItemCollectionMetrics?" SFN_SDK},
    Envelope{"dynamodb", "deleteItem", Resource::Pattern::RequestResponse, "Attributes? ConsumedCapacity? ItemCollectionMetrics?" SFN_SDK},
    Envelope{"events", "putEvents", Resource::Pattern::RequestResponse,
             "Entries:a FailedEntryCount:n SdkHttpMetadata? SdkResponseMetadata?"},
    Envelope{"states", "startExecution", Resource::Pattern::RequestResponse, "ExecutionArn:s StartDate" SFN_SDK},
    Envelope{"states", "startExecution", Resource::Pattern::Sync, "Input:j Output:j " SFN_EXECUTION},
    Envelope{"states", "startExecution", Resource::Pattern::Sync2, "Input? Output? " SFN_EXECUTION},
};

#undef SFN_EXECUTION
#undef SFN_SDK

const Shape* member_shape(Shapes& shapes, char type, Origin from) {
  switch (type) {
    case 's': return shapes.of_types(kString, from);
    case 'n': return shapes.of_types(kNumber, from);
    case 'a': return shapes.of_types(kArray, from);
    case 'o': return shapes.of_types(kObject, from);
    case 'j': from.kind = Origin::Kind::JsonText; return shapes.of_types(kString, from);
    default: return shapes.top();
  }
}

ShapeMember member_of(Shapes& shapes, std::string_view word, Origin from) {
  ShapeMember member;
  if (word.back() == '?') member.certain = false, word.remove_suffix(1);
  const size_t colon = word.find(':');
  member.shape = member_shape(shapes, colon == std::string_view::npos ? ' ' : word[colon + 1], from);
  member.name = word.substr(0, colon);
  return member;
}

}  // namespace

const Shape* result_shape(Shapes& shapes, const asl::State& state, const asl::Task& task) {
  const Resource& resource = task.resource;
  if (resource.kind != Resource::Kind::Optimised || resource.placeholder) return shapes.top();
  for (const Envelope& envelope : kEnvelopes) {
    if (envelope.service != resource.service || envelope.action != resource.action || envelope.pattern != resource.pattern) continue;
    const bool lambda = envelope.service == "lambda";
    const Origin from{lambda ? Origin::Kind::LambdaInvoke : Origin::Kind::Integration, state.id, resource.node};
    std::vector<ShapeMember> members;
    for (size_t at = 0; at < envelope.members.size();) {
      const size_t end = std::min(envelope.members.find(' ', at), envelope.members.size());
      if (end > at) members.push_back(member_of(shapes, envelope.members.substr(at, end - at), from));
      at = end + 1;
    }
    return shapes.object(std::move(members), false, from);
  }
  return shapes.top();
}

}  // namespace sfn::lint
