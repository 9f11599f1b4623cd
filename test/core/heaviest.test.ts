import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heaviest } from '../../src/core/heaviest.ts';

it('picks what sorting everything would bring to the front', () => {
  const weights = fc.array(fc.oneof(fc.nat({ max: 4 }), fc.double({ min: 0, max: 4, noNaN: true })), { maxLength: 40 });
  fc.assert(
    fc.property(weights, fc.nat({ max: 45 }), (list, most) => {
      const sorted = list
        .map((weight, place) => ({ weight, place }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight || a.place - b.place);
      expect([...heaviest(list, most)]).toEqual(sorted.slice(0, most).map(({ place }) => place));
    }),
    { seed: 15, numRuns: 500 },
  );
});
