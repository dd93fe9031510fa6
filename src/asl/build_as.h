// The model of a definition whose machine does not say properly which query language it is in.
#pragma once

#include <memory>

#include "asl/program.h"

namespace sfn::asl {

/// As build(), but states without a QueryLanguage of their own are read in `language`, whatever the machine says.
std::shared_ptr<const Program> build_as(std::shared_ptr<const json::Document> document, json::NodeId root, QueryLanguage language);

}  // namespace sfn::asl
