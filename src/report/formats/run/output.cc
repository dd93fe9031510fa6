// Only the output, as AWS would give it; of a run that does not succeed error and cause.
#include "json/writer.h"
#include "report/formats/run.h"

namespace sfn::report::formats {
namespace {

class RunOutput final : public RunReport {
 public:
  explicit RunOutput(Writer writer) : writer_(std::move(writer)) {}
  void finish(const sim::ExecutionResult& result) override {
    if (result.status == sim::Status::Succeeded) writer_(sim::text_of(result.output) + "\n");
  }

 private:
  Writer writer_;
};

}  // namespace

std::unique_ptr<RunReport> run_output(const asl::Program& /*program*/, RunView /*view*/, Writer writer) {
  return std::make_unique<RunOutput>(std::move(writer));
}

}  // namespace sfn::report::formats
