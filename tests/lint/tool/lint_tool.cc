// validate --format json --type standard|express FILE…: the linter alone, for conformance runs while the command line is in the making.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "json/reader.h"
#include "json/writer.h"
#include "json/yaml_reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

diag::Findings lint_file(const char* path, lint::MachineType type) {
  const auto source = std::make_shared<text::SourceFile>(path, read(path));
  const std::string name(path);
  const bool yaml = name.size() > 5 && name.substr(name.size() - 5) == ".yaml";
  auto read = yaml ? json::read_yaml(source) : json::read_json(source);
  lint::Input input;
  if (read) {
    input.document = std::make_shared<json::Document>(std::move(*read));
  } else {
    input.error = &read.error();
  }
  lint::Options options;
  options.type = type;
  return lint::lint(input, options);
}

}  // namespace

int main(int argc, char** argv) {
  lint::MachineType type = lint::MachineType::Standard;
  std::string out;
  for (int i = 2; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--format" || arg == "--type") {
      if (std::string_view(argv[i + 1]) == "express") type = lint::MachineType::Express;
      ++i;
      continue;
    }
    const diag::Findings findings = lint_file(argv[i], type);
    std::string list;
    for (const diag::Finding& f : findings.list()) {
      list += fmt::format("{}{{\"rule\":\"{}\",\"severity\":\"{}\",\"message\":{},\"pointer\":{},\"awsMessage\":{},\"location\":{}}}",
                          list.empty() ? "" : ",", f.rule, diag::name_of(f.severity), json::quoted(f.message), json::quoted(f.pointer),
                          json::quoted(f.aws_message), json::quoted(f.location));
    }
    out += fmt::format("{}{{\"path\":{},\"findings\":[{}]}}", out.empty() ? "" : ",", json::quoted(arg), list);
  }
  std::puts(fmt::format("{{\"files\":[{}]}}", out).c_str());
}
