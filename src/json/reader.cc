#include "json/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "json/number.h"
#include "json/rapidjson.h"
#include "json/read_error.h"
#include "text/utf8.h"

#include <rapidjson/reader.h>

namespace sfn::json {
namespace {

// Bytes with an exact Tell(): RapidJSON copies its own streams and leaves their position behind.
class Stream {
 public:
  using Ch = char;
  explicit Stream(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}
  Ch Peek() const { return at_ == end_ ? '\0' : *at_; }
  Ch Take() { return at_ == end_ ? '\0' : *at_++; }
  size_t Tell() const { return static_cast<size_t>(at_ - begin_); }
  void skip(size_t bytes) { at_ += bytes; }
  Ch* PutBegin() { return nullptr; }  // RapidJSON names these for parsing in place
  void Put(Ch) {}
  void Flush() {}
  size_t PutEnd(Ch*) { return 0; }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

// RapidJSON refuses an escape that names half of a surrogate pair, which JSON (and Jackson) allow. For the rare text that has one, this
// stream gives the three bytes that such a half is kept as instead of the escape.
class LoneSurrogateStream : public Stream {
 public:
  explicit LoneSurrogateStream(std::string_view text);
  Ch Peek() const { return at_lone() ? bytes_[given_] : Stream::Peek(); }
  Ch Take() {
    if (!at_lone()) return Stream::Take();
    const Ch byte = bytes_[given_++];
    if (given_ == bytes_.size()) next_lone();
    return byte;
  }

 private:
  struct Lone {
    size_t offset;
    char32_t half;
  };

  bool at_lone() const { return next_ < lone_.size() && Tell() == lone_[next_].offset; }
  void next_lone() {
    skip(kEscape);
    ++next_;
    given_ = 0;
    encode();
  }
  void encode() {
    bytes_.clear();
    if (next_ < lone_.size()) text::append_utf8(bytes_, lone_[next_].half);
  }

  static constexpr size_t kEscape = 6;  // of \uXXXX
  std::vector<Lone> lone_;
  size_t next_ = 0;
  std::string bytes_;
  size_t given_ = 0;
};

// Value of the \uXXXX at `at`, if it is one.
std::optional<char32_t> escape_at(std::string_view text, size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned value = 0;
  const char* const end = text.data() + at + 6;
  return std::from_chars(text.data() + at + 2, end, value, 16).ptr == end ? std::optional<char32_t>(value) : std::nullopt;
}

LoneSurrogateStream::LoneSurrogateStream(std::string_view text) : Stream(text) {
  for (size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const auto first = escape_at(text, at);
    const auto second = escape_at(text, at + kEscape);
    const bool high = first && *first >= 0xD800 && *first <= 0xDBFF;
    const bool pair = high && second && *second >= 0xDC00 && *second <= 0xDFFF;
    if (high && !pair) lone_.push_back({at, *first});
    at += pair ? 2 * kEscape : first ? kEscape : 2;
  }
  encode();
}

constexpr unsigned kFlags = rapidjson::kParseNumbersAsStringsFlag;

// RapidJSON counts the digits of large numbers in its own way; only these can be infinite and pass.
bool may_overflow(std::string_view literal) {
  return literal.size() > 300 || std::any_of(literal.begin(), literal.end(), [](char c) { return c == 'e' || c == 'E'; });
}
bool is_finite(std::string_view literal) {
  return !may_overflow(literal) || to_double(literal).has_value();
}

// Events to nodes. An event comes when its token has been read, so the token starts at the first byte behind the last one that is not a
// blank, comma or colon.
class DocumentHandler {
 public:
  DocumentHandler(const Stream& in, std::string_view text, DocumentBuilder& out) : in_(in), text_(text), out_(out), done_(in.Tell()) {}

  bool Null() { return out_.scalar(NodeKind::Null, token()), true; }
  bool Bool(bool value) { return out_.scalar(value ? NodeKind::True : NodeKind::False, token()), true; }
  bool RawNumber(const char*, rapidjson::SizeType, bool) {
    const text::Span span = token();
    const std::string_view literal = text_.substr(span.begin, span.size());
    if (!is_finite(literal)) return fail(Fault::NumberRange, span.begin);
    return out_.number(literal, span), true;
  }
  bool String(const char* decoded, rapidjson::SizeType size, bool) {
    const text::Span span = token();
    return out_.string(content(span, {decoded, size}), span), true;
  }
  bool Key(const char* decoded, rapidjson::SizeType size, bool) {
    const text::Span span = token();
    return out_.key(content(span, {decoded, size}), span), true;
  }
  bool StartObject() { return start(NodeKind::Object); }
  bool StartArray() { return start(NodeKind::Array); }
  bool EndObject(rapidjson::SizeType) { return end(); }
  bool EndArray(rapidjson::SizeType) { return end(); }
  // Numbers come as RawNumber.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  Failure failure(Fault fault, size_t offset) const {
    if (own_) return {text_, own_->fault, own_->offset, done_, open_};
    return {text_, fault, offset, done_, open_};
  }

 private:
  struct Own {
    Fault fault;
    size_t offset;
  };

  text::Span token() {
    size_t begin = done_;
    while (is_separator(text_[begin])) ++begin;
    done_ = in_.Tell();
    return {static_cast<uint32_t>(begin), static_cast<uint32_t>(done_)};
  }
  static bool is_separator(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':'; }

  // Escapes always shrink: equal lengths mean there is none, and the source serves as the text.
  std::string_view content(text::Span span, std::string_view decoded) const {
    return decoded.size() + 2 == span.size() ? text_.substr(span.begin + 1, decoded.size()) : decoded;
  }
  bool start(NodeKind kind) {
    const text::Span bracket = token();
    if (open_.size() == kMaxHeight) return fail(Fault::Depth, bracket.begin);
    open_.push_back(bracket.begin);
    return out_.begin(kind, bracket.begin), true;
  }
  bool end() {
    open_.pop_back();
    return out_.end(token().end), true;
  }
  bool fail(Fault fault, size_t offset) {
    own_ = Own{fault, offset};
    return false;
  }

  const Stream& in_;
  std::string_view text_;
  DocumentBuilder& out_;
  size_t done_;
  std::vector<uint32_t> open_;
  std::optional<Own> own_;
};

// Events straight to values: what is complete waits on a stack until its container ends.
class ValueHandler {
 public:
  bool Null() { return put(Value::null()); }
  bool Bool(bool value) { return put(Value::boolean(value)); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view literal(text, size);
    return is_finite(literal) && put(Value::number(literal));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) { return put(Value::string({text, size})); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return keys_.emplace_back(std::string_view(text, size)), true; }
  bool StartObject() { return ++depth_ <= kMaxHeight; }
  bool StartArray() { return ++depth_ <= kMaxHeight; }
  bool EndArray(rapidjson::SizeType count) {
    --depth_;
    ArrayBuilder array(count);
    for (size_t i = values_.size() - count; i < values_.size(); ++i) array.push(std::move(values_[i]));
    values_.resize(values_.size() - count);
    return put(array.build());
  }
  bool EndObject(rapidjson::SizeType count) {
    --depth_;
    ObjectBuilder object(count);
    const size_t first_key = keys_.size() - count;
    const size_t first_value = values_.size() - count;
    for (size_t i = 0; i < count; ++i) object.set(std::move(keys_[first_key + i]), std::move(values_[first_value + i]));
    keys_.erase(keys_.begin() + static_cast<std::ptrdiff_t>(first_key), keys_.end());
    values_.resize(first_value);
    return put(object.build());
  }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  Value result() { return std::move(values_.front()); }

 private:
  bool put(Value value) { return values_.push_back(std::move(value)), true; }

  std::vector<Value> values_;
  std::vector<sfn::json::Key> keys_;
  size_t depth_ = 0;
};

Fault fault_of(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty: return Fault::Empty;
    case rapidjson::kParseErrorDocumentRootNotSingular: return Fault::TrailingText;
    case rapidjson::kParseErrorObjectMissName: return Fault::Key;
    case rapidjson::kParseErrorObjectMissColon: return Fault::Colon;
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket: return Fault::CommaOrBrace;
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket: return Fault::CommaOrBracket;
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex: return Fault::Escape;
    case rapidjson::kParseErrorStringEscapeInvalid: return Fault::Escape;
    case rapidjson::kParseErrorStringMissQuotationMark: return Fault::StringEnd;
    case rapidjson::kParseErrorNumberTooBig: return Fault::NumberRange;
    case rapidjson::kParseErrorNumberMissFraction:
    case rapidjson::kParseErrorNumberMissExponent: return Fault::NumberDigits;
    default: return Fault::Value;
  }
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

size_t byte_order_mark(std::string_view text) {
  return text.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0;
}

// A raw control character and a bad escape share one code of RapidJSON.
Fault string_fault(std::string_view text, size_t offset, Fault fault) {
  return fault == Fault::Escape && offset < text.size() && text[offset] != '\\' ? Fault::StringEnd : fault;
}

}  // namespace

namespace {

// Nothing if `In` cannot read lone surrogates and there are some.
template <class In>
std::optional<text::Result<Document, ReadError>> read_from(const std::shared_ptr<const text::SourceFile>& source) {
  const std::string_view text = source->bytes();
  In in(text);
  in.skip(byte_order_mark(text));
  DocumentBuilder builder(source);
  DocumentHandler handler(in, text, builder);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(in, handler);
  const size_t offset = result.Offset();
  if (result.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) return std::nullopt;
  if (result.IsError()) return explain_failure(handler.failure(string_fault(text, offset, fault_of(result.Code())), offset));
  if (in.Tell() != text.size()) return explain_failure(handler.failure(Fault::TrailingText, in.Tell()));
  return builder.finish();
}

}  // namespace

text::Result<Document, ReadError> read_json(std::shared_ptr<const text::SourceFile> source) {
  if (auto error = refuse_text(source->bytes())) return *std::move(error);
  if (auto result = read_from<Stream>(source)) return *std::move(result);
  auto result = read_from<LoneSurrogateStream>(source);
  if (!result) throw std::logic_error("a lone surrogate was not found");
  return *std::move(result);
}

text::Result<Value, ReadError> parse_json(std::string_view text) {
  if (text.size() <= text::kMaxFileSize && !text::first_invalid_utf8(text)) {
    Stream in(text);
    in.skip(byte_order_mark(text));
    ValueHandler handler;
    rapidjson::Reader reader;
    if (!reader.Parse<kFlags>(in, handler).IsError() && in.Tell() == text.size()) return handler.result();
  }
  // Errors (and lone surrogates) are rare: the reader with positions finds and explains the same ones.
  auto document = read_json(std::make_shared<const text::SourceFile>("", std::string(text)));
  if (!document) return document.error();
  return document->value(Document::root());
}

std::string aws_place(std::string_view text, uint32_t offset) {
  constexpr size_t kShown = 500;  // characters of the text that Jackson quotes
  const std::string_view before = text.substr(0, offset);
  const size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const std::u16string all = text::to_utf16(text);
  const std::string shown = all.size() <= kShown ? std::string(text) : text::from_utf16(std::u16string_view(all).substr(0, kShown));
  const std::string cut = all.size() <= kShown ? "" : fmt::format("[truncated {} chars]", all.size() - kShown);
  return fmt::format("[Source: (String)\"{}\"{}; line: {}, column: {}]", shown, cut, std::count(before.begin(), before.end(), '\n') + 1,
                     text::count_utf16(before.substr(line_begin)) + 1);
}

}  // namespace sfn::json
