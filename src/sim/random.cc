#include "sim/random.h"

namespace sfn::sim {

uint64_t mix(uint64_t key, uint64_t part) {  // splitmix64 over the sum
  uint64_t z = key + 0x9E3779B97F4A7C15ULL * (part + 1);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

uint64_t mix(uint64_t key, std::string_view part) {
  uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return mix(mix(key, hash), part.size());
}

double unit_interval(uint64_t bits) {
  return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

std::string make_uuid(uint64_t high, uint64_t low) {
  high = (high & ~uint64_t{0xF000}) | 0x4000;
  low = (low & ~(uint64_t{3} << 62U)) | (uint64_t{2} << 62U);
  std::string text(36, '-');
  size_t at = text.size();
  for (uint64_t rest : {low, high}) {
    for (int digit = 0; digit < 16; ++digit, rest >>= 4U) {
      --at;
      if (at == 8 || at == 13 || at == 18 || at == 23) --at;
      text[at] = "0123456789abcdef"[rest & 0xFU];
    }
  }
  return text;
}

}  // namespace sfn::sim
