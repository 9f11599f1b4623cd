/** Logistic regression by Newton's method, with a ridge on standardised features. Deterministic. */
import type { Sample } from './samples.ts';

export interface LinearModel {
  readonly bias: number;
  /** In the order of the samples' values. */
  readonly weights: readonly number[];
}

/** Strength of the ridge, as a number of observations. */
const RIDGE = 2;
const STEPS = 25;
/** Each set weighs as if it had so many positive pairs, whatever its size. */
const POSITIVES_PER_SET = 300;

function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const n = rows.length;
  const cell = (r: number, c: number): number => rows[r]?.[c] ?? 0;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c; r < n; r++) if (Math.abs(cell(r, c)) > Math.abs(cell(pivot, c))) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot] ?? [], rows[c] ?? []];
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = cell(r, c) / cell(c, c);
      for (let k = c; k <= n; k++) (rows[r] as number[])[k] = cell(r, k) - factor * cell(c, k);
    }
  }
  return rows.map((_, i) => cell(i, n) / cell(i, i));
}

/** `fixed` holds weights known from elsewhere, by feature position. The other weights are fitted around them. */
export function fitLogistic(
  sets: readonly (readonly Sample[])[],
  fixed: ReadonlyMap<number, number> = new Map(),
): LinearModel {
  const all = sets.flatMap((set) => {
    const weight = POSITIVES_PER_SET / set.filter(({ same }) => same).length;
    return set.map(({ values, same }) => ({ values, target: same ? 1 : 0, weight }));
  });
  const size = all[0]?.values.length ?? 0;
  const mean = Array.from(
    { length: size },
    (_, i) => all.reduce((s, { values }) => s + (values[i] ?? 0), 0) / all.length,
  );
  const spread = mean.map(
    (m, i) => Math.sqrt(all.reduce((s, { values }) => s + ((values[i] ?? 0) - m) ** 2, 0) / all.length) || 1,
  );
  const rows = all.map(({ values, target, weight }) => ({
    x: [...values.map((v, i) => (v - (mean[i] ?? 0)) / (spread[i] ?? 1)), 1],
    target,
    weight,
  }));
  let w = Array.from({ length: size + 1 }, (_, i) => (fixed.get(i) ?? 0) * (spread[i] ?? 0));
  for (let step = 0; step < STEPS; step++) {
    const hessian: number[][] = w.map((_, i) => w.map((_w, j) => (i === j && i < size ? RIDGE : 0)));
    const gradient = w.map((value, i) => (i < size ? -RIDGE * value : 0));
    for (const { x, target, weight } of rows) {
      let z = 0;
      for (let i = 0; i <= size; i++) z += (w[i] ?? 0) * (x[i] ?? 0);
      const p = 1 / (1 + Math.exp(-z));
      const residual = (target - p) * weight;
      const curve = Math.max(1e-9, p * (1 - p) * weight);
      for (let i = 0; i <= size; i++) {
        const xi = x[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + residual * xi;
        const row = hessian[i] as number[];
        for (let j = 0; j <= size; j++) row[j] = (row[j] ?? 0) + curve * xi * (x[j] ?? 0);
      }
    }
    for (const i of fixed.keys()) {
      gradient[i] = 0;
      hessian[i] = w.map((_, j) => (i === j ? 1 : 0));
    }
    const delta = solve(hessian, gradient);
    w = w.map((value, i) => value + (delta[i] ?? 0));
    if (delta.every((d) => Math.abs(d) < 1e-7)) break;
  }
  const weights = spread.map((s, i) => (w[i] ?? 0) / s);
  return { weights, bias: (w[size] ?? 0) - weights.reduce((sum, weight, i) => sum + weight * (mean[i] ?? 0), 0) };
}
