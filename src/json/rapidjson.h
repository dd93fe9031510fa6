// The way RapidJSON comes in: include this before any of its headers, everywhere. Its assertions become exceptions that cost a compare and
// a jump; two meanings of the macro in one program would break the one-definition rule.
#pragma once

#include <stdexcept>

#ifdef RAPIDJSON_ASSERT
#error "json/rapidjson.h comes before every header of RapidJSON and valijson"
#endif

namespace sfn::json {

/// A misuse of RapidJSON: a bug of ours, never the user's.
[[noreturn, gnu::cold, gnu::noinline]] inline void rapidjson_assertion_failed(const char* condition) {
  throw std::logic_error(condition);
}

}  // namespace sfn::json

#define RAPIDJSON_ASSERT(condition) \
  (__builtin_expect(static_cast<bool>(condition), 1) ? static_cast<void>(0) : ::sfn::json::rapidjson_assertion_failed(#condition))
#define RAPIDJSON_HAS_STDSTRING 1
