#include "jsonata/expression.h"

#include <algorithm>

#include "jsonata/failure.h"
#include "jsonata/functions.h"
#include "jsonata/parse_program.h"
#include "jsonata/parser.h"
#include "jsonata/resolve.h"
#include "text/utf8.h"

namespace sfn::jsonata {

std::string_view Expression::source() const {
  return program_->source;
}
Profile Expression::profile() const {
  return program_->profile;
}
const Facts& Expression::facts() const {
  return program_->facts;
}

std::shared_ptr<Program> parse_program(std::string_view source, Profile profile) {
  auto program = std::make_shared<Program>();
  program->source = std::string(source);
  program->profile = profile;
  SyntaxArena arena;
  resolve(*parse_syntax(program->source, arena), *program);
  if (profile == Profile::StepFunctions && !program->facts.newer_operators.empty()) {
    const NameFact& first = program->facts.newer_operators.front();
    throw SyntaxFailure{"S0211",
                        {},
                        {},
                        first.offset,
                        first.offset + first.length,
                        "The operator \"" + first.name + "\" is not in the version of JSONata that Step Functions runs"};
  }
  bind_variables(*program);
  find_facts(*program);
  return program;
}

namespace {

size_t utf16_position(std::string_view source, size_t bytes) {
  return text::count_utf16(source.substr(0, std::min(bytes, source.size())));
}

SyntaxError error_of(const SyntaxFailure& failure, std::string_view source) {
  SyntaxError error;
  error.code = failure.code;
  error.message = message_of(failure);
  error.offset = failure.begin;
  error.length = failure.end > failure.begin ? failure.end - failure.begin : 0;
  error.token = failure.token;
  if (error.token.size() >= 2 && error.token.front() == '"') error.token = error.token.substr(1, error.token.size() - 2);
  error.position = utf16_position(source, failure.end);
  return error;
}

}  // namespace

text::Result<Expression, SyntaxError> parse(std::string_view source, Profile profile) {
  try {
    return Expression(parse_program(source, profile));
  } catch (const SyntaxFailure& failure) {
    return error_of(failure, source);
  }
}

bool is_built_in(std::string_view name, Profile profile) {
  return find_built_in(name, profile) != nullptr;
}

std::vector<std::string> built_in_names(Profile profile) {
  std::vector<std::string> names;
  for (const BuiltIn& row : all_built_ins()) {
    if (find_built_in(row.name, profile) == &row) names.emplace_back(row.name);
  }
  return names;
}

}  // namespace sfn::jsonata
