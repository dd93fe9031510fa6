// JSONata expressions. In: the text of an expression. Out: a parsed, resolved, immutable Expression, which evaluate.h runs, and what can be
// told about it without running it (facts). Stages: lexer -> parser (syntax.h) -> resolve (node.h) -> facts.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace sfn::jsonata {

/// Which JSONata: the reference implementation's 2.2.2, or what AWS Step Functions runs (2.0.6 without $eval, with six functions of its
/// own).
enum class Profile : unsigned char { Reference, StepFunctions };

/// Nesting of an expression's text that the parser accepts.
inline constexpr size_t kMaxNesting = 500;
/// Bytes of an expression's text that the parser accepts.
inline constexpr size_t kMaxSource = size_t{1} << 24U;

/// Why a text is no expression. `offset` and `length` are bytes of the source; `message` is the text that the service reports.
struct SyntaxError : text::SyntaxError {
  size_t position = 0;  ///< what the reference reports: UTF-16 units, as a rule behind the token
};

/// A piece of the source.
struct Place {
  size_t offset = 0;  ///< bytes
  size_t length = 0;
};

/// A name that is read: from the absent context item, or a variable.
struct NameFact : Place {
  std::string name;
};

/// `$states.member` or `$states.context.further`.
struct StatesFact : Place {
  std::string member;   ///< the second step: "input", "context", "result", "errorOutput" or anything else
  std::string further;  ///< the third step of a `context` path, where it is a plain name; else empty
  Place further_place;
};

/// What kind of value something gives for certain.
enum class ResultKind : unsigned char { Unknown, Null, Boolean, Number, String, Array, Object, Function };

/// A call whose callee is a name: `$name(…)`, or `name(…)`, which can never work.
struct CallFact : Place {
  std::string name;                   ///< without `$`
  std::vector<ResultKind> arguments;  ///< of each argument, as far as it is known
  bool variable = true;               ///< false: a bare name (T1005 or T1006)
  bool built_in = false;              ///< a function of this profile, not rebound in the expression
  bool bound = false;                 ///< the expression itself binds the name
};

/// Something that cannot succeed whenever it is evaluated.
struct FailureFact : Place {
  std::string code;
  std::string message;
};

struct Facts {
  std::vector<NameFact> top_level_references;  ///< each distinct name once, in written order; "$" and "$$" included
  std::vector<StatesFact> states_members;      ///< in written order
  std::vector<NameFact> free_variables;  ///< every occurrence of a variable that is neither bound inside nor a built-in; `states` included
  std::vector<NameFact> shadowed_built_ins;  ///< `$count := …`: bound names that hide a function
  std::vector<CallFact> calls;
  std::vector<FailureFact> failures;
  std::vector<NameFact> newer_operators;  ///< `?:` and `??`, which Step Functions does not have (profile Reference only)
  ResultKind result_kind = ResultKind::Unknown;
  bool uses_eval = false;
};

struct Program;  // the resolved tree (node.h)

/// Cheap to copy; may be evaluated again while it is being evaluated. Not for two threads at once.
class Expression {
 public:
  explicit Expression(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

  std::string_view source() const;
  Profile profile() const;
  const Facts& facts() const;

  const std::vector<NameFact>& top_level_references() const { return facts().top_level_references; }
  const std::vector<StatesFact>& states_members() const { return facts().states_members; }
  const std::vector<NameFact>& free_variables() const { return facts().free_variables; }
  const std::vector<CallFact>& calls() const { return facts().calls; }
  const std::vector<FailureFact>& failures() const { return facts().failures; }
  bool uses_eval() const { return facts().uses_eval; }
  ResultKind result_kind() const { return facts().result_kind; }

  const Program& program() const { return *program_; }

 private:
  std::shared_ptr<const Program> program_;
};

/// Parses and resolves. Regular expressions and signatures are compiled here, so a bad one is a syntax error.
text::Result<Expression, SyntaxError> parse(std::string_view source, Profile profile);

/// Whether `name` (without `$`) is a function of the profile.
bool is_built_in(std::string_view name, Profile profile);
/// The names of the profile's functions, for suggestions.
std::vector<std::string> built_in_names(Profile profile);

}  // namespace sfn::jsonata
