// Which of the names given with --substitute some definition has a placeholder for. In: the names, and the texts that were read. Out: what
// to tell the user about the others: a misspelt name would otherwise change nothing, silently.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sfn::cli {

class PlaceholderUse {
 public:
  /// A name that the user gave; repetitions are fine.
  void expect(const std::string& name);
  /// The text of a definition, or of a template (`any_mention`: parameters and attributes count as well, wherever they are named). From any
  /// thread.
  void look_at(std::string_view text, bool any_mention);
  /// A line for each name that no text had a use for. Nothing if no text was looked at.
  std::vector<std::string> complaints() const;

 private:
  std::string complaint(const std::string& name) const;

  std::set<std::string> unused_;
  std::set<std::string, std::less<>> placeholders_;
  bool looked_ = false;
  std::mutex mutex_;
};

}  // namespace sfn::cli
