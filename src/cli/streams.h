// Standard input, output and error as the commands see them, so that a test can be the terminal. In: bytes. Out: bytes, buffered; for a
// reader that went away (| head) the work is done all the same, so that the exit code tells what came out.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace sfn::cli {

/// The reader of our output has closed its end, and nobody knows whether the work would ever end. Caught in app.cc: the exit is quiet.
struct ClosedPipe : std::runtime_error {
  ClosedPipe() : std::runtime_error("closed pipe") {}
};

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  virtual ~Output() = default;
  virtual void write(std::string_view text) = 0;
  virtual void flush() {}
  virtual bool is_terminal() const { return false; }
  /// The reader has closed its end: what is written from here on is dropped.
  virtual bool reader_is_gone() const { return false; }
};

class StringOutput : public Output {
 public:
  void write(std::string_view text) override { text_ += text; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A file descriptor with a buffer. Throws std::runtime_error when the disk is full.
class DescriptorOutput : public Output {
 public:
  explicit DescriptorOutput(int descriptor, bool buffered) : descriptor_(descriptor), buffered_(buffered) {}
  ~DescriptorOutput() override;
  void write(std::string_view text) override;
  void flush() override;
  bool is_terminal() const override;
  bool reader_is_gone() const override { return reader_is_gone_; }

 private:
  void write_all(std::string_view text);

  int descriptor_;
  bool buffered_;
  bool reader_is_gone_ = false;
  std::string buffer_;
};

class Streams {
 public:
  virtual ~Streams() = default;
  virtual std::string read_input() = 0;  ///< all of standard input
  virtual Output& out() = 0;
  virtual Output& err() = 0;
};

class StandardStreams : public Streams {
 public:
  StandardStreams();
  std::string read_input() override;
  Output& out() override { return out_; }
  Output& err() override { return err_; }

 private:
  DescriptorOutput out_{1, true};
  DescriptorOutput err_{2, false};
};

/// For tests: what the user typed, and what the user would see.
class TestStreams : public Streams {
 public:
  explicit TestStreams(std::string input = {}) : input_(std::move(input)) {}
  std::string read_input() override { return input_; }
  Output& out() override { return out_; }
  Output& err() override { return err_; }
  const std::string& out_text() const { return out_.text(); }
  const std::string& err_text() const { return err_.text(); }

 private:
  std::string input_;
  StringOutput out_, err_;
};

}  // namespace sfn::cli
