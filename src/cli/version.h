// The version, from CMakeLists.txt's project().
#pragma once

namespace sfn::cli {

inline constexpr char kVersion[] = SFN_VERSION;

}  // namespace sfn::cli
