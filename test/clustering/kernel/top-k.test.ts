import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topK } from '../../../src/clustering/kernel/top-k.ts';

it('selects what sorting everything would bring to the front', () => {
  const weights = fc.array(fc.oneof(fc.nat({ max: 4 }), fc.double({ min: 0, max: 4, noNaN: true })), { maxLength: 40 });
  fc.assert(
    fc.property(weights, fc.nat({ max: 45 }), (list, k) => {
      const sorted = list
        .map((weight, index) => ({ weight, index }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight || a.index - b.index);
      expect([...topK(list, k)]).toEqual(sorted.slice(0, k).map(({ index }) => index));
    }),
    { seed: 15, numRuns: 500 },
  );
});
