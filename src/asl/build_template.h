// Payload templates out of the document.
#pragma once

#include "asl/payload.h"

namespace sfn::asl {

/// The template at `node`, read in `language`. Never fails: a ".$" member whose value is no string becomes a constant (lint says why).
Template build_template(const json::Document& document, json::NodeId node, QueryLanguage language);

}  // namespace sfn::asl
