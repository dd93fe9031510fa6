// Pictures of dates and times: `[D1o] [MNn] [Y], [H01]:[m01]`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "jsonata/functions/integer_picture.h"

namespace sfn::jsonata {

class Evaluator;

struct DatePart {
  enum class Names : unsigned char { None, Lower, Upper, Title };
  std::string literal;        ///< if component is 0
  char component = 0;         ///< Y M D d F W w X x H h P m s f Z z C E
  Names names = Names::None;  ///< written as a name
  bool has_integer = false;
  IntegerPicture integer;
  bool zulu = false;        ///< `t`: an offset of zero is `Z`
  std::optional<int> most;  ///< width at most
  int year_digits = -1;     ///< of a year: the last so many; -1 = all
};

/// Raises D3132, D3135 and the errors of integer pictures.
std::vector<DatePart> date_picture(std::string_view text);

/// The time as the picture says, in a zone of that offset.
std::string format_date(double millis, const std::vector<DatePart>& parts, int offset_hours, int offset_minutes);

/// The time that a text of the picture says; nothing if it is no text of the picture. Parts that are missing before the first given one
/// come from the evaluation's time. NaN if a number cannot be made. Raises D3133 and D3136; the search counts as steps.
std::optional<double> parse_date(Evaluator& evaluator, std::string_view text, const std::vector<DatePart>& parts);

/// Value of a component of a time: the number, 0/1 for am/pm.
int64_t date_component(int64_t millis, char component);

inline constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                               "July",    "August",   "September", "October", "November", "December"};
inline constexpr std::string_view kDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

}  // namespace sfn::jsonata
