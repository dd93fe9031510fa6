#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule yaml_implicit_type{
    .name = "yaml-implicit-type",
    .severity = diag::Severity::Warning,
    .summary = "an unquoted YAML scalar that older readers take for something else",
    .explanation =
        R"~(YAML 1.1 reads yes, no, on, off as booleans, 010 as eight and 1:30 as ninety; YAML 1.2, which sfnctl follows, reads texts and ten.
Quote the scalar, so that every reader sees the same.)~",
    .bad = R"~(StartAt: Greet
States:
  Greet: { Type: Pass, Result: { answer: yes }, End: true })~",
    .good = R"~(StartAt: Greet
States:
  Greet: { Type: Pass, Result: { answer: "yes" }, End: true })~",
};

}  // namespace sfn::lint::registry
