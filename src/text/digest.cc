#include "text/digest.h"

#include <nettle/base64.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>

#include <array>
#include <cstdint>

namespace sfn::text {
namespace {

const uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

template <size_t Size, class Context, class Init, class Update, class Finish>
std::string digest(Init init, Update update, Finish finish, std::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  Context context;
  init(&context);
  update(&context, bytes.size(), bytes_of(bytes));
  std::array<uint8_t, Size> result;
  finish(&context, Size, result.data());
  std::string text;
  for (const uint8_t byte : result) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 0xFU];
  }
  return text;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> hex_digest(std::string_view algorithm, std::string_view bytes) {
  if (algorithm == "MD5") return digest<MD5_DIGEST_SIZE, md5_ctx>(md5_init, md5_update, md5_digest, bytes);
  if (algorithm == "SHA-1") return digest<SHA1_DIGEST_SIZE, sha1_ctx>(sha1_init, sha1_update, sha1_digest, bytes);
  if (algorithm == "SHA-256") return digest<SHA256_DIGEST_SIZE, sha256_ctx>(sha256_init, sha256_update, sha256_digest, bytes);
  if (algorithm == "SHA-384") return digest<SHA384_DIGEST_SIZE, sha512_ctx>(sha384_init, sha512_update, sha384_digest, bytes);
  if (algorithm == "SHA-512") return digest<SHA512_DIGEST_SIZE, sha512_ctx>(sha512_init, sha512_update, sha512_digest, bytes);
  return std::nullopt;
}

std::string base64_encode(std::string_view bytes) {
  std::string out(BASE64_ENCODE_RAW_LENGTH(bytes.size()), '\0');
  base64_encode_raw(out.data(), bytes.size(), bytes_of(bytes));
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const size_t data = text.find('=') == std::string_view::npos ? text.size() : text.find('=');
  if (text.size() - data > 2 || text.find_first_not_of('=', data) != std::string_view::npos) return std::nullopt;
  if (text.substr(0, data).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") !=
      std::string_view::npos) {
    return std::nullopt;
  }
  return base64_decode_lenient(text);
}

std::string base64_decode_lenient(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    const int value = base64_value(c);
    if (value < 0) continue;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

}  // namespace sfn::text
