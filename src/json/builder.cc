// Making containers and changing them. The only code that writes into blocks: height, marks and uniqueness are kept here.
#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "json/shape.h"
#include "json/value.h"

namespace sfn::json {
namespace {

uint16_t above(uint16_t height) {
  if (height >= kMaxHeight) throw HeightExceeded();
  return static_cast<uint16_t>(height + 1);
}

ArrayBlock* new_array(uint32_t capacity) {
  auto* block = allocate_block<ArrayBlock>(0, static_cast<uint32_t>(sizeof(Value)) * capacity, capacity);
  block->height = 1;
  return block;
}

ObjectBlock* new_object(uint32_t capacity, Shape* shape) {
  auto* block = allocate_block<ObjectBlock>(0, static_cast<uint32_t>(sizeof(Value)) * capacity, capacity);
  block->height = 1;
  block->shape = shape;
  return block;
}

// Values are handles: their bytes may move without their counts being touched.
void relocate(Value* to, Value* from, size_t count) {
  if (count > 0) std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), count * sizeof(Value));
}

ArrayBlock* grown(ArrayBlock* old, size_t capacity) {
  ArrayBlock* block = new_array(static_cast<uint32_t>(capacity));
  relocate(block->items(), old->items(), old->size);
  block->size = old->size;
  block->height = old->height;
  deallocate(old, sizeof(ArrayBlock) + sizeof(Value) * old->aux);
  return block;
}

ObjectBlock* grown(ObjectBlock* old, size_t capacity) {
  ObjectBlock* block = new_object(static_cast<uint32_t>(capacity), old->shape);
  relocate(block->items(), old->items(), old->size);
  block->size = old->size;
  block->height = old->height;
  deallocate(old, sizeof(ObjectBlock) + sizeof(Value) * old->aux);
  return block;
}

size_t room_for(size_t wanted, size_t capacity) {
  return std::max(wanted, capacity + capacity / 2 + 4);
}

void append(ArrayBlock*& block, Value value) {
  assert(!value.is_undefined());
  const uint16_t height = above(value.height());
  if (block->size == block->aux) block = grown(block, room_for(block->size + 1, block->aux));
  new (block->items() + block->size++) Value(std::move(value));
  block->height = std::max(block->height, height);
}

}  // namespace

// --- ArrayBuilder ---

ArrayBuilder::ArrayBuilder(Value array) {
  array.make_unique_array(0);
  block_ = array.array_;
  array.kind_ = Value::Kind::Undefined;
}

ArrayBuilder::~ArrayBuilder() {
  if (block_ != nullptr) Value::take_array(block_);
}

void ArrayBuilder::reserve(size_t capacity) {
  if (block_ == nullptr) {
    block_ = new_array(static_cast<uint32_t>(capacity));
  } else if (capacity > block_->aux) {
    block_ = grown(block_, capacity);
  }
}

void ArrayBuilder::push(Value value) {
  if (block_ == nullptr) block_ = new_array(4);
  json::append(block_, std::move(value));
}

void ArrayBuilder::append(std::span<const Value> items) {
  const size_t wanted = size() + items.size();
  if (block_ == nullptr || wanted > block_->aux)
    reserve(room_for(wanted, block_ == nullptr ? 0 : block_->aux));  // repeated appending is linear
  for (const Value& item : items) json::append(block_, item);
}

size_t ArrayBuilder::size() const noexcept {
  return block_ == nullptr ? 0 : block_->size;
}

const Value& ArrayBuilder::operator[](size_t index) const noexcept {
  return block_->items()[index];
}

Value ArrayBuilder::build() {
  if (block_ == nullptr) block_ = new_array(0);
  return Value::take_array(std::exchange(block_, nullptr));
}

// --- ObjectBuilder ---

// Keys and values of an object in the making. Kept for the next one: objects are made by the million.
struct ObjectBuilder::Content {
  static constexpr size_t kScanned = 12;  // up to so many keys a scan finds a repeated one

  std::vector<Key> keys;
  std::vector<Value> values;
  std::vector<uint32_t> index;  // open addressing, position + 1
  Content* next_free = nullptr;

  size_t find(const Key& key) {
    if (keys.size() <= kScanned) {
      const auto found = std::find(keys.begin(), keys.end(), key);
      return found == keys.end() ? Shape::kAbsent : static_cast<size_t>(found - keys.begin());
    }
    if (index.size() < keys.size() * 2) rebuild();
    const size_t mask = index.size() - 1;
    for (size_t slot = key.hash() & mask; index[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[index[slot] - 1] == key) return index[slot] - 1;
    }
    return Shape::kAbsent;
  }

  void added() {
    if (!index.empty()) insert(keys.size() - 1);
  }

  void rebuild() {
    size_t slots = 64;
    while (slots < keys.size() * 4) slots *= 2;
    index.assign(slots, 0);
    for (size_t i = 0; i < keys.size(); ++i) insert(i);
  }

  void insert(size_t position) {
    const size_t mask = index.size() - 1;
    size_t slot = keys[position].hash() & mask;
    while (index[slot] != 0) slot = (slot + 1) & mask;
    index[slot] = static_cast<uint32_t>(position + 1);
  }
};

namespace {

template <class Content>
Content*& free_content() {
  thread_local constinit Content* list = nullptr;
  return list;
}

template <class Content>
void release_contents() noexcept {
  Content*& list = free_content<Content>();
  while (list != nullptr) delete std::exchange(list, list->next_free);
}

// Set by the first builder of a thread: only a builder may name its content.
using ReleaseHook = void (*)() noexcept;
thread_local constinit ReleaseHook release_hook = nullptr;

}  // namespace

void release_builders() noexcept {
  if (release_hook != nullptr) release_hook();
}

ObjectBuilder::ObjectBuilder() {
  Content*& list = free_content<Content>();
  if (list == nullptr) {
    content_ = new Content;
    release_hook = &release_contents<Content>;
  } else {
    content_ = list;
    list = list->next_free;
  }
}

ObjectBuilder::ObjectBuilder(size_t capacity) : ObjectBuilder() {
  content_->keys.reserve(capacity);
  content_->values.reserve(capacity);
}

ObjectBuilder::~ObjectBuilder() {
  content_->keys.clear();
  content_->values.clear();
  content_->index.clear();
  content_->next_free = free_content<Content>();
  free_content<Content>() = content_;
}

void ObjectBuilder::set(Key key, Value value) {
  assert(!value.is_undefined());
  if (const size_t index = content_->find(key); index != Shape::kAbsent) {
    content_->values[index] = std::move(value);
    return;
  }
  content_->keys.push_back(std::move(key));
  content_->values.push_back(std::move(value));
  content_->added();
}

bool ObjectBuilder::contains(std::string_view key) const noexcept {
  return content_->find(Key(key)) != Shape::kAbsent;
}

size_t ObjectBuilder::size() const noexcept {
  return content_->keys.size();
}

Value ObjectBuilder::build() {
  uint16_t height = 1;
  for (const Value& value : content_->values) height = std::max(height, above(value.height()));
  const auto count = static_cast<uint32_t>(content_->values.size());
  ObjectBlock* block = new_object(count, Shape::with_keys(content_->keys));
  for (uint32_t i = 0; i < count; ++i) new (block->items() + i) Value(std::move(content_->values[i]));
  block->size = count;
  block->height = height;
  content_->keys.clear();
  content_->values.clear();
  content_->index.clear();
  return Value::take_object(block);
}

// --- changing ---

void Value::make_unique_array(size_t extra) {
  marks_ = 0;
  if (block_->refs == 1) {
    if (array_->size + extra > array_->aux) array_ = grown(array_, room_for(array_->size + extra, array_->aux));
    return;
  }
  ArrayBlock* copy = new_array(static_cast<uint32_t>(array_->size + extra));
  std::uninitialized_copy_n(array_->items(), array_->size, copy->items());
  copy->size = array_->size;
  copy->height = array_->height;
  --block_->refs;
  array_ = copy;
}

void Value::make_unique_object() {
  if (block_->refs == 1) return;
  object_->shape->retain();
  ObjectBlock* copy = new_object(object_->size + 1, object_->shape);
  std::uninitialized_copy_n(object_->items(), object_->size, copy->items());
  copy->size = object_->size;
  copy->height = object_->height;
  --block_->refs;
  object_ = copy;
}

void Value::set(std::string_view key, Value value) {
  set(Key(key), std::move(value));
}

void Value::set(const Key& key, Value value) {
  const uint16_t height = above(value.height());
  const size_t index = object_->shape->find(key);
  make_unique_object();
  if (index != Shape::kAbsent) {
    object_->items()[index] = std::move(value);
  } else {
    if (object_->size == object_->aux) object_ = grown(object_, room_for(object_->size + 1, object_->aux));
    object_->shape = Shape::extended(object_->shape, key);
    new (object_->items() + object_->size++) Value(std::move(value));
  }
  block_->height = std::max(block_->height, height);
}

void Value::erase(std::string_view key) {
  const size_t index = object_->shape->find(key);
  if (index == Shape::kAbsent) return;
  make_unique_object();
  Shape* fewer = Shape::without(object_->shape, index);
  object_->shape->release();
  object_->shape = fewer;
  std::move(object_->items() + index + 1, object_->items() + object_->size, object_->items() + index);
  std::destroy_at(object_->items() + --object_->size);
}

void Value::set(size_t index, Value value) {
  const uint16_t height = above(value.height());
  make_unique_array(0);
  array_->items()[index] = std::move(value);
  block_->height = std::max(block_->height, height);
}

void Value::push(Value value) {
  const uint16_t height = above(value.height());
  make_unique_array(1);
  new (array_->items() + array_->size++) Value(std::move(value));
  block_->height = std::max(block_->height, height);
}

// --- Lookup ---

Lookup::~Lookup() {
  if (shape_ != nullptr) shape_->release();
}

const Value* Lookup::in(const Value& object) const noexcept {
  if (!object.is_object()) return nullptr;
  Shape* shape = object.object_->shape;
  if (shape == shape_ && index_ < shape->size() && shape->key(index_) == key_) return object.object_->items() + index_;
  const size_t index = shape->find(key_);
  if (index == Shape::kAbsent) return nullptr;
  shape->retain();
  if (shape_ != nullptr) shape_->release();
  shape_ = shape;
  index_ = index;
  return object.object_->items() + index;
}

// --- set_at ---

// Recursion over the path, whose length the caller's parser limits; heights are settled on the way back.
struct PathSetter {
  static bool fits(const Value& at, std::span<const Step> path) {
    const Value* here = &at;
    for (const Step& step : path) {
      if (step.index >= 0) {
        if (!here->is_array() || static_cast<size_t>(step.index) >= here->size()) return false;
        here = &(*here)[static_cast<size_t>(step.index)];
      } else {
        if (!here->is_object()) return false;
        here = here->find(step.key);
        if (here == nullptr) return names_only(path.subspan(static_cast<size_t>(&step - path.data()) + 1));
      }
    }
    return true;
  }

  static bool names_only(std::span<const Step> rest) {
    return std::all_of(rest.begin(), rest.end(), [](const Step& step) { return step.index < 0; });
  }

  static Value fresh(std::span<const Step> path, Value leaf) {
    for (size_t i = path.size(); i > 0; --i) {
      ObjectBuilder object(1);
      object.set(path[i - 1].key, std::move(leaf));
      leaf = object.build();
    }
    return leaf;
  }

  // The child is taken out of its parent while it changes, so that a spine nobody else has changes in place.
  static void set(Value& at, std::span<const Step> path, Value leaf) {
    if (path.empty()) {
      at = std::move(leaf);
      return;
    }
    const Step& step = path.front();
    if (step.index >= 0) {
      at.make_unique_array(0);
      Value child = std::exchange(at.array_->items()[step.index], Value::null());
      set(child, path.subspan(1), std::move(leaf));
      return at.set(static_cast<size_t>(step.index), std::move(child));
    }
    const Key key(step.key);
    const size_t index = at.object_->shape->find(key);
    if (index == Shape::kAbsent) return at.set(key, fresh(path.subspan(1), std::move(leaf)));
    at.make_unique_object();
    Value child = std::exchange(at.object_->items()[index], Value::null());
    set(child, path.subspan(1), std::move(leaf));
    at.set(key, std::move(child));
  }
};

bool set_at(Value& root, std::span<const Step> path, Value leaf) {
  if (!PathSetter::fits(root, path)) return false;
  if (path.size() + leaf.height() > kMaxHeight) throw HeightExceeded();  // before anything has changed
  PathSetter::set(root, path, std::move(leaf));
  return true;
}

}  // namespace sfn::json
