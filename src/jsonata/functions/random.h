// Random numbers out of the environment's state, so that the same seed gives the same run.
#pragma once

#include <cstdint>

#include "jsonata/evaluate.h"

namespace sfn::jsonata {

/// 64 random bits (SplitMix64); moves the state on.
inline uint64_t next_random(Environment& environment) {
  uint64_t z = environment.random_state += 0x9E3779B97F4A7C15U;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

/// A double in [0, 1).
inline double next_fraction(Environment& environment) {
  return static_cast<double>(next_random(environment) >> 11U) * 0x1p-53;
}

}  // namespace sfn::jsonata
