#include "json/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "json/number.h"
#include "json/shape.h"

namespace sfn::json {
namespace {

constexpr size_t kShort = 14;  // bytes of text inside a handle

const Value kUndefined;

// Foreigns that hold each other in a long chain (closures that were handed on a hundred thousand times) go one after another instead of
// inside each other: beyond this depth they wait for the outermost.
constexpr uint32_t kDropsInside = 200;
thread_local constinit uint32_t drops = 0;
thread_local std::vector<Foreign*> waiting;

void drop(Foreign* object) {
  if (drops >= kDropsInside) return waiting.push_back(object);
  ++drops;
  delete object;
  while (drops == 1 && !waiting.empty()) {
    Foreign* const next = waiting.back();
    waiting.pop_back();
    delete next;
  }
  --drops;
}

}  // namespace

HeightExceeded::HeightExceeded() : std::runtime_error("value is nested deeper than 1000 levels") {}

std::string_view name_of(Type type) {
  switch (type) {
    case Type::Undefined: return "undefined";
    case Type::Null: return "null";
    case Type::Boolean: return "boolean";
    case Type::Number: return "number";
    case Type::String: return "string";
    case Type::Array: return "array";
    case Type::Object: return "object";
    case Type::Foreign: return "function";
  }
  return "undefined";
}

// --- counting ---

void Value::retain() const noexcept {
  if (kind_ == Kind::Foreign) {
    ++foreign_->refs_;
  } else {
    ++block_->refs;
  }
}

void Value::release() noexcept {
  switch (kind_) {
    case Kind::Foreign:
      if (--foreign_->refs_ == 0) drop(foreign_);
      return;
    case Kind::String: return release_string(string_);
    case Kind::Decimal:
      if (--block_->refs == 0) deallocate(block_, sizeof(DecimalBlock) + block_->size);
      return;
    case Kind::Array:
      if (--block_->refs != 0) return;
      std::destroy_n(array_->items(), array_->size);
      return deallocate(array_, sizeof(ArrayBlock) + sizeof(Value) * array_->aux);
    default:
      if (--block_->refs != 0) return;
      std::destroy_n(object_->items(), object_->size);
      object_->shape->release();
      return deallocate(object_, sizeof(ObjectBlock) + sizeof(Value) * object_->aux);
  }
}

void Value::swap(Value& other) noexcept {
  char keep[sizeof(Value)];
  std::memcpy(keep, static_cast<const void*>(this), sizeof *this);
  std::memcpy(static_cast<void*>(this), static_cast<const void*>(&other), sizeof *this);
  std::memcpy(static_cast<void*>(&other), keep, sizeof *this);
}

// --- making ---

Value Value::null() noexcept {
  Value value;
  value.kind_ = Kind::Null;
  return value;
}

Value Value::boolean(bool truth) noexcept {
  Value value;
  value.kind_ = truth ? Kind::True : Kind::False;
  return value;
}

Value Value::integer(int64_t number) noexcept {
  Value value;
  value.kind_ = Kind::Int;
  value.int_ = number;
  return value;
}

Value Value::real(double number) noexcept {
  Value value;
  value.kind_ = Kind::Double;
  value.double_ = number;
  return value;
}

Value Value::string(std::string_view text) {
  Value value;
  if (text.size() <= kShort) {
    value.kind_ = Kind::ShortString;
    value.marks_ = static_cast<uint8_t>(text.size());
    if (!text.empty()) std::memcpy(reinterpret_cast<char*>(&value) + 2, text.data(), text.size());
  } else {
    value.string_ = new_string(text);
    value.kind_ = Kind::String;
  }
  return value;
}

Value Value::number(std::string_view literal) {
  const char* end = literal.data() + literal.size();
  const bool whole = literal.find_first_of(".eE") == std::string_view::npos;
  if (int64_t exact = 0; whole && std::from_chars(literal.data(), end, exact).ec == std::errc()) return integer(exact);
  double nearest = 0;
  std::from_chars(literal.data(), end, nearest);
  if (java_text(nearest) == literal) return real(nearest);
  auto* block = allocate_block<DecimalBlock>(static_cast<uint32_t>(literal.size()), static_cast<uint32_t>(literal.size()), 0);
  block->value = nearest;
  std::memcpy(block->bytes(), literal.data(), literal.size());
  Value value;
  value.block_ = block;
  value.kind_ = Kind::Decimal;
  return value;
}

Value Value::array(std::initializer_list<Value> items) {
  ArrayBuilder builder(items.size());
  for (const Value& item : items) builder.push(item);
  return builder.build();
}

Value Value::empty_array() {
  return ArrayBuilder().build();
}

Value Value::empty_object() {
  return ObjectBuilder().build();
}

Value Value::foreign(Foreign* object) noexcept {
  Value value;
  value.foreign_ = object;
  value.kind_ = Kind::Foreign;
  return value;
}

Value Value::take_array(ArrayBlock* block) noexcept {
  Value value;
  value.array_ = block;
  value.kind_ = Kind::Array;
  return value;
}

Value Value::take_object(ObjectBlock* block) noexcept {
  Value value;
  value.object_ = block;
  value.kind_ = Kind::Object;
  return value;
}

// --- asking ---

Type Value::type() const noexcept {
  switch (kind_) {
    case Kind::Undefined: return Type::Undefined;
    case Kind::Null: return Type::Null;
    case Kind::False:
    case Kind::True: return Type::Boolean;
    case Kind::Int:
    case Kind::Double:
    case Kind::Decimal: return Type::Number;
    case Kind::ShortString:
    case Kind::String: return Type::String;
    case Kind::Array: return Type::Array;
    case Kind::Object: return Type::Object;
    case Kind::Foreign: return Type::Foreign;
  }
  return Type::Undefined;
}

double Value::as_double() const noexcept {
  if (kind_ == Kind::Int) return static_cast<double>(int_);
  return kind_ == Kind::Double ? double_ : static_cast<const DecimalBlock*>(block_)->value;
}

std::string_view Value::literal() const noexcept {
  return static_cast<const DecimalBlock*>(block_)->view();
}

std::string_view Value::as_string() const& noexcept {
  if (kind_ == Kind::ShortString) return {reinterpret_cast<const char*>(this) + 2, marks_};
  return string_->view();
}

size_t Value::size() const noexcept {
  return is_array() || is_object() ? block_->size : 0;
}

uint16_t Value::height() const noexcept {
  return is_array() || is_object() ? block_->height : uint16_t{0};
}

std::span<const Value> Value::items() const noexcept {
  return {array_->items(), array_->size};
}

const Value* Value::find(std::string_view key) const noexcept {
  if (!is_object()) return nullptr;
  const size_t index = object_->shape->find(key);
  return index == Shape::kAbsent ? nullptr : object_->items() + index;
}

const Value* Value::find(const Key& key) const noexcept {
  if (!is_object()) return nullptr;
  const size_t index = object_->shape->find(key);
  return index == Shape::kAbsent ? nullptr : object_->items() + index;
}

const Value& Value::get(std::string_view key) const noexcept {
  const Value* found = find(key);
  return found == nullptr ? kUndefined : *found;
}

Members Value::members() const noexcept {
  return Members(*this);
}

const Key& Value::key_at(size_t index) const noexcept {
  return object_->shape->key(index);
}

const Value& Value::value_at(size_t index) const noexcept {
  return object_->items()[index];
}

Value Value::with_marks(uint8_t marks) const& {
  Value copy(*this);
  copy.marks_ = marks;
  return copy;
}

Value Value::with_marks(uint8_t marks) && {
  marks_ = marks;
  return std::move(*this);
}

bool Value::same(const Value& other) const noexcept {
  if (kind_ != other.kind_) return is_number() && other.is_number() && as_double() == other.as_double();
  switch (kind_) {
    case Kind::Int: return int_ == other.int_;
    case Kind::Double: return double_ == other.double_;
    case Kind::ShortString: return as_string() == other.as_string();
    default: return !counted() || block_ == other.block_;
  }
}

// --- comparing ---

namespace {

bool whole_literal(const Value& value) {
  return value.is_decimal() && value.literal().find_first_of(".eE") == std::string_view::npos;
}

bool equal_numbers(const Value& a, const Value& b) {
  if (a.is_int() && b.is_int()) return a.as_int() == b.as_int();
  if (whole_literal(a) && whole_literal(b)) return a.literal() == b.literal();
  return a.as_double() == b.as_double();
}

bool equal_objects(const Value& a, const Value& b) {
  for (size_t i = 0; i < a.size(); ++i) {
    const Value* other = i < b.size() && b.key_at(i) == a.key_at(i) ? &b.value_at(i) : b.find(a.key_at(i));
    if (other == nullptr || !(a.value_at(i) == *other)) return false;
  }
  return true;
}

uint64_t combine(uint64_t a, uint64_t b) {
  return (a ^ b) * 0x9E3779B97F4A7C15ULL + (a >> 29);
}

uint64_t number_hash(double number) {
  if (number == 0) number = 0;  // -0.0 equals 0.0
  uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return combine(bits, 3);
}

}  // namespace

bool Value::operator==(const Value& other) const noexcept {
  const Type mine = type();
  if (mine != other.type()) return false;
  switch (mine) {
    case Type::Undefined:
    case Type::Null: return true;
    case Type::Boolean: return kind_ == other.kind_;
    case Type::Number: return equal_numbers(*this, other);
    case Type::String: return as_string() == other.as_string();
    case Type::Foreign: return foreign_ == other.foreign_;
    default: break;
  }
  if (block_ == other.block_) return true;
  if (size() != other.size()) return false;
  if (mine == Type::Object) return equal_objects(*this, other);
  return std::equal(items().begin(), items().end(), other.items().begin());
}

uint64_t Value::hash() const noexcept {
  switch (type()) {
    case Type::Number: return number_hash(as_double());
    case Type::String: return hash_bytes(as_string());
    case Type::Foreign: return reinterpret_cast<uintptr_t>(foreign_);
    case Type::Array: {
      uint64_t sum = combine(size(), 5);
      for (const Value& item : items()) sum = combine(sum, item.hash());
      return sum;
    }
    case Type::Object: {
      uint64_t sum = combine(size(), 7);
      for (size_t i = 0; i < size(); ++i) sum += combine(key_at(i).hash(), value_at(i).hash());  // any order
      return sum;
    }
    default: return combine(static_cast<uint64_t>(kind_), 11);
  }
}

}  // namespace sfn::json
