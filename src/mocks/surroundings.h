// S3 and other state machines, out of mock files. In: the objects and executions of a mock file. Out: bytes of objects, keys below a
// prefix, and the machine with its own mocks behind an ARN. Children are read before the run, so that what is wrong with them is found
// then.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mocks/files.h"
#include "mocks/oracle.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// Distinct child machines (definition and mocks) of one run.
inline constexpr size_t kMaxChildren = 100;

class MockSurroundings : public sim::Surroundings {
 public:
  /// Reads what `file` names. Faults are findings in the document of the file that names it; a child's own mock file must be free of
  /// errors. `files` must outlive it.
  MockSurroundings(std::shared_ptr<const MockFile> file, const Files& files, std::optional<Unmocked> unmocked, uint32_t first_response,
                   bool allow_outside, diag::Findings& findings);

  std::optional<std::string> object(std::string_view uri) const override;
  std::vector<std::string> list(std::string_view uri_prefix) const override;
  std::optional<sim::Child> child(std::string_view state_machine_arn) const override;

 private:
  struct Loaded {
    std::shared_ptr<const asl::Program> program;
    std::shared_ptr<const MockFile> mocks;
    std::unique_ptr<MockOracle> oracle;
  };
  struct Started {
    std::string arn;  // a glob
    const Loaded* child;
  };

  void take(const MockFile& file, diag::Findings& findings);
  void check_object(const ObjectMock& object, diag::Findings& findings) const;
  void add(const ExecutionMock& execution, diag::Findings& findings);
  const Loaded& load(const ExecutionMock& execution);
  std::shared_ptr<const MockFile> read_mocks(const ExecutionMock& execution, const asl::Program& program) const;

  const Files& files_;
  std::optional<Unmocked> unmocked_;
  uint32_t next_response_;
  bool allow_outside_;
  std::vector<std::shared_ptr<const MockFile>> kept_;
  std::map<std::string, const ObjectMock*, std::less<>> objects_;
  std::map<std::string, Loaded> loaded_;  // by definition, machine and mocks: a machine may start itself
  std::vector<Started> started_;
};

}  // namespace sfn::mocks
