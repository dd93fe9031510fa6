// What sfnctl's exit codes mean: a promise to scripts.
#pragma once

namespace sfn::cli {

enum ExitCode : int {
  kExitOk = 0,           ///< no finding at or above --fail-on; the execution SUCCEEDED; all tests passed
  kExitFindings = 1,     ///< findings; the execution FAILED, TIMED_OUT or was ABORTED; a test failed
  kExitUsage = 2,        ///< the command could not do its work
  kExitUnsupported = 3,  ///< the definition needs something that sfnctl does not support
  kExitInternal = 70,    ///< a bug of sfnctl
  kExitClosedPipe = 141  ///< the reader of the output went away before the work was done: what a shell says of SIGPIPE
};

}  // namespace sfn::cli
