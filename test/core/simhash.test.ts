import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, simhash, simhashLane } from '../../src/core/simhash.ts';

interface Oracle {
  readonly SimHash: new (options?: { kshingles: number }) => { hash(text: string): number };
  readonly Jenkins: new () => { hash32(text: string): string };
}

/** simhash-js assigns undeclared globals, so its files are run in sloppy mode, in a realm of their own. */
function load(): Oracle {
  const require = createRequire(import.meta.url);
  const realm: Record<string, unknown> = {};
  const run = (file: string): Record<string, unknown> => {
    const module = { exports: {} as Record<string, unknown> };
    const source = readFileSync(require.resolve(`simhash-js/${file}`), 'utf8');
    runInNewContext(`(function (module, require) {${source}\n})`, realm)(module, () => run('Jenkins.js'));
    return module.exports;
  };
  return { SimHash: run('SimHash.js').SimHash, Jenkins: run('Jenkins.js').Jenkins } as unknown as Oracle;
}

const { SimHash, Jenkins } = load();

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
