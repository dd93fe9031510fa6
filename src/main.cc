#include "cli/app.h"
#include "cli/streams.h"

#ifdef SFN_STATIC
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cstdint>
#include <cstdlib>
#endif

namespace {

#ifdef SFN_STATIC
// A start writes to about 45 pages of the heap one after the other. Having them made at once takes a third of what 45 page faults take
// (0.35 of an empty process, see tests/bench/startup.py). On kernels before 5.14 nothing happens.
void make_heap() {
  constexpr int kAhead = 192 * 1024;
  // Naming one of them freezes the other two, which otherwise grow up to these values by and by.
  mallopt(M_TOP_PAD, kAhead);
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  void* volatile grown = std::malloc(kAhead / 2);
  std::free(grown);
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  const auto begin = reinterpret_cast<std::uintptr_t>(grown) / page * page;
  madvise(reinterpret_cast<void*>(begin), kAhead, MADV_POPULATE_WRITE);
}
#else
void make_heap() {}
#endif

}  // namespace

// What make_heap() does for the heap, for the program's own data: a position-independent program writes to all pages of its tables when it
// relocates itself, before it runs any C++ (0.3 of an empty process). The linker makes this the entry; _start is the C library's.
#if defined(SFN_STATIC) && defined(__x86_64__)
asm(R"(
  .text
  .globl sfn_start
  .hidden sfn_start
  .type sfn_start, @function
sfn_start:
  endbr64
  push %rdx                             # _start expects it unchanged
  lea __init_array_start(%rip), %rdi    # the first page that is written
  and $-4096, %rdi
  lea _end(%rip), %rsi
  sub %rdi, %rsi
  mov $23, %edx                         # MADV_POPULATE_WRITE
  mov $28, %eax                         # madvise
  syscall
  pop %rdx
  jmp _start
  .size sfn_start, . - sfn_start
)");
#endif

int main(int argc, char** argv) {
  make_heap();
  sfn::cli::StandardStreams streams;
  return sfn::cli::main(argc, argv, streams);
}
