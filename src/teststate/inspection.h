// What is shown of the inside of a state: inspectionData. In: the data that the simulator tells of. Out: the members that the service shows
// for that type of state and query language.
#pragma once

#include <array>

#include "asl/state.h"
#include "sim/probe.h"
#include "sim/simulator.h"

namespace sfn::teststate {

class Inspection final : public sim::Probe {
 public:
  explicit Inspection(const asl::State& state) : Probe(kData), state_(state) {}
  void data(const sim::Place&, sim::Stage stage, const sim::Datum& datum) override { seen_[static_cast<size_t>(stage)] = datum; }

  /// inspectionData of an answer; values are JSON text, counts are numbers.
  json::Value value(const sim::StateAnswer& answer) const;

 private:
  bool shown(sim::Stage stage) const;

  const asl::State& state_;
  std::array<sim::Datum, static_cast<size_t>(sim::Stage::ToleratedFailurePercentage) + 1> seen_;
};

}  // namespace sfn::teststate
