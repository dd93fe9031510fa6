// What the user does not want to see: ignores of the configuration file, and findings that a baseline knows already.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/command.h"
#include "diag/finding.h"

namespace sfn::cli {

/// Drops findings that an entry of the configuration's `ignore` names, and marks the entry as used.
void apply_ignores(const Config& config, diag::FileReport& file);

/// The fingerprints in a baseline file: an earlier report of --format json, or its "findings" list. Throws ToolError.
std::multiset<std::string> read_baseline(Session& session, const std::string& path);
/// Drops findings that the baseline holds; each entry counts once.
void apply_baseline(std::multiset<std::string>& known, diag::FileReport& file);

}  // namespace sfn::cli
