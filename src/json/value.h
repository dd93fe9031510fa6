// JSON values for running: immutable, shared, without positions. In: what a reader or a builder makes. Out: lookups, comparison, text
// (writer.h). A Value is 16 bytes; copying costs a count. Counts are not atomic: a Value never crosses a thread. Containers are made by
// ArrayBuilder and ObjectBuilder only, which keep one invariant for everybody: no value is higher than kMaxHeight, so every recursion over
// a Value is bounded.
#pragma once

#include <cstdint>
#include <cstring>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sfn::json {

/// Nesting that builders accept: 1 + the tallest child of a container. Jackson's default as well.
inline constexpr uint16_t kMaxHeight = 1000;

/// Thrown by builders when a container would be higher than kMaxHeight. Readers make a finding of it, the simulator an ASL failure,
/// JSONata its depth error.
struct HeightExceeded : std::runtime_error {
  HeightExceeded();
};

enum class Type : uint8_t { Undefined, Null, Boolean, Number, String, Array, Object, Foreign };

std::string_view name_of(Type type);  ///< "null", "boolean", "number", "string", "array", "object"; "undefined", "function" for the others

struct Block;
struct StringBlock;
struct ArrayBlock;
struct ObjectBlock;
class Shape;
class Value;

/// A value of a higher layer (a JSONata function) that travels inside values. json counts and drops it, nothing else.
class Foreign {
 public:
  Foreign() = default;
  Foreign(const Foreign&) = delete;
  Foreign& operator=(const Foreign&) = delete;
  virtual ~Foreign() = default;

 private:
  friend class Value;
  uint32_t refs_ = 1;
};

/// A shared, hashed object key. Keys made from the same text in one thread are nearly always the same block, so comparing is a pointer
/// comparison first.
class Key {
 public:
  explicit Key(std::string_view text);
  Key(const Key& other) noexcept;
  Key(Key&& other) noexcept : block_(other.block_) { other.block_ = nullptr; }
  Key& operator=(Key other) noexcept {
    std::swap(block_, other.block_);
    return *this;
  }
  ~Key();

  std::string_view view() const noexcept;
  operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor): a key is its text
  uint32_t hash() const noexcept;
  bool operator==(const Key& other) const noexcept;

 private:
  friend class Shape;
  StringBlock* block_;
};

class Members;

class Value {
 public:
  // Marks of an array handle, for JSONata: not part of the value, ignored by writer, equality and hash. Marking never copies.
  static constexpr uint8_t kSequence = 1, kKeepSingleton = 2, kCons = 4, kOuter = 8;

  constexpr Value() noexcept : kind_(Kind::Undefined), marks_(0), low_{}, int_(0) {}  ///< undefined: "nothing", not JSON null
  Value(const Value& other) noexcept {
    std::memcpy(static_cast<void*>(this), &other, sizeof *this);
    if (counted()) retain();
  }
  Value(Value&& other) noexcept {
    std::memcpy(static_cast<void*>(this), &other, sizeof *this);
    other.kind_ = Kind::Undefined;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Value() {
    if (counted()) release();
  }
  void swap(Value& other) noexcept;

  static Value null() noexcept;
  static Value boolean(bool value) noexcept;
  static Value integer(int64_t value) noexcept;
  /// A double; integral values stay doubles (they print as `7.0` in Java's manner, `7` in ECMAScript's).
  static Value real(double value) noexcept;
  static Value string(std::string_view utf8);
  /// A number as JSON text has it: exact integers of 64 bits, doubles, and for everything that a double would print differently the text.
  /// `literal` must be a JSON number whose double is finite.
  static Value number(std::string_view literal);
  static Value array(std::initializer_list<Value> items);
  static Value empty_array();
  static Value empty_object();
  /// Takes ownership of a `new`ed object.
  static Value foreign(Foreign* object) noexcept;

  Type type() const noexcept;
  bool is_undefined() const noexcept { return kind_ == Kind::Undefined; }
  bool is_null() const noexcept { return kind_ == Kind::Null; }
  bool is_boolean() const noexcept { return kind_ == Kind::False || kind_ == Kind::True; }
  bool is_true() const noexcept { return kind_ == Kind::True; }
  bool is_number() const noexcept { return kind_ == Kind::Int || kind_ == Kind::Double || kind_ == Kind::Decimal; }
  bool is_int() const noexcept { return kind_ == Kind::Int; }  ///< an exact integer of 64 bits
  bool is_decimal() const noexcept { return kind_ == Kind::Decimal; }
  bool is_string() const noexcept { return kind_ == Kind::ShortString || kind_ == Kind::String; }
  bool is_array() const noexcept { return kind_ == Kind::Array; }
  bool is_object() const noexcept { return kind_ == Kind::Object; }
  bool is_foreign() const noexcept { return kind_ == Kind::Foreign; }

  // Accessors require the type that their name says.
  bool as_boolean() const noexcept { return kind_ == Kind::True; }
  int64_t as_int() const noexcept { return int_; }  ///< is_int()
  double as_double() const noexcept;                ///< is_number()
  std::string_view literal() const noexcept;        ///< is_decimal(): the text
  std::string_view as_string() const& noexcept;     ///< lives as long as this handle: short strings are inside it
  std::string_view as_string() const&& = delete;
  Foreign* as_foreign() const noexcept { return foreign_; }

  /// Elements of an array, members of an object; 0 for all else.
  size_t size() const noexcept;
  uint16_t height() const noexcept;  ///< 0 for scalars

  std::span<const Value> items() const noexcept;  ///< is_array()
  const Value& operator[](size_t index) const noexcept { return items()[index]; }

  const Value* find(std::string_view key) const noexcept;  ///< nullptr if absent or not an object
  const Value* find(const Key& key) const noexcept;
  const Value& get(std::string_view key) const noexcept;  ///< the undefined value if absent or not an object
  Members members() const noexcept;                       ///< is_object(), in insertion order
  const Key& key_at(size_t index) const noexcept;         ///< is_object()
  const Value& value_at(size_t index) const noexcept;     ///< is_object()

  uint8_t marks() const noexcept { return is_array() ? marks_ : uint8_t{0}; }
  Value with_marks(uint8_t marks) const&;
  Value with_marks(uint8_t marks) &&;

  /// Same block (or equal scalar): identity, without looking inside.
  bool same(const Value& other) const noexcept;
  /// Address of the shared block, to recognise a value already seen; nullptr for scalars that are not counted.
  const void* identity() const noexcept { return counted() ? static_cast<const void*>(block_) : nullptr; }

  /// Deep equality: arrays in order, objects in any order, numbers by value (0 equals 0.0), strings by bytes. Foreign by identity.
  bool operator==(const Value& other) const noexcept;
  /// Equal values have equal hashes.
  uint64_t hash() const noexcept;

  // --- changing: a block that nobody else has changes in place, else it is copied (one level) ---

  /// is_object(): sets a member, replacing in place of the old one or appending.
  void set(std::string_view key, Value value);
  void set(const Key& key, Value value);
  /// is_object(): removes a member if it is there.
  void erase(std::string_view key);
  /// is_array(): replaces one element, or appends.
  void set(size_t index, Value value);
  void push(Value value);

 private:
  friend class ArrayBuilder;
  friend class ObjectBuilder;
  friend class Lookup;
  friend struct PathSetter;

  enum class Kind : uint8_t { Undefined, Null, False, True, Int, Double, ShortString, Decimal, String, Array, Object, Foreign };

  bool counted() const noexcept { return kind_ >= Kind::Decimal; }
  void retain() const noexcept;
  void release() noexcept;
  void make_unique_array(size_t extra);
  void make_unique_object();
  static Value take_array(ArrayBlock* block) noexcept;
  static Value take_object(ObjectBlock* block) noexcept;

  Kind kind_;
  uint8_t marks_;  // ShortString: its length
  char low_[6];    // ShortString: the first six bytes; the others are in the next eight
  union {
    int64_t int_;
    double double_;
    Block* block_;
    StringBlock* string_;
    ArrayBlock* array_;
    ObjectBlock* object_;
    Foreign* foreign_;
  };
};
static_assert(sizeof(Value) == 16);

struct Member {
  const Key& key;
  const Value& value;
};

/// Members of an object as a range of Member, in insertion order.
class Members {
 public:
  class Iterator {
   public:
    using value_type = Member;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::input_iterator_tag;
    using reference = Member;
    using pointer = void;
    Iterator(const Value* object, size_t index) : object_(object), index_(index) {}
    Member operator*() const { return {object_->key_at(index_), object_->value_at(index_)}; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const Value* object_;
    size_t index_;
  };
  explicit Members(const Value& object) : object_(&object) {}
  Iterator begin() const { return {object_, 0}; }
  Iterator end() const { return {object_, object_->size()}; }

 private:
  const Value* object_;
};

/// Makes arrays. Undefined must not be pushed.
class ArrayBuilder {
 public:
  ArrayBuilder() = default;
  explicit ArrayBuilder(size_t capacity) { reserve(capacity); }
  /// Goes on with an array: in place if nobody else has it, which makes repeated appending linear.
  explicit ArrayBuilder(Value array);
  ArrayBuilder(const ArrayBuilder&) = delete;
  ArrayBuilder& operator=(const ArrayBuilder&) = delete;
  ~ArrayBuilder();

  void reserve(size_t capacity);
  void push(Value value);
  void append(std::span<const Value> items);
  size_t size() const noexcept;
  const Value& operator[](size_t index) const noexcept;
  /// The array; the builder is empty afterwards. Throws HeightExceeded.
  Value build();

 private:
  ArrayBlock* block_ = nullptr;
};

/// Makes objects. Undefined must not be set.
class ObjectBuilder {
 public:
  ObjectBuilder();
  explicit ObjectBuilder(size_t capacity);
  ObjectBuilder(const ObjectBuilder&) = delete;
  ObjectBuilder& operator=(const ObjectBuilder&) = delete;
  ~ObjectBuilder();

  /// Replaces the value of a key that is there already (which keeps its place) or appends.
  void set(std::string_view key, Value value) { set(Key(key), std::move(value)); }
  void set(Key key, Value value);
  bool contains(std::string_view key) const noexcept;
  size_t size() const noexcept;
  /// The object; the builder is empty afterwards. Throws HeightExceeded.
  Value build();

 private:
  struct Content;
  Content* content_;
};

/// Finds one key in many objects: remembers the last shape, so objects made alike cost one comparison each. Not for two threads.
class Lookup {
 public:
  explicit Lookup(std::string_view key) : key_(key) {}
  Lookup(const Lookup& other) : key_(other.key_) {}
  Lookup& operator=(const Lookup&) = delete;
  ~Lookup();
  const Key& key() const noexcept { return key_; }
  const Value* in(const Value& object) const noexcept;  ///< nullptr if absent or not an object

 private:
  Key key_;
  mutable Shape* shape_ = nullptr;  // retained
  mutable size_t index_ = 0;
};

/// One step of a path that is written to: a member name or an element index.
struct Step {
  std::string_view key;  ///< used if index < 0
  int64_t index = -1;
};

/// Sets the value at a path, copying only the blocks on the spine that are shared. Missing objects on the way are made, members appended at
/// the end, a value of another type is replaced only if it is at the last step. False (and `root` unchanged) if a step meets a value that
/// cannot hold it: a name in a non-object, an index outside an array. Throws HeightExceeded.
bool set_at(Value& root, std::span<const Step> path, Value leaf);

/// Gives back what the caches of this thread hold (keys, shapes, free blocks). For worker threads that end before the process.
void release_thread_caches() noexcept;

}  // namespace sfn::json
