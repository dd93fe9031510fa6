// Rounding half to even with the decimal point moved in the decimal text of the number, and text with a fixed number of digits.
#pragma once

#include <string>

namespace sfn::jsonata {

/// `precision` digits behind the point; negative: before it. 0.615 at 2 is 0.62, as its text says, not 0.61, as its bits do.
double rounded(double value, double precision);

/// Number.prototype.toFixed: exact digits, rounded half up; from 1e21 on the ECMAScript text.
std::string fixed(double value, int digits);

}  // namespace sfn::jsonata
