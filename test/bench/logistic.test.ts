import { expect, test } from 'vitest';
import { fitLogistic } from '../../bench/training/logistic.ts';

/** Of 100 pairs at each corner of two features, so many are one story. */
function corners(counts: readonly (readonly [x: number, y: number, same: number])[]) {
  return counts.flatMap(([x, y, same]) => Array.from({ length: 100 }, (_, i) => ({ values: [x, y], same: i < same })));
}

const told = corners([
  [0, 0, 10],
  [1, 0, 50],
  [0, 1, 30],
  [1, 1, 79],
]);

test('finds the log-odds that each feature adds', () => {
  const { bias, weights } = fitLogistic([told]);
  expect(bias).toBeCloseTo(Math.log(10 / 90), 0);
  expect(weights[0]).toBeCloseTo(Math.log(9), 0);
  expect(weights[1]).toBeCloseTo(Math.log(27 / 7), 0);
});

test('keeps a weight known from elsewhere and fits the others around it', () => {
  const free = fitLogistic([told]);
  const held = fitLogistic([told], new Map([[1, -2]]));
  expect(held.weights[1]).toBeCloseTo(-2, 10);
  expect(held.bias).toBeGreaterThan(free.bias);
});
