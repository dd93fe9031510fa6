// Golden files: what a program says, kept in testdata and reviewed like code. SFN_UPDATE_GOLDEN=1 rewrites them; the switch is refused in
// CI.
#pragma once

#include <string>
#include <vector>

namespace sfn::support {

/// testdata/<path>.
std::string testdata(const std::string& path);
std::string read_text(const std::string& path);
bool exists(const std::string& path);
/// Files directly in (or with `deep`, anywhere below) a folder whose names end with `ending`, sorted.
std::vector<std::string> files_in(const std::string& folder, const std::string& ending, bool deep = false);

/// Compares with the file, or rewrites it in update mode. The answer is empty if all is well, else says what differs first.
std::string compare_golden(const std::string& path, const std::string& actual);

}  // namespace sfn::support
