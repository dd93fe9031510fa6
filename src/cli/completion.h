// What may stand at the cursor. In: the words of a command line behind "sfnctl", the last one as far as it is typed. Out: candidates, from
// what the commands declare and from the definitions and mock files that the words name. The scripts of the shells only quote and show.
#pragma once

#include <string>
#include <vector>

namespace sfn::cli {

class Session;

struct Candidate {
  std::string text;         ///< the whole word
  std::string description;  ///< a few words for shells that show them, or empty
};

struct Completions {
  std::vector<Candidate> candidates;  ///< in the order of the help, all begin with the word typed so far
  bool files = false;                 ///< names of files may stand there as well
};

/// Never throws for files that cannot be read: they have no names to offer.
Completions complete(Session& session, const std::vector<std::string>& words);

}  // namespace sfn::cli
