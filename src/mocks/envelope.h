// What services put around a result. In: the inner value. Out: the object that the service's API gives, members in its order.
#pragma once

#include <string>

#include "json/value.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// The answer of lambda:invoke with `payload` as the function's result. Request id and date come from the call, never from the machine.
json::Value lambda_envelope(const json::Value& payload, const sim::Call& call);

/// The SdkHttpMetadata of an optimised integration's answer, with the headers given by name in the order of `AllHttpHeaders`.
json::Value sdk_http_metadata(const json::Value& headers);

/// A version 4 UUID that depends on `text` only.
std::string uuid_of(std::string_view text);

}  // namespace sfn::mocks
