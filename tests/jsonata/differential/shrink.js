'use strict';
// Makes a failing case smaller while it still fails: a tree is replaced by one of its own parts or by a leaf, data loses members.
const leaves = ['1', '"a"', 'a', '$', '()'];

/** Every tree with one subtree replaced by something smaller. */
function* smaller(tree) {
  if (typeof tree === 'string') return;
  for (const part of tree.parts) if (typeof part !== 'string') yield part;
  const size = JSON.stringify(tree).length;
  for (const leaf of leaves) if (size > JSON.stringify({parts: [leaf]}).length) yield {parts: [leaf]};
  for (let i = 0; i < tree.parts.length; ++i) {
    const around = part => ({parts: [...tree.parts.slice(0, i), ...part, ...tree.parts.slice(i + 1)]});
    if (typeof tree.parts[i] !== 'string') {
      yield around([]);
      for (const part of smaller(tree.parts[i])) yield around([part]);
    }
    if (tree.parts[i] === ', ') yield {parts: [...tree.parts.slice(0, i), ...tree.parts.slice(i + 2)]};
  }
}

function* smallerData(data) {
  if (data === undefined || data === null || typeof data !== 'object') return;
  yield undefined;
  for (const key of Object.keys(data)) {
    const copy = structuredClone(data);
    if (Array.isArray(copy)) copy.splice(Number(key), 1);
    else delete copy[key];
    yield copy;
    for (const value of smallerData(data[key])) {
      if (value === undefined) continue;
      const deeper = structuredClone(data);
      deeper[key] = value;
      yield deeper;
    }
  }
}

async function shrink(tree, data, fails, budget = 1500, seconds = 20) {
  const end = performance.now() + seconds * 1000;  // some candidates run into the limit of time
  for (let changed = true; changed && budget > 0;) {
    changed = false;
    for (const candidate of smaller(tree)) {
      if (--budget < 0 || performance.now() > end) break;
      if (!await fails(candidate, data)) continue;
      tree = candidate, changed = true;
      break;
    }
    for (const candidate of changed ? [] : smallerData(data)) {
      if (--budget < 0 || performance.now() > end) break;
      if (!await fails(tree, candidate)) continue;
      data = candidate, changed = true;
      break;
    }
  }
  return {tree, data};
}

module.exports = {shrink};
