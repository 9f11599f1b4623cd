/** Sparse vectors of hashed stems: ascending keys with one weight each. No function returns NaN. */
export interface Vector {
  readonly keys: Uint32Array;
  readonly weights: Float64Array;
  /** Sum of weights. */
  readonly sum: number;
  /** Euclidean norm. */
  readonly length: number;
}

/** `keys` ascending without repeats. */
export function weighted(keys: Uint32Array, weights: Float64Array): Vector {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    sum += weight;
    squares += weight * weight;
  }
  return { keys, weights, sum, length: Math.sqrt(squares) };
}

/** Cosine, 0…1, symmetric; 0 when either is empty. */
export function cosine(one: Vector, other: Vector): number {
  let dot = 0;
  for (let i = 0, j = 0; i < one.keys.length && j < other.keys.length; ) {
    const a = one.keys[i] ?? 0;
    const b = other.keys[j] ?? 0;
    if (a === b) dot += (one.weights[i++] ?? 0) * (other.weights[j++] ?? 0);
    else if (a < b) i++;
    else j++;
  }
  return dot === 0 ? 0 : Math.min(1, dot / (one.length * other.length));
}

/** Sum of the first vector's weights over the shared keys; 0 when there are none. Not symmetric. */
export function sharedWeight(one: Vector, other: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < one.keys.length && j < other.keys.length; ) {
    const a = one.keys[i] ?? 0;
    const b = other.keys[j] ?? 0;
    if (a === b) {
      sum += one.weights[i++] ?? 0;
      j++;
    } else if (a < b) i++;
    else j++;
  }
  return sum;
}

/** Number of shared keys. Both lists ascend without repeats. */
export function sharedCount(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i] ?? 0;
    const b = other[j] ?? 0;
    if (a === b) {
      count++;
      i++;
      j++;
    } else if (a < b) i++;
    else j++;
  }
  return count;
}
