// YAML text to a Document with the same spans and kinds as JSON.
#pragma once

#include <memory>

#include "json/document.h"
#include "text/result.h"

namespace sfn::json {

/// Values that aliases and merges may add to a document by repeating others: a bound against texts that grow exponentially.
inline constexpr size_t kMaxExpandedNodes = 250'000;
/// Merges (`<<`) of maps that merge others in turn.
inline constexpr size_t kMaxMergeDepth = 100;

/// YAML 1.2 core schema typing of plain scalars. Notes (rule `yaml-implicit-type`) are left where YAML 1.1 tools would read another type
/// (yes, no, on, off, octals, sexagesimals). CloudFormation's short tags (!Sub, !GetAtt, !Ref, !Join …) become {"Fn::Sub": …} objects as
/// the long form has them. Aliases are expanded up to a limit; only the first document of a stream is read, further ones are an error.
text::Result<Document, ReadError> read_yaml(std::shared_ptr<const text::SourceFile> source);

}  // namespace sfn::json
