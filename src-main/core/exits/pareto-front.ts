/** What nothing else beats in both cost and accuracy (algorithms 5.3). */

/** Indices by rising cost with strictly rising accuracy; among equal costs the most accurate, among equals in both the last. O(M log M). */
export function paretoFront(cost: ArrayLike<number>, accuracy: ArrayLike<number>): Uint32Array {
  const order = new Uint32Array(cost.length).map((_, i) => i).sort((a, b) => cost[a] - cost[b] || accuracy[b] - accuracy[a] || b - a);
  let best = -Infinity;
  return order.filter((i) => {
    if (accuracy[i] <= best) return false;
    best = accuracy[i];
    return true;
  });
}
