// The check of one definition. In: a Document (or the reason why there is none) and the part of it that is the machine. Out: findings, each
// of a registered rule, sorted by place. Stages: syntax, duplicate keys, structure (the table walk, and the JSON Schema where it found
// something), then every rule over the model; what an earlier stage rejected, later ones pass over.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "diag/finding.h"
#include "json/document.h"
#include "lint/report.h"

namespace sfn::schema {
class Schema;
}

namespace sfn::lint {

struct Input {
  std::shared_ptr<const json::Document> document;  ///< null: the text could not be read
  json::NodeId root = json::Document::root();      ///< the machine's object
  const json::ReadError* error = nullptr;          ///< why there is no document
};

struct Options {
  MachineType type = MachineType::Standard;
  std::vector<std::string> select;                                ///< only these rules; empty: all
  std::vector<std::string> ignore;                                ///< not these
  std::map<std::string, diag::Severity, std::less<>> severities;  ///< instead of the rules' own
  bool suppressions = true;                                       ///< honour `sfnctl:ignore` in Comments
  const schema::Schema* house = nullptr;                          ///< a schema of the user's own, checked besides (rule `schema`)
  std::string house_name;                                         ///< its file, for the findings
};

/// Names in select, ignore or severities that no rule has; the caller says so before linting.
std::vector<std::string> unknown_rules(const Options& options);

diag::Findings lint(const Input& input, const Options& options = {});

}  // namespace sfn::lint
