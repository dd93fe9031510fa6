// Frames: the slots of a scope while it runs. Counted, because functions keep the frame they were made in. A function in a slot of the
// frame that it keeps is a cycle, so the pool knows all frames and empties them when the evaluation ends.
#pragma once

#include <cstdint>
#include <utility>

#include "jsonata/node.h"

namespace sfn::jsonata {

class FramePool;

struct Frame {
  uint32_t references = 1;
  uint32_t size = 0;
  Frame* parent = nullptr;       // counted
  const Scope* scope = nullptr;  // for names at run time ($eval, joined tuples)
  FramePool* pool = nullptr;
  Frame* previous = nullptr;
  Frame* next = nullptr;

  json::Value* slots() { return reinterpret_cast<json::Value*>(this + 1); }
  bool* bound() { return reinterpret_cast<bool*>(slots() + size); }

  void set(uint32_t slot, json::Value value) {
    slots()[slot] = std::move(value);
    bound()[slot] = true;
  }
  Frame* out(uint32_t hops) {
    Frame* frame = this;
    while (hops-- > 0) frame = frame->parent;
    return frame;
  }
};

/// A counted reference to a frame; null is allowed.
class FrameRef {
 public:
  FrameRef() = default;
  explicit FrameRef(Frame* frame) : frame_(frame) { retain(); }
  static FrameRef adopt(Frame* frame) {
    FrameRef result;
    result.frame_ = frame;
    return result;
  }
  FrameRef(const FrameRef& other) : frame_(other.frame_) { retain(); }
  FrameRef(FrameRef&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  FrameRef& operator=(FrameRef other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~FrameRef() { release(); }

  Frame* get() const { return frame_; }
  Frame* operator->() const { return frame_; }

 private:
  void retain() const {
    if (frame_ != nullptr) ++frame_->references;
  }
  void release() {
    if (frame_ != nullptr && --frame_->references == 0) destroy(frame_);
  }
  static void destroy(Frame* frame);
  Frame* frame_ = nullptr;
};

/// Makes frames and keeps the small ones for reuse.
class FramePool {
 public:
  FramePool() = default;
  FramePool(const FramePool&) = delete;
  FramePool& operator=(const FramePool&) = delete;
  ~FramePool();

  /// A frame with all slots unbound.
  FrameRef make(const Scope& scope, Frame* parent);

 private:
  friend class FrameRef;
  void unlink(Frame* frame);
  void give_back(Frame* frame);  ///< its slots are gone

  static constexpr uint32_t kPooled = 8;  // slots of the largest frame that is kept
  Frame* live_ = nullptr;
  Frame* free_[kPooled + 1] = {};
};

}  // namespace sfn::jsonata
