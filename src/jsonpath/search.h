// All values that an indefinite path matches.
#pragma once

#include <cstddef>

#include "json/value.h"
#include "jsonpath/evaluation.h"

namespace sfn::jsonpath {

/// Walks the steps in document order. What a step cannot be applied to is passed over.
class Search {
 public:
  Search(Evaluation& evaluation, const Path& path) : evaluation_(evaluation), path_(path) {}
  void run(const json::Value& from) { walk(0, from); }
  json::Value hits() { return hits_.build(); }

 private:
  void walk(size_t step, const json::Value& here);
  void apply(size_t step, const Name& name, const json::Value& here);
  void apply(size_t step, const Index& index, const json::Value& here);
  void apply(size_t step, const Slice& slice, const json::Value& here);
  void apply(size_t step, const Wildcard& wildcard, const json::Value& here);
  void apply(size_t step, const NameUnion& names, const json::Value& here);
  void apply(size_t step, const IndexUnion& indices, const json::Value& here);
  void apply(size_t step, const DeepScan& scan, const json::Value& here);
  void apply(size_t step, const Filter& filter, const json::Value& here);
  void apply(size_t step, const Script& script, const json::Value& here);
  void apply(size_t, const Function&, const json::Value&) {}  // never found
  void scan(size_t next, const json::Value& here);

  Evaluation& evaluation_;
  const Path& path_;
  json::ArrayBuilder hits_;
};

}  // namespace sfn::jsonpath
