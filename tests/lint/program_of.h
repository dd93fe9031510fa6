// A definition's model out of its text.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "asl/program.h"
#include "json/reader.h"

namespace sfn::lint {

inline std::shared_ptr<const asl::Program> program_of(std::string text) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", std::move(text)));
  REQUIRE(read);
  return asl::build(std::make_shared<json::Document>(std::move(*read)));
}

}  // namespace sfn::lint
