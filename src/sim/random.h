// Chance without a stream: every draw is a function of a key, so that one more branch changes nobody else's numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sfn::sim {

/// One more part of a key (or the key's start).
uint64_t mix(uint64_t key, uint64_t part);
uint64_t mix(uint64_t key, std::string_view part);
/// [0, 1) of 64 random bits.
double unit_interval(uint64_t bits);
/// A version 4 UUID of 128 random bits.
std::string make_uuid(uint64_t high, uint64_t low);

/// What a draw is for: the last part of its key.
enum class Purpose : uint8_t { Expression = 1, Jitter, TaskToken, MapRun, ChildName, ExecutionName, RequestId };

}  // namespace sfn::sim
