// The history as JSON Lines, each event as soon as it happens. Child executions have histories of their own, which this format leaves out.
#include "report/formats/run.h"

namespace sfn::report::formats {
namespace {

/// Bytes that are gathered before they are written.
constexpr size_t kChunk = 1U << 16U;

class RunEvents final : public RunReport, private sim::HistorySink {
 public:
  explicit RunEvents(Writer writer) : writer_(std::move(writer)) {}
  sim::HistorySink* sink() override { return this; }
  void finish(const sim::ExecutionResult& /*result*/) override { flush(); }
  void stop() override { flush(); }

 private:
  void on(sim::ExecutionId execution, const sim::Event& event) override {
    if (execution != 0) return;
    events_.append(text_, event);
    text_ += '\n';
    if (text_.size() >= kChunk) flush();
  }
  void flush() {
    if (!text_.empty()) writer_(text_);
    text_.clear();
  }

  Writer writer_;
  sim::EventWriter events_;
  std::string text_;
};

}  // namespace

std::unique_ptr<RunReport> run_events(const asl::Program& /*program*/, RunView /*view*/, Writer writer) {
  return std::make_unique<RunEvents>(std::move(writer));
}

}  // namespace sfn::report::formats
