// Whole command lines: testdata/transcripts/<command>/<case>.txt holds "$ sfnctl …" lines, each followed by what the user sees: standard
// output as it is, standard error behind "! ", and the exit code behind "=> ". Commands run in testdata/.
#include <doctest/doctest.h>
#include <unistd.h>

#include <sstream>

#include "cli/app.h"
#include "support/golden.h"

using namespace sfn;

namespace {

// Words as a shell splits them: blanks, single and double quotes, backslash.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else if (c == '\\' && quote == '"' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\' || line[i + 1] == '$'))
        word += line[++i];
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
      open = true;
    } else if (c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      open = true;
    } else if (c == ' ') {
      if (open || !word.empty()) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
    }
  }
  if (open || !word.empty()) words.push_back(word);
  return words;
}

std::string lines_behind(const std::string& prefix, const std::string& text) {
  std::string out, line;
  std::istringstream lines(text);
  while (std::getline(lines, line)) out += prefix + line + "\n";
  return out;
}

std::string run_line(const std::string& command) {
  std::vector<std::string> words = split(command);
  std::string input;
  if (words.size() > 2 && words[words.size() - 2] == "<") {
    input = support::read_text(words.back());
    words.resize(words.size() - 2);
  }
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  cli::TestStreams streams(input);
  const int code = cli::main(static_cast<int>(argv.size()), argv.data(), streams);
  std::string seen = streams.out_text();
  if (!seen.empty() && !seen.ends_with('\n')) seen += "\n";
  return seen + lines_behind("! ", streams.err_text()) + "=> " + std::to_string(code) + "\n";
}

// Runs the commands of a transcript again; everything else in it is what came out the last time, but for comments at its head.
std::string replay(const std::string& transcript) {
  std::string out, line;
  std::istringstream lines(transcript);
  while (std::getline(lines, line)) {
    if (line.starts_with("# ")) out += line + "\n";
    if (line.starts_with("$ sfnctl")) out += line + "\n" + run_line(line.substr(2)) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("command lines print what their transcripts say") {
  REQUIRE(chdir(SFN_TESTDATA) == 0);
  const auto files = support::files_in(support::testdata("transcripts"), ".txt", true);
  REQUIRE(!files.empty());
  for (const std::string& file : files) {
    CAPTURE(file);
    CHECK(support::compare_golden(file, replay(support::read_text(file))) == "");
  }
}

TEST_CASE("a command run twice prints the same bytes") {
  REQUIRE(chdir(SFN_TESTDATA) == 0);
  for (const std::string& file : support::files_in(support::testdata("transcripts/run"), ".txt")) {
    CAPTURE(file);
    const std::string text = support::read_text(file);
    CHECK(replay(text) == replay(text));
  }
}
