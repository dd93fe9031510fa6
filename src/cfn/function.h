// CloudFormation's intrinsic functions in their long form, as far as a definition can be seen through them. What only the deployment knows
// stays symbolic: {"Fn::GetAtt": ["F", "Arn"]} becomes the text `${F.Arn}`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cfn/substitution.h"
#include "json/derived.h"
#include "json/document.h"

namespace sfn::cfn {

/// The name of the function if the node is an object with "Ref" or "Fn::…" as its only key; else empty.
std::string_view function_name(const json::Document& document, json::NodeId node);
/// The argument of a function.
json::NodeId argument(const json::Document& document, json::NodeId function);

/// {"Ref": "AWS::NoValue"}: the property is not there.
bool is_no_value(const json::Document& document, json::NodeId node);

/// Appends the text of a scalar or a function (Ref, GetAtt, Sub, Join; for others a placeholder with the function's name). False for an
/// object or array that is no function.
bool append_symbolic(const json::Document& document, json::NodeId node, const Substitutions& given, json::DerivedText& out);

}  // namespace sfn::cfn
