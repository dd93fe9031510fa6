#include "mocks/files.h"

#include "text/path.h"

namespace sfn::mocks {

bool stays_inside(std::string_view file) {
  const std::string lexical = text::join_path("", file);
  return lexical.substr(0, 1) != "/" && lexical != ".." && lexical.substr(0, 3) != "../";
}

}  // namespace sfn::mocks
