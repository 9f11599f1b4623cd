import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonInOrder } from '../../../src/clustering/kernel/common-in-order.ts';

/** The usual table (Wagner & Fischer 1974). */
function byTable(one: Uint32Array, other: Uint32Array): number {
  let above = new Uint16Array(other.length + 1);
  for (const word of one) {
    const row = new Uint16Array(other.length + 1);
    other.forEach((their, i) => {
      row[i + 1] = word === their ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, row[i] ?? 0);
    });
    above = row;
  }
  return above[other.length] ?? 0;
}

// Few different words give long common runs; runs past 32 and 64 words take a second and a third number.
const words = fc
  .integer({ min: 2, max: 40 })
  .chain((different) =>
    fc.array(fc.integer({ min: 0, max: different }), { maxLength: 100 }).map((list) => Uint32Array.from(list)),
  );

test('the bit-parallel count is that of the usual table', () => {
  fc.assert(
    fc.property(words, words, words, (one, other, third) => {
      const count = commonInOrder(one);
      expect(count(other)).toBe(byTable(one, other));
      expect(count(third)).toBe(byTable(one, third));
    }),
  );
});

test.each([32, 33, 64, 65, 400])(
  'a run of %d words has all of itself in order, and none without its words',
  (length) => {
    const run = Uint32Array.from({ length }, (_, i) => i * 7);
    expect(commonInOrder(run)(run)).toBe(length);
    expect(commonInOrder(run)(run.toReversed())).toBe(1);
    expect(commonInOrder(run)(Uint32Array.of(1, 2, 3))).toBe(0);
    expect(commonInOrder(run)(new Uint32Array())).toBe(0);
  },
);
