// Small blocks from free lists, one set a thread: values are made and dropped by the million, and malloc is three times slower.
#pragma once

#include <cstddef>

namespace sfn::json {

void* allocate(size_t bytes);
void deallocate(void* block, size_t bytes) noexcept;
/// Returns the free blocks of this thread to the system.
void release_free_blocks() noexcept;

}  // namespace sfn::json
