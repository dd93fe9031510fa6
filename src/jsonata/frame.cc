#include "jsonata/frame.h"

#include <cstdlib>
#include <new>

namespace sfn::jsonata {
namespace {

size_t bytes_of(uint32_t slots) {
  return sizeof(Frame) + slots * (sizeof(json::Value) + sizeof(bool));
}

}  // namespace

FrameRef FramePool::make(const Scope& scope, Frame* parent) {
  const auto size = static_cast<uint32_t>(scope.names.size());
  void* memory = nullptr;
  if (size <= kPooled && free_[size] != nullptr) {
    memory = free_[size];
    free_[size] = free_[size]->next;
  } else {
    memory = ::operator new(bytes_of(size));
  }
  Frame* const frame = new (memory) Frame;
  frame->size = size;
  frame->parent = parent;
  if (parent != nullptr) ++parent->references;
  frame->scope = &scope;
  frame->pool = this;
  frame->next = live_;
  if (live_ != nullptr) live_->previous = frame;
  live_ = frame;
  for (uint32_t i = 0; i < size; ++i) {
    new (frame->slots() + i) json::Value;
    frame->bound()[i] = false;
  }
  return FrameRef::adopt(frame);
}

void FramePool::unlink(Frame* frame) {
  if (frame->previous != nullptr)
    frame->previous->next = frame->next;
  else
    live_ = frame->next;
  if (frame->next != nullptr) frame->next->previous = frame->previous;
}

void FramePool::give_back(Frame* frame) {
  unlink(frame);
  if (frame->size > kPooled) return ::operator delete(frame);
  frame->next = free_[frame->size];
  free_[frame->size] = frame;
}

// Goes up the chain of parents in a loop: it may be long.
void FrameRef::destroy(Frame* frame) {
  while (frame != nullptr) {
    for (uint32_t i = 0; i < frame->size; ++i) frame->slots()[i].~Value();
    Frame* const parent = frame->parent;
    if (frame->pool != nullptr)
      frame->pool->give_back(frame);
    else
      ::operator delete(frame);
    frame = parent != nullptr && --parent->references == 0 ? parent : nullptr;
  }
}

// What still counts a frame now is a function in the result: it keeps the frame, which belongs to no pool any more.
FramePool::~FramePool() {
  while (live_ != nullptr) {
    const FrameRef held(live_);
    for (uint32_t i = 0; i < held->size; ++i) held->slots()[i] = json::Value();
    unlink(held.get());
    held->pool = nullptr;
  }
  for (Frame* list : free_) {
    while (list != nullptr) ::operator delete(std::exchange(list, list->next));
  }
}

}  // namespace sfn::jsonata
