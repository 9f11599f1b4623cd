/** Selects the k greatest of many weights without sorting all of them. */

/** Indexes of the `k` greatest weights, greatest first, the lower index first among equals. Weights of 0 and less are left out. */
export function topK(weights: ArrayLike<number>, k: number): Uint16Array {
  const top = new Uint16Array(Math.min(k, weights.length));
  let count = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    if (weight <= 0 || (count === k && weight <= (weights[top[count - 1] ?? 0] ?? 0))) continue;
    let at = count < k ? count++ : count - 1;
    for (; at > 0 && (weights[top[at - 1] ?? 0] ?? 0) < weight; at--) top[at] = top[at - 1] ?? 0;
    top[at] = i;
  }
  return top.subarray(0, count);
}
