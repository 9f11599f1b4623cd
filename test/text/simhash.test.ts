import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simhashJs } from '../../bench/accuracy/simhash-js.ts';
import { distance, simhash, simhashLane } from '../../src/text/simhash.ts';

const { SimHash, Jenkins } = simhashJs();

/** The features simhash-js takes: non-overlapping pieces of four characters, hashed by Jenkins' lookup3. */
function theirFeatures(text: string): number[] {
  const pieces = text.match(/.{1,4}/gsu) ?? [];
  return pieces.map((piece) => Number.parseInt(new Jenkins().hash32(piece), 16));
}

describe('simhash', () => {
  it('gives the bits simhash-js gives for the same features', () => {
    // Past 128 features simhash-js drops the wrong ones; at a single feature it returns its hash as text.
    const text = fc.string({ unit: fc.constantFrom(...'ابتثجح خدذرز سشص'), minLength: 8, maxLength: 400 });
    fc.assert(
      fc.property(text, (t) => {
        expect(simhashLane(theirFeatures(t))).toBe(new SimHash().hash(t));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it.each([
    ['no features', [], { high: 0, low: 0 }],
    ['one feature is its own lane', [0xdeadbeef], { low: 0xdeadbeef }],
    ['the majority decides each bit', [0b110, 0b011, 0b010], { low: 0b010 }],
  ])('%s', (_, features, expected) => {
    expect(simhash(features)).toMatchObject(expected);
  });

  it('does not mind the order of features', () => {
    const features = fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 40 });
    fc.assert(
      fc.property(features, (list) => {
        expect(simhash(list.toReversed())).toEqual(simhash(list));
      }),
      { seed: 4 },
    );
  });

  it('counts the bits that differ', () => {
    expect(distance({ high: 0, low: 0 }, { high: 0xffffffff, low: 0xffffffff })).toBe(64);
    expect(distance({ high: 1, low: 0x80000000 }, { high: 0, low: 0 })).toBe(2);
    expect(distance({ high: 5, low: 9 }, { high: 5, low: 9 })).toBe(0);
  });
});
