#include "cfn/definition.h"

#include "json/reader.h"
#include "json/yaml_reader.h"

namespace sfn::cfn {

Reading read_definition(std::shared_ptr<const text::SourceFile> file, const Substitutions& substitutions, Bare bare, Syntax syntax) {
  Reading reading;
  const bool json = syntax == Syntax::Json || (syntax == Syntax::ByContent && looks_like_json(file->bytes()));
  reading.source = fill(std::move(file), substitutions, bare);
  auto document = json ? json::read_json(reading.source) : json::read_yaml(reading.source);
  if (document) {
    reading.document = std::make_shared<const json::Document>(std::move(*document));
  } else {
    reading.error = document.error();
  }
  return reading;
}

}  // namespace sfn::cfn
