// Repetition in a stream of lines. The idea: a line has a kind, a number that is equal for lines that say the same but for times and data.
// When the last three rounds of p lines have the same kinds (p up to kMaxPeriod), the rounds that follow are counted instead of shown,
// until a line comes that breaks the pattern. What is kept is three rounds of numbers and one round of text, however long the stream is.
//   A B A B A B A B … A C   shows   A B A B A B, "… 997 more rounds of these 2 lines", A C
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace sfn::report {

/// Rounds and iterations of one kind that are shown before the others are counted.
inline constexpr size_t kShownRounds = 3;
/// Lines of the longest round that is found.
inline constexpr size_t kMaxPeriod = 12;

struct TrailLine {
  uint64_t kind = 0;
  std::string text;  ///< one or several lines, each with its line end
  std::string lead;  ///< what a line about folded repetition begins with: time and indentation
};

class Folder {
 public:
  /// Passes on to `out` what is to be shown now.
  void add(TrailLine line, std::vector<std::string>& out);
  /// Nothing more follows, or something that ends every repetition.
  void flush(std::vector<std::string>& out);

 private:
  size_t found_period() const;

  std::deque<uint64_t> recent_;  // kinds of the lines shown last
  size_t period_ = 0;            // 0: nothing repeats
  size_t position_ = 0, rounds_ = 0;
  std::vector<std::string> held_;  // the round under way; the first one as well until there is a second
  std::string lead_;
};

}  // namespace sfn::report
