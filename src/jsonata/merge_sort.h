// The sort of JSONata: top-down, stable, the right element first only if the comparison says so. With an inconsistent comparison only the
// same algorithm gives the same order.
#pragma once

#include <cstddef>
#include <vector>

namespace sfn::jsonata {

/// Sorts items[begin, end). `swap(left, right)`: right comes first.
template <class T, class Swap>
void merge_sort(std::vector<T>& items, std::vector<T>& scratch, size_t begin, size_t end, Swap& swap) {
  if (end - begin < 2) return;
  const size_t middle = begin + (end - begin) / 2;
  merge_sort(items, scratch, begin, middle, swap);
  merge_sort(items, scratch, middle, end, swap);
  size_t left = begin, right = middle, out = begin;
  while (left < middle && right < end) scratch[out++] = std::move(swap(items[left], items[right]) ? items[right++] : items[left++]);
  while (left < middle) scratch[out++] = std::move(items[left++]);
  while (right < end) scratch[out++] = std::move(items[right++]);
  for (size_t i = begin; i < end; ++i) items[i] = std::move(scratch[i]);
}

template <class T, class Swap>
void merge_sort(std::vector<T>& items, Swap swap) {
  std::vector<T> scratch(items.size());
  merge_sort(items, scratch, 0, items.size(), swap);
}

}  // namespace sfn::jsonata
