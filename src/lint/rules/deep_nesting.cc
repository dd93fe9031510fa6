#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

constexpr size_t kDeepest = 25;

void check(const asl::Program& program, Report& report) {
  std::vector<size_t> depth(program.scopes.size());
  for (const asl::Scope& scope : program.scopes) {
    if (scope.parent == asl::kNone) continue;
    depth[scope.id] = depth[scope.parent] + 1;
    if (depth[scope.id] != kDeepest + 1) continue;  // once per way down
    report.at_object(scope.node, fmt::format("the states here are nested more than {} levels deep", kDeepest));
  }
}

}  // namespace

extern const Rule deep_nesting{
    .name = "deep-nesting",
    .severity = diag::Severity::Info,
    .summary = "states nested more than 25 levels deep",
    .explanation = R"~(AWS limits the nesting of Parallel and Map states (TOO_DEEPLY_NESTED) but does not say where.)~",
    .bad = R"~({ "StartAt": "L1", "States": { "L1": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L2", "States": { "L2": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L3", "States": { "L3": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L4", "States": { "L4": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L5", "States": { "L5": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L6", "States": { "L6": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L7", "States": { "L7": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L8", "States": { "L8": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L9", "States": { "L9": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L10", "States": { "L10": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L11", "States": { "L11": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L12", "States": { "L12": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L13", "States": { "L13": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L14", "States": { "L14": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L15", "States": { "L15": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L16", "States": { "L16": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L17", "States": { "L17": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L18", "States": { "L18": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L19", "States": { "L19": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L20", "States": { "L20": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L21", "States": { "L21": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L22", "States": { "L22": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L23", "States": { "L23": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L24", "States": { "L24": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L25", "States": { "L25": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L26", "States": { "L26": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L27", "States": { "L27": { "Type": "Succeed" } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } }] } } })~",
    .good = R"~({ "StartAt": "L1", "States": { "L1": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L2", "States": { "L2": { "Type": "Parallel", "End": true, "Branches": [
{ "StartAt": "L3", "States": { "L3": { "Type": "Succeed" } } }] } } }] } } })~",
    .check = check,
};

}  // namespace sfn::lint::registry
