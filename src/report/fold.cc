#include "report/fold.h"

#include <fmt/format.h>

namespace sfn::report {

void Folder::add(TrailLine line, std::vector<std::string>& out) {
  if (period_ != 0 && line.kind == recent_[recent_.size() - period_ + position_]) {
    held_.push_back(std::move(line.text));
    if (++position_ < period_) return;
    position_ = 0;
    lead_ = std::move(line.lead);
    if (++rounds_ > 1) held_.clear();
    return;
  }
  flush(out);
  out.push_back(std::move(line.text));
  recent_.push_back(line.kind);
  if (recent_.size() > kShownRounds * kMaxPeriod) recent_.pop_front();
  period_ = found_period();
}

void Folder::flush(std::vector<std::string>& out) {
  if (period_ == 0) return;
  if (rounds_ > 1) {
    const std::string of = period_ == 1 ? "more like this" : fmt::format("more rounds of these {} steps", period_);
    out.push_back(fmt::format("{}… {} {}\n", lead_, rounds_, of));
  }
  for (std::string& text : held_) out.push_back(std::move(text));
  held_.clear();
  recent_.clear();
  period_ = position_ = rounds_ = 0;
}

/// The shortest round that the last lines repeat kShownRounds times; 0 if there is none.
size_t Folder::found_period() const {
  const size_t size = recent_.size();
  for (size_t period = 1; period <= kMaxPeriod && period * kShownRounds <= size; ++period) {
    const size_t compared = period * (kShownRounds - 1);
    size_t same = 0;
    while (same < compared && recent_[size - 1 - same] == recent_[size - 1 - same - period]) ++same;
    if (same == compared) return period;
  }
  return 0;
}

}  // namespace sfn::report
