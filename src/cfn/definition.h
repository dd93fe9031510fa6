// The text of a definition to a Document, placeholders filled in first.
#pragma once

#include <memory>
#include <optional>

#include "cfn/substitution.h"
#include "json/document.h"

namespace sfn::cfn {

enum class Syntax : uint8_t { Json, Yaml, ByContent };

struct Reading {
  std::shared_ptr<const text::SourceFile> source;  ///< the text that was read, placeholders filled in
  std::shared_ptr<const json::Document> document;  ///< nullptr if it cannot be read
  std::optional<json::ReadError> error;            ///< why not; its spans count in `source`
};

/// `bare`: what becomes of `${Name}` outside of JSON strings when the name is not known (see Bare).
Reading read_definition(std::shared_ptr<const text::SourceFile> file, const Substitutions& substitutions, Bare bare = Bare::Keep,
                        Syntax syntax = Syntax::ByContent);

}  // namespace sfn::cfn
